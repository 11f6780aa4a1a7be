"""The what-if page: change answers of a record and see the result; nothing is stored.

The address holds the supposed answers, so that it can be bookmarked, sent and shortened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import replace_url

from assessments import wording
from assessments.precedents.examples import counted_record
from assessments.results.page import CitationLinks, differences
from assessments.results.page.differences import ResultDifferences
from assessments.results.register import register_of
from assessments.results.what_if import (
    Changes,
    Control,
    Group,
    WhatIfRuns,
    apply_changes,
    changes_from_form,
    changes_from_query,
    groups,
    runs,
)
from assessments.results.what_if.supposing import NONE
from assessments.wording import RegisterName
from assessments.works.access import assessment_get_for
from assessments.works.models import Assessment
from assessments.works.page import PageRequest
from cases.record import InvalidRecord, to_plain
from cases.wording.problems import problem_line

MAX_URL_CHARS = 3500  # servers refuse a first line of more than about 4000 characters
UNPROCESSABLE = 422


@dataclass(frozen=True, kw_only=True)
class ControlRow:
    """A control with the supposed value, or with that of the record."""

    control: Control
    value: str | list[str]


@dataclass(frozen=True, kw_only=True)
class GroupRow:
    """The controls of one part of the record."""

    key: str
    title: str
    rows: list[ControlRow]
    num_changed: int


@dataclass(frozen=True, kw_only=True)
class SuppositionChip:
    """A supposed answer in words, with the address that takes it back."""

    where: str
    label: str
    before: str
    after: str
    back: str


@dataclass(frozen=True, kw_only=True)
class WhatIfPage:
    """The template context of the what-if page; a supposed record that is invalid has no runs."""

    assessment: Assessment
    tab: str
    groups: list[GroupRow]
    chips: list[SuppositionChip]
    address: str
    problems: list[str]
    shift: ResultDifferences | None = None
    runs: WhatIfRuns | None = None
    newer_library: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def what_if(request: PageRequest, pk: UUID) -> HttpResponse:
    """Show the answers of the record as controls, and the result of the supposed ones."""
    assessment = assessment_get_for(request.user, pk)
    parts = groups(assessment.record)
    posted = request.method == "POST"
    changes = (
        changes_from_form(parts, request.POST) if posted else changes_from_query(parts, request.GET)
    )
    address = _address(pk, changes)
    if posted and not request.htmx and len(address) <= MAX_URL_CHARS:
        return redirect(address)
    page = _page(assessment, parts, changes, address, register_of(request))
    if request.htmx:
        return replace_url(render(request, "results/_what_if_result.html", vars(page)), address)
    status = UNPROCESSABLE if page.problems else 200
    return render(request, "results/what_if.html", vars(page), status=status)


def _page(
    assessment: Assessment,
    parts: list[Group],
    changes: Changes,
    address: str,
    register: RegisterName,
) -> WhatIfPage:
    page = WhatIfPage(
        assessment=assessment,
        tab="what-if",
        groups=[_group_row(group, changes) for group in parts],
        chips=list(_chips(assessment.pk, parts, changes)),
        address=address,
        problems=[],
    )
    try:
        record = apply_changes(to_plain(counted_record(assessment)), changes)
    except InvalidRecord as error:
        return replace(page, problems=[problem_line(problem) for problem in error.problems])
    both = runs(assessment, record)
    return replace(
        page,
        shift=_shift(assessment, both, register),
        runs=both,
        newer_library=both.library_hash != assessment.library_hash,
    )


def _shift(assessment: Assessment, both: WhatIfRuns, register: RegisterName) -> ResultDifferences:
    href = reverse("assessments:record", args=[assessment.pk])
    refs = (
        CitationLinks(assessment.record, both.decisions_named[0], href, standings=both.standings),
        CitationLinks(both.record, both.decisions_named[1], href, standings=both.standings),
    )
    return differences(both.before, both.after, refs, wording.register(register))


def _group_row(group: Group, changes: Changes) -> GroupRow:
    return GroupRow(
        key=group.key,
        title=group.title,
        rows=[
            ControlRow(control=control, value=changes.get(control.name, control.value))
            for control in group.controls
        ],
        num_changed=sum(control.name in changes for control in group.controls),
    )


def _chips(pk: UUID, parts: Iterable[Group], changes: Changes) -> Iterator[SuppositionChip]:
    for group in parts:
        for control in group.controls:
            if control.name in changes:
                others = {name: v for name, v in changes.items() if name != control.name}
                yield SuppositionChip(
                    where=group.title,
                    label=control.label,
                    before=control.value_label(control.value),
                    after=control.value_label(changes[control.name]),
                    back=_address(pk, others),
                )


def _address(pk: UUID, changes: Changes) -> str:
    pairs = [
        (name, value)
        for name, supposed in changes.items()
        for value in (supposed or [NONE] if isinstance(supposed, list) else [supposed])
    ]
    path = reverse("assessments:what-if", args=[pk])
    return f"{path}?{urlencode(pairs)}" if pairs else path
