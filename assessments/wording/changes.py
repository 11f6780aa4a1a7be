"""Sentences for what became of a decision or a rule since something was made from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.utils.translation import get_language, gettext

from cases.wording.standing import ENDED


class Change(Protocol):
    """A decision or a rule that changed (`precedents.states.Changed`)."""

    @property
    def name(self) -> Mapping[str, str]: ...
    @property
    def change(self) -> str: ...
    @property
    def standing(self) -> str: ...


def changed_decision(changed: Change) -> str:
    """Say what became of a decision."""
    how = {str(code): word for code, word in ENDED.items()}.get(changed.standing, "")
    patterns = {
        "withdrawn": gettext("%(name)s was withdrawn from the library."),
        "ended": gettext("%(name)s does not stand as it did: %(how)s."),
        "standing": gettext("What is known of the effect of %(name)s is different now."),
        "edited": gettext("What the library says of %(name)s was changed."),
    }
    return patterns[changed.change] % {"name": name_of(changed.name), "how": how}


def changed_law(changed: Change) -> str:
    """Say what became of a rule."""
    name = {"name": name_of(changed.name)}
    if changed.change == "withdrawn":
        return gettext("%(name)s is not among the law of the library any more.") % name
    return gettext("What the library says of %(name)s was changed.") % name


def name_of(name: Mapping[str, str]) -> str:
    """Return a name in the active language."""
    return name["zh" if (get_language() or "en").startswith("zh") else "en"]
