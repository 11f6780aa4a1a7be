"""The facts of the evidence matrix in words, for the page and the evidence list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.exhibits.matrix import MatrixFact
from assessments.wording import labels, times
from assessments.wording.names import when_made
from assessments.wording.rounds import round_title

# Support of a fact -> tone of its label.
TONES = {
    "proved": "protected",
    "itself": "protected",
    "partly": "arguable",
    "attached": "unlikely",
    "named": "unlikely",
    "statement": "refused",
}


@dataclass(frozen=True, kw_only=True)
class FactRow:
    """A fact of the matrix in the active language."""

    name: str
    claimed: str
    proved: str
    stands_on: str
    evidence: tuple[str, ...]
    support: str
    tone: str


class RecordWording:
    """Names the steps, inputs and evidence of a record by their numbers."""

    def __init__(self, record: Mapping[str, Any], taken: Mapping[str, str]) -> None:
        self.record = record
        self.taken = taken  # why evidence only counts as made later, by its id
        self.steps = {
            item["id"]: number for number, item in enumerate(record.get("steps") or [], 1)
        }
        self.inputs = {
            item["id"]: number for number, item in enumerate(record.get("inputs") or [], 1)
        }
        pieces = record.get("evidence") or []
        self.pieces = {item["id"]: (number, item) for number, item in enumerate(pieces, 1)}

    def fact_row(self, fact: MatrixFact) -> FactRow:
        """Describe one fact."""
        return FactRow(
            name=self._name_fact(fact),
            claimed=self._describe_level(fact, fact.claimed),
            proved=self._describe_level(fact, fact.proved),
            stands_on=self._join_list(
                [self._name_step(step) for step in fact.steps]
                + [self._name_input(input_id) for input_id in fact.inputs]
            ),
            evidence=tuple(
                self.exhibit_wording(piece)
                for piece in (*fact.evidence, *fact.not_held, *fact.illustrated_by)
            ),
            support=str(times.SUPPORT_WORDS[fact.support]),
            tone=TONES[fact.support],
        )

    def exhibit_wording(self, piece_id: str) -> str:
        """Describe a piece of evidence with its kind, time and strength."""
        number, piece = self.pieces[piece_id]
        made = when_made(piece["made"], self.taken.get(piece_id))
        parts = [wording.evidence_kind(piece["what"]), made]
        if piece.get("strength"):
            parts.append(str(labels.STRENGTH[piece["strength"]]))
        return gettext("Evidence %(number)s: %(said)s") % {
            "number": number,
            "said": self._join_list(parts),
        }

    def exhibit_numbers(self, pieces: Iterable[str]) -> str:
        """List the numbers of pieces of evidence."""
        return self._join_list(str(self.pieces[piece][0]) for piece in pieces)

    def _name_fact(self, fact: MatrixFact) -> str:
        if fact.part == "dimension":
            return wording.dimension(fact.id)
        if fact.part == "step":
            return self._name_step(fact.id)
        return self._name_input(fact.id)

    def _name_step(self, step_id: str) -> str:
        number, steps = self.steps[step_id], self.record["steps"]
        return round_title(steps[number - 1], number, steps)

    def _name_input(self, input_id: str) -> str:
        number = self.inputs[input_id]
        what = labels.INPUT[self.record["inputs"][number - 1]["what"]]
        return gettext("Input %(number)s: %(what)s") % {"number": number, "what": what}

    def _describe_level(self, fact: MatrixFact, number: int | None) -> str:
        if number is None:
            return ""
        values = {"number": number, "of": fact.of, "means": wording.level(fact.id, number)}
        return gettext("%(number)s of %(of)s: %(means)s") % values

    def _join_list(self, words: Iterable[str]) -> str:
        return pgettext("memo list", ", ").join(words)
