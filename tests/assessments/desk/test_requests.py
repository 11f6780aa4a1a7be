"""What a lawyer asks at a fact, what the client answers in place, and what comes of it."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone

from assessments.accounts.models_notifications import Notification
from assessments.audit.models import AuditEntry
from assessments.desk.services_requests import requests_remind
from assessments.evidence.models import Upload
from assessments.matters.models_firms import Matter, Member
from assessments.matters.models_requests import Request
from assessments.notifications.email import build_email
from assessments.privacy.export import personal_data
from assessments.privacy.queries import belongings
from assessments.privacy.services import account_delete
from assessments.results.page.asking import fact_link, fact_of, facts_to_choose
from assessments.sharing.services import share_create, share_open, share_revoke
from tests.support.confirmed_users import confirmed_user
from tests.support.firms import (
    account_of,
    colleague_of,
    matter_of,
    partner_of,
    received_in,
    request_in,
)
from tests.support.pages import signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WORDS = "Who typed this prompt?"


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def partner() -> Member:
    return partner_of("partner")


@pytest.fixture
def owner() -> Any:
    return confirmed_user("owner")


@pytest.fixture
def matter(partner: Member, files_as_library: None) -> Matter:
    return matter_of(partner, title="Cover")


@pytest.fixture
def asked(matter: Matter, partner: Member, owner: Any) -> Request:
    return request_in(matter, by=partner, client=owner, text=WORDS)


def path_of(row: Request, act: str = "") -> str:
    return f"/desk/requests/{row.pk}/{act}"


def answer(user: Any, row: Request, **sent: Any) -> Any:
    return signed_in(user).post(path_of(row, "answer/"), sent)


def judge(user: Any, row: Request, **sent: Any) -> Any:
    return signed_in(user).post(path_of(row, "judge/"), sent)


def letters() -> list[tuple[str, str]]:
    """To whom an e-mail goes, and its subject."""
    made = [build_email(row) for row in Notification.objects.filter(kind="asked")]
    return [(email.to[0], email.subject.split(" · ")[0]) for email in made]


def test_a_lawyer_asks_at_a_fact_and_the_client_sees_it_everywhere(
    matter: Matter, partner: Member, owner: Any, settings: Any
) -> None:
    settings.PAGE_CACHE = True
    copy = received_in(matter, by=partner, client=owner)
    source = copy.work.intake.source
    record, page = f"{copy.get_absolute_url()}record/", signed_in(account_of(partner))
    client = signed_in(owner)
    shown_before = [
        text_of(client.get(path)) for path in ("/assessments/", f"/assessments/{source.pk}/")
    ]
    link = f"/desk/assessments/{copy.pk}/ask/?about=steps.s1"
    assert f'href="{link}"' in text_of(page.get(record))
    due = timezone.localdate() + dt.timedelta(3)
    typed = {"about": "steps.s1.intent", "state": "asked", "text": WORDS, "due_on": str(due)}
    row_path = page.post(link, typed)["Location"]
    row = Request.objects.get()
    assert (row.about, row.state, row.due_on, row.get_absolute_url()) == (
        "steps.s1.intent",
        "asked",
        due,
        row_path,
    )
    for before, path in zip(
        [*shown_before, ""],
        ("/assessments/", f"/assessments/{source.pk}/", f"/assessments/{source.pk}/record/"),
        strict=True,
    ):
        html = text_of(client.get(path))
        assert "1 question from your lawyer" in html, path
        assert f'href="{row_path}"' in html, path
        assert row_path not in before
    for path in (record, matter.get_absolute_url()):
        assert f'href="{row_path}"' in text_of(page.get(path)), path
    assert "What was wanted" in text_of(client.get(row_path))
    assert letters() == [("owner@law.cn", "A question from your lawyer")]
    assert WORDS not in build_email(Notification.objects.get(kind="asked")).body


def test_the_client_answers_in_place_with_text_and_files(
    asked: Request, partner: Member, owner: Any
) -> None:
    assert answer(owner, asked).status_code == 422
    sent = answer(owner, asked, text="I did.", files=[BytesIO(b"one"), BytesIO(b"two")])
    assert sent.status_code == 302
    asked.refresh_from_db()
    message = asked.messages.get()
    assert (asked.state, message.state, message.text, message.name) == (
        "answered",
        "answered",
        "I did.",
        "owner@law.cn",
    )
    uploads = Upload.objects.filter(draft__work=asked.share.assessment.work)
    assert {file["id"] for file in message.files} == {str(u.pk) for u in uploads}
    assert {file["sha256"] for file in message.files} == {u.sha256 for u in uploads}
    page = signed_in(account_of(partner))
    html = text_of(page.get(path_of(asked)))
    assert "I did." in html
    assert message.files[0]["sha256"] in html
    assert letters()[-1] == ("partner@law.cn", "A client answered")
    desk = page.get("/desk/")
    assert [row.request.pk for row in desk.context["answered"]] == [asked.pk]
    assert "1 answer<" in text_of(page.get("/desk/matters/"))
    assert "question from your lawyer" not in text_of(signed_in(owner).get("/assessments/"))


def test_an_answer_is_returned_for_correction_with_a_reason(
    asked: Request, partner: Member, owner: Any
) -> None:
    lawyer = account_of(partner)
    early = judge(lawyer, asked, state="returned", text="Not yet answered.")
    assert early.status_code == 409
    answer(owner, asked, text="I did.")
    assert judge(lawyer, asked, state="returned").status_code == 422
    assert judge(lawyer, asked, state="returned", text="Name the account.").status_code == 302
    asked.refresh_from_db()
    assert asked.state == "returned"
    html = text_of(signed_in(owner).get(path_of(asked)))
    assert "Your lawyer returned this for correction" in html
    assert "Name the account." in html
    assert "returned for correction" in text_of(signed_in(owner).get("/assessments/"))
    assert letters()[-1] == ("owner@law.cn", "Returned for correction")
    assert answer(owner, asked, text="lin@example.org").status_code == 302
    assert judge(lawyer, asked, state="closed").status_code == 302
    asked.refresh_from_db()
    assert [m.state for m in asked.messages.all()] == ["answered", "returned", "answered", "closed"]
    assert answer(owner, asked, text="Wait.").status_code == 409
    assert asked.messages.count() == 4


def test_a_record_is_returned_for_correction_at_once(
    matter: Matter, partner: Member, owner: Any
) -> None:
    copy = received_in(matter, by=partner, client=owner)
    typed = {"about": "", "state": "returned", "text": "The dates do not fit."}
    signed_in(account_of(partner)).post(f"/desk/assessments/{copy.pk}/ask/", typed)
    assert Request.objects.get().state == "returned"
    assert letters() == [("owner@law.cn", "Returned for correction")]


def test_a_share_that_is_revoked_ends_the_asking_and_the_answering(
    asked: Request, matter: Matter, partner: Member, owner: Any
) -> None:
    share_revoke(share=asked.share, by=owner)
    for path in (path_of(asked), path_of(asked, "answer/")):
        assert signed_in(owner).post(path).status_code in {404, 405}
    assert signed_in(owner).get(path_of(asked)).status_code == 404
    assert WORDS not in text_of(signed_in(owner).get("/assessments/"))
    page = signed_in(account_of(partner))
    assert "The client cannot answer" in text_of(page.get(path_of(asked)))
    ask = f"/desk/assessments/{asked.work.assessments.get().pk}/ask/"
    assert page.get(ask).status_code == 409
    assert page.post(ask, {"state": "asked", "text": "x"}).status_code == 409
    record = f"{asked.work.assessments.get().get_absolute_url()}record/"
    assert "Ask about this" not in text_of(page.get(record))
    assert Request.objects.count() == 1


def test_a_request_and_its_answers_stay_when_the_client_leaves(
    asked: Request, partner: Member, owner: Any
) -> None:
    answer(owner, asked, text="I did.")
    assert belongings(owner)["answers"] == 1
    kept = {name: b"".join(chunks) for name, chunks in personal_data(owner)}
    assert WORDS in kept["requests-to-me.json"].decode()
    assert "I did." in kept["messages-to-requests.json"].decode()
    account_delete(user=owner)
    html = text_of(signed_in(account_of(partner)).get(path_of(asked)))
    assert "I did." in html
    assert "owner@law.cn" in html
    asked.refresh_from_db()
    assert asked.share is None
    assert judge(account_of(partner), asked, state="returned", text="x").status_code == 409
    assert judge(account_of(partner), asked, state="closed").status_code == 302


def test_the_client_is_reminded_once_on_the_day_unless_they_answered(
    asked: Request, owner: Any, partner: Member
) -> None:
    today = timezone.localdate()
    Request.objects.update(due_on=today + dt.timedelta(1))
    assert requests_remind() == 0
    Request.objects.update(due_on=today)
    assert requests_remind() == 1
    assert requests_remind() == 0
    assert letters()[-1] == ("owner@law.cn", "Your lawyer waits for an answer")
    Request.objects.update(reminded_at=None)
    answer(owner, asked, text="I did.")
    assert requests_remind() == 0
    typed = {"state": "returned", "text": "x", "due_on": str(today)}
    judge(account_of(partner), asked, **typed)
    assert requests_remind() == 1
    Request.objects.update(reminded_at=None)
    share_revoke(share=asked.share, by=owner)
    assert requests_remind() == 0


def test_nobody_else_with_whom_the_work_is_shared_sees_what_a_firm_asks(
    asked: Request, owner: Any
) -> None:
    source = asked.share.assessment
    other = confirmed_user("other")
    share, _made = share_create(assessment=source, email=other.email, by=owner)
    share_open(share=share, by=other)
    page = signed_in(other)
    for part in ("", "record/"):
        assert WORDS not in text_of(page.get(f"{source.get_absolute_url()}{part}"))
    assert page.get(path_of(asked)).status_code == 404


def test_the_one_who_asked_and_the_one_who_answers_for_the_matter_are_told(
    matter: Matter, partner: Member, owner: Any
) -> None:
    associate = colleague_of(partner, "associate")
    signed_in(account_of(partner)).post(
        f"{matter.get_absolute_url()}people/", {"members": [associate.pk]}
    )
    row = request_in(matter, by=associate, client=owner)
    answer(owner, row, text="I did.")
    told = {to for to, subject in letters() if subject == "A client answered"}
    assert told == {"partner@law.cn", "associate@law.cn"}
    matter.people.all().delete()
    answer(owner, row, text="And more.")
    assert [to for to, _ in letters()].count("associate@law.cn") == 1


def test_what_is_asked_and_answered_is_logged_on_both_sides_without_words(
    asked: Request, matter: Matter, owner: Any
) -> None:
    answer(owner, asked, text="I did.")
    for subject in (f"matter:{matter.pk}", str(asked.share.assessment.work_id)):
        entries = AuditEntry.objects.filter(subject=subject, act__startswith="request.")
        assert [entry.act for entry in entries.order_by("number")] == [
            "request.asked",
            "request.answered",
        ]
        assert all(entry.facts == {"request": str(asked.pk)} for entry in entries)


def test_a_day_that_has_passed_and_a_fact_that_is_not_there_are_refused(
    matter: Matter, partner: Member, owner: Any
) -> None:
    copy = received_in(matter, by=partner, client=owner)
    page, path = signed_in(account_of(partner)), f"/desk/assessments/{copy.pk}/ask/"
    yesterday = timezone.localdate() - dt.timedelta(1)
    typed = {"state": "asked", "text": "x", "due_on": str(yesterday)}
    assert page.post(path, typed).status_code == 422
    assert page.get(f"{path}?about=steps.s99").status_code == 404
    typed = {"state": "asked", "text": "x", "about": "steps.s1"}
    assert page.post(path, typed).status_code == 422, "not one of the facts of this page"
    source = copy.work.intake.source
    account = signed_in(account_of(partner))
    assert account.get(f"/desk/assessments/{source.pk}/ask/").status_code == 404
    assert not Request.objects.exists()


def test_a_closed_matter_asks_reminds_and_answers_no_more(
    asked: Request, matter: Matter, partner: Member, owner: Any
) -> None:
    Matter.objects.update(status="closed", closed_at=timezone.now())
    Request.objects.update(due_on=timezone.localdate())
    assert requests_remind() == 0
    assert answer(owner, asked, text="I did.").status_code == 409
    assert "from your lawyer" not in text_of(signed_in(owner).get("/assessments/"))
    ask = f"/desk/assessments/{asked.work.assessments.get().pk}/ask/"
    assert signed_in(account_of(partner)).get(ask).status_code == 409


RECORD: dict[str, Any] = {
    "title": "Heron",
    "steps": [{"id": "s1", "action": "generate"}, {"id": "s1.prompt", "action": "edit"}],
    "evidence": [{"id": "e.1", "what": "statement"}],
}


@pytest.mark.parametrize(
    ("path", "place", "field"),
    [
        ("", "work", ""),
        ("title", "work", "title"),
        ("steps.s1", "steps-1", ""),
        ("steps.s1.intent", "steps-1", "intent"),
        ("steps.s1.prompt", "steps-2", ""),
        ("steps.s1.prompt.prompt", "steps-2", "prompt"),
        ("evidence.e.1.shows", "evidence-1", "shows"),
    ],
)
def test_a_path_is_taken_apart_by_the_ids_of_the_record(path: str, place: str, field: str) -> None:
    fact = fact_of(RECORD, path)
    assert fact is not None
    assert (fact.place, fact.field) == (place, field)
    assert fact_link(RECORD, path).text
    assert path in dict(facts_to_choose(RECORD, path))


@pytest.mark.parametrize("path", ["steps", "steps.s9", "steps.s1.nothing", "nothing", "s1", "."])
def test_a_path_that_names_nothing_is_none(path: str) -> None:
    assert fact_of(RECORD, path) is None
    assert fact_link(RECORD, path).href == ""
