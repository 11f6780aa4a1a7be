"""Clauses of contracts to copy, as dated data with the rules they rest on (`clauses.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from cases.library.schema import Bilingual

FILE = Path(__file__).with_name("clauses.yaml")
ClauseName = Literal[
    "employee", "commission_client", "commission_maker", "cooperation", "assignment"
]


class Clause(BaseModel):
    """A clause in both languages: when it fits, its text, its rules and what it cannot do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: ClauseName
    name: Bilingual
    when: Bilingual
    text: Bilingual
    authority: tuple[str, ...]
    limits: Bilingual


@dataclass(frozen=True, kw_only=True)
class ContractWords:
    """By which words a contract is read: what speaks of copyright, and of which kind it is."""

    found_by: re.Pattern[str]
    kinds: dict[str, re.Pattern[str]]


@cache
def contract_words() -> ContractWords:
    """Return the words by which contracts are read."""
    data = _load()
    return ContractWords(
        found_by=re.compile("|".join(data["found_by"])),
        kinds={kind: re.compile("|".join(forms)) for kind, forms in data["kinds"].items()},
    )


def clause(name: ClauseName) -> Clause:
    """Return the clause of a name."""
    return next(entry for entry in clauses() if entry.id == name)


@cache
def clauses() -> tuple[Clause, ...]:
    """Return all clauses in the order of the file."""
    return tuple(Clause.model_validate(entry) for entry in _load()["clauses"])


@cache
def _load() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return data
