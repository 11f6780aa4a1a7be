"""From ids and slugs of a result to words with a link: steps, evidence, fields, law, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, gettext

from assessments import wording
from assessments.engine import load_authorities
from assessments.engine.result import Facts
from assessments.precedents.fields import FIELDS, field_name
from assessments.precedents.values import Link
from assessments.wording.levels import LEVELS
from cases.record import CreationRecord

MAX_NAME_CHARS = 60
# Fields with a place of their own on the record's page; others stand with their step or input.
OF_THE_WORK = frozenset(CreationRecord.model_fields)


class CitationLinks:
    """Looks up what a result names, in the active language.

    The numbers of steps, evidence and inputs are their places in the record, the same as on the
    page that shows the record.
    """

    def __init__(
        self, record: Mapping[str, Any], library: Mapping[str, Any], record_href: str = ""
    ) -> None:
        self.record = record
        self.record_href = record_href
        self._tongue = "zh" if (get_language() or "").startswith("zh") else "en"
        self._decisions: dict[str, Mapping[str, Any]] = {}
        for decision in library.get("decisions", ()):
            self._decisions[decision["slug"]] = decision
            for judged in decision.get("judged", ()):
                self._decisions[judged["slug"]] = decision
        self._places = {
            part: {item["id"]: number for number, item in enumerate(record.get(part, ()), 1)}
            for part in ("steps", "evidence", "inputs", "tools", "parties")
        }

    def said(self, text: Mapping[str, str]) -> str:
        """A text of the library or of the rules in the active language."""
        return text[self._tongue]

    def facts(self, facts: Facts) -> tuple[Link, ...]:
        """Every fact that a reason stands on."""
        return tuple(self._facts(facts))

    def _facts(self, facts: Facts) -> Iterator[Link]:
        yield from self._items("steps", facts.steps, gettext("Step %(number)s"), "action")
        yield from self._items("inputs", facts.inputs, gettext("Input %(number)s"), "")
        yield from self._items("tools", facts.tools, gettext("Tool %(number)s"), "name")
        yield from self._items("parties", facts.parties, gettext("Person %(number)s"), "name")
        yield from self._items("evidence", facts.evidence, gettext("Evidence %(number)s"), "what")
        for name in facts.fields:
            href = f"{self.record_href}#field-{name}" if name in OF_THE_WORK else ""
            yield Link(text=_field_or_scale(name), href=href)

    def _items(self, part: str, ids: Iterable[str], pattern: str, named_by: str) -> Iterator[Link]:
        for item_id in ids:
            number = self._places[part].get(item_id)
            if number is None:
                continue
            item = self.record[part][number - 1]
            yield Link(
                text=pattern % {"number": number},
                href=f"{self.record_href}#{part}-{number}",
                says=_code_label(part, item.get(named_by, "")),
            )

    def authority(self, key: str) -> Link:
        """A rule leads to what it says further down; a decision to its own page."""
        if key in load_authorities():
            return Link(text=self.said(load_authorities()[key]["cite"]), href=f"#law-{key}")
        return self.decision(key)

    def authorities(self, keys: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.authority(key) for key in dict.fromkeys(keys))

    def decision(self, slug: str) -> Link:
        decision = self._decisions.get(slug)
        if decision is None:
            return Link(text=slug)
        name = self.said(decision["short_name"])
        judged = decision.get("judged", ())
        if len(judged) > 1:
            title = next((j["title"] for j in judged if j["slug"] == slug), None)
            if title is not None:
                parts = {"decision": name, "work": self.said(title)}
                name = gettext("%(decision)s (%(work)s)") % parts
        return Link(text=name, href=_case_href(decision["slug"]))

    def summary(self, slug: str) -> str:
        decision = self._decisions.get(slug)
        return self.said(decision["summary"]) if decision else ""

    def law(self, keys: Iterable[str]) -> list[dict[str, Any]]:
        """The rules that a result names, each with its paraphrase and source."""
        return [
            {
                "key": key,
                "cite": self.said(load_authorities()[key]["cite"]),
                "instrument": self.said(load_authorities()[key]["instrument"]),
                "says": self.said(load_authorities()[key]["says"]),
                "mark": load_authorities()[key]["mark"],
                "url": load_authorities()[key].get("url", ""),
            }
            for key in sorted(set(keys) & set(load_authorities()))
        ]


def _field_or_scale(name: str) -> str:
    """What a level stands on may be another scale: a plan that shows in the instruction."""
    return wording.dimension(name) if name in LEVELS and name not in FIELDS else field_name(name)


def _code_label(part: str, value: str) -> str:
    if part == "steps":
        return wording.action(value)
    if part == "evidence":
        return wording.evidence_kind(value)
    return value[:MAX_NAME_CHARS]


def _case_href(slug: str) -> str:
    try:
        return reverse("cases:detail", args=[slug])
    except NoReverseMatch:
        return ""
