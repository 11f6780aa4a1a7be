"""Links for the ids and slugs of a result: steps, evidence, fields, law, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from assessments import wording
from assessments.engine import load_authorities
from assessments.engine.result_reasons import Facts
from assessments.precedents.answer_texts import Steps, field_text, unnamed_authority
from assessments.precedents.fields import FIELDS, field_name, split_item_field
from assessments.precedents.values import Link, StepFile
from assessments.typesetting.dates import day
from assessments.wording.labels import CONTRACT_KIND
from assessments.wording.levels import LEVELS
from assessments.wording.rounds import round_title
from cases.library.standing import Standing
from cases.pages.law_addresses import law_address
from cases.record import CreationRecord
from cases.wording.dates import reader_language
from cases.wording.labels import FINALITY, INSTANCE
from cases.wording.standing import end_brief

MAX_NAME_CHARS = 60
ENDED = frozenset({"later_text", "no_longer"})
NO_STANDINGS: Mapping[str, Standing] = {}
NO_FILES: Mapping[str, StepFile] = {}
# Fields with an anchor of their own on the record page; others belong to a step or an input.
OF_THE_WORK = frozenset(CreationRecord.model_fields)


class CitationLinks:
    """Looks up the ids and slugs of a result and links them, in the active language.

    `record` and `library` are those of the assessment as JSON. The numbers of steps, evidence and
    inputs are their positions in the record, the same as on the record page at `record_href`.
    `standings`, by the slug of the decision, say which decisions another one has ended; `files`, by
    the id of the step, which file shows it.
    """

    def __init__(
        self,
        record: Mapping[str, Any],
        library: Mapping[str, Any],
        record_href: str = "",
        *,
        standings: Mapping[str, Standing] = NO_STANDINGS,
        files: Mapping[str, StepFile] = NO_FILES,
    ) -> None:
        self.record = record
        self.record_href = record_href
        self.steps: Steps = record.get("steps", ())
        self.standings = standings
        self.files = files
        self._language = reader_language()
        self._decisions: dict[str, Mapping[str, Any]] = {}
        for decision in library.get("decisions", ()):
            self._decisions[decision["slug"]] = decision
            for judged in decision.get("judged", ()):
                self._decisions[judged["slug"]] = decision
        self._places = {
            part: {item["id"]: number for number, item in enumerate(record.get(part, ()), 1)}
            for part in ("steps", "evidence", "inputs", "tools", "parties", "contracts")
        }

    def localise(self, text: Mapping[str, str]) -> str:
        """Return a text of the library or of the rules in the active language."""
        return text[self._language]

    def facts(self, facts: Facts) -> tuple[Link, ...]:
        """Return the links of everything that a reason stands on; unknown ids have none."""
        return tuple(self._fact_links(facts))

    def _fact_links(self, facts: Facts) -> Iterator[Link]:
        for number, step in self._items("steps", facts.steps):
            title = round_title(step, number, self.steps)
            file = self.files.get(step["id"])
            yield Link(
                text=title,
                href=f"{self.record_href}#steps-{number}",
                says=file.name if file else "",
                picture=file.picture if file else "",
            )
        yield from self._links_of_part("inputs", facts.inputs, gettext("Input %(number)s"), "")
        yield from self._links_of_part("tools", facts.tools, gettext("Tool %(number)s"), "name")
        yield from self._links_of_part(
            "parties", facts.parties, gettext("Person %(number)s"), "name"
        )
        yield from self._links_of_part(
            "contracts", facts.contracts, gettext("Contract %(number)s"), "kind"
        )
        yield from self._links_of_part(
            "evidence", facts.evidence, gettext("Evidence %(number)s"), "what"
        )
        for name in facts.fields:
            href = f"{self.record_href}#field-{name}" if name in OF_THE_WORK else ""
            yield Link(text=_field_or_scale(name), href=href)

    def _links_of_part(
        self, part: str, ids: Iterable[str], pattern: str, named_by: str
    ) -> Iterator[Link]:
        for number, item in self._items(part, ids):
            yield Link(
                text=pattern % {"number": number},
                href=f"{self.record_href}#{part}-{number}",
                says=_code_label(part, item.get(named_by, "")),
            )

    def _items(self, part: str, ids: Iterable[str]) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Yield the items that there are, each with its number."""
        for item_id in ids:
            number = self._places[part].get(item_id)
            if number is not None:
                yield number, self.record[part][number - 1]

    def item_field(self, path: str, value: str | None) -> Link:
        """Return the link of a field such as `steps[2].extent`, with its value."""
        split = split_item_field(path)
        place = f"{split[0]}-{split[1] + 1}" if split else f"field-{path}"
        return Link(text=field_text(path, value, self.steps), href=f"{self.record_href}#{place}")

    def name_of(self, key: str) -> str:
        """Return the name of an article of law or of a decision."""
        return self.authority(key).text

    def authority(self, key: str) -> Link:
        """Return the link of an article of law or of a decision to its page."""
        if key in load_authorities():
            return Link(text=self._cite(load_authorities()[key]), href=law_address(key))
        return self.decision(key)

    def _cite(self, entry: Mapping[str, Any]) -> str:
        """Name an article, with the last day of the text that is held where it has ended."""
        name = self.localise(entry["cite"])
        if entry["state"] not in ENDED:
            return name
        return gettext("%(article)s (text in force until %(until)s)") % {
            "article": name,
            "until": day(entry["until"]),
        }

    def authorities(self, keys: Iterable[str]) -> tuple[Link, ...]:
        """Return the links of articles and decisions, each once, in the order of `keys`."""
        return tuple(self.authority(key) for key in dict.fromkeys(keys))

    def decision(self, slug: str) -> Link:
        """Return the link of a decision or judged work; its slug is never shown."""
        decision = self._decisions.get(slug)
        if decision is None:
            return Link(text=unnamed_authority())
        name = self.localise(decision["short_name"])
        judged = decision.get("judged", ())
        if len(judged) > 1:
            title = next((j["title"] for j in judged if j["slug"] == slug), None)
            if title is not None:
                parts = {"decision": name, "work": self.localise(title)}
                name = gettext("%(decision)s (%(work)s)") % parts
        end = self.standing(slug).end
        if end is not None:
            parts = {"decision": name, "end": end_brief(end, self._language)}
            name = gettext("%(decision)s [%(end)s]") % parts
        return Link(text=name, href=_case_href(decision["slug"]))

    def standing(self, slug: str) -> Standing:
        """Return how a decision, or the decision of a judged work, stands today."""
        decision = self._decisions.get(slug)
        unknown = Standing()
        return self.standings.get(decision["slug"], unknown) if decision else unknown

    def outcome(self, slug: str) -> str:
        """Return the outcome of a judged work; empty where it is unknown."""
        judged = self._decisions.get(slug, {}).get("judged", ())
        return next((str(work["outcome"]) for work in judged if work["slug"] == slug), "")

    def instance(self, slug: str) -> str:
        """Return the instance of a decision and its finality; empty where it is unknown."""
        decision = self._decisions.get(slug)
        if decision is None:
            return ""
        state = decision["finality"]["state"]
        words = (INSTANCE[decision["instance"]], FINALITY[state])
        return gettext(", ").join(str(word).lower() for word in words)

    def summary(self, slug: str) -> str:
        """Return the summary of a decision; empty where it is unknown."""
        decision = self._decisions.get(slug)
        return self.localise(decision["summary"]) if decision else ""

    def law(self, keys: Iterable[str]) -> list[dict[str, Any]]:
        """Return the articles among `keys`, each with its paraphrase and page, sorted by key."""
        return [
            {
                "key": key,
                "cite": self.localise(load_authorities()[key]["cite"]),
                "instrument": self.localise(load_authorities()[key]["instrument"]),
                "says": self.localise(load_authorities()[key]["says"]),
                "mark": load_authorities()[key]["mark"],
                "href": law_address(key),
            }
            for key in sorted(set(keys) & set(load_authorities()))
        ]


def _field_or_scale(name: str) -> str:
    """Name a field or a dimension: a level can rest on another one, as instruction on a plan."""
    return wording.dimension(name) if name in LEVELS and name not in FIELDS else field_name(name)


def _code_label(part: str, value: str) -> str:
    if part == "steps":
        return wording.action(value)
    if part == "evidence":
        return wording.evidence_kind(value)
    if part == "contracts":
        return str(CONTRACT_KIND[value])
    return value[:MAX_NAME_CHARS]


def _case_href(slug: str) -> str:
    try:
        return reverse("cases:detail", args=[slug])
    except NoReverseMatch:
        return ""
