"""What the recorded words of a contract say of the rights, beside what it is recorded to say.

The words are those of its clause and of the exhibits that are linked to it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from assessments.engine.clauses import clauses_in
from assessments.engine.contract_letters import ROLES, part_of, without_letters
from assessments.engine.held_files import normalise_words
from assessments.engine.ownership_agreements import (
    DECIDING_WORDS,
    GIVING_WORDS,
    USING_KINDS,
)
from assessments.engine.rules_ownership import ClauseEvent, ClauseOwner, ClauseRules
from cases.record import Contract, CreationRecord, Evidence, Party

# Whose the rights are, as the clause may call them by what is recorded of the contract.
CALLED: Mapping[str, frozenset[ClauseOwner]] = {
    "author_owns": frozenset({"author"}),
    "commissioner_owns": frozenset({"commissioner"}),
    "organisation_owns": frozenset({"organisation"}),
    "producer_owns": frozenset({"producer"}),
    "shared": frozenset({"shared"}),
}


def owners_by_clause(
    contract: Contract, parties: Sequence[Party], rules: ClauseRules, whole: str = ""
) -> frozenset[ClauseOwner]:
    """Whose the copyright is by the words of the clause; empty where they cannot be read.

    `whole` is all the text of the contract, where it is at hand: it may say who 甲方 is.
    """
    return _owners_by(contract.clause or "", contract, parties, rules, whole)


def _owners_by(
    words: str, contract: Contract, parties: Sequence[Party], rules: ClauseRules, whole: str = ""
) -> frozenset[ClauseOwner]:
    return frozenset(
        owner
        for part in clauses_in(_by_parts(words, contract, parties, rules, whole), rules.ends)
        for owner in _owners_in(part, rules)
    )


def _by_parts(
    words: str, contract: Contract, parties: Sequence[Party], rules: ClauseRules, whole: str = ""
) -> str:
    """Words in small letters, with what a party is in the contract in place of its name."""
    text = without_letters(normalise_words(words), contract, parties, rules, whole)
    for party in sorted(parties, key=lambda p: -len(p.name)):
        part = part_of(party, contract, parties)
        if party.id in contract.parties and part:
            text = text.replace(normalise_words(party.name), f" {rules.words[part][0]} ")
    return re.sub(r"\s+", " ", text)


def _owners_in(part: str, rules: ClauseRules) -> Iterator[ClauseOwner]:
    """Whose the copyright is by one statement, beside the event on which that depends."""
    part = rules.event.sub(" ", part)
    if not rules.beside.search(part):
        for owner, form in rules.forms_of.items():
            if any(not rules.denied.search(part[: found.start()]) for found in form.finditer(part)):
                yield owner


def events_awaited(
    contract: Contract,
    parties: Sequence[Party],
    rules: ClauseRules,
    today: dt.date | None = None,
) -> frozenset[ClauseEvent]:
    """What has to happen before the clause gives the rights, such as payment or approval.

    The event stands in the statement that gives them, or in the one just before or after it; that
    they stay where they are until then, or that the clause applies from a year after `today`, may
    stand anywhere.
    """
    if contract.kind in USING_KINDS or contract.says not in GIVING_WORDS:
        return frozenset()
    words = normalise_words(contract.clause or "")
    awaited = set(rules.awaited_in(words, rules.reserved))
    years = (int(year) for found in rules.start.finditer(words) for year in found.groups() if year)
    if today and any(year > today.year for year in years):
        awaited.add("begun")
    if cannot_be_read(contract, parties, rules):
        awaited |= set(rules.awaited_in(words, rules.event))  # whoever 甲方 is
    for sentence in rules.sentence_ends.split(
        _by_parts(contract.clause or "", contract, parties, rules)
    ):
        statements = list(clauses_in(sentence, rules.ends))
        for number, statement in enumerate(statements):
            beside = statements[max(number - 1, 0) : number + 2]
            if any(_owners_in(statement, rules)):
                for words in beside:
                    awaited |= set(rules.awaited_in(words, rules.event))
    return frozenset(awaited)


def events_shown(piece: Evidence, rules: ClauseRules) -> frozenset[ClauseEvent]:
    """What an exhibit is described as showing to have happened; a day comes by itself."""
    words = normalise_words(piece.shows or "")
    return frozenset(e for e, event in rules.awaited.items() if event.is_shown_by(words))


def is_contradicted(contract: Contract, parties: Sequence[Party], rules: ClauseRules) -> bool:
    """Whether the clause gives the rights to another than the contract is recorded to do."""
    if contract.kind in USING_KINDS or contract.says == "unknown":
        return False
    return bool(owners_by_clause(contract, parties, rules) - _called(contract, parties))


def _called(contract: Contract, parties: Sequence[Party]) -> frozenset[ClauseOwner]:
    """What words may call whoever owns by what is recorded of the contract."""
    called = CALLED.get(contract.says, frozenset())
    if contract.says in ("commissioner_owns", "producer_owns", "organisation_owns"):
        called |= _other_names(contract, parties)
    return called


def exhibits_of(contract: Contract, record: CreationRecord) -> Iterator[Evidence]:
    """The exhibits that a person linked to the contract."""
    return (piece for piece in record.evidence if piece.id in contract.evidence)


def exhibit_contradicts(
    piece: Evidence, contract: Contract, parties: Sequence[Party], rules: ClauseRules
) -> bool:
    """Whether an exhibit shows that nothing was agreed on the rights, or another owner."""
    if contract.kind in USING_KINDS or contract.says == "unknown" or not piece.shows:
        return False
    if contract.says != "silent" and rules.silent.search(normalise_words(piece.shows)):
        return True
    return bool(_owners_by(piece.shows, contract, parties, rules) - _called(contract, parties))


def exhibit_says_so(
    piece: Evidence, contract: Contract, parties: Sequence[Party], rules: ClauseRules
) -> bool:
    """Whether an exhibit is described as showing what the contract is recorded to say."""
    owners = _owners_by(piece.shows or "", contract, parties, rules)
    return bool(owners) and owners <= _called(contract, parties)


def is_contradicted_by_exhibits(
    contract: Contract, record: CreationRecord, rules: ClauseRules
) -> bool:
    """Whether the words of any exhibit of a contract say otherwise than its label."""
    return any(
        exhibit_contradicts(piece, contract, record.parties, rules)
        for piece in exhibits_of(contract, record)
    )


def is_no_agreement(
    piece: Evidence, contract: Contract, parties: Sequence[Party], rules: ClauseRules
) -> bool:
    """Whether an exhibit is a draft, unsigned, ended, or a contract with somebody else."""
    words = normalise_words(piece.shows or "")
    if rules.unconcluded.search(words):
        return True
    named = [p for p in parties if p.id in contract.parties]
    own = {normalise_words(p.name) for p in named}
    role_words = {word for p in named if p.role in ROLES for word in rules.words[ROLES[p.role]]}
    return any(
        not any(name in other or other in name for name in own)
        and not any(re.search(word, other) for word in role_words)
        and not rules.all_parties.search(other)
        for found in rules.concluded_with.finditer(words)
        for other in filter(None, (group and group.strip() for group in found.groups()))
    )


def has_no_force(contract: Contract, record: CreationRecord, rules: ClauseRules) -> bool:
    """Whether its clause says that it binds nobody, or every exhibit that it is forged or the like.

    A draft among the exhibits does not say that no contract was concluded later.
    """
    if rules.unconcluded.search(normalise_words(contract.clause or "")):
        return True
    pieces = list(exhibits_of(contract, record))
    return bool(pieces) and all(
        rules.unreliable.search(normalise_words(piece.shows or "")) for piece in pieces
    )


def is_oral(contract: Contract, record: CreationRecord, rules: ClauseRules) -> bool:
    """Whether its clause or an exhibit says that it was agreed by word of mouth (Law art. 27)."""
    words = (contract.clause, *(piece.shows for piece in exhibits_of(contract, record)))
    texts = [normalise_words(text) for text in words if text]
    return any(rules.spoken.search(t) and not rules.written.search(t) for t in texts)


def cannot_be_read(contract: Contract, parties: Sequence[Party], rules: ClauseRules) -> bool:
    """Whether nothing shows that a recorded clause says what the contract is recorded to say."""
    told = contract.kind not in USING_KINDS and contract.says in DECIDING_WORDS
    is_given = bool((contract.clause or "").strip())
    return told and is_given and not owners_by_clause(contract, parties, rules)


def only_allows_use(contract: Contract, parties: Sequence[Party], rules: ClauseRules) -> bool:
    """Whether the clause of a contract that is recorded to give the copyright allows a use only."""
    is_read = cannot_be_read(contract, parties, rules)
    return is_read and bool(rules.use.search(normalise_words(contract.clause or "")))


def _other_names(contract: Contract, parties: Sequence[Party]) -> frozenset[ClauseOwner]:
    """An organisation that takes the rights may be called by what it is, or by its part."""
    of_others = [p for p in parties if p.id in contract.parties and p.role in ROLES]
    names = {ROLES[p.role] for p in of_others if p.kind == "organisation"}
    return frozenset({*names, "organisation"} if names else ()) - {"author"}
