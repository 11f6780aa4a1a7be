"""What to do next and what is open: what it would change, how it is done, and where to answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assessments import wording
from assessments.precedents.citations import CitationLinks
from assessments.wording import Register

BASES = ("claimed", "proved")


def next_steps(
    result: Mapping[str, Any], refs: CitationLinks, register: Register
) -> Iterator[dict[str, Any]]:
    """The smallest changes that move an answer, in the order of the result."""
    for entry in result["improvements"]:
        yield {
            "code": entry["do"],
            "text": register.sentence(entry["do"]),
            "how": wording.how(entry["do"]),
            "to": question_of(entry),
            "basis": wording.basis(entry["changes"]),
            "from": entry["from"],
            "from_label": wording.conclusion_label(entry["from"]),
            "to_word": entry["to"],
            "to_label": wording.conclusion_label(entry["to"]),
            "moves": entry["from"] != entry["to"],
            "elements": [wording.element(name) for name in entry.get("elements", ())],
            "facts": refs.facts(entry),
        }


def unknowns(
    result: Mapping[str, Any], refs: CitationLinks, register: Register
) -> Iterator[dict[str, Any]]:
    """Every answer that is open, and whether it could change the result."""
    for entry in result["unknowns"]:
        yield {
            "code": entry["code"],
            "text": register.sentence(entry["code"]),
            "to": question_of(entry),
            "matters": entry["matters"],
            "facts": refs.facts(entry),
            "changes": [
                {
                    "basis": wording.basis(basis),
                    "word": entry[basis]["to"],
                    "label": wording.conclusion_label(entry[basis]["to"]),
                }
                for basis in BASES
                if entry[basis]["from"] != entry[basis]["to"]
            ],
        }


def question_of(entry: Mapping[str, Any]) -> str:
    """Where the interview asks for it: `steps/s2#detail`, `work#distinctiveness`, `evidence`."""
    if not entry["fields"]:
        return "evidence"
    field = entry["fields"][0]
    for part in ("steps", "inputs"):
        if entry[part]:
            return f"{part}/{entry[part][0]}#{field}"
    return f"work#{field}"
