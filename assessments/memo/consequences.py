"""The consequences: layers, duties, the conclusion, risks and recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.engine.codes import BASES, Basis, ElementName
from assessments.engine.result import ElementAnswer, Improvement, Layer
from assessments.exhibits.drawing import ordered_elements
from assessments.exhibits.references import Support
from assessments.memo.build import MemoBuilder
from assessments.memo.document import AuthorityReference
from assessments.memo.opening import (
    UNMET,
    is_owner_unshown,
    layer_name,
    owner_sentence,
    owners_text,
    weakest_element,
)
from assessments.precedents.answer_texts import ground_sentence
from assessments.precedents.notices import rights_step, rights_warnings, uncleared
from cases.record import Input, Step


@dataclass(frozen=True, kw_only=True)
class LayerRow:
    """The layers of one kind and name with the same statuses, reason and ground."""

    name: str
    ground: str
    steps: list[int]
    inputs: list[int]
    claimed: str
    proved: str
    because: str
    support: Support
    cited: list[AuthorityReference]


@dataclass(frozen=True, kw_only=True)
class DutyRow:
    """A duty on publication."""

    name: str
    status: str
    because: str
    cited: AuthorityReference


@dataclass(frozen=True, kw_only=True)
class OverallConclusion:
    """The conclusion of one basis, with its weakest necessary element."""

    basis: Basis
    name: str
    sentence: str
    label: str
    weakest: str


@dataclass(frozen=True, kw_only=True)
class ConcludedElement:
    """The two answers on one element."""

    name: ElementName
    claimed: ElementAnswer
    proved: ElementAnswer


@dataclass(frozen=True, kw_only=True)
class ConclusionSection:
    """The conclusions as claimed and as proved; `reserved` are matters without an opinion."""

    overall: list[OverallConclusion]
    elements: list[ConcludedElement]
    differ: bool
    reserved: list[str]
    owner: str
    because: str
    is_owner_unshown: bool


@dataclass(frozen=True, kw_only=True)
class UnmetDuty:
    """A duty that is not shown to be met."""

    name: str
    because: str


@dataclass(frozen=True, kw_only=True)
class ImprovementRow:
    """An improvement, and the conclusion before and after it."""

    text: str
    steps: list[int]
    changes: str
    before: str
    after: str
    moves: bool


@dataclass(frozen=True, kw_only=True)
class Risks:
    """Risks, each of them named where it applies, and recommendations."""

    steps_at_risk: list[int]
    reconstructions: Support
    duties: list[UnmetDuty]
    unknowns: list[str]
    improvements: list[ImprovementRow]
    rights: list[str]  # what may infringe the rights of others
    rights_steps: list[str]
    registered: bool
    questions: bool


def layers(build: MemoBuilder) -> dict[str, Any]:
    """Build the table of layers; layers of one kind with the same outcome share a row."""
    alike: dict[tuple[str, ...], list[Layer]] = {}
    for layer in build.result.layers:
        words: tuple[str, ...] = (layer.claimed, layer.status, layer.because, layer.basis or "")
        key = (layer.layer, layer.name, *words, *layer.bound_by, *layer.authority)
        alike.setdefault(key, []).append(layer)
    return {"rows": [_layer(build, same) for same in alike.values()]}


def _layer(build: MemoBuilder, alike: list[Layer]) -> LayerRow:
    first = alike[0]
    steps = {step for layer in alike for step in layer.steps}
    inputs = {item for layer in alike for item in layer.inputs}
    items: list[Step | Input] = [
        *[step for step in build.record.steps if step.id in steps],
        *[item for item in build.record.inputs if item.id in inputs],
    ]
    return LayerRow(
        name=layer_name(first),
        ground=ground_sentence(first, build),
        steps=build.exhibits.step_numbers(steps),
        inputs=[n for n, i in enumerate(build.record.inputs, 1) if i.id in inputs],
        claimed=wording.conclusion_label(first.claimed),
        proved=wording.conclusion_label(first.status),
        because=wording.sentence(first.because),
        support=build.exhibits.support_of(*items),
        cited=build.cite_all(first.authority),
    )


def duties(build: MemoBuilder) -> dict[str, Any]:
    """Build the table of duties on publication."""
    return {
        "rows": [
            DutyRow(
                name=wording.duty_name(duty.what),
                status=wording.duty_status(duty.status),
                because=wording.sentence(duty.because),
                cited=build.cite(duty.source),
            )
            for duty in build.result.duties
        ]
    }


def conclusion(build: MemoBuilder) -> ConclusionSection:
    """Build the conclusion, as claimed first."""
    return ConclusionSection(
        overall=[
            OverallConclusion(
                basis=basis,
                name=wording.basis(basis),
                sentence=wording.conclusion(
                    build.conclusions[basis], basis, build.result.answer(basis).scope
                ),
                label=wording.conclusion_label(build.conclusions[basis]),
                weakest=weakest_element(build.result.answer(basis)),
            )
            for basis in BASES
        ],
        elements=[
            ConcludedElement(
                name=name,
                claimed=build.result.claimed.elements[name],
                proved=build.result.proved.elements[name],
            )
            for name in ordered_elements(build.result.claimed.elements)
        ],
        differ=build.conclusions["claimed"] != build.conclusions["proved"],
        reserved=list(_reserved_matters(build)),
        owner=owners_text(build),
        because=owner_sentence(build),
        is_owner_unshown=is_owner_unshown(build),
    )


def _reserved_matters(build: MemoBuilder) -> Iterator[str]:
    """Yield the matters on which no opinion is given, with the reason."""
    for question in build.result.ownership.open_questions:
        yield wording.sentence(question.code)
    if not build.result.ownership.owner:
        yield gettext("Who owns the work: no owner can be named on what is stated.")


def risks(build: MemoBuilder) -> Risks:
    """Build the section on risks and recommendations."""
    return Risks(
        steps_at_risk=build.exhibits.step_numbers(
            step.id for step in build.exhibits.unsupported_steps()
        ),
        reconstructions=build.exhibits.support_of_kind("reconstruction"),
        duties=[
            UnmetDuty(name=wording.duty_name(duty.what), because=wording.sentence(duty.because))
            for duty in build.result.duties
            if duty.status in UNMET
        ],
        unknowns=[
            build.unknown(unknown)
            for unknown in build.result.unknowns
            if unknown.matters or unknown.together
        ],
        improvements=[_improvement(build, item) for item in build.result.improvements],
        rights=list(rights_warnings(build.record)),
        rights_steps=[rights_step(item) for item in uncleared(build.record)],
        registered=build.record.registration is not None,
        questions=bool(build.result.ownership.open_questions),
    )


def _improvement(build: MemoBuilder, improvement: Improvement) -> ImprovementRow:
    return ImprovementRow(
        text=wording.sentence(improvement.do),
        steps=build.exhibits.step_numbers(improvement.steps),
        changes=wording.basis(improvement.changes),
        before=wording.conclusion_label(improvement.from_),
        after=wording.conclusion_label(improvement.to),
        moves=improvement.from_ != improvement.to,
    )
