"""The whole reasoning: a function of a record, the decided cases, the rules and a day.

Clock, database, settings, network, translation and chance take no part; the same arguments give
the same result to the byte.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from assessments.engine.comparison import CaseBase, Levels, PrecedentComparison
from assessments.engine.duties import duties
from assessments.engine.elements import ElementResult, overall, score_elements
from assessments.engine.findings import Findings, find_all
from assessments.engine.improvements import ResultSummary, improvements, unknowns
from assessments.engine.layers import layers
from assessments.engine.ownership import ownership
from assessments.engine.reasons import dimension_levels, element_answer
from assessments.engine.result import BASES, Answer, Basis, ComparedPrecedent, Result
from assessments.engine.rules import Rules
from cases.record import SCHEMA, CreationRecord


def assess(
    record: CreationRecord, base: CaseBase, rules: Rules, as_of: dt.date | None = None
) -> Result:
    """Assess a record against the decided cases; `as_of` leaves out those decided later."""
    base = base.narrow(as_of=as_of)
    findings = find_all(record, rules)
    results = {basis: score_elements(record, findings, base, rules, basis) for basis in BASES}
    now = _summarise_results(results, rules)

    def rerun(changed: CreationRecord) -> ResultSummary:
        return summarise_record(changed, base, rules)

    claimed, proved = (
        _answer(record, results[basis], findings, base, rules, basis) for basis in BASES
    )
    return Result(
        record=SCHEMA,
        rubric=rules.version,
        library=base.digest,
        as_of=as_of,
        claimed=claimed,
        proved=proved,
        layers=layers(record, findings, results["claimed"], rules),
        precedents=proved.precedents,
        ownership=ownership(record, rules),
        duties=duties(record, findings, rules, as_of),
        improvements=improvements(record, rules, now, rerun),
        unknowns=unknowns(record, rules, now, rerun),
    )


def summarise_record(record: CreationRecord, base: CaseBase, rules: Rules) -> ResultSummary:
    """Where a record stands, without reasons: the part that runs once for every supposition."""
    findings = find_all(record, rules)
    return _summarise_results(
        {basis: score_elements(record, findings, base, rules, basis) for basis in BASES}, rules
    )


def _summarise_results(
    results: Mapping[Basis, Mapping[str, ElementResult]], rules: Rules
) -> ResultSummary:
    return ResultSummary(
        conclusion={basis: overall(elements, rules) for basis, elements in results.items()},
        weakest={
            basis: min(element.score for element in elements.values())
            for basis, elements in results.items()
        },
        statuses={
            basis: {name: element.status for name, element in elements.items()}
            for basis, elements in results.items()
        },
    )


def _answer(
    record: CreationRecord,
    results: Mapping[str, ElementResult],
    findings: Findings,
    base: CaseBase,
    rules: Rules,
    basis: Basis,
) -> Answer:
    favourable = min(result.score for result in results.values()) >= rules.border
    of_dimensions = findings.levels(basis)
    levels = Levels(of_dimensions[name] for name in rules.dimension_ids)
    comparisons = base.nearest(
        levels,
        claim=record.claim,
        favourable=favourable,
        per_outcome=rules.precedents.listed_per_outcome,
    )
    return Answer(
        conclusion=overall(results, rules),
        elements={
            name: element_answer(
                result,
                base.binding_precedents(levels, record.claim, name),
                findings,
                rules,
                basis,
            )
            for name, result in results.items()
        },
        findings=dimension_levels(findings, rules, basis),
        precedents=tuple(map(_compared, comparisons)),
    )


def _compared(comparison: PrecedentComparison) -> ComparedPrecedent:
    placed = comparison.placed
    return ComparedPrecedent(
        slug=placed.slug,
        outcome=placed.outcome,
        jurisdiction=placed.jurisdiction,
        relation=comparison.relation,
        stronger_on=comparison.stronger_on,
        weaker_on=comparison.weaker_on,
        same_on=comparison.same_on,
    )
