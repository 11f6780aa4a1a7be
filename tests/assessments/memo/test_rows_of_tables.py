"""At the end of a page a table is cut so that neither part of it reads as torn."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from assessments.memo import document as d
from assessments.memo.render_html import Renderer
from assessments.memo.writing import columns, row, table
from assessments.typesetting.pdf import render

ROWS, LEAST = 7, 3
MOMENT = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def rows_by_page(lines: int) -> list[int]:
    """Render so many lines and a table behind them; return how many rows each page holds."""
    rows = [row(f"row{number}", "word " * 30) for number in range(ROWS)]
    section = d.Section(id="s", number="", title="", blocks=(table(columns("a", "b"), rows),))
    body = Renderer("en").section(section)
    before = "".join(f"<p>{number}</p>" for number in range(lines))
    html = f'<html lang="en"><head><title>t</title></head><body>{before}{body}</body></html>'
    reader = PdfReader(BytesIO(render(html, identifier="0" * 32, moment=MOMENT)))
    found = [page.extract_text().count("row") for page in reader.pages]
    return [number for number in found if number]


@pytest.mark.parametrize("lines", range(24, 40, 2))
def test_three_rows_at_least_stand_on_each_page(lines: int) -> None:
    found = rows_by_page(lines)
    assert sum(found) == ROWS
    assert min(found) >= LEAST, found
