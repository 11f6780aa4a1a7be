"""PDF: the Info dictionary with the AIGC label, times, producer, and the text.

Trigger: `%PDF-` within the first kilobyte. The label is `/AIGC` in Info (TC260-PG-20258A). Scripts,
attachments and addresses are never opened. An encrypted file is read only if it asks for no word.
"""

from __future__ import annotations

import io
import logging
import re
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, problem, refuse
from assessments.intake.core.report import Found, Raw, Time
from assessments.intake.core.source import Source
from assessments.intake.provenance import c2pa
from assessments.intake.provenance.marks import Marks

CREDENTIALS = b"C2PA_Manifest"
MARK, MARK_WITHIN = b"%PDF-", 1024
KEPT = {
    "/Title": "title",
    "/Author": "creator",
    "/Creator": "program",
    "/Producer": "producer",
}
TIMES = {"/CreationDate": "created", "/ModDate": "modified"}
DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d'?\d\d)?")
BROKEN = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings name no file


def detect(source: Source) -> bool:
    return MARK in source.head[:MARK_WITHIN]


def read(source: Source) -> Found:
    problems: list[Problem] = []
    try:
        reader = PdfReader(io.BytesIO(source.data()), strict=False)
        info = _info(reader)
    except BROKEN as error:
        refuse(problem("pdf_damaged", kind=type(error).__name__))
    extra: dict[str, Any] = {KEPT[key]: info[key] for key in KEPT if info.get(key)}
    extra |= _text(reader, problems)
    credentials = _credentials(source)
    marks = Marks()
    for key, value in info.items():
        marks.offer(key.lstrip("/"), value)
    label, label_problems = marks.label()
    return Found(
        media_type="application/pdf",
        generator=credentials.generator,
        c2pa=credentials.c2pa,
        aigc_label=label,
        times=(*_times(info), *credentials.times),
        problems=(*problems, *label_problems, *credentials.problems),
        extra=extra,
        raw=tuple(Raw(where=f"Info {key}", text=value) for key, value in info.items()),
        confidence="verified" if credentials.confidence == "verified" else "stated",
    )


def _credentials(source: Source) -> Found:
    """Content Credentials are an attachment that names itself in plain letters."""
    data = source.data()
    return c2pa.read(data, "application/pdf") if CREDENTIALS in data else Found()


def _info(reader: PdfReader) -> dict[str, str]:
    held = reader.metadata or {}
    texts = {str(key): str(held[key]) for key in list(held)[: limits.BLOCKS.most]}
    return {key: text for key, text in texts.items() if len(text) <= limits.TEXT_RAW.most}


def _text(reader: PdfReader, problems: list[Problem]) -> dict[str, Any]:
    """The text of the pages up to the bounds; an unreadable page is passed over."""
    texts: list[str] = []
    size = unread = 0
    try:
        count = len(reader.pages)
    except BROKEN:
        problems.append(problem("pdf_damaged", kind="pages"))
        return {}
    for number in range(min(count, limits.PDF_PAGES.most)):
        try:
            texts.append(reader.pages[number].extract_text())
        except BROKEN:
            unread += 1
            continue
        size += len(texts[-1])
        if size > limits.DOCUMENT_TEXT.most:
            break
    if unread:
        problems.append(problem("pdf_pages_unread", count=unread))
    text = "\n".join(texts)[: limits.DOCUMENT_TEXT.most]
    return {"pages": count, "characters": len(text), "text": text}


def _times(info: dict[str, str]) -> tuple[Time, ...]:
    return tuple(
        Time(what=what, value=_iso(info[key]), source=f"Info {key}")
        for key, what in TIMES.items()
        if info.get(key)
    )


def _iso(text: str) -> str:
    """`D:20260102030405+08'00'` as ISO 8601, as exact as it is written; else as written."""
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
