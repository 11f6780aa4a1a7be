"""What every template keeps to: nothing inline, small components that the style guide shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR) / "templates"
# The memo is laid out for paper by WeasyPrint, which no browser and no security policy reads.
PAPER = ROOT / "memo"
PAGES = sorted(p for p in ROOT.rglob("*.*") if PAPER not in p.parents)
# The drawing belongs to page and paper alike; the memo's tests hold it.
DRAWING = {"drawing_svg", "drawing_table"}
COMPONENTS = sorted(p for p in (ROOT / "components").glob("*.html") if p.stem not in DRAWING)
FORBIDDEN = {
    "a style attribute": r"<[^>{%]*\sstyle\s*=",
    "a style element": r"<style\b",
    "an event handler": r"<[^>]*\son[a-z]+\s*=\s*[\"']",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "a script address": r"(?:href|src|action)\s*=\s*[\"']\s*javascript:",
    "another host": r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"'](?:https?:)?//",
}
# Parts of the frame that every page shows, and so the style guide too.
FRAME = {"account", "development", "language_switch", "messages", "scheme_switch"}
FRAME |= {"site_footer", "site_header", "logo"}
INNER = {"badge_as", "table_cell", "icon", "error_summary"}
# Shown whole on the start page.
ON_HOME = {"decision_card", "example", "examples", "two_answers"}
# Cannot exist without an assessment; their own page tests show them.
OF_A_RESULT: set[str] = set()


@pytest.mark.parametrize("what", FORBIDDEN)
@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_template_has(path, what):
    found = re.search(FORBIDDEN[what], path.read_text(encoding="utf-8"), re.IGNORECASE)
    assert found is None, f"{what}: {found.group()}"


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a style attribute", '<p class="x" style="color: red">'),
        ("a style element", "<style>"),
        ("an event handler", '<button onclick="go()">'),
        ("an inline script", "<script>go()</script>"),
        ("a script address", '<a href="javascript:go()">'),
        ("another host", '<script defer src="//cdn.example/x.js">'),
    ],
)
def test_the_guard_sees(what, text):
    assert re.search(FORBIDDEN[what], text, re.IGNORECASE)


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda p: p.stem)
def test_a_component_is_small_and_says_what_it_takes(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 25
    assert lines[0].startswith("{% comment %}" + path.stem + ":"), "props comment comes first"


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda p: p.stem)
def test_a_component_is_shown_to_whoever_builds_pages(path):
    guide = (ROOT / "style_guide.html").read_text(encoding="utf-8")
    if path.stem in FRAME | INNER | ON_HOME | OF_A_RESULT:
        return
    assert f'"components/{path.name}"' in guide
