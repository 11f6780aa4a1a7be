"""What is computed once changes no byte of a PDF."""

from __future__ import annotations

import contextlib
import datetime as dt
import zlib
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import pytest
from weasyprint import HTML
from weasyprint.layout import page as layout

from assessments.typesetting import computed_once, markup
from assessments.typesetting.pdf import render
from tests.support.pdf_text import page_texts

COMPRESSOR = zlib.compressobj
NUM_PLACES = 90
NAMED = "".join(
    f'<li><a class="cite" href="#p{n}">{n} &amp; “这里”<br/>x</a>'
    f'<a class="page-of" href="#p{n}"></a></li>\n'
    for n in range(NUM_PLACES)
)
PLACES = [f'<h2 id="p{n}">place {n}</h2>\n' for n in range(NUM_PLACES)]
TEXT = f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"/><title>t</title></head>
<body>
{"".join(PLACES[:45])}<ul>{NAMED}</ul><div class="annexes">{"".join(PLACES[45:])}</div>
</body>
</html>"""


def rendered(text: str = TEXT) -> bytes:
    return render(text, identifier="x", moment=dt.datetime(2026, 1, 1))


@pytest.fixture
def laid_out(monkeypatch) -> list[int]:
    """The pages by their numbers, in the order in which they are laid out."""
    numbers: list[int] = []
    remake = layout.remake_page

    def counted(index: int, *rest: Any) -> Any:
        numbers.append(index + 1)
        return remake(index, *rest)

    monkeypatch.setattr(layout, "remake_page", counted)
    return numbers


def test_the_bytes_are_those_that_the_library_writes_by_itself(monkeypatch):
    ours = rendered()
    monkeypatch.setattr(computed_once, "computed_once", contextlib.nullcontext)
    monkeypatch.setattr(
        markup, "Markup", lambda text, fetcher: HTML(string=text, url_fetcher=fetcher)
    )
    assert rendered() == ours


def test_pages_are_laid_out_again_only_until_the_pages_are_known_that_they_name(laid_out):
    texts = page_texts(rendered())
    where = {n: next(i for i, t in enumerate(texts, 1) if f"place{n}" in t) for n in (44, 89)}
    (names_them,) = [t for t in texts if "x(p." in t and "89&" in t]
    assert f"89&“这里”x(p.{where[89]})" in names_them
    counts = Counter(laid_out)
    assert max(counts.values()) == 2
    assert counts[1] == counts[len(texts)] == 1


def test_every_stream_is_compressed_once(monkeypatch):
    given: list[bytes] = []

    class Compressor:
        def __init__(self, **options: Any) -> None:
            self._inner = COMPRESSOR(**options)

        def compress(self, data: bytes) -> bytes:
            given.append(data)
            return self._inner.compress(data)

        def flush(self) -> bytes:
            return self._inner.flush()

    monkeypatch.setattr(zlib, "compressobj", Compressor)
    rendered()
    assert given
    assert [count for count in Counter(given).values() if count > 1] == []


def test_markup_that_is_not_well_formed_is_refused():
    with pytest.raises(ElementTree.ParseError):
        rendered("<html lang='en'><title>t</title><p>one<p>two</html>")
