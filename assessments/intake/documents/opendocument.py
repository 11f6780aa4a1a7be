"""OpenDocument (odt, ods, odp): its properties, the AIGC label, and a text's tracked changes.

Trigger: an archive whose member `mimetype` names an OpenDocument format. An insertion is marked in
the text and described apart, a deletion is kept apart with its words; both name an author and a
moment, as the file states them. Macros are named and never run, links are never followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.intake.containers import zips
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Refused, beyond, problem, refuse
from assessments.intake.core.report import Edit, Found, Raw, Time
from assessments.intake.core.source import Source
from assessments.intake.documents import xmlevents
from assessments.intake.documents.xmlevents import attribute, local
from assessments.intake.provenance.marks import Marks

PREFIX = "application/vnd.oasis.opendocument."
MIMETYPE, CONTENT, META = "mimetype", "content.xml", "meta.xml"
MACROS = "Basic/"
TIMES = {"creation-date": "created", "date": "modified", "print-date": "printed"}
KEPT = {
    "initial-creator": "creator",
    "creator": "last_modified_by",
    "editing-cycles": "revision",
    "editing-duration": "time_edited",
    "generator": "application",
    "title": "title",
}
KINDS = {"insertion": "insert", "deletion": "delete", "format-change": "format"}
OVERLAPPING = 32  # changes that a word may lie in at once
PARAGRAPHS = frozenset({"p", "h"})


def detect(source: Source) -> bool:
    return {MIMETYPE, CONTENT} <= source.zip_names and PREFIX.encode() in source.head


def read(source: Source) -> Found:
    if source.size > limits.FILE.most:
        refuse(limits.FILE)
    gathered = _Gathered()
    with zips.opened(source) as archive:
        kind = (archive.data(MIMETYPE, limits.TEXT_RAW) or b"").decode("latin-1").strip()
        if any(one.filename.startswith(MACROS) for one in archive.members):
            gathered.problems.append(problem("macro_present"))
        for step in (_properties, _content):
            try:
                step(archive, gathered)
            except Refused as refusal:  # one damaged part does not hide the other
                gathered.problems.append(refusal.problem)
    label, label_problems = gathered.marks.label()
    return Found(
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
class _Gathered:
    extra: dict[str, Any] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    times: list[Time] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    raw: list[Raw] = field(default_factory=list)


def _properties(archive: zips.Archive, gathered: _Gathered) -> None:
    data = archive.data(META, limits.XML_BYTES)
    for path, given, text in xmlevents.texts(data) if data else ():
        name = path.rpartition("/")[2]
        if name == "user-defined":
            key = attribute(given, "name") or ""
            gathered.raw.append(Raw(where=f"{META} {key}", text=text))
            gathered.marks.offer(key, text)
        elif name in TIMES and text:
            gathered.times.append(Time(what=TIMES[name], value=text, source=f"{META} {name}"))
        elif name in KEPT and text:
            gathered.extra[KEPT[name]] = int(text) if text.isdecimal() else text


def _content(archive: zips.Archive, gathered: _Gathered) -> None:
    data = archive.data(CONTENT)
    if data is None:
        refuse(problem("damaged", where=CONTENT))
    body = _Body()
    xmlevents.parse(data, body)
    text = "".join(body.text_parts).strip("\n")
    gathered.edits = tuple(body.edits())
    if len(body.regions) >= limits.EDITS.most:
        gathered.problems.append(beyond(limits.EDITS))
    gathered.extra |= {"characters": len(text), "text": text[: limits.DOCUMENT_TEXT.most]}


@dataclass(kw_only=True)
class _Region:
    """One recorded change: what it is, whose, when, and the words it holds."""

    kind: str = ""
    author: str | None = None
    at: str | None = None
    words: list[str] = field(default_factory=list)


class _Body:
    """Listens to the content: the list of changes first, then the text they point into."""

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
            if len(self.regions) < limits.EDITS.most:
                self.regions[attribute(given, "id") or ""] = self._region
        elif plain in KINDS and self._region is not None:
            self._region.kind = KINDS[plain]
        elif plain == "change-start" and key in self.regions and len(self._open) < OVERLAPPING:
            self._open[key] = self.regions[key]
        elif plain == "change-end":
            self._open.pop(key, None)
        elif plain in ("tab", "line-break", "s"):
            self._say({"tab": "\t", "line-break": "\n"}.get(plain, " "))

    def end(self, name: str) -> None:
        plain = self._path.pop()
        if plain == "changed-region":
            self._region = None
        elif plain in PARAGRAPHS:
            self._say("\n")

    def text(self, data: str) -> None:
        region, where = self._region, self._path[-1] if self._path else ""
        if region is not None and "change-info" in self._path:
            if where == "creator":
                region.author = (region.author or "") + data
            elif where == "date":
                region.at = (region.at or "") + data
        elif any(one in PARAGRAPHS for one in self._path):
            self._say(data)

    def edits(self) -> list[Edit]:
        return [
            Edit(
                author=one.author,
                at=one.at,
                kind=one.kind,
                text="".join(one.words).strip("\n"),
                amount=len("".join(one.words).strip("\n")),
            )
            for one in self.regions.values()
            if one.kind
        ]

    def _say(self, text: str) -> None:
        if self._region is not None:
            self._region.words.append(text)
            return
        self.text_parts.append(text)
        for region in self._open.values():
            region.words.append(text)
