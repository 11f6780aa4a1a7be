"""Office files (docx, pptx, xlsx): their properties, the AIGC label, and Word's tracked changes.

Trigger: an archive with `[Content_Types].xml`. The label is the custom property `AIGC`
(TC260-PG-20258A). Relations to other places are never followed, macros are named and never run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from assessments.intake.containers import zips
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Refused, problem, refuse
from assessments.intake.core.report import Edit, Found, Raw, Time
from assessments.intake.core.source import Source
from assessments.intake.documents import docx, xmlevents
from assessments.intake.provenance.marks import Marks

CONTENT_TYPES = "[Content_Types].xml"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "word/document.xml": f"{_OPEN_XML}wordprocessingml.document",
    "ppt/presentation.xml": f"{_OPEN_XML}presentationml.presentation",
    "xl/workbook.xml": f"{_OPEN_XML}spreadsheetml.sheet",
}
TIMES = {"created": "created", "modified": "modified", "lastPrinted": "printed"}
KEPT = {
    "creator": "creator",
    "lastModifiedBy": "last_modified_by",
    "revision": "revision",
    "title": "title",
    "Application": "application",
    "AppVersion": "application_version",
    "TotalTime": "minutes_edited",
}
PROPERTIES = ("docProps/core.xml", "docProps/app.xml")
CUSTOM = "docProps/custom.xml"
MACROS = "vbaProject.bin"
BESIDE = re.compile(r"word/(?:footnotes|endnotes|header\d{0,4}|footer\d{0,4})\.xml")


def detect(source: Source) -> bool:
    return CONTENT_TYPES in source.zip_names and any(part in source.zip_names for part in TYPES)


@dataclass(kw_only=True)
class _Gathered:
    media_type: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    times: list[Time] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    raw: list[Raw] = field(default_factory=list)


def read(source: Source) -> Found:
    if source.size > limits.FILE.most:
        refuse(limits.FILE)
    gathered = _Gathered()
    with zips.opened(source) as archive:
        gathered.media_type = next((TYPES[part] for part in TYPES if archive.has(part)), None)
        if any(one.filename.endswith(MACROS) for one in archive.members):
            gathered.problems.append(problem("macro_present"))
        for step in (_properties, _custom, _word, _beside):
            try:
                step(archive, gathered)
            except Refused as refusal:  # one damaged part does not hide the others
                gathered.problems.append(refusal.problem)
    return _found(gathered)


def _found(gathered: _Gathered) -> Found:
    label, label_problems = gathered.marks.label()
    return Found(
        media_type=gathered.media_type,
        aigc_label=label,
        edits=gathered.edits,
        times=tuple(gathered.times),
        problems=(*gathered.problems, *label_problems),
        extra=gathered.extra,
        raw=tuple(gathered.raw),
        confidence="stated",
    )


def _properties(archive: zips.Archive, gathered: _Gathered) -> None:
    for part in PROPERTIES:
        data = archive.data(part, limits.XML_BYTES)
        for path, _, text in xmlevents.texts(data) if data else ():
            name = path.rpartition("/")[2]
            if name in TIMES and text:
                gathered.times.append(Time(what=TIMES[name], value=text, source=f"{part} {name}"))
            elif name in KEPT and text:
                gathered.extra[KEPT[name]] = int(text) if text.isdecimal() else text


def _custom(archive: zips.Archive, gathered: _Gathered) -> None:
    """The value stands in an element of its type, below the property that has the name."""
    data = archive.data(CUSTOM, limits.XML_BYTES)
    value = ""
    for path, given, text in xmlevents.texts(data) if data else ():
        if path.endswith("/property"):
            name = given.get("name", "")
            gathered.raw.append(Raw(where=f"{CUSTOM} {name}", text=value))
            gathered.marks.offer(name, value)
            value = ""
        else:
            value = text or value


def _word(archive: zips.Archive, gathered: _Gathered) -> None:
    document = archive.data("word/document.xml")
    if document is None:
        return
    changes = docx.read(document, archive.data("word/comments.xml"))
    gathered.edits = changes.edits
    gathered.problems += changes.problems
    gathered.extra |= {"characters": len(changes.text)}
    gathered.extra["text"] = changes.text[: limits.DOCUMENT_TEXT.most]
    if changes.edits:
        gathered.extra["text_before_changes"] = changes.original[: limits.DOCUMENT_TEXT.most]


def _beside(archive: zips.Archive, gathered: _Gathered) -> None:
    """The changes of what stands beside the text: notes, headers, footers."""
    for part in archive.members:
        if not BESIDE.fullmatch(part.filename):
            continue
        edits = docx.read(archive.member_data(part, limits.XML_BYTES)).edits
        told = (replace(one, extra={**one.extra, "part": part.filename}) for one in edits)
        gathered.edits = (*gathered.edits, *told)[: limits.EDITS.most]
