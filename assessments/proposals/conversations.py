"""The conversations of an export and which of them a person said belong to the work.

An export of an account holds everything that was ever asked. Where it holds several conversations,
none belongs until somebody says so. The decisions are confirmations like those about fields: the
newest counts, and none is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from assessments.evidence.models import Upload
from assessments.evidence.outdated import lacks_conversations
from assessments.proposals.from_files.turns import conversation_of, numbered_prompts
from assessments.proposals.models import Confirmation
from assessments.works.drafts import Draft

Json = Mapping[str, Any]
SECTION, FIELD = "conversations", "belongs"
MAX_TEXT = 8000  # characters of the prompts of one conversation that are searched
MAX_TITLE = 200


@dataclass(frozen=True, kw_only=True)
class ListedConversation:
    """One conversation of a file: how a person knows it, and what it can be found by."""

    id: str
    key: str  # short and safe, for forms and for the decisions
    title: str
    first_words: str
    service: str
    begins: str | None  # the time of its first turn, or of its creation
    ends: str | None
    prompts: int
    text: str  # title and prompts, to be searched
    names: tuple[str, ...]  # of the files that its turns name


@dataclass(frozen=True, kw_only=True)
class ConversationChoice:
    """How many conversations a file has to choose from, and which were chosen."""

    count: int = 0  # 0 where there is nothing to choose
    chosen: frozenset[str] | None = None  # None where all belong
    is_outdated: bool = False  # whether the file must be read again before one can choose


def key_of(conversation: str) -> str:
    """Return the key of a conversation, whatever its program put into the id."""
    return sha256(conversation.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def list_conversations(report: Json) -> list[ListedConversation]:
    """Return the conversations in which a person asked something, in the order of the file."""
    turns: dict[str, list[Json]] = {}
    for message in report.get("messages") or ():
        turns.setdefault(conversation_of(message), []).append(message)
    entries: dict[str, Json] = {}
    for entry in (report.get("extra") or {}).get("conversations") or ():
        entries.setdefault(str(entry.get("id") or ""), entry)
    listed = (_describe(name, messages, entries.get(name, {})) for name, messages in turns.items())
    return [conversation for conversation in listed if conversation.prompts]


def _describe(name: str, messages: Sequence[Json], entry: Json) -> ListedConversation:
    prompts = [turn for turn in messages if turn.get("role") == "user" and turn.get("text")]
    words = " ".join(str(prompts[0]["text"])[:1000].split()) if prompts else ""
    title = str(entry.get("title") or "")[:MAX_TITLE]
    times = [str(turn["at"]) for turn in messages if turn.get("at")]
    begins = times[0] if times else entry.get("created")
    return ListedConversation(
        id=name,
        key=key_of(name),
        title=title,
        first_words=words[:160],
        service=str(entry.get("service") or ""),
        begins=begins,
        ends=times[-1] if times else entry.get("modified") or begins,
        prompts=len(prompts),
        text="\n".join((title, *(str(turn["text"]) for turn in prompts)))[:MAX_TEXT],
        names=tuple(dict.fromkeys(_file_names(messages)))[:50],
    )


def _file_names(messages: Iterable[Json]) -> Iterable[str]:
    for turn in messages:
        extra = turn.get("extra") or {}
        for name in ("attachments", "files_named"):
            yield from (str(file) for file in extra.get(name) or ())


def conversation_choices(
    draft: Draft, reports: Sequence[tuple[Upload, Json]]
) -> list[ConversationChoice]:
    """Return for each file which of its conversations belong to the work."""
    decisions = list(draft.confirmations.filter(section__in=(SECTION, "steps")))
    return [_choice_of(upload, report, decisions) for upload, report in reports]


def choice_of(draft: Draft, upload: Upload, report: Json) -> ConversationChoice:
    """Return which conversations of a file belong to the work."""
    (choice,) = conversation_choices(draft, [(upload, report)])
    return choice


def _choice_of(
    upload: Upload, report: Json, decisions: Sequence[Confirmation]
) -> ConversationChoice:
    if lacks_conversations(report):
        listed = report["extra"]["conversations"]
        return ConversationChoice(count=len(listed), chosen=frozenset(), is_outdated=True)
    messages = report.get("messages") or ()
    ids = dict.fromkeys(
        conversation_of(turn) for turn in messages if turn.get("role") == "user" and turn["text"]
    )
    if len(ids) < 2:
        return ConversationChoice()
    belongs = _decided(upload, decisions)
    chosen = {name for name in ids if belongs.get(key_of(name))}
    # A conversation of which a step was confirmed belongs, unless somebody said otherwise since.
    numbers = {
        decision.proposal.partition("/")[2]
        for decision in decisions
        if decision.section == "steps" and decision.proposal.startswith(f"{upload.pk}/")
    }
    if numbers:
        for number, (turn, _) in enumerate(numbered_prompts(messages), start=1):
            name = conversation_of(turn)
            if str(number) in numbers and key_of(name) not in belongs:
                chosen.add(name)
    return ConversationChoice(count=len(ids), chosen=frozenset(chosen))


def _decided(upload: Upload, decisions: Iterable[Confirmation]) -> dict[str, bool]:
    start = f"{upload.pk}/conversation-"
    return {
        decision.proposal.removeprefix(start): decision.decision == Confirmation.Decision.AS_READ
        for decision in decisions
        if decision.section == SECTION and decision.proposal.startswith(start)
    }


def proposal_of(upload: Upload, key: str) -> str:
    """Return the name under which the decision about a conversation is stored."""
    return f"{upload.pk}/conversation-{key}"


def only_chosen(report: Json, chosen: frozenset[str] | None) -> Json:
    """Return a report without the turns of conversations that nobody said belong to the work."""
    if chosen is None:
        return report
    kept = [turn for turn in report.get("messages") or () if conversation_of(turn) in chosen]
    return {**report, "messages": kept}
