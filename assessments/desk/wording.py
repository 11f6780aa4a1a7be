"""Sentences of the desk: why a firm refuses something, what a conflict check found."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_lazy

from assessments.matters.conflicts import Hit
from assessments.matters.models_firms import Matter

REFUSALS: dict[str, Any] = {
    "in_a_firm": gettext_lazy("You are in a firm already. Leave it before you join another."),
    "not_invited": gettext_lazy("This invitation is for another address."),
    "invitation_over": gettext_lazy("This invitation was accepted or withdrawn."),
    "last_partner": gettext_lazy("A firm needs a partner. Make somebody else a partner first."),
    "has_matters": gettext_lazy(
        "Nobody else is in the firm, so it ends when you leave, and it still has matters. Delete "
        "them first, or make somebody else a partner."
    ),
    "answers_for_matters": gettext_lazy(
        "This person answers for matters or reviews them. Give those to another lawyer first."
    ),
    "no_successor": gettext_lazy(
        "Say who takes over the matters for which this person is responsible."
    ),
}
NOTHING_CORRECTED = gettext_lazy("Nothing differs from what the client says.")
OTHER_LAYERS = gettext_lazy(
    "This would make other parts of the work than the client named, so it is no correction of a "
    "fact: ask the client for another record."
)


def hit_sentence(hit: Hit) -> str:
    """Return what is there under a name that was searched."""
    words = {"name": hit.found, "title": hit.title, "lawyer": hit.lawyer}
    if hit.stands == "client" and hit.lawyer:
        return (
            gettext(
                "A name like “%(name)s” is that of the client in a matter that you may "
                "not read; ask %(lawyer)s."
            )
            % words
        )
    if hit.stands == "client":
        return gettext("“%(name)s” is a client of the firm.") % words
    if hit.title:
        if hit.stands == "adverse":
            return gettext("“%(name)s” is an adverse party in “%(title)s”.") % words
        return gettext("“%(name)s” is a connected party in “%(title)s”.") % words
    if hit.stands == "adverse":
        return (
            gettext(
                "A name like “%(name)s” is that of an adverse party in a matter that you may "
                "not read; ask %(lawyer)s."
            )
            % words
        )
    return (
        gettext(
            "A name like “%(name)s” is that of a connected party in a matter that you may "
            "not read; ask %(lawyer)s."
        )
        % words
    )


def likeness_words(hit: Hit) -> str:
    """Return how near the name is to the one that was searched."""
    words = {"searched": hit.searched}
    if hit.likeness == "same":
        return gettext("the same name as “%(searched)s”") % words
    if hit.likeness == "contained":
        return gettext("one of the names “%(searched)s” and this one contains the other") % words
    return gettext("a name similar to “%(searched)s”") % words


def field_of_matter(name: str) -> str:
    """Return the name of a field of a matter that was changed."""
    names = {field.name: field.verbose_name for field in Matter._meta.fields}
    return str(names.get(name, name))
