"""Photoshop files (PSD, PSB): every layer's name and kind, the size, the XMP with its history.

Trigger: `8BPS`. Pixels are stepped over. A history of saves gives sessions with their times; who
worked on a layer is not in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assessments.intake.containers import xmp
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Refused, beyond, problem
from assessments.intake.core.report import Edit, Found, Parameters, Raw, Time
from assessments.intake.core.source import Source
from assessments.intake.media.window import Truncated, Window

XMP_RESOURCE = 1060
SIGNATURES = (b"8BIM", b"8B64")
GROUP_ENDS = {0: None, 1: "group", 2: "group", 3: "group_end"}
ADJUSTMENTS = {
    b"levl": "levels",
    b"curv": "curves",
    b"brit": "brightness",
    b"blnc": "color_balance",
    b"hue2": "hue_saturation",
    b"hue ": "hue_saturation",
    b"selc": "selective_color",
    b"mixr": "channel_mixer",
    b"phfl": "photo_filter",
    b"expA": "exposure",
    b"vibA": "vibrance",
    b"blwh": "black_white",
    b"clrL": "color_lookup",
    b"grdm": "gradient_map",
    b"nvrt": "invert",
    b"post": "posterize",
    b"thrs": "threshold",
}
KINDS = {
    b"TySh": "text",
    b"tySh": "text",
    b"SoLd": "smart_object",
    b"SoLE": "smart_object",
    b"PlLd": "smart_object",
    b"SoCo": "fill",
    b"GdFl": "fill",
    b"PtFl": "fill",
    b"vmsk": "shape",
    b"vsms": "shape",
    **dict.fromkeys(ADJUSTMENTS, "adjustment"),
}
WIDE_KEYS = frozenset(  # in PSB their length has eight bytes
    {b"LMsk", b"Lr16", b"Lr32", b"Layr", b"Mt16", b"Mt32", b"Mtrn", b"Alph", b"FMsk"}
    | {b"lnk2", b"FEid", b"FXid", b"PxSD"}
)
HISTORY = "xmpMM:History/stEvt:"


def detect(source: Source) -> bool:
    return source.head[:4] == b"8BPS" and source.head[4:6] in (b"\0\1", b"\0\2")


@dataclass(kw_only=True)
class _Picture:
    wide: bool  # PSB
    width: int = 0
    height: int = 0
    layers: list[Edit] = field(default_factory=list)
    packets: list[bytes] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(source: Source) -> Found:
    if source.size > limits.MEDIA_FILE.most:
        raise Refused(beyond(limits.MEDIA_FILE))
    with source.open() as file:
        window = Window(file=file, at=0, end=source.size)
        window.skip(4)
        picture = _Picture(wide=window.number(2) == 2)
        try:
            _sections(window, picture)
        except Truncated:
            picture.problems.append(problem("truncated", where="PSD"))
    return _found(picture)


def _found(picture: _Picture) -> Found:
    pairs, raw = _packets(picture)
    extra: dict[str, Any] = {"layers": len(picture.layers)}
    if tool := xmp.value(pairs, "xmp:CreatorTool"):
        extra["program"] = tool
    if history := _history(pairs):
        extra["history"] = history
    return Found(
        media_type="image/vnd.adobe.photoshop",
        parameters=Parameters(width=picture.width or None, height=picture.height or None),
        edits=tuple(reversed(picture.layers)),
        times=_times(pairs),
        problems=tuple(picture.problems),
        extra=extra,
        raw=raw,
        confidence="stated",
    )


def _sections(window: Window, picture: _Picture) -> None:
    window.skip(8)  # reserved, channels
    picture.height, picture.width = window.number(4), window.number(4)
    window.skip(4)
    window.skip(window.number(4))  # colours
    _resources(window.part(window.number(4)), picture)
    size = 8 if picture.wide else 4
    masks = window.part(window.number(size))
    if not masks.left:
        return
    _layers(masks.part(masks.number(size)), picture)
    if masks.left >= 4:
        masks.skip(masks.number(4))
        _blocks_with_layers(masks, picture)


def _resources(part: Window, picture: _Picture) -> None:
    for _ in range(limits.BLOCKS.most):
        if part.left < 12 or part.take(4) != b"8BIM":
            return
        number = part.number(2)
        name = part.number(1)
        part.skip(name + (name + 1) % 2)
        size = part.number(4)
        data = part.part(size)
        part.skip(min(size % 2, part.left))
        if number == XMP_RESOURCE and data.left <= limits.XML_BYTES.most:
            picture.packets.append(data.rest())


def _blocks_with_layers(masks: Window, picture: _Picture) -> None:
    """Pictures of 16 or 32 bits keep their layers in a block of the global information."""
    while masks.left >= 12:
        if masks.take(4) not in SIGNATURES:
            return
        key = masks.take(4)
        size = masks.number(8 if picture.wide and key in WIDE_KEYS else 4)
        block = masks.part(min(size + -size % 4, masks.left))
        if key in (b"Lr16", b"Lr32", b"Layr") and not picture.layers:
            _layers(block, picture)


def _layers(part: Window, picture: _Picture) -> None:
    if part.left < 2:
        return
    count = abs(int.from_bytes(part.take(2), "big", signed=True))
    for _ in range(count):
        if len(picture.layers) >= limits.LAYERS.most:
            picture.problems.append(beyond(limits.LAYERS))
            return
        _layer(part, picture)


def _layer(part: Window, picture: _Picture) -> None:
    part.skip(16)
    channels = part.number(2)
    part.skip(channels * (10 if picture.wide else 6) + 4)
    blending = part.take(4).decode("latin-1").strip()
    opacity, clipping, flags, _ = part.take(4)
    extras = part.part(part.number(4))
    masked = extras.number(4)
    extras.skip(masked)
    extras.skip(extras.number(4))
    length = extras.number(1)
    name = extras.take(length).decode("latin-1")
    extras.skip(min(-(length + 1) % 4, extras.left))
    kind, found = "pixels", _blocks(extras, picture)
    for key, data in found.items():
        if key == b"luni" and len(data) >= 4:
            name = data[4 : 4 + 2 * int.from_bytes(data[:4], "big")].decode("utf-16-be", "replace")
        elif key in (b"lsct", b"lsdk") and len(data) >= 4:
            kind = GROUP_ENDS.get(int.from_bytes(data[:4], "big")) or kind
        elif kind == "pixels" or (kind == "shape" and KINDS.get(key) == "adjustment"):
            kind = KINDS.get(key, kind)
    if kind == "group_end":
        return
    extra: dict[str, Any] = {"kind": kind, "visible": not flags & 2, "opacity": opacity}
    extra |= {"blending": blending, "clipped": bool(clipping), "masked": bool(masked)}
    if adjustment := next((ADJUSTMENTS[key] for key in found if key in ADJUSTMENTS), None):
        extra["adjustment"] = adjustment
    picture.layers.append(
        Edit(author=None, at=None, kind="layer", text=name.rstrip("\0"), extra=extra)
    )


def _blocks(extras: Window, picture: _Picture) -> dict[bytes, bytes]:
    """The layer's further blocks: the first bytes of each, enough for a name."""
    found: dict[bytes, bytes] = {}
    while extras.left >= 12 and len(found) < limits.BLOCKS.most:
        if extras.take(4) not in SIGNATURES:
            break
        key = extras.take(4)
        size = extras.number(8 if picture.wide and key in WIDE_KEYS else 4)
        block = extras.part(min(size + size % 2, extras.left))
        found[key] = block.take(min(1024, block.left))
    return found


def _packets(picture: _Picture) -> tuple[list[tuple[str, str]], tuple[Raw, ...]]:
    pairs: list[tuple[str, str]] = []
    raw = []
    for data in picture.packets:
        text = data.decode("utf-8", "replace").strip("\0\ufeff \r\n")
        raw.append(Raw(where="XMP", text=text))
        try:
            pairs += xmp.properties(text)
        except Refused as refusal:
            picture.problems.append(refusal.problem)
    return pairs, tuple(raw)


def _history(pairs: list[tuple[str, str]]) -> list[dict[str, str]]:
    """The events of the editing history: each begins with its action."""
    events: list[dict[str, str]] = []
    for name, value in pairs:
        if not name.startswith(HISTORY):
            continue
        key = name.removeprefix(HISTORY)
        if not events or key in events[-1]:
            events.append({})
        events[-1][key] = value
    return events


def _times(pairs: list[tuple[str, str]]) -> tuple[Time, ...]:
    return xmp.times(pairs)
