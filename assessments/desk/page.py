"""What the pages of the desk show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.utils import timezone

from assessments.desk.forms import (
    FirmForm,
    InvitationForm,
    LeavingForm,
    MatterChangeForm,
    NoteForm,
    OpeningForm,
    PartiesForm,
    PeopleForm,
    ShareForm,
)
from assessments.desk.page_requests import RequestRow
from assessments.desk.queries_waiting import StaleRow
from assessments.desk.wording import hit_sentence, likeness_words
from assessments.matters.conflicts import Hit, hits_from
from assessments.matters.models_firms import (
    ConflictCheck,
    Invitation,
    Matter,
    Member,
    Note,
    Status,
)
from assessments.matters.requests import answers_by_matter
from assessments.works.models import Assessment
from assessments.works.shares import Share


@dataclass(frozen=True, kw_only=True)
class FoundingPage:
    """The desk of somebody in no firm: found one, or join one that invites."""

    form: FirmForm
    invitations: Sequence[Invitation]


@dataclass(frozen=True, kw_only=True)
class MatterRow:
    """A matter in a list; `overdue` where its day has passed and it is not closed.

    `answers` is how many came from the client that nobody judged yet.
    """

    matter: Matter
    overdue: bool
    answers: int


@dataclass(frozen=True, kw_only=True)
class DeskPage:
    """The desk of a member: what waits."""

    member: Member
    shares: Sequence[Share]
    answered: Sequence[RequestRow]
    asked: Sequence[RequestRow]
    stale: Sequence[StaleRow]
    due: Sequence[MatterRow]
    recent: Sequence[MatterRow]
    tab: str = "desk"


@dataclass(frozen=True, kw_only=True)
class FirmPage:
    """The firm, its people, and the forms of whoever may change them."""

    member: Member
    members: Sequence[Member]
    invitations: Sequence[Invitation]
    invitation_form: InvitationForm
    leaving_form: LeavingForm
    roles: Sequence[tuple[str, Any]]
    tab: str = "firm"


@dataclass(frozen=True, kw_only=True)
class MatterListPage:
    """The matters that a member may read."""

    member: Member
    page_obj: Page[Any]
    rows: Sequence[MatterRow]
    words: str
    status: str
    statuses: Sequence[tuple[str, Any]]
    tab: str = "matters"


@dataclass(frozen=True, kw_only=True)
class HitRow:
    """A hit of a conflict check in words."""

    sentence: str
    likeness: str
    conflicting: bool
    matter: str


@dataclass(frozen=True, kw_only=True)
class OpeningPage:
    """A new matter, with what the conflict check found; `seen` is the digest of the hits."""

    form: OpeningForm
    hits: Sequence[HitRow]
    seen: str
    share: Share | None
    tab: str = "matter"


@dataclass(frozen=True, kw_only=True)
class PartiesPage:
    """The parties of a matter, with what the conflict check found; `seen` as on `OpeningPage`."""

    matter: Matter
    form: PartiesForm
    hits: Sequence[HitRow]
    seen: str
    tab: str = "matter"


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """A conflict check that was made."""

    check: ConflictCheck
    hits: Sequence[HitRow]


@dataclass(frozen=True, kw_only=True)
class MatterPage:
    """A matter."""

    member: Member
    matter: Matter
    assessments: Sequence[Assessment]
    asked: Sequence[RequestRow]
    notes: Sequence[Note]
    checks: Sequence[CheckRow]
    people: Sequence[Member]
    people_form: PeopleForm
    note_form: NoteForm
    may_change: bool
    may_manage: bool
    overdue: bool
    tab: str = "matter"


@dataclass(frozen=True, kw_only=True)
class MatterChangePage:
    """The form of a matter; `now` where somebody saved it meanwhile."""

    matter: Matter
    form: MatterChangeForm
    now: Matter | None = None
    tab: str = "matter"


@dataclass(frozen=True, kw_only=True)
class SharePage:
    """Where a share goes: into a matter that is there, or a new one."""

    share: Share
    form: ShareForm
    tab: str = "desk"


def matter_rows(matters: Iterable[Matter]) -> list[MatterRow]:
    """Return matters as rows of a list."""
    today, listed = timezone.localdate(), list(matters)
    answers = answers_by_matter(listed)
    return [
        MatterRow(
            matter=matter, overdue=is_overdue(matter, today), answers=answers.get(matter.pk, 0)
        )
        for matter in listed
    ]


def is_overdue(matter: Matter, today: date) -> bool:
    """Return whether the day of an open matter has passed."""
    open_and_due = matter.due_on is not None and matter.status != Status.CLOSED
    return bool(open_and_due and matter.due_on and matter.due_on < today)


def hit_rows(hits: Iterable[Hit]) -> list[HitRow]:
    """Return hits in words."""
    return [
        HitRow(
            sentence=hit_sentence(hit),
            likeness=likeness_words(hit),
            conflicting=hit.conflicting,
            matter=hit.matter,
        )
        for hit in hits
    ]


def check_rows(checks: Iterable[ConflictCheck], readable: set[str]) -> list[CheckRow]:
    """Return conflict checks in words; `readable` are the ids of matters that may be linked."""
    rows = []
    for check in checks:
        hits = [
            HitRow(
                sentence=row.sentence,
                likeness=row.likeness,
                conflicting=row.conflicting,
                matter=row.matter if row.matter in readable else "",
            )
            for row in hit_rows(hits_from(check.hits))
        ]
        rows.append(CheckRow(check=check, hits=hits))
    return rows
