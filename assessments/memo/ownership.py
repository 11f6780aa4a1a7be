"""Whose the parts of the work would be: every basis with its conditions, and what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from assessments import wording
from assessments.engine.result_ownership import (
    LayerOwnership,
    OpenQuestion,
    OwnershipClaim,
    bases_together,
    layers_alike,
    owners_apart,
)
from assessments.engine.result_reasons import Facts
from assessments.exhibits.references import Support
from assessments.memo.build import MemoBuilder
from assessments.memo.document import AuthorityReference
from assessments.memo.opening import layer_name
from assessments.wording import labels
from assessments.wording.parts import distinct_names


@dataclass(frozen=True, kw_only=True)
class OwnershipQuestion:
    """An open question of ownership; `concerns` names tools and people."""

    text: str
    concerns: list[str]
    support: Support


@dataclass(frozen=True, kw_only=True)
class ConditionRow:
    """A condition of a basis of ownership."""

    text: str
    claimed: str
    proved: str
    against: list[str]


@dataclass(frozen=True, kw_only=True)
class BasisRow:
    """A basis on which somebody would own layers, with the evidence linked to its facts."""

    code: str
    name: str
    layers: list[str]
    owner: str
    conditions: list[ConditionRow]
    claimed: str
    proved: str
    support: Support
    cited: list[AuthorityReference]


@dataclass(frozen=True, kw_only=True)
class OwnedLayers:
    """Layers that have one owner."""

    layers: list[str]
    owner: str
    basis: str
    because: str
    proved_owner: str
    proved_basis: str
    separate: str
    cited: list[AuthorityReference]


@dataclass(frozen=True, kw_only=True)
class OwnershipAnswer:
    """Who owns the work, on which basis, and what is open.

    `owned` names the owner of each layer where they differ; `tells_proved` is false for results
    that did not tell who owns it as proved.
    """

    owner: str
    basis: str
    because: str
    tells_proved: bool
    proved_owner: str
    proved_basis: str
    owned: list[OwnedLayers]
    cited: list[AuthorityReference]
    bases: list[BasisRow]
    questions: list[OwnershipQuestion]
    machines: list[str]
    commissioners: list[str]


def ownership(build: MemoBuilder) -> OwnershipAnswer:
    """Build the section on ownership."""
    owned = build.result.ownership
    return OwnershipAnswer(
        owner=owned.owner,
        basis=wording.ownership_basis(owned.basis),
        tells_proved=owned.proved_basis is not None,
        proved_owner=owned.proved_owner,
        proved_basis=wording.ownership_basis(owned.proved_basis or "none"),
        owned=owners(build),
        because=wording.sentence(owned.because),
        cited=build.cite_all(owned.authority),
        bases=_bases(build),
        questions=[_question(build, question) for question in owned.open_questions],
        machines=[party.name for party in build.record.parties if party.kind == "machine"],
        commissioners=_commissioners(build),
    )


def _commissioners(build: MemoBuilder) -> list[str]:
    """Return the names of those who ordered any layer; their role where no contract names them."""
    ordered = {
        name
        for layer in build.result.ownership.layers
        for claim in layer.bases
        for condition in claim.conditions
        if condition.code == "condition.commissioned"
        for name in condition.facts.parties
    }
    named = [party.name for party in build.record.parties if party.id in ordered]
    return named or [gettext("the commissioner")]


def owners(build: MemoBuilder) -> list[OwnedLayers]:
    """Return the owner of every layer, those with one owner together; none where all have one."""
    groups = owners_apart(build.result.ownership, build.result.claimed.scope)
    return [
        OwnedLayers(
            layers=list(named),
            owner=layers[0].owner,
            basis=wording.ownership_basis(layers[0].basis),
            because=wording.sentence(layers[0].reason),
            proved_owner=layers[0].proved_owner,
            proved_basis=wording.ownership_basis(layers[0].proved_basis),
            separate=wording.sentence("ownership.separate") if layers[0].separate else "",
            cited=build.cite_all(layers[0].authority),
        )
        for layers, named in zip(groups, parts_named(build, groups), strict=True)
    ]


def parts_named(
    build: MemoBuilder, groups: Sequence[tuple[LayerOwnership, ...]]
) -> list[tuple[str, ...]]:
    """Return the names of the parts in each group, told apart by their steps."""
    names = {layer.id: layer_name(layer) for layer in build.result.layers}
    steps = [step.id for step in build.record.steps]
    return distinct_names(groups, build.result.layers, names, steps)


def _bases(build: MemoBuilder) -> list[BasisRow]:
    """Build every basis that any layer raises, each once; layers of one basis are named."""
    layers: dict[OwnershipClaim, list[str]] = {}
    groups = layers_alike(build.result.ownership)
    for alike, named in zip(groups, parts_named(build, groups), strict=True):
        for claim in bases_together(alike):
            layers.setdefault(claim, []).extend(
                gettext("%(layer)s, if it were a work") % {"layer": name}
                if alike[0].is_hypothetical
                else name
                for name in named
            )
    return [
        BasisRow(
            code=claim.basis,
            name=wording.ownership_basis(claim.basis),
            layers=list(dict.fromkeys(named)),
            owner=claim.owner,
            conditions=[
                ConditionRow(
                    text=wording.sentence(condition.code),
                    claimed=wording.condition_status(condition.claimed),
                    proved=wording.condition_status(condition.proved),
                    against=named_facts(build, condition.against),
                )
                for condition in claim.conditions
            ],
            claimed=wording.condition_status(claim.claimed),
            proved=wording.condition_status(claim.proved),
            support=build.exhibits.support(claim.evidence),
            cited=build.cite_all(claim.authority),
        )
        for claim, named in layers.items()
    ]


def _question(build: MemoBuilder, question: OpenQuestion) -> OwnershipQuestion:
    return OwnershipQuestion(
        text=wording.sentence(question.code),
        concerns=named_facts(build, question.facts),
        support=build.facts_support(question.facts),
    )


def named_facts(build: MemoBuilder, facts: Facts) -> list[str]:
    """Return the tools, people and contracts of facts by their names."""
    record = build.record
    return [
        *(tool.name for tool in record.tools if tool.id in facts.tools),
        *(party.name for party in record.parties if party.id in facts.parties),
        *(
            gettext("contract: %(kind)s") % {"kind": labels.contract_kind(contract.model_dump())}
            for contract in record.contracts
            if contract.id in facts.contracts
        ),
    ]
