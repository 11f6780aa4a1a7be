"""Which evidence stands behind a basis of ownership: what is linked to what its conditions name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessments.engine.result_ownership import OwnershipCondition
from cases.record import Contract, CreationRecord, evidence_by_step, linked_evidence


def linked_evidence_of(
    record: CreationRecord,
    contracts: Mapping[str, Contract],
    conditions: Sequence[OwnershipCondition],
) -> tuple[str, ...]:
    """Return ids of the evidence linked to the parties and contracts that the conditions name.

    What shows a party by something that no condition names, such as another contract, stands
    behind a condition only where it is what shows it.
    """
    facts = [condition.facts for condition in conditions]
    named = {i for of in facts for i in (*of.contracts, *of.steps, *of.inputs)}
    # Only conditions on the making name the steps of the layer.
    apart = frozenset() if any(of.steps or of.inputs for of in facts) else _steps(record)
    parties, places = {party.id: party for party in record.parties}, _places(record)
    found: list[str] = []
    for condition in conditions:
        for name in condition.facts.parties:
            for piece in parties[name].evidence:
                linked = places.get(piece, frozenset()) - apart
                if condition.proved == "met" or not linked or linked & named:
                    found.append(piece)
        for name in condition.facts.contracts:
            found += contracts[name].evidence
    return tuple(dict.fromkeys(found))


def _steps(record: CreationRecord) -> frozenset[str]:
    return frozenset(step.id for step in record.steps)


def _places(record: CreationRecord) -> dict[str, frozenset[str]]:
    """Return ids of contracts, tools, inputs and steps by the evidence that is linked to them."""
    by_step = evidence_by_step(record.evidence)
    links = [(contract.id, contract.evidence) for contract in record.contracts]
    links += [(item.id, item.evidence) for item in record.inputs]
    links += [(tool.id, tool.terms_evidence) for tool in record.tools]
    links += [(step.id, linked_evidence(step, by_step)) for step in record.steps]
    places: dict[str, frozenset[str]] = {}
    for name, pieces in links:
        for piece in pieces:
            places[piece] = places.get(piece, frozenset()) | {name}
    return places
