"""The short path of ownership: which questions are open, each only where it can matter.

What was asked is noted in the answers under `asked.owner.`; a note never reaches the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, get_args

from assessments.answers.answers import ASKED, has_known_value
from assessments.engine.rules import load_rules
from assessments.works.drafts import Draft

OwnerName = Literal[
    "side",
    "people",
    "parts",
    "hosted",
    "will",
    "responsible",
    "name",
    "producer",
    "resources",
    "press",
    "clause",  # before the next contract
    "contract",
]
OWNER_NAMES: Final[tuple[OwnerName, ...]] = get_args(OwnerName)
NOTE: Final = "asked.owner."
FILE_NOTE, PARTY_NOTE = f"{NOTE}file", f"{NOTE}with"  # the contract that is being read
BY_WORD: Final = "_by_word"  # of a contract: what a person chose where no file is one
MAKING: Final = frozenset({"generate", "adjust", "edit", "write", "arrange", "select"})
CREATING: Final = frozenset({"author", "co_author", "team"})
ORGANISED: Final = frozenset({"company", "employee"})  # sides with an organisation that may host
# Who speaks, by what was answered on the short path of making.
TOLD: Final = {
    "employee": "employee",
    "client": "freelancer",
    "together": "team",
    "company": "company",
}
Answers = Mapping[str, Any]


def side_of(answers: Answers) -> str:
    """Return who speaks: company, freelancer, employee or team; empty before it was asked."""
    return str(answers.get(f"{NOTE}side") or "")


def side_told(answers: Answers) -> str:
    """Return who speaks by the answer for whom the work was made; empty without one."""
    told = (TOLD.get(str(p.get("_as"))) for p in answers.get("parties") or [])
    alone = "team" if answers.get(f"{ASKED}people") == "given" else ""
    return next(filter(None, told), alone)


def creators_of(answers: Answers) -> list[Mapping[str, Any]]:
    """Return the persons who created something, as the answers name them."""
    return [
        p
        for p in answers.get("parties") or []
        if p.get("kind") == "person" and CREATING & {p.get("role"), *(p.get("roles") or ())}
    ]


def organisation_of(answers: Answers) -> Mapping[str, Any] | None:
    """Return the organisation or client on the other side of the makers."""
    others = [p for p in answers.get("parties") or [] if p.get("kind") == "organisation"]
    return next(iter(others), None)


def roles_of(party: Mapping[str, Any]) -> set[str]:
    """Return all roles of a party of the answers."""
    return {str(role) for role in (party.get("role"), *(party.get("roles") or ())) if role}


def making_steps(answers: Answers) -> list[Mapping[str, Any]]:
    """Return the steps of which it matters who took them."""
    return [s for s in answers.get("steps") or [] if s.get("action") in MAKING]


def without_contract(answers: Answers) -> Mapping[str, Any] | None:
    """Return the next maker of whom it was not asked whether there is a contract."""
    creators = creators_of(answers)
    is_alone = len(creators) == 1 and bool(unread_contracts(answers, creators[0]["id"]))
    if organisation_of(answers) is None and not is_alone:
        creators = creators[1:]  # co-authors have theirs with the first
    bound = {
        name
        for contract in answers.get("contracts") or []
        for name in contract.get("parties") or []
        if not is_unread(contract)
    }
    return next(
        (p for p in creators if p["id"] not in bound and not noted(answers, f"contract.{p['id']}")),
        None,
    )


def contract_maker(answers: Answers) -> Mapping[str, Any] | None:
    """Return the maker whose contract is asked for; once all were asked, the last told by word."""
    named = {
        name
        for contract in answers.get("contracts") or []
        if contract.get(BY_WORD)
        for name in contract.get("parties") or []
    }
    by_word = [party for party in creators_of(answers) if party["id"] in named]
    return without_contract(answers) or next(reversed(by_word), None)


def is_unread(contract: Mapping[str, Any]) -> bool:
    """Whether a file was marked as a contract and nobody has said what it says."""
    return bool(contract.get("evidence")) and (contract.get("says") or "unknown") == "unknown"


def unread_contracts(answers: Answers, maker: str) -> list[Mapping[str, Any]]:
    """Return the contracts of a maker that were handed in and not read."""
    contracts = answers.get("contracts") or []
    return [c for c in contracts if is_unread(c) and maker in (c.get("parties") or [])]


def noted(answers: Answers, name: str) -> bool:
    """Whether a question was asked."""
    return has_known_value(answers.get(f"{NOTE}{name}"))


def open_owner_questions(draft: Draft) -> list[OwnerName]:
    """Return the questions still to be asked, in their order."""
    return [name for name in OWNER_NAMES if matters(draft.answers, name) and _is_open(draft, name)]


def progress(draft: Draft, name: OwnerName) -> tuple[int, int]:
    """Return the number of a question and how many there are; 0 before it is said who took part."""
    asked = [n for n in OWNER_NAMES if n == name or matters(draft.answers, n)]
    return asked.index(name) + 1, len(asked) if noted(draft.answers, "people") else 0


def _is_open(draft: Draft, name: OwnerName) -> bool:
    if name == "contract":
        return without_contract(draft.answers) is not None
    if name == "clause":
        return has_known_value(draft.answers.get(FILE_NOTE))
    return not noted(draft.answers, name)


def matters(answers: Answers, name: OwnerName) -> bool:
    """Whether the answer to a question can say anything of who owns the work."""
    side, rules = side_of(answers), load_rules().ownership
    organisation = organisation_of(answers)
    kind = str(answers.get("kind") or "")
    employs = organisation is not None and "employer" in roles_of(organisation)
    match name:
        case "parts":
            return len(creators_of(answers)) > 1 and bool(making_steps(answers))
        case "hosted":
            return side in ORGANISED and organisation is not None
        case "will" | "responsible":
            hosts = answers.get(f"{NOTE}hosted") == "yes"
            return side in ORGANISED and organisation is not None and hosts
        case "name":
            return organisation is not None
        case "producer":
            return kind in rules.audiovisual_kinds
        case "resources":
            return employs and kind in rules.software_kinds
        case "press":
            return employs and kind in rules.press_kinds
        case "contract":
            is_several = organisation is not None or len(creators_of(answers)) > 1
            return is_several or contract_maker(answers) is not None
        case "clause":
            return has_known_value(answers.get(FILE_NOTE))
        case _:
            return True
