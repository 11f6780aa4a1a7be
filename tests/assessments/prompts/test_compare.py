"""Whether a prompt has changed: only its marked content counts."""

from __future__ import annotations

import pytest

from assessments.prompts import contents_differ

SAME = [
    ("a cat", "  A   CAT! "),
    ("a cat, masterpiece, best quality", "best quality, (cat:1.4), 8k"),
    ("girl, red dress --ar 3:4", "red dress, girl --ar 16:9 --v 6"),
    ("a lighthouse keeper", "a lighthosue keeper"),
    ("a woman on a bridge", "a womann on a bridge"),
    ("一只橘猫坐在窗台上", "一只橘猫，坐在窗台上，高清，杰作"),
    ("<lora:a:0.5> fox", "<lora:a:0.9> fox"),
    ("", "masterpiece"),
]
OTHER = [
    ("a cat", "a car"),
    ("a red hat", "a blue hat"),
    ("boat left of centre", "boat right of centre"),
    ("two lanterns", "three lanterns"),
    ("a dog", "a dog, no hat"),
    ("a lighthouse", "a lighthouse at dusk"),
    ("一只橘猫坐在窗台上", "一只黑猫坐在窗台上"),
    ("一只猫站在窗台上", "一只猫站在窗台下"),
    ("", "a cat"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_the_same_content_written_otherwise_has_not_changed(first: str, second: str):
    assert not contents_differ(first, second)
    assert not contents_differ(second, first)


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_other_content_has_changed(first: str, second: str):
    assert contents_differ(first, second)
    assert contents_differ(second, first)


def test_two_long_prompts_are_compared_at_once():
    assert not contents_differ("qwert yuiop " * 3000, " ".join(f"w{n}x" for n in range(3000)))
