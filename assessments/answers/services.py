"""Writing drafts: answers are saved as they are given, and none overwrites another unseen."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from assessments.answers import AnswerEditor, answers_from_record, merge
from assessments.answers.answers import Answers
from assessments.answers.merging import count, remember
from assessments.audit.services import audit_append
from assessments.works.access_drafts import draft_locked
from assessments.works.bounds import require_bounds, trim_remembered
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from cases.record import CreationRecord
from cases.record import to_plain as record_to_plain

# Fields that a draft copied from another work does not take from it.
OF_ONE_WORK = ("title", "summary", "created_from", "created_to", "distinctiveness", "notes")
# Keys of `Draft.versions` beside those of the parts: the tokens of forms that were received, with
# the item that each made; and the hour in which saving a part was last logged.
FORM_TOKENS_KEY = "once"
LOGGED_HOURS_KEY = "said"
MAX_REMEMBERED_FORMS = 30


class DraftHasWork(RuntimeError):
    """The draft belongs to an assessed work, whose result rests on its answers and files."""


@dataclass(frozen=True, kw_only=True)
class SaveResult:
    """The outcome of a save: the version to send with the next one, and names of answers."""

    version: int
    at: datetime
    changed: tuple[str, ...] = ()
    changed_elsewhere: tuple[str, ...] = ()  # by someone else since the page was read
    kept: tuple[str, ...] = ()  # sent blank and not erased


@transaction.atomic
def draft_start(*, owner: User | None, answers: Answers | None = None) -> Draft:
    """Create a draft of a user, or (None) of a session, which remembers its id.

    Raises `DraftFull`, as everything does that makes answers more.
    """
    require_bounds(answers or {}, dict)
    draft = Draft.objects.create(owner=owner, answers=answers or {})
    draft_log(draft, "draft.begun")
    return draft


def draft_import(*, owner: User | None, record: CreationRecord) -> Draft:
    """Create a draft with the answers of a record."""
    return draft_start(owner=owner, answers=answers_from_record(record_to_plain(record)))


@transaction.atomic
def draft_of_work(work: Work) -> Draft:
    """Return the draft of a work, created from its record where there is none yet."""
    draft, made = Draft.objects.get_or_create(
        work=work, defaults={"owner": work.owner, "answers": answers_from_record(work.record)}
    )
    if made:
        draft_log(draft, "draft.begun")
    return draft


def draft_copy_process(*, owner: User, assessment: Assessment) -> Draft:
    """Create a draft for another work made the same way.

    Title, dates, evidence, publication and registration of the first work are not copied.
    """
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
def draft_claim(*, user: User, session_key: str) -> int:
    """Make the user who signs in the owner of a session's drafts; return how many."""
    if not session_key:
        return 0
    of_session = Draft.objects.filter(session_key=session_key, owner=None).order_by("pk")
    free = list(of_session.select_for_update(of=("self",)))
    for draft in free:
        draft.owner, draft.session_key = user, ""
        # Not `save`: signing in does not change when the answers were last changed.
        Draft.objects.filter(pk=draft.pk).update(owner=user, session_key="", orphaned_at=None)
        draft_log(draft, "draft.claimed")
    return len(free)


@transaction.atomic
def draft_delete(draft: Draft) -> None:
    """Delete a draft with its answers and files; raises `DraftHasWork`."""
    draft = draft_locked(draft)
    if draft.work_id is not None:
        raise DraftHasWork
    draft_log(draft, "draft.deleted")
    draft.delete()


@transaction.atomic
def draft_save(
    draft: Draft, *, part: str, item: str = "", sent: Mapping[str, Any], version: int
) -> SaveResult:
    """Save answers of one part, or of one item of a list, from a page read at `version`.

    Raises `SaveConflict` where both sides changed an answer differently, and `ItemNotFound` where
    the item was removed.
    """
    draft = draft_locked(draft)
    key = f"{part}/{item}" if item else part
    stored = AnswerEditor(draft.answers).get(part, item) if item else draft.answers
    log = draft.versions.get(key)
    merged = merge(stored, sent, log, version)
    if merged.changes:
        draft.versions[key] = remember(log, stored, merged.changes)
        stored.update(merged.changes)
        _log_saving(draft, key)
    draft.section = part
    _store(draft)
    return SaveResult(
        version=count(draft.versions.get(key)),
        at=draft.updated_at,
        changed=tuple(merged.changes),
        changed_elsewhere=tuple(merged.changed_elsewhere),
        kept=tuple(merged.kept),
    )


def item_edit(draft: Draft, part: str, item: str, values: Mapping[str, Any]) -> None:
    """Save answers of an item over what is stored now; raises `ItemNotFound`."""
    draft.refresh_from_db()
    version = count(draft.versions.get(f"{part}/{item}"))
    draft_save(draft, part=part, item=item, sent=values, version=version)
    draft.refresh_from_db()


@transaction.atomic
def item_add(
    draft: Draft,
    *,
    part: str,
    values: Mapping[str, Any],
    after: str | None = None,
    once: str = "",
) -> str:
    """Add an item at the end, or after another; return its id.

    A form that is sent twice has the same token `once` and adds one item. Raises `ItemNotFound`.
    """
    draft = draft_locked(draft)
    if made := _item_made_before(draft, part, once):
        return made
    item = AnswerEditor(draft.answers).add(part, values, after=after)
    draft.answers.pop(f"{part}.none", None)
    return item_store(draft, part, item, once)


@transaction.atomic
def item_duplicate(draft: Draft, *, part: str, item: str, once: str = "") -> str:
    """Insert a copy right after an item; return its id. Raises `ItemNotFound`."""
    draft = draft_locked(draft)
    if made := _item_made_before(draft, part, once):
        return made
    return item_store(draft, part, AnswerEditor(draft.answers).duplicate(part, item), once)


@transaction.atomic
def item_note(draft: Draft, *, part: str, item: str, name: str, text: str) -> None:
    """Store a text beside the answers of an item; it never reaches the record."""
    draft = draft_locked(draft)
    AnswerEditor(draft.answers).get(part, item)[f"_{name}"] = text
    _store(draft)


@transaction.atomic
def item_move(draft: Draft, *, part: str, item: str, to: int) -> None:
    """Move an item to a position counted from 0. Raises `ItemNotFound`."""
    draft = draft_locked(draft)
    AnswerEditor(draft.answers).move(part, item, to)
    draft.section = part
    _store(draft)


@transaction.atomic
def item_remove(draft: Draft, *, part: str, item: str) -> None:
    """Remove an item; `item_put_back` undoes it until the next removal. Raises `ItemNotFound`."""
    draft = draft_locked(draft)
    draft.removed = AnswerEditor(draft.answers).remove(part, item)
    draft.versions.pop(f"{part}/{item}", None)
    draft.section = part
    _store(draft)


@transaction.atomic
def item_put_back(draft: Draft) -> str | None:
    """Undo the last removal; return the item's id, or None where there is nothing to undo."""
    draft = draft_locked(draft)
    if draft.removed is None:
        return None
    removed = copy.deepcopy(draft.removed)
    draft.removed = None
    return item_store(draft, removed["section"], AnswerEditor(draft.answers).put_back(removed))


def item_store(draft: Draft, part: str, item: Answers, once: str = "") -> str:
    """Save a locked draft whose `item` was added, and log it; return the item's id."""
    draft.section = part
    if once:
        seen = [*draft.versions.get(FORM_TOKENS_KEY, []), [once, part, item["id"]]]
        draft.versions[FORM_TOKENS_KEY] = seen[-MAX_REMEMBERED_FORMS:]
    _log_saving(draft, part)
    _store(draft)
    return str(item["id"])


def _store(draft: Draft) -> None:
    """Save a locked draft; raises `DraftFull`."""
    stored = Draft.objects.filter(pk=draft.pk).values_list("answers", flat=True)
    require_bounds(draft.answers, lambda: stored.get())
    trim_remembered(draft.versions)
    draft.save()


def _item_made_before(draft: Draft, part: str, once: str) -> str | None:
    """Return the item that the same form made when it was sent before, unless it was removed."""
    ids = {item["id"] for item in draft.answers.get(part) or []}
    for token, form_part, item_id in draft.versions.get(FORM_TOKENS_KEY, []):
        if once and (token, form_part) == (once, part) and item_id in ids:
            return str(item_id)
    return None


def _log_saving(draft: Draft, key: str) -> None:
    """Log a save at most once per part and hour: that answers were given, not which."""
    hour = timezone.now().strftime("%Y-%m-%dT%H")
    logged_hours = draft.versions.setdefault(LOGGED_HOURS_KEY, {})
    if logged_hours.get(key) != hour:
        logged_hours[key] = hour
        draft_log(draft, "draft.saved", part=key)


def draft_log(draft: Draft, act: str, /, **facts: Any) -> None:
    """Append an entry about a draft to the activity log."""
    audit_append(subject=str(draft.work_id or draft.pk), act=act, actor=draft.owner_id, facts=facts)


def draft_lock(draft: Draft) -> Draft:
    """Read a draft anew and lock its row until the transaction ends; Http404 where it is gone."""
    return draft_locked(draft)
