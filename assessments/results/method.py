"""The rules of the reasoning as rows of the public page "How we assess".

Every row is made from the rule files, so that a changed rule changes the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from assessments import wording
from assessments.engine.codes import Conclusion
from assessments.engine.judging import HELD_WORD, WORDS
from assessments.engine.rules import Criterion, Gate, Ground, Rules
from assessments.precedents.citations import CitationLinks
from assessments.precedents.fields import field_name
from assessments.precedents.values import Link
from assessments.wording import labels

TOOL = {"hand": gettext_lazy("by hand"), "generative": gettext_lazy("a generating tool")}
PROOF_GROUPS = ("process", "choice", "hand", "own_input")
# Law that no single rule stands on: what is left open, and the evidence rules of all courts.
OPEN_QUESTION = ("spc-ai-opinion-2026",)
EVIDENCE_LAW = (
    "prc-civil-procedure-law-66",
    "prc-civil-procedure-law-78",
    "civil-procedure-interpretation-2022-108",
    "civil-procedure-interpretation-2022-116",
    "civil-evidence-provisions-2019-14",
    "civil-evidence-provisions-2019-15",
    "civil-evidence-provisions-2019-90",
    "civil-evidence-provisions-2019-93",
    "civil-evidence-provisions-2019-94",
    "civil-evidence-provisions-2019-95",
)
EXPRESSION: Mapping[str, Any] = {
    "none": pgettext_lazy("expression", "nothing that expresses"),
    "stock": pgettext_lazy("expression", "stock material"),
    "expressive": pgettext_lazy("expression", "something that expresses"),
}
VOCABULARY: Mapping[str, Mapping[str, Any]] = {
    "action": wording.names.ACTIONS,
    "detail": labels.DETAIL,
    "effect": labels.EFFECT,
    "extent": labels.EXTENT,
    "changed": labels.CHANGED,
    "what": labels.INPUT,
    "made_by": labels.MADE_BY,
    "in_output": labels.IN_OUTPUT,
    "distinctiveness": labels.DISTINCTIVENESS,
    "foreseeability": labels.FORESEEABILITY,
    "freedom": labels.FREEDOM,
    "claim": labels.CLAIM,
    "subject_matter": labels.SUBJECT_MATTER,
    "kind": labels.KIND,
    "expression": EXPRESSION,
}


@dataclass(frozen=True, kw_only=True)
class CriterionRow:
    """A condition under which a dimension has a level (0-4)."""

    level: int
    sentence: str
    conditions: tuple[tuple[str, str], ...]  # field and the values that count
    authority: tuple[Link, ...]  # none: a rule of this program


@dataclass(frozen=True, kw_only=True)
class DimensionRow:
    """A dimension with the meaning of its levels and the criteria for each."""

    id: str
    name: str
    elements: tuple[str, ...]
    scale: tuple[tuple[int, str], ...]
    criteria: tuple[CriterionRow, ...]


@dataclass(frozen=True, kw_only=True)
class ConditionsRow:
    """The levels that make an element met or arguable on a ground; one alternative suffices."""

    element: str
    met: tuple[tuple[tuple[str, int], ...], ...]
    arguable: tuple[tuple[tuple[str, int], ...], ...]


@dataclass(frozen=True, kw_only=True)
class GroundRow:
    """A ground on which a layer can be protected."""

    id: str
    name: str
    layer: str
    claims: tuple[str, ...]
    by_statute: tuple[tuple[str, int], ...]
    conditions: tuple[ConditionsRow, ...]
    authority: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class GateRow:
    """A rule that limits the word of a layer, unless dimensions reach a level."""

    sentence: str
    element: str
    holds: Conclusion
    unless: tuple[tuple[str, int], ...]
    authority: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class ProofRow:
    """What one kind of evidence carries."""

    kind: str
    carries: tuple[str, ...]  # in the order of the groups, then what is left when made later


def dimension_rows(rules: Rules, references: CitationLinks) -> list[DimensionRow]:
    """Return the dimensions in the order of the rules."""
    return [
        DimensionRow(
            id=rule.id,
            name=wording.dimension(rule.id),
            elements=tuple(wording.element(name) for name in rule.bears_on),
            scale=tuple((n, wording.level(rule.id, n)) for n in range(5)),
            criteria=tuple(_criterion(criterion, references) for criterion in rule.criteria),
        )
        for rule in rules.dimensions
    ]


def ground_rows(rules: Rules, references: CitationLinks) -> list[GroundRow]:
    """Return the grounds in the order of the rules."""
    return [_ground(ground, references) for ground in rules.grounds]


def gate_rows(rules: Rules, references: CitationLinks) -> list[GateRow]:
    """Return the gates in the order of the rules."""
    return [_gate(gate, references) for gate in rules.gates]


def proof_rows(rules: Rules) -> list[ProofRow]:
    """Return what each kind of evidence carries for each kind of fact."""
    order = (*PROOF_GROUPS, "later")
    return [
        ProofRow(
            kind=wording.evidence_kind(kind),
            carries=tuple(str(wording.names.STRENGTHS[carries[group]]) for group in order),
        )
        for kind, carries in rules.proof.kinds.items()
    ]


def ladder_rows() -> list[tuple[str, str, str]]:
    """Return each word of the ladder from the top, its names and when it is given."""
    return [
        (word, _names_of(word), str(labels.WHEN_GIVEN[word])) for word in (*reversed(WORDS), "open")
    ]


def _names_of(word: Conclusion) -> str:
    """Return the names of a word in both registers, once where they are the same."""
    names = (wording.register(name).conclusion_label(word) for name in wording.REGISTERS)
    return " / ".join(dict.fromkeys(names))


def _criterion(criterion: Criterion, references: CitationLinks) -> CriterionRow:
    conditions: list[tuple[str, str]] = []
    for part in (criterion.step, criterion.input):
        if part is not None:
            conditions += _conditions(part.model_dump())
    conditions += _conditions(criterion.record or {})
    if criterion.distinct is not None:
        conditions.append(
            (gettext("different kinds of change"), f"≥ {criterion.distinct.at_least}")
        )
    return CriterionRow(
        level=criterion.level,
        sentence=wording.sentence(criterion.code),
        conditions=tuple(conditions),
        authority=references.authorities((*criterion.authority, *criterion.illustrated_by)),
    )


def _conditions(condition: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for name, values in condition.items():
        if not values:
            continue
        if name == "tool":
            yield gettext("tool"), str(TOOL[values])
        elif name == "follows":
            yield gettext("continues"), gettext("an earlier run of the tool")
        elif name == "has":
            yield gettext("given"), gettext(" or ").join(map(_given, values))
        else:
            label = field_name("adds" if name == "expression" else name)
            yield label, gettext(" or ").join(_value(name, value) for value in values)


def _given(name: str) -> str:
    return gettext("several results to choose from") if name == "choice" else field_name(name)


def _value(name: str, value: str) -> str:
    return gettext("left out") if value == "unknown" else str(VOCABULARY[name].get(value, value))


def _ground(ground: Ground, references: CitationLinks) -> GroundRow:
    return GroundRow(
        id=ground.id,
        name=wording.ground(ground.id),
        layer=wording.layer_name(ground.layer),
        claims=tuple(str(labels.CLAIM[claim]) for claim in ground.claims),
        by_statute=_levels(ground.by_statute),
        conditions=tuple(
            ConditionsRow(
                element=wording.element(element),
                met=tuple(map(_levels, stated.met)),
                arguable=tuple(map(_levels, stated.arguable)),
            )
            for element, stated in ground.elements.items()
        ),
        authority=references.authorities((*ground.authority, *ground.illustrated_by)),
    )


def _levels(levels: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((wording.dimension(name), least) for name, least in levels.items())


def _gate(gate: Gate, references: CitationLinks) -> GateRow:
    return GateRow(
        sentence=wording.sentence(gate.code),
        element=wording.element(gate.element),
        holds=HELD_WORD[gate.holds],
        unless=_levels(gate.unless),
        authority=references.authorities(gate.authority),
    )
