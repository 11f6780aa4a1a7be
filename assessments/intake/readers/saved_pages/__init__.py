"""MHTML, a page that a browser saved in one file (RFC 2557): its first HTML part is read as a page.

Marks: a head of fields, as of an e-mail, whose content type is `multipart/related`. Nothing is
executed or fetched. The pictures and styles beside the page are not read; the time at which it was
saved and its address without the query stand in the heads.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

from assessments.intake.core import limits
from assessments.intake.core.charset import decode_page
from assessments.intake.core.problems import problem, raise_limit
from assessments.intake.core.report import Extracted, FileReport, StatedTime, copy_as
from assessments.intake.core.source import Source

MEDIA_TYPE = "multipart/related"  # RFC 2387; a file in this form is called MHTML
HEAD_CHARS = 16 * limits.KIB  # of the heads of the file and of a part
START = re.compile(rb"\A(?:[A-Za-z-]{1,40}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){2,30}")
RELATED = re.compile(rb"^content-type:\s{0,9}multipart/related\b", re.IGNORECASE | re.MULTILINE)
BOUNDARY = re.compile(r'\bboundary="?([^"\s;]{1,100})"?', re.IGNORECASE)
FOLDED = re.compile(r"\r?\n[ \t]{1,20}")
MAX_PARTS = 2000
MEDIA_TYPES = (MEDIA_TYPE,)
SAMPLES = ("readers/page.mhtml",)
PAGE = re.compile(r"\A\s{0,50}(?:<!--|<!doctype html|<html|<head)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Part:
    """The fields of a head, by their names in lower case, and what stands below it."""

    fields: Mapping[str, str]
    body: bytes


def detect(source: Source) -> bool:
    """Return whether a file begins with the head of a page with its parts."""
    head = source.head.removeprefix(b"\xef\xbb\xbf")
    return RELATED.search(head) is not None and START.match(head) is not None


def read(source: Source, read_page: Callable[[bytes, str], FileReport]) -> Extracted:
    """Read the page with the reader of its kind; raises `Rejected` where it is too large."""
    if source.size > limits.FILE.value:
        raise_limit(limits.FILE)
    whole = _split_head(source.data().removeprefix(b"\xef\xbb\xbf"))
    page = _find_page(whole)
    if page is None:
        return Extracted(media_type=MEDIA_TYPE, problems=(problem("saved_page_missing"),))
    address = whole.fields.get("snapshot-content-location", "").partition("?")[0]
    found = read_page(page, "page.html")
    return copy_as(
        Extracted,
        found,
        media_type=MEDIA_TYPE,
        times=(*_saved(whole.fields.get("date", "")), *found.times),
        extra={**found.extra, **({"address": address} if address else {})},
    )


def _split_head(data: bytes) -> _Part:
    found = re.search(rb"\r?\n\r?\n", data[:HEAD_CHARS])
    end = found.start() if found else min(len(data), HEAD_CHARS)
    fields: dict[str, str] = {}
    for line in FOLDED.sub(" ", data[:end].decode("utf-8", "replace")).splitlines():
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return _Part(fields=fields, body=data[found.end() :] if found else b"")


def _find_page(whole: _Part) -> bytes | None:
    """Return the first part that is a page, decoded to UTF-8."""
    named = BOUNDARY.search(whole.fields.get("content-type", ""))
    if named is None:
        return None
    mark = b"--" + named[1].encode("utf-8")
    for raw in whole.body.split(mark, MAX_PARTS)[1:]:
        if raw.startswith(b"--"):
            return None
        part = _split_head(raw.removeprefix(b"\r\n").removeprefix(b"\n"))
        if "html" not in part.fields.get("content-type", "").lower():
            continue
        text = _decode(part)
        if PAGE.match(text):
            return text.encode("utf-8")
    return None


def _decode(part: _Part) -> str:
    way = part.fields.get("content-transfer-encoding", "").lower()
    body = part.body
    if way == "quoted-printable":
        body = quopri.decodestring(body)
    elif way == "base64":
        try:
            body = base64.b64decode(body)
        except binascii.Error:
            return ""
    charset = re.search(r'charset="?([\w.-]{1,30})', part.fields.get("content-type", ""))
    try:
        return body.decode(charset[1], "replace") if charset else decode_page(body)
    except LookupError:
        return decode_page(body)


def _saved(date: str) -> tuple[StatedTime, ...]:
    """When the page was saved (RFC 5322, 3.3); a date of another form is left out."""
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError):
        return ()
    # RFC 5322, 4.3: `-0000` says nothing of the zone; the time itself is universal.
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    value = known.isoformat().replace("+00:00", "Z")
    return (StatedTime(what="exported", value=value, source="MHTML Date"),)
