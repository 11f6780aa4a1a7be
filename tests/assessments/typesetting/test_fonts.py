"""The vendored fonts: static, free, named by the stylesheet, and covering what a memo says."""

from __future__ import annotations

import re

import pytest
from fontTools.ttLib import TTFont

from assessments.typesetting import fonts
from assessments.typesetting.pdf import STYLESHEET

CSS = STYLESHEET.read_text(encoding="utf-8")
FAMILIES = set(re.findall(r'@font-face \{ font-family: ("[^"]+")', CSS))


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


def test_every_font_is_named_in_the_stylesheet_and_known_by_its_family():
    assert set(re.findall(r'url\("asset:([^"]+)"\)', CSS)) == set(fonts.FILES)
    assert set(fonts.FACES.values()) == set(fonts.FILES)


def test_every_stack_ends_in_all_fallbacks():
    (fallback,) = re.findall(r"--fallback: ([^;]+);", CSS)
    main = {'"Memo Song"', '"Memo Hei"', '"Memo Serif"'}
    assert main | set(fallback.split(", ")) == FAMILIES
    assert re.findall(r"font-family: [^;}]*\"Memo (?:Song|Serif)\"[^;}]*", CSS)
    for stack in re.findall(r"[;{] font-family: ([^;}]+)", CSS.split(":root")[1]):
        assert "var(--fallback)" in stack or stack.strip() == '"Memo Mono"'


@pytest.mark.parametrize(
    "text",
    ["𬭳㐂〇囍锟斤拷", "がぱ日本語", "한글", "😀👩💻", "عربي", "עברית", "𝒳⟨⟩☐✓★①→≥", "ẞőżЖΩ"],
)
def test_rare_characters_are_covered(text):
    assert [c for c in text if ord(c) not in fonts.coverage()] == []


def test_a_font_of_the_machine_is_not_known():
    assert fonts.file_of("/ABCDEF+DejaVu-Sans") is None
    assert fonts.file_of("/ABCDEF+Memo-Serif-Bold") == "SourceSerif4-Bold.ttf"
