"""Conversations in files of programs that the table does not know.

A list of turns that names its speakers by the usual words is read wherever it stands; a problem
says that the program's form is not known. Where texts alternate between two speakers under other
names, nothing is taken, and a problem says that too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from assessments.intake.conversations import turns
from assessments.intake.conversations.conversation import Conversation, objects, text_of
from assessments.intake.conversations.speakers import service_of
from assessments.intake.core import limits
from assessments.intake.core.problems import problem

MAX_DEPTH = 6
MAX_LISTS = 20_000
# A message as WhatsApp writes it into the text of a chat, and as WeChat heads it.
DAY = r"\d{1,4}[/.\-]\d{1,2}[/.\-]\d{1,4}"
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[ \u202f]?[APap]\.?[Mm]\.?)?"
CHAT_LINE = re.compile(
    rf"^\u200e?\[?{DAY},? {CLOCK}(?:\]| -) (?P<said>[^:\n]{{1,60}}): "
    rf"|^(?P<headed>[^:\n]{{1,60}}?) {DAY} {CLOCK}$",
    re.MULTILINE,
)
MAX_CHAT_LINES = 500
TITLES = ("title", "name", "topic", "chatTitle", "subject")
# What a program sends by itself, or keeps as an example, is no conversation of the person.
NO_CONVERSATIONS = frozenset(
    {"context", "examples", "example", "presets", "templates", "fewShot", "few_shot", "masks"}
)
PAIRS = (
    frozenset({"prompt", "response"}),
    frozenset({"question", "answer"}),
    frozenset({"human", "copilot"}),
    frozenset({"query", "answer"}),
    frozenset({"user", "assistant"}),
)
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Turns of a list that looks like a conversation, where a field is called as of a speaker and where
# none is; characters of a text on average.
MIN_NAMED, MIN_TURNS, MIN_CHARS = 3, 4, 20
SPEAKERS = frozenset({"author", "from", "sender", "speaker", "role", "who", "user", "username"})


def read(item: Mapping[str, Any]) -> Iterator[Conversation]:
    """Yield the lists of turns in an object, each as a conversation."""
    for number, (holder, listed) in enumerate(_find_lists(item)):
        if number >= MAX_LISTS:
            return
        found = turns.read_list(listed)
        unknown = problem("conversation_form_unknown")
        yield replace(
            found,
            title=next(filter(None, (text_of(holder.get(name)) for name in TITLES)), None),
            id=text_of(holder.get("id")) or text_of(holder.get("uuid")),
            problems=(*found.problems, unknown),
        )


def _find_lists(
    item: Mapping[str, Any],
) -> Iterator[tuple[Mapping[str, Any], list[Mapping[str, Any]]]]:
    """Yield each list of turns with the object that holds it, in the order of the file."""
    waiting: list[tuple[Mapping[str, Any], int]] = [(item, 0)]
    while waiting:
        holder, depth = waiting.pop()
        below: list[tuple[Mapping[str, Any], int]] = []
        for name, value in holder.items():
            if name in NO_CONVERSATIONS:
                continue
            listed = objects(value)
            if listed and turns.has_both_roles(listed):
                yield holder, listed
            elif depth < MAX_DEPTH:
                inner = listed if isinstance(value, list) else [value]
                below += ((child, depth + 1) for child in inner if isinstance(child, dict))
        waiting += reversed(below)


def resembles(text: str) -> bool:
    """Return whether a text looks like a conversation: JSON, JSON lines, or a chat with a machine.

    A chat of people is none, whatever they say of machines.
    """
    if _is_chat_with_machine(text):
        return True
    if len(text) > limits.JSON_BYTES.value or text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return False
    values = _load(text)
    singles = objects(values if isinstance(values, list) else [values])
    return any(_alternates(listed) for listed in _lists(values, 0)) or any(
        map(_is_answer_log, singles[:200])
    )


def _is_chat_with_machine(text: str) -> bool:
    """Return whether a service writes one of the first messages of an exported chat."""
    found = islice(CHAT_LINE.finditer(text), MAX_CHAT_LINES)
    names = {(match["said"] or match["headed"]).strip().casefold() for match in found}
    return len(names) > 1 and any(map(service_of, names))


def _load(text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        pass
    listed = []
    for line in text.splitlines()[:2000]:
        try:
            listed.append(json.loads(line))
        except (ValueError, RecursionError):
            continue
    return listed


def _lists(value: Any, depth: int) -> Iterator[list[Mapping[str, Any]]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        listed = objects(value)
        if len(listed) >= 2:
            yield listed[:200]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in inner:
        if isinstance(child, dict | list):
            yield from _lists(child, depth + 1)


def _alternates(listed: list[Mapping[str, Any]]) -> bool:
    if any(sum(pair <= item.keys() for item in listed) >= 2 for pair in PAIRS):
        return True
    if len(listed) < MIN_NAMED:
        return False
    names = set().union(*(item.keys() for item in listed))
    speakers = names if len(listed) >= MIN_TURNS else names & SPEAKERS
    texts = [name for name in names if _is_long_text(listed, name)]
    return bool(texts) and any(_is_speaker(listed, name) for name in speakers)


def _is_long_text(listed: list[Mapping[str, Any]], name: str) -> bool:
    held = [item[name] for item in listed if isinstance(item.get(name), str)]
    enough = len(held) >= 0.7 * len(listed) and len(set(held)) >= 0.7 * len(held)
    return enough and sum(map(_weight, held)) >= MIN_CHARS * len(held)


def _weight(text: str) -> int:
    """Return the length of a text in Latin letters; a Chinese or Japanese sign says as three."""
    return len(text) + 2 * len(WIDE.findall(text))


def _is_answer_log(item: Mapping[str, Any]) -> bool:
    """Return whether an object is an answer of a model as its service returns it to a program."""
    choices = objects(item.get("choices"))
    return any(isinstance(choice.get("message"), dict) for choice in choices) or any(
        isinstance(candidate.get("content"), dict) for candidate in objects(item.get("candidates"))
    )


def _is_speaker(listed: list[Mapping[str, Any]], name: str) -> bool:
    held = [item.get(name) for item in listed]
    known = [value for value in held if isinstance(value, str | bool | int)]
    if len(known) < 0.8 * len(listed) or not 2 <= len(set(known)) <= 3:
        return False
    changes = sum(value != later for value, later in pairwise(known))
    return changes >= 0.6 * (len(known) - 1)
