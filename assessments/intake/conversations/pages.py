"""Web pages of conversations: Gemini's activity as Takeout writes it, and pages that people save.

A saved page is read by the marks that a service puts on what is said; the table `MARKS` has them.
They rest on scripts in public repositories that read the same pages, and change with the services:
a page with none of them is not read as a conversation. What a page loads only when it is scrolled
is not in it, so a saved page may hold a part of a conversation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from assessments.intake.conversations import gemini
from assessments.intake.conversations.conversation import (
    Conversation,
    Node,
    chain_nodes,
    messages,
)
from assessments.intake.conversations.html_events import BLOCKS, VOID, Tag, events
from assessments.intake.conversations.moments import written
from assessments.intake.core import limits
from assessments.intake.core.charset import decode_page
from assessments.intake.core.problems import problem
from assessments.intake.core.source import Source

MEDIA_TYPE = "text/html"
HTML_MARKS = (b"<!doctype html", b"<html", b"<!--")
SPACES, LINES = re.compile(r"[ \t\u00a0\u202f\u2009]{1,500}"), re.compile(r"\n{3,}")
# Parts of an answer that are no words of it: what the model thought, and labels for the blind.
LEFT_OUT = frozenset({"model-thoughts", "thinking-block", "button", "sources-list"})
LEFT_OUT_CLASSES = frozenset({"sr-only", "visually-hidden", "cdk-visually-hidden"})


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What a service puts on an element in which somebody speaks."""

    service: str
    sign: bytes  # stands in the page
    role_of: Callable[[Tag], str | None]
    model: str = ""  # the attribute that names the model
    id: str = ""


def _by_value(name: str, roles: dict[str, str]) -> Callable[[Tag], str | None]:
    return lambda tag: roles.get(tag.given.get(name, ""))


def _by_class(roles: dict[str, str]) -> Callable[[Tag], str | None]:
    return lambda tag: next((role for name, role in roles.items() if tag.has_class(name)), None)


def _by_name(roles: dict[str, str]) -> Callable[[Tag], str | None]:
    return lambda tag: roles.get(tag.name)


def _claude(tag: Tag) -> str | None:
    if tag.given.get("data-testid") == "user-message":
        return "user"
    answers = ("font-claude-message", "font-claude-response")
    return "assistant" if any(tag.has_class(name) for name in answers) else None


MARKS = (
    Mark(
        service="ChatGPT",
        sign=b"data-message-author-role",
        role_of=_by_value(
            "data-message-author-role", {"user": "user", "assistant": "assistant", "tool": "tool"}
        ),
        model="data-message-model-slug",
        id="data-message-id",
    ),
    Mark(service="Claude", sign=b"font-claude-", role_of=_claude),
    Mark(
        service="Gemini",
        sign=b"<user-query",
        role_of=_by_name({"user-query": "user", "model-response": "assistant"}),
    ),
    Mark(
        service="豆包",
        sign=b"receive_message",
        role_of=_by_value("data-testid", {"send_message": "user", "receive_message": "assistant"}),
    ),
    Mark(
        service="Kimi",
        sign=b"chat-content-item-user",
        role_of=_by_class(
            {"chat-content-item-user": "user", "chat-content-item-assistant": "assistant"}
        ),
    ),
    Mark(
        service="元宝",
        sign=b"agent-chat__list__item--human",
        role_of=_by_class(
            {
                "agent-chat__list__item--human": "user",
                "agent-chat__list__item--ai": "assistant",
            }
        ),
    ),
)
ACTIVITY = b'class="outer-cell'


def detect(source: Source) -> bool:
    """Return whether a file is a page of one of these kinds."""
    head = source.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    if not head.startswith(HTML_MARKS) or source.size > limits.FILE.value:
        return False
    data = source.data()
    return _is_activity(data) or _find_mark(data) is not None


def _is_activity(data: bytes) -> bool:
    return ACTIVITY in data and any(name in data for name in (b">Gemini", b">Bard"))


def _find_mark(data: bytes) -> Mark | None:
    return next((mark for mark in MARKS if mark.sign in data), None)


def read(source: Source) -> Iterator[Conversation]:
    """Yield the conversations of a page."""
    data = source.data()
    text = decode_page(data)
    if _is_activity(data):
        yield from _read_activity(text)
    elif mark := _find_mark(data):
        yield _read_saved(text, mark)


# --- A page that was saved --------------------------------------------------------------------


@dataclass(kw_only=True)
class _SpokenTurn:
    """An element in which somebody speaks, until it ends."""

    role: str
    tag: Tag
    texts: list[str] = field(default_factory=list)
    depth: int = 1  # of elements of the same name


def _read_saved(page: str, mark: Mark) -> Conversation:
    nodes: list[Node] = []
    spoken: _SpokenTurn | None = None
    title: list[str] = []
    in_title = False
    skipped = _Skipped()
    for event in events(page):
        if isinstance(event, str):
            if in_title:
                title.append(event)
            elif spoken and not skipped.is_open:
                spoken.texts.append(event)
            continue
        if event.name == "title":
            in_title = not event.ends and not title
        if spoken is None:
            role = None if event.ends else mark.role_of(event)
            spoken = _SpokenTurn(role=role, tag=event) if role else None
            continue
        skipped.follow(event)
        if event.name in BLOCKS:
            spoken.texts.append("\n")
        if event.name == spoken.tag.name:
            spoken.depth += -1 if event.ends else 1
        if spoken.depth == 0:
            nodes += _build_node(spoken, mark, len(nodes))
            spoken, skipped = None, _Skipped()
    if spoken:
        nodes += _build_node(spoken, mark, len(nodes))
    return Conversation(
        service=mark.service,
        title=" ".join("".join(title).split())[:200] or None,
        messages=messages(chain_nodes(nodes), None),
        problems=(problem("page_may_be_part"),),
    )


class _Skipped:
    """The element whose text is left out, while it is open."""

    def __init__(self) -> None:
        self._name = ""
        self._depth = 0

    @property
    def is_open(self) -> bool:
        return self._depth > 0

    def follow(self, tag: Tag) -> None:
        if self._depth:
            if tag.name == self._name and tag.name not in VOID:
                self._depth += -1 if tag.ends else 1
        elif not tag.ends and tag.name not in VOID:
            classes = tag.given.get("class", "").split()
            if tag.name in LEFT_OUT or LEFT_OUT_CLASSES.intersection(classes):
                self._name, self._depth = tag.name, 1


def _build_node(spoken: _SpokenTurn, mark: Mark, number: int) -> Iterator[Node]:
    text = _tidy("".join(spoken.texts))
    if not text:
        return
    given = spoken.tag.given
    yield Node(
        id=given.get(mark.id) or f"#{number}",
        parent=None,
        role=spoken.role,
        text=text,
        model=(given.get(mark.model) or None) if spoken.role == "assistant" else None,
    )


def _tidy(text: str) -> str:
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return LINES.sub("\n\n", "\n".join(lines)).strip()


# --- Gemini's activity ------------------------------------------------------------------------


def _read_activity(page: str) -> Iterator[Conversation]:
    for cell in re.split(r'<div class="outer-cell', page)[1 : limits.EXPORT_LISTED.value]:
        lines, links = _read_cell(f'<div class="outer-cell{cell}')
        header = lines[0].lower() if lines else ""
        if header.startswith(gemini.NAMES):
            yield gemini.read(_entry_of(lines[1:], links))


def _read_cell(cell: str) -> tuple[list[str], list[str]]:
    """Return the lines of text of an entry and the addresses it links to.

    The caption behind the text names products and settings alone.
    """
    texts, links = list[str](), list[str]()
    caption = False
    for event in events(cell):
        if isinstance(event, Tag):
            caption = caption or event.has_class("mdl-typography--caption")
            if address := event.given.get("href"):
                links.append(address)
            if event.name in BLOCKS:
                texts.append("\n")
        elif not caption:
            texts.append(event)
    lines = (SPACES.sub(" ", line).strip() for line in "".join(texts).split("\n"))
    return [line for line in lines if line], links


def _entry_of(lines: list[str], links: list[str]) -> dict[str, Any]:
    """Return an entry as Takeout writes it in JSON: the time stands between request and answer."""
    at = next((number for number, line in enumerate(lines) if _is_time(line)), len(lines))
    asked, answer = lines[:at], lines[at + 1 :]
    names = [line.removeprefix("- ") for line in asked if line.startswith("- ")]
    attached = next((n for n, line in enumerate(asked) if gemini.ATTACHED.fullmatch(line)), None)
    words = asked if attached is None else asked[:attached]
    return {
        "header": "Gemini Apps",
        "title": "\n".join(words),
        "titleUrl": next((link for link in links if gemini.ADDRESS.match(link)), None),
        "time": written(lines[at]) if at < len(lines) else None,
        "attachedFiles": names if attached is not None else [],
        "safeHtmlItem": [{"text": "\n".join(answer)}] if answer else [],
    }


def _is_time(line: str) -> bool:
    clock = re.search(r"\d{1,2}:\d{2}(?::\d{2})?", line)
    return bool(clock) and len(line) <= 60 and re.search(r"\b\d{4}\b|\d{4}年", line) is not None
