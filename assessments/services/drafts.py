"""What changes drafts: every answer is saved as it is given, and none overwrites another unseen."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from assessments.interview import Editing, from_record, merge, to_plain
from assessments.interview.answers import Answers
from assessments.interview.merging import count, remember
from assessments.models import Assessment, Draft, Work
from assessments.services.works import assessment_run
from cases.record import CreationRecord, load_data
from cases.record import to_plain as record_to_plain

# What another work made the same way does not share with the first.
OF_ONE_WORK = ("title", "summary", "created_from", "created_to", "distinctiveness", "notes")


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What became of a saving: the count to send with the next one, and when it was."""

    version: int
    at: datetime
    changed: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()  # answers that someone else gave meanwhile
    kept: tuple[str, ...] = ()  # sent blank by a page that did not know them


def draft_start(*, owner: Any | None, answers: Answers | None = None) -> Draft:
    """A new draft, of a person or (None) of the session that will name it."""
    return Draft.objects.create(owner=owner, answers=answers or {})


def draft_import(*, owner: Any | None, record: CreationRecord) -> Draft:
    """A draft with the answers of a record."""
    return draft_start(owner=owner, answers=from_record(record_to_plain(record)))


@transaction.atomic
def draft_of_work(work: Work) -> Draft:
    """The draft from which a work can be changed; made of its record where there is none yet."""
    draft, _ = Draft.objects.get_or_create(
        work=work, defaults={"owner": work.owner, "answers": from_record(work.record)}
    )
    return draft


def draft_like(*, owner: Any, assessment: Assessment) -> Draft:
    """A draft for another work made the same way: what belongs to the first work stays behind."""
    answers = from_record(assessment.record)
    answers = {
        name: value
        for name, value in answers.items()
        if name not in OF_ONE_WORK and not name.startswith(("published.", "registration."))
    }
    answers["evidence"] = []
    for item in [*answers["steps"], *answers["inputs"], *answers["tools"]]:
        for name in ("evidence", "terms_evidence", "at"):
            item.pop(name, None)
    return draft_start(owner=owner, answers=answers)


def draft_claim(*, user: Any, ids: Iterable[str]) -> int:
    """Give the drafts of a session to the person who signed in; returns how many."""
    return Draft.objects.filter(pk__in=list(ids), owner=None).update(owner=user)


@transaction.atomic
def draft_save(
    draft: Draft, *, part: str, item: str = "", sent: Mapping[str, Any], version: int
) -> Saved:
    """Save answers of one part, or of one item of a list, as the page at `version` gives them.

    Raises `interview.Conflict` where an answer was changed elsewhere meanwhile, and
    `interview.editing.NoItem` where the item was removed.
    """
    draft = _locked(draft)
    key = f"{part}/{item}" if item else part
    stored = Editing(draft.answers).get(part, item) if item else draft.answers
    log = draft.versions.get(key)
    merged = merge(stored, sent, log, version)
    if merged.changes:
        draft.versions[key] = remember(log, stored, merged.changes)
        stored.update(merged.changes)
    draft.section = part
    draft.save()
    return Saved(
        version=count(draft.versions.get(key)),
        at=draft.updated_at,
        changed=tuple(merged.changes),
        elsewhere=tuple(merged.elsewhere),
        kept=tuple(merged.kept),
    )


@transaction.atomic
def item_add(
    draft: Draft, *, part: str, values: Mapping[str, Any], after: str | None = None
) -> str:
    """Add an item at the end, or after another; returns its id."""
    draft = _locked(draft)
    item = Editing(draft.answers).add(part, values, after=after)
    draft.answers.pop(f"{part}.none", None)
    return _stored(draft, part, item)


@transaction.atomic
def item_duplicate(draft: Draft, *, part: str, item: str) -> str:
    """The same item once more right after it; returns the id of the new one."""
    draft = _locked(draft)
    return _stored(draft, part, Editing(draft.answers).duplicate(part, item))


@transaction.atomic
def item_move(draft: Draft, *, part: str, item: str, to: int) -> None:
    """Move an item to a place counted from 0."""
    draft = _locked(draft)
    Editing(draft.answers).move(part, item, to)
    draft.section = part
    draft.save()


@transaction.atomic
def item_remove(draft: Draft, *, part: str, item: str) -> None:
    """Take an item out; `item_put_back` undoes it until the next removal."""
    draft = _locked(draft)
    draft.removed = Editing(draft.answers).remove(part, item)
    draft.versions.pop(f"{part}/{item}", None)
    draft.section = part
    draft.save()


@transaction.atomic
def item_put_back(draft: Draft) -> str | None:
    """Undo the last removal; None where there is nothing to put back."""
    draft = _locked(draft)
    if draft.removed is None:
        return None
    removed = copy.deepcopy(draft.removed)
    draft.removed = None
    return _stored(draft, removed["section"], Editing(draft.answers).put_back(removed))


@transaction.atomic
def draft_finish(draft: Draft) -> Assessment:
    """Assess the answers of an owned draft; raises InvalidRecord where they make no record yet."""
    draft = _locked(draft)
    record = load_data(to_plain(draft.answers))
    plain = record_to_plain(record)
    if draft.work is None:
        draft.work = Work.objects.create(owner=draft.owner, title=record.title[:500], record=plain)
    else:
        draft.work.title, draft.work.record = record.title[:500], plain
        draft.work.save()
    draft.save()
    return assessment_run(work=draft.work)


def drafts_forget() -> int:
    """Remove drafts of sessions that are over; returns how many."""
    limit = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    count, _ = Draft.objects.filter(owner=None, updated_at__lt=limit).delete()
    return count


def _stored(draft: Draft, part: str, item: Answers) -> str:
    draft.section = part
    draft.save()
    return str(item["id"])


def _locked(draft: Draft) -> Draft:
    return Draft.objects.select_for_update().select_related(None).get(pk=UUID(str(draft.pk)))
