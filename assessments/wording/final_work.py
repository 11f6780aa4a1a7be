"""Sentences for the voices that speak of the final work, in the active language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.likeness.final_work import Opinion

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VOICES: dict[str, StrOrPromise] = {
    "name": pgettext_lazy("voice on the final work", "Name"),
    "time": pgettext_lazy("voice on the final work", "Time"),
    "likeness": pgettext_lazy("voice on the final work", "Likeness"),
}
STANCES: dict[str, StrOrPromise] = {
    "for": pgettext_lazy("voice on the final work", "speaks for it"),
    "against": pgettext_lazy("voice on the final work", "speaks against it"),
    "silent": pgettext_lazy("voice on the final work", "says nothing"),
}
CODES: dict[str, StrOrPromise] = {
    "mark": _("The name calls it final, finished or published."),
    "newest_version": _("The name has the highest version of its kind."),
    "export": _("By its name it is an export of a document that was handed in, too."),
    "draft": _("The name calls it a draft, a sketch or not final."),
    "older_version": _("Another file of this name has a higher version."),
    "reference": _("It is called, or was given to a tool as, a reference."),
    "no_name": _("The name does not say."),
    "latest": _("By the times in the files it was made after all others."),
    "earlier": _("By the times in the files it was made before %(files)s."),
    "later_of_dated": _(
        "It is later than the other files that state a time, but some state none and may be later."
    ),
    "no_time": _("The times in the files do not say which was made last."),
    "holds": _(
        "It resembles %(files)s or names them as its source; no other file does so of as many."
    ),
    "among_several": _("It resembles %(files)s or names them as its source; so do other files."),
    "leads_on": _("It seems to be what %(files)s came from."),
    "alike": _("It is like %(files)s; nothing says which came first."),
    "unrelated": _("Nothing of it was found in the other files, nor of them in it."),
}
MAX_NAMES = 3


def opinion_text(opinion: Opinion, names: list[str]) -> str:
    """Return why a voice speaks for or against a file; `names` are those of `opinion.of`."""
    return str(CODES[opinion.code]) % {"files": _few(names)}


def _few(names: list[str]) -> str:
    separator = gettext(", ")
    shown = separator.join(names[:MAX_NAMES])
    if len(names) <= MAX_NAMES:
        return shown
    return gettext("%(names)s and %(n)s more") % {"names": shown, "n": len(names) - MAX_NAMES}
