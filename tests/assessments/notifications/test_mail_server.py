"""The mail server of the tests is a real one."""

from __future__ import annotations

from django.core.mail import send_mail

from tests.support.mail_server import Mailbox


def test_what_is_sent_arrives_with_its_words_and_its_reader(mailbox: Mailbox) -> None:
    send_mail("题目 – subject", "您好。", "a@localhost", ["b@localhost"])

    (letter,) = mailbox.letters()
    assert letter["Subject"] == "题目 – subject"
    assert letter["X-Envelope-To"] == "b@localhost"
    assert mailbox.last_text().strip() == "您好。"


def test_a_letter_that_nobody_sent_is_not_there(mailbox: Mailbox) -> None:
    assert mailbox.letters() == []
