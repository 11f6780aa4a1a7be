"""Office Open XML (docx, pptx, xlsx): properties, the AIGC label and Word's tracked changes.

Marks: an office file is a package (ECMA-376 Part 2) with the part `[Content_Types].xml`. The AIGC
label is the custom property `AIGC` (TC260-PG-20258A). External relationships are never followed;
macros are reported and never executed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from assessments.intake.containers import zips
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Rejected, problem, raise_limit
from assessments.intake.core.report import Edit, Extracted, Raw, StatedTime
from assessments.intake.core.source import Source
from assessments.intake.documents import visible_label, xml_events
from assessments.intake.provenance.label_texts import LabelTexts
from assessments.intake.readers.office import docx, templates
from assessments.intake.unread import UnreadText
from assessments.intake.unread import extra as unread_texts

CONTENT_TYPES = "[Content_Types].xml"
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "word/document.xml": f"{_OPEN_XML}wordprocessingml.document",
    "ppt/presentation.xml": f"{_OPEN_XML}presentationml.presentation",
    "xl/workbook.xml": f"{_OPEN_XML}spreadsheetml.sheet",
}
# ECMA-376 Part 2, Core Properties: when the file was created, modified and printed.
TIMES = {"created": "created", "modified": "modified", "lastPrinted": "printed"}
# Core properties (Part 2) and extended properties (Part 1, 22.2; `TotalTime` is in minutes).
EXTRA_PROPERTIES = {
    "creator": "creator",
    "lastModifiedBy": "last_modified_by",
    "revision": "revision",
    "title": "title",
    "Application": "application",
    "AppVersion": "application_version",
    "TotalTime": "minutes_edited",
}
WORDS = frozenset({"description", "keywords", "subject", "category"})
PROPERTIES = ("docProps/core.xml", "docProps/app.xml")
# ECMA-376 Part 1, 22.3 (Custom Properties).
CUSTOM = "docProps/custom.xml"
MACROS = "vbaProject.bin"
# ECMA-376 Part 1, 13.3.8 (Slide), 13.3.5 (Notes Slide), 12.3.15 (Shared String Table) and 12.3.24
# (Worksheet, whose cells may hold their texts themselves).
TEXT_PARTS = re.compile(
    r"ppt/(slides/slide|notesSlides/notesSlide)(\d{1,5})\.xml|xl/sharedStrings\.xml"
)
SHEETS = re.compile(r"xl/worksheets/sheet(\d{1,5})\.xml")
INLINE = b"inlineStr"  # 18.18.11, ST_CellType
SIDE_PARTS = re.compile(r"word/(?:footnotes|endnotes|header\d{0,4}|footer\d{0,4})\.xml")
RUNNING = ("word/header", "word/footer")  # repeated on each page, where labels stand
MEDIA_TYPES = tuple(TYPES.values())
SAMPLES = (
    "evidence-cases/textbox-twice.docx",
    "intake/labelled/docx_custom.docx",
)


def detect(source: Source) -> bool:
    """Return whether the archive is a package with a main part of Word, PowerPoint or Excel."""
    return CONTENT_TYPES in source.zip_names and any(part in source.zip_names for part in TYPES)


@dataclass(kw_only=True)
class _OfficeReport:
    """What the steps of the reader have collected."""

    media_type: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    times: list[StatedTime] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    marks: LabelTexts = field(default_factory=LabelTexts)
    raw: list[Raw] = field(default_factory=list)
    words: list[UnreadText] = field(default_factory=list)  # of properties that anybody may fill in


def read(source: Source) -> Extracted:
    """Read the properties, the label and the tracked changes of an office file."""
    if source.size > limits.FILE.value:
        raise_limit(limits.FILE)
    gathered = _OfficeReport()
    with zips.open_archive(source) as archive:
        gathered.media_type = next((TYPES[part] for part in TYPES if archive.has(part)), None)
        if any(member.filename.endswith(MACROS) for member in archive.members):
            gathered.problems.append(problem("macro_present"))
        for step in (
            _read_properties,
            _read_custom_properties,
            _read_word_changes,
            _read_side_parts,
            _read_slides,
            _read_sheets,
        ):
            try:
                step(archive, gathered)
            except Rejected as rejection:  # one damaged part does not hide the others
                gathered.problems.append(rejection.problem)
    return _build_result(gathered)


def _build_result(gathered: _OfficeReport) -> Extracted:
    label, label_problems = gathered.marks.label()
    times, extra, stale = templates.set_apart(gathered.times, gathered.extra)
    return Extracted(
        media_type=gathered.media_type,
        aigc_label=label,
        edits=gathered.edits,
        times=tuple(times),
        problems=(*gathered.problems, *stale, *label_problems),
        extra={**extra, **unread_texts(gathered.words)},
        raw=tuple(gathered.raw),
        confidence="stated",
    )


def _read_properties(archive: zips.Archive, gathered: _OfficeReport) -> None:
    for part in PROPERTIES:
        data = archive.data(part, limits.XML_BYTES)
        for path, _, text in xml_events.texts(data) if data else ():
            name = path.rpartition("/")[2]
            if name in TIMES and text:
                gathered.times.append(
                    StatedTime(what=TIMES[name], value=text, source=f"{part} {name}")
                )
            elif name in WORDS and text.strip() and text not in templates.DESCRIPTIONS:
                gathered.words.append(UnreadText(name=name, text=text, where=part))
            elif name in EXTRA_PROPERTIES and text:
                gathered.extra[EXTRA_PROPERTIES[name]] = int(text) if text.isdecimal() else text


def _read_custom_properties(archive: zips.Archive, gathered: _OfficeReport) -> None:
    """Read the custom properties.

    The value stands in a child element named after its type (Part 1, 22.4), so it ends before the
    `property` element that carries the name.
    """
    data = archive.data(CUSTOM, limits.XML_BYTES)
    value = ""
    for path, given, text in xml_events.texts(data) if data else ():
        if path.endswith("/property"):
            name = given.get("name", "")
            gathered.raw.append(Raw(where=f"{CUSTOM} {name}", text=value))
            gathered.marks.add_keyed(name, value)
            value = ""
        else:
            value = text or value


def _read_word_changes(archive: zips.Archive, gathered: _OfficeReport) -> None:
    document = archive.data("word/document.xml")
    if document is None:
        return
    changes = docx.read(document, archive.data("word/comments.xml"))
    gathered.edits = changes.edits
    gathered.problems += changes.problems
    gathered.extra |= {"characters": len(changes.text)}
    gathered.extra["text"] = changes.text[: limits.DOCUMENT_TEXT.value]
    if changes.edits:
        gathered.extra["text_before_changes"] = changes.original[: limits.DOCUMENT_TEXT.value]


def _read_side_parts(archive: zips.Archive, gathered: _OfficeReport) -> None:
    """Read the changes in footnotes, endnotes, headers and footers, and the label in the latter."""
    for part in archive.members:
        if not SIDE_PARTS.fullmatch(part.filename):
            continue
        changes = docx.read(archive.member_data(part, limits.XML_BYTES))
        if part.filename.startswith(RUNNING) and (label := visible_label.find(changes.text)):
            gathered.extra["visible_label"] = label
        located = (
            replace(edit, extra={**edit.extra, "part": part.filename}) for edit in changes.edits
        )
        gathered.edits = (*gathered.edits, *located)[: limits.EDITS.value]


def _read_slides(archive: zips.Archive, gathered: _OfficeReport) -> None:
    """Read the text of slides with their notes, slide by slide, and the texts of a table."""
    found = [
        (int(match[2] or 0), match[1] or "", part)
        for part in archive.members
        if (match := TEXT_PARTS.fullmatch(part.filename))
    ]
    if not found:
        return
    found.sort(key=lambda entry: (entry[0], "notes" in entry[1]))
    parts = (archive.member_data(part, limits.XML_BYTES) for _, _, part in found)
    _add_lines(gathered, [line for part in parts for line in _lines_of(part)])


def _read_sheets(archive: zips.Archive, gathered: _OfficeReport) -> None:
    """Read the texts that cells of a table hold themselves, as streaming writers put them there."""
    found = [
        (int(match[1]), part)
        for part in archive.members
        if (match := SHEETS.fullmatch(part.filename))
    ]
    for _, part in sorted(found, key=lambda entry: entry[0]):
        data = archive.member_data(part, limits.XML_BYTES)
        if INLINE in data:
            _add_lines(gathered, list(_lines_of(data)))


def _lines_of(data: bytes) -> Iterator[str]:
    """Yield the paragraphs of a slide, or the texts of a table without how they are spoken."""
    paragraph: list[str] = []
    for path, _, text in xml_events.texts(data, spaced=True):
        # 21.1.2.3.11, t (Text); 21.1.2.2.6, p (Paragraph); 18.4.8, si (String Item); 18.3.1.53, is
        # (Rich Text Inline); 18.4.6, rPh (Phonetic Run).
        name = path.rpartition("/")[2]
        if name == "t" and "/rPh/" not in path:
            paragraph.append(text)
        elif name in ("p", "si", "is") and paragraph:
            yield "".join(paragraph)
            paragraph = []


def _add_lines(gathered: _OfficeReport, lines: list[str]) -> None:
    before = gathered.extra.get("text")
    whole = "\n".join([*([before] if before else []), *lines])
    gathered.extra |= {"characters": len(whole), "text": whole[: limits.DOCUMENT_TEXT.value]}
