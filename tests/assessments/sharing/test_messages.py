"""Questions and answers: one thread per assessment, told to the other side."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.accounts.models_notifications import Notification
from assessments.quotas.limits import read_limits
from assessments.sharing.services import share_create, share_open, share_revoke
from tests.support.confirmed_users import confirmed_user
from tests.support.pages import WEAK, assess_record, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Any:
    return confirmed_user("owner")


@pytest.fixture
def readers() -> list[Any]:
    return [confirmed_user("lawyer"), confirmed_user("second")]


@pytest.fixture
def shared(owner: Any, readers: list[Any], files_as_library: None) -> Any:
    assessment = assess_record(owner, WEAK)
    for reader in readers:
        share, _ = share_create(assessment=assessment, email=reader.email, by=owner)
        share_open(share=share, by=reader)
    return assessment


def notified_addresses() -> list[str]:
    return sorted(Notification.objects.filter(kind="asked").values_list("email", flat=True))


def page(user: Any, assessment: Any, **sent: str) -> Any:
    client, address = signed_in(user), f"/assessments/{assessment.pk}/questions/"
    return client.post(address, sent) if sent else client.get(address)


def test_a_question_is_told_to_the_owner_only(shared: Any, readers: list[Any]) -> None:
    page(readers[0], shared, text="Who chose the final picture?")
    assert notified_addresses() == ["owner@law.cn"]


def test_an_answer_is_told_to_every_reader(shared: Any, owner: Any) -> None:
    page(owner, shared, text="I did.")
    assert notified_addresses() == ["lawyer@law.cn", "second@law.cn"]


def test_a_reader_whose_share_was_taken_back_is_told_nothing(shared: Any, owner: Any) -> None:
    share_revoke(share=shared.shares.get(email="second@law.cn"), by=owner)
    page(owner, shared, text="I did.")
    assert notified_addresses() == ["lawyer@law.cn"]


def test_lines_stay_and_markup_is_only_text(shared: Any, owner: Any, readers: list[Any]) -> None:
    page(readers[0], shared, text="First\nsecond <b>bold</b>")
    shown = text_of(page(owner, shared))
    assert "First<br>second &lt;b&gt;bold&lt;/b&gt;" in shown
    assert "lawyer@law.cn" in shown


def test_an_empty_and_an_endless_message_are_refused(shared: Any, owner: Any) -> None:
    assert page(owner, shared, text=" ").status_code == 422
    assert page(owner, shared, text="x" * 5001).status_code == 422
    assert page(owner, shared, text="x" * 5000).status_code == 302


def test_writing_has_a_most_per_hour(shared: Any, owner: Any, settings: Any) -> None:
    settings.QUOTAS = read_limits("messages.account=1/h")
    assert page(owner, shared, text="one").status_code == 302
    assert page(owner, shared, text="two").status_code == 429
    assert shared.messages.count() == 1
