"""Letters over a real mail server: in the reader's language, stoppable, never lost, never twice."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from assessments.accounts.models import Preferences
from assessments.accounts.models_notifications import Notification, NotificationKind
from assessments.jobs import sweep_all
from assessments.memo.announce import memo_announce, memos_announce
from assessments.memo.models import Memo
from assessments.memo.services import memo_request
from assessments.notifications.email import retry_seconds
from assessments.notifications.quoting import quote_person, quote_words
from assessments.notifications.services import notify
from assessments.sharing.services import share_create, share_open, share_revoke
from tests.support.confirmed_users import confirmed_user, letters_send
from tests.support.mail_server import Mailbox
from tests.support.pages import WEAK, assess_record

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def owner() -> Any:
    return confirmed_user("owner")


@pytest.fixture
def assessment(owner: Any, files_as_library: None) -> Any:
    return assess_record(owner, WEAK)


def notification_of(user: Any, key: str = "k", **facts: Any) -> Notification | None:
    facts = {"path": "/assessments/", "title": "The lamp", "who": "Li", **facts}
    return notify(kind="asked", key=key, user=user, facts=facts)


def end_memo(assessment: Any, by: Any, **columns: Any) -> Memo:
    memo = memo_request(assessment=assessment, language="zh-hans", by=by)
    columns = {"state": "ready", "pdf": "x.pdf", "finished_at": memo.queued_at, **columns}
    Memo.objects.filter(pk=memo.pk).update(**columns)
    return memo


def test_an_address_without_an_account_is_invited(
    assessment: Any, owner: Any, mailbox: Mailbox
) -> None:
    share, _ = share_create(assessment=assessment, email="new@firm.cn", by=owner)
    assert letters_send() == ["ready"]

    letter, text = mailbox.letters()[0], mailbox.last_text()
    assert letter["To"] == letter["X-Envelope-To"] == "new@firm.cn"
    assert letter.get_content_type() == "text/plain"
    assert letter["Subject"] == "An assessment is shared with you · Proof of Making"
    assert "owner@law.cn asks you to read" in text
    assert f"http://localhost:8000/shared/{share.pk}/" in text
    assert assessment.work.title in text
    assert letter["List-Unsubscribe"] is None
    assert "You have no account here" in text


def test_a_letter_is_in_the_language_of_its_reader(owner: Any, mailbox: Mailbox) -> None:
    Preferences.objects.create(user=owner, language="zh-hans")
    notification_of(owner)
    letters_send()
    assert "新留言" in mailbox.letters()[0]["Subject"]
    assert "The lamp" in mailbox.last_text()


def test_one_click_stops_letters_of_the_kind(owner: Any, mailbox: Mailbox, client: Any) -> None:
    notification_of(owner)
    letters_send()
    letter = mailbox.letters()[0]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = letter["List-Unsubscribe"].strip(" <>")
    assert stop in mailbox.last_text()

    client.post(stop.replace("http://localhost:8000", ""), {"List-Unsubscribe": "One-Click"})
    assert notification_of(owner, "another") is None


def test_an_account_without_a_confirmed_address_gets_no_letter() -> None:
    assert notification_of(confirmed_user("new", verified=False)) is None


def test_an_event_asks_for_one_letter(owner: Any, mailbox: Mailbox) -> None:
    notification_of(owner)
    notification_of(owner)
    letters_send()
    assert letters_send() == []
    assert len(mailbox.letters()) == 1


def test_a_title_cannot_write_headers(owner: Any, mailbox: Mailbox) -> None:
    notification_of(owner, title="Lamp\nBcc: all@law.cn")
    letters_send()
    assert "    Lamp Bcc: all@ law. cn\r\n" in mailbox.last_text()
    assert mailbox.letters()[0]["Bcc"] is None
    assert mailbox.letters()[0]["X-Envelope-To"] == "owner@law.cn"


@pytest.mark.parametrize("kind", NotificationKind.values)
def test_no_words_of_a_person_stand_in_a_subject(owner: Any, mailbox: Mailbox, kind: str) -> None:
    facts = {"path": "/x/", "title": "Refund", "who": "Bank", "reason": "disk_full"}
    notify(kind=kind, key="k", user=owner, facts=facts)
    letters_send()
    subject = mailbox.letters()[0]["Subject"]
    assert not {"Refund", "Bank"} & set(re.findall(r"\w+", subject)), subject


@pytest.mark.parametrize("kind", NotificationKind.values)
def test_no_words_of_a_person_make_a_link(owner: Any, mailbox: Mailbox, kind: str) -> None:
    words = "https://evil.example/a 中文。中国 www.evil.example evil．example \u202ex@evil.example"
    facts = {"path": "/x/", "title": words, "who": words, "reason": "disk_full"}
    notify(kind=kind, key="k", user=owner, facts=facts)
    letters_send()
    links = re.findall(r"\S*[^\s.][./@。．]\w\S*", mailbox.last_text())
    own = ("http://localhost:8000", "owner@law.cn", "verify.py")
    assert [link for link in links if not link.startswith(own)] == []


def test_a_title_is_shortened_and_stays_readable() -> None:
    assert quote_words("Spring  wind\n2.0") == "Spring wind 2. 0"
    assert quote_words("x" * 200) == "x" * 59 + "…"
    assert quote_person("li.wei@law.cn") == "li.wei@law.cn"
    assert quote_person("evil.cn/a@law.cn") == "evil. cn/ a@ law. cn"


def test_markup_in_a_title_stays_text(owner: Any, mailbox: Mailbox) -> None:
    notification_of(owner, title="Lamp & <moon>")
    letters_send()
    assert "Lamp & <moon>" in mailbox.last_text()


def test_a_mail_server_that_is_away_is_tried_again_later(
    owner: Any, mailbox: Mailbox, settings: Any
) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    notice = notification_of(owner)
    assert letters_send() == ["deferred"]
    assert sweep_all() == 0  # not before its time

    settings.EMAIL_PORT = there
    assert letters_send() == ["ready"]
    assert [letter["Message-ID"] for letter in mailbox.letters()] == [f"<{notice.pk}@localhost>"]


@pytest.fixture
def no_mail_server(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def wait_for(notice: Notification, **time: int) -> None:
    """As if so much time had passed since the letter was queued."""
    Notification.objects.filter(pk=notice.pk).update(queued_at=timezone.now() - timedelta(**time))


def test_a_mail_server_that_is_away_is_tried_for_three_days(
    owner: Any, no_mail_server: None, settings: Any
) -> None:
    settings.JOB_ATTEMPTS = 2  # of workers that die; a server that is away is no attempt
    notice = notification_of(owner)
    for hours in (0, 1, 2, 24, 48, 67):
        wait_for(notice, hours=hours)
        assert letters_send() == ["deferred"], hours
    wait_for(notice, hours=72)
    assert letters_send() == ["failed"]
    notice.refresh_from_db()
    assert "could not be reached" in notice.reason_sentence


def test_the_pauses_between_attempts_double() -> None:
    waited, pauses = timedelta(), []
    for _ in range(9):
        pauses.append(retry_seconds(waited) // 60)
        waited += timedelta(minutes=pauses[-1])
    assert pauses == [5, 5, 10, 20, 40, 80, 160, 240, 240]


def test_what_was_given_up_is_sent_again_in_bulk(
    owner: Any, no_mail_server: None, capsys: Any, request: pytest.FixtureRequest
) -> None:
    notices = [notification_of(owner, key=f"event {n}") for n in range(3)]
    for notice in notices:
        wait_for(notice, hours=72)
    assert letters_send() == ["failed"] * 3
    Notification.objects.filter(pk=notices[2].pk).update(reason="address_refused")
    mailbox = request.getfixturevalue("mailbox")  # the server is back
    call_command("resend_emails")
    assert "2 queued again" in capsys.readouterr().out
    assert letters_send() == ["ready", "ready"]
    call_command("resend_emails")
    assert "0 queued again" in capsys.readouterr().out
    assert len(mailbox.letters()) == 2


def test_an_address_that_is_refused_is_not_tried_again(
    owner: Any, mailbox: Mailbox, monkeypatch: Any
) -> None:
    async def refuse(self: Any, server: Any, session: Any, envelope: Any, *more: Any) -> str:
        return "550 No such person"

    monkeypatch.setattr(Mailbox, "handle_RCPT", refuse, raising=False)
    notice = notification_of(owner)
    assert letters_send() == ["failed"]
    notice.refresh_from_db()
    assert notice.reason == "address_refused"


def test_the_end_of_a_memo_is_told_once(assessment: Any, owner: Any, mailbox: Mailbox) -> None:
    memo = end_memo(assessment, owner)
    assert (memos_announce(), memos_announce(), memo_announce(memo.pk)) == (1, 0, False)
    letters_send()
    assert "法律意见书已生成" in mailbox.letters()[0]["Subject"]
    assert reverse("assessments:memo", args=[memo.pk]) in mailbox.last_text()


@pytest.mark.parametrize(
    ("form", "named"),
    [("opinion", "法律意见书"), ("papers", "工作底稿"), ("creator", "创作者简版")],
)
@pytest.mark.parametrize("state", ["ready", "failed"])
def test_the_subject_names_the_document_that_was_asked_for(
    form: str, named: str, state: str, assessment: Any, owner: Any, mailbox: Mailbox
) -> None:
    columns = {"ready": {"state": "ready"}, "failed": {"state": "failed", "pdf": "", "reason": "x"}}
    end_memo(assessment, owner, form=form, **columns[state])
    memos_announce()
    letters_send()
    ended = {"ready": "已生成", "failed": "未能生成"}[state]
    assert f"您的{named}{ended} · " in mailbox.letters()[0]["Subject"]


def test_a_memo_that_failed_says_why(assessment: Any, owner: Any, mailbox: Mailbox) -> None:
    Preferences.objects.create(user=owner, language="en")
    end_memo(assessment, owner, state="failed", pdf="", reason="disk_full")
    memos_announce()
    letters_send()
    assert "The server is full" in mailbox.last_text()


def test_a_memo_that_failed_again_is_news_again(assessment: Any, owner: Any) -> None:
    end_memo(assessment, owner, state="failed", pdf="", reason="disk_full")
    memos_announce()
    end_memo(assessment, owner, state="failed", pdf="", reason="disk_full")
    assert memos_announce() == 1
    assert Notification.objects.filter(kind="memo_failed").count() == 2


def test_the_sweep_tells_a_memo_whose_worker_died_after_it(assessment: Any, owner: Any) -> None:
    end_memo(assessment, owner)
    sweep_all()
    assert Notification.objects.get().kind == "memo_ready"


def test_a_reader_who_may_not_read_any_more_is_not_told(assessment: Any, owner: Any) -> None:
    lawyer = confirmed_user("lawyer")
    share, _ = share_create(assessment=assessment, email=lawyer.email, by=owner)
    share_open(share=share, by=lawyer)
    end_memo(assessment, lawyer)
    share_revoke(share=share, by=owner)
    memos_announce()
    assert not Notification.objects.filter(kind="memo_ready").exists()


def test_a_share_taken_back_takes_its_waiting_letter_along(
    assessment: Any, owner: Any, mailbox: Mailbox
) -> None:
    share, _ = share_create(assessment=assessment, email="new@firm.cn", by=owner)
    share_revoke(share=share, by=owner)
    letters_send()
    assert mailbox.letters() == []
