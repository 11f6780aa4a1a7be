"""What changes works, assessments and memos."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import Http404

from assessments.engine import HeldFiles, assess, canonical_json
from assessments.jobs import JobState
from assessments.memo.compose import compose_memo
from assessments.memo.job import memo_snapshot
from assessments.memo.models import Memo
from assessments.memo.queries import memo_get_for
from assessments.memo.services import memo_request
from assessments.precedents.placed_library import library_published
from assessments.precedents.positions import positions
from assessments.results.services import assessment_run, work_create
from assessments.works.access import assessment_get_for
from assessments.works.models import FrozenRowChanged
from cases.decisions.models import Decision
from cases.record import CreationRecord, load, to_plain
from tests.support.pages import STRONG, WEAK, assess_record
from tests.support.stored_library import library_store

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_an_assessment_is_the_reasoning_run_on_the_published_library(creator: Any) -> None:
    library_store()
    made = assess_record(creator, STRONG)
    library = library_published()
    again = assess(load(STRONG), library.base, library.rules, made.as_of, HeldFiles())
    assert json.loads(canonical_json(again)) == made.result
    assert made.typed_result == again
    assert made.library_hash == library.base.digest
    assert made.rubric == library.rules.version


def test_an_assessment_never_changes(assessment: Any) -> None:
    assessment.rubric = "another"
    with pytest.raises(FrozenRowChanged):
        assessment.save()


def test_a_later_change_of_the_library_leaves_an_assessment_as_it_was(creator: Any) -> None:
    library_store()
    before = assess_record(creator, STRONG)
    names = {decision["slug"] for decision in before.library["decisions"]}
    assert "li-v-liu-2023" in names
    Decision.objects.filter(slug="li-v-liu-2023").update(status="withdrawn")
    after = assessment_run(work=before.work)
    before.refresh_from_db()
    assert {decision["slug"] for decision in before.library["decisions"]} == names
    assert after.library_hash != before.library_hash
    assert after.pk != before.pk


def test_a_work_keeps_its_record_without_loss(creator: Any) -> None:
    record = load(STRONG)
    work = work_create(owner=creator, record=record)
    work.refresh_from_db()
    assert CreationRecord.model_validate(work.record) == record
    assert work.record == to_plain(record)


def test_asking_twice_for_a_memo_makes_one(assessment: Any, creator: Any) -> None:
    first = memo_request(assessment=assessment, language="en", by=creator)
    second = memo_request(assessment=assessment, language="en", by=creator)
    assert first.pk == second.pk
    assert memo_request(assessment=assessment, language="zh-hans", by=creator) != first
    assert Memo.objects.count() == 2


def test_a_failed_memo_is_tried_again_when_it_is_asked_for(assessment: Any, creator: Any) -> None:
    memo = memo_request(assessment=assessment, language="en", by=creator)
    Memo.objects.filter(pk=memo.pk).update(state=JobState.FAILED, reason="disk_full", attempts=3)
    memo_request(assessment=assessment, language="en", by=creator)
    memo.refresh_from_db()
    assert (memo.state, memo.attempts, memo.reason) == (JobState.QUEUED, 0, "")


def test_a_ready_memo_is_not_made_again(assessment: Any, creator: Any) -> None:
    memo = memo_request(assessment=assessment, language="en", by=creator)
    Memo.objects.filter(pk=memo.pk).update(state=JobState.READY, pdf="memos/x.pdf")
    memo_request(assessment=assessment, language="en", by=creator)
    memo.refresh_from_db()
    assert memo.state == JobState.READY


def test_a_stranger_finds_nothing(assessment: Any, creator: Any, stranger: Any) -> None:
    memo = memo_request(assessment=assessment, language="en", by=creator)
    assert assessment_get_for(creator, assessment.pk) == assessment
    for read, pk in (
        (assessment_get_for, assessment.pk),
        (memo_get_for, memo.pk),
    ):
        with pytest.raises(Http404):
            read(stranger, pk)


def test_the_position_of_a_judged_work_is_what_its_court_held_proved() -> None:
    library_store()
    levels = positions("bic-cat-pendant-2025")
    assert levels is not None
    assert levels["instruction"] == 0
    assert positions("no-such-work") is None


def test_a_weak_work_is_answered_twice(creator: Any) -> None:
    library_store()
    result = assess_record(creator, WEAK).typed_result
    assert (result.claimed.conclusion, result.claimed.basis) == ("not_protected", "bound")
    assert (result.proved.conclusion, result.proved.basis) == ("not_protected", "bound")


def test_a_memo_reads_what_was_frozen_and_nothing_else(
    assessment: Any, creator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rules, law and decisions as they stood, whatever has become of them since."""

    def gone(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("read at the time of the memo")

    memo = memo_request(assessment=assessment, language="en", by=creator)
    for name in ("load_rules", "load_authorities"):
        monkeypatch.setattr(f"assessments.engine.{name}", gone)
        monkeypatch.setattr(f"assessments.engine.rules.{name}", gone)
    monkeypatch.setattr("cases.decisions.published.published_documents", gone)
    html = compose_memo(memo_snapshot(memo)).html
    assert "Copyright Law art. 3" in html
    assert "butterfly chair" in html
