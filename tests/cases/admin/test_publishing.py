"""A curator publishes, takes back, withdraws; the list shows and finds what is there."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cases.decisions.models import Decision
from tests.support.library import decision_data, decision_make, decision_store

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LIST = "/admin/cases/decision/"
REASONS = {"reason_en": "Superseded.", "reason_zh": "已被取代。"}


def messages_of(response: object) -> str:
    request = response.wsgi_request  # type: ignore[attr-defined]
    return " ".join(str(message) for message in get_messages(request))


def act(client: Client, action: str, *decisions: Decision, **more: str) -> object:
    data = {"action": action, "_selected_action": [row.pk for row in decisions], **more}
    return client.post(LIST, data, follow=True)


def test_a_draft_is_published_from_its_page(curator: Client) -> None:
    decision = decision_make(status="draft")

    curator.post(reverse("admin:cases_decision_publish", args=[decision.pk]))

    assert Decision.objects.get().status == "published"
    assert decision.history.first().history_user.username == "curator"


def test_several_are_published_and_each_refusal_is_told_with_all_reasons(curator: Client) -> None:
    whole = decision_make("whole-2024", status="draft")
    data = decision_data("part-2024", status="draft", sources=[])
    del data["summary"]["zh"]
    part = decision_store(data=data, reason="made")

    response = act(curator, "publish", whole, part)

    messages = messages_of(response)
    assert set(Decision.objects.values_list("slug", "status")) == {
        ("whole-2024", "published"),
        ("part-2024", "draft"),
    }
    assert "cannot be public" in messages
    assert "summary.zh: is required" in messages


def test_publishing_needs_a_post(curator: Client) -> None:
    decision = decision_make(status="draft")

    response = curator.get(reverse("admin:cases_decision_publish", args=[decision.pk]))

    assert response.status_code == 405


@pytest.mark.parametrize(("action", "status"), [("withdraw", "withdrawn"), ("to_draft", "draft")])
def test_taking_back_asks_for_the_reason_in_both_languages(
    curator: Client, action: str, status: str
) -> None:
    decision = decision_make()

    asked = act(curator, action, decision)
    assert Decision.objects.get().status == "published"
    assert b'name="reason_zh"' in asked.content  # type: ignore[attr-defined]
    act(curator, action, decision, reason_en="Superseded.", reason_zh="")
    assert Decision.objects.get().status == "published"
    act(curator, action, decision, **REASONS)

    row = Decision.objects.get()
    assert (row.status, row.status_reason_zh) == (status, "已被取代。")


def test_a_decision_is_withdrawn_from_its_own_page(curator: Client) -> None:
    decision = decision_make()

    curator.post(reverse("admin:cases_decision_withdraw", args=[decision.pk]), REASONS)

    assert Decision.objects.get().status == "withdrawn"


@pytest.mark.parametrize("name", ["publish", "draft", "withdraw"])
def test_staff_without_the_right_may_not_change_the_state(client: Client, name: str) -> None:
    decision = decision_make()
    client.force_login(User.objects.create(username="staff", is_staff=True))

    url = reverse(f"admin:cases_decision_{name}", args=[decision.pk])

    assert client.post(url, REASONS).status_code == 403
    assert Decision.objects.get().status == "published"


def test_a_curator_cannot_delete_a_decision(curator: Client) -> None:
    decision = decision_make()

    url = reverse("admin:cases_decision_delete", args=[decision.pk])

    assert curator.post(url, {"post": "yes"}).status_code == 403


def test_the_list_finds_as_the_public_search_does(curator: Client) -> None:
    decision_make(status="draft")
    decision_make("wu-v-xu-2024", dockets=[{"number": "(2024)苏0582民初9015号", "mark": "A"}])

    html = curator.get(LIST, {"q": "〔2024〕苏0582民初9015号"}).content.decode()

    assert "1 decision" in html
    assert curator.get(LIST, {"q": "灯笼"}).content.decode().count("field-court_name") == 2


def test_the_list_says_what_differs_from_its_file_and_what_is_stale(curator: Client) -> None:
    row = decision_make()
    Decision.objects.update(seed_hash=row.content_hash)
    decision_make(
        "edited-2024", last_verified="2024-06-01", date={"value": "2024-01-01", "mark": "A"}
    )

    edited = curator.get(LIST, {"edited": "yes"}).content.decode()
    same = curator.get(LIST, {"edited": "no"}).content.decode()
    stale = curator.get(LIST, {"stale": "yes"}).content.decode()

    assert edited.count("field-court_name") == 1
    assert same.count("field-court_name") == 1
    assert "field-court_name" in stale
