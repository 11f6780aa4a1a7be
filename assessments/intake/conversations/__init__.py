"""Conversations with a model: exports of accounts and pasted text, one reader for all.

Takes a file of JSON that holds a known shape, or a text in which a person and a machine take turns.
Streams: an export of a gigabyte is read in the memory of one conversation plus what is kept.
What is kept is bounded; `stream` gives every conversation to whoever wants to choose among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, BinaryIO

from assessments.intake.conversations import (
    chatgpt,
    claude,
    deepseek,
    gemini,
    markdown,
    openwebui,
    pages,
    turns,
)
from assessments.intake.conversations.collect import Collected, found
from assessments.intake.conversations.stream import TooLarge, conversations
from assessments.intake.conversations.values import Conversation
from assessments.intake.core import limits
from assessments.intake.core.problems import refuse
from assessments.intake.core.report import Found
from assessments.intake.core.source import Source

SHAPES: tuple[ModuleType, ...] = (deepseek, chatgpt, claude, openwebui, gemini, turns)
KEYS = (
    b'"mapping"',
    b'"chat_messages"',
    b'"history"',
    b'"content_list"',
    b'"Gemini Apps"',
    b'"safeHtmlItem"',
)
SPEAKS = re.compile(
    rb'"(?:role|sender|from|type|author|speaker)"\s{0,8}:\s{0,8}"(?i:user|human|prompt)"'
    rb'|"isCreatedByUser"\s{0,8}:'
)
SAYS = re.compile(rb'"(?:content|say|text|value|message)"\s{0,8}:')
SEARCHED = 256 * limits.KIB  # the first conversation's keys stand within

__all__ = [
    "Conversation",
    "detect",
    "detect_page",
    "detect_text",
    "read",
    "read_page",
    "read_text",
    "stream",
]


def detect(source: Source) -> bool:
    """JSON in which a key of a known shape, or a person who speaks, stands near the beginning."""
    if source.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"[", b"{"):
        return False
    with source.open() as file:
        start = file.read(SEARCHED)
    if any(key in start for key in KEYS):
        return True
    return SPEAKS.search(start) is not None and SAYS.search(start) is not None


def detect_page(source: Source) -> bool:
    """The web page of ChatGPT's export, which holds the conversations as data."""
    return pages.detect(source)


def detect_text(text: str) -> bool:
    """A text in which a person and a machine take turns."""
    return markdown.detect(text)


def read(source: Source) -> Found:
    if source.size > limits.EXPORT_FILE.most:
        refuse(limits.EXPORT_FILE)
    with source.open() as file:
        return found(collected := Collected(), stream(file, collected), "application/json")


def read_page(source: Source) -> Found:
    if source.size > limits.EXPORT_FILE.most:
        refuse(limits.EXPORT_FILE)
    with pages.opened(source) as file:
        return found(collected := Collected(), stream(file, collected), pages.MEDIA_TYPE)


def read_text(text: str, media_type: str) -> Found:
    """A pasted conversation."""
    return found(Collected(), iter([markdown.read(text)]), media_type)


def stream(file: BinaryIO, collected: Collected | None = None) -> Iterator[Conversation]:
    """Every conversation that can be read; the others are counted in `collected`, if given."""
    listed: list[Mapping[str, Any]] = []
    for item in conversations(file):
        shape = next((one for one in SHAPES if isinstance(item, dict) and one.detect(item)), None)
        if isinstance(item, TooLarge):
            if collected:
                collected.problems.append(item.problem)
        elif shape is not None:
            yield shape.read(item)
        elif turns.is_turn(item) and len(listed) < limits.EXPORT_LISTED.most:
            listed.append(item)
        elif collected:
            collected.unread += 1
    if turns.both_speak(listed):
        yield turns.together(listed)
    elif collected:
        collected.unread += len(listed)
