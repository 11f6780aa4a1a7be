"""What to secure: ticked by what is here or by the person, with reminders, and no promise more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client, override_settings
from django.utils import timezone, translation

from assessments.accounts.models import Preferences
from assessments.accounts.models_notifications import Notification
from assessments.engine import load_authorities
from assessments.memo.preservation import preservation_rules
from assessments.notifications.email import build_email
from assessments.securing.clauses import clauses
from assessments.securing.models import SecuringItem
from assessments.securing.page import ITEMS, SecureRow, secure_page
from assessments.securing.services import reminders_send
from assessments.wording import register
from assessments.works.drafts import Draft
from tests.support.uploads import DraftClient

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 30)
ANSWERS: dict[str, Any] = {
    "title": "Heron",
    "kind": "image",
    "parties": [{"id": "p1", "name": "Chen", "kind": "person", "role": "author"}],
    "tools": [{"id": "t1", "name": "Dreamer", "does": "text_to_image"}],
    "steps": [
        {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "prompt": "a heron at dawn"}
    ],
}


@pytest.fixture
def path(client: Client) -> DraftClient:
    client.post("/begin/", {"without": "1"})
    draft = Draft.objects.get()
    draft.answers = ANSWERS
    draft.save()
    return DraftClient(client, draft)


@pytest.fixture
def owner(path: DraftClient) -> User:
    user = User.objects.create_user("chen", "chen@example.org", "x")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Draft.objects.update(owner=user)
    path.client.force_login(user)
    return user


def rows(path: DraftClient) -> dict[str, SecureRow]:
    with translation.override("en"):
        page = secure_page(path.draft, AnonymousUser(), register("plain"), TODAY)
    return {row.what: row for row in page.rows}


def test_every_thing_of_the_rules_has_its_words() -> None:
    assert {rule.what for rule in preservation_rules().order} | {"label"} == set(ITEMS)


@pytest.mark.parametrize(
    ("says", "is_done"), [("unknown", False), ("silent", False), ("author_owns", True)]
)
def test_a_contract_on_file_is_done_only_where_it_says_whose_the_copyright_is(
    path: DraftClient, says: str, is_done: bool
) -> None:
    (upload,) = path.upload(("contract.txt", b"A contract."))
    path.post("making/", do="place", what="contract", file=str(upload.pk))
    draft = path.draft
    pieces = [piece["id"] for piece in draft.answers["evidence"]]
    draft.answers["contracts"] = [
        {"id": "c1", "kind": "commission", "says": says, "parties": ["p1"], "evidence": pieces}
    ]
    draft.save()
    assert rows(path)["agreements"].is_done is is_done


def test_what_the_record_raises_is_there_in_the_order_of_the_rules(path: DraftClient) -> None:
    assert list(rows(path)) == ["platform", "originals", "terms", "label"]
    page = path.get("secure/")
    assert "preservation by a notary" in page
    assert "/law/" in page


def test_registration_is_not_advised_where_the_answer_does_not_bear_it(path: DraftClient) -> None:
    assert "registration" not in rows(path)


def test_a_tick_is_the_persons_word_and_moves_no_answer(path: DraftClient) -> None:
    before = path.get("secure/")
    path.post("secure/", what="platform", act="done")
    row = rows(path)["platform"]
    assert (row.is_done, row.is_ticked, row.known) == (True, True, None)
    after = path.get("secure/")
    assert "no file here shows it" in after
    assert after.count("badge-") == before.count("badge-")

    path.post("secure/", what="platform", act="undone")
    assert not rows(path)["platform"].is_done


def test_a_file_of_the_kind_ticks_by_itself(path: DraftClient) -> None:
    upload = path.upload(("history.txt", b"prompt: a heron at dawn\n"))[0]
    draft = path.draft
    piece = {"id": "e1", "what": "account_history", "sha256": upload.sha256, "made": "later"}
    draft.answers = {**ANSWERS, "evidence": [piece]}
    draft.save()
    upload.evidence = "e1"
    upload.save()
    row = rows(path)["platform"]
    assert row.known is not None
    assert "history.txt" in row.known.text
    assert row.is_done


def test_evidence_that_is_only_named_ticks_nothing(path: DraftClient) -> None:
    draft = path.draft
    draft.answers = {**ANSWERS, "evidence": [{"id": "e1", "what": "account_history"}]}
    draft.answers["evidence"][0]["made"] = "contemporaneous"
    draft.save()
    assert not rows(path)["platform"].is_done


def test_an_unknown_thing_or_act_changes_nothing(path: DraftClient) -> None:
    path.post("secure/", what="moon", act="done")
    path.post("secure/", what="platform", act="fly")
    assert not SecuringItem.objects.exists()


def test_nobody_is_reminded_without_an_account(path: DraftClient) -> None:
    path.post("secure/", what="terms", act="remind", on="2099-01-01")
    path.post("secure/", what="terms", act="remind", on=str(timezone.localdate() + dt.timedelta(9)))
    assert not SecuringItem.objects.exists()
    assert 'type="date"' not in path.get("secure/")


def test_nor_with_an_address_that_is_not_confirmed(path: DraftClient, owner: User) -> None:
    EmailAddress.objects.update(verified=False)
    path.post("secure/", what="terms", act="remind", on=str(timezone.localdate() + dt.timedelta(9)))
    assert not SecuringItem.objects.exists()


@pytest.mark.parametrize("days", [0, -1, 3000])
def test_a_day_that_has_passed_or_lies_far_ahead_is_refused(
    path: DraftClient, owner: User, days: int
) -> None:
    day = timezone.localdate() + dt.timedelta(days)
    path.post("secure/", what="terms", act="remind", on=str(day))
    assert not SecuringItem.objects.exists()


def test_a_reminder_is_sent_once_on_its_day_for_all_of_one_work(
    path: DraftClient, owner: User
) -> None:
    day = timezone.localdate() + dt.timedelta(1)
    for what in ("terms", "platform"):
        path.post("secure/", what=what, act="remind", on=str(day))
    assert reminders_send() == 0
    SecuringItem.objects.update(remind_on=timezone.localdate())

    assert reminders_send() == 2
    assert reminders_send() == 0
    email = build_email(Notification.objects.get())
    assert email.to == ["chen@example.org"]
    assert "Heron" in email.body
    assert "List-Unsubscribe" in email.extra_headers
    link = f"/secure/{path.pk}/"
    assert link in email.body
    assert path.client.get(link)["Location"] == f"/interview/{path.pk}/secure/"
    assert "/account/login/" in Client().get(link)["Location"]


def test_what_is_done_or_stopped_is_not_reminded_of(path: DraftClient, owner: User) -> None:
    day = timezone.localdate() + dt.timedelta(1)
    path.post("secure/", what="terms", act="remind", on=str(day))
    path.post("secure/", what="terms", act="done")
    assert SecuringItem.objects.get().remind_on is None

    path.post("secure/", what="platform", act="remind", on=str(day))
    SecuringItem.objects.filter(what="platform").update(remind_on=timezone.localdate())
    Preferences.objects.create(user=owner, mail_reminder=False)
    reminders_send()
    assert not Notification.objects.exists()


def test_reminders_are_counted(path: DraftClient, owner: User) -> None:
    from assessments.quotas.limits import read_limits

    day = str(timezone.localdate() + dt.timedelta(5))
    with override_settings(QUOTAS=read_limits("reminders.account=1/d")):
        assert path.post("secure/", what="terms", act="remind", on=day).status_code == 302
        assert path.post("secure/", what="platform", act="remind", on=day).status_code == 429


def test_clauses_are_in_both_languages_with_rules_that_are_in_the_library(client: Client) -> None:
    keys = set(load_authorities())
    for clause in clauses():
        assert set(clause.authority) <= keys, clause.id
    page = client.get("/clauses/").content.decode()
    assert page.count("<textarea") == 2 * len(clauses())
