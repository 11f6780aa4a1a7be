"""The front of a memo: cover, defined terms, questions presented and short answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine import load_rules
from assessments.engine.codes import Basis, ElementName
from assessments.engine.own_words import GENERATING_ACTIONS
from assessments.engine.presumption import PRESUMED
from assessments.engine.result import Answer, DutyAnswer, ElementAnswer, Layer
from assessments.engine.result_ownership import owners_alike
from assessments.engine.result_reasons import DimensionReason
from assessments.exhibits.drawing import ordered_elements
from assessments.exhibits.snapshot import Matter
from assessments.memo.build import MemoBuilder
from assessments.memo.document import AuthorityReference
from assessments.precedents.answer_texts import (
    field_text,
    ground_sentence,
    is_presumed,
    range_sentence,
    scope_sentence,
)
from assessments.precedents.notices import rights_warnings
from assessments.wording.labels import CLAIM, KIND
from assessments.wording.parts import told_apart

UNMET = ("missing", "unknown")  # neither met nor owed by somebody else


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The cover of a memo."""

    issued: bool
    work: str
    matter: Matter
    dated: dt.date
    version: int
    memo_id: str


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The defined terms."""

    title: str
    kind: str
    has_client: bool
    client: str
    num_evidence: int
    is_generated: bool  # whether a tool that generates is named, or was run


@dataclass(frozen=True, kw_only=True)
class Questions:
    """The questions presented."""

    title: str
    kind: str
    claim: str
    tools: list[str]
    num_steps: int
    num_evidence: int
    rules: list[AuthorityReference]


@dataclass(frozen=True, kw_only=True)
class OverallAnswer:
    """The short answer of one basis: what it speaks for, rests on and turns on."""

    basis: Basis
    word: str
    sentence: str
    scope: str
    presumed: str
    ground: str
    range: str
    turns_on: list[str]
    weakest: str  # "" where nothing hangs on one element


@dataclass(frozen=True, kw_only=True)
class ElementRow:
    """The two answers on one element, with the reason that decides the answer as proved."""

    name: ElementName
    claimed: ElementAnswer
    proved: ElementAnswer
    because: str


@dataclass(frozen=True, kw_only=True)
class ShortAnswers:
    """The short answers: overall, for each element, on ownership and on duties."""

    warnings: list[str]  # rights of others that the work may infringe
    overall: list[OverallAnswer]
    evidence_basis: str
    elements: list[ElementRow]
    owner: str
    owner_sentence: str
    is_owner_unshown: bool
    num_questions: int
    duties_open: list[DutyAnswer]
    num_duties: int


def cover(build: MemoBuilder) -> Cover:
    """Build the cover."""
    snapshot = build.snapshot
    return Cover(
        issued=snapshot.state == "issued",
        work=build.title,
        matter=snapshot.matter,
        dated=snapshot.dated,
        version=snapshot.version,
        memo_id=snapshot.memo_id,
    )


def terms(build: MemoBuilder) -> Terms:
    """Build the defined terms."""
    record = build.record
    return Terms(
        title=build.title,
        kind=str(KIND[record.kind]),
        has_client=bool(build.snapshot.matter.client),
        client=build.snapshot.matter.client,
        num_evidence=len(record.evidence),
        is_generated=any(step.action in GENERATING_ACTIONS for step in record.steps)
        or any(tool.does in load_rules().generative_tools for tool in record.tools),
    )


def questions(build: MemoBuilder) -> Questions:
    """Build the questions presented."""
    record = build.record
    return Questions(
        title=build.title,
        kind=str(KIND[record.kind]),
        claim=str(CLAIM[record.claim]),
        tools=[tool.name for tool in record.tools],
        num_steps=len(record.steps),
        num_evidence=len(record.evidence),
        rules=build.cite_all(build.snapshot.core_law),
    )


def answers(build: MemoBuilder) -> ShortAnswers:
    """Build the short answers, as proved first."""
    return ShortAnswers(
        warnings=list(rights_warnings(build.record)),
        overall=[_overall(build, "proved"), _overall(build, "claimed")],
        evidence_basis=wording.evidence_basis(build.result.evidence_basis),
        elements=list(_elements(build)),
        owner=owners_text(build),
        owner_sentence=owner_sentence(build),
        is_owner_unshown=is_owner_unshown(build),
        num_questions=len(build.result.ownership.open_questions),
        duties_open=[duty for duty in build.result.duties if duty.status in UNMET],
        num_duties=len(build.result.duties),
    )


def _overall(build: MemoBuilder, basis: Basis) -> OverallAnswer:
    answer = build.result.answer(basis)
    weakest = weakest_element(answer)
    return OverallAnswer(
        basis=basis,
        word=wording.conclusion_label(answer.conclusion),
        sentence=wording.conclusion(answer.conclusion, basis, answer.scope),
        scope=scope_sentence(build.result, answer, layer_name),
        presumed=wording.sentence(PRESUMED) if is_presumed(answer) else "",
        ground=ground_sentence(answer, build),
        range=range_sentence(answer, wording.conclusion_label),
        turns_on=[field_text(value.field, value.value) for value in answer.turns_on],
        weakest=gettext("The weakest necessary element is: %(element)s.") % {"element": weakest}
        if weakest
        else "",
    )


def owners_text(build: MemoBuilder) -> str:
    """Return the owners, each with its layers where they differ; empty where none is known."""
    owned = build.result.ownership
    groups = owners_alike(owned)
    if len(groups) < 2:
        return owned.owner
    names = {layer.id: layer_name(layer) for layer in build.result.layers}
    steps = [step.id for step in build.record.steps]
    named = told_apart(groups, build.result.layers, names, steps)
    return pgettext("memo list", "; ").join(
        gettext("%(owner)s (%(layers)s)")
        % {
            "owner": layers[0].owner or gettext("nobody is named"),
            "layers": pgettext("memo list", ", ").join(of_owner),
        }
        for layers, of_owner in zip(groups, named, strict=True)
    )


def owner_sentence(build: MemoBuilder) -> str:
    """Return why the owner owns the work; where layers have several, the section says so."""
    owned = build.result.ownership
    return "" if len(owners_alike(owned)) > 1 else wording.sentence(owned.because)


def is_owner_unshown(build: MemoBuilder) -> bool:
    """Whether an owner is named as claimed, and for no layer one on what is shown today."""
    owned = build.result.ownership
    told = bool(owned.owner) and owned.proved_basis is not None
    return told and not any(layer.proved_owner for layer in owned.layers)


def layer_name(layer: Layer) -> str:
    """Return the name of a layer, with the record's own name of the part where it has one."""
    name = wording.layer_name(layer.called)
    if not layer.name:
        return name
    return gettext("%(layer)s “%(name)s”") % {"layer": name, "name": layer.name}


def weakest_element(answer: Answer) -> str:
    """Return the element with the lowest score in words; empty where nothing hangs on one."""
    elements = answer.elements
    weakest = min(ordered_elements(elements), key=lambda name: elements[name].score)
    return "" if elements[weakest].status in ("met", "open") else wording.element(weakest)


def _elements(build: MemoBuilder) -> Iterator[ElementRow]:
    claimed, proved = build.result.claimed.elements, build.result.proved.elements
    for name in ordered_elements(claimed):
        yield ElementRow(
            name=name,
            claimed=claimed[name],
            proved=proved[name],
            because=decisive_reason(proved[name]),
        )


def decisive_reason(element: ElementAnswer) -> str:
    """Return the reason that decides an element, in words.

    Gates, statutes and decisions that bind come first; by the rules alone, it is the fact that
    carries the element or, where it is not met, the one that it lacks.
    """
    reasons = element.reasons
    decided = [r for r in reasons if r.code.startswith(("gate.", "statute.")) or r.facts.moved]
    bears = "for" if element.status == "met" else "against"
    facts = [r for r in reasons if isinstance(r, DimensionReason) and r.bears == bears]
    chosen = next(iter([*decided, *facts, *reasons]), None)
    return wording.sentence(chosen.code) if chosen else ""
