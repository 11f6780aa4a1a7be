"""Names that systems give to their screenshots: a time, and on some phones the app in front.

A name is what a person can change, so what it says is reported as said by the name. The schemes are
facts, each with where it was seen: the source of the program that writes it, or names of real files
in public repositories, which is all there is for phones whose programs are closed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PureWindowsPath
from typing import Final

DAY = r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
DAY_PLAIN = r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)"
CLOCK_PLAIN = r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)"
CLOCK_DASHES = r"(?P<hour>\d\d)-(?P<minute>\d\d)-(?P<second>\d\d)"
CLOCK_DOTS = r"(?P<hour>\d{1,2})[.∶:](?P<minute>\d\d)[.∶:](?P<second>\d\d)"
# The name of a package (Android's documentation, "Set the application ID": two parts or more,
# each beginning with a letter). A label of an app, as Samsung writes it, proves no app.
PACKAGE = r"(?P<package>[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)+)"
# What programs add to a name: copies, and the editor of Huawei's gallery.
COPY = re.compile(r"(?: ?\(\d{1,3}\)|\[\d{1,3}\]| \d{1,2}| copy| 拷贝| - 副本)$")
EDITED = re.compile(r"_edit(?:_\d{1,20})?$")
# A word that every scheme has, looked for first: most names have none.
HINT = re.compile("screen ?shot|smartselect|截屏|截图|屏幕快照", re.IGNORECASE)
# What systems save screenshots as, and the endings of these files; a drawing or a model of the same
# name is none.
ENDINGS: Final = {
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    "image/heic": ("heic", "heif"),
    "image/heif": ("heic", "heif"),
    "image/avif": ("avif",),
}
ENDING = re.compile(
    rf"\.(?:{'|'.join(sorted({ending for kind in ENDINGS.values() for ending in kind}))})$",
    re.IGNORECASE,
)
MAX_NAME = 255


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """How one family of systems names its screenshots."""

    system: str
    pattern: re.Pattern[str]


def _scheme(system: str, pattern: str) -> Scheme:
    return Scheme(system=system, pattern=re.compile(pattern, re.IGNORECASE))


SCHEMES: Final = (
    # Names in public repositories, such as Screenshot_2024-05-31-12-23-27-332_com.android.camera.
    _scheme("Xiaomi", rf"Screenshot_{DAY}-{CLOCK_DASHES}-\d{{3}}_{PACKAGE}"),
    # The same, such as Screenshot_2025-04-17-18-24-02-45_40deb401b9ffe8e1df2f1cc5ba480b12: the app
    # is there as a digest of its name, which is not undone.
    _scheme("OPPO, OnePlus, realme", rf"Screenshot_{DAY}-{CLOCK_DASHES}-\d\d(?:_[0-9a-f]{{32}})?"),
    # The same, such as Screenshot_20250913_162524_com.huawei.browser.
    _scheme("Huawei", rf"Screenshot_{DAY_PLAIN}_{CLOCK_PLAIN}_{PACKAGE}"),
    # ImageExporter.java of Android's SystemUI (FILENAME_PATTERN), since Android 11; before it,
    # GlobalScreenshot.java. A second display and Samsung's label of the app may follow.
    _scheme("Android", rf"(?:Secondary_)?Screenshot_{DAY_PLAIN}-{CLOCK_PLAIN}(?:-display-\d|_.+)?"),
    # Names in public repositories of Samsung, vivo, HarmonyOS and KDE, such as
    # Screenshot_20240720_020223_Jerboa and screenshot_20241108_094517.
    _scheme("Android or KDE", rf"Screenshot_{DAY_PLAIN}_{CLOCK_PLAIN}(?:_.+)?"),
    # Names in public repositories, such as SmartSelect_20240501_093920_Drive: a part of the screen.
    _scheme("Samsung", rf"SmartSelect_{DAY_PLAIN}[-_]{CLOCK_PLAIN}(?:_.+)?"),
    # macOS, English and Chinese, before and since 10.14: Screen Shot 2019-08-23 at 9.06.39 AM,
    # Screenshot 2022-05-09 at 08.40.02, 屏幕快照 2019-09-19 23.23.39, 截屏2023-05-24 下午7.50.02.
    _scheme("macOS", rf"Screen ?shot {DAY} at {CLOCK_DOTS}(?: (?P<half>AM|PM))?"),
    _scheme("macOS", rf"(?:屏幕快照|截屏) ?{DAY} (?P<half>上午|下午)?{CLOCK_DOTS}"),
    # Snipping Tool of Windows: Screenshot 2020-09-15 191156, 屏幕截图 2024-05-09 141352.
    _scheme("Windows", rf"(?:Screenshot|屏幕截图) {DAY} {CLOCK_PLAIN}"),
    # The Print Screen key of Windows numbers its files: Screenshot (2), 屏幕截图(2).
    _scheme("Windows", r"(?:Screenshot|屏幕截图) ?\(\d{1,4}\)"),
    # shell-screenshot.c of GNOME Shell and gnome-screenshot: Screenshot from 2017-02-01 11-32-30,
    # 截图 2024-12-09 09-25-36.
    _scheme("GNOME", rf"(?:Screenshot from|截图) {DAY} {CLOCK_DASHES}"),
    # Names in public repositories: the tools of two chat programs that take screenshots, while a
    # picture that they send (微信图片_…, mmexport…) is none.
    _scheme("WeChat", rf"微信截图_{DAY_PLAIN}{CLOCK_PLAIN}"),
    _scheme("QQ", rf"QQ截图{DAY_PLAIN}{CLOCK_PLAIN}"),
)  # fmt: skip
# Names of apps by their package: a package names one app wherever Android or HarmonyOS runs it.
# Seen with their names in public lists of apps (2026-11).
APPS: Final = {
    "com.larus.nova": "豆包",
    "com.bytedance.dreamina": "即梦AI",
    "com.kwai.kling": "可灵AI",
    "com.aliyun.tongyi": "通义千问",
    "com.baidu.newapp": "文小言（文心一言）",
    "com.lemon.lv": "剪映",
    "com.moonshot.kimichat": "Kimi",
    "com.tencent.hunyuan.app.chat": "腾讯元宝",
    "com.zhipuai.qingyan": "智谱清言",
    "com.deepseek.chat": "DeepSeek",
    "com.openai.chatgpt": "ChatGPT",
    "com.tencent.mm": "微信",
}


@dataclass(frozen=True, kw_only=True)
class NamedScreenshot:
    """What the name of a screenshot says."""

    system: str
    at: str | None  # local time in ISO 8601, in a zone that the name does not say
    package: str | None
    edited: bool = False  # whether the name says that it was edited afterwards

    @property
    def app(self) -> str | None:
        return APPS.get(self.package or "")


def of_name(name: str) -> NamedScreenshot | None:
    """Return what a name says if it is that of a screenshot; None otherwise."""
    if not HINT.search(name, max(0, len(name) - MAX_NAME)):
        return None
    # File systems may decompose characters; macOS puts a narrow space before AM and PM.
    plain = unicodedata.normalize("NFC", PureWindowsPath(name).name[-MAX_NAME:])
    stem = ENDING.sub("", plain.replace("\u202f", " ").strip())
    whole = COPY.sub("", stem)
    if EDITED.search(whole):
        found = _match(EDITED.sub("", whole))
        return replace(found, edited=True) if found else None
    return _match(stem) or _match(whole)


def _match(stem: str) -> NamedScreenshot | None:
    for scheme in SCHEMES:
        if match := scheme.pattern.fullmatch(stem):
            facts = match.groupdict()
            return NamedScreenshot(
                system=scheme.system, at=_moment(facts), package=facts.get("package")
            )
    return None


def _moment(facts: dict[str, str | None]) -> str | None:
    """Return the time of a name; None for none, or where its numbers are no time."""
    if not facts.get("year"):
        return None
    numbers = ("year", "month", "day", "hour", "minute", "second")
    year, month, day, hour, minute, second = (int(facts[name] or 0) for name in numbers)
    half = (facts.get("half") or "").upper()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in ("PM", "下午") else 0)
    try:
        return datetime(year, month, day, hour, minute, second).isoformat()
    except ValueError:
        return None
