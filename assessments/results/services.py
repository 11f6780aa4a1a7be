"""Create works and assess them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from assessments.audit.log import audit_append
from assessments.engine import (
    CaseBase,
    FactHeld,
    HeldFiles,
    Result,
    assess,
    canonical_json,
    lawyer_view,
    load_authorities,
)
from assessments.exhibits.matrix import codes_shown_by_work
from assessments.precedents.examples import as_counted, base_without, example_of
from assessments.precedents.no_library import require_decisions
from assessments.precedents.placed_library import Library, cited_slugs, library_published
from assessments.proposals.held_files import held_files
from assessments.results.kept import result_of_draft
from assessments.results.too_long import require_assessable
from assessments.works.access import work_locked
from assessments.works.drafts import Draft
from assessments.works.models import Assessment, Work
from cases.record import CreationRecord, dump_json, to_plain


@transaction.atomic
def assessment_run(*, work: Work) -> Assessment:
    """Assess the record of a work today; store the result with everything that it stands on.

    Where nothing differs from an assessment of the same day, that is the answer: neither record,
    files, library nor rules have changed.
    """
    work_locked(work.pk)  # of two clicks the second finds the first
    assessment = assessment_preview(work=work, draft=draft_of(work))
    if (earlier := same_as(assessment)) is not None:
        return earlier
    assessment.save()
    _log_assessed(assessment)
    return assessment


def assessment_preview(
    *,
    work: Work,
    draft: Draft | None,
    may_be_kept: bool = False,
    facts: Sequence[FactHeld] | None = None,
) -> Assessment:
    """Assess the record of a work today without storing anything; a draft may have no owner yet.

    Evidence counts where its file is held in the draft. A decided work is assessed as described,
    and its own decision is left out of the comparison. `may_be_kept`: the result may be the one
    that was kept of the draft (`kept.py`). `facts`: what a lawyer holds of the record.
    """
    library = library_published()
    require_decisions(library)
    today = timezone.localdate()
    stated = CreationRecord.model_validate(work.record)
    require_assessable(stated)
    example = example_of(stated, library)
    record = as_counted(stated, example)
    base = base_without(library, example, today)
    files = files_for(record, draft)
    require_assessable(stated, files=[files])
    if draft is not None and may_be_kept:
        result = result_of_draft(draft, record, base, library.rules, today, files)
    else:
        view = None if facts is None else lawyer_view(record, facts)
        result = assess(record, base, library.rules, today, files, view=view)
    return Assessment(
        work=work,
        record=work.record,
        as_of=today,
        rubric=result.rubric,
        library_hash=result.library,
        result=json.loads(canonical_json(result)),
        library={
            **_freeze_library(library, base, result, today, example),
            "held": None if files is None else sorted(files.files),
        },
    )


def draft_of(work: Work) -> Draft | None:
    """Return the draft of a work, which holds its files; None where it has none."""
    return Draft.objects.filter(work=work).first()


def files_for(record: CreationRecord, draft: Draft | None) -> HeldFiles | None:
    """Return the files that count for a record; None: evidence is taken as it is described."""
    if record.appraiser == "decider":
        return None
    return held_files(draft, record) if draft is not None else HeldFiles()


def result_text(assessment: Assessment) -> str:
    """Return the result as the JSON text that is downloaded."""
    return canonical_json(assessment.typed_result) + "\n"


@transaction.atomic
def work_create(*, owner: User, record: CreationRecord) -> Work:
    """Create a work of an owner from a valid record."""
    work = Work.objects.create(owner=owner, title=record.title[:500], record=to_plain(record))
    audit_append(subject=str(work.pk), act="work.created", actor=owner.pk)
    return work


def same_as(made: Assessment) -> Assessment | None:
    """Return the newest assessment of the work where it stands on the same and says the same."""
    newest = made.work.assessments.order_by("-created_at").first()
    if newest is None:
        return None
    same = ("as_of", "rubric", "library_hash", "record", "library", "result")
    return newest if all(_plain(newest, n) == _plain(made, n) for n in same) else None


def _plain(assessment: Assessment, name: str) -> str:
    """Return a column as the text that a database gives back for it."""
    return json.dumps(getattr(assessment, name), sort_keys=True, default=str)


def _log_assessed(assessment: Assessment) -> None:
    """Log the assessment as an act of the owner, with the digests of the two downloads."""
    record = dump_json(CreationRecord.model_validate(assessment.record))
    facts = {
        "assessment": str(assessment.pk),
        "as_of": assessment.as_of.isoformat(),
        "rubric": assessment.rubric,
        "library": assessment.library_hash,
        "record_sha256": hashlib.sha256(record.encode()).hexdigest(),
        "result_sha256": hashlib.sha256(result_text(assessment).encode()).hexdigest(),
    }
    work = assessment.work
    audit_append(subject=str(work.pk), act="assessed", actor=work.owner_id, facts=facts)


def _freeze_library(
    library: Library, base: CaseBase, result: Result, on: date, example: str
) -> dict[str, Any]:
    """Return what the result stands on, for the column `library`.

    These are the decisions and rules that it names, the rules as they stood on the day, the levels
    of all works compared with, and the decided work whose record it is (`example`).
    """
    own = [library.by_slug[example]] if example else []
    decisions = {d.slug: d for d in (*library.cited_decisions(result), *own)}
    element_law = {rule.id: list(rule.authority) for rule in library.rules.elements}
    named = {*cited_slugs(result), *(key for keys in element_law.values() for key in keys)}
    return {
        "decisions": [
            d.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            for d in decisions.values()
        ],
        "places": [
            {"slug": placed.slug, "outcome": placed.outcome, "levels": library.levels(placed.slug)}
            for placed in base.placed
        ],
        "authorities": {
            key: {
                name: str(value) if isinstance(value, date) else value
                for name, value in entry.items()
            }
            for key, entry in load_authorities(on).items()
            if key in named
        },
        "states": {slug: library.states[slug] for slug in decisions},
        "element_law": element_law,
        "by_work": codes_shown_by_work(library.rules),
        "example": example,
    }
