"""Who owns the work, if it is one, and what is open about it. A machine never does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assessments.engine.result import Facts, OpenQuestion, Ownership
from assessments.engine.rules import OwnershipRule, Rules
from cases.record import CreationRecord, Party

AUTHORSHIP = ("prc-copyright-law-11",)  # where no rule fits: only who created a work is its author


def ownership(record: CreationRecord, rules: Rules) -> Ownership:
    """Owner, basis and open questions, each a code with the facts that it stands on."""
    humans = [party for party in record.parties if party.kind != "machine"]
    rule = _rule(humans, rules)
    owners = _owners(rule, humans, rules)
    return Ownership(
        owner=", ".join(party.name for party in owners),
        basis=rule.basis if rule else "none",
        because=f"ownership.{rule.basis if rule else _no_owner_code(record)}",
        parties=_ids(owners),
        authority=rule.authority if rule else AUTHORSHIP,
        open_questions=tuple(_open_questions(record, rule, humans, owners, rules)),
    )


def _ids(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(party.id for party in parties)


def _no_owner_code(record: CreationRecord) -> str:
    return "machine" if record.parties else "not_said"


def _rule(humans: list[Party], rules: Rules) -> OwnershipRule | None:
    roles = [party.role for party in humans]
    if roles.count("author") > 1:
        roles.append("co_author")
    if any(role in rules.ownership.makers for role in roles):
        roles.append("author")
    return next((rule for rule in rules.ownership.order if rule.role in roles), None)


def _owners(rule: OwnershipRule | None, humans: list[Party], rules: Rules) -> list[Party]:
    if rule is None:
        return []
    makers = [party for party in humans if party.role in rules.ownership.makers]
    if rule.basis == "legal_entity_work":
        return [party for party in humans if party.role == "host"]
    # Where a contract is silent the maker owns (Copyright Law arts. 18(1), 19): the employer has
    # priority in using the work, the commissioner has not.
    return makers or [party for party in humans if party.role == rule.role]


def _open_questions(
    record: CreationRecord,
    rule: OwnershipRule | None,
    humans: list[Party],
    owners: list[Party],
    rules: Rules,
) -> Iterator[OpenQuestion]:
    contracts = tuple(p.id for p in record.evidence if p.what in rules.ownership.contract)
    basis = rule.basis if rule else None
    if basis is None:
        yield OpenQuestion(code="question.who_made_it", facts=Facts(fields=("parties",)))
    elif basis in ("employee_work", "commissioned_work"):
        yield OpenQuestion(
            code="question.contract_terms" if contracts else "question.contract_missing",
            facts=Facts(evidence=contracts, parties=_ids(humans)),
        )
    elif basis == "legal_entity_work":
        others = [party for party in humans if party.role not in ("host", "tool_provider")]
        if others and not contracts:
            yield OpenQuestion(code="question.team_contracts", facts=Facts(parties=_ids(others)))
    elif basis == "author" and any(party.kind == "organisation" for party in owners):
        facts = Facts(parties=_ids(owners))
        yield OpenQuestion(code="question.organisation_as_author", facts=facts)
    elif basis == "joint_work":
        yield OpenQuestion(code="question.joint_agreement", facts=Facts(parties=_ids(owners)))
    yield from _questions_on_terms(record, rules)


def _questions_on_terms(record: CreationRecord, rules: Rules) -> Iterator[OpenQuestion]:
    """Whose the output of each generating tool is under its terms, where that is open."""
    for tool in record.tools:
        if tool.does not in rules.generative_tools:
            continue
        facts = Facts(tools=(tool.id,))
        if tool.output_terms in rules.ownership.terms_in_question:
            yield OpenQuestion(code=f"question.terms_{tool.output_terms}", facts=facts)
        elif not tool.terms_evidence:
            yield OpenQuestion(code="question.terms_unproved", facts=facts)
