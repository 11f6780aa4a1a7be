"""What a record leaves open on who owns the work: codes, each with the facts behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessments.engine.contract_clauses import cannot_be_read
from assessments.engine.ownership_agreements import GIVING_WORDS, USING_KINDS
from assessments.engine.ownership_bases import Bases
from assessments.engine.ownership_chain import EMPLOYER_HAS_RIGHTS, GIVER_HAS_RIGHTS
from assessments.engine.ownership_contracts import GIVING
from assessments.engine.ownership_employment import BY_LAW_OR_CONTRACT
from assessments.engine.people import binds, ids
from assessments.engine.result_ownership import (
    LayerOwnership,
    OpenQuestion,
    OwnershipClaim,
    OwnershipCondition,
    all_facts,
)
from assessments.engine.result_reasons import Facts
from cases.record import Contract, Party

GHOST = "question.ghost_written"
# That whoever gives the rights on has them, and the question that names what is missing.
GAPS = {
    EMPLOYER_HAS_RIGHTS: "question.employer_has_rights",
    GIVER_HAS_RIGHTS: "question.giver_has_rights",
}
# A condition that is open as claimed, and the question that asks for the fact that would meet it.
ASKED_BY = {
    "condition.task_of_work": "question.task_of_work",
    "condition.its_will": "question.legal_entity",
    "condition.its_responsibility": "question.legal_entity",
    "condition.made_for_it": "question.made_for_it",
    "condition.employed": "question.whose_order",
    "condition.commissioned": "question.whose_order",
    "condition.created": "question.who_made_layer",
    "condition.arranged": "question.who_made_layer",
    "condition.created_together": "question.joint_creation",
    "condition.created_in_common": "question.created_in_common",
    "condition.usable_by_itself": "question.usable_by_itself",
    "condition.staff_of_press": "question.staff_of_press",
    BY_LAW_OR_CONTRACT: "question.employers_by_law_or_contract",
    "condition.clause_paid": "question.clause_paid",
    "condition.clause_approved": "question.clause_approved",
    "condition.clause_begun": "question.clause_begun",
    "condition.software_of_job": "question.employers_resources",
    "condition.drawing_of_its_means": "question.drawing_of_employer",
    "condition.on_their_life": "question.autobiographical",
    "condition.checked_and_finalised": GHOST,
    "condition.published_in_own_name": GHOST,
    "condition.report_or_speech": GHOST,
    "condition.in_writing": "question.in_writing",
    "condition.produced": "question.who_produced",
}
STATED_MAKING = (
    "condition.created",
    "condition.arranged",
    "condition.created_together",
    "condition.created_in_common",
)


def open_questions(people: Bases, layers: Sequence[LayerOwnership]) -> Iterator[OpenQuestion]:
    """Every question once; none but that for the makers where nothing could be owned."""
    if not people.makers:
        helpers = people.acting_helpers
        if helpers:
            yield from _naming(helpers, "question.helper_acted")
        else:
            yield OpenQuestion(code="question.who_made_it", facts=Facts(fields=("parties",)))
    claims = tuple(dict.fromkeys(claim for layer in layers for claim in layer.bases))
    if not claims:
        return
    yield from _competing(layers)
    yield from _on_conditions(people, claims)
    yield from _on_people(people, claims)
    yield from _naming([p for p in people.dead if p in people.makers], "question.heirs")
    yield from _on_organisations(people, claims)
    yield from _on_contracts(people, claims)
    yield from _on_proof(people, layers)
    yield from _on_terms(people)


def _competing(layers: Sequence[LayerOwnership]) -> Iterator[OpenQuestion]:
    """Owners whom no rule places before one another, of any one layer."""
    for layer in layers:
        met = [c for c in layer.bases if c.claimed == "met" and c.basis != "presumption"]
        if len({frozenset(claim.parties) for claim in met}) > 1:
            parties = tuple(dict.fromkeys(name for claim in met for name in claim.parties))
            yield OpenQuestion(code="question.competing_bases", facts=Facts(parties=parties))
            return


def _on_conditions(people: Bases, claims: Sequence[OwnershipClaim]) -> Iterator[OpenQuestion]:
    """The facts that nobody has stated, and the consent of others."""
    asked: dict[str, list[Facts]] = {}
    silent = set(ids(_silent_co_authors(people)))  # who are asked what they created
    for claim in [claim for claim in claims if claim.claimed != "not_met"]:
        for condition in claim.conditions:
            code = ASKED_BY.get(condition.code, "")
            if code == "question.whose_order" and len(people.creators) == 1:
                code = "question.order_of_maker"
            if condition.claimed == "open" and code and not silent & {*condition.against.parties}:
                of = Facts(parties=claim.parties) if code == GHOST else condition.facts
                asked.setdefault(code, []).append(of)
            if condition.code == "condition.consent_of_other_owner" and condition.claimed != "met":
                missing = "_missing" if condition.against.inputs else ""
                asked.setdefault(f"question.consent{missing}", []).append(condition.facts)
    for code, facts in asked.items():
        yield OpenQuestion(code=code, facts=all_facts(facts))
    unknown = tuple(item.id for item in people.unknown_inputs_of_others())
    if unknown:
        yield OpenQuestion(code="question.shows_another", facts=Facts(inputs=unknown))
    agreed = any(
        condition.code == "condition.not_agreed_otherwise" and condition.claimed != "met"
        for claim in claims
        if claim.basis == "audiovisual_work"
        for condition in claim.conditions
    )
    if agreed:  # without another agreement the producer owns either kind (art. 17)
        yield OpenQuestion(code="question.film_or_other", facts=Facts(fields=("kind",)))
    for claim in claims:
        if claim.basis == "joint_work" and claim.conditions[0].claimed == "met":
            yield OpenQuestion(code="question.joint_agreement", facts=Facts(parties=claim.parties))
            return


def _on_people(people: Bases, claims: Sequence[OwnershipClaim]) -> Iterator[OpenQuestion]:
    """What is said of persons without what would make them owners."""
    yield from _naming(_silent_co_authors(people), "question.co_author_without_step")
    if len(people.creators) > 1 or not _is_stated_maker(people.creators, claims):
        yield from _naming(people.without_creation, "question.author_without_creation")
    if people.makers:  # else it was the first question of all
        yield from _naming(people.acting_helpers, "question.helper_acted")
    appraiser = people.case.appraiser
    named = [people.by_id[name] for name in appraiser.acts_of_others]
    yield from _naming(named, "question.acts_of_another")
    lyrics = tuple(name for name in appraiser.lyrics if not appraiser.are_own_lyrics(name))
    if lyrics:
        yield OpenQuestion(code="question.who_wrote_lyrics", facts=Facts(steps=lyrics))
    for role in ("host", "employer"):
        persons = [p for p in people.with_role(role) if p.kind == "person"]
        yield from _naming(persons, f"question.person_as_{role}")
    published = people.record.published
    if published and published.signature and not people.signing:
        yield OpenQuestion(code="question.whose_name", facts=Facts(fields=("published",)))


def _is_stated_maker(creators: Sequence[Party], claims: Sequence[OwnershipClaim]) -> bool:
    """Whether it is stated of a sole creator that he made what is owned."""
    return any(
        condition.claimed == "met" and set(ids(creators)) <= set(condition.facts.parties)
        for claim in claims
        for condition in claim.conditions
        if condition.code in STATED_MAKING
    )


def _silent_co_authors(people: Bases) -> list[Party]:
    """Co-authors who took no step, where the steps say who took them."""
    acting = {step.by for step in people.case.appraiser.steps if step.by}
    named = [p for p in people.with_role("co_author") if p.kind == "person"]
    return [p for p in named if acting and p.id not in acting]


def _naming(parties: Sequence[Party], code: str) -> Iterator[OpenQuestion]:
    if parties:
        yield OpenQuestion(code=code, facts=Facts(parties=ids(parties)))


def _on_organisations(people: Bases, claims: Sequence[OwnershipClaim]) -> Iterator[OpenQuestion]:
    named = people.organisations("author")
    if named:
        facts = Facts(parties=ids(named))
        yield OpenQuestion(code="question.organisation_as_author", facts=facts)
    if any(claim.basis == "legal_entity_work" for claim in claims):
        bound = {name for c in people.record.contracts for name in c.parties}
        unbound = [
            party
            for party in people.humans
            if party.kind == "person" and people.may_create(party) and party.id not in bound
        ]
        if unbound:
            facts = Facts(parties=ids(unbound))
            yield OpenQuestion(code="question.team_contracts", facts=facts)


def _on_contracts(people: Bases, claims: Sequence[OwnershipClaim]) -> Iterator[OpenQuestion]:
    """What contracts between those concerned leave open; another's contract settles nothing."""
    bases = {claim.basis for claim in claims}
    concerned = {
        "employment": bases & {"employee_work", "special_employee_work"},
        "commission": bases & {"commissioned_work"},
    }
    missing: list[str] = []
    for kind, raised in concerned.items():
        parties = people.with_role("employer" if kind == "employment" else "commissioner")
        known = [
            contract
            for contract in people.contracts(kind)
            if not parties or len(contract.parties) < 2 or binds(contract, parties)
        ]
        if raised and not known:
            missing += ids([*parties, *people.makers])
    if missing:
        facts = Facts(parties=tuple(dict.fromkeys(missing)))
        yield OpenQuestion(code="question.contract_missing", facts=facts)
    for earlier, later in people.agreements.replaced:
        facts = Facts(contracts=(earlier, later))
        yield OpenQuestion(code="question.later_contract", facts=facts)
    yield from _about(_made_by_some(people, claims), "question.not_all_agreed")
    yield from _giving_elsewhere(people, claims)
    disputed = [c for c in people.agreements.standing if c.id in people.agreements.conflicting]
    yield from _about(disputed, "question.contracts_conflict")
    yield from _about(people.of_another_commission(), "question.another_commission")
    bearing = [c for c in people.agreements.standing if c.kind not in USING_KINDS]
    # A licence leaves the owner as he is, and only organisations own by these words.
    unclear = [
        c
        for c in people.agreements.standing
        if (c in bearing and c.says == "unknown")
        or (c.kind == "licence" and c.says in GIVING_WORDS)
        or people.takes_output(c)
        or (c in bearing and people.gives_to_nobody(c))
    ]
    contradicted = [c for c in unclear if c.id in people.contradicted]
    yield from _about(contradicted, "question.clause_contradicts")
    by_exhibits = [c for c in unclear if c.id in people.contradicted_by_exhibits]
    yield from _about(by_exhibits, "question.exhibit_contradicts")
    settled = people.contradicted | people.contradicted_by_exhibits
    yield from _about([c for c in unclear if c.id not in settled], "question.contract_terms")
    unfit = [c for c in people.agreements.standing if people.proof.has_unfit_exhibit(c)]
    yield from _about(unfit, "question.exhibit_unfit")
    clauses = people.rules.clauses
    unread = [c for c in bearing if cannot_be_read(c, people.record.parties, clauses)]
    yield from _about(unread, "question.clause_unread")
    deciding = [c for c in bearing if c.says != "silent"]
    after = [c for c in deciding if c.id in people.times.after]
    yield from _about(after, "question.contract_after_work")
    future = [c for c in deciding if c.id in people.times.future]
    yield from _about(future, "question.contract_not_made")
    nobody = [c for c in bearing if len(c.parties) < 2]
    yield from _about(nobody, "question.contract_parties")


def _giving_elsewhere(people: Bases, claims: Sequence[OwnershipClaim]) -> Iterator[OpenQuestion]:
    """Contracts that give the same to different parties, or what whoever gives may not have."""
    rivals: set[str] = set()
    lacking: dict[str, list[Facts]] = {}
    for claim in claims:
        for condition in claim.conditions:
            if condition.code in GIVING:
                rivals.update(condition.against.contracts)
            elif condition.code in GAPS and condition.claimed != "met":
                given = [n for c in claim.conditions if c.code in GIVING for n in c.facts.contracts]
                facts = Facts(parties=condition.facts.parties, contracts=tuple(given))
                if given:  # else whoever was commissioned keeps what they have
                    lacking.setdefault(GAPS[condition.code], []).append(facts)
    yield from _about(
        [c for c in people.agreements.standing if c.id in rivals], "question.rival_contracts"
    )
    for code, facts_of in lacking.items():
        yield OpenQuestion(code=code, facts=all_facts(facts_of))


def _made_by_some(people: Bases, claims: Sequence[OwnershipClaim]) -> list[Contract]:
    """Contracts that give rights away without all of those whose they are."""
    giving = {
        name
        for claim in claims
        for condition in claim.conditions
        if condition.code in GIVING
        and condition.claimed == "open"
        and not condition.against.contracts
        for name in condition.facts.contracts
    }
    unasked = giving - people.agreements.conflicting
    return [
        c
        for c in people.agreements.standing
        if c.id in unasked and c.says != "unknown" and len(c.parties) > 1
    ]


def _about(contracts: Sequence[Contract], code: str) -> Iterator[OpenQuestion]:
    if contracts:
        yield OpenQuestion(code=code, facts=Facts(contracts=ids(contracts)))


def _on_proof(people: Bases, layers: Sequence[LayerOwnership]) -> Iterator[OpenQuestion]:
    """What would show that those own the layers who are named as their owners."""
    conditions: list[OwnershipCondition] = []
    owners: set[str] = set()
    for layer in layers:
        for claim in layer.bases:
            if (claim.basis, claim.owner) == (layer.basis, layer.owner):
                owners.update(claim.parties)
                conditions += [
                    c for c in claim.conditions if (c.claimed, c.proved) == OWED and not c.of_use
                ]
    names = dict.fromkeys(name for c in conditions for name in c.facts.contracts)
    contracts = [people.contract_by_id[name] for name in names]
    unshown = [c for c in contracts if not people.proof.shows_contract(c)]
    # Of what nobody agreed there is nothing to be signed or dated.
    nothing = [c for c in unshown if c.says == "silent" and not (c.evidence or c.clause or c.on)]
    yield from _about([c for c in unshown if c not in nothing], "question.contract_unproved")
    yield from _about(nothing, "question.nothing_agreed")
    undated = [
        c
        for c in contracts
        if c.kind not in USING_KINDS and c not in nothing and not people.proof.speaks_of_work(c)
    ]
    yield from _about(undated, "question.contract_undated")
    makers = [c.facts for c in conditions if c.code in STATED_MAKING]
    if makers:
        yield OpenQuestion(
            code="question.making_unproved", facts=Facts(parties=all_facts(makers).parties)
        )
    others = [c.facts for c in conditions if c.code not in STATED_MAKING and c.facts.parties]
    parties = [
        name
        for name in all_facts(others).parties
        if name in owners and not people.proof.were_examined([people.by_id[name]])
    ]
    if parties and not unshown:
        yield OpenQuestion(code="question.part_unproved", facts=Facts(parties=tuple(parties)))


OWED = ("met", "open")  # as claimed, and as proved


def _on_terms(people: Bases) -> Iterator[OpenQuestion]:
    """Whose the output of each generating tool is under its terms, where that is open."""
    for tool in people.record.tools:
        if tool.does not in people.case.rules.generative_tools:
            continue
        facts = Facts(tools=(tool.id,))
        if tool.output_terms in people.rules.terms_in_question:
            yield OpenQuestion(code=f"question.terms_{tool.output_terms}", facts=facts)
        elif not people.proof.shows_terms(tool):
            yield OpenQuestion(code="question.terms_unproved", facts=facts)
