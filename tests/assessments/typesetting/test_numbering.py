from __future__ import annotations

import pytest

from assessments.typesetting import numbering


@pytest.mark.parametrize(
    ("number", "chinese", "roman", "letter"),
    [
        (1, "一", "I", "A"),
        (4, "四", "IV", "D"),
        (10, "十", "X", "J"),
        (14, "十四", "XIV", "N"),
        (20, "二十", "XX", "T"),
        (27, "二十七", "XXVII", "AA"),
        (49, "四十九", "XLIX", "AW"),
    ],
)
def test_numbers_are_written_as_lawyers_write_them(number, chinese, roman, letter):
    assert numbering.chinese(number) == chinese
    assert numbering.roman(number) == roman
    assert numbering.letter(number) == letter


def test_chinese_headings_carry_no_letters():
    headings = [numbering.section("zh-hans", 3), numbering.part("zh-hans", 2)]
    assert headings == ["三、", "（二）"]
    assert numbering.annex("zh-hans", 1) == "附件一　"
