"""Letters that a development server has sent, for whoever tries it out: no page in production."""

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

NEWEST = 50


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter as a mail program shows it."""

    key: str
    to: str
    subject: str
    at: datetime | None
    text: str

    @property
    def linked(self) -> str:
        """The text, escaped, with its addresses as links."""
        return str(urlize(self.text, autoescape=True))


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The letters of this server, newest first."""
    box = _box()
    newest = sorted(box.iterkeys(), key=_arrival, reverse=True)[:NEWEST]
    return render(request, "mailbox/list.html", {"letters": [_letter(box, key) for key in newest]})


@require_safe
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """One letter."""
    box = _box()
    if key not in box:
        raise Http404
    return render(request, "mailbox/letter.html", {"letter": _letter(box, key)})


def _box() -> mailbox.Maildir:
    if not settings.DEBUG or settings.MAILBOX_DIR is None:
        raise Http404
    return mailbox.Maildir(settings.MAILBOX_DIR, create=True)


def _arrival(key: str) -> float:
    """A Maildir's names begin with the second, then the microsecond of arrival."""
    second, _, rest = key.partition(".")
    micro = rest.partition("M")[2].partition("P")[0]
    return float(second) + float(micro or 0) / 1_000_000


def _letter(box: mailbox.Maildir, key: str) -> Letter:
    message = message_from_bytes(box.get_bytes(key), EmailMessage, policy=default)
    body = message.get_body(("plain",))
    sent = message["Date"]
    return Letter(
        key=key,
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        at=_moment(str(sent)) if sent else None,
        text=str(body.get_content()) if body else "",
    )


def _moment(header: str) -> datetime:
    """Django writes UTC as "-0000", which Python reads as a time of nowhere."""
    moment = parsedate_to_datetime(header)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
