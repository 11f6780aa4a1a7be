"""What a record leaves open on who owns the work: codes, each with the facts behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessments.engine.people import People, ids
from assessments.engine.result_ownership import OpenQuestion, OwnershipClaim
from assessments.engine.result_reasons import Facts


def open_questions(people: People, claims: Sequence[OwnershipClaim]) -> Iterator[OpenQuestion]:
    if not people.humans:
        yield OpenQuestion(code="question.who_made_it", facts=Facts(fields=("parties",)))
    met = {
        claim.owner for claim in claims if claim.claimed == "met" and claim.basis != "presumption"
    }
    if len(met) > 1:
        parties = tuple(dict.fromkeys(name for claim in claims for name in claim.parties))
        yield OpenQuestion(code="question.competing_bases", facts=Facts(parties=parties))
    yield from _on_contracts(people, claims)
    if any(p.kind == "organisation" and p.role == "author" for p in people.humans):
        organisations = [
            p for p in people.humans if p.kind == "organisation" and p.role == "author"
        ]
        facts = Facts(parties=ids(organisations))
        yield OpenQuestion(code="question.organisation_as_author", facts=facts)
    if len(people.makers) > 1:
        facts = Facts(parties=ids(people.makers))
        yield OpenQuestion(code="question.joint_agreement", facts=facts)
    yield from _on_terms(people)


def _on_contracts(people: People, claims: Sequence[OwnershipClaim]) -> Iterator[OpenQuestion]:
    """What contracts between those concerned leave open; another's contract settles nothing."""
    bases = {claim.basis for claim in claims}
    concerned = {
        "employment": bases & {"employee_work", "special_employee_work"},
        "commission": bases & {"commissioned_work"},
    }
    for kind, raised in concerned.items():
        if not raised:
            continue
        contracts = people.contracts(kind)
        unclear = [c for c in contracts if c.says == "unknown"]
        parties = people.with_role("employer" if kind == "employment" else "commissioner")
        if not contracts:
            facts = Facts(parties=ids([*parties, *people.makers]))
            yield OpenQuestion(code="question.contract_missing", facts=facts)
        elif unclear:
            facts = Facts(contracts=ids(unclear))
            yield OpenQuestion(code="question.contract_terms", facts=facts)
    if "legal_entity_work" in bases:
        team = [p for p in people.humans if p not in people.with_role("host", "tool_provider")]
        bound = {name for c in people.record.contracts for name in c.parties}
        unbound = [party for party in team if party.id not in bound]
        if unbound:
            facts = Facts(parties=ids(unbound))
            yield OpenQuestion(code="question.team_contracts", facts=facts)


def _on_terms(people: People) -> Iterator[OpenQuestion]:
    """Whose the output of each generating tool is under its terms, where that is open."""
    for tool in people.record.tools:
        if tool.does not in people.case.rules.generative_tools:
            continue
        facts = Facts(tools=(tool.id,))
        if tool.output_terms in people.rules.terms_in_question:
            yield OpenQuestion(code=f"question.terms_{tool.output_terms}", facts=facts)
        elif not tool.terms_evidence:
            yield OpenQuestion(code="question.terms_unproved", facts=facts)
