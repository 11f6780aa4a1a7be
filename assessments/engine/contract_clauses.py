"""What the recorded words of a contract say of the rights, beside what it is recorded to say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assessments.engine.clauses import clauses_in
from assessments.engine.held_files import normalise_words
from assessments.engine.ownership_agreements import DECIDING_WORDS, USING_KINDS
from assessments.engine.rules_ownership import ClauseOwner, ClauseRules
from cases.record import Contract, Party

# Whose the rights are, as the clause may call them by what is recorded of the contract.
CALLED: Mapping[str, frozenset[ClauseOwner]] = {
    "author_owns": frozenset({"author"}),
    "commissioner_owns": frozenset({"commissioner"}),
    "organisation_owns": frozenset({"organisation"}),
    "producer_owns": frozenset({"producer"}),
    "shared": frozenset({"shared"}),
}
ROLES: Mapping[str, ClauseOwner] = {
    "author": "author",
    "co_author": "author",
    "team": "author",
    "commissioner": "commissioner",
    "producer": "producer",
    "employer": "organisation",
    "host": "organisation",
}


def owners_by_clause(
    contract: Contract, parties: Sequence[Party], rules: ClauseRules
) -> frozenset[ClauseOwner]:
    """Whose the copyright is by the words of the clause; empty where they cannot be read."""
    text = normalise_words(contract.clause or "")
    for party in sorted(parties, key=lambda p: -len(p.name)):
        if party.id in contract.parties and party.role in ROLES:
            word = rules.words[ROLES[party.role]][0]
            text = text.replace(normalise_words(party.name), f" {word} ")
    text = re.sub(r"\s+", " ", text)
    return frozenset(
        owner
        for part in clauses_in(text, rules.ends)
        if not rules.beside.search(part)
        for owner, form in rules.forms_of.items()
        if any(not rules.denied.search(part[: found.start()]) for found in form.finditer(part))
    )


def is_contradicted(contract: Contract, parties: Sequence[Party], rules: ClauseRules) -> bool:
    """Whether the clause gives the rights to another than the contract is recorded to do."""
    if contract.kind in USING_KINDS or contract.says == "unknown":
        return False
    called = CALLED.get(contract.says, frozenset())
    if contract.says in ("commissioner_owns", "producer_owns", "organisation_owns"):
        called |= _other_names(contract, parties)
    return bool(owners_by_clause(contract, parties, rules) - called)


def cannot_be_read(contract: Contract, parties: Sequence[Party], rules: ClauseRules) -> bool:
    """Whether nothing shows that a recorded clause says what the contract is recorded to say."""
    told = contract.kind not in USING_KINDS and contract.says in DECIDING_WORDS
    is_given = bool((contract.clause or "").strip())
    return told and is_given and not owners_by_clause(contract, parties, rules)


def _other_names(contract: Contract, parties: Sequence[Party]) -> frozenset[ClauseOwner]:
    """An organisation that takes the rights may be called by what it is, or by its part."""
    of_others = [p for p in parties if p.id in contract.parties and p.role in ROLES]
    names = {ROLES[p.role] for p in of_others if p.kind == "organisation"}
    return frozenset({*names, "organisation"} if names else ()) - {"author"}
