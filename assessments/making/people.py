"""Who made the work and for whom, as parties and contracts of the record.

The ownership rules (`engine/rules/ownership.yaml`) ask who made a layer, who employed or
commissioned them (Copyright Law arts. 14, 18, 19), and what a contract says. A contract is recorded
where a file is one; what it says is not taken from anybody's word, so it stays unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext

from assessments.answers.services import item_add, item_remove
from assessments.making.notes import QUESTION, item_write, items_of
from assessments.works.drafts import Draft

Values = Mapping[str, Any]
PEOPLE: Final = "people"
CONTRACT: Final = "contract"
AUTHOR: Final = "author"
# Who else takes part: kind of party, role, and what they are called without a name.
OTHERS: Final[Mapping[str, tuple[str, str, Callable[[], str]]]] = {
    "employee": ("organisation", "employer", lambda: gettext("the employer")),
    "client": ("organisation", "commissioner", lambda: gettext("the client")),
    "together": ("person", "co_author", lambda: gettext("the co-author")),
    "company": ("organisation", "employer", lambda: gettext("the company")),
}
# What a contract with somebody in a role is about. Of a maker who works for and with nobody it is
# one that may give the rights away, such as with a publisher, until its words are read.
CONTRACTS: Final[Mapping[str, str]] = {
    "employer": "employment",
    "commissioner": "commission",
    "co_author": "cooperation",
}
OF_ONE_MAKER: Final = "assignment"


def people_save(draft: Draft, values: Values) -> None:
    """Store the maker and whom they made it for or with; a new answer takes the place of an old."""
    maker = {"name": values["maker"] or gettext("the maker"), "kind": "person", "role": AUTHOR}
    held = items_of(draft, "parties", PEOPLE)
    first = next((party["id"] for party in held if party.get("role") == AUTHOR), "")
    other = next((party["id"] for party in held if party.get("role") != AUTHOR), "")
    item_write(draft, "parties", first, maker, question=PEOPLE)
    for contract in items_of(draft, "contracts", PEOPLE):
        item_remove(draft, part="contracts", item=contract["id"])
        draft.refresh_from_db()
    if other:
        item_remove(draft, part="parties", item=other)
        draft.refresh_from_db()
    if values["people"] in OTHERS:
        kind, role, nameless = OTHERS[values["people"]]
        named = {"name": values["other"] or nameless(), "kind": kind, "role": role}
        item_write(draft, "parties", "", {**named, "_as": values["people"]}, question=PEOPLE)
    contracts_bind(draft)


def people_of(draft: Draft) -> dict[str, str]:
    """Return the answer as it was given, for the form; empty without one."""
    held = items_of(draft, "parties", PEOPLE)
    if not held:
        return {}
    maker = next((party for party in held if party.get("role") == AUTHOR), {})
    other = next((party for party in held if party.get("role") != AUTHOR), {})
    return {
        "people": str(other.get("_as") or "self"),
        "maker": _typed_name(maker, gettext("the maker")),
        "other": _typed_name(other, str(OTHERS[other["_as"]][2]()) if other else ""),
    }


def contracts_bind(draft: Draft) -> None:
    """Record each file that is a contract as one between those who were named as parties."""
    parties = items_of(draft, "parties", PEOPLE)
    kinds = [CONTRACTS[party["role"]] for party in parties if party.get("role") in CONTRACTS]
    kind = next(iter(kinds), OF_ONE_MAKER)
    bound = {
        piece
        for contract in draft.answers.get("contracts") or []
        for piece in contract.get("evidence") or []
    }
    for piece in draft.answers.get("evidence") or []:
        if piece.get("what") == CONTRACT and piece["id"] not in bound and parties:
            values = {
                "kind": kind,
                "says": "unknown",
                "parties": [party["id"] for party in parties],
                "evidence": [piece["id"]],
                QUESTION: PEOPLE,
            }
            item_add(draft, part="contracts", values=values)
            draft.refresh_from_db()


def _typed_name(party: Values, nameless: str) -> str:
    name = str(party.get("name") or "")
    return "" if name == nameless else name
