"""Data whose fields are named like those of prompts is never passed over in silence."""

from __future__ import annotations

import pytest

from assessments.intake import read


def codes(data: bytes, name: str) -> list[str]:
    return [fault.code for fault in read(data, name=name).problems]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'{"data": [{"revised_prompt": "a ferry in mist"}]}', "a.json"),
        (b'{"prompt": "frost ->", "completion": " White"}\n' * 2, "a.jsonl"),
        (b"id,prompt,notes\n1,a paper lamp,good\n", "a.csv"),
        (b"Prompt: a tiled roof\nSeed: 445\nSampler: euler_a\nGuidance Scale: 7.5\n", "a.txt"),
    ],
)
def test_fields_of_words_that_no_reader_knows_are_named(data: bytes, name: str) -> None:
    assert "fields_unread" in codes(data, name)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'{"prompt": "a ferry", "seed": 5, "steps": 20}', "a.json"),
        (b"The prompt, seed and sampler: what they are.\nSeed: a poem.\n", "a.txt"),
        (b'{"title": "rain", "lines": 3}', "a.json"),
    ],
)
def test_what_is_read_and_what_only_speaks_of_them_is_not(data: bytes, name: str) -> None:
    assert "fields_unread" not in codes(data, name)
