"""The e-mails that a development server has sent; in production the pages do not exist."""

from __future__ import annotations

import mailbox
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import urlize
from django.views.decorators.http import require_safe

MAX_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class CapturedEmail:
    """An e-mail as a mail program shows it."""

    key: str
    to: str
    subject: str
    at: datetime | None
    text: str

    @property
    def linkify(self) -> str:
        """The escaped text with its addresses as links."""
        return str(urlize(self.text, autoescape=True))


@require_safe
def email_list(request: HttpRequest) -> HttpResponse:
    """List the newest e-mails of this server."""
    box = _open_mailbox()
    newest = sorted(box.iterkeys(), key=_get_arrival, reverse=True)[:MAX_SHOWN]
    return render(
        request,
        "notifications/mailbox.html",
        {"letters": [_read_email(box, key) for key in newest]},
    )


@require_safe
def email_detail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one e-mail."""
    box = _open_mailbox()
    if key not in box:
        raise Http404
    return render(request, "notifications/letter.html", {"letter": _read_email(box, key)})


def _open_mailbox() -> mailbox.Maildir:
    if not settings.DEBUG or settings.MAILBOX_DIR is None:
        raise Http404
    return mailbox.Maildir(settings.MAILBOX_DIR, create=True)


def _get_arrival(key: str) -> float:
    """Return the time of arrival in seconds, from a Maildir name `seconds.MmicrosecondsP…`."""
    second, _, rest = key.partition(".")
    micro = rest.partition("M")[2].partition("P")[0]
    return float(second) + float(micro or 0) / 1_000_000


def _read_email(box: mailbox.Maildir, key: str) -> CapturedEmail:
    message = message_from_bytes(box.get_bytes(key), EmailMessage, policy=default)
    body = message.get_body(("plain",))
    sent = message["Date"]
    return CapturedEmail(
        key=key,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        at=_parse_date(str(sent)) if sent else None,
        text=str(body.get_content()) if body else "",
    )


def _parse_date(header: str) -> datetime:
    """Parse a date header; `-0000`, which Django writes for UTC, is parsed without a zone."""
    moment = parsedate_to_datetime(header)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
