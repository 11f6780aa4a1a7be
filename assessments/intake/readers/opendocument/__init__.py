"""OpenDocument 1.3 (odt, ods, odp): properties, the AIGC label and tracked changes of a text.

Marks: the member `mimetype` of the archive names the format (Part 2, Packages). Tracked changes
follow Part 3, 5.5: an insertion is marked in the text, a deleted text stands in the list of
changes; both have an author and a time, as the file states them. Macros are reported and never
executed, links are never followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.intake.containers import zips
from assessments.intake.core import limits
from assessments.intake.core.problems import (
    Problem,
    Rejected,
    over_limit,
    problem,
    raise_limit,
    reject,
)
from assessments.intake.core.report import Edit, Extracted, Raw, StatedTime
from assessments.intake.core.source import Source
from assessments.intake.documents import xml_events
from assessments.intake.documents.xml_events import attribute, local
from assessments.intake.provenance.label_texts import LabelTexts

PREFIX = "application/vnd.oasis.opendocument."
MIMETYPE, CONTENT, META = "mimetype", "content.xml", "meta.xml"
MACROS = "Basic/"
# Part 3, 4.3 (Metadata Elements): `meta:creation-date`, `dc:date`, `meta:print-date`.
TIMES = {"creation-date": "created", "date": "modified", "print-date": "printed"}
EXTRA_PROPERTIES = {
    "initial-creator": "creator",
    "creator": "last_modified_by",
    "editing-cycles": "revision",
    "editing-duration": "time_edited",
    "generator": "application",
    "title": "title",
}
# Part 3, 5.5 (Change Tracking): the kind of a `text:changed-region`.
KINDS = {"insertion": "insert", "deletion": "delete", "format-change": "format"}
# Changes that one word may lie in at once; more of them multiply the text of a hostile file.
MAX_OVERLAPPING = 32
# Part 3, 5.1: `text:p` and `text:h`.
PARAGRAPHS = frozenset({"p", "h"})
MEDIA_TYPES = tuple(PREFIX + kind for kind in ("graphics", "presentation", "spreadsheet", "text"))
SAMPLES = ("readers/tracked.odt",)


def detect(source: Source) -> bool:
    """Return whether the archive names an OpenDocument format in its first bytes."""
    return {MIMETYPE, CONTENT} <= source.zip_names and PREFIX.encode() in source.head


def read(source: Source) -> Extracted:
    """Read the properties, the label and the tracked changes of an OpenDocument file."""
    if source.size > limits.FILE.value:
        raise_limit(limits.FILE)
    gathered = _DocumentReport()
    with zips.open_archive(source) as archive:
        kind = (archive.data(MIMETYPE, limits.TEXT_RAW) or b"").decode("latin-1").strip()
        if any(member.filename.startswith(MACROS) for member in archive.members):
            gathered.problems.append(problem("macro_present"))
        for step in (_read_properties, _read_content):
            try:
                step(archive, gathered)
            except Rejected as rejection:  # one damaged part does not hide the other
                gathered.problems.append(rejection.problem)
    label, label_problems = gathered.marks.label()
    return Extracted(
        media_type=kind if kind.startswith(PREFIX) else None,
        aigc_label=label,
        edits=gathered.edits,
        times=tuple(gathered.times),
        problems=(*gathered.problems, *label_problems),
        extra=gathered.extra,
        raw=tuple(gathered.raw),
        confidence="stated",
    )


@dataclass(kw_only=True)
class _DocumentReport:
    """What the steps of the reader have collected."""

    extra: dict[str, Any] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    times: list[StatedTime] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    marks: LabelTexts = field(default_factory=LabelTexts)
    raw: list[Raw] = field(default_factory=list)


def _read_properties(archive: zips.Archive, gathered: _DocumentReport) -> None:
    data = archive.data(META, limits.XML_BYTES)
    for path, given, text in xml_events.texts(data) if data else ():
        name = path.rpartition("/")[2]
        if name == "user-defined":
            key = attribute(given, "name") or ""
            gathered.raw.append(Raw(where=f"{META} {key}", text=text))
            gathered.marks.add_keyed(key, text)
        elif name in TIMES and text:
            gathered.times.append(StatedTime(what=TIMES[name], value=text, source=f"{META} {name}"))
        elif name in EXTRA_PROPERTIES and text:
            gathered.extra[EXTRA_PROPERTIES[name]] = int(text) if text.isdecimal() else text


def _read_content(archive: zips.Archive, gathered: _DocumentReport) -> None:
    data = archive.data(CONTENT)
    if data is None:
        reject(problem("damaged", where=CONTENT))
    body = _Body()
    xml_events.parse(data, body)
    text = "".join(body.text_parts).strip("\n")
    gathered.edits = tuple(body.edits())
    if len(body.regions) >= limits.EDITS.value:
        gathered.problems.append(over_limit(limits.EDITS))
    gathered.extra |= {"characters": len(text), "text": text[: limits.DOCUMENT_TEXT.value]}


@dataclass(kw_only=True)
class _Region:
    """One tracked change: its kind, author, time and text."""

    kind: str = ""
    author: str | None = None
    at: str | None = None
    words: list[str] = field(default_factory=list)


class _Body:
    """Handler of `content.xml`: the list of changes comes first, then the text they refer to."""

    def __init__(self) -> None:
        self.text_parts: list[str] = []
        self.regions: dict[str, _Region] = {}
        self._path: list[str] = []
        self._region: _Region | None = None
        self._open: dict[str, _Region] = {}

    def start(self, name: str, given: Mapping[str, str]) -> None:
        plain = local(name)
        self._path.append(plain)
        key = attribute(given, "change-id") or ""
        if plain == "changed-region":
            self._region = _Region()
            if len(self.regions) < limits.EDITS.value:
                self.regions[attribute(given, "id") or ""] = self._region
        elif plain in KINDS and self._region is not None:
            self._region.kind = KINDS[plain]
        elif plain == "change-start" and key in self.regions and len(self._open) < MAX_OVERLAPPING:
            self._open[key] = self.regions[key]
        elif plain == "change-end":
            self._open.pop(key, None)
        # Part 3, 6.1.3 to 6.1.5: elements that stand for white space.
        elif plain in ("tab", "line-break", "s"):
            self._add_text({"tab": "\t", "line-break": "\n"}.get(plain, " "))

    def end(self, name: str) -> None:
        plain = self._path.pop()
        if plain == "changed-region":
            self._region = None
        elif plain in PARAGRAPHS:
            self._add_text("\n")

    def text(self, data: str) -> None:
        region, where = self._region, self._path[-1] if self._path else ""
        if region is not None and "change-info" in self._path:
            if where == "creator":
                region.author = (region.author or "") + data
            elif where == "date":
                region.at = (region.at or "") + data
        elif any(element in PARAGRAPHS for element in self._path):
            self._add_text(data)

    def edits(self) -> list[Edit]:
        """Return the tracked changes in the order of the list."""
        return [
            Edit(
                author=region.author,
                at=region.at,
                kind=region.kind,
                text="".join(region.words).strip("\n"),
                amount=len("".join(region.words).strip("\n")),
            )
            for region in self.regions.values()
            if region.kind
        ]

    def _add_text(self, text: str) -> None:
        if self._region is not None:
            self._region.words.append(text)
            return
        self.text_parts.append(text)
        for region in self._open.values():
            region.words.append(text)
