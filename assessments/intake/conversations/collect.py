"""Conversations gathered into one reading, within bounds; what does not fit is counted and said.

The conversations of the export are listed by title and times, also those whose turns are not kept;
where there are more than are listed, a problem says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assessments.intake.conversations.values import Conversation
from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import Problem, Refused, beyond, problem
from assessments.intake.core.report import Edit, Found, Message, Parameters, Time


@dataclass(kw_only=True)
class Collected:
    """What has been taken from the stream so far."""

    messages: list[Message] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    listed: list[Mapping[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    services: set[str] = field(default_factory=set)
    models: set[str] = field(default_factory=set)
    unread: int = 0  # objects of no known shape
    unlisted: int = 0  # conversations beyond the list
    chars: int = 0
    full: Limit | None = None  # the bound that was reached

    def take(self, one: Conversation) -> None:
        size = sum(len(message.text) for message in one.messages)
        if len(self.messages) + len(one.messages) > limits.EXPORT_MESSAGES.most:
            self.full = self.full or limits.EXPORT_MESSAGES
        if self.chars + size > limits.EXPORT_TEXT.most:
            self.full = self.full or limits.EXPORT_TEXT
        if not self.full:
            self._keep(one, size)
        if len(self.listed) < limits.EXPORT_LISTED.most:
            self.listed.append(self._entry(one))
        else:
            self.unlisted += 1
        self.services |= {one.service} if one.service else set()

    def _keep(self, one: Conversation, size: int) -> None:
        label = {"conversation": one.id} if one.id else {}
        self.messages += [_labelled(message, label) for message in one.messages]
        self.edits += one.edits
        self.chars += size
        self.models |= {message.model for message in one.messages if message.model}
        self.problems += one.problems

    def _entry(self, one: Conversation) -> Mapping[str, Any]:
        return {
            "id": one.id,
            "title": one.title,
            "service": one.service,
            "created": one.created,
            "modified": one.modified,
            "messages": len(one.messages),
            "kept": not self.full,
        }


def _labelled(message: Message, label: Mapping[str, Any]) -> Message:
    """The message with the conversation it belongs to."""
    return replace(message, extra={**message.extra, **label})


def found(collected: Collected, stream: Iterator[Conversation], media_type: str) -> Found:
    """Runs through the stream; an export that breaks off keeps what stood before the break."""
    try:
        for one in stream:
            collected.take(one)
    except Refused as refusal:
        collected.problems.append(refusal.problem)
    services = sorted(collected.services)
    return Found(
        media_type=media_type,
        generator=services[0] if len(services) == 1 else None,
        parameters=Parameters(model=_only(collected.models)),
        messages=tuple(collected.messages),
        edits=tuple(collected.edits),
        times=_times(collected),
        problems=(*collected.problems, *_cut(collected)),
        extra={"conversations": collected.listed} if collected.listed else {},
        confidence="stated" if collected.messages else "none",
    )


def _only(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _times(collected: Collected) -> tuple[Time, ...]:
    """When the export's conversations began and last changed; when the first and last turn came."""
    created = [str(one["created"]) for one in collected.listed if one["created"]]
    modified = [str(one["modified"]) for one in collected.listed if one["modified"]]
    sent = [message.at for message in collected.messages if message.at]
    times = []
    if created:
        times.append(Time(what="created", value=min(created), source="conversation"))
    if modified:
        times.append(Time(what="modified", value=max(modified), source="conversation"))
    if sent:
        times.append(Time(what="sent", value=min(sent), source="first message"))
    if len(sent) > 1:
        times.append(Time(what="sent", value=max(sent), source="last message"))
    return tuple(times)


def _cut(collected: Collected) -> list[Problem]:
    problems = []
    if collected.full:
        problems.append(beyond(collected.full))
    if collected.unlisted:
        problems.append(beyond(limits.EXPORT_LISTED))
    if collected.unread:
        problems.append(problem("conversations_unread", count=collected.unread))
    return problems
