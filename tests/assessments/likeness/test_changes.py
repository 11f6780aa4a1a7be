"""What a step changed, in the codes of the creation record, as far as both files say."""

from __future__ import annotations

from typing import get_args

import pytest

from assessments.likeness import Item, changes
from assessments.likeness.changes import CODES, word_diff
from cases.record.schema import Changed

BEFORE = Item(
    key="a",
    prompt="a fox in snow, morning light",
    negative_prompt="blurry",
    parameters={"seed": 1, "model": "m1", "steps": 20, "width": 512},
)


def after(**values) -> Item:
    given = {name: getattr(BEFORE, name) for name in ("prompt", "negative_prompt", "parameters")}
    return Item(key="b", **(given | values))


def parameters(**values) -> dict[str, object]:
    return {"parameters": {**BEFORE.parameters, **values}}


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({}, ()),
        ({"prompt": "a fox in snow, evening light"}, ("prompt",)),
        ({"negative_prompt": "blurry, text"}, ("negative_prompt",)),
        (parameters(seed=2), ("seed",)),
        (parameters(model="m2"), ("model",)),
        (parameters(steps=30, width=768), ("parameters",)),
        (parameters(loras=[{"name": "ink", "weight": 0.8}]), ("weights",)),
        ({"prompt": "a (fox:1.3) in snow, morning light"}, ("weights",)),
        ({"prompt": "a fox in snow, morning light <lora:ink:0.8>"}, ("weights",)),
        ({"prompt": "morning light, a fox in snow"}, ("order",)),
        ({"inputs": ("sketch.png",)}, ("input",)),
        ({"edit_op": "inpainting"}, ("region",)),
        ({"prompt": "a wolf", **parameters(seed=3)}, ("prompt", "seed")),
    ],
)
def test_each_difference_has_its_code_and_no_other(values, codes):
    assert changes(BEFORE, after(**values)).changed == codes


def test_the_codes_are_those_of_the_record():
    assert set(CODES) == set(get_args(Changed))


def test_what_only_one_file_states_is_unknown_and_not_changed():
    found = changes(BEFORE, Item(key="b", parameters={"seed": 1}))
    assert found.changed == ()
    assert found.unknown == ("prompt", "negative_prompt", "parameters", "model")
    assert found.prompt == ()


def test_each_setting_is_shown_from_and_to():
    found = changes(BEFORE, after(**parameters(steps=30)))
    assert [(setting.name, setting.before, setting.after) for setting in found.settings] == [
        ("steps", 20, 30)
    ]


def test_only_a_mask_or_an_operation_that_the_file_states_is_a_region():
    assert "region" not in changes(BEFORE, after(from_picture=True)).changed
    assert "region" not in changes(BEFORE, Item(key="b")).changed
    assert "region" in changes(BEFORE, after(masked=True)).changed


def test_a_chinese_prompt_is_compared_character_by_character():
    pieces = word_diff("雪中的狐狸，晨光", "雪中的白狐狸，暮光")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "雪中的"),
        ("new", "白"),
        ("same", "狐狸，"),
        ("removed", "晨"),
        ("new", "暮"),
        ("same", "光"),
    ]


def test_words_side_by_side_are_one_removed_and_one_new_piece():
    pieces = word_diff("a red fox runs", "a small grey fox runs")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "a "),
        ("removed", "red "),
        ("new", "small grey "),
        ("same", "fox runs"),
    ]


def test_a_number_is_shown_whole_and_the_later_prompt_to_the_letter():
    before, after = "mist:1.2, boats. End", "mist:1.4 ,  boats. The end"
    pieces = word_diff(before, after)

    assert ("removed", "1.2") in [(piece.kind, piece.text) for piece in pieces]
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_words_against_none_at_all_are_new_or_removed():
    assert [(piece.kind, piece.text) for piece in word_diff("a fox", "")] == [("removed", "a fox")]
    assert [(piece.kind, piece.text) for piece in word_diff(" ", "a fox")][-1] == ("new", "a fox")
    assert word_diff("", "") == ()
