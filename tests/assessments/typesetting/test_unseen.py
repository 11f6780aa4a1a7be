"""What nobody sees in a text is named; what shapes a letter or a sign stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.typesetting.unseen import drop_unseen, reveal

DIRECTIONS = [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
NO_WIDTH = [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0x3164, 0xFE0F, 0xFEFF, 0xE0041, 0xE0100]
CONTROLS = [0x00, 0x07, 0x08, 0x1B, 0x7F, 0x85, 0x9B, 0x2028]


@pytest.mark.parametrize("code", [*DIRECTIONS, *NO_WIDTH, *CONTROLS])
def test_it_is_named_wherever_it_stands(code: int) -> None:
    for before, after in (("", "x"), ("invoice", "gpj.exe"), ("x", "")):
        text = f"{before}{chr(code)}{after}"
        assert reveal(text) == f"{before}⟨U+{code:04X}⟩{after}"
        assert drop_unseen(text) == before + after


@pytest.mark.parametrize(
    "text", ["a\tb\r\nc", "👩‍👩‍👧", "1️⃣ ❤️", "क्‍ष", "می‌خواهم", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "葛󠄀城", "עברית مدينة", "A\xa0B"]
)
def test_what_shapes_what_is_seen_stays(text: str) -> None:
    assert reveal(text) == drop_unseen(text) == text


@given(st.text(st.sampled_from("a1猫क☺🏴⟩\u200b\u200d\ufe0f\U000e0041\U000e007f\u202e\u0301")))
def test_once_is_enough(text: str) -> None:
    assert reveal(reveal(text)) == reveal(text)
    assert drop_unseen(drop_unseen(text)) == drop_unseen(text)
    assert not {"\u200b", "\u202e"} & set(reveal(text))


def test_every_control_and_direction_of_unicode_is_named() -> None:
    kept = "\t\n\r"
    seen = [
        f"U+{code:04X}"
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in ("Cc", "Zl", "Zp")
        or unicodedata.bidirectional(chr(code)) in ("LRE", "RLE", "LRO", "RLO", "PDF", "BN")
        if chr(code) not in kept and reveal(chr(code)) == chr(code)
    ]
    assert seen == []
