"""The vendored fonts: static, free, named by the stylesheet, and covering what a memo says."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from assessments.typesetting import fonts
from assessments.typesetting.pdf import STYLESHEET, pdf_renderer, render

CSS = STYLESHEET.read_text(encoding="utf-8")
CONFIGURATION = ElementTree.parse(fonts.FOLDER / "fonts.conf")
RULES = [
    (match.findtext("test/string"), match.findtext("edit/string"))
    for match in CONFIGURATION.iter("match")
]
FAMILIES = {f'"{family}"' for _, family in RULES}


def test_fonts_are_static_true_type_with_a_space():
    for name in fonts.FILES:
        with TTFont(fonts.FOLDER / name, lazy=True) as font:
            assert "glyf" in font, name
            assert "fvar" not in font, name
            assert 0x20 in font.getBestCmap(), name


def test_every_font_has_its_licence_beside_it():
    for name in fonts.FILES:
        licence = fonts.FOLDER / "licences" / f"{name.split('-')[0]}-OFL.txt"
        assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8").upper(), name


def test_every_font_is_given_a_family_and_known_by_it():
    names = []
    for file in fonts.FILES:
        with TTFont(fonts.FOLDER / file, lazy=True) as font:
            names.append(font["name"].getDebugName(6))  # the PostScript name
    assert sorted(name for name, _ in RULES) == sorted(names)
    assert set(fonts.FACES.values()) == set(fonts.FILES)


def test_fonts_are_read_where_they_are(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    pdf_renderer.cache_clear()
    render(
        "<html lang='en'><title>t</title><p>x</p></html>",
        identifier="x",
        moment=dt.datetime(2026, 1, 1),
    )
    assert list(tmp_path.iterdir()) == []


def test_every_stack_ends_in_all_fallbacks():
    main = {'"Memo Song"', '"Memo Hei"', '"Memo Serif"'}
    fallback = FAMILIES - main
    stacks = [
        [family.strip() for family in stack.split(",")]
        for stack in re.findall(r"font-family: ([^;}]+)", CSS)
    ]
    assert any('"Memo Song"' in stack for stack in stacks)
    for stack in stacks:
        assert stack == ['"Memo Mono"'] or set(stack[-len(fallback) :]) == fallback


@pytest.mark.parametrize(
    "text",
    ["𬭳㐂〇囍锟斤拷", "がぱ日本語", "한글", "😀👩💻", "عربي", "עברית", "𝒳⟨⟩☐✓★①→≥", "ẞőżЖΩ"],
)
def test_rare_characters_are_covered(text):
    assert [c for c in text if ord(c) not in fonts.coverage()] == []


def test_a_font_of_the_machine_is_not_known():
    assert fonts.file_of("/ABCDEF+DejaVu-Sans") is None
    assert fonts.file_of("/ABCDEF+Memo-Serif-Bold") == "SourceSerif4-Bold.ttf"
