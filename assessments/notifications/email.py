"""Notifications by e-mail: a row, sent by a job, in the language of the recipient.

An e-mail states that something happened and links the page; it never contains what was written or
assessed. Its subject is a sentence of this site, and the title of a work is quoted in its text so
that it cannot pass for one. An event makes one e-mail, and none for a user who does not want it.
"""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from assessments.accounts.models_notifications import ACCOUNT_NEWS, Notification
from assessments.accounts.queries import (
    notification_is_optional,
    notification_is_wanted,
    preferences_of,
)
from assessments.jobs import JobFailure, Progress, TemporaryFailure, dispatch, reason_sentence
from assessments.notifications.quoting import quote_person, quote_words
from assessments.notifications.unsubscribe import unsubscribe_url
from assessments.works.owners import account_key

MAX_RETRY_SECONDS = 4 * 3600
MIN_PERMANENT_CODE = 500  # RFC 5321, 4.2.1: a reply code 5yz is a permanent failure


@transaction.atomic
def notify(
    *,
    kind: str,
    key: str,
    facts: Mapping[str, Any],
    user: User | None = None,
    email: str = "",
    language: str = "",
) -> Notification | None:
    """Queue an e-mail to a user, or to an address without an account; None if it is not wanted.

    `key` identifies the event; `facts` has the `path` of the page that the e-mail links. The
    language is that of the user's preferences, else the given one, else the active one.
    """
    address = email or (address_of(user) if user else "")
    if not address or (user and not notification_is_wanted(user, kind)):
        return None
    digest = hashlib.sha256(address.encode()).hexdigest()[:32]
    chosen = preferences_of(user).language if user else ""
    notification, made = Notification.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "user": user,
            "email": address,
            "language": chosen or language or translation.get_language() or settings.LANGUAGE_CODE,
            "facts": dict(facts),
            "owner_key": account_key(user.pk if user else None) or f"address:{digest}",
        },
    )
    if made:
        dispatch(notification)
    return notification


def notification_work(notification: Notification, progress: Progress) -> dict[str, Any]:
    """Send the e-mail of a notification.

    Raises `TemporaryFailure` where the mail server does not respond or defers the e-mail, and
    `JobFailure` where it rejects the e-mail for good.
    """
    try:
        build_email(notification).send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise _email_failure(min(codes, default=MIN_PERMANENT_CODE), error, notification) from error
    except smtplib.SMTPResponseException as error:
        raise _email_failure(error.smtp_code, error, notification) from error
    except OSError as error:  # also every other error of smtplib
        raise _email_failure(0, error, notification) from error
    # What news of an account states of whoever acted (network address, browser) is not kept.
    is_news = notification.kind == ACCOUNT_NEWS
    return {"facts": {"subject": notification.facts["subject"]}} if is_news else {}


def build_email(notification: Notification) -> EmailMessage:
    """Return the e-mail of a notification: plain text, without remote content or tracking.

    Headers for unsubscribing follow RFC 2369 (List-Unsubscribe) and RFC 8058 (one click).
    """
    optional = notification_is_optional(notification.kind)
    user = notification.user
    stop = unsubscribe_url(user, notification.kind) if user and optional else ""
    with translation.override(notification.language):
        context = {
            **notification.facts,
            "title": quote_words(notification.facts.get("title", "")),
            "who": quote_person(notification.facts.get("who", "")),
            "address": urljoin(settings.SITE_ROOT, notification.facts.get("path", "")),
            "email": notification.email,
            "product_name": settings.PRODUCT_NAME,
            "reason": reason_sentence(notification.facts.get("reason", "")),
            "site": settings.SITE_ROOT,
            "stop": stop,
            "requested": not optional,
        }
        text = render_to_string(f"notifications/{notification.kind}.txt", context)
    subject, body = text.strip().split("\n", 1)
    headers = {"Message-ID": f"<{notification.pk}@{urlsplit(settings.SITE_ROOT).hostname}>"}
    if stop:
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(
        strip_line_breaks(subject), body.strip() + "\n", to=[notification.email], headers=headers
    )


def address_of(user: User) -> str:
    """Return the confirmed address of a user, the primary one first; empty if there is none."""
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    main = confirmed.order_by("-primary", "pk").first()
    return main.email if main else ""


def strip_line_breaks(text: str) -> str:
    """Replace white space by single spaces: a header must not contain line breaks (RFC 5322)."""
    return " ".join(text.split())


def _email_failure(code: int, error: Exception, notification: Notification) -> JobFailure:
    if code >= MIN_PERMANENT_CODE:
        return JobFailure("address_refused", str(error))
    return TemporaryFailure(
        "mail_server_away",
        str(error),
        seconds=retry_seconds(timezone.now() - notification.queued_at),
        patience=settings.MAIL_RETRY_HOURS * 3600,
    )


def retry_seconds(waited: timedelta) -> int:
    """Return how long an e-mail that has waited for so long waits again.

    As long as it has waited, so that the pauses double: 5, 5, 10, 20, 40 … minutes with the usual
    setting, at most `MAX_RETRY_SECONDS`.
    """
    seconds = max(settings.MAIL_RETRY_SECONDS, round(waited.total_seconds()))
    return min(seconds, max(MAX_RETRY_SECONDS, settings.MAIL_RETRY_SECONDS))
