"""The rules of a decision, and of the library as a whole, beyond the types of their fields.

The outcome, the findings and the judged records of a decision must agree. A published decision
needs sources, and facts that are more than reported by a case tracker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cases.library.dockets import LISTING, problems_of_numbers, problems_of_shared_numbers
from cases.library.schema import DIMENSIONS, Decision, DecisionDate, JudgedRecord, Mark, Treatment
from cases.library.standing import ENDING, direction_of, is_before
from cases.record import Problem

# Reported by a case tracker only, unconfirmed, or taken from the seed article of the project.
WEAK_MARKS: frozenset[Mark] = frozenset({"D", "U", "seed"})


def problems_of_decision(decision: Decision) -> list[Problem]:
    """Return the contradictions within a decision and what prevents its publication."""
    found = [*_check_outcome(decision), *_check_judged_slugs(decision)]
    found += [*_check_sources(decision), *_check_status(decision), *_check_treatment(decision)]
    found += problems_of_numbers(decision.model_dump(include=LISTING))
    for n, judged in enumerate(decision.judged):
        found += [problem.under(f"judged[{n}]") for problem in _check_judged(decision, judged)]
    if decision.status == "published":
        found += _check_publishable(decision)
    return found


def problems_among(decisions: Sequence[Decision]) -> Iterator[tuple[int, Problem]]:
    """Yield the problems between decisions, each with the index of its decision."""
    by_slug = {decision.slug: decision for decision in decisions}
    first: dict[str, str] = {}
    for n, decision in enumerate(decisions):
        for m, judged in enumerate(decision.judged):
            owner = first.setdefault(judged.slug, decision.slug)
            if owner != decision.slug:
                params = {"slug": judged.slug, "other": owner}
                yield n, Problem(field=f"judged[{m}].slug", code="slug_taken", params=params)
        for m, treatment in enumerate(decision.treatment):
            if treatment.slug is not None and treatment.slug not in by_slug:
                params = {"slug": treatment.slug}
                yield n, Problem(field=f"treatment[{m}].slug", code="no_decision", params=params)
        for problem in problems_of_directions(decision, by_slug):
            yield n, problem
    yield from problems_of_shared_numbers(decisions)


def problems_of_directions(decision: Decision, by_slug: Mapping[str, Decision]) -> list[Problem]:
    """Return where it is unclear or impossible that one decision ended another, by their dates."""
    found = []
    for n, treatment in enumerate(decision.treatment):
        other = by_slug.get(treatment.slug or "")
        if other is not None and treatment.relation in ENDING:
            code = _find_direction_fault(treatment, decision, other)
            if code:
                found.append(Problem(field=f"treatment[{n}].direction", code=code))
    return found


def _find_direction_fault(treatment: Treatment, own: Decision, other: Decision) -> str:
    if own.slug == other.slug:
        return "treats_itself"
    treated, acting = own, other
    if direction_of(treatment, own, other) == "given":
        treated, acting = other, own
    if treated.date and acting.date and is_before(acting.date, treated.date):
        return "treated_by_earlier"
    told = treated.date and acting.date and is_before(treated.date, acting.date)
    return "" if told or treatment.direction else "direction_unclear"


def _check_outcome(decision: Decision) -> Iterator[Problem]:
    outcomes = {judged.outcome for judged in decision.judged}
    if decision.outcome == "undecided" and outcomes:
        yield Problem(field="judged", code="judged_though_undecided")
    if decision.outcome in ("protected", "not_protected") and outcomes - {decision.outcome}:
        params = {"outcome": decision.outcome}
        yield Problem(field="outcome", code="outcome_contradicts_judged", params=params)
    if decision.date is not None and decision.last_verified < decision.date.value:
        yield Problem(field="last_verified", code="verified_before_decided")


def _check_judged_slugs(decision: Decision) -> Iterator[Problem]:
    """Check that the slugs of judged works begin with that of the decision."""
    params = {"slug": decision.slug}
    seen: set[str] = set()
    for n, judged in enumerate(decision.judged):
        extends = judged.slug.startswith(f"{decision.slug}-")
        if n == 0 and judged.slug != decision.slug:
            yield Problem(field="judged[0].slug", code="first_judged_slug", params=params)
        elif n > 0 and (judged.slug in seen or not extends):
            yield Problem(field=f"judged[{n}].slug", code="judged_slug", params=params)
        seen.add(judged.slug)


def _check_sources(decision: Decision) -> Iterator[Problem]:
    seen: set[str] = set()
    for n, source in enumerate(decision.sources):
        if source.url in seen:
            yield Problem(field=f"sources[{n}].url", code="source_twice")
        seen.add(source.url)


def _check_treatment(decision: Decision) -> Iterator[Problem]:
    for n, treatment in enumerate(decision.treatment):
        if treatment.on is None:
            continue
        day = DecisionDate(value=treatment.on, precision=treatment.precision, mark=treatment.mark)
        if decision.date is not None and is_before(day, decision.date):
            yield Problem(field=f"treatment[{n}].on", code="treated_before_decided")
        if decision.last_verified < treatment.on:
            params = {"day": treatment.on.isoformat()}
            yield Problem(field="last_verified", code="verified_before_treated", params=params)


def _check_status(decision: Decision) -> Iterator[Problem]:
    if decision.status != "published" and decision.status_reason is None:
        params = {"status": decision.status}
        yield Problem(field="status_reason", code="status_without_reason", params=params)


def _check_judged(decision: Decision, judged: JudgedRecord) -> Iterator[Problem]:
    findings = {element: holding.finding for element, holding in judged.elements.items()}
    if judged.outcome == "protected" and "not_met" in findings.values():
        yield Problem(field="elements", code="protected_though_not_met")
    if judged.outcome == "not_protected" and set(findings.values()) == {"met"}:
        yield Problem(field="elements", code="refused_though_met")
    if judged.outcome == "protected" and judged.refused_for is not None:
        yield Problem(field="refused_for", code="protected_though_refused")
    yield from _check_turned_on(judged)
    yield from _check_passages(decision, judged)
    if decision.status != "published":
        return
    yield from _check_held(judged)
    if not findings:
        yield Problem(field="elements", code="judged_without_findings")
    for element, holding in judged.elements.items():
        if holding.mark in WEAK_MARKS:
            params = {"mark": holding.mark}
            yield Problem(field=f"elements.{element}.mark", code="weak_finding", params=params)


def _check_turned_on(judged: JudgedRecord) -> Iterator[Problem]:
    """Check that the outcome turns on layers found alike and on dimensions that were reached."""
    agreeing = {layer.layer for layer in judged.layers if layer.finding == judged.outcome}
    for layer, names in judged.turned_on.items():
        if layer not in agreeing:
            params: dict[str, object] = {"layer": layer}
            yield Problem(field=f"turned_on.{layer}", code="turned_on_layer", params=params)
        for n, name in enumerate(names):
            if judged.held and (name not in judged.held or judged.held[name].level is None):
                place = f"turned_on.{layer}[{n}]"
                yield Problem(field=place, code="turned_on_not_held", params={"dimension": name})


def _check_passages(decision: Decision, judged: JudgedRecord) -> Iterator[Problem]:
    addresses = {source.url for source in decision.sources}
    for name, held in judged.held.items():
        if held.passage.source is not None and held.passage.source not in addresses:
            yield Problem(field=f"held.{name}.passage.source", code="held_source_unknown")


def _check_held(judged: JudgedRecord) -> Iterator[Problem]:
    """Check what a published decision says about every dimension."""
    if not judged.turned_on:
        yield Problem(field="turned_on", code="published_without", params={"what": "turned_on"})
    for name in DIMENSIONS:
        if name not in judged.held:
            yield Problem(field="held", code="held_missing", params={"dimension": name})
        elif judged.held[name].level is not None and judged.held[name].mark in WEAK_MARKS:
            params: dict[str, object] = {"mark": judged.held[name].mark}
            yield Problem(field=f"held.{name}.mark", code="weak_finding", params=params)


def _check_publishable(decision: Decision) -> Iterator[Problem]:
    if not decision.sources:
        yield Problem(field="sources", code="published_without_source")
    if decision.outcome != "undecided" and not decision.judged:
        yield Problem(field="judged", code="decided_without_record")
    for name, statements in (("facts", decision.facts), ("holdings", decision.holdings)):
        if not statements:
            yield Problem(field=name, code="published_without", params={"what": name})
        elif all(fact.mark in WEAK_MARKS for fact in statements):
            yield Problem(field=name, code="only_weak_marks")
