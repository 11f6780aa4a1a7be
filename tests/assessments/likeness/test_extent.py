"""Measures suggest an extent by dated thresholds of our own, and say what it rests on."""

from __future__ import annotations

import pytest

from assessments.likeness import PictureMeasure, compare_texts
from assessments.likeness.extent import edit_extent, rules


@pytest.mark.parametrize(
    ("changed", "beyond", "extent"),
    [
        (0.0, 0.0, "technical"),
        (0.03, 0.0, "minor"),
        (0.0, 0.04, "minor"),
        (0.11, 0.0, "local"),
        (0.31, 0.0, "substantial"),
        (0.0, 0.9, "substantial"),
    ],
)
def test_a_changed_area_suggests_an_extent(changed, beyond, extent):
    assert edit_extent(PictureMeasure(changed=changed, beyond=beyond)).extent == extent


def test_another_tone_alone_is_technical_and_named():
    suggestion = edit_extent(PictureMeasure(changed=0.0, beyond=0.0, tone=19.6))
    assert suggestion.extent == "technical"
    assert [ground.code for ground in suggestion.grounds] == ["changed", "beyond", "tone_only"]


def test_what_cannot_be_compared_suggests_nothing():
    suggestion = edit_extent(PictureMeasure(code="not_comparable"))
    assert suggestion.extent is None
    assert [ground.code for ground in suggestion.grounds] == ["not_comparable"]


@pytest.mark.parametrize(
    ("final", "extent"),
    [
        ("一二三四五六七八九十" * 10, "technical"),
        ("一二三四五六七八九十" * 10 + "甲乙丙", "minor"),
        ("一二三四五六七八九十" * 10 + "甲乙丙丁戊己庚辛壬癸", "local"),
        ("甲乙丙丁戊己庚辛壬癸" * 10, "substantial"),
    ],
)
def test_a_text_suggests_an_extent(final, extent):
    assert edit_extent(compare_texts("一二三四五六七八九十" * 10, final)).extent == extent


def test_each_ground_names_the_figure_and_its_bound():
    grounds = edit_extent(PictureMeasure(changed=0.03, beyond=0.0)).grounds
    assert [(ground.code, ground.value, ground.bound) for ground in grounds] == [
        ("changed", 0.03, 0.05),
        ("beyond", 0.0, 0.05),
    ]


def test_the_thresholds_are_dated_our_own_and_rise_to_the_whole():
    found = rules()
    assert found.dated and found.source.en and found.source.zh and found.authority is None
    for rows, names in ((found.picture, ("changed", "beyond")), (found.text, ("new", "removed"))):
        assert [row.extent for row in rows] == ["technical", "minor", "local", "substantial"]
        for name in names:
            values = [getattr(row, name) for row in rows]
            assert values == sorted(values) and values[-1] == 1
