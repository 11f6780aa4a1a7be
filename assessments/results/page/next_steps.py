"""What to do next and what is open: what it would change, how it is done, and where to answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessments import wording
from assessments.engine import BASES, Result
from assessments.engine.result import Improvement, Unknown
from assessments.precedents.citations import CitationLinks
from assessments.wording import Register


def next_steps(result: Result, refs: CitationLinks, register: Register) -> Iterator[dict[str, Any]]:
    """The smallest changes that move an answer, in the order of the result."""
    for improvement in result.improvements:
        yield {
            "code": improvement.do,
            "text": register.sentence(improvement.do),
            "how": wording.how(improvement.do),
            "to": question_of(improvement),
            "basis": wording.basis(improvement.changes),
            "from": improvement.from_,
            "from_label": wording.conclusion_label(improvement.from_),
            "to_word": improvement.to,
            "to_label": wording.conclusion_label(improvement.to),
            "moves": improvement.from_ != improvement.to,
            "elements": [wording.element(name) for name in improvement.elements],
            "facts": refs.facts(improvement.facts),
        }


def unknowns(result: Result, refs: CitationLinks, register: Register) -> Iterator[dict[str, Any]]:
    """Every answer that is open, and whether it could change the result."""
    for unknown in result.unknowns:
        changes = {basis: unknown.change(basis) for basis in BASES}
        yield {
            "code": unknown.code,
            "text": register.sentence(unknown.code),
            "to": question_of(unknown),
            "matters": unknown.matters,
            "facts": refs.facts(unknown.facts),
            "changes": [
                {
                    "basis": wording.basis(basis),
                    "word": change.to,
                    "label": wording.conclusion_label(change.to),
                }
                for basis, change in changes.items()
                if change.from_ != change.to
            ],
        }


def question_of(entry: Improvement | Unknown) -> str:
    """Where the interview asks for it: `steps/s2#detail`, `work#distinctiveness`, `evidence`."""
    if not entry.fields:
        return "evidence"
    field = entry.fields[0]
    for part, ids in (("steps", entry.steps), ("inputs", entry.inputs)):
        if ids:
            return f"{part}/{ids[0]}#{field}"
    return f"work#{field}"
