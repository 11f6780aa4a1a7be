"""Conversations pasted as text: Kimi, 豆包, 文心一言 and others that export nothing.

Trigger: lines that name a speaker (`## 👤 用户`, `**Kimi：**`, `ChatGPT said:`), where the person
and the machine both speak. Tolerant of headings, bold, emoji and colons. A line inside a code
block never counts. Who a name belongs to stands in a closed list; no branch or model is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessments.intake.conversations.values import Conversation, Node, iso, linear, messages

PERSON = {"👤", "🧑", "🙋", "🧑‍💻"}
MACHINE = {"🌙", "🤖", "✨", "🐳"}
PEOPLE = frozenset(
    [
        "user",
        "human",
        "me",
        "you",
        "prompt",
        "you_said",
        "user_said",
        "用户",
        "我",
        "你",
        "提问",
        "问",
        "人类",
        "您",
        "你说",
        "我说",
        "提问者",
    ]
)
SERVICES = {
    "kimi": "Kimi",
    "豆包": "豆包",
    "doubao": "豆包",
    "文心一言": "文心一言",
    "文小言": "文心一言",
    "ernie bot": "文心一言",
    "chatgpt": "ChatGPT",
    "claude": "Claude",
    "deepseek": "DeepSeek",
    "qwen": "Qwen",
    "通义千问": "Qwen",
    "千问": "Qwen",
    "元宝": "元宝",
    "腾讯元宝": "元宝",
    "gemini": "Gemini",
    "grok": "Grok",
    "智谱清言": "智谱清言",
    "讯飞星火": "讯飞星火",
}
MACHINES = frozenset(
    {
        "assistant",
        "ai",
        "bot",
        "model",
        "response",
        "answer",
        "助手",
        "ai助手",
        "回答",
        "答",
        "机器人",
    }
)
SPEAKER_LONGEST = 60  # characters of a line that can name a speaker
FENCES = ("```", "~~~")
DECORATION = "#>*_ \t-"
TIME = re.compile(r"[(（\[](\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?Z?)[)）\]]")


@dataclass(frozen=True, kw_only=True)
class _Speaker:
    role: str
    service: str | None = None
    at: str | None = None
    rest: str = ""  # what follows the colon on the same line


def detect(text: str) -> bool:
    roles = {speaker.role for _, speaker in _lines(text) if speaker}
    return roles == {"user", "assistant"}


def read(text: str) -> Conversation:
    nodes: list[Node] = []
    services: set[str] = set()
    body: list[str] = []
    speaker: _Speaker | None = None
    for line, named in _lines(text):
        if named is None:
            body.append(line)
            continue
        nodes += _turn(len(nodes), speaker, body)
        speaker, body = named, [named.rest] if named.rest else []
        services |= {named.service} if named.service else set()
    nodes += _turn(len(nodes), speaker, body)
    service = services.pop() if len(services) == 1 else None
    return Conversation(service=service, messages=messages(linear(nodes), None))


def _turn(place: int, speaker: _Speaker | None, body: list[str]) -> list[Node]:
    """The turn that ends here; what stands before the first speaker belongs to nobody."""
    text = "\n".join(body).strip("\n")
    if speaker is None or not text.strip():
        return []
    return [Node(id=f"#{place}", parent=None, role=speaker.role, text=text, at=speaker.at)]


def _lines(text: str) -> Iterator[tuple[str, _Speaker | None]]:
    fence = ""
    for line in text.splitlines():
        start = line.lstrip()[:3]
        if start in FENCES and fence in ("", start):
            fence = "" if fence else start
            yield line, None
        else:
            yield line, None if fence else _speaker(line)


def _speaker(line: str) -> _Speaker | None:
    marked = line.lstrip().startswith(("#", "**", "__"))
    opening, colon, rest = _split(line)
    if len(opening) > SPEAKER_LONGEST:
        return None
    time = TIME.search(opening)
    name = (TIME.sub("", opening) if time else opening).strip(DECORATION)
    sign = next((one for one in PERSON | MACHINE if name.startswith(one)), "")
    name = name.removeprefix(sign).strip("\ufe0f" + DECORATION).lower()
    said = name.endswith(" said")
    if not (marked or colon or sign or said) or (rest.strip(DECORATION) and not colon):
        return None
    at = iso(time[1].replace(" ", "T")) if time else None
    return _named(name.removesuffix(" said"), sign, at, rest.lstrip("*_ "))


def _split(line: str) -> tuple[str, bool, str]:
    """Before the first colon, whether there was one, after it; a time's own colon is not one."""
    search = line[: SPEAKER_LONGEST + 1]
    hidden = TIME.sub(lambda match: "x" * len(match[0]), search)
    places = [place for mark in ":：" if (place := hidden.find(mark)) >= 0]
    if not places:
        return line, False, ""
    return line[: min(places)], True, line[min(places) + 1 :]


def _named(name: str, sign: str, at: str | None, rest: str) -> _Speaker | None:
    if name in PEOPLE or (sign in PERSON and not name):
        return _Speaker(role="user", at=at, rest=rest)
    if name in MACHINES or (sign in MACHINE and not name):
        return _Speaker(role="assistant", at=at, rest=rest)
    if service := SERVICES.get(name):
        return _Speaker(role="assistant", service=service, at=at, rest=rest)
    return None
