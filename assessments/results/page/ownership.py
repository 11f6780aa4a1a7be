"""Whose the work would be: every basis with its conditions, side by side, and what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments import wording
from assessments.engine import Result
from assessments.engine.codes import ConditionStatus
from assessments.engine.result_ownership import LayerOwnership, OwnershipClaim
from assessments.engine.result_reasons import Facts
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import Link
from assessments.results.page.answers import layer_text
from assessments.wording import Register


@dataclass(frozen=True, kw_only=True)
class OwnershipQuestionRow:
    """A question about ownership that is open."""

    code: str
    text: str
    facts: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class ConditionRow:
    """A condition of a basis, with what speaks for it and against it."""

    code: str
    text: str
    claimed: str
    proved: str
    facts: tuple[Link, ...]
    against: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class BasisRow:
    """A basis on which somebody would own a layer."""

    code: str
    name: str
    owner: str
    claimed: ConditionStatus
    claimed_word: str
    proved: ConditionStatus
    proved_word: str
    conditions: tuple[ConditionRow, ...]
    evidence: tuple[Link, ...]
    authorities: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class OwnedLayers:
    """Layers of which the same bases are raised."""

    layer_names: tuple[str, ...]
    bases: tuple[BasisRow, ...]


@dataclass(frozen=True, kw_only=True)
class OwnershipRow:
    """The owner, where one is known, and every basis for each layer."""

    code: str
    owner: str | None
    basis: str
    text: str
    authorities: tuple[Link, ...]
    questions: tuple[OwnershipQuestionRow, ...]
    owned: tuple[OwnedLayers, ...]


def ownership(result: Result, refs: CitationLinks, register: Register) -> OwnershipRow:
    """Return the owner with all bases; layers with the same bases share them."""
    owned = result.ownership
    return OwnershipRow(
        code=owned.because,
        owner=owned.owner,
        basis=wording.ownership_basis(owned.basis),
        text=register.sentence(owned.because),
        authorities=refs.authorities(owned.authority),
        questions=tuple(
            OwnershipQuestionRow(
                code=question.code,
                text=register.sentence(question.code),
                facts=refs.facts(question.facts),
            )
            for question in owned.open_questions
        ),
        owned=tuple(_owned_layers(result, refs, register)),
    )


def _owned_layers(result: Result, refs: CitationLinks, register: Register) -> Iterator[OwnedLayers]:
    names = {layer.id: layer_text(layer, refs, register) for layer in result.layers}
    alike: dict[tuple[OwnershipClaim, ...], list[LayerOwnership]] = {}
    for layer in result.ownership.layers:
        if layer.bases:
            alike.setdefault(layer.bases, []).append(layer)
    for bases, layers in alike.items():
        yield OwnedLayers(
            layer_names=tuple(dict.fromkeys(names[layer.layer] for layer in layers)),
            bases=tuple(_basis(claim, refs, register) for claim in bases),
        )


def _basis(claim: OwnershipClaim, refs: CitationLinks, register: Register) -> BasisRow:
    return BasisRow(
        code=claim.basis,
        name=wording.ownership_basis(claim.basis),
        owner=claim.owner,
        claimed=claim.claimed,
        claimed_word=wording.condition_status(claim.claimed),
        proved=claim.proved,
        proved_word=wording.condition_status(claim.proved),
        conditions=tuple(
            ConditionRow(
                code=condition.code,
                text=register.sentence(condition.code),
                claimed=wording.condition_status(condition.claimed),
                proved=wording.condition_status(condition.proved),
                facts=refs.facts(condition.facts),
                against=refs.facts(condition.against),
            )
            for condition in claim.conditions
        ),
        evidence=refs.facts(Facts(evidence=claim.evidence)),
        authorities=refs.authorities(claim.authority),
    )
