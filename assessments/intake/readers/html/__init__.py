"""HTML: its text, meta elements, the AIGC label, XMP, and whether it names Content Credentials.

Marks: the file begins with a document type, an `html` element or the like, and is no conversation
and no log. HTML Living Standard, 4.2.5: `meta` elements with a name and a content. No guide of the
AIGC label names HTML; pages carry it as `meta name="AIGC"` (docs/formats.md). XMP stands in a
script of its type or in the source. Nothing is executed or fetched, no other script is read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessments.intake import unread
from assessments.intake.containers import xmp
from assessments.intake.core import limits
from assessments.intake.core.charset import decode_page
from assessments.intake.core.coerce import to_text
from assessments.intake.core.problems import Problem, Rejected, over_limit, problem, raise_limit
from assessments.intake.core.report import Extracted, Raw, StatedTime
from assessments.intake.core.source import Source
from assessments.intake.provenance.label_texts import LabelTexts
from assessments.intake.readers.html.html_events import events

MEDIA_TYPE = "text/html"
START = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,1000}?-->\s*)?"
    rb"(?:<!doctype\s{1,9}html\b|<html[\s>]|<head[\s>]|<meta\s)",
    re.IGNORECASE | re.DOTALL,
)
# Elements whose text is not shown to a reader of the page.
HIDDEN = frozenset({"script", "style", "template", "noscript", "title"})
BLOCKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section"})
PACKET = re.compile(r"<x:xmpmeta\b|<rdf:RDF\b")
# C2PA 2.1, A.3.6: a script of this type holds the manifest store, a link of this kind names it.
CREDENTIALS_TYPE, CREDENTIALS_LINK = "application/c2pa", "c2pa-manifest"
TIMES = {
    "article:published_time": "created",
    "article:modified_time": "modified",
    "date": "created",
    "dcterms.created": "created",
    "dcterms.modified": "modified",
}
# What a page says of itself to browsers and search engines, by the beginning of the name.
USUAL = (
    "viewport", "theme-color", "robots", "og:", "twitter:", "referrer", "format-detection",
    "apple-", "msapplication", "google", "csrf", "color-scheme", "application-name",
)  # fmt: skip
# How the title of a chat page begins or ends.
CHAT_TITLE = re.compile(
    r"(?P<first>ChatGPT|Claude|Gemini|DeepSeek|Kimi|豆包|文心一言|通义千问|元宝)(?:\s[-–—|]\s.*)?"
    r"|.*\s[-–—|]\s(?P<last>ChatGPT|Claude|Gemini|DeepSeek|Kimi|豆包|文心一言|通义千问|元宝)"
)
MAX_METAS = 200
MEDIA_TYPES = (MEDIA_TYPE,)
SAMPLES = ("readers/page.html",)


def detect(source: Source) -> bool:
    """Return whether the file begins as a page."""
    head = source.head
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    return bool(START.match(head))


def read(source: Source) -> Extracted:
    """Read the text and the metadata of a page; raises `Rejected` where it is too large."""
    data = source.data()
    if len(data) > limits.TEXT_INFLATED.value:
        raise_limit(limits.TEXT_INFLATED)
    text = decode_page(data)
    page = _Page()
    page.feed(text)
    pairs, problems = _read_packet(text)
    found = Extracted(
        media_type=MEDIA_TYPE,
        times=(*page.times(), *xmp.times(pairs)),
        extra=page.extra(),
        raw=tuple(Raw(where=f"meta {name}", text=value) for name, value in page.metas),
    )
    return _with_marks(found, page, pairs, problems)


def _with_marks(
    found: Extracted, page: _Page, pairs: list[tuple[str, str]], problems: list[Problem]
) -> Extracted:
    labels = LabelTexts()
    for name, value in page.metas:
        labels.add_keyed(name, value)
    for comment in page.comments:
        labels.add_embedded(comment)
    labels.add_properties(pairs)
    label, label_problems = labels.label()
    unknown = tuple(
        unread.UnreadText(name=name, text=value, where="meta")
        for name, value in page.metas
        if not name.lower().startswith(USUAL) and name not in TIMES and name != "generator"
    )
    unknown = tuple(text for text in unknown if not unread.is_mark(text.name, text.text))
    named = [*problems, *label_problems]
    if page.credentials:
        named.append(problem("c2pa_kind_unchecked"))
    if chat := CHAT_TITLE.fullmatch(str(found.extra.get("title") or "")):
        named.append(problem("page_without_turns", service=chat["first"] or chat["last"]))
    if unknown and not label:
        named += unread.problems(unknown, (), marked=True)
    return replace(
        found,
        aigc_label=label,
        c2pa={"present": True, "checked": False} if page.credentials else None,
        problems=tuple(named),
        extra={**found.extra, **unread.extra(unknown)},
        confidence="stated" if label or page.credentials else "none",
    )


def _read_packet(text: str) -> tuple[list[tuple[str, str]], list[Problem]]:
    match = PACKET.search(text)
    if match is None:
        return [], []
    packet = text[match.start() :]
    for end in ("</x:xmpmeta>", "</rdf:RDF>"):
        if (at := packet.find(end)) >= 0:
            packet = packet[: at + len(end)]
            break
    if len(packet) > limits.XML_BYTES.value:
        return [], [over_limit(limits.XML_BYTES)]
    try:
        return xmp.properties(packet), []
    except Rejected as rejection:
        return [], [rejection.problem]


class _Page:
    """Gathers the text that is shown, the meta elements, and marks of Content Credentials."""

    def __init__(self) -> None:
        self.metas: list[tuple[str, str]] = []
        self.comments: list[str] = []
        self.credentials = False
        self._hidden: list[str] = []
        self._texts: list[str] = []
        self._title: list[str] = []
        self._size = 0

    def feed(self, text: str) -> None:
        for event in events(text):
            if event.kind == "start":
                self._start(event.name, event.attributes)
            elif event.kind == "end":
                if self._hidden and event.name == self._hidden[-1]:
                    self._hidden.pop()
            elif event.kind == "comment":
                if "AIGC" in event.text and len(event.text) <= limits.FRONT_MATTER.value:
                    self.comments.append(event.text.strip())
            elif not self._hidden:
                self._add(event.text)
            elif self._hidden[-1] == "title" and len(self._title) < MAX_METAS:
                self._title.append(event.text[: limits.KIB])

    def _start(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "meta":
            name = given.get("name") or given.get("property") or given.get("itemprop") or ""
            content = given.get("content", "")
            if name and content and len(self.metas) < MAX_METAS:
                self.metas.append((name[: limits.KIB], content[: limits.FRONT_MATTER.value]))
        kind = given.get("type", "").partition(";")[0].strip().lower()
        if (tag == "script" and kind == CREDENTIALS_TYPE) or (
            tag == "link" and CREDENTIALS_LINK in given.get("rel", "").lower().split()
        ):
            self.credentials = True
        if tag in HIDDEN and len(self._hidden) < limits.DOCUMENT_DEPTH.value:
            self._hidden.append(tag)
        elif tag in BLOCKS:
            self._add("\n")

    def _add(self, text: str) -> None:
        if self._size <= limits.DOCUMENT_TEXT.value:
            self._texts.append(text)
            self._size += len(text)

    def times(self) -> tuple[StatedTime, ...]:
        return tuple(
            StatedTime(what=TIMES[name.lower()], value=value, source=f"meta {name}")
            for name, value in self.metas
            if name.lower() in TIMES
        )

    def extra(self) -> dict[str, Any]:
        lines = (" ".join(line.split()) for line in "".join(self._texts).splitlines())
        text = "\n".join(line for line in lines if line)[: limits.DOCUMENT_TEXT.value]
        extra: dict[str, Any] = {"characters": len(text), "text": text}
        if title := to_text(" ".join("".join(self._title).split())):
            extra["title"] = title
        program = next((value for name, value in self.metas if name.lower() == "generator"), None)
        if program:  # the program that made the page, not its contents
            extra["program"] = program
        return extra
