"""The whole reasoning: a function of a record, the decided cases, the rules and a day.

No clock, database, settings, network, translation or chance takes part; the same arguments give
the same result to the byte. The result is the JSON of the interchange contract, with codes where a
reader will see sentences.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from assessments.engine.comparison import CaseBase, PrecedentComparison
from assessments.engine.duties import duties
from assessments.engine.elements import ElementResult, overall, score_elements
from assessments.engine.findings import Findings, find_all
from assessments.engine.improvements import ResultSummary, improvements, unknowns
from assessments.engine.layers import layers
from assessments.engine.ownership import ownership
from assessments.engine.reasons import element_entry, finding_entries
from assessments.engine.rules import Rules
from cases.record import SCHEMA, CreationRecord

BASES = ("claimed", "proved")


def assess(
    record: CreationRecord, base: CaseBase, rules: Rules, as_of: dt.date | None = None
) -> dict[str, Any]:
    """Assess a record against the decided cases; `as_of` leaves out those decided later.

    Returns the result of `creation-record/1` as JSON-ready values, with `as_of`, `unknowns` and the
    precedents of each basis besides.
    """
    base = base.narrowed(as_of=as_of)
    findings = find_all(record, rules)
    results = {basis: score_elements(record, findings, base, rules, basis) for basis in BASES}
    now = _summarise_results(results, rules)

    def rerun(changed: CreationRecord) -> ResultSummary:
        return summarise_record(changed, base, rules)

    answers = {
        basis: _answer(record, results[basis], findings, base, rules, basis) for basis in BASES
    }
    return {
        "record": SCHEMA,
        "rubric": rules.version,
        "library": base.digest,
        "as_of": as_of.isoformat() if as_of else None,
        **answers,
        "layers": layers(record, findings, results["claimed"], rules),
        "precedents": answers["proved"]["precedents"],
        "ownership": ownership(record, rules),
        "duties": duties(record, findings, rules, as_of),
        "improvements": improvements(record, rules, now, rerun),
        "unknowns": unknowns(record, rules, now, rerun),
    }


def canonical_json(result: Mapping[str, Any]) -> str:
    """The one text form of a result: sorted keys, readable Unicode, two spaces."""
    return json.dumps(result, ensure_ascii=False, indent=2, sort_keys=True)


def summarise_record(record: CreationRecord, base: CaseBase, rules: Rules) -> ResultSummary:
    """Only where a record stands: the cheap part that is run again and again."""
    findings = find_all(record, rules)
    return _summarise_results(
        {basis: score_elements(record, findings, base, rules, basis) for basis in BASES}, rules
    )


def _summarise_results(
    results: Mapping[str, Mapping[str, ElementResult]], rules: Rules
) -> ResultSummary:
    return ResultSummary(
        conclusion={basis: overall(of_basis, rules) for basis, of_basis in results.items()},
        weakest={
            basis: min(r.score for r in of_basis.values()) for basis, of_basis in results.items()
        },
        statuses={
            basis: {name: r.status for name, r in of_basis.items()}
            for basis, of_basis in results.items()
        },
    )


def _answer(
    record: CreationRecord,
    results: Mapping[str, ElementResult],
    findings: Findings,
    base: CaseBase,
    rules: Rules,
    basis: str,
) -> dict[str, Any]:
    favourable = min(result.score for result in results.values()) >= rules.border
    levels = findings.levels(basis)
    vector = tuple(levels[name] for name in rules.dimension_ids)
    compared = base.nearest(
        vector,
        claim=record.claim,
        favourable=favourable,
        per_outcome=rules.precedents.listed_per_outcome,
    )
    return {
        "conclusion": overall(results, rules),
        "elements": {
            name: element_entry(r, base.bounds(vector, record.claim, name), findings, rules, basis)
            for name, r in results.items()
        },
        "findings": finding_entries(findings, rules, basis),
        "precedents": [_precedent_entry(c) for c in compared],
    }


def _precedent_entry(comparison: PrecedentComparison) -> dict[str, Any]:
    placed = comparison.placed
    return {
        "slug": placed.slug,
        "outcome": placed.outcome,
        "jurisdiction": placed.jurisdiction,
        "relation": comparison.relation,
        "stronger_on": list(comparison.stronger_on),
        "weaker_on": list(comparison.weaker_on),
        "same_on": list(comparison.same_on),
    }
