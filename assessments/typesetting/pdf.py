"""Render HTML to a tagged, self-contained PDF/A-3a file (ISO 19005-3) with reproducible bytes.

Only the project's own fonts and the pictures passed in are fetched, no font of the system is used,
and no character is printed as an empty box. WeasyPrint is imported on first use, so that the web
process starts without it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import hashlib
import os
import re
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessments.typesetting import fonts, glyphs

if TYPE_CHECKING:
    from assessments.typesetting.attachments import MemoAttachment

STYLESHEET = Path(__file__).resolve().parents[2] / "static" / "css" / "memo.css"
VARIANT = "pdf/a-3a"
DPI = 200  # the highest resolution of small pictures
FONTCONFIG = "FONTCONFIG_FILE"
# Layout makes many short-lived cycles; collecting them after every 700 new objects, the
# default, takes a fifth of the time. With this number memory grows by a few megabytes only.
COLLECT_AFTER = 200_000

OBJECT_STREAM = re.compile(rb"/ObjStm.*?stream\r?\n", re.DOTALL)
PAGE_TREE = re.compile(rb"/Type /Pages/Kids \[[^\]]*\]/Count (?P<count>\d+)")

# The font maps of Pango must not be shared by threads that lay out at the same time, and the
# interpreter runs one of them at a time anyway.
_render_lock = threading.Lock()


class UnprintableCharacters(Exception):
    """The page would show empty boxes for `characters`."""

    def __init__(self, characters: set[str]) -> None:
        super().__init__(", ".join(f"U+{ord(c):04X}" for c in sorted(characters)))
        self.characters = characters


@dataclass(frozen=True, kw_only=True)
class PdfRenderer:
    """The state that a process keeps between renders: fonts and the parsed stylesheet."""

    font_config: Any
    counter_style: Any
    stylesheet: Any


def font_configuration() -> Any:
    """The fonts of a memo and no others, read where they are.

    Fontconfig reads the variable when it is set up. With `@font-face` in the stylesheet instead,
    WeasyPrint would copy all of them (20 MB) into a temporary folder of each process, and leave
    them there where the process is killed.
    """
    from weasyprint.text.fonts import FontConfiguration

    before = os.environ.get(FONTCONFIG)
    os.environ[FONTCONFIG] = str(fonts.FOLDER / "fonts.conf")
    try:
        return FontConfiguration()
    finally:
        if before is None:
            del os.environ[FONTCONFIG]
        else:
            os.environ[FONTCONFIG] = before


@cache
def pdf_renderer() -> PdfRenderer:
    """Return the renderer of this process, made on the first call."""
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle

    from assessments.typesetting.fetcher import AssetFetcher

    fetcher = AssetFetcher({})
    font_config = font_configuration()
    counter_style = CounterStyle()
    stylesheet = CSS(
        string=STYLESHEET.read_text(encoding="utf-8"),
        url_fetcher=fetcher,
        font_config=font_config,
        counter_style=counter_style,
    )
    return PdfRenderer(
        font_config=font_config,
        counter_style=counter_style,
        stylesheet=stylesheet,
    )


def render(
    html: str,
    *,
    identifier: str,
    moment: dt.datetime,
    attachments: Sequence[MemoAttachment] = (),
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Render HTML that is well-formed XML; the same arguments give the same bytes.

    Where a box was drawn in spite of the pre-flight (a rare combination of marks can defeat the
    choice of font), substitute its character as well and render once more. Raise
    `UnprintableCharacters` where boxes remain, `ForbiddenResource` where the HTML refers to
    anything but assets and pictures, `ElementTree.ParseError` where it is not well-formed.
    """
    set_pages = partial(
        _render,
        identifier=identifier,
        moment=moment,
        attachments=attachments,
        pictures=pictures or {},
    )
    try:
        return set_pages(html)
    except UnprintableCharacters as boxes:
        return set_pages(glyphs.substitute(html, boxes.characters))


def _render(
    html: str,
    *,
    identifier: str,
    moment: dt.datetime,
    attachments: Sequence[MemoAttachment],
    pictures: Mapping[str, bytes],
) -> bytes:
    from assessments.typesetting import conformance
    from assessments.typesetting.computed_once import computed_once
    from assessments.typesetting.fetcher import AssetFetcher
    from assessments.typesetting.markup import Markup

    with (
        _render_lock,
        _fewer_collections(),
        _without_network(),
        conformance.unambiguous_stream_ends(),
        computed_once(),
    ):
        renderer = pdf_renderer()
        fetcher = AssetFetcher({}, pictures=pictures)
        document = Markup(html, fetcher).render(
            stylesheets=[renderer.stylesheet],
            font_config=renderer.font_config,
            counter_style=renderer.counter_style,
            dpi=DPI,
        )
        pdf: bytes = document.write_pdf(
            finisher=conformance.finish,
            pdf_variant=VARIANT,
            pdf_identifier=hashlib.sha256(identifier.encode()).digest()[:16],
            attachments=[file.for_weasyprint(moment) for file in attachments],
        )
    boxes = conformance.missing_characters(document)
    if boxes:
        raise UnprintableCharacters(boxes)
    return pdf


@contextlib.contextmanager
def _without_network() -> Iterator[None]:
    """Raise `ForbiddenResource` for an error that is no Exception and would end the worker."""
    from weasyprint.urls import FatalURLFetchingError

    from assessments.typesetting.fetcher import ForbiddenResource

    try:
        yield
    except FatalURLFetchingError as error:
        raise ForbiddenResource(str(error)) from error


@contextlib.contextmanager
def _fewer_collections() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def page_count(pdf: bytes) -> int:
    """Return the number of pages: the Count at the root of the page tree (ISO 32000-1, 7.7.3).

    Read only PDFs of this renderer, which keep objects in object streams; raise ValueError for
    any other.
    """
    for found in OBJECT_STREAM.finditer(pdf):
        objects = zlib.decompressobj().decompress(pdf[found.end() :])
        for entry in PAGE_TREE.finditer(objects):
            return int(entry["count"])
    raise ValueError("not a PDF of this renderer")
