"""What the page shows on which a person chooses the conversations of an export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext

from assessments.answers import to_plain
from assessments.evidence.models import Upload
from assessments.proposals.conversations import ListedConversation, choice_of, list_conversations
from assessments.proposals.from_files.values import seconds_of, usable_time
from assessments.proposals.likely import Likeness, likenesses, traces_of
from assessments.works.drafts import Draft

Json = Mapping[str, Any]
MAX_ROWS = 30
MAX_QUERY = 100


@dataclass(frozen=True, kw_only=True)
class ConversationRow:
    """One conversation as the page shows it."""

    key: str
    title: str
    first_words: str
    service: str
    begins: datetime | None
    ends: datetime | None
    prompts: int
    is_chosen: bool
    is_likely: bool
    shared: list[str]  # what it shares with the work, in words


@dataclass(frozen=True, kw_only=True)
class ConversationsPage:
    """The template context of the page."""

    upload: Upload
    rows: list[ConversationRow]
    page: Page[ListedConversation]
    numbers: list[int | str]  # of pages, with a gap where they are many
    query: str
    count: int
    chosen: int
    likely: int


def conversations_page(
    draft: Draft,
    reports: Sequence[tuple[Upload, Json]],
    upload: Upload,
    query: str,
    number: str | None,
) -> ConversationsPage:
    """Return one page of the conversations of a file; the likely ones come first."""
    report = next(found for held, found in reports if held.pk == upload.pk)
    listed = list_conversations(report)
    others = [(held.name, found) for held, found in reports if held.pk != upload.pk]
    alike = likenesses(listed, traces_of(to_plain(draft.answers), others))
    chosen = choice_of(draft, upload, report).chosen or frozenset()
    query = query.strip()[:MAX_QUERY]
    found = [conversation for conversation in listed if query.lower() in conversation.text.lower()]
    found.sort(key=lambda conversation: _rank(conversation, alike[conversation.key]))
    page = Paginator(found, MAX_ROWS).get_page(number)
    return ConversationsPage(
        upload=upload,
        rows=[
            _row(conversation, alike[conversation.key], conversation.id in chosen)
            for conversation in page.object_list
        ],
        page=page,
        numbers=list(page.paginator.get_elided_page_range(page.number)),
        query=query,
        count=len(listed),
        chosen=len(chosen),
        likely=sum(likeness.is_likely for likeness in alike.values()),
    )


def _rank(one: ListedConversation, likeness: Likeness) -> tuple[bool, float]:
    return not likeness.is_likely, -(seconds_of(one.begins) or 0.0)


def _row(one: ListedConversation, likeness: Likeness, is_chosen: bool) -> ConversationRow:
    return ConversationRow(
        key=one.key,
        title=one.title,
        first_words=one.first_words,
        service=one.service,
        begins=_moment(one.begins),
        ends=_moment(one.ends),
        prompts=one.prompts,
        is_chosen=is_chosen,
        is_likely=likeness.is_likely,
        shared=list(_shared(likeness)) if likeness.is_likely else [],
    )


def _shared(likeness: Likeness) -> list[str]:
    separator = gettext(", ")
    said = []
    if likeness.names:
        files = separator.join(likeness.names)
        said.append(gettext("names %(files)s") % {"files": files})
    if likeness.words:
        words = separator.join(likeness.words)
        said.append(gettext("words in common: %(words)s") % {"words": words})
    if likeness.day_of:
        said.append(gettext("about the same days as %(file)s") % {"file": likeness.day_of})
    return said


def _moment(value: str | None) -> datetime | None:
    text = usable_time(value)
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return make_aware(moment) if is_naive(moment) else moment
