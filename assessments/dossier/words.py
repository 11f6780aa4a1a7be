"""The matrix and the clocks in words, for the page and for the evidence list alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.exhibits.matrix import Fact
from assessments.wording import labels, times

TONES = {"proved": "protected", "itself": "protected", "partly": "arguable", "statement": "refused"}


@dataclass(frozen=True, kw_only=True)
class FactRow:
    """A fact of the matrix in words."""

    name: str
    claimed: str
    proved: str
    stands_on: str
    evidence: tuple[str, ...]
    standing: str
    tone: str


class Words:
    """Names of steps, inputs and evidence, by their place in the record."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.record = record
        self.steps = {item["id"]: n for n, item in enumerate(record.get("steps") or [], 1)}
        self.inputs = {item["id"]: n for n, item in enumerate(record.get("inputs") or [], 1)}
        pieces = record.get("evidence") or []
        self.pieces = {item["id"]: (n, item) for n, item in enumerate(pieces, 1)}

    def row(self, fact: Fact) -> FactRow:
        return FactRow(
            name=self._name(fact),
            claimed=self._level(fact, fact.claimed),
            proved=self._level(fact, fact.proved),
            stands_on=self._listed(
                [self._step(one) for one in fact.steps] + [self._input(one) for one in fact.inputs]
            ),
            evidence=tuple(self.piece(one) for one in (*fact.evidence, *fact.merely)),
            standing=str(times.STANDINGS[fact.standing]),
            tone=TONES[fact.standing],
        )

    def piece(self, piece_id: str) -> str:
        """A piece of evidence with what bears on its weight."""
        number, piece = self.pieces[piece_id]
        said = [wording.evidence_kind(piece["what"]), str(labels.MADE[piece["made"]])]
        if piece.get("strength"):
            said.append(str(labels.STRENGTH[piece["strength"]]))
        return gettext("Evidence %(number)s: %(said)s") % {
            "number": number,
            "said": self._listed(said),
        }

    def number_of(self, pieces: Iterable[str]) -> str:
        return self._listed(str(self.pieces[one][0]) for one in pieces)

    def _name(self, fact: Fact) -> str:
        if fact.part == "dimension":
            return wording.dimension(fact.id)
        if fact.part == "step":
            return self._step(fact.id)
        return self._input(fact.id)

    def _step(self, step_id: str) -> str:
        number = self.steps[step_id]
        action = wording.action(self.record["steps"][number - 1]["action"])
        return gettext("Step %(number)s: %(action)s") % {"number": number, "action": action}

    def _input(self, input_id: str) -> str:
        number = self.inputs[input_id]
        what = labels.INPUT[self.record["inputs"][number - 1]["what"]]
        return gettext("Input %(number)s: %(what)s") % {"number": number, "what": what}

    def _level(self, fact: Fact, number: int | None) -> str:
        if number is None:
            return ""
        said = {"number": number, "of": fact.of, "means": wording.level(fact.id, number)}
        return gettext("%(number)s of %(of)s: %(means)s") % said

    def _listed(self, words: Iterable[str]) -> str:
        return pgettext("memo list", ", ").join(words)
