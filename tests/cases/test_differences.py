"""What differs between two versions, told field by field."""

from __future__ import annotations

from typing import Any

from cases.decisions.differences import FieldDifference, differences


def difference_rows(old: Any, new: Any) -> list[tuple[str, str, str]]:
    return [
        (difference.path, difference.old, difference.new) for difference in differences(old, new)
    ]


def test_equal_versions_do_not_differ() -> None:
    assert difference_rows({"a": [1, {"b": "x"}]}, {"a": [1, {"b": "x"}]}) == []


def test_a_field_is_named_with_its_place() -> None:
    old = {"facts": [{"says": {"en": "one"}}]}
    new = {"facts": [{"says": {"en": "two"}}]}

    assert difference_rows(old, new) == [("facts[0].says.en", "one", "two")]


def test_what_comes_and_goes_is_told_leaf_by_leaf() -> None:
    amount = {"what": "fine", "value": "5"}

    assert difference_rows({}, {"amounts": [amount]}) == [
        ("amounts[0].what", "", "fine"),
        ("amounts[0].value", "", "5"),
    ]
    assert difference_rows({"amounts": [amount]}, {}) == [
        ("amounts[0].what", "fine", ""),
        ("amounts[0].value", "5", ""),
    ]


def test_an_entry_put_first_is_one_new_entry() -> None:
    assert difference_rows({"x": ["b", "c"]}, {"x": ["a", "b", "c"]}) == [("x[0]", "", "a")]


def test_a_text_is_cut_between_words_and_between_han_characters() -> None:
    english = FieldDifference(place=("x",), old="It was met.", new="It was not met.")
    chinese = FieldDifference(place=("x",), old="构成作品", new="不构成作品")

    assert english.pieces == [("same", "It was "), ("new", "not "), ("same", "met.")]
    assert chinese.pieces == [("new", "不"), ("same", "构成作品")]


def test_numbers_and_flags_are_told_as_they_are_written() -> None:
    assert difference_rows({"a": 1, "b": True}, {"a": 2}) == [("a", "1", "2"), ("b", "true", "")]
