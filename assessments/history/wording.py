"""What became of the request to send a daily root by e-mail, as sentences."""

from __future__ import annotations

from typing import Literal

from django.utils.translation import gettext_lazy as _

RootMail = Literal["sent", "again", "no_address", "no_root"]
SENTENCES = {
    "sent": _(
        "We are sending you the root by e-mail. Keep the e-mail: the root is of use only "
        "outside this site."
    ),
    "again": _(
        "This root was already sent to you. The next one is made after the day is over (UTC)."
    ),
    "no_address": _(
        "Your account has no confirmed e-mail address to send it to. Confirm one, or copy the root "
        "from this page."
    ),
    "no_root": _("No root covers this log yet. The first one is made after the day is over (UTC)."),
}


def root_mail_sentence(outcome: RootMail) -> str:
    """Return the sentence of an outcome."""
    return str(SENTENCES[outcome])
