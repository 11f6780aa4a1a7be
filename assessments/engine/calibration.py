"""The rules against the decisions, in one run that can fail.

Every judged work is placed at the levels that its decider held, with itself in the library,
without, and against an empty library; baselines over the same levels stand beside. In-sample and
small: it shows how far the rules and the other decisions carry, no more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.engine.baselines import BASELINES
from assessments.engine.codes import ElementStatus, Outcome
from assessments.engine.comparison import CaseBase
from assessments.engine.judged import Judged, Run
from assessments.engine.placement import Precedent
from assessments.engine.rules import Rules
from assessments.engine.sensitivity import Sensitivity, sensitivity


@dataclass(frozen=True, kw_only=True, slots=True)
class Runs:
    """The runs of all judged works against one library."""

    runs: tuple[Run, ...]

    @property
    def agree(self) -> int:
        return sum(run.agrees for run in self.runs)

    @property
    def misses(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if not run.agrees)

    @property
    def bases(self) -> Mapping[str, int]:
        """How many answers rest on what."""
        return dict(sorted(Counter(run.basis for run in self.runs).items()))

    def changed(self, other: Runs) -> Changes:
        """How many answers differ in word, basis and sign."""
        pairs = list(zip(self.runs, other.runs, strict=True))
        return Changes(
            words=sum(run.word != changed.word for run, changed in pairs),
            bases=sum(run.basis != changed.basis for run, changed in pairs),
            signs=sum(run.sign != changed.sign for run, changed in pairs),
            either=sum(
                (run.word, run.basis) != (changed.word, changed.basis) for run, changed in pairs
            ),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """How many answers a change of the library moves."""

    words: int
    bases: int
    signs: int
    either: int  # word or basis


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementMiss:
    """An element on which the decider and the rules differ."""

    slug: str
    court: ElementStatus
    engine: ElementStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementAgreement:
    """How many decisions reached an element, and on which of them the rules differ."""

    decided: int
    misses: tuple[ElementMiss, ...]

    @property
    def agree(self) -> int:
        return self.decided - len(self.misses)


@dataclass(frozen=True, kw_only=True, slots=True)
class Baseline:
    """A simpler method over the same levels, each work left out of its own library."""

    name: str
    agree: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """Agreement with the deciders; per element, each precedent left out of its own library."""

    with_itself: Runs
    leave_one_out: Runs
    emptied: Runs
    by_element: Mapping[str, ElementAgreement]
    by_outcome: Mapping[Outcome, ElementAgreement]
    baselines: tuple[Baseline, ...]
    sensitivity: tuple[Sensitivity, ...]

    @property
    def decisions(self) -> int:
        return len(self.leave_one_out.runs)

    def plain(self) -> dict[str, Any]:
        """The calibration as JSON-ready values."""
        return {
            "decisions": self.decisions,
            "with_itself": _plain_runs(self.with_itself),
            "leave_one_out": {
                **_plain_runs(self.leave_one_out),
                "by_element": {
                    name: {
                        "decided": element.decided,
                        "agree": element.agree,
                        "agreement": _share(element.agree, element.decided),
                        "misses": [
                            {"slug": miss.slug, "court": miss.court, "engine": miss.engine}
                            for miss in element.misses
                        ],
                    }
                    for name, element in self.by_element.items()
                },
                "by_outcome": {
                    name: {"decided": row.decided, "agree": row.agree}
                    for name, row in self.by_outcome.items()
                },
            },
            "emptied": {
                **_plain_runs(self.emptied),
                "changed": _plain_changes(self.with_itself.changed(self.emptied)),
            },
            "baselines": {
                baseline.name: {
                    "agree": baseline.agree,
                    "agreement": _share(baseline.agree, self.decisions),
                    "better_than_rules": baseline.agree > self.leave_one_out.agree,
                }
                for baseline in self.baselines
            },
            "sensitivity": {
                row.field: {"tried": row.tried, "words": row.words, "signs": row.signs}
                for row in self.sensitivity
            },
            "misses": _misses(self.leave_one_out),
            "misses_with_itself": _misses(self.with_itself),
            "runs": [
                {
                    "slug": run.slug,
                    "court": run.court,
                    "engine": run.word,
                    "basis": run.basis,
                    "bound_by": list(run.bound_by),
                    "agrees": run.agrees,
                }
                for run in self.leave_one_out.runs
            ],
        }


def calibrate(precedents: Sequence[Precedent], rules: Rules) -> Calibration:
    """Agreement with the deciders per outcome and per element, with baselines beside.

    Decisions that do not stand (reversed, not effective) are left out.
    """
    base = CaseBase.build(precedents, rules)
    by_slug = {precedent.slug: precedent for precedent in precedents}
    standing = [placed for placed in base.placed if placed.binding and placed.binds_until is None]
    judged = [Judged(by_slug[placed.slug], placed, rules) for placed in standing]
    with_itself = Runs(runs=tuple(work.run(base) for work in judged))
    left_out = Runs(
        runs=tuple(work.run(base.narrow(without=[work.placed.slug])) for work in judged)
    )
    empty = CaseBase((), rules)
    return Calibration(
        with_itself=with_itself,
        leave_one_out=left_out,
        emptied=Runs(runs=tuple(work.run(empty) for work in judged)),
        by_element={
            rule.id: _element_agreement(rule.id, judged, left_out) for rule in rules.elements
        },
        by_outcome=_by_outcome(left_out),
        baselines=tuple(
            Baseline(name=name, agree=sum(method(work, judged) == work.court for work in judged))
            for name, method in BASELINES.items()
        ),
        sensitivity=sensitivity([by_slug[p.slug].record for p in standing], base, rules),
    )


def _element_agreement(element: str, judged: Sequence[Judged], runs: Runs) -> ElementAgreement:
    pairs = [
        (work.placed.elements[element], run)
        for work, run in zip(judged, runs.runs, strict=True)
        if element in work.placed.elements
    ]
    return ElementAgreement(
        decided=len(pairs),
        misses=tuple(
            ElementMiss(slug=run.slug, court=court, engine=run.statuses[element])
            for court, run in pairs
            if court != run.statuses[element]
        ),
    )


def _by_outcome(runs: Runs) -> dict[Outcome, ElementAgreement]:
    found: dict[Outcome, ElementAgreement] = {}
    for outcome in ("protected", "not_protected"):
        of_outcome = [run for run in runs.runs if run.court == outcome]
        misses = tuple(
            ElementMiss(slug=run.slug, court="met", engine="not_met")
            for run in of_outcome
            if not run.agrees
        )
        found[outcome] = ElementAgreement(decided=len(of_outcome), misses=misses)
    return found


def _plain_runs(runs: Runs) -> dict[str, Any]:
    return {
        "agree": runs.agree,
        "agreement": _share(runs.agree, len(runs.runs)),
        "bases": dict(runs.bases),
    }


def _plain_changes(changes: Changes) -> dict[str, int]:
    return {
        "words": changes.words,
        "bases": changes.bases,
        "signs": changes.signs,
        "word_or_basis": changes.either,
    }


def _misses(runs: Runs) -> list[dict[str, str]]:
    return [
        {"slug": run.slug, "court": run.court, "engine": run.word, "basis": run.basis}
        for run in runs.misses
    ]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
