"""What the pages of the interview share: whose draft it is, where one stands in it, and the links
from a question to its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from assessments.answers import SECTIONS, Section, statuses
from assessments.answers.merging import count
from assessments.answers.sections import BY_SLUG
from assessments.precedents.citations import CitationLinks
from assessments.precedents.placed_library import library_published
from assessments.works.drafts import Draft


def draft_row(draft: Draft) -> dict[str, Any]:
    """What a list says of a draft."""
    found = statuses(draft.answers)
    return {
        "draft": draft,
        "section": BY_SLUG.get(draft.section),
        "done": sum(status.state == "done" for status in found),
        "total": len(found),
        "problems": sum(len(status.problems) for status in found if status.state == "check"),
    }


def section_or_404(slug: str) -> Section:
    if slug not in BY_SLUG:
        raise Http404
    return BY_SLUG[slug]


def list_or_404(slug: str) -> Section:
    section = section_or_404(slug)
    if not section.is_list:
        raise Http404
    return section


def section_url(draft: Draft, slug: str) -> str:
    return reverse("assessments:section", args=[draft.pk, slug])


def item_url(draft: Draft, slug: str, item: str) -> str:
    return reverse("assessments:item", args=[draft.pk, slug, item])


def version_of(draft: Draft, slug: str, item: str = "") -> int:
    return count(draft.versions.get(f"{slug}/{item}" if item else slug))


def saved_at(draft: Draft) -> str:
    """The time of day, in the zone of the site."""
    return date_format(timezone.localtime(draft.updated_at), "TIME_FORMAT")


def frame_context(draft: Draft, here: str = "") -> dict[str, Any]:
    """What every page of a draft shows around its own part."""
    found = statuses(draft.answers)
    slugs = [section.slug for section in SECTIONS]
    place = slugs.index(here) if here in slugs else None
    return {
        "draft": draft,
        "statuses": found,
        "done": sum(status.state == "done" for status in found),
        "total": len(found),
        "here": here,
        "place": None if place is None else place + 1,
        "before": SECTIONS[place - 1] if place else None,
        "after": SECTIONS[place + 1] if place is not None and place + 1 < len(slugs) else None,
        "saved_at": saved_at(draft),
    }


def source_contexts(keys: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Every source by its key: what it is called, what it says, where it can be read."""
    wanted = list(dict.fromkeys(keys))
    library = library_published().by_slug
    decisions = [
        library[key].model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for key in wanted
        if key in library
    ]
    refs = CitationLinks({}, {"decisions": decisions})
    rules = {rule["key"]: rule for rule in refs.law(wanted)}
    return {key: _source(refs, rules, key, key in library) for key in wanted}


def _source(
    refs: CitationLinks, rules: dict[str, dict[str, Any]], key: str, held: bool
) -> dict[str, Any]:
    if key in rules:
        rule = rules[key]
        return {"text": rule["cite"], "says": rule["says"], "href": rule["url"], "is_rule": True}
    link = refs.decision(key)
    return {"text": link.text, "says": refs.summary(key), "href": link.href if held else ""}
