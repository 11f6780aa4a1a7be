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

from assessments.answers import AnswerEditor, answers_from_record, merge
from assessments.answers.answers import Answers
from assessments.answers.merging import count, remember
from assessments.audit.services import audit_append
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from cases.record import CreationRecord
from cases.record import to_plain as record_to_plain

# What another work made the same way does not share with the first.
OF_ONE_WORK = ("title", "summary", "created_from", "created_to", "distinctiveness", "notes")
FORM_TOKENS_KEY = (
    "once"  # among the versions: marks of forms that were sent already, and what they made
)
LOGGED_HOURS_KEY = "said"  # and the hour in which the log last heard of a part
MAX_REMEMBERED_FORMS = 30


class DraftHasWork(RuntimeError):
    """The draft belongs to a work that was assessed; its files are what the answer rests on."""


@dataclass(frozen=True, kw_only=True)
class SaveResult:
    """What became of a saving: the count to send with the next one, and when it was."""

    version: int
    at: datetime
    changed: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()  # answers that someone else gave meanwhile
    kept: tuple[str, ...] = ()  # sent blank by a page that did not know them


@transaction.atomic
def draft_start(*, owner: Any | None, answers: Answers | None = None) -> Draft:
    """A new draft, of a person or (None) of the session that will name it."""
    draft = Draft.objects.create(owner=owner, answers=answers or {})
    log_act(draft, "draft.begun")
    return draft


def draft_import(*, owner: Any | None, record: CreationRecord) -> Draft:
    """A draft with the answers of a record."""
    return draft_start(owner=owner, answers=answers_from_record(record_to_plain(record)))


@transaction.atomic
def draft_of_work(work: Work) -> Draft:
    """The draft from which a work can be changed; made of its record where there is none yet."""
    draft, made = Draft.objects.get_or_create(
        work=work, defaults={"owner": work.owner, "answers": answers_from_record(work.record)}
    )
    if made:
        log_act(draft, "draft.begun")
    return draft


def draft_copy_process(*, owner: Any, assessment: Assessment) -> Draft:
    """A draft for another work made the same way: what belongs to the first work stays behind."""
    answers = answers_from_record(assessment.record)
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


@transaction.atomic
def draft_claim(*, user: Any, ids: Iterable[str]) -> int:
    """Give the drafts of a session to the person who signed in; returns how many."""
    free = list(Draft.objects.select_for_update().filter(pk__in=list(ids), owner=None))
    for draft in free:
        draft.owner = user
        # Not `save`: signing in does not change when the answers were last changed.
        Draft.objects.filter(pk=draft.pk).update(owner=user)
        log_act(draft, "draft.claimed")
    return len(free)


@transaction.atomic
def draft_delete(draft: Draft) -> None:
    """Remove the answers and the files of a draft that no work was made of."""
    draft = lock_draft(draft)
    if draft.work_id is not None:
        raise DraftHasWork
    log_act(draft, "draft.deleted")
    draft.delete()


@transaction.atomic
def draft_save(
    draft: Draft, *, part: str, item: str = "", sent: Mapping[str, Any], version: int
) -> SaveResult:
    """Save answers of one part, or of one item of a list, as the page at `version` gives them.

    Raises `interview.Conflict` where an answer was changed elsewhere meanwhile, and
    `interview.editing.NoItem` where the item was removed.
    """
    draft = lock_draft(draft)
    key = f"{part}/{item}" if item else part
    stored = AnswerEditor(draft.answers).get(part, item) if item else draft.answers
    log = draft.versions.get(key)
    merged = merge(stored, sent, log, version)
    if merged.changes:
        draft.versions[key] = remember(log, stored, merged.changes)
        stored.update(merged.changes)
        _log_saving(draft, key)
    draft.section = part
    draft.save()
    return SaveResult(
        version=count(draft.versions.get(key)),
        at=draft.updated_at,
        changed=tuple(merged.changes),
        elsewhere=tuple(merged.elsewhere),
        kept=tuple(merged.kept),
    )


@transaction.atomic
def item_add(
    draft: Draft,
    *,
    part: str,
    values: Mapping[str, Any],
    after: str | None = None,
    once: str = "",
) -> str:
    """Add an item at the end, or after another; returns its id.

    A form that is sent twice bears the same mark `once` and adds one item.
    """
    draft = lock_draft(draft)
    if made := _item_made_before(draft, part, once):
        return made
    item = AnswerEditor(draft.answers).add(part, values, after=after)
    draft.answers.pop(f"{part}.none", None)
    return store_item(draft, part, item, once)


@transaction.atomic
def item_duplicate(draft: Draft, *, part: str, item: str, once: str = "") -> str:
    """The same item once more right after it; returns the id of the new one."""
    draft = lock_draft(draft)
    if made := _item_made_before(draft, part, once):
        return made
    return store_item(draft, part, AnswerEditor(draft.answers).duplicate(part, item), once)


@transaction.atomic
def item_note(draft: Draft, *, part: str, item: str, name: str, text: str) -> None:
    """Keep a text beside the answers of an item; it never reaches the record."""
    draft = lock_draft(draft)
    AnswerEditor(draft.answers).get(part, item)[f"_{name}"] = text
    draft.save()


@transaction.atomic
def item_move(draft: Draft, *, part: str, item: str, to: int) -> None:
    """Move an item to a place counted from 0."""
    draft = lock_draft(draft)
    AnswerEditor(draft.answers).move(part, item, to)
    draft.section = part
    draft.save()


@transaction.atomic
def item_remove(draft: Draft, *, part: str, item: str) -> None:
    """Take an item out; `item_put_back` undoes it until the next removal."""
    draft = lock_draft(draft)
    draft.removed = AnswerEditor(draft.answers).remove(part, item)
    draft.versions.pop(f"{part}/{item}", None)
    draft.section = part
    draft.save()


@transaction.atomic
def item_put_back(draft: Draft) -> str | None:
    """Undo the last removal; None where there is nothing to put back."""
    draft = lock_draft(draft)
    if draft.removed is None:
        return None
    removed = copy.deepcopy(draft.removed)
    draft.removed = None
    return store_item(draft, removed["section"], AnswerEditor(draft.answers).put_back(removed))


def drafts_forget() -> int:
    """Remove drafts of sessions that are over; returns how many."""
    limit = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    count, _ = Draft.objects.filter(owner=None, updated_at__lt=limit).delete()
    return count


def store_item(draft: Draft, part: str, item: Answers, once: str = "") -> str:
    draft.section = part
    if once:
        seen = [*draft.versions.get(FORM_TOKENS_KEY, []), [once, part, item["id"]]]
        draft.versions[FORM_TOKENS_KEY] = seen[-MAX_REMEMBERED_FORMS:]
    _log_saving(draft, part)
    draft.save()
    return str(item["id"])


def _item_made_before(draft: Draft, part: str, once: str) -> str | None:
    """The item that the same form made when it was sent before, where it is still there."""
    there = {item["id"] for item in draft.answers.get(part) or []}
    for mark, of, item_id in draft.versions.get(FORM_TOKENS_KEY, []):
        if once and (mark, of) == (once, part) and item_id in there:
            return str(item_id)
    return None


def _log_saving(draft: Draft, key: str) -> None:
    """Once per part and hour: the log says that answers were given, not every one of them."""
    hour = timezone.now().strftime("%Y-%m-%dT%H")
    said = draft.versions.setdefault(LOGGED_HOURS_KEY, {})
    if said.get(key) != hour:
        said[key] = hour
        log_act(draft, "draft.saved", part=key)


def log_act(draft: Draft, act: str, /, **facts: Any) -> None:
    audit_append(subject=str(draft.work_id or draft.pk), act=act, actor=draft.owner_id, facts=facts)


def lock_draft(draft: Draft) -> Draft:
    return Draft.objects.select_for_update().select_related(None).get(pk=UUID(str(draft.pk)))
