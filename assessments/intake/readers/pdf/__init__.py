"""PDF (ISO 32000-2): the document information dictionary, the AIGC label and the text.

Marks: `%PDF-` within the first kilobyte. The AIGC label is the key `/AIGC` of the document
information dictionary (TC260-PG-20258A). Scripts, attachments and links are never opened. An
encrypted file is read only where its user password is empty.
"""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Any

from assessments.intake.containers import xmp
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, Rejected, over_limit, problem, reject
from assessments.intake.core.report import Extracted, Raw, StatedTime
from assessments.intake.core.source import Source
from assessments.intake.provenance import c2pa
from assessments.intake.provenance.label_texts import LabelTexts
from assessments.intake.unread import UnreadText
from assessments.intake.unread import extra as unread_texts

if TYPE_CHECKING:
    from pypdf import PdfReader

# The `AFRelationship` of an embedded C2PA manifest (C2PA specification, embedding in PDF).
CREDENTIALS = b"C2PA_Manifest"
# ISO 32000-2, 7.5.2 (File header). Other bytes may come first; readers search 1,024 of them, as
# the implementation notes of Adobe's PDF Reference 1.7 describe.
HEADER, HEADER_WITHIN = b"%PDF-", 1024
# ISO 32000-2, 14.3.3 (Document information dictionary).
EXTRA_PROPERTIES = {
    "/Title": "title",
    "/Author": "creator",
    "/Creator": "program",
    "/Producer": "producer",
}
TIMES = {"/CreationDate": "created", "/ModDate": "modified"}
# ISO 32000-2, 7.9.4 (Dates): everything behind the year is optional.
DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d'?\d\d)?")
# What pypdf lets through on damaged files, besides its own errors.
BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings name no file
MEDIA_TYPES = ("application/pdf",)
SAMPLES = ("intake/labelled/pdf_info.pdf",)


def detect(source: Source) -> bool:
    """Return whether the header of a PDF stands near the beginning."""
    return HEADER in source.head[:HEADER_WITHIN]


def read(source: Source) -> Extracted:
    """Read the information dictionary, the credentials and the text of a PDF."""
    from pypdf import PdfReader

    problems: list[Problem] = []
    try:
        reader = PdfReader(io.BytesIO(source.data()), strict=False)
        info = _read_info(reader)
    except _faults() as error:
        reject(problem("pdf_damaged", kind=type(error).__name__))
    extra: dict[str, Any] = {
        EXTRA_PROPERTIES[key]: info[key] for key in EXTRA_PROPERTIES if info.get(key)
    }
    extra |= _extract_text(reader, problems)
    extra |= unread_texts(
        [
            UnreadText(name=key.lstrip("/"), text=info[key], where="Info")
            for key in ("/Subject", "/Keywords")
            if info.get(key, "").strip() not in ("", "unspecified")  # as ReportLab writes it
        ]
    )
    credentials = _read_credentials(source)
    marks = LabelTexts()
    for key, value in info.items():
        marks.add_keyed(key.lstrip("/"), value)
    pairs = _read_packet(reader, problems)
    marks.add_properties(pairs)
    label, label_problems = marks.label()
    return Extracted(
        media_type="application/pdf",
        generator=credentials.generator,
        c2pa=credentials.c2pa,
        aigc_label=label,
        times=(*_collect_times(info), *xmp.times(pairs), *credentials.times),
        problems=(*problems, *label_problems, *credentials.problems),
        extra=extra,
        raw=tuple(Raw(where=f"Info {key}", text=value) for key, value in info.items()),
        confidence="stated",
    )


def _faults() -> tuple[type[Exception], ...]:
    """What pypdf raises on a damaged file: its own errors, and those that it lets through."""
    from pypdf.errors import PyPdfError

    return PyPdfError, *BROKEN


def _read_credentials(source: Source) -> Extracted:
    """Read the Content Credentials, an attachment whose relationship is spelled in the file."""
    data = source.data()
    return c2pa.read(data, "application/pdf") if CREDENTIALS in data else Extracted()


def _read_packet(reader: PdfReader, problems: list[Problem]) -> list[tuple[str, str]]:
    """Read the properties of the document's XMP (ISO 32000-2, 14.3.2, Metadata streams)."""
    try:
        stream = reader.root_object.get("/Metadata")
        data = stream.get_object().get_data() if stream is not None else b""
        if len(data) > limits.XML_BYTES.value:
            problems.append(over_limit(limits.XML_BYTES))
            return []
        return xmp.properties(data.decode("utf-8", "replace")) if data else []
    except Rejected as rejection:
        problems.append(rejection.problem)
    except _faults():
        problems.append(problem("damaged", where="XMP"))
    return []


def _read_info(reader: PdfReader) -> dict[str, str]:
    held = reader.metadata or {}
    texts = {str(key): str(held[key]) for key in list(held)[: limits.BLOCKS.value]}
    return {key: text for key, text in texts.items() if len(text) <= limits.TEXT_RAW.value}


def _extract_text(reader: PdfReader, problems: list[Problem]) -> dict[str, Any]:
    """Extract the text of the pages within the limits; unreadable pages are counted."""
    texts: list[str] = []
    size = unread = 0
    try:
        count = len(reader.pages)
    except _faults():
        problems.append(problem("pdf_damaged", kind="pages"))
        return {}
    for number in range(min(count, limits.PDF_PAGES.value)):
        try:
            texts.append(reader.pages[number].extract_text())
        except _faults():
            unread += 1
            continue
        size += len(texts[-1])
        if size > limits.DOCUMENT_TEXT.value:
            break
    if unread:
        problems.append(problem("pdf_pages_unread", count=unread))
    text = "\n".join(texts)[: limits.DOCUMENT_TEXT.value]
    return {"pages": count, "characters": len(text), "text": text}


def _collect_times(info: dict[str, str]) -> tuple[StatedTime, ...]:
    return tuple(
        StatedTime(what=what, value=_format_iso(info[key]), source=f"Info {key}")
        for key, what in TIMES.items()
        if info.get(key)
    )


def _format_iso(text: str) -> str:
    """Format `D:20260102030405+08'00'` as ISO 8601 to the precision that is given.

    A text that is no PDF date is returned as it is.
    """
    match = DATE.match(text)
    if not match:
        return text
    year, month, day, hour, minute, second, zone = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    if not (day and hour and minute):
        return date
    clock = ":".join(part for part in (hour, minute, second) if part)
    plain = (zone or "").replace("'", "")
    return f"{date}T{clock}" + (plain if plain in ("", "Z") else f"{plain[:3]}:{plain[3:]}")
