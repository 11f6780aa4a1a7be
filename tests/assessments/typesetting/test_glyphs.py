"""The glyph pre-flight: what prints stays, what does not is shown by its code point."""

from __future__ import annotations

import pytest

from assessments.typesetting.glyphs import find_unprintable, is_printable, substitute


@pytest.mark.parametrize(
    "character", ["a", "中", "𬭳", "😀", "م", "ש", "한", "\u200d", "\ufe0f", "\n"]
)
def test_what_a_font_covers_or_needs_no_glyph_prints(character):
    assert is_printable(ord(character))


@pytest.mark.parametrize("code", [0x00, 0x07, 0x85, 0x202E, 0x2066, 0x2028, 0xFEFF, 0xE000, 0x0E01])
def test_controls_overrides_and_uncovered_characters_do_not(code):
    assert not is_printable(code)


def test_each_unprintable_character_is_named_and_counted():
    found = find_unprintable("ก x \u202e ก")
    assert [(s.code, s.count) for s in found] == [("U+0E01", 2), ("U+202E", 1)]
    assert found[0].name == "THAI CHARACTER KO KAI"


def test_a_lone_surrogate_is_unprintable_rather_than_an_error():
    assert [s.code for s in find_unprintable("\ud83d")] == ["U+D83D"]


def test_substitutes_are_visible_and_leave_the_rest_alone():
    assert substitute("aกb", "ก") == "a⟨U+0E01⟩b"
    assert find_unprintable(substitute("ก\u202e", "ก\u202e")) == ()
