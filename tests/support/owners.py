"""Records of several parties, assessed without decisions, and what their result says of owners."""

from __future__ import annotations

import datetime as dt
from typing import Any

from assessments.engine import CaseBase, Result, assess, load_rules
from assessments.engine.held_files import HeldFiles
from assessments.engine.result_ownership import LayerOwnership, OwnershipClaim
from tests.support.records import TOOL, record

RULES = load_rules()
WRITE: dict[str, Any] = {
    "id": "w",
    "by": "p1",
    "action": "write",
    "extent": "substantial",
    "evidence": ["e1"],
}
EXHIBITS = [
    {"id": "e1", "what": "drafts", "made": "contemporaneous"},
    {"id": "e2", "what": "contract", "made": "contemporaneous"},
]
EXAMINED: list[dict[str, Any]] = [
    EXHIBITS[0],
    {**EXHIBITS[1], "examined_by": {"name": "Wang", "on": "2025-11-01"}},
]
# What a contract says, in words of a clause: a label alone shows nothing.
CLAUSES = {
    "organisation_owns": "The copyright belongs to the company",
    "commissioner_owns": "The copyright belongs to the client",
    "producer_owns": "The copyright belongs to the producer",
    "author_owns": "The copyright remains with the author",
    "shared": "The copyright is held jointly",
}


def party(number: int, role: str, kind: str = "person", **more: Any) -> dict[str, Any]:
    return {"id": f"p{number}", "name": f"Party {number}", "kind": kind, "role": role, **more}


def contract(kind: str, says: str, **more: Any) -> dict[str, Any]:
    return {"id": "c1", "kind": kind, "parties": ["p1", "p2"], "says": says, **more}


def result(*parties: dict[str, Any], files: HeldFiles | None = None, **fields: Any) -> Result:
    base = {"kind": "text", "tools": [], "steps": [WRITE], "evidence": EXHIBITS}
    made = record(**{**base, "parties": list(parties), **fields})
    return assess(made, CaseBase.build([], RULES), RULES, dt.date(2026, 1, 1), files)


def layer_of(found: Result, kind: str) -> LayerOwnership:
    return next(layer for layer in found.ownership.layers if layer.layer.startswith(kind))


def claim(found: Result, basis: str, layer: str = "human_text", owner: str = "") -> OwnershipClaim:
    return next(
        c
        for c in layer_of(found, layer).bases
        if c.basis == basis and (not owner or c.owner == owner)
    )


def status(found: OwnershipClaim, code: str) -> str:
    return next(c.claimed for c in found.conditions if c.code == f"condition.{code}")


def asked(found: Result) -> set[str]:
    return {question.code.removeprefix("question.") for question in found.ownership.open_questions}


AUTHOR = party(1, "author")
CO_AUTHOR = party(2, "co_author")
EMPLOYER = party(2, "employer", "organisation")
COMMISSIONER = party(2, "commissioner", "organisation")
HOST = party(2, "host", "organisation")
PRODUCER = party(2, "producer", "organisation")
SUNO = {**TOOL, "does": "audio"}
RUN: dict[str, Any] = {
    "id": "r", "by": "p3", "action": "generate", "tool": "t1", "detail": "rich",
    "changed": ["prompt"], "effect": "as_intended", "evidence": ["e1"],
}  # fmt: skip
RUNS = [
    {**RUN, "by": "p1"},
    {**RUN, "by": "p1", "id": "r2", "parent": "r", "action": "adjust"},
]
