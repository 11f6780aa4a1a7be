"""What an assessment keeps of the library and the rules, so that a memo needs neither again.

`freeze` runs when the assessment is made, `thaw` when a memo is. What is kept is plain JSON:
the decisions that the result names, the places of all works compared with, the rules cited.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assessments.engine import CaseBase, Rules
from assessments.memo.snapshot import (
    BASES,
    Language,
    Matter,
    Snapshot,
    State,
    decisions_from,
    places_from,
)
from cases.library.schema import Decision
from cases.record import CreationRecord, load_data

Frozen = dict[str, Any]


def freeze(
    result: Mapping[str, Any],
    base: CaseBase,
    rules: Rules,
    decisions: Iterable[Decision],
    authorities: Mapping[str, Mapping[str, Any]],
) -> Frozen:
    """Keep what a memo of this result will cite, as JSON."""
    element_law = {element.id: list(element.authority) for element in rules.elements}
    named = {*_cited(result), *(key for keys in element_law.values() for key in keys)}
    return {
        "decisions": [
            decision.model_dump(mode="json", by_alias=True, exclude_none=True)
            for decision in decisions
            if named & {decision.slug, *(judged.slug for judged in decision.judged)}
        ],
        "places": [
            {
                "slug": placed.slug,
                "outcome": placed.outcome,
                "levels": dict(zip(rules.dimension_ids, placed.levels, strict=True)),
            }
            for placed in base.placed
        ],
        "authorities": {
            key: {name: _plain(value) for name, value in authorities[key].items()}
            for key in sorted(named)
            if key in authorities
        },
        "element_law": element_law,
    }


def thaw(
    frozen: Mapping[str, Any],
    *,
    record: CreationRecord | Mapping[str, Any],
    result: Mapping[str, Any],
    language: Language,
    memo_id: str,
    dated: dt.date,
    state: State = "draft",
    version: int = 1,
    matter: Matter | None = None,
) -> Snapshot:
    """The snapshot of a memo from what the assessment kept."""
    return Snapshot(
        memo_id=memo_id,
        language=language,
        dated=dated,
        record=record if isinstance(record, CreationRecord) else load_data(dict(record)),
        result=result,
        decisions=decisions_from(frozen["decisions"]),
        places=places_from(frozen["places"]),
        authorities=frozen["authorities"],
        element_law={name: tuple(keys) for name, keys in frozen["element_law"].items()},
        state=state,
        version=version,
        matter=matter or Matter(),
    )


def _cited(result: Mapping[str, Any]) -> Iterator[str]:
    """Every authority and decision that a result names."""
    for basis in BASES:
        for element in result[basis]["elements"].values():
            for reason in element["reasons"]:
                yield from reason["authority"]
        yield from (entry["slug"] for entry in result[basis].get("precedents", ()))
    yield from (entry["slug"] for entry in result["precedents"])
    for layer in result["layers"]:
        yield from layer["authority"]
    yield from result["ownership"]["authority"]
    yield from (duty["source"] for duty in result["duties"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
