"""Every decided case run as if it were new: with itself in the library, and without.

In-sample and small: it shows that the rules do not contradict the decisions they were read from,
and how far they carry over to a decision that they have not seen; no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessments.engine.comparison import CaseBase, Precedent
from assessments.engine.elements import overall, score_elements
from assessments.engine.findings import find_all
from assessments.engine.rules import Rules

OUTCOMES = {
    "protected": "protected",
    "likely": "protected",
    "unlikely": "not_protected",
    "not_protected": "not_protected",
}
BASIS = "proved"  # a court decides on what was proved


def calibrate(precedents: Sequence[Precedent], rules: Rules) -> dict[str, Any]:
    """Agreement with the courts per outcome and per element, and every miss with its reason."""
    base = CaseBase.build(precedents, rules)
    ordered = sorted(precedents, key=lambda p: p.slug)
    with_itself = [_run(p, base, rules) for p in ordered]
    left_out = [_run(p, base.narrowed(without=[p.slug]), rules) for p in ordered]
    return {
        "decisions": len(ordered),
        "with_itself": _agreement(with_itself),
        "leave_one_out": {
            **_agreement(left_out),
            "by_element": _agreement_by_element(ordered, left_out, rules),
        },
        "misses": [
            {key: run[key] for key in ("slug", "court", "engine", "because")}
            for run in left_out
            if not run["agrees"]
        ],
        "misses_with_itself": [
            {key: run[key] for key in ("slug", "court", "engine", "because")}
            for run in with_itself
            if not run["agrees"]
        ],
        "runs": [
            {key: run[key] for key in ("slug", "court", "engine", "agrees")} for run in left_out
        ],
    }


def _run(precedent: Precedent, base: CaseBase, rules: Rules) -> dict[str, Any]:
    results = score_elements(
        precedent.record, find_all(precedent.record, rules), base, rules, BASIS
    )
    word = overall(results, rules)
    weakest = min(results.values(), key=lambda result: result.score)
    return {
        "slug": precedent.slug,
        "court": precedent.outcome,
        "engine": word,
        "agrees": OUTCOMES.get(word) == precedent.outcome,
        "because": f"{weakest.element}:{weakest.status}:{weakest.score}",
        "statuses": {name: result.status for name, result in results.items()},
    }


def _agreement(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    agree = sum(run["agrees"] for run in runs)
    return {"agree": agree, "agreement": _share(agree, len(runs))}


def _agreement_by_element(
    precedents: Sequence[Precedent], runs: Sequence[dict[str, Any]], rules: Rules
) -> dict[str, dict[str, Any]]:
    table = {}
    for element in (rule.id for rule in rules.elements):
        pairs = [
            (precedent.elements[element], run["statuses"][element])
            for precedent, run in zip(precedents, runs, strict=True)
            if element in precedent.elements
        ]
        agree = sum(court == engine for court, engine in pairs)
        table[element] = {
            "decided": len(pairs),
            "agree": agree,
            "agreement": _share(agree, len(pairs)),
        }
    return table


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
