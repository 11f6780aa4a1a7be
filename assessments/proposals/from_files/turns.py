"""Proposals from conversations: a step for each prompt of the person that has an answer.

Nothing is joined across conversations: a step follows only a step of its own, along the turns that
the file joins. Only the conversations that a person chose are proposed; the numbers of the steps
are those that they have when all are chosen, so that decisions stay with their steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessments.proposals.from_files.values import (
    INFERRED,
    STATED,
    Chosen,
    Confidence,
    ProposedField,
    StepDraft,
    seconds_of,
    usable_time,
)

Json = Mapping[str, Any]
_Key = tuple[str, str]  # conversation and id of a turn: ids are unique in a conversation only


def conversation_of(message: Json) -> str:
    """Return the id of the conversation that a turn belongs to; empty where none is stated."""
    return str((message.get("extra") or {}).get("conversation") or "")


def _key(message: Json, name: str) -> _Key | None:
    value = message.get(name)
    return None if value is None else (conversation_of(message), str(value))


def numbered_prompts(messages: Sequence[Json]) -> Iterator[tuple[Json, list[Json]]]:
    """Yield each prompt that is a step, with its answers, in the order of the file."""
    answers: dict[_Key, list[Json]] = {}
    linked: set[str] = set()
    for message in messages:
        parent = _key(message, "parent")
        if parent:
            linked.add(parent[0])
            if message.get("role") == "assistant":
                answers.setdefault(parent, []).append(message)
    for message in messages:
        if message.get("role") == "user" and message.get("text"):
            key = _key(message, "id")
            given = answers.get(key, []) if key else []
            if given or conversation_of(message) not in linked:
                yield message, given


def propose_turns(
    at: int, reading: Json, name: str, tool: str | None, chosen: Chosen, before: int
) -> tuple[list[StepDraft], int]:
    """Return the steps of the chosen conversations in the order of time, and the last number.

    `before` is the number of steps that the same evidence has already.
    """
    messages = reading["messages"]
    parents = {key: _key(message, "parent") for message in messages if (key := _key(message, "id"))}
    models = _stated_models(reading)
    numbers: dict[_Key, int] = {}
    drafts: list[tuple[float | None, StepDraft]] = []
    number = before
    for message, answers in numbered_prompts(messages):
        number += 1
        key = _key(message, "id")
        follows = _find_step_before(parents.get(key) if key else None, parents, numbers)
        if key:
            numbers[key] = number
        if chosen is None or conversation_of(message) in chosen:
            model = models.get(conversation_of(message))
            fields = tuple(_propose_turn(at, message, answers, name, tool, model))
            draft = StepDraft(fields=fields, number=number, continues=follows)
            drafts.append((seconds_of(message.get("at")), draft))
    return _in_order_of_time(drafts), number


def _find_step_before(
    key: _Key | None, parents: Mapping[_Key, _Key | None], numbers: Mapping[_Key, int]
) -> int:
    """Return the number of the nearest step above a turn; 0 where there is none."""
    seen: set[_Key] = set()
    while key is not None and key not in seen:
        if key in numbers:
            return numbers[key]
        seen.add(key)
        key = parents.get(key)
    return 0


def _in_order_of_time(drafts: list[tuple[float | None, StepDraft]]) -> list[StepDraft]:
    """Return the steps by time; one without a time keeps its place behind the one before it."""
    latest = float("-inf")
    keyed: list[tuple[float, int, StepDraft]] = []
    for place, (seconds, draft) in enumerate(drafts):
        latest = latest if seconds is None else seconds
        keyed.append((latest, place, draft))
    return [draft for _, _, draft in sorted(keyed, key=lambda entry: entry[:2])]


def _stated_models(reading: Json) -> dict[str, str]:
    listed = (reading.get("extra") or {}).get("conversations") or ()
    return {str(entry.get("id")): entry["model"] for entry in listed if entry.get("model")}


def _propose_turn(
    at: int, asked: Json, answers: list[Json], name: str, tool: str | None, model: str | None
) -> Iterator[ProposedField]:
    where = f"message {asked['id']}" if asked.get("id") else None

    def field(key: str, value: Any, how: Confidence = STATED) -> ProposedField:
        return ProposedField(field=key, value=value, file=name, where=where, confidence=how)

    yield field("action", "generate", INFERRED)
    if tool:
        yield field("tool", tool, INFERRED)
    if time := usable_time(asked.get("at")):
        yield field("at", time)
    yield field("prompt", asked["text"])
    models = {answer["model"] for answer in answers if answer.get("model")}
    if len(models) == 1:
        yield field("parameters.model", models.pop())
    elif model and not models:
        # It was set for the conversation; that this answer is its own is inferred.
        yield field("parameters.model", model, INFERRED)
    if answers:
        yield field("outputs", len(answers))
        if all(answer.get("chosen") is not None for answer in answers):
            yield field("kept", sum(bool(answer["chosen"]) for answer in answers))
    yield field("evidence", [f"e{at}"], INFERRED)
