"""Which answers of a conversation a text is compared with, and its sentences one by one."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from assessments.likeness import compare_texts, limits
from assessments.likeness.sentences_of_text import measure_sentences
from assessments.likeness.turns import choose_turns, count_typed, join_turns

FIRST = "The ferry left before dawn with eleven passengers and a crate of lemons on its deck."
SECOND = "By noon wind had pushed salt into our sleeves, and gulls followed us like rumours."
THIRD = "清晨的薄雾漫过石桥，河面上浮着几片枯叶。"


def test_the_last_version_of_an_answer_is_chosen_and_not_those_before_it():
    answers = [f"{FIRST} Draft.", THIRD, f"{FIRST} {SECOND}"]
    assert choose_turns(answers, f"{FIRST} {SECOND} The end.") == [2]


def test_answers_are_joined_in_the_order_of_the_conversation():
    answers = [FIRST, SECOND, THIRD]
    chosen = choose_turns(answers, f"{THIRD}\n{FIRST}")
    assert chosen == [0, 2]
    assert join_turns(answers, chosen) == f"{FIRST}\n\n{THIRD}"


def test_where_nothing_is_shared_at_length_the_nearest_answer_is_chosen():
    assert choose_turns(["quite another matter", "the ferry of lemons"], FIRST) == [1]
    assert choose_turns([], FIRST) == []


def test_no_more_turns_than_the_limit_are_chosen():
    parts = [f"{FIRST} number {at}" for at in range(40)]
    words = [" ".join(f"w{at}x{n}" for n in range(9)) for at in range(40)]
    assert len(choose_turns(words, "\n".join(words))) == limits.TURNS.value
    assert len(choose_turns(parts, FIRST)) == 1


def test_only_what_the_source_does_not_have_counts_as_typed():
    text = f"{FIRST} {SECOND}"
    new = [(len(FIRST) + 1, len(text))]
    assert count_typed([SECOND, FIRST], text, new) == 17
    assert count_typed(["gulls followed us"], text, new) == 0
    assert count_typed([SECOND], text, []) == 0


@pytest.mark.parametrize(
    ("final", "sizes"),
    [
        ("甲乙丙丁。戊己庚辛。", [5, 5]),
        (f"{THIRD}\n\n甲乙丙丁！", [20, 5]),
        ("Pi is 3.5 here. Yes", [7, 1]),
    ],
)
def test_each_sentence_has_its_counts(final, sizes):
    spans = [asdict(span) for span in compare_texts(THIRD, final).final]
    sentences = measure_sentences(final, spans)

    assert [sentence.size for sentence in sentences] == sizes
    assert sum(sizes) == compare_texts(THIRD, final).final_tokens


def test_a_paragraph_is_counted_once_however_many_lines_are_empty():
    text = "一。二。\n\n\n三。"
    spans = [asdict(span) for span in compare_texts("x", text).final]
    assert [one.paragraph for one in measure_sentences(text, spans)] == [1, 1, 2]
