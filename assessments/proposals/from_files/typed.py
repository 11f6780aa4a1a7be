"""Contradictions between what a person typed and what the files state.

A typed step is compared with the proposals of the files that it cites as evidence, by their
SHA-256. Where a file has several steps (a conversation), it is compared with the one that has the
same prompt or the same time; where there is none, nothing is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessments.proposals.from_files.values import (
    Contradiction,
    Proposal,
    Proposals,
    ProposedField,
    Side,
    same_value,
)

Json = Mapping[str, Any]
TEXTS = ("prompt", "negative_prompt", "at", "outputs", "kept")


def contradictions(record_plain: Json, proposals: Proposals) -> tuple[Contradiction, ...]:
    """Return every typed value that differs from what a file of its step states."""
    found: list[Contradiction] = []
    for step in record_plain.get("steps") or ():
        meant = _choose_candidate(step, _find_candidates(step, record_plain, proposals))
        if meant is not None:
            found.extend(_compare_step(step, meant))
            found.extend(_compare_tool(step, meant, record_plain, proposals))
    return tuple(found)


def _find_candidates(step: Json, record: Json, proposals: Proposals) -> list[Proposal]:
    """Return the proposed steps of the files that a typed step cites as evidence."""
    named = set(step.get("evidence") or ())
    digests = {
        str(piece["sha256"]).lower()
        for piece in record.get("evidence") or ()
        if piece.get("id") in named and piece.get("sha256")
    }
    files = {proposal.id for proposal in proposals.evidence if proposal.get("sha256") in digests}
    return [proposal for proposal in proposals.steps if files & set(_list_evidence(proposal))]


def _list_evidence(proposal: Proposal) -> list[str]:
    return [key for proposed in proposal.all("evidence") for key in proposed.value]


def _choose_candidate(step: Json, about: Sequence[Proposal]) -> Proposal | None:
    if len(about) == 1:
        return about[0]
    for name in ("prompt", "at"):
        typed = step.get(name)
        alike = [
            candidate
            for candidate in about
            if typed is not None
            and any(same_value(name, typed, stated.value) for stated in candidate.all(name))
        ]
        if len(alike) == 1:
            return alike[0]
    return None


def _compare_step(step: Json, meant: Proposal) -> Iterator[Contradiction]:
    typed = {name: step[name] for name in TEXTS if step.get(name) is not None}
    for name, value in (step.get("parameters") or {}).items():
        typed[f"parameters.{name}"] = value
    for name, value in typed.items():
        stated = [proposed for proposed in meant.all(name) if proposed.confidence != "inferred"]
        plain = name.rpartition(".")[2]
        if stated and not all(same_value(plain, value, proposed.value) for proposed in stated):
            yield _build_contradiction(f"steps/{step.get('id')}#{name}", value, stated)


def _compare_tool(
    step: Json, meant: Proposal, record: Json, proposals: Proposals
) -> Iterator[Contradiction]:
    """Compare the tool of a step with the one that wrote its file."""
    typed = _find_entry(record.get("tools") or (), step.get("tool"))
    proposed = next((tool for tool in proposals.tools if tool.id == meant.get("tool")), None)
    if typed is None or proposed is None:
        return
    stated = proposed.all("name")
    names = [str(statement.value).casefold() for statement in stated]
    given = f"{typed.get('name')} {typed.get('provider') or ''}".casefold()
    if stated and not any(name in given or given.strip() in name for name in names):
        yield _build_contradiction(f"tools/{typed.get('id')}#name", typed.get("name"), stated)


def _find_entry(entries: Sequence[Json], key: Any) -> Json | None:
    return next((entry for entry in entries if key is not None and entry.get("id") == key), None)


def _build_contradiction(at: str, typed: Any, stated: Sequence[ProposedField]) -> Contradiction:
    files = (
        Side(value=statement.value, file=statement.file, where=statement.where)
        for statement in stated
    )
    return Contradiction(code="typed_differs", at=at, sides=(Side(value=typed), *files))
