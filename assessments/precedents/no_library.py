"""No answer without decisions to compare with: that none settles a question would be untrue."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from assessments.precedents.placed_library import Library
from assessments.quotas.refusal import Refused


class LibraryEmpty(Refused):
    """The library has no published decision, so nothing that depends on decisions is said."""

    status = 503
    retry_after = 0
    says = _(
        "This site has no decisions at the moment, so it gives no answer: an answer would have "
        "nothing to be compared with. Try again later, or tell whoever runs this site."
    )


def require_decisions(library: Library) -> None:
    """Raise `LibraryEmpty` where no decision is published."""
    if is_empty(library):
        raise LibraryEmpty


def is_empty(library: Library) -> bool:
    """Return whether a library has no decision."""
    return not library.decisions
