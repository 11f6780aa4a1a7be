"""Publishing, withdrawing, restoring: what the library's rules refuse is never public."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import IntegrityError, transaction

from cases.decisions.curators import curator_group_ensure
from cases.decisions.models import Decision
from cases.decisions.models_parts import Amount, Statement
from cases.decisions.services import (
    NotPublishable,
    decision_problems,
    decision_publish,
    decision_restore,
    decision_settle,
    decision_store,
    decision_to_draft,
    decision_withdraw,
)
from tests.support.library import decision_data, decision_make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

REASON: dict[str, Any] = {"reason_en": "Superseded.", "reason_zh": "已被取代。"}


def problem_lines(problems: object) -> list[str]:
    return [str(problem) for problem in problems]  # type: ignore[attr-defined]


def test_a_whole_draft_is_published() -> None:
    decision = decision_publish(decision=decision_make(status="draft"))

    assert Decision.objects.get().status == "published"
    assert decision.status_reason_en == ""


def test_publishing_refuses_with_all_reasons_and_changes_nothing() -> None:
    data = decision_data(status="draft", sources=[])
    del data["summary"]["zh"]
    data["amounts"][0]["value"] = "a lot"
    decision = decision_store(data=data, reason="made")

    with pytest.raises(NotPublishable) as refusal:
        decision_publish(decision=decision)

    reasons = " ".join(problem_lines(refusal.value.problems))
    for field in ("summary.zh", "amounts[0].value", "sources"):
        assert field in reasons
    assert Decision.objects.get().status == "draft"


def test_publishing_refuses_a_treatment_of_a_decision_that_is_not_there() -> None:
    by = {"en": "Wu v Xu", "zh": "吴某诉徐某案"}
    treatment = [{"relation": "followed", "by": by, "slug": "wu-v-xu-2024", "mark": "A"}]
    decision = decision_make(status="draft", treatment=treatment)

    assert problem_lines(decision_problems(decision=decision)) == [
        'treatment[0].slug: no decision "wu-v-xu-2024"'
    ]


def test_rows_of_a_published_decision_cannot_be_made_to_break_a_rule() -> None:
    decision = decision_make()
    before = decision.document
    decision.source_set.all().delete()

    with pytest.raises(NotPublishable), transaction.atomic():
        decision_settle(decision=decision)

    assert Decision.objects.get().document == before


def test_withdrawing_says_why_in_both_languages() -> None:
    decision = decision_withdraw(decision=decision_make(), **REASON)

    assert (decision.status, decision.status_reason_zh) == ("withdrawn", "已被取代。")


def test_a_decision_can_go_back_to_draft() -> None:
    assert decision_to_draft(decision=decision_make(), **REASON).status == "draft"


def test_each_change_is_one_version_with_its_author_and_reason() -> None:
    user = User.objects.create(username="curator")
    decision = decision_make()
    Statement.objects.filter(part="holding").update(says_en="A person's judgment.")

    decision_settle(decision=decision, reason="Closer to the text", user=user)

    newest = decision.history.first()
    assert decision.history.count() == 2
    assert newest.history_user == user
    assert newest.history_change_reason == "Closer to the text"
    assert "A person's judgment." in newest.document


def test_saving_without_a_change_leaves_no_version() -> None:
    decision = decision_make()

    decision_settle(decision=decision, reason="nothing")

    assert decision.history.count() == 1


def test_an_earlier_version_comes_back_with_all_its_rows_and_keeps_the_state() -> None:
    decision = decision_make()
    before = decision.history.get()
    Amount.objects.all().delete()
    decision_settle(decision=decision)
    decision_withdraw(decision=decision, **REASON)

    decision_restore(decision=decision, version=before)

    again = Decision.objects.get()
    assert Amount.objects.get().value == "9000"
    assert (again.status, again.status_reason_en) == ("withdrawn", "Superseded.")


def test_a_published_row_must_have_its_value() -> None:
    decision_make()

    with pytest.raises(IntegrityError, match="decision_published_has_content"):
        Decision.objects.update(content_hash="")


@pytest.mark.parametrize("column", ["status", "outcome", "content_kind", "finality_state"])
def test_the_database_itself_refuses_a_word_outside_the_vocabulary(column: str) -> None:
    decision_make()

    with pytest.raises(IntegrityError, match=f"decision_{column}_known"):
        Decision.objects.update(**{column: "maybe"})


def test_a_discrepancy_carries_no_mark() -> None:
    decision_make()

    with pytest.raises(IntegrityError, match="statement_discrepancy_unmarked"):
        Statement.objects.filter(part="fact").update(part="discrepancy")


def test_curators_may_edit_everything_but_delete_no_decision_and_no_version() -> None:
    group = curator_group_ensure()

    allowed = set(group.permissions.values_list("codename", flat=True))
    assert {"add_decision", "change_decision", "view_decision", "delete_amount"} <= allowed
    assert (
        not {"delete_decision", "delete_historicaldecision", "change_historicaldecision"} & allowed
    )
    assert not group.permissions.exclude(content_type__app_label="cases").exists()


def test_the_group_of_curators_is_brought_back_to_its_permissions() -> None:
    group = curator_group_ensure()
    group.permissions.set(Permission.objects.filter(codename="delete_user"))

    curator_group_ensure()

    assert not group.permissions.filter(codename="delete_user").exists()
    assert group.permissions.filter(codename="change_decision").exists()
