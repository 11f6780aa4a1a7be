"""The panel on the page of an article of law: which rules of the reasoning stand on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy
from pydantic import BaseModel

from assessments import wording
from assessments.engine import Rules, load_rules

# The parts of the rules: what they are called, and their section of the method page.
PARTS: Mapping[str, tuple[Any, str]] = {
    "elements": (gettext_lazy("Element"), ""),
    "dimensions": (gettext_lazy("Dimension"), "dimensions"),
    "grounds": (gettext_lazy("Ground"), "grounds"),
    "gates": (gettext_lazy("Gate"), "gates"),
    "proof": (gettext_lazy("What evidence carries"), "proof"),
    "appraisal": (gettext_lazy("Who appraises a fact"), ""),
    "duties": (gettext_lazy("Duty when publishing"), ""),
}
# How a rule is called: by the field that identifies it within its part.
NAMES: Mapping[tuple[str, str], Callable[[str], str]] = {
    ("elements", "id"): wording.element,
    ("dimensions", "id"): wording.dimension,
    ("dimensions", "code"): wording.sentence,
    ("grounds", "id"): wording.ground,
    ("gates", "code"): wording.sentence,
    ("duties", "id"): wording.duty_name,
}


@dataclass(frozen=True, kw_only=True)
class RuleUse:
    """A rule that stands on an article: its part and name in words, and where it is shown."""

    part: str
    name: str  # "" where the part as a whole stands on the article
    href: str


def rules_panel(request: HttpRequest, id: str) -> SafeString | None:
    """Render the rules that stand on an article; None where no rule does."""
    uses = tuple(dict.fromkeys(rule_uses(load_rules(), id)))
    if not uses:
        return None
    return render_to_string("results/_panel_rules.html", {"uses": uses}, request=request)


def rule_uses(rules: Rules, id: str) -> Iterator[RuleUse]:
    """Yield every rule that names an article or decision as its authority, in their order."""
    for part, (title, section) in PARTS.items():
        href = reverse("method") + (f"#{section}" if section else "")
        for rule in _values_in(getattr(rules, part)):
            if _stands_on(rule, id):
                yield RuleUse(part=str(title), name=_name_of(part, rule), href=href)
    owning = rules.ownership
    beside = {
        **owning.software_authority,
        "compilation": (*owning.software_authority.get("compilation", ()), *owning.used_authority),
    }
    for basis, articles in owning.authority.items():
        if id in (*articles, *beside.get(basis, ())):
            yield RuleUse(
                part=gettext("Ownership"),
                name=wording.ownership_basis(basis),
                href=reverse("method"),
            )


def _values_in(value: object) -> Iterator[BaseModel]:
    """Yield a value of the rules and every value inside it."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _values_in(getattr(value, name))
    elif isinstance(value, tuple | Mapping):
        for item in value.values() if isinstance(value, Mapping) else value:
            yield from _values_in(item)


def _stands_on(rule: BaseModel, id: str) -> bool:
    of_rule = (*getattr(rule, "authority", ()), *getattr(rule, "electronic_authority", ()))
    return id in of_rule or id == getattr(rule, "source", None)


def _name_of(part: str, rule: BaseModel) -> str:
    for (of_part, field), name in NAMES.items():
        if of_part == part and hasattr(rule, field):
            return str(name(getattr(rule, field)))
    return ""
