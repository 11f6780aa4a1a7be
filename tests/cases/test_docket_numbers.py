"""A docket number is at one decision, whoever writes it: services, forms, files, the database."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from cases.decisions import docket_numbers
from cases.decisions.models import Decision
from cases.decisions.models_parts import Docket
from cases.decisions.services import (
    NotPublishable,
    decision_publish,
    decision_store,
    decision_to_draft,
    decision_withdraw,
)
from tests.cases.admin.conftest import sent_by, sign_in
from tests.support.library import decision_data, decision_make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NUMBER = "(2023)京0491民初11279号"
SPELLED = "（2023）京0491民初11279号"
REASONS: dict[str, Any] = {"reason_en": "Entered twice.", "reason_zh": "重复录入。"}
HIGH = {"en": "Example High Court", "zh": "示例高级人民法院"}
INTERNET = {"en": "Example Internet Court", "zh": "示例互联网法院"}


def listing(*numbers: str, **fields: Any) -> dict[str, Any]:
    return {"dockets": [{"number": number, "mark": "A"} | fields for number in numbers]}


def refused(**data: Any) -> list[str]:
    with pytest.raises(NotPublishable) as caught:
        decision_make("second-2024", **data)
    return [f"{problem.field} {problem.code}" for problem in caught.value.problems]


@pytest.fixture
def first() -> Decision:
    return decision_make("first-2024", **listing(NUMBER))


@pytest.fixture
def curator() -> Client:
    return sign_in(Client(), "curator")


@pytest.mark.parametrize("status", ["published", "draft"])
def test_a_number_of_another_decision_is_refused(first: Decision, status: str) -> None:
    assert refused(status=status, **listing(SPELLED)) == ["dockets[0].number docket_taken"]


def test_another_instance_of_the_same_proceedings_may_list_it(first: Decision) -> None:
    appeal = listing(SPELLED, court=INTERNET)
    decision_make("appeal-2024", court=HIGH, **appeal)

    assert list(Docket.objects.order_by("pk").values_list("is_holder", flat=True)) == [True, False]
    assert refused(court=HIGH, **appeal) == ["dockets[0].number docket_taken"]


def test_a_withdrawn_decision_gives_its_number_up_and_gets_it_back_only_if_free(
    first: Decision,
) -> None:
    decision_withdraw(decision=first, **REASONS)
    second = decision_make("second-2024", **listing(NUMBER))

    with pytest.raises(NotPublishable, match="already listed by the decision second-2024"):
        decision_publish(decision=first)
    decision_withdraw(decision=second, **REASONS)
    decision_publish(decision=first)

    assert Decision.objects.get(slug="first-2024").status == "published"


def test_a_decision_keeps_and_exchanges_its_own_numbers() -> None:
    other = "(2024)京73民终2030号"
    decision = decision_make(**listing(NUMBER, other))
    first, second = Docket.objects.order_by("position")
    Docket.objects.filter(pk=first.pk).update(number=other)
    Docket.objects.filter(pk=second.pk).update(number=SPELLED)

    decision_to_draft(decision=decision, **REASONS)

    rows = Docket.objects.order_by("position").values_list("key", "is_holder")
    assert list(rows) == [("CN 2024京73民终2030号", True), ("CN 2023京0491民初11279号", True)]


def test_the_database_refuses_a_second_holder(first: Decision) -> None:
    second = decision_make("second-2024")

    with pytest.raises(IntegrityError), transaction.atomic():
        Docket.objects.filter(decision=second).update(key=Docket.objects.first().key)


def test_an_entry_between_the_look_and_the_writing_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if another transaction had ended there: the constraint alone would let both stand, one
    as if it shared the number."""
    taken_numbers = docket_numbers.taken_numbers

    def look_too_early(*args: Any) -> Any:
        found = taken_numbers(*args)
        monkeypatch.setattr("cases.decisions.services.taken_numbers", taken_numbers)
        decision_make("first-2024", **listing(NUMBER))
        return found

    monkeypatch.setattr("cases.decisions.services.taken_numbers", look_too_early)

    assert refused(**listing(NUMBER)) == ["dockets[0].number docket_taken"]


@pytest.mark.django_db(transaction=True)
def test_of_two_entries_at_one_moment_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first look finds nothing; on PostgreSQL the constraint then decides."""
    taken_numbers = docket_numbers.taken_numbers

    def look_slowly(*args: Any) -> Any:
        found = taken_numbers(*args)
        time.sleep(0.3)
        return found

    monkeypatch.setattr("cases.decisions.services.taken_numbers", look_slowly)
    outcomes: list[str] = []

    def enter(slug: str) -> None:
        try:
            decision_store(data=decision_data(slug, **listing(NUMBER)), reason="at once")
            outcomes.append("stored")
        except NotPublishable as refusal:
            outcomes.append(refusal.problems[0].code)
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, args=[f"entry-{n}"]) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["docket_taken", "stored"]
    assert Decision.objects.count() == 1


def test_the_form_refuses_a_malformed_number_without_a_note(curator: Client) -> None:
    decision = decision_make(status="draft")
    address = reverse("admin:cases_decision_change", args=[decision.pk])
    wrong = {"docket_set-0-number": "(2024)京0491民初123"}

    response = curator.post(address, sent_by(curator, address, **wrong))

    [docket] = response.context["inline_admin_formsets"][0].formset.errors
    assert "is not written as numbers of this jurisdiction are" in docket["number"][0]
    noted = wrong | {"docket_set-0-note_en": "As printed.", "docket_set-0-note_zh": "原文如此。"}
    assert curator.post(address, sent_by(curator, address, **noted)).status_code == 302
    assert Docket.objects.get().number == wrong["docket_set-0-number"]


def test_the_form_refuses_a_number_of_another_decision_at_its_field(
    curator: Client, first: Decision
) -> None:
    decision = decision_make("second-2024", status="draft")
    address = reverse("admin:cases_decision_change", args=[decision.pk])

    response = curator.post(address, sent_by(curator, address, **{"docket_set-0-number": SPELLED}))

    [docket] = response.context["inline_admin_formsets"][0].formset.errors
    assert "is already listed by the decision first-2024" in docket["number"][0]
    stated = {"number": SPELLED, "court_en": HIGH["en"], "court_zh": HIGH["zh"]}
    changes = {f"docket_set-0-{name}": value for name, value in stated.items()}
    changes["court_en"] = "Example Court of Appeal"
    assert curator.post(address, sent_by(curator, address, **changes)).status_code == 302


def test_taking_back_a_withdrawn_decision_whose_number_is_taken_says_so(
    curator: Client, first: Decision
) -> None:
    decision_withdraw(decision=first, **REASONS)
    decision_make("second-2024", **listing(NUMBER))
    address = reverse("admin:cases_decision_draft", args=[first.pk])

    response = curator.post(address, REASONS, follow=True)

    assert "was not changed:" in response.content.decode()
    assert Decision.objects.get(slug="first-2024").status == "withdrawn"
