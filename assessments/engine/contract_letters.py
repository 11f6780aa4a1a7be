"""Parties that a contract calls by letters: 甲方 and 乙方, Party A and Party B.

A letter says nothing by itself. Whose it is stands where the contract names the party or its part
beside it, or follows from what that side does by the clause: who makes and delivers is the one
that was commissioned or employed, who orders and pays is the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assessments.engine.held_files import normalise_words
from assessments.engine.rules_ownership import ClauseOwner, ClauseRules
from cases.record import Contract, Party

ROLES: Mapping[str, ClauseOwner] = {
    "author": "author",
    "co_author": "author",
    "team": "author",
    "commissioner": "commissioner",
    "producer": "producer",
    "employer": "organisation",
    "host": "organisation",
}
# Whoever has the work made, by the kind of contract.
OTHER_SIDE: Mapping[str, ClauseOwner] = {
    "commission": "commissioner",
    "employment": "organisation",
}


def part_of(party: Party, contract: Contract, parties: Sequence[Party]) -> ClauseOwner | None:
    """What a party is in a contract; who makes something on commission is its author's side."""
    part = ROLES.get(party.role)
    if contract.kind == "commission" and part in ("organisation", "producer"):
        ordering = [p for p in parties if p.id in contract.parties and p.role == "commissioner"]
        return "author" if ordering and party not in ordering else part
    return part


def without_letters(
    words: str, contract: Contract, parties: Sequence[Party], rules: ClauseRules, whole: str = ""
) -> str:
    """Words in which each letter is replaced by what its side is called, as far as known.

    `words` are in small letters; `whole` is all the text of the contract, where it is at hand.
    """
    text = rules.circle.sub(rules.whole_circle[0], words)
    for letter, owner in _sides(words, contract, parties, rules, whole).items():
        text = rules.letter_of[letter].sub(f" {rules.words[owner][0]} ", text)
    return text


def _sides(
    words: str, contract: Contract, parties: Sequence[Party], rules: ClauseRules, whole: str
) -> dict[int, ClauseOwner]:
    named = [p for p in parties if p.id in contract.parties]
    other = OTHER_SIDE.get(contract.kind) or _only_other(named, contract)
    texts = [words, *([normalise_words(whole)] if whole else [])]
    for text in texts:
        found = {
            letter: owner
            for letter in range(len(rules.letters))
            if (owner := _side(letter, text, named, contract, rules, other))
        }
        if len(found) == 1 and other and (not named or len(contract.parties) <= 2):
            (letter, owner), = found.items()  # fmt: skip
            found[1 - letter] = other if owner == "author" else "author"
        if len(set(found.values())) == len(rules.letters):
            return found
    return {}


def _side(
    letter: int,
    text: str,
    named: Sequence[Party],
    contract: Contract,
    rules: ClauseRules,
    other: ClauseOwner | None,
) -> ClauseOwner | None:
    """What a side is by its name or part beside the letter, else by what it does."""
    form = rules.letters[letter]
    for party in named:
        name = re.escape(normalise_words(party.name))
        if re.search(rules.named_beside.replace("LETTER", form).replace("NAME", name), text):
            return part_of(party, contract, named)
    for owner, parts in rules.words.items():
        beside = rules.named_beside.replace("LETTER", form).replace(
            "NAME", f"(?:{'|'.join(parts)})"
        )
        if owner in ("author", other) and re.search(beside, text):
            return owner
    makes = re.search(rules.side_makes.replace("LETTER", form), text)
    orders = re.search(rules.side_orders.replace("LETTER", form), text)
    if bool(makes) == bool(orders):
        return None
    return "author" if makes else other


def _only_other(named: Sequence[Party], contract: Contract) -> ClauseOwner | None:
    parts = {part_of(p, contract, named) for p in named} - {"author", None}
    return parts.pop() if len(parts) == 1 else None
