"""Photoshop files (PSD, PSB): size, layers with name and kind, XMP with the history of saves.

Marks: `8BPS` and version 1 or 2. The structure follows Adobe Photoshop File Formats Specification
(November 2019); the comments name its sections. Pixel data is skipped. The history gives the times
of saves; the file does not say who worked on a layer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assessments.intake.containers import xmp
from assessments.intake.core import charset, limits
from assessments.intake.core.problems import Problem, Rejected, over_limit, problem
from assessments.intake.core.report import Edit, Extracted, Parameters, Raw, StatedTime
from assessments.intake.core.source import Source
from assessments.intake.core.window import Truncated, Window

# "Image Resource IDs": 0x0424 (1060) is the XMP metadata.
XMP_RESOURCE = 1060
# "Additional Layer Information": the signature of every block.
SIGNATURES = (b"8BIM", b"8B64")
# "Section divider setting" (`lsct`): 0 any other layer, 1 open folder, 2 closed folder, 3 bounding
# divider. psd-tools reads `lsdk`, the nested form, which the specification does not list, alike.
GROUP_ENDS = {0: None, 1: "group", 2: "group", 3: "group_end"}
# "Additional Layer Information": keys of adjustment layers.
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
# "Additional Layer Information": keys that tell the kind of a layer.
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
# "Additional Layer Information": in a PSB the length of these blocks has eight bytes.
WIDE_KEYS = frozenset(
    {b"LMsk", b"Lr16", b"Lr32", b"Layr", b"Mt16", b"Mt32", b"Mtrn", b"Alph", b"FMsk"}
    | {b"lnk2", b"FEid", b"FXid", b"PxSD"}
)
HISTORY = "xmpMM:History/stEvt:"
MEDIA_TYPES = ("image/vnd.adobe.photoshop",)
SAMPLES = ("readers/layers.psd",)


def detect(source: Source) -> bool:
    """Return whether the file has the signature and version of a PSD (1) or PSB (2)."""
    # "File Header Section": signature in bytes 0 to 3, version in bytes 4 and 5.
    return source.head[:4] == b"8BPS" and source.head[4:6] in (b"\0\1", b"\0\2")


@dataclass(kw_only=True)
class _Picture:
    """What has been read of the file; `wide` is true for a PSB, whose lengths have eight bytes."""

    wide: bool
    width: int = 0
    height: int = 0
    whole: bool = False  # whether the list of layers was read to its end
    guessed: int = 0  # layers whose name is in an encoding that nothing states
    layers: list[Edit] = field(default_factory=list)
    packets: list[bytes] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(source: Source) -> Extracted:
    """Read size, layers and XMP; a truncated file keeps what stands before the break."""
    if source.size > limits.MEDIA_FILE.value:
        raise Rejected(over_limit(limits.MEDIA_FILE))
    with source.open() as file:
        window = Window(file=file, at=0, end=source.size)
        window.skip(4)  # signature
        picture = _Picture(wide=window.number(2) == 2)
        try:
            _read_sections(window, picture)
            picture.whole = True
        except Truncated:
            picture.problems.append(problem("truncated", where="PSD"))
    if picture.guessed:
        picture.problems.append(problem("layer_names_uncertain", count=picture.guessed))
    return _build_result(picture)


def _build_result(picture: _Picture) -> Extracted:
    pairs, raw = _read_packets(picture)
    extra: dict[str, Any] = {"layers": len(picture.layers)} if picture.whole else {}
    if tool := xmp.value(pairs, "xmp:CreatorTool"):
        extra["program"] = tool
    if history := _read_history(pairs):
        extra["history"] = history
    return Extracted(
        media_type="image/vnd.adobe.photoshop",
        parameters=Parameters(width=picture.width or None, height=picture.height or None),
        edits=tuple(reversed(picture.layers)),
        times=_collect_times(pairs),
        problems=tuple(picture.problems),
        extra=extra,
        raw=raw,
        confidence="stated",
    )


def _read_sections(window: Window, picture: _Picture) -> None:
    # "File Header Section": 6 reserved bytes, channels (2), height (4), width (4), depth (2),
    # colour mode (2).
    window.skip(6)
    channels = window.number(2)
    picture.height, picture.width = window.number(4), window.number(4)
    depth = window.number(2)
    window.skip(2)
    window.skip(window.number(4))  # "Color Mode Data Section"
    _read_resources(window.part(window.number(4)), picture)
    # "Layer and Mask Information Section": its length, then that of "Layer info"; eight bytes each
    # in a PSB.
    size = 8 if picture.wide else 4
    masks = window.part(window.number(size))
    if masks.remaining:
        _read_layers(masks.part(masks.number(size)), picture)
        if masks.remaining >= 4:
            masks.skip(masks.number(4))  # "Global layer mask info"
            _read_global_blocks(masks, picture)
    picture.whole = bool(picture.layers)
    _check_pixels(window, picture, channels * depth // 8)


def _check_pixels(window: Window, picture: _Picture, samples: int) -> None:
    """Raise `Truncated` where the merged picture breaks off; its writer may have left it out.

    A program that is interrupted leaves the lengths before it at zero, as if there were no layers.
    """
    if window.remaining < 2:
        return
    # "Image Data Section": compression (2); raw data has every sample of every channel.
    if window.number(2) == 0 and window.remaining < picture.width * picture.height * samples:
        raise Truncated


def _read_resources(part: Window, picture: _Picture) -> None:
    """Collect the XMP packets among the image resource blocks."""
    # "Image Resource Blocks": signature (4), id (2), Pascal string padded to an even size,
    # length (4), data padded to an even size.
    for _ in range(limits.BLOCKS.value):
        if part.remaining < 12 or part.read(4) != b"8BIM":
            return
        number = part.number(2)
        name = part.number(1)
        part.skip(name + (name + 1) % 2)
        size = part.number(4)
        data = part.part(size)
        part.skip(min(size % 2, part.remaining))
        if number == XMP_RESOURCE and data.remaining <= limits.XML_BYTES.value:
            picture.packets.append(data.rest())


def _read_global_blocks(masks: Window, picture: _Picture) -> None:
    """Read the layers of pictures with 16 or 32 bits, which stand in a block `Lr16` or `Lr32`."""
    while masks.remaining >= 12:
        if masks.read(4) not in SIGNATURES:
            return
        key = masks.read(4)
        size = masks.number(8 if picture.wide and key in WIDE_KEYS else 4)
        # Photoshop pads global blocks to four bytes, although the specification says two.
        block = masks.part(min(size + -size % 4, masks.remaining))
        if key in (b"Lr16", b"Lr32", b"Layr") and not picture.layers:
            _read_layers(block, picture)


def _read_layers(part: Window, picture: _Picture) -> None:
    if part.remaining < 2:
        return
    # "Layer info": a negative count means that the first alpha channel holds the transparency of
    # the merged picture; its absolute value is the number of layers.
    count = abs(int.from_bytes(part.read(2), "big", signed=True))
    for _ in range(count):
        if len(picture.layers) >= limits.LAYERS.value:
            picture.problems.append(over_limit(limits.LAYERS))
            return
        _read_layer(part, picture)


def _read_layer(part: Window, picture: _Picture) -> None:
    """Read one entry of "Layer records"."""
    part.skip(16)  # rectangle: top, left, bottom, right
    channels = part.number(2)
    # Channel: id (2), length of its data (4, in a PSB 8); then the signature of the blend mode (4).
    part.skip(channels * (10 if picture.wide else 6) + 4)
    blending = part.read(4).decode("latin-1").strip()
    opacity, clipping, flags, _ = part.read(4)
    extras = part.part(part.number(4))
    masked = extras.number(4)
    extras.skip(masked)  # "Layer mask / adjustment layer data"
    extras.skip(extras.number(4))  # "Layer blending ranges data"
    length = extras.number(1)  # layer name: Pascal string padded to a multiple of four bytes
    named = extras.read(length)
    name, guessed = charset.guess(named)
    extras.skip(min(-(length + 1) % 4, extras.remaining))
    kind, found = "pixels", _read_layer_blocks(extras, picture)
    for key, data in found.items():
        # "Unicode layer name": number of UTF-16 code units (4), then the text.
        if key == b"luni" and len(data) >= 4:
            name = data[4 : 4 + 2 * int.from_bytes(data[:4], "big")].decode("utf-16-be", "replace")
            guessed = None
        elif key in (b"lsct", b"lsdk") and len(data) >= 4:
            kind = GROUP_ENDS.get(int.from_bytes(data[:4], "big")) or kind
        elif kind == "pixels" or (kind == "shape" and KINDS.get(key) == "adjustment"):
            kind = KINDS.get(key, kind)
    if kind == "group_end":
        return
    # Bit 1 of the flags, called "visible" in the specification, is set where a layer is hidden.
    extra: dict[str, Any] = {"kind": kind, "visible": not flags & 2, "opacity": opacity}
    extra |= {"blending": blending, "clipped": bool(clipping), "masked": bool(masked)}
    if adjustment := next((ADJUSTMENTS[key] for key in found if key in ADJUSTMENTS), None):
        extra["adjustment"] = adjustment
    if guessed:
        picture.guessed += 1
    picture.layers.append(
        Edit(author=None, at=None, kind="layer", text=name.rstrip("\0"), extra=extra)
    )


def _read_layer_blocks(extras: Window, picture: _Picture) -> dict[bytes, bytes]:
    """Return the first 1,024 bytes of each additional block of a layer, which hold its name."""
    found: dict[bytes, bytes] = {}
    while extras.remaining >= 12 and len(found) < limits.BLOCKS.value:
        if extras.read(4) not in SIGNATURES:
            break
        key = extras.read(4)
        size = extras.number(8 if picture.wide and key in WIDE_KEYS else 4)
        block = extras.part(min(size + size % 2, extras.remaining))
        found[key] = block.read(min(1024, block.remaining))
    return found


def _read_packets(picture: _Picture) -> tuple[list[tuple[str, str]], tuple[Raw, ...]]:
    pairs: list[tuple[str, str]] = []
    raw = []
    for data in picture.packets:
        text = data.decode("utf-8", "replace").strip("\0\ufeff \r\n")
        raw.append(Raw(where="XMP", text=text))
        try:
            pairs += xmp.properties(text)
        except Rejected as rejection:
            picture.problems.append(rejection.problem)
    return pairs, tuple(raw)


def _read_history(pairs: list[tuple[str, str]]) -> list[dict[str, str]]:
    """Split `xmpMM:History` (XMP Part 2, ResourceEvent) into events; a repeated key begins one."""
    events: list[dict[str, str]] = []
    for name, value in pairs:
        if not name.startswith(HISTORY):
            continue
        key = name.removeprefix(HISTORY)
        if not events or key in events[-1]:
            events.append({})
        events[-1][key] = value
    return events


def _collect_times(pairs: list[tuple[str, str]]) -> tuple[StatedTime, ...]:
    return xmp.times(pairs)
