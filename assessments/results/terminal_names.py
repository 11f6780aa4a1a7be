"""Articles, decisions and steps by short names in the text report, and what was not in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import get_language, gettext, pgettext

from assessments.engine import load_authorities
from assessments.engine.result_reasons import Facts
from assessments.precedents.placed_library import Library
from assessments.typesetting.dates import day
from assessments.wording import numbers
from cases.law.validity import article
from cases.record import CreationRecord
from cases.wording.labels import FINALITY, INSTANCE

NUM_AUTHORITIES = 2  # named behind a reason; the JSON has them all


class ReportNames:
    """The names of everything that a report cites, in the active language."""

    def __init__(self, record: CreationRecord, library: Library, as_of: dt.date | None) -> None:
        self._library = library
        self._chinese = (get_language() or "").startswith("zh")
        self._outcomes = {placed.slug: placed.outcome for placed in library.base.placed}
        self._law = load_authorities(as_of)
        self._as_of = as_of
        self._cited: dict[str, None] = {}  # articles, in the order of their first mention
        self._steps = {step.id: number for number, step in enumerate(record.steps, 1)}
        self._inputs = {item.id: number for number, item in enumerate(record.inputs, 1)}

    def name_of(self, key: str) -> str:
        """Return the name of an article of law or of a decision."""
        if key in self._law:
            self._cited[key] = None
            return str(self._law[key]["cite"]["zh" if self._chinese else "en"])
        decision = self._library.by_slug[key]
        name = decision.short_name.zh if self._chinese else decision.short_name.en
        work = next((judged for judged in decision.judged if judged.slug == key), None)
        if work is None or len(decision.judged) < 2:
            return name
        title = work.title.zh if self._chinese else work.title.en
        return gettext("%(decision)s (%(work)s)") % {"decision": name, "work": title}

    def outcome(self, slug: str) -> str:
        """Return the outcome of a judged work."""
        return self._outcomes[slug]

    def instance(self, slug: str) -> str:
        """Return the instance of a decision and its finality."""
        decision = self._library.by_slug[slug]
        words = (INSTANCE[decision.instance], FINALITY[decision.finality.state])
        return gettext(", ").join(str(word).lower() for word in words)

    def items(self, steps: Iterable[str], inputs: Iterable[str]) -> str:
        """Return steps and inputs by their numbers; empty where there is none."""
        of_steps = sorted(self._steps[name] for name in steps if name in self._steps)
        of_inputs = sorted(self._inputs[name] for name in inputs if name in self._inputs)
        texts = [
            numbers.steps(of_steps) if of_steps else "",
            numbers.inputs(of_inputs) if of_inputs else "",
        ]
        return gettext("; ").join(filter(None, texts))

    def where(self, facts: Facts, authority: Sequence[str]) -> str:
        """Return in brackets the steps and the first authorities that a reason rests on."""
        named = [self.name_of(key) for key in authority[:NUM_AUTHORITIES]]
        named = named or [gettext("rule of this site")]
        return bracketed(self.items(facts.steps, facts.inputs), gettext(", ").join(named))

    def not_in_force(self) -> Iterator[str]:
        """Yield the articles cited whose text in the library is not that of the day.

        Without a day, it is that after everything that is known.
        """
        alike: dict[str, list[str]] = {}
        for key in tuple(self._cited):
            note = self._note(key)
            if note:
                alike.setdefault(note, []).append(self.name_of(key))
        for note, names in alike.items():
            yield gettext("%(names)s: %(note)s") % {
                "names": gettext(", ").join(names),
                "note": note,
            }

    def _note(self, key: str) -> str:
        entry = self._law[key]
        values = {"since": day(entry["in_force"]), "until": day(entry["until"])}
        values["day"] = day(self._as_of)
        successor = article(key, self._as_of).successor
        if successor is not None:
            values["successor"] = self.name_of(successor)
            return gettext("in force until %(until)s; since then %(successor)s") % values
        pattern = _notes_of_day() if self._as_of else _notes_without_day()
        return pattern.get(entry["state"], "") % values


def _notes_of_day() -> dict[str, str]:
    return {
        "earlier_text": gettext(
            "in force since %(since)s; the text of %(day)s is not in this library"
        ),
        "not_yet": gettext("in force since %(since)s; it did not apply on %(day)s"),
        "not_known": gettext(
            "in force since %(since)s; whether an earlier version applied on %(day)s is not known"
        ),
        "later_text": gettext(
            "cited as in force until %(until)s; the text of %(day)s is not in this library"
        ),
        "no_longer": gettext("in force until %(until)s; it did not apply on %(day)s any more"),
    }


def _notes_without_day() -> dict[str, str]:
    return {
        "later_text": gettext(
            "cited as in force until %(until)s; the text since then is not in this library"
        ),
        "no_longer": gettext("in force until %(until)s"),
    }


def bracketed(*texts: str) -> str:
    """Return texts in the brackets of the language, with the space before them; empty for none."""
    given = [text for text in texts if text]
    if not given:
        return ""
    return pgettext("text report", " [%(details)s]") % {"details": gettext("; ").join(given)}
