"""An assessment that would say the same of the same is the one that is there."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.answers.services import draft_of_work, draft_save
from assessments.audit.models import AuditEntry
from assessments.quotas.limits import read_limits
from assessments.works.models import Assessment
from tests.support.accounts import confirmed_user
from tests.support.pages import STRONG, assess_record, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def assessment(files_as_library: None) -> Any:
    return assess_record(confirmed_user("owner"), STRONG)


def test_assessing_again_what_did_not_change_makes_no_row_and_no_entry(assessment: Any) -> None:
    client = signed_in(assessment.work.owner)
    before = AuditEntry.objects.count()
    for _time in range(3):
        answer = client.post(f"/assessments/{assessment.pk}/again/", follow=True)

    assert "Nothing behind this result has changed" in answer.content.decode()
    assert Assessment.objects.count() == 1
    assert AuditEntry.objects.count() == before


def test_finishing_a_draft_twice_makes_one_assessment_until_an_answer_changes(
    assessment: Any,
) -> None:
    client, draft = signed_in(assessment.work.owner), draft_of_work(assessment.work)
    place = f"/interview/{draft.pk}/result/"
    for _time in range(3):
        assert client.post(place).status_code == 302
    made = Assessment.objects.count()
    assert made <= 2  # the files of a draft count, those of a record are taken as described
    draft_save(draft, part="work", sent={"title": "Another"}, version=0)
    client.post(place)

    assert Assessment.objects.count() == made + 1


def test_assessing_is_counted(assessment: Any, settings: Any) -> None:
    client = signed_in(assessment.work.owner)
    settings.QUOTAS = read_limits("assessments.account=1/d")

    assert client.post(f"/assessments/{assessment.pk}/again/").status_code == 302
    assert client.post(f"/assessments/{assessment.pk}/again/").status_code == 429
