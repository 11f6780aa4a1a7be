"""Layered pictures that are archives: OpenRaster (ORA) and Krita (KRA).

Marks: both are ZIP archives whose member `mimetype` holds the media type, as the OpenRaster file
layout specification requires. The reader reports the names and kinds of the layers and reads no
pixels. A layer shows that something was worked on, not by whom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from assessments.intake.containers import zips
from assessments.intake.core import limits
from assessments.intake.core.problems import problem, raise_limit, reject
from assessments.intake.core.report import NOTHING, Edit, Extracted, StatedTime
from assessments.intake.core.source import Source
from assessments.intake.documents import xml_events
from assessments.intake.documents.xml_events import local
from assessments.intake.readers.layered import krita_ai

# Media type -> member that lists the layers: `stack.xml` (OpenRaster), `maindoc.xml` (Krita).
STACKS = {"image/openraster": "stack.xml", "application/x-krita": "maindoc.xml"}
# Krita's `nodetype` of a layer -> kind of layer as it is reported.
KINDS = {
    "paintlayer": "pixels",
    "grouplayer": "group",
    "adjustmentlayer": "adjustment",
    "generatorlayer": "fill",
    "clonelayer": "clone",
    "filelayer": "linked_file",
    "shapelayer": "shape",
    "transparencymask": "mask",
    "filtermask": "mask",
    "transformmask": "mask",
    "selectionmask": "mask",
    "colorizemask": "mask",
}
TEXT_FIELDS = {"creation-date": "created", "date": "modified"}
EXTRA_PROPERTIES = {
    "title": "title",
    "editing-time": "seconds_edited",
    "editing-cycles": "saved_times",
}
MIMETYPE = "mimetype"
MEDIA_TYPES = tuple(STACKS)
SAMPLES = (
    "readers/layers.ora",
    "evidence-cases/krita-ai-history.kra",
)


def detect(source: Source) -> bool:
    """Return whether the archive has a media type and a list of layers."""
    return MIMETYPE in source.zip_names and any(
        part in source.zip_names for part in STACKS.values()
    )


def read(source: Source) -> Extracted:
    """Read the layers, the size and the document information of an ORA or KRA file."""
    with zips.open_archive(source, zips.EXPORT) as archive:
        kind = (archive.data(MIMETYPE, limits.TEXT_RAW) or b"").decode("latin-1").strip()
        if kind not in STACKS:
            reject(problem("unknown_format"))
        stack = archive.data(STACKS[kind], limits.XML_BYTES)
        info = archive.data("documentinfo.xml", limits.XML_BYTES)
        history = krita_ai.read(archive) or NOTHING
    layers = _Layers()
    if stack is None:
        reject(problem("damaged", where=STACKS[kind]))
    xml_events.parse(stack, layers, named_type=True)
    times, extra = _read_info(info)
    return replace(
        history,
        media_type=kind,
        parameters=replace(history.parameters, width=layers.width, height=layers.height),
        edits=tuple(layers.edits),
        times=(*times, *history.times),
        extra={"layers": len(layers.edits), **layers.extra, **extra, **history.extra},
        confidence="stated",
    )


class _Layers:
    """Handler of the list of layers: one edit of kind `layer` for each."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self.extra: dict[str, str] = {}
        self.width: int | None = None
        self.height: int | None = None
        self._groups: list[str] = []

    def start(self, name: str, given: Mapping[str, str]) -> None:
        plain = local(name)
        if plain in ("image", "IMAGE"):
            self.width = _parse_length(given.get("w") or given.get("width"))
            self.height = _parse_length(given.get("h") or given.get("height"))
        elif plain == "DOC" and given.get("syntaxVersion"):
            self.extra["program"] = (
                f"{given.get('editor', 'Krita')} {given.get('kritaVersion', '')}"
            )
        elif plain in ("layer", "mask") or (plain == "stack" and "name" in given):
            self._add_layer(plain, given)
        if plain == "stack" or given.get("nodetype") == "grouplayer":
            self._groups.append(given.get("name", ""))

    def end(self, name: str) -> None:
        if local(name) == "stack" and self._groups:
            self._groups.pop()

    def text(self, data: str) -> None:
        """Do nothing: layers are described by attributes only."""

    def _add_layer(self, plain: str, given: Mapping[str, str]) -> None:
        if len(self.edits) >= limits.LAYERS.value:
            raise_limit(limits.LAYERS)
        kind = KINDS.get(given.get("nodetype", ""), "group" if plain == "stack" else "pixels")
        extra = {
            "kind": kind,
            "visible": given.get("visible", given.get("visibility", "1")) not in ("0", "hidden"),
            "opacity": given.get("opacity"),
            "blending": given.get("composite-op") or given.get("compositeop"),
        }
        self.edits.append(
            Edit(author=None, at=None, kind="layer", text=given.get("name", ""), extra=extra)
        )


def _parse_length(text: str | None) -> int | None:
    """Parse a width or height in pixels of at most nine digits."""
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _read_info(data: bytes | None) -> tuple[tuple[StatedTime, ...], dict[str, str]]:
    times, extra = [], {}
    for path, _, text in xml_events.texts(data, named_type=True) if data else ():
        name = path.rpartition("/")[2]
        if name in TEXT_FIELDS and text:
            times.append(
                StatedTime(what=TEXT_FIELDS[name], value=text, source=f"documentinfo.xml {name}")
            )
        elif name in EXTRA_PROPERTIES and text:
            extra[EXTRA_PROPERTIES[name]] = text
        elif name in ("initial-creator", "full-name") and text:
            extra["creator"] = text
    return tuple(times), extra
