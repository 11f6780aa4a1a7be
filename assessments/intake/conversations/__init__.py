"""Conversations with a model: account exports in JSON and pasted text.

A JSON file must hold a known shape, a text must hold turns of a person and of a machine. Exports
are streamed: the memory needed is that of one conversation and of what is kept
(`benchmarks/exports.py` measures 108 MiB for an export of a gigabyte). What is kept is bounded;
`stream` yields every conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from types import ModuleType
from typing import Any, BinaryIO

from assessments.intake.conversations import (
    aider,
    chatgpt,
    chatgpt_html,
    claude,
    deepseek,
    exporters,
    gemini,
    grok_posts,
    lines,
    loose,
    markdown,
    openwebui,
    pages,
    table,
    turns,
    walker,
)
from assessments.intake.conversations.collect import ConversationCollector, extract
from assessments.intake.conversations.conversation import Conversation
from assessments.intake.conversations.shapes import SHAPES, Shape
from assessments.intake.conversations.stream import SkippedConversation, Titled, conversations
from assessments.intake.core import limits
from assessments.intake.core.problems import over_limit, raise_limit
from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source

# The readers of exports that hold more than the table `shapes` says, in the order of detection.
READERS: tuple[ModuleType, ...] = (deepseek, chatgpt, claude, openwebui, gemini)
TEXTS: tuple[ModuleType, ...] = (aider, exporters, table, markdown)  # of pasted and saved texts
# Keys that only known shapes have, as bytes at the beginning of a file.
KEYS = (
    b'"mapping"',
    b'"chat_messages"',
    b'"history"',
    b'"content_list"',
    b'"Gemini Apps"',
    b'"safeHtmlItem"',
    b'"media_posts"',
)
USER_ROLE = re.compile(
    rb'"(?:role|sender|from|type|author|speaker)"\s{0,8}:\s{0,8}"(?i:user|human|prompt)"'
    rb'|"isCreatedByUser"\s{0,8}:'
)
MESSAGE_TEXT = re.compile(rb'"(?:content|say|text|value|message)"\s{0,8}:')
LINE_END = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")  # as `str.splitlines` has it
MAX_SEARCHED = 256 * limits.KIB  # the keys of the first conversation stand before this

__all__ = [
    "Conversation",
    "detect",
    "detect_page",
    "detect_text",
    "names_person",
    "read",
    "read_page",
    "read_text",
    "resembles",
    "stream",
]


def detect(source: Source) -> bool:
    """Return whether a file is JSON with a known key or a user's turn near its beginning."""
    if source.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"[", b"{"):
        return False
    with source.open() as file:
        start = file.read(MAX_SEARCHED)
    if any(key in start for key in KEYS):
        return True
    if any(all(sign in start for sign in shape.signs) for shape in SHAPES):
        return True
    return names_person(source)


def names_person(source: Source) -> bool:
    """Return whether a turn of a person with a text stands near the beginning of the file."""
    with source.open() as file:
        start = file.read(MAX_SEARCHED)
    return USER_ROLE.search(start) is not None and MESSAGE_TEXT.search(start) is not None


def detect_page(source: Source) -> bool:
    """Return whether a file is a web page with conversations in a form that is known."""
    return chatgpt_html.detect(source) or pages.detect(source)


def resembles(text: str) -> bool:
    """Return whether a text that no reader takes looks like a conversation."""
    return loose.resembles(text) or markdown.resembles(_first_lines(text))


def detect_text(text: str) -> bool:
    """Return whether a person and a machine take turns in a text, as far as it is read."""
    return _reader_of(_first_lines(text)) is not None


def read(source: Source) -> Extracted:
    """Read a JSON export; raises `Rejected` where the file is too large."""
    if source.size > limits.EXPORT_FILE.value:
        raise_limit(limits.EXPORT_FILE)
    with source.open() as file:
        return extract(
            collected := ConversationCollector(), stream(file, collected), "application/json"
        )


def read_page(source: Source) -> Extracted:
    """Read the web page of ChatGPT's export, or another page of conversations."""
    if source.size > limits.EXPORT_FILE.value:
        raise_limit(limits.EXPORT_FILE)
    if not chatgpt_html.detect(source):
        return extract(ConversationCollector(), pages.read(source), pages.MEDIA_TYPE)
    with chatgpt_html.open_list(source) as file:
        return extract(
            collected := ConversationCollector(), stream(file, collected), chatgpt_html.MEDIA_TYPE
        )


def read_text(text: str, media_type: str) -> Extracted:
    """Read a pasted conversation."""
    shown = _first_lines(text)
    reader = _reader_of(shown) or markdown
    found = extract(ConversationCollector(), reader.read(shown), media_type)
    if len(shown) == len(text):
        return found
    return replace(found, problems=(*found.problems, over_limit(limits.TEXT_LINES)))


def _reader_of(text: str) -> ModuleType | None:
    return next((reader for reader in TEXTS if reader.detect(text)), None)


def _first_lines(text: str) -> str:
    """Return a text as far as its lines are read."""
    last = next(islice(LINE_END.finditer(text), limits.TEXT_LINES.value - 1, None), None)
    return text[: last.end()] if last else text


def stream(
    file: BinaryIO, collected: ConversationCollector | None = None
) -> Iterator[Conversation]:
    """Yield every readable conversation; the others are counted in `collected`, where given.

    Turns that stand directly in the list are yielded as one conversation at the end.
    """
    if lines.is_lines(file):
        yield from _stream_lines(file, collected)
    else:
        yield from _stream_items(conversations(file), collected)


def _stream_lines(
    file: BinaryIO, collected: ConversationCollector | None
) -> Iterator[Conversation]:
    problems = collected.problems if collected else []
    shape, values = lines.find_shape(lines.read(file, problems))
    first = next(values, {})
    if lines.is_state_log(first):
        yield from _stream_items(iter([lines.replay(first, values)]), collected)
    elif shape is not None:
        found = walker.read_lines(shape, chain([first], values))
        if not shape.answered or _is_answered(found):
            yield found
        elif collected:
            collected.num_unread += len(found.messages)
    else:
        yield from _stream_items(chain([first], values), collected)


def _stream_items(
    items: Iterator[Any], collected: ConversationCollector | None
) -> Iterator[Conversation]:
    listed: list[Mapping[str, Any]] = []
    title: str | None = None
    for item in items:
        if isinstance(item, Titled):
            title = item.title
        elif isinstance(item, SkippedConversation):
            if collected:
                collected.problems.append(item.problem)
        elif grok_posts.detect(item):
            if collected:
                collected.add_post(grok_posts.read(item))
        elif (found := _read_item(item)) is not None:
            yield from found
        elif turns.is_turn(item) and len(listed) < limits.EXPORT_LISTED.value:
            listed.append(item)
        elif collected:
            collected.num_unread += 1
    if turns.has_both_roles(listed):
        yield replace(turns.read_list(listed), title=title)
    elif collected:
        collected.num_unread += len(listed)


def _read_answered(shape: Shape, item: Mapping[str, Any]) -> Iterator[Conversation] | None:
    """Read an object of a shape with usual names; None where no machine speaks in it."""
    found = list(walker.read(shape, item))
    return iter(found) if any(map(_is_answered, found)) else None


def _is_answered(found: Conversation) -> bool:
    return any(message.role == "assistant" and message.text for message in found.messages)


def _read_item(item: Any) -> Iterator[Conversation] | None:
    """Read the conversations of an object; None for a turn and for what holds none."""
    if not isinstance(item, dict):
        return None
    reader = next((reader for reader in READERS if reader.detect(item)), None)
    if reader is not None:
        return iter((reader.read(item),))
    item = walker.prepare(item)
    shapes = (shape for shape in SHAPES if not shape.lines and walker.detect(shape, item))
    shape = next(shapes, None)
    if shape is not None and not shape.answered:
        return walker.read(shape, item)
    if shape is not None:
        return _read_answered(shape, item)
    if turns.detect(item):
        return iter((turns.read(item),))
    found = None if turns.is_turn(item) else list(loose.read(item))
    return iter(found) if found else None
