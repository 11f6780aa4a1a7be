"""Proposals from conversations: a step for each prompt of the person that has an answer.

Nothing is joined across conversations: a step follows only a step of its own, along the turns that
the file joins. Only the conversations that a person chose are proposed; the numbers of the steps
are those that they have when all are chosen, so that decisions stay with their steps.

What an answer is, a text or a picture, is known only from what stands in the file. How many results
a request for a picture had is therefore known only where the pictures are in the file, and what the
tool does is left open otherwise. A text without ids of its turns shows no answer that was replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assessments.likeness.items import is_told_by_text, is_tool_call, made_pictures
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
OWN_NUMBER = "#"  # begins the id that a reader gives to a turn whose file has none
# Words of a request or an answer that may be about a picture, a film or a sound.
MAY_BE_PICTURE = re.compile(
    r"画|绘|图|照片|海报|插|封面|头像|视频|配音|歌|音乐|\b(?:draw|paint|sketch|picture|image|photo"
    r"|illustrat|poster|logo|render|icon|cover|video|clip|film|song|music|sound)",
    re.IGNORECASE,
)
MAX_SEARCHED = 2000  # characters of a turn
MAX_STEPS = 1000  # proposed of one file: more than anybody looks through, and pages stay quick
# The id of the tool with this purpose; an empty purpose is left open.
ToolOf = Callable[[str], str | None]
_Key = tuple[str, str]  # conversation and id of a turn: ids are unique in a conversation only


def conversation_of(message: Json) -> str:
    """Return the id of the conversation that a turn belongs to; empty where none is stated."""
    return str((message.get("extra") or {}).get("conversation") or "")


def _key(message: Json, name: str) -> _Key | None:
    value = message.get(name)
    return None if value is None else (conversation_of(message), str(value))


def numbered_prompts(messages: Sequence[Json]) -> Iterator[tuple[Json, list[Json]]]:
    """Yield each prompt that is a step, with its answers, in the order of the file.

    Behind them stand those whose words are attached texts alone, and those that only a picture of a
    tool answers: steps are known by their numbers, which other prompts have had for longer.
    """
    answers: dict[_Key, list[Json]] = {}
    linked: set[str] = set()
    for message in messages:
        parent = _key(message, "parent")
        if parent:
            linked.add(parent[0])
            if message.get("role") == "assistant" or made_pictures(message):
                answers.setdefault(parent, []).append(message)
    later: list[tuple[Json, list[Json]]] = []
    for message in messages:
        if message.get("role") != "user" or not (message.get("text") or attached_texts(message)):
            continue
        key = _key(message, "id")
        given = answers.get(key, []) if key else []
        is_open = conversation_of(message) not in linked
        said = any(answer.get("role") == "assistant" for answer in given)
        if message.get("text") and (said or is_open):
            yield message, given
        elif given or is_open:
            later.append((message, given))
    yield from later


def attached_texts(message: Json) -> list[Json]:
    """Return name and length of the texts that were sent along with a turn, or instead of words."""
    return list((message.get("extra") or {}).get("attached_texts") or ())


def answers_to(messages: Sequence[Json], prompt: str, where: str) -> list[Json]:
    """Return the answers in words to the turn of a prompt; none where it is not known which.

    `where` names the turn as its proposal does. Of answers that were asked for again, those
    count that the file states to be kept, else those that the conversation went on from.
    """
    turns = [
        (turn, answers)
        for turn, answers in numbered_prompts(messages)
        if turn["text"] == prompt and (not where or where == _place_of(turn))
    ]
    if len(turns) != 1:
        return []
    answers = [answer for answer in turns[0][1] if answer.get("text") and not is_tool_call(answer)]
    if len(answers) > 1:
        kept = [answer for answer in answers if answer.get("chosen")]
        followed = {_key(message, "parent") for message in messages}
        answers = kept or [answer for answer in answers if _key(answer, "id") in followed]
    return answers if len(answers) == 1 else []


def _place_of(turn: Json) -> str:
    return f"message {turn['id']}" if turn.get("id") else ""


def propose_turns(
    at: int, reading: Json, name: str, tool_of: ToolOf, chosen: Chosen, before: int
) -> tuple[list[StepDraft], int]:
    """Return the steps of the chosen conversations in the order of time, and the last number.

    `before` is the number of steps that the same evidence has already.
    """
    messages = reading["messages"]
    parents = {key: _key(message, "parent") for message in messages if (key := _key(message, "id"))}
    models = _stated_models(reading)
    results = _pictures_of(messages, parents)
    drafts: list[tuple[float | None, StepDraft]] = []
    turns = []
    taken = 0
    for message, answers in numbered_prompts(messages):
        taken += chosen is None or conversation_of(message) in chosen
        if taken > MAX_STEPS:
            break
        key, model = _key(message, "id"), models.get(conversation_of(message))
        made = results.get(key, []) if key else []
        turns.append(_Turn(asked=message, answers=answers, made=made, model=model))
    pictured = {conversation_of(turn.asked) for turn in turns if turn.may_be_picture}
    numbers = {
        key: number
        for number, turn in enumerate(turns, before + 1)
        if (key := turn.key) is not None
    }
    for number, turn in enumerate(turns, before + 1):
        key, conversation = turn.key, conversation_of(turn.asked)
        follows = _find_step_before(parents.get(key) if key else None, parents, numbers)
        if chosen is None or conversation in chosen:
            turn = replace(turn, is_open=conversation in pictured)
            fields = tuple(_propose_turn(at, reading, turn, name, tool_of))
            draft = StepDraft(fields=fields, number=number, continues=follows)
            drafts.append((seconds_of(turn.asked.get("at")), draft))
    return _in_order_of_time(drafts), before + sum(1 for _ in numbered_prompts(messages))


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


@dataclass(frozen=True, kw_only=True)
class _Turn:
    """A request with its answers, the pictures made for it, and the model of its conversation."""

    asked: Json
    answers: list[Json]
    made: list[Json]
    model: str | None
    is_open: bool = False  # whether another turn of its conversation may be about a picture

    @property
    def key(self) -> _Key | None:
        """The conversation and id of the request; None where it has no id."""
        return _key(self.asked, "id")

    @property
    def may_be_picture(self) -> bool:
        """Whether a request or an answer may be about a picture, a film or a sound."""
        said = [str(turn.get("text") or "") for turn in (self.asked, *self.answers)]
        calls = len(self.texts) < len(self.answers)
        found = any(MAY_BE_PICTURE.search(text[:MAX_SEARCHED]) for text in said)
        return bool(self.made) or calls or found

    @property
    def texts(self) -> list[Json]:
        """The answers that are no call of a tool."""
        return [answer for answer in self.answers if not is_tool_call(answer)]

    @property
    def does(self) -> str:
        """What the tool did, by what stands in the file; empty where it may have been either."""
        if self.made:
            given = (self.asked.get("extra") or {}).get("pictures")
            return "image_to_image" if given else "text_to_image"
        return "" if self.is_open or self.may_be_picture else "language_model"


def _pictures_of(
    messages: Sequence[Json], parents: Mapping[_Key, _Key | None]
) -> dict[_Key, list[Json]]:
    """Return the pictures in the file that were made for each request."""
    asked = {key for turn in messages if turn.get("role") == "user" and (key := _key(turn, "id"))}
    found: dict[_Key, list[Json]] = {}
    for turn in messages:
        made = made_pictures(turn)
        at, seen = _key(turn, "parent"), set[_Key]()
        while made and at is not None and at not in asked and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if made and at in asked:
            found.setdefault(at, []).extend(made)
    return found


def _propose_turn(
    at: int, reading: Json, turn: _Turn, name: str, tool_of: ToolOf
) -> Iterator[ProposedField]:
    asked = turn.asked
    where = _place_of(asked) or None

    def field(key: str, value: Any, how: Confidence = STATED) -> ProposedField:
        return ProposedField(field=key, value=value, file=name, where=where, confidence=how)

    # Anybody can write a text that looks like a conversation; an export is what a service wrote.
    is_text = is_told_by_text(reading)
    ran: Confidence = INFERRED if is_text or not turn.answers else STATED
    yield field("action", "generate", ran)
    if tool := tool_of(turn.does):
        yield field("tool", tool, ran if turn.does else INFERRED)
    if time := usable_time(asked.get("at")):
        yield field("at", time)
    if asked["text"]:
        yield field("prompt", asked["text"])
    models = {answer["model"] for answer in turn.answers if answer.get("model")}
    if len(models) == 1:
        yield field("parameters.model", models.pop())
    elif turn.model and not models:
        # It was set for the conversation; that this answer is its own is inferred.
        yield field("parameters.model", turn.model, INFERRED)
    yield from (field(key, count, how) for key, count, how in _count_results(turn))
    yield field("evidence", [f"e{at}"], INFERRED)


def _count_results(turn: _Turn) -> Iterator[tuple[str, int, Confidence]]:
    """Yield how many results there are and how many were kept, where the file shows it.

    A single answer was not chosen; that the answer on which one went on was kept is inferred.
    """
    if turn.made:
        yield "outputs", len(turn.made), STATED
        return
    has_own_ids = not str(turn.asked.get("id") or OWN_NUMBER).startswith(OWN_NUMBER)
    if not turn.texts or turn.does != "language_model" or not has_own_ids:
        return
    yield "outputs", len(turn.texts), STATED
    if len(turn.texts) > 1 and all(answer.get("chosen") is not None for answer in turn.texts):
        yield "kept", sum(bool(answer["chosen"]) for answer in turn.texts), INFERRED
