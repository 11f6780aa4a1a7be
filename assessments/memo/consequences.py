"""The consequences: layers, duties, the conclusion, risks and recommendations."""

from __future__ import annotations

from dataclasses import dataclass

from assessments import wording
from assessments.engine.codes import OwedBy
from assessments.engine.result import Improvement, Layer
from assessments.memo.build import MemoBuilder
from assessments.memo.document import AuthorityReference
from assessments.memo.issues import NO_DUTIES
from assessments.memo.opening import (
    UNMET,
    layer_name,
)
from assessments.precedents.notices import rights_step, rights_warnings, uncleared


@dataclass(frozen=True, kw_only=True)
class LayerRow:
    """The layers of one kind and name with the same statuses, reason and ground."""

    layer: Layer
    name: str
    steps: list[int]
    inputs: list[int]
    because: str
    cited: list[AuthorityReference]


@dataclass(frozen=True, kw_only=True)
class DutyRow:
    """A duty on publication."""

    name: str
    owed_by: OwedBy
    status: str
    because: str
    cited: AuthorityReference


@dataclass(frozen=True, kw_only=True)
class UnmetDuty:
    """A duty that is not shown to be met."""

    name: str
    because: str


@dataclass(frozen=True, kw_only=True)
class ImprovementRow:
    """An improvement by its code, with the steps that it concerns."""

    do: str
    steps: list[int]


@dataclass(frozen=True, kw_only=True)
class Risks:
    """Risks, each of them named where it applies, and recommendations."""

    duties: list[UnmetDuty]
    unknowns: list[str]
    improvements: list[ImprovementRow]
    rights: list[str]  # what may infringe the rights of others
    rights_steps: list[str]
    questions: bool


def layers(build: MemoBuilder) -> list[LayerRow]:
    """Build the table of layers; layers of one kind with the same outcome share a row."""
    alike: dict[tuple[str, ...], list[Layer]] = {}
    for layer in build.result.layers:
        words: tuple[str, ...] = (layer.claimed, layer.status, layer.because, layer.basis or "")
        key = (layer.layer, layer.name, *words, *layer.bound_by, *layer.authority)
        alike.setdefault(key, []).append(layer)
    return [_layer(build, same) for same in alike.values()]


def _layer(build: MemoBuilder, alike: list[Layer]) -> LayerRow:
    first = alike[0]
    steps = {step for layer in alike for step in layer.steps}
    inputs = {item for layer in alike for item in layer.inputs}
    return LayerRow(
        layer=first,
        name=layer_name(first),
        steps=build.exhibits.step_numbers(steps),
        inputs=[n for n, i in enumerate(build.record.inputs, 1) if i.id in inputs],
        because=wording.sentence(first.because),
        cited=build.cite_all(first.authority),
    )


def duties(build: MemoBuilder) -> list[DutyRow]:
    """Return the duties on publication, with who owes each."""
    return [
        DutyRow(
            name=wording.duty_name(duty.what),
            owed_by=duty.owed_by,
            status=wording.duty_status(duty.status),
            because=wording.sentence(duty.because),
            cited=build.cite(duty.source),
        )
        for duty in build.result.duties
        if duty.what not in NO_DUTIES
    ]


def risks(build: MemoBuilder) -> Risks:
    """Build the section on risks and recommendations."""
    return Risks(
        duties=[
            UnmetDuty(name=wording.duty_name(duty.what), because=wording.sentence(duty.because))
            for duty in build.result.duties
            if duty.status in UNMET and duty.owed_by == "user" and duty.what not in NO_DUTIES
        ],
        unknowns=[
            build.unknown(unknown)
            for unknown in build.result.unknowns
            if unknown.matters or unknown.together
        ],
        improvements=[_improvement(build, item) for item in build.result.improvements],
        rights=list(rights_warnings(build.record)),
        rights_steps=[rights_step(item) for item in uncleared(build.record)],
        questions=bool(build.result.ownership.open_questions),
    )


def _improvement(build: MemoBuilder, improvement: Improvement) -> ImprovementRow:
    return ImprovementRow(
        do=improvement.do,
        steps=build.exhibits.step_numbers(improvement.steps),
    )
