"""Sentences for the date of a file: what follows from its times, and who recorded them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.dating.evidence_of_time import DateGround, FileDate

MADE: dict[str, str | Promise] = {
    "contemporaneous": pgettext_lazy("times of a file", "made at the time"),
    "later": pgettext_lazy("times of a file", "not shown to be made at the time"),
    "unknown": pgettext_lazy("times of a file", "not known when made"),
}
BY: dict[str, str | Promise] = {
    "receipt": _("by its own date and our receipt soon after (self-recorded)"),
    "trusted": _("by its own date and a third party's timestamp soon after"),
}
DATE_SOURCES: dict[str, str | Promise] = {
    "device": _("clock of the device"),
    "signer": _("clock of the signer"),
    "service": _("clock of the service"),
    "archive": _("clock of whoever packed it"),
    "name": _("clock of the device, as its name for the file says"),
    "program": _("clock of the program"),
    "receipt": _("clock of this server"),
    "trusted": _("clock of a third party"),
}
GROUNDS: dict[str, str | Promise] = {
    "own_time": _("The file says that it was made %(at)s (%(source)s; %(clock)s)."),
    "other_time": _(
        "The file also names %(at)s (%(source)s; %(clock)s), which does not say when it was made."
    ),
    "named_time": _(
        "The name of the file says %(at)s, to the second and in no zone, as systems name a "
        "screenshot when it is taken. Anybody can change a name, so it does not show by itself "
        "when the file was made."
    ),
    "time_unread": _("A time in the file is none or was never set: %(at)s (%(source)s)."),
    "received": _("Received here %(at)s by the clock of this server; no trusted timestamp."),
    "existed_by": _("A third party had its digest by %(at)s (%(source)s)."),
    "no_own_time": _("The file does not say itself when it was made."),
    "own_time_after_receipt": _(
        "A time in the file lies after its receipt here: one of the two clocks is wrong."
    ),
    "own_time_after_stamp": _(
        "The file's own time lies after a third party's timestamp of it: one clock is wrong."
    ),
    "after_the_act": _("Its own time lies long after the act that it is to show."),
    "before_the_act": _("Its own time lies long before the act that it is to show."),
    "stamped_soon_after": _("The third party's timestamp came soon after the file's own time."),
    "received_soon_after": _("It was received here soon after its own time."),
    "received_long_after": _(
        "It was received here long after its own time; its own word alone does not carry that."
    ),
}
# Sources of times of entries in a file: the turns of a conversation, commits, runs of a log.
OF_ENTRIES = ("first message", "last message", "commit", "author date", "timestamp ", "message")
ENTRY = _("An entry in the file states %(at)s (%(source)s; %(clock)s).")
SUPPORT_WORDS: dict[str, str | Promise] = {
    "proved": pgettext_lazy("standing of a fact", "carried by evidence"),
    "presumed": pgettext_lazy("standing of a fact", "presumed from the name on the work"),
    "partly": pgettext_lazy("standing of a fact", "carried in part"),
    "attached": pgettext_lazy("standing of a fact", "file held, does not show it"),
    "named": pgettext_lazy("standing of a fact", "named, file not held or not read"),
    "statement": pgettext_lazy("standing of a fact", "statement only"),
    "itself": pgettext_lazy("standing of a fact", "accepted without evidence to the contrary"),
}


TONES = {"contemporaneous": "protected", "later": "unlikely", "unknown": "unknown"}


@dataclass(frozen=True, kw_only=True)
class DateWording:
    """The date of a file in words: the finding, what carries it, and every ground once."""

    made: str
    tone: str
    by: str
    grounds: tuple[str, ...]


def date_wording(date: FileDate) -> DateWording:
    """Return the date of a file as pages show it."""
    # That nothing shows a file to be of its time is no fault of it.
    unshown = date.made == "later" and date.grounds[-1].code == "received_long_after"
    return DateWording(
        made=str(MADE[date.made]),
        tone="unknown" if unshown else TONES[date.made],
        by=str(BY[date.by]) if date.made == "contemporaneous" and date.by else "",
        grounds=tuple(dict.fromkeys(ground_sentence(ground) for ground in date.grounds)),
    )


def ground_sentence(ground: DateGround) -> str:
    """Return the sentence of a ground of the date of a file."""
    is_entry = ground.code == "own_time" and ground.source.startswith(OF_ENTRIES)
    return str(ENTRY if is_entry else GROUNDS[ground.code]) % {
        "at": moment_text(ground.at),
        "source": ground.source,
        "clock": DATE_SOURCES[ground.clock],
    }


def moment_text(value: str) -> str:
    """Return a time with a zone in the zone of the site, one without a zone as such, or a day.

    Any other text stays as it is.
    """
    try:
        moment = dt.datetime.fromisoformat(value.strip())
    except ValueError:
        return value
    if len(value.strip()) <= len("2024-06-30"):
        return date_format(moment, "DATE_FORMAT")
    if moment.tzinfo is None:
        return gettext("%(time)s (no time zone stated)") % {
            "time": date_format(moment, "DATETIME_FORMAT")
        }
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} (UTC{local:%z})"
