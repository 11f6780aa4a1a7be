"""What a person typed against what the files say: differences as values, none decided.

A typed step is held against the proposals from the files it names as its evidence, by their digest.
Where a file speaks of several steps (a conversation), only the one with the same prompt or the same
moment is meant; where none is, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assessments.proposals.from_files.values import (
    Contradiction,
    Proposal,
    Proposals,
    Proposed,
    Side,
    same,
)

Json = Mapping[str, Any]
TEXTS = ("prompt", "negative_prompt", "at", "outputs", "kept")


def contradictions(record_plain: Json, proposals: Proposals) -> tuple[Contradiction, ...]:
    """Every typed value that a file belonging to its step states otherwise."""
    found: list[Contradiction] = []
    for step in record_plain.get("steps") or ():
        meant = _meant(step, _about(step, record_plain, proposals))
        if meant is not None:
            found.extend(_differences(step, meant))
            found.extend(_tool(step, meant, record_plain, proposals))
    return tuple(found)


def _about(step: Json, record: Json, proposals: Proposals) -> list[Proposal]:
    """Proposed steps from files that the typed step names as evidence."""
    named = set(step.get("evidence") or ())
    digests = {
        str(one["sha256"]).lower()
        for one in record.get("evidence") or ()
        if one.get("id") in named and one.get("sha256")
    }
    files = {one.id for one in proposals.evidence if one.get("sha256") in digests}
    return [one for one in proposals.steps if files & set(_evidence(one))]


def _evidence(proposal: Proposal) -> list[str]:
    return [key for one in proposal.all("evidence") for key in one.value]


def _meant(step: Json, about: Sequence[Proposal]) -> Proposal | None:
    if len(about) == 1:
        return about[0]
    for name in ("prompt", "at"):
        typed = step.get(name)
        alike = [
            one
            for one in about
            if typed is not None
            and any(same(name, typed, stated.value) for stated in one.all(name))
        ]
        if len(alike) == 1:
            return alike[0]
    return None


def _differences(step: Json, meant: Proposal) -> Iterator[Contradiction]:
    typed = {name: step[name] for name in TEXTS if step.get(name) is not None}
    for name, value in (step.get("parameters") or {}).items():
        typed[f"parameters.{name}"] = value
    for name, value in typed.items():
        stated = [one for one in meant.all(name) if one.confidence != "inferred"]
        if stated and not all(_same(name, value, one.value) for one in stated):
            yield _contradiction(f"steps/{step.get('id')}#{name}", value, stated)


def _same(name: str, typed: Any, stated: Any) -> bool:
    plain = name.rpartition(".")[2]
    if plain == "loras" and isinstance(typed, list) and isinstance(stated, list):
        return _loras(typed) == _loras(stated)
    return same(plain, typed, stated)


def _loras(values: list[Any]) -> set[tuple[str, Any]]:
    return {(str(one.get("name")), one.get("weight")) for one in values if isinstance(one, Mapping)}


def _tool(
    step: Json, meant: Proposal, record: Json, proposals: Proposals
) -> Iterator[Contradiction]:
    """The tool that a step names against the one that wrote its file."""
    typed = _entry(record.get("tools") or (), step.get("tool"))
    proposed = next((one for one in proposals.tools if one.id == meant.get("tool")), None)
    if typed is None or proposed is None:
        return
    stated = proposed.all("name")
    names = [str(one.value).casefold() for one in stated]
    given = f"{typed.get('name')} {typed.get('provider') or ''}".casefold()
    if stated and not any(name in given or given.strip() in name for name in names):
        yield _contradiction(f"tools/{typed.get('id')}#name", typed.get("name"), stated)


def _entry(entries: Sequence[Json], key: Any) -> Json | None:
    return next((one for one in entries if key is not None and one.get("id") == key), None)


def _contradiction(at: str, typed: Any, stated: Sequence[Proposed]) -> Contradiction:
    files = (Side(value=one.value, file=one.file, where=one.where) for one in stated)
    return Contradiction(code="typed_differs", at=at, sides=(Side(value=typed), *files))
