"""From HTML to a PDF/A-3a file that is tagged, self-contained and the same bytes every time.

Refuses to fetch anything but the project's own fonts and the pictures it is given, to use a font
of the machine, and to leave an empty box where a character was. WeasyPrint is imported on first
use only, so that the web process starts without it.
"""

from __future__ import annotations

import atexit
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
DPI = 200  # small pictures are printed no finer
FONTCONFIG = "FONTCONFIG_FILE"
# Layout makes many short-lived cycles; looking for them after every 700 new objects, the
# default, takes a fifth of the time. At this number memory stays within a few megabytes.
COLLECT_AFTER = 200_000

OBJECT_STREAM = re.compile(rb"/ObjStm.*?stream\r?\n", re.DOTALL)
PAGE_TREE = re.compile(rb"/Type /Pages/Kids \[[^\]]*\]/Count (?P<count>\d+)")

# Pango's font maps are not safe to share between threads that lay out at the same time, and
# the interpreter runs one of them at a time anyway.
_render_lock = threading.Lock()


class UnprintableCharacters(Exception):
    """The page would show empty boxes; `characters` says for what."""

    def __init__(self, characters: set[str]) -> None:
        super().__init__(", ".join(f"U+{ord(c):04X}" for c in sorted(characters)))
        self.characters = characters


@dataclass(frozen=True, kw_only=True)
class PdfRenderer:
    """What one process keeps between renders: fetcher, fonts and the parsed stylesheet."""

    fetcher: Any
    font_config: Any
    counter_style: Any
    stylesheet: Any


@contextlib.contextmanager
def _no_fonts_of_the_machine() -> Iterator[None]:
    """Let fontconfig start from an empty list; it reads the variable when it is set up."""
    before = os.environ.get(FONTCONFIG)
    os.environ[FONTCONFIG] = str(fonts.FOLDER / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ[FONTCONFIG]
        else:
            os.environ[FONTCONFIG] = before


@cache
def press() -> PdfRenderer:
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    from assessments.typesetting.fetcher import AssetFetcher

    fetcher = AssetFetcher(fonts.assets())
    with _no_fonts_of_the_machine():
        font_config = FontConfiguration()
    counter_style = CounterStyle()
    stylesheet = CSS(
        string=STYLESHEET.read_text(encoding="utf-8"),
        url_fetcher=fetcher,
        font_config=font_config,
        counter_style=counter_style,
    )
    return PdfRenderer(
        fetcher=fetcher,
        font_config=font_config,
        counter_style=counter_style,
        stylesheet=stylesheet,
    )


# Fonts are unpacked into a folder that goes with their configuration; when the interpreter ends,
# modules are gone before it can remove that folder itself.
atexit.register(press.cache_clear)


def render(
    html: str,
    *,
    identifier: str,
    moment: dt.datetime,
    attachments: Sequence[MemoAttachment] = (),
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Render the HTML; the same arguments give the same bytes.

    A character for which a box was drawn in spite of the pre-flight (a rare combination of
    marks can defeat the choice of font) is substituted as well and the page set once more.
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
    from weasyprint import HTML

    from assessments.typesetting import conformance
    from assessments.typesetting.fetcher import AssetFetcher

    with _render_lock, _fewer_collections(), _without_network(), conformance.clear_ends():
        kept = press()
        fetcher = AssetFetcher(fonts.assets(), pictures=pictures)
        document = HTML(string=html, url_fetcher=fetcher).render(
            stylesheets=[kept.stylesheet],
            font_config=kept.font_config,
            counter_style=kept.counter_style,
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
    """Turn the renderer's own error, which is no Exception and would end the worker, into ours."""
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
    """How many pages a PDF of this renderer has: the count of the root of its page tree."""
    for found in OBJECT_STREAM.finditer(pdf):
        objects = zlib.decompressobj().decompress(pdf[found.end() :])
        for entry in PAGE_TREE.finditer(objects):
            return int(entry["count"])
    raise ValueError("not a PDF of this renderer")
