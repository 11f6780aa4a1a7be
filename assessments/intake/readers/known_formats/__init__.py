"""Formats that are recognised and not read, or only by their credentials: said, not passed over.

Marks: Procreate, Figma and Sketch are ZIP archives by their members; GIMP, Clip Studio Paint,
Blender, Figma's bare form and others by their first bytes. A C2PA manifest store by itself is read
by the library: it signs another file, which is not there to be compared.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace

from assessments.intake.core.problems import problem
from assessments.intake.core.report import Extracted, Parameters
from assessments.intake.core.source import Source
from assessments.intake.provenance import c2pa


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format by its first bytes at an offset, or by members of its archive."""

    media_type: str
    name: str
    magic: bytes = b""
    at: int = 0
    members: frozenset[str] = frozenset()
    layered: bool = False

    def matches(self, source: Source) -> bool:
        if self.members:
            return self.members <= source.zip_names
        return source.head[self.at : self.at + len(self.magic)] == self.magic


STORE = "application/c2pa"
XCF = "image/x-xcf"
FORMATS = (
    Format(media_type=XCF, name="GIMP (XCF)", magic=b"gimp xcf "),
    Format(media_type="application/x-clip-studio", name="Clip Studio Paint", magic=b"CSFCHUNK"),
    Format(media_type="application/x-blender", name="Blender", magic=b"BLENDER"),
    Format(media_type="application/x-figma", name="Figma", magic=b"fig-kiwi"),
    Format(media_type="application/x-figma", name="FigJam", magic=b"fig-jam."),
    Format(media_type="audio/midi", name="MIDI", magic=b"MThd"),
    Format(media_type=STORE, name="C2PA", magic=b"jumb", at=4),
    Format(
        media_type="application/x-procreate",
        name="Procreate",
        members=frozenset({"Document.archive"}),
    ),
    Format(media_type="application/x-figma", name="Figma", members=frozenset({"canvas.fig"})),
    Format(
        media_type="application/x-sketch",
        name="Sketch",
        members=frozenset({"document.json", "meta.json", "user.json"}),
    ),
)
MEDIA_TYPES = tuple(sorted({known.media_type for known in FORMATS}))
SAMPLES = ("readers/picture.xcf",)
# XCF: `gimp xcf `, a version of four characters and a null, then width and height (big-endian).
XCF_SIZE = struct.Struct(">14xII")


def detect(source: Source) -> bool:
    return any(known.matches(source) for known in FORMATS)


def read(source: Source) -> Extracted:
    known = next(known for known in FORMATS if known.matches(source))
    if known.media_type == STORE:
        return _read_store(source)
    found = Extracted(
        media_type=known.media_type,
        problems=(problem("format_not_read", format=known.name),),
        extra={"program": known.name},
    )
    if known.media_type == XCF and len(source.head) >= XCF_SIZE.size:
        width, height = XCF_SIZE.unpack_from(source.head)
        return replace(found, parameters=Parameters(width=width, height=height))
    return found


def _read_store(source: Source) -> Extracted:
    """The credentials by themselves; whether they fit the file that they sign is not known."""
    found = c2pa.read(source.data(), STORE)
    if found.c2pa and found.c2pa.get("checked"):
        found = replace(found, c2pa={**found.c2pa, "bytes": "unknown"})
        if found.c2pa and found.c2pa["signature"] != "does_not_match":  # the file is not here
            kept = (fault for fault in found.problems if fault.code != "credentials_failed")
            found = replace(found, problems=tuple(kept))
    return replace(
        found,
        media_type=STORE,
        confidence="stated",
        problems=(*found.problems, problem("c2pa_without_file")),
    )
