"""The glyph pre-flight: what prints stays, what does not is shown by its code point."""

from __future__ import annotations

import pytest

from assessments.typesetting.glyphs import find_unprintable, is_printable, isolate, substitute
from assessments.typesetting.unseen import reveal


@pytest.mark.parametrize(
    "character", ["a", "中", "𬭳", "😀", "م", "ש", "한", "\u200d", "\ufe0f", "\n"]
)
def test_what_a_font_covers_or_needs_no_glyph_prints(character):
    assert is_printable(ord(character))


@pytest.mark.parametrize(
    "code",
    [
        0x00,
        0x07,
        0x85,
        0x202E,
        0x2066,
        0x2028,
        0xFEFF,
        0xE000,
        0x0E01,
        0xAD,
        0x200B,
        0x2060,
        0x3164,
        0xE0041,
    ],
)
def test_controls_overrides_and_uncovered_characters_do_not(code):
    assert not is_printable(code)


def test_what_a_page_names_as_never_seen_no_font_prints(monkeypatch):
    everything = frozenset(range(0x110000))
    monkeypatch.setattr("assessments.typesetting.fonts.coverage", lambda: everything)
    selectors = {0xFE0E, 0xFE0F, 0x200C, 0x200D}  # shape what stands before them, or are named
    named = {code for code in everything if reveal(f"a{chr(code)}") != f"a{chr(code)}"}
    assert {0x1D173, 0x202E, 0xE0041} < named - selectors
    assert sorted(filter(is_printable, named - selectors)) == []


def test_each_unprintable_character_is_named_and_counted():
    found = find_unprintable("ก x \u202e ก")
    assert [(s.code, s.count) for s in found] == [("U+0E01", 2), ("U+202E", 1)]
    assert found[0].name == "THAI CHARACTER KO KAI"


@pytest.mark.parametrize(
    "text",
    ["👩\u200d💻", "❤\ufe0f\u200d🔥", "1\ufe0f\u20e3", "می\u200cخواهم", "👩🏽\u200d🚀", "©\ufe0f"],
)
def test_joiners_and_selectors_stay_where_they_shape_what_stands_beside_them(text):
    assert [s.code for s in find_unprintable(text) if s.code != "U+20E3"] == []
    assert substitute(text, "\u200c\u200d\ufe0f") == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("in\u200dvoice", "in⟨U+200D⟩voice"),
        ("灯\u200c笼", "灯⟨U+200C⟩笼"),
        ("a\ufe0f", "a⟨U+FE0F⟩"),
        ("👩\u200da 👩\u200d💻", "👩⟨U+200D⟩a 👩\u200d💻"),
        ("in\u200bvoice\xad", "in⟨U+200B⟩voice⟨U+00AD⟩"),
    ],
)
def test_what_is_invisible_and_shapes_nothing_is_shown(text, shown):
    found = find_unprintable(text)
    assert [s.count for s in found] == [1] * len(found)
    assert substitute(text, [s.character for s in found]) == shown


def test_words_from_right_to_left_are_isolated_with_what_stands_between_them():
    assert isolate("x <b>שלום, 12 עולם</b> 5") == "x <b>\u2068שלום, 12 עולם\u2069</b> 5"
    assert isolate("שלום a עולם 灯") == "\u2068שלום\u2069 a \u2068עולם\u2069 灯"


def test_a_lone_surrogate_is_unprintable_rather_than_an_error():
    assert [s.code for s in find_unprintable("\ud83d")] == ["U+D83D"]


def test_substitutes_are_visible_and_leave_the_rest_alone():
    assert substitute("aกb", "ก") == "a⟨U+0E01⟩b"
    assert find_unprintable(substitute("ก\u202e", "ก\u202e")) == ()
