"""Whose the work would be: every basis with its conditions, side by side, and what is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments import wording
from assessments.engine import Result
from assessments.engine.codes import ConditionStatus
from assessments.engine.result_ownership import (
    OwnershipClaim,
    bases_together,
    layers_alike,
    owners_apart,
)
from assessments.engine.result_reasons import Facts
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import Link
from assessments.results.page.answers import layer_text
from assessments.wording import Register
from assessments.wording.parts import distinct_names


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
class OwnerRow:
    """An owner as claimed and as proved; `layer_names` are empty where the whole work has one.

    `proved_owner` is None for results that did not tell it apart.
    """

    layer_names: tuple[str, ...]
    owner: str
    basis: str
    text: str
    proved_owner: str | None
    proved_basis: str
    separate: str
    authorities: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class OwnedLayers:
    """Layers of which the same bases are raised."""

    layer_names: tuple[str, ...]
    is_hypothetical: bool
    bases: tuple[BasisRow, ...]


@dataclass(frozen=True, kw_only=True)
class OwnershipRow:
    """The owners, where any is known, and every basis for each layer."""

    code: str
    owners: tuple[OwnerRow, ...]
    questions: tuple[OwnershipQuestionRow, ...]
    owned: tuple[OwnedLayers, ...]


def ownership(result: Result, refs: CitationLinks, register: Register) -> OwnershipRow:
    """Return the owners with all bases; layers with the same bases share them."""
    owned = result.ownership
    names = {layer.id: layer_text(layer, refs, register) for layer in result.layers}
    by_bases = layers_alike(owned)
    return OwnershipRow(
        code=owned.because,
        owners=tuple(_owners(result, names, refs, register)),
        questions=tuple(
            OwnershipQuestionRow(
                code=question.code,
                text=register.sentence(question.code),
                facts=refs.facts(question.facts),
            )
            for question in owned.open_questions
        ),
        owned=tuple(
            OwnedLayers(
                layer_names=named,
                is_hypothetical=layers[0].is_hypothetical,
                bases=tuple(_basis(claim, refs, register) for claim in bases_together(layers)),
            )
            for layers, named in zip(
                by_bases, distinct_names(by_bases, result.layers, names, _steps(refs)), strict=True
            )
        ),
    )


def _owners(
    result: Result, names: dict[str, str], refs: CitationLinks, register: Register
) -> Iterator[OwnerRow]:
    owned = result.ownership
    groups = owners_apart(owned, result.claimed.scope)
    if not groups:
        yield OwnerRow(
            layer_names=(),
            owner=owned.owner,
            basis=wording.ownership_basis(owned.basis),
            text=register.sentence(owned.because),
            proved_owner=None if owned.proved_basis is None else owned.proved_owner,
            proved_basis=wording.ownership_basis(owned.proved_basis or "none"),
            separate="",
            authorities=refs.authorities(owned.authority),
        )
        return
    named = distinct_names(groups, result.layers, names, _steps(refs))
    for layers, layer_names in zip(groups, named, strict=True):
        first = layers[0]
        yield OwnerRow(
            layer_names=layer_names,
            owner=first.owner,
            basis=wording.ownership_basis(first.basis),
            text=register.sentence(first.reason),
            proved_owner=first.proved_owner,
            proved_basis=wording.ownership_basis(first.proved_basis),
            separate=register.sentence("ownership.separate") if first.separate else "",
            authorities=refs.authorities(first.authority),
        )


def _steps(refs: CitationLinks) -> list[str]:
    return [step["id"] for step in refs.record.get("steps", ())]


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
