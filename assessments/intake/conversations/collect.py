"""The conversations of an export collected into one result, within limits.

Every conversation is listed by title and times, even where its turns are not kept. Problems report
which limit was reached and how many objects could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assessments.intake.conversations import grok_posts
from assessments.intake.conversations.conversation import Conversation
from assessments.intake.core import limits
from assessments.intake.core.limits import Limit
from assessments.intake.core.problems import Problem, Rejected, over_limit, problem
from assessments.intake.core.report import Edit, Extracted, Message, Parameters, StatedTime

FIRST_CHARS = 160  # of the first prompt of a conversation, by which a person knows it


@dataclass(kw_only=True)
class ConversationCollector:
    """What has been collected from the stream so far."""

    messages: list[Message] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    times: list[StatedTime] = field(default_factory=list)
    listed: list[Mapping[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    services: set[str] = field(default_factory=set)
    models: set[str] = field(default_factory=set)
    num_unread: int = 0  # objects of an unknown shape
    num_added: int = 0
    num_unlisted: int = 0  # conversations beyond the limit of the list
    posts: list[Mapping[str, Any]] = field(default_factory=list)  # of an account, no turns
    chars: int = 0
    full: Limit | None = None  # the first limit that was reached

    def add(self, conversation: Conversation) -> None:
        """Add a conversation: its turns while they fit, its entry in the list in any case.

        One without an id gets its number, so that its turns are told from those of others.
        """
        self.num_added += 1
        if conversation.id in self.ids:  # two versions of one export joined, or a copy
            conversation = replace(conversation, id=f"{conversation.id} #{self.num_added}")
        if conversation.id is None:
            conversation = replace(conversation, id=f"#{self.num_added}")
        self.ids.add(str(conversation.id))
        size = sum(len(message.text) for message in conversation.messages)
        if len(self.messages) + len(conversation.messages) > limits.EXPORT_MESSAGES.value:
            self.full = self.full or limits.EXPORT_MESSAGES
        if self.chars + size > limits.EXPORT_TEXT.value:
            self.full = self.full or limits.EXPORT_TEXT
        if not self.full:
            self._add_turns(conversation, size)
        if len(self.listed) < limits.EXPORT_LISTED.value:
            self.listed.append(self._build_entry(conversation))
        else:
            self.num_unlisted += 1
        self.services |= {conversation.service} if conversation.service else set()

    def add_post(self, post: Mapping[str, Any]) -> None:
        """Add a post of an account while it fits: one that makes pictures, in no conversation."""
        size = len(post["prompt"] or "")
        if self.chars + size > limits.EXPORT_TEXT.value:
            self.full = self.full or limits.EXPORT_TEXT
        if not self.full and len(self.posts) < limits.EXPORT_LISTED.value:
            self.posts.append(post)
            self.chars += size
            self.services.add(grok_posts.SERVICE)

    def _add_turns(self, conversation: Conversation, size: int) -> None:
        label = {"conversation": conversation.id}
        self.messages += [_label_message(message, label) for message in conversation.messages]
        self.edits += conversation.edits
        self.chars += size
        models = {message.model for message in conversation.messages if message.model}
        self.models |= models or ({conversation.model} if conversation.model else set())
        self.problems += (
            problem for problem in conversation.problems if problem not in self.problems
        )

    def _build_entry(self, conversation: Conversation) -> Mapping[str, Any]:
        return {
            "id": conversation.id,
            "title": conversation.title,
            "service": conversation.service,
            "created": conversation.created,
            "modified": conversation.modified,
            "messages": len(conversation.messages),
            "kept": not self.full,
            **dict(_describe(conversation)),
        }


def _describe(conversation: Conversation) -> Iterator[tuple[str, Any]]:
    """Yield what there is of the model, the instructions, and the beginning of the first prompt."""
    if conversation.model:
        yield "model", conversation.model
    if conversation.instructions:
        yield "instructions", conversation.instructions
    asked = (turn.text for turn in conversation.messages if turn.role == "user" and turn.text)
    if words := " ".join(next(asked, "")[: 4 * FIRST_CHARS].split())[:FIRST_CHARS]:
        yield "first_words", words


def _label_message(message: Message, label: Mapping[str, Any]) -> Message:
    """Return the message with the id of its conversation."""
    return replace(message, extra={**message.extra, **label})


def extract(
    collected: ConversationCollector, stream: Iterator[Conversation], media_type: str
) -> Extracted:
    """Consume the stream; a truncated export keeps what stands before the break."""
    try:
        for conversation in stream:
            collected.add(conversation)
    except Rejected as rejection:
        collected.problems.append(rejection.problem)
    services = sorted(collected.services)
    return Extracted(
        media_type=media_type,
        generator=services[0] if len(services) == 1 else None,
        parameters=Parameters(model=_get_single(collected.models)),
        messages=tuple(collected.messages),
        edits=tuple(collected.edits),
        times=_collect_times(collected),
        problems=(*collected.problems, *_list_omissions(collected)),
        extra={
            **({"conversations": collected.listed} if collected.listed else {}),
            **({grok_posts.KEY: collected.posts} if collected.posts else {}),
        },
        confidence="stated" if collected.messages or collected.posts else "none",
    )


def _get_single(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _collect_times(collected: ConversationCollector) -> tuple[StatedTime, ...]:
    """Return when the conversations began and last changed, and the first and last turn."""
    created = [str(entry["created"]) for entry in collected.listed if entry["created"]]
    modified = [str(entry["modified"]) for entry in collected.listed if entry["modified"]]
    sent = [message.at for message in collected.messages if message.at]
    times = []
    if created:
        times.append(StatedTime(what="created", value=min(created), source="conversation"))
    if modified:
        times.append(StatedTime(what="modified", value=max(modified), source="conversation"))
    if sent:
        times.append(StatedTime(what="sent", value=min(sent), source="first message"))
    if len(sent) > 1:
        times.append(StatedTime(what="sent", value=max(sent), source="last message"))
    return tuple(times)


def _list_omissions(collected: ConversationCollector) -> list[Problem]:
    problems = []
    if collected.full:
        problems.append(over_limit(collected.full))
    if collected.num_unlisted:
        problems.append(over_limit(limits.EXPORT_LISTED))
    if collected.num_unread:
        problems.append(problem("conversations_unread", count=collected.num_unread))
    return problems
