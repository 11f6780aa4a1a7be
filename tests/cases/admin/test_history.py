"""The history of a decision: who changed what and why, and going back."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from cases.decisions.models import Decision
from cases.decisions.services import decision_publish, decision_to_draft
from tests.support.library import decision_data, decision_make, decision_store

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def page(client: Client, decision: Decision) -> str:
    url = reverse("admin:cases_decision_history", args=[decision.pk])
    return re.sub(r"\s+", " ", client.get(url).content.decode())


def restore(client: Client, decision: Decision) -> object:
    oldest = decision.history.last()
    return client.post(
        reverse("admin:cases_decision_restore", args=[decision.pk, oldest.history_id]), follow=True
    )


@pytest.fixture
def changed_decision() -> Decision:
    decision = decision_make()
    data = decision_data(summary={"en": "The lantern is no work.", "zh": "该灯笼图片构成作品。"})
    data["facts"].insert(0, {"says": {"en": "Filed early.", "zh": "较早立案。"}, "mark": "A"})
    user = User.objects.create(username="wen")
    return decision_store(data=data, decision=decision, reason="Read again", user=user)


def test_it_shows_old_and_new_per_field_with_who_when_and_why(
    curator: Client, changed_decision: Decision
) -> None:
    html = page(curator, changed_decision)

    assert "wen" in html
    assert "Read again" in html
    assert re.search(
        r"summary › in English</th>.*The lantern is <del>.*?a</del><ins>.*?no</ins> work", html
    )
    # One new fact is one change; the facts after it did not change.
    assert re.search(r"facts › no\. 1 › in English</th>.*?<ins>.*?Filed early\.", html)
    assert "Ten rounds" not in html
    assert "The first version." in html


def test_an_earlier_version_is_restored(curator: Client, changed_decision: Decision) -> None:
    restore(curator, changed_decision)

    assert Decision.objects.get().summary_en == "The lantern is a work."
    assert changed_decision.history.count() == 3
    assert "Restored the version of" in page(curator, changed_decision)


def test_restoring_what_may_not_be_public_is_refused_with_reasons(curator: Client) -> None:
    data = decision_data(status="draft")
    del data["summary"]["zh"]
    decision = decision_store(data=data, reason="made")
    decision_store(data=decision_data(status="draft"), decision=decision, reason="finished")
    decision_publish(decision=decision)

    response = restore(curator, decision)

    assert "cannot be public" in response.content.decode()  # type: ignore[attr-defined]
    assert Decision.objects.get().summary_zh == "该灯笼图片构成作品。"


def test_a_change_of_state_is_in_the_history(curator: Client) -> None:
    decision = decision_make()
    decision_to_draft(decision=decision, reason_en="Doubt.", reason_zh="存疑。", reason="Doubt.")

    assert re.search(r"status</th>", page(curator, decision))


def test_staff_without_the_right_see_no_history(client: Client, changed_decision: Decision) -> None:
    client.force_login(User.objects.create(username="staff", is_staff=True))
    url = reverse("admin:cases_decision_history", args=[changed_decision.pk])

    assert client.get(url).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_versions(
    curator: Client, changed_decision: Decision, django_assert_max_num_queries
) -> None:
    for n in range(30):
        data = decision_data(summary={"en": f"Version {n}.", "zh": "摘要。"})
        decision_store(data=data, decision=changed_decision, reason=str(n))

    with django_assert_max_num_queries(12):
        page(curator, changed_decision)
