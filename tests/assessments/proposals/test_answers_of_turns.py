"""An answer stands beside the turn that it answers, never beside another of the same words."""

from __future__ import annotations

from typing import Any

from assessments.proposals.from_files.turns import answers_to, propose_turns


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


def steps(messages: list[dict[str, Any]]) -> list[tuple[int, int, Any, Any]]:
    """Number, the step before, prompt and count of results of each proposed step."""
    reading = {"messages": messages, "media_type": "application/json", "generator": "ChatGPT"}
    drafts, _ = propose_turns(1, reading, "a.json", lambda does: does, None, 0)
    named = [{field.field: field.value for field in draft.fields} for draft in drafts]
    return [
        (draft.number, draft.continues, fields.get("prompt"), fields.get("outputs"))
        for draft, fields in zip(drafts, named, strict=True)
    ]


PICTURE = {"extra": {"pictures": [{"asset": "sediment://file_b"}]}}
ATTACHED = {"extra": {"attached_texts": [{"name": "paste.txt", "characters": 15}]}}


def test_a_request_that_only_a_picture_of_a_tool_answers_is_a_step_with_its_result() -> None:
    talk = [
        turn("1", "user", "a lantern", at="2026-01-01T10:00:00Z"),
        turn("2", "assistant", "Here.", "1"),
        turn("3", "user", "darker", "2", at="2026-01-01T11:00:00Z"),
        turn("4", "tool", "", "3", **PICTURE),
    ]
    assert [(prompt, made) for _, _, prompt, made in steps(talk)] == [
        ("a lantern", None),
        ("darker", 1),
    ]
    assert [prompt for _, _, prompt, _ in steps(talk[:3])] == ["a lantern"]


def test_a_turn_of_attached_words_alone_is_a_step_and_moves_no_number() -> None:
    talk = [
        {**turn("1", "user", "", at="2026-01-01T10:00:00Z"), **ATTACHED},
        turn("2", "assistant", "It is cold.", "1"),
        turn("3", "user", "warmer", "2", at="2026-01-01T11:00:00Z"),
        turn("4", "assistant", "The sun rises.", "3"),
    ]
    assert [(number, before, prompt) for number, before, prompt, _ in steps(talk)] == [
        (2, 0, None),
        (1, 2, "warmer"),
    ]
