"""Names for the places of a file at which a value stands.

A place that is a term of its format, such as `PNG tEXt parameters`, keeps its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TURN = "message "
PLACES: Mapping[str, StrOrPromise] = {
    "commits": pgettext_lazy("place in a file", "history of commits"),
    "tracked changes": pgettext_lazy("place in a file", "tracked changes"),
    "conversation": pgettext_lazy("place in a file", "head of the conversation"),
    "first message": pgettext_lazy("place in a file", "first message"),
    "last message": pgettext_lazy("place in a file", "last message"),
    "runs": pgettext_lazy("place in a file", "list of runs"),
    "title of the log": pgettext_lazy("place in a file", "title of the log"),
    "settings": pgettext_lazy("place in a file", "settings"),
    "COMMENT": pgettext_lazy("place in a file", "comment of the file"),
}


def place_name(where: str) -> str:
    """Return the name of a place; a turn of a conversation has none, its step names it."""
    if where.startswith(TURN):
        return str(pgettext_lazy("place in a file", "the message"))
    return str(PLACES.get(where, where))
