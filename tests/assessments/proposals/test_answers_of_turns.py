"""An answer stands beside the turn that it answers, never beside another of the same words."""

from __future__ import annotations

from typing import Any

from assessments.proposals.from_files.turns import answers_to


def turn(name: str, role: str, text: str, parent: str | None = None, **more: Any) -> dict[str, Any]:
    return {"id": name, "role": role, "text": text, "parent": parent, **more}


TWICE = [
    turn("1", "user", "go on"),
    turn("2", "assistant", "It rains.", "1"),
    turn("3", "user", "go on", "2"),
    turn("4", "assistant", "The lamp goes out.", "3"),
]


def texts(messages: list[dict[str, Any]], where: str = "message 1") -> list[str]:
    return [answer["text"] for answer in answers_to(messages, "go on", where)]


def test_of_equal_prompts_each_has_its_own_answer() -> None:
    assert texts(TWICE) == ["It rains."]
    assert texts(TWICE, "message 3") == ["The lamp goes out."]
    assert texts(TWICE, "") == []  # nobody knows of which


def test_the_next_words_of_the_person_are_no_answer() -> None:
    assert texts([turn("1", "user", "go on"), turn("2", "user", "hello?", "1")]) == []


def test_a_call_of_a_tool_is_no_answer() -> None:
    call = turn("2", "assistant", '{"n": 1}', "1", extra={"recipient": "dalle.text2im"})
    assert texts([TWICE[0], call]) == []


def test_of_answers_that_were_asked_for_again_the_one_that_was_kept_counts() -> None:
    again = turn("2b", "assistant", "It snows.", "1")
    assert texts([TWICE[0], TWICE[1], again]) == []
    assert texts([TWICE[0], TWICE[1], again, turn("3", "user", "more", "2b")]) == ["It snows."]


def test_of_answers_that_were_asked_for_again_the_one_that_the_file_states_to_be_kept_counts() -> (
    None
):
    kept = {"chosen": True}, {"chosen": False}
    answers = [
        turn(f"2{n}", "assistant", f"Answer {n}.", "1", **chosen) for n, chosen in enumerate(kept)
    ]
    assert texts([TWICE[0], *answers]) == ["Answer 0."]
    assert texts([TWICE[0], *({**answer, "chosen": True} for answer in answers)]) == []
