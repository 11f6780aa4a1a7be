"""Writes what lawyers hold of the facts of a client's record, and assesses the record with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.answers.answers import answers_from_record, item_to_plain
from assessments.answers.facts_held import place_of
from assessments.desk.services_matters import log_matter
from assessments.desk.wording import NOTHING_CORRECTED, OTHER_LAYERS
from assessments.engine import FactHeld, OtherLayers, load_rules
from assessments.engine.lawyer_view import CORRECTABLE, corrected
from assessments.engine.structure import have_same_layers
from assessments.matters.models_firms import FactState, FactView, Intake, Member
from assessments.results.services import assessment_preview, draft_of, same_as
from assessments.works.access import work_locked
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from cases.record import CreationRecord, InvalidRecord, dump_json, load_data
from cases.wording.problems import problem_line


class FactChanged(RuntimeError):
    """Somebody wrote down a fact since the page was read; `now` is what stands."""

    def __init__(self, now: FactView) -> None:
        super().__init__(now.path)
        self.now = now


class CorrectionRefused(ValueError):
    """A correction that no record can have; `sentences` say why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def facts_now(work: Work) -> dict[str, FactView]:
    """Return the last version of every fact that was written down, by its path."""
    rows = FactView.objects.filter(work=work).select_related("by").order_by("version")
    return {row.path: row for row in rows}


def facts_held(rows: Iterable[FactView]) -> list[FactHeld]:
    """Return the facts as the reasoning takes them, without those that were withdrawn."""
    return [
        FactHeld.model_validate(
            {"path": row.path, "state": row.state, "value": row.value, "reason": row.reason}
        )
        for row in sorted(rows, key=lambda row: row.path)
        if row.state != FactState.WITHDRAWN
    ]


@transaction.atomic
def fact_save(
    *,
    work: Work,
    by: Member,
    path: str,
    state: str,
    reason: str,
    typed: Mapping[str, Any],
    version: int,
) -> FactView:
    """Write down what a lawyer holds of a fact, as a new version.

    `typed` are answers to the questions that a correction may change, `version` the one that the
    page showed (0: none). Raises `FactChanged` and `CorrectionRefused`.
    """
    work_locked(work.pk)  # of two who save at once the second finds the first
    rows = facts_now(work)
    now = rows.get(path)
    if now is not None and now.version != version:
        raise FactChanged(now)
    value = correction(work.record, path, typed) if state == FactState.CORRECTED else {}
    if state == FactState.CORRECTED and not value:
        raise CorrectionRefused(str(NOTHING_CORRECTED))
    row = FactView(work=work, path=path, state=state, value=value, reason=reason, by=by)
    row.version = version + 1
    require_possible(work.record, facts_held([*(rows | {path: row}).values()]))
    row.save()
    assert work.matter is not None
    facts = {"work": str(work.pk), "fact": path, "state": state, "version": row.version}
    log_matter(work.matter, "matter.fact", by, facts)
    return row


def correction(record: Mapping[str, Any], path: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields in which answers differ from the client's; null takes a value away."""
    part, number = place_of(path)
    item = answers_from_record(record)[part][number - 1]
    after = item_to_plain({**item, **typed})
    before = item_to_plain(item)
    names = CORRECTABLE[part]
    return {n: after.get(n) for n in names if n in typed and after.get(n) != before.get(n)}


def require_possible(record: Mapping[str, Any], facts: Sequence[FactHeld]) -> None:
    """Raise `CorrectionRefused` where a record cannot be as it is corrected."""
    if not any(fact.state == "corrected" for fact in facts):
        return
    after = corrected(record, facts)
    known = set(_problems(record))  # a stored record is not held to every bound
    if found := [each for each in _problems(after) if each not in known]:
        raise CorrectionRefused(*found)
    stated, changed = (CreationRecord.model_validate(each) for each in (record, after))
    if not have_same_layers(stated, changed, load_rules()):
        raise CorrectionRefused(str(OTHER_LAYERS))


def _problems(record: Mapping[str, Any]) -> list[str]:
    try:
        load_data(dict(record))
    except InvalidRecord as error:
        return [problem_line(each) for each in error.problems]
    return []


class NothingHeld(RuntimeError):
    """No fact was written down, so there is nothing to assess with."""


@transaction.atomic
def assess_with_facts(*, work: Work, by: Member) -> Assessment:
    """Assess a client's record with what lawyers hold of it, today; store what it stands on.

    The record stays the client's, at the hash at which the matter received it: the facts are
    stored beside it, with a hash of their own. Raises `NothingHeld` and `CorrectionRefused`.
    """
    work = work_locked(work.pk)
    rows = [row for row in facts_now(work).values() if row.state != FactState.WITHDRAWN]
    if not rows:
        raise NothingHeld
    try:
        made = assessment_preview(work=work, draft=draft_of_client(work), facts=facts_held(rows))
    except OtherLayers as error:
        raise CorrectionRefused(str(OTHER_LAYERS)) from error
    facts = [fact_json(row) for row in sorted(rows, key=lambda row: row.path)]
    digests = {"record_sha256": record_sha256(work), "facts_sha256": facts_sha256(facts)}
    made.library |= {"facts": facts, **digests}
    if (earlier := same_as(made)) is not None:
        return earlier
    made.save()
    assert work.matter is not None
    log_matter(work.matter, "matter.assessed", by, {"assessment": str(made.pk), **digests})
    return made


def draft_of_client(work: Work) -> Draft | None:
    """Return the client's draft, which holds the files, as long as the share gives leave."""
    intake = Intake.objects.filter(work=work).select_related("share", "source__work").first()
    if intake is None or intake.source is None:
        return None
    if intake.share is None or intake.share.revoked_at is not None:
        return None
    return draft_of(intake.source.work)


def record_sha256(work: Work) -> str:
    """Return the SHA-256 of the client's record as it is downloaded."""
    text = dump_json(CreationRecord.model_validate(work.record))
    return hashlib.sha256(text.encode()).hexdigest()


def fact_json(row: FactView) -> dict[str, Any]:
    """Return what a lawyer holds of a fact as it is stored with an assessment."""
    return {
        "path": row.path,
        "state": row.state,
        "value": row.value,
        "reason": row.reason,
        "by": row.by.name,
        "on": timezone.localdate(row.at).isoformat(),
        "version": row.version,
    }


def facts_sha256(facts: Sequence[Mapping[str, Any]]) -> str:
    """Return the SHA-256 of facts: of their JSON with sorted keys and without spaces, in UTF-8."""
    text = json.dumps(list(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
