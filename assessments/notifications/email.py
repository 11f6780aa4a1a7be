"""Letters by e-mail: asked for as a row, sent by a job, in the language of whoever gets them.

A letter says that something happened and where; it never carries what was written or assessed. An
event asks for one letter only, and a person who does not want its kind gets none.
"""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from assessments.accounts.models_notifications import Notification
from assessments.accounts.queries import notification_is_wanted, preferences_of
from assessments.jobs import JobFailure, Progress, TemporaryFailure, dispatch, reason_sentence
from assessments.notifications.unsubscribe import unsubscribe_url

MAX_TITLE_CHARS = 80  # characters of a work's title that a letter shows
MIN_PERMANENT_CODE = 500  # SMTP: from here on a refusal is final


@transaction.atomic
def notify(
    *,
    kind: str,
    key: str,
    facts: Mapping[str, Any],
    user: Any | None = None,
    email: str = "",
    language: str = "",
) -> Notification | None:
    """Ask for a letter to an account, or to an address that has none; None where none is wanted.

    `facts` names the `path` of the page that it leads to. The language is what the account chose,
    else the given one, else the one in use.
    """
    address = email or (address_of(user) if user else "")
    if not address or (user and not notification_is_wanted(user, kind)):
        return None
    chosen = preferences_of(user).language if user else ""
    notice, made = Notification.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "user": user,
            "email": address,
            "language": chosen or language or translation.get_language() or settings.LANGUAGE_CODE,
            "facts": dict(facts),
        },
    )
    if made:
        dispatch(notice)
    return notice


def notification_work(notice: Notification, progress: Progress) -> dict[str, Any]:
    """Send the letter; a mail server that is away is tried again later."""
    try:
        letter_of(notice).send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise _failure(min(codes, default=MIN_PERMANENT_CODE), error, notice) from error
    except smtplib.SMTPResponseException as error:
        raise _failure(error.smtp_code, error, notice) from error
    except OSError as error:  # also every other error of smtplib
        raise _failure(0, error, notice) from error
    return {}


def letter_of(notice: Notification) -> EmailMessage:
    """The letter as it is sent: plain text, one link, nothing that is fetched or counted."""
    stop = unsubscribe_url(notice.user, notice.kind) if notice.user else ""
    with translation.override(notice.language):
        context = {
            **notice.facts,
            "title": one_line(notice.facts.get("title", ""))[:MAX_TITLE_CHARS],
            "address": urljoin(settings.SITE_ROOT, notice.facts["path"]),
            "email": notice.email,
            "product_name": settings.PRODUCT_NAME,
            "reason": reason_sentence(notice.facts.get("reason", "")),
            "site": settings.SITE_ROOT,
            "stop": stop,
        }
        text = render_to_string(f"notifications/{notice.kind}.txt", context)
    subject, body = text.strip().split("\n", 1)
    headers = {"Message-ID": f"<{notice.pk}@{urlsplit(settings.SITE_ROOT).hostname}>"}
    if stop:
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(one_line(subject), body.strip() + "\n", to=[notice.email], headers=headers)


def address_of(user: Any) -> str:
    """Where letters to an account go: its main confirmed address, none if it has none."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    main = confirmed.order_by("-primary", "pk").first()
    return main.email if main else ""


def one_line(text: str) -> str:
    """Without line breaks, which no header of a letter may hold."""
    return " ".join(text.split())


def _failure(code: int, error: Exception, notice: Notification) -> JobFailure:
    if code >= MIN_PERMANENT_CODE:
        return JobFailure("address_refused", str(error))
    seconds = settings.MAIL_RETRY_SECONDS * notice.attempts
    return TemporaryFailure("mail_server_away", str(error), seconds=seconds)
