"""What the pages of memos show: versions, what changed since, and for whom each was made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext, pgettext

from assessments.accounts.names import person_name
from assessments.jobs import JobState, jobs_ahead, worker_seems_absent
from assessments.memo.matters import matter_from
from assessments.memo.models import Memo
from assessments.memo.progress import progress
from assessments.memo.queries import latest_versions, reads_assessment, versions_of
from assessments.memo.sources import (
    Changes,
    changes_today,
    compare,
    with_changed_decisions,
)
from assessments.wording.changes import changed_decision, changed_law, name_of
from assessments.works.access import newest_readable, other_assessments_of_work
from assessments.works.models import Assessment

ALONE, OF_ASSESSMENT = "memo/pages/alone.html", "works/page.html"


@dataclass(frozen=True, kw_only=True)
class MemoRow:
    """A memo in a list."""

    memo: Memo
    asked_by: str  # empty where the reader did
    client: str
    is_superseded: bool
    is_flagged: bool  # whether a decision that it names was withdrawn or changed since


@dataclass(frozen=True, kw_only=True)
class OtherVersion:
    """Another version of the same memo, and whether it is later."""

    memo: Memo
    is_later: bool


@dataclass(frozen=True, kw_only=True)
class MemoPage:
    """The template context of a memo."""

    memo: Memo
    frame: str
    reads_assessment: bool
    steps: list[dict[str, str]]
    nobody: bool  # whether no worker seems to run
    ahead: int  # jobs of the same lane whose turn comes before
    now: dt.datetime
    matter: list[tuple[str, str]]
    superseded_by: Memo | None
    versions: list[OtherVersion]
    earlier: Memo | None  # the version before this one
    changed_since_earlier: list[str]
    compared: tuple[Assessment, Assessment] | None  # where the two rest on different assessments
    since: list[str]  # what changed since this memo was made
    must_assess: bool  # whether the work must be assessed again before a new version says more
    ask_again: Assessment | None  # from which a new version can be asked for
    may_assess: bool


def memo_rows(user: User, memos: Iterable[Memo]) -> list[MemoRow]:
    """Return the rows of a list of memos."""
    listed = list(memos)
    latest = latest_versions(memo.series for memo in listed)
    flagged = with_changed_decisions(listed)
    return [
        MemoRow(
            memo=memo,
            asked_by="" if memo.requested_by_id == user.pk else person_name(memo.requested_by),
            client=matter_from(memo.matter).client,
            is_superseded=memo.version < latest.get(memo.series, 0),
            is_flagged=memo.pk in flagged,
        )
        for memo in listed
    ]


def memo_page(memo: Memo, user: User) -> MemoPage:
    """Return what the page of a memo shows to a reader."""
    others = versions_of(memo) if memo.state == JobState.READY else []
    later = [other for other in others if other.version > memo.version]
    before = [other for other in others if other.version < memo.version]
    readable = reads_assessment(user, memo)
    is_latest = memo.state == JobState.READY and not later
    since = changes_today(memo, user) if is_latest else Changes()
    mine = memo.requested_by_id == user.pk
    work = memo.assessment.work_id if memo.assessment and is_latest else None
    newest = newest_readable(user, work) if work else None
    is_newer = newest is not None and newest != memo.assessment
    return MemoPage(
        memo=memo,
        frame=OF_ASSESSMENT if readable else ALONE,
        reads_assessment=readable,
        steps=progress(memo),
        nobody=worker_seems_absent(memo, timezone.now()),
        ahead=jobs_ahead(memo),
        now=timezone.localtime(),
        matter=list(_matter(memo)),
        superseded_by=later[-1] if later else None,
        versions=[OtherVersion(memo=m, is_later=m.version > memo.version) for m in others],
        earlier=before[-1] if before else None,
        changed_since_earlier=change_texts(compare(before[-1].sources, memo.sources))
        if before
        else [],
        compared=_compared(before[-1], memo, user) if before else None,
        since=change_texts(since),
        must_assess=since.needs_assessment and newest is not None and newest == memo.assessment,
        ask_again=newest if mine and (is_newer or since.makes_version) else None,
        may_assess=newest is not None and newest.work.owner_id == user.pk,
    )


def change_texts(changes: Changes) -> list[str]:
    """Say what changed: record, exhibits, decisions, law, rules."""
    texts = []
    if changes.record:
        texts.append(gettext("The creation record is another."))
    if changes.exhibits:
        texts.append(gettext("What was filled in of the exhibits is different."))
    texts += [changed_decision(change) for change in changes.decisions]
    texts += [
        gettext("%(name)s is named now and was not before.") % {"name": name_of(name)}
        for name in changes.come
    ]
    texts += [changed_law(change) for change in changes.law]
    if changes.rules:
        texts.append(gettext("The rules of the assessment have another version."))
    return texts


def _compared(before: Memo, after: Memo, user: User) -> tuple[Assessment, Assessment] | None:
    """Return the assessments of both where they differ and the user may read both."""
    then, now = before.assessment, after.assessment
    if then is None or now is None or then == now or not reads_assessment(user, after):
        return None
    others = {row["id"] for row in other_assessments_of_work(user, now)}
    return (then, now) if then.pk in others else None


def _matter(memo: Memo) -> Iterator[tuple[str, str]]:
    """Yield what the memo was asked for with, by name; what is blank is left out."""
    matter = matter_from(memo.matter)
    rows = (
        (gettext("Client"), matter.client),
        (gettext("Addressed to"), matter.addressee),
        (gettext("Purpose"), matter.purpose),
        (gettext("Reference number"), matter.reference),
        (gettext("Firm"), matter.firm),
        (gettext("Principal"), matter.principal),
        (gettext("Responsible lawyers"), pgettext("names", ", ").join(matter.lawyers)),
    )
    yield from ((name, value) for name, value in rows if value)
