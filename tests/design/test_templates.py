"""What every template keeps to: nothing inline, small components that the style guide shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR) / "templates"
# The memo is laid out for paper by WeasyPrint, which no browser and no security policy reads.
PAPER = ROOT / "memo"
PAGES = sorted(p for p in ROOT.rglob("*.*") if p.parent != PAPER)
# Folders that are no room: the tables of other applications, and what every room shows.
OTHERS = {"account", "admin", "bootstrap5", "components", "mfa", "usersessions", "cases"}
NAMED = r"""\{% (?:extends|include) "([^"]+)" """
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
FRAME |= {"site_footer", "site_header", "header", "logo"}
INNER = {"badge_as", "table_cell", "icon", "error_summary"}
# Shown whole on the start page.
ON_HOME = {"decision_card", "example", "examples"}
# Cannot exist without an assessment; their own page tests show them.
OF_A_RESULT: set[str] = set()


def test_each_folder_is_a_room_of_assessments():
    rooms = {p.name for p in (Path(settings.BASE_DIR) / "assessments").iterdir() if p.is_dir()}
    folders = {p.name for p in ROOT.iterdir() if p.is_dir()}
    assert folders - OTHERS - rooms == set()


def test_each_template_that_another_names_exists():
    named = {name for path in ROOT.rglob("*.*") for name in re.findall(NAMED, path.read_text())}
    assert len(named) > 100
    for name in sorted(named):
        get_template(name)


def test_each_fragment_is_used():
    sources = [*ROOT.rglob("*.*"), *(Path(settings.BASE_DIR) / "assessments").rglob("*.py")]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    fragments = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("_*.*")]
    assert [name for name in fragments if f'"{name}"' not in text] == []


def test_no_template_has_what_the_security_policy_forbids():
    offenders = [
        f"{path.relative_to(ROOT)} has {what}: {match.group()}"
        for path in PAGES
        for what, pattern in FORBIDDEN.items()
        if (match := re.search(pattern, path.read_text(encoding="utf-8"), re.IGNORECASE))
    ]
    assert PAGES
    assert offenders == []


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


def test_a_component_is_small_and_says_what_it_takes():
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in COMPONENTS}
    too_long = [path.name for path in COMPONENTS if len(lines[path]) > 25]
    without_comment = [
        path.name
        for path in COMPONENTS
        if not lines[path][0].startswith("{% comment %}" + path.stem + ":")
    ]
    assert COMPONENTS
    assert too_long == []
    assert without_comment == [], "The comment that names the parameters comes first."


def test_a_component_is_shown_to_whoever_builds_pages():
    guide = (ROOT / "site" / "style_guide.html").read_text(encoding="utf-8")
    elsewhere = FRAME | INNER | ON_HOME | OF_A_RESULT
    missing = [
        path.name
        for path in COMPONENTS
        if path.stem not in elsewhere and f'"components/{path.name}"' not in guide
    ]
    assert missing == []
