"""What all pages of a draft share: its sections with their states, addresses, and sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.answers import SECTIONS, Section, Status, statuses
from assessments.answers.answers import ASKED
from assessments.answers.merging import count
from assessments.answers.sections import BY_SLUG
from assessments.precedents.citations import CitationLinks
from assessments.precedents.placed_library import library_published
from assessments.works.drafts import Draft


@dataclass(frozen=True, kw_only=True)
class DraftRow:
    """One draft in a list of drafts."""

    draft: Draft
    section: Section | None  # the section that was saved last
    done: int  # sections
    total: int  # sections
    problems: int
    is_short: bool  # whether questions of the short path were answered


@dataclass(frozen=True, kw_only=True)
class DraftFrame:
    """What every page of a draft shows around its own part."""

    draft: Draft
    statuses: list[Status]
    done: int  # sections
    total: int  # sections
    here: str  # the slug of the section on the page; "" or another word elsewhere
    place: int | None  # the number of that section, counted from 1
    before: Section | None
    after: Section | None
    saved_at: str


@dataclass(frozen=True, kw_only=True)
class SourceLink:
    """A source of a question: a rule with its paraphrase, or a decision with its page."""

    text: str
    says: str
    href: str
    is_rule: bool = False


def draft_row(draft: Draft) -> DraftRow:
    """Return what a list of drafts shows of a draft."""
    all_statuses = statuses(draft.answers)
    return DraftRow(
        draft=draft,
        section=BY_SLUG.get(draft.section),
        done=sum(status.state == "done" for status in all_statuses),
        total=len(all_statuses),
        problems=sum(len(status.problems) for status in all_statuses if status.state == "check"),
        is_short=any(name.startswith(ASKED) for name in draft.answers),
    )


def section_or_404(slug: str) -> Section:
    """Return a section; raises Http404 where there is none."""
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def list_or_404(slug: str) -> Section:
    """Return a section that is a list; raises Http404 where there is none."""
    section = section_or_404(slug)
    if not section.is_list:
        raise Http404
    return section


def section_url(draft: Draft, slug: str) -> str:
    """Return the address of a section."""
    return reverse("assessments:section", args=[draft.pk, slug])


def item_url(draft: Draft, slug: str, item: str) -> str:
    """Return the address of an item of a list."""
    return reverse("assessments:item", args=[draft.pk, slug, item])


def version_of(draft: Draft, slug: str, item: str = "") -> int:
    """Return how often a section, or an item of a list, was saved."""
    return count(draft.versions.get(f"{slug}/{item}" if item else slug))


def saved_at(draft: Draft) -> str:
    """Return the time of day of the last change, in the time zone of the site."""
    return date_format(timezone.localtime(draft.updated_at), "TIME_FORMAT")


def draft_frame(draft: Draft, here: str = "") -> DraftFrame:
    """Return the frame of a page of a draft; `here` is the slug of its section, if any."""
    all_statuses = statuses(draft.answers)
    slugs = [section.slug for section in SECTIONS]
    index = slugs.index(here) if here in slugs else None
    return DraftFrame(
        draft=draft,
        statuses=all_statuses,
        done=sum(status.state == "done" for status in all_statuses),
        total=len(all_statuses),
        here=here,
        place=None if index is None else index + 1,
        before=SECTIONS[index - 1] if index else None,
        after=SECTIONS[index + 1] if index is not None and index + 1 < len(slugs) else None,
        saved_at=saved_at(draft),
    )


def frame_context(draft: Draft, here: str = "") -> dict[str, Any]:
    """Return the frame of a page of a draft as a template context of its own."""
    return {**vars(draft_frame(draft, here))}


def source_contexts(keys: Iterable[str]) -> dict[str, SourceLink]:
    """Return every source by its key: its citation, what it states, where it can be read."""
    wanted = list(dict.fromkeys(keys))
    published = library_published()
    library = published.by_slug
    decisions = [
        library[key].model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for key in wanted
        if key in library
    ]
    refs = CitationLinks({}, {"decisions": decisions}, standings=published.standings)
    rules = {rule["key"]: rule for rule in refs.law(wanted)}
    return {key: _source_link(refs, rules, key, key in library) for key in wanted}


def _source_link(
    refs: CitationLinks, rules: dict[str, dict[str, Any]], key: str, is_in_library: bool
) -> SourceLink:
    if key in rules:
        rule = rules[key]
        return SourceLink(text=rule["cite"], says=rule["says"], href=rule["href"], is_rule=True)
    link = refs.decision(key)
    href = link.href if is_in_library else ""
    return SourceLink(text=link.text, says=refs.summary(key), href=href)
