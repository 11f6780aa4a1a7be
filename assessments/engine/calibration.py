"""Every decided case run as if it were new: with itself in the library, and without.

In-sample and small: it shows that the rules do not contradict the decisions they were read from,
and how far they carry over to a decision that they have not seen; no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.engine.comparison import CaseBase, Precedent
from assessments.engine.elements import overall, score_elements
from assessments.engine.findings import find_all
from assessments.engine.result import Basis, Conclusion, ElementStatus, Outcome
from assessments.engine.rules import Rules

OUTCOMES: Mapping[Conclusion, Outcome] = {
    "protected": "protected",
    "likely": "protected",
    "unlikely": "not_protected",
    "not_protected": "not_protected",
}
BASIS: Basis = "proved"  # a court decides on what was proved


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """What a court decided, and what the rules say of the same work."""

    slug: str
    court: Outcome
    engine: Conclusion
    because: str  # the weakest element with its status and score
    statuses: Mapping[str, ElementStatus]

    @property
    def agrees(self) -> bool:
        return OUTCOMES.get(self.engine) == self.court


@dataclass(frozen=True, kw_only=True, slots=True)
class Runs:
    """The runs of all precedents against one kind of library."""

    runs: tuple[Run, ...]

    @property
    def agree(self) -> int:
        return sum(run.agrees for run in self.runs)

    @property
    def misses(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if not run.agrees)


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementAgreement:
    """How many decisions reached an element, and on how many of them the rules agree."""

    decided: int
    agree: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """Agreement with the courts; per element, each precedent left out of its own library."""

    with_itself: Runs
    leave_one_out: Runs
    by_element: Mapping[str, ElementAgreement]

    @property
    def decisions(self) -> int:
        return len(self.leave_one_out.runs)

    def plain(self) -> dict[str, Any]:
        """The calibration as JSON-ready values."""
        return {
            "decisions": self.decisions,
            "with_itself": _agreement(self.with_itself),
            "leave_one_out": {
                **_agreement(self.leave_one_out),
                "by_element": {
                    name: {
                        "decided": element.decided,
                        "agree": element.agree,
                        "agreement": _share(element.agree, element.decided),
                    }
                    for name, element in self.by_element.items()
                },
            },
            "misses": _misses(self.leave_one_out),
            "misses_with_itself": _misses(self.with_itself),
            "runs": [
                {"slug": run.slug, "court": run.court, "engine": run.engine, "agrees": run.agrees}
                for run in self.leave_one_out.runs
            ],
        }


def calibrate(precedents: Sequence[Precedent], rules: Rules) -> Calibration:
    """Agreement with the courts per outcome and per element, and every miss with its reason.

    Decisions that another one ended are left out: to agree with them is no merit.
    """
    ordered = sorted((p for p in precedents if p.binds_until is None), key=lambda p: p.slug)
    base = CaseBase.build(ordered, rules)
    left_out = tuple(_run(p, base.narrow(without=[p.slug]), rules) for p in ordered)
    return Calibration(
        with_itself=Runs(runs=tuple(_run(p, base, rules) for p in ordered)),
        leave_one_out=Runs(runs=left_out),
        by_element={
            rule.id: _element_agreement(rule.id, ordered, left_out) for rule in rules.elements
        },
    )


def _run(precedent: Precedent, base: CaseBase, rules: Rules) -> Run:
    results = score_elements(
        precedent.record, find_all(precedent.record, rules), base, rules, BASIS
    )
    weakest = min(results.values(), key=lambda result: result.score)
    return Run(
        slug=precedent.slug,
        court=precedent.outcome,
        engine=overall(results, rules),
        because=f"{weakest.element}:{weakest.status}:{weakest.score}",
        statuses={name: result.status for name, result in results.items()},
    )


def _element_agreement(
    element: str, precedents: Sequence[Precedent], runs: Sequence[Run]
) -> ElementAgreement:
    pairs = [
        (precedent.elements[element], run.statuses[element])
        for precedent, run in zip(precedents, runs, strict=True)
        if element in precedent.elements
    ]
    agree = sum(court == engine for court, engine in pairs)
    return ElementAgreement(decided=len(pairs), agree=agree)


def _agreement(runs: Runs) -> dict[str, Any]:
    return {"agree": runs.agree, "agreement": _share(runs.agree, len(runs.runs))}


def _misses(runs: Runs) -> list[dict[str, str]]:
    return [
        {"slug": run.slug, "court": run.court, "engine": run.engine, "because": run.because}
        for run in runs.misses
    ]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
