"""The prompts of tests/resources/prompts with their settled levels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cases.record.schema import Kind

FOLDER = Path(__file__).parents[2] / "resources" / "prompts"


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A prompt and the level that both passes support: where they differ, the lower one."""

    name: str
    kind: Kind
    text: str
    level: int
    held_back: bool = False


@cache
def read_yaml(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text("utf-8"))


def settled(name: str) -> int:
    return min(read_yaml("levels_a.yaml")[name], read_yaml("levels_b.yaml")[name])


@cache
def samples() -> tuple[Sample, ...]:
    return tuple(
        Sample(
            name=row["id"],
            kind=row["kind"],
            text=row["text"],
            level=settled(row["id"]),
            held_back=row.get("held_back", False),
        )
        for row in read_yaml("prompts.yaml")
    )


@cache
def pairs() -> tuple[tuple[Sample, Sample], ...]:
    """Return the pairs of equal length, the weaker first."""
    found = []
    for row in read_yaml("pairs.yaml"):
        sides = [
            Sample(
                name=f"{row['id']}-{side}",
                kind=row["kind"],
                text=row[side],
                level=settled(f"{row['id']}-{side}"),
            )
            for side in ("weaker", "stronger")
        ]
        found.append((sides[0], sides[1]))
    return tuple(found)
