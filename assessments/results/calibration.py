"""The calibration in words: agreement, what answers rest on, simpler methods, sensitivity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from assessments import wording
from assessments.engine.calibration import Baseline, Calibration, Changes, ElementAgreement
from assessments.engine.judged import Run
from assessments.engine.rules import Rules
from assessments.engine.sensitivity import Sensitivity
from assessments.precedents.citations import CitationLinks
from assessments.precedents.fields import field_name
from assessments.precedents.values import Link

BASELINES: Mapping[str, Any] = {
    "majority": gettext_lazy("The more frequent outcome"),
    "nearest_neighbour": gettext_lazy("The outcome of the nearest decision"),
    "a_fortiori_alone": gettext_lazy("Only what another decision binds on every dimension"),
    "three_lines": gettext_lazy(
        "Three lines: editing, selection or own input from 3; instruction from 3 with "
        "refinement from 2; or conception 4 with control from 3"
    ),
}


@dataclass(frozen=True, kw_only=True)
class RunRow:
    """A judged work without itself: what was decided, what is found and on which basis."""

    run: Run
    link: Link
    basis: str


@dataclass(frozen=True, kw_only=True)
class ElementMissRow:
    """An element on which decider and rules differ."""

    element: str
    link: Link
    decided: str
    here: str


@dataclass(frozen=True, kw_only=True)
class CalibrationPage:
    """The template context of the calibration."""

    result: Calibration
    outcomes: list[tuple[str, ElementAgreement]]
    elements: list[tuple[str, ElementAgreement]]
    emptied: Changes
    bases: list[tuple[str, int, int, int]]  # with itself, without itself, without any decision
    baselines: list[tuple[str, Baseline, str]]
    sensitivity: list[tuple[str, Sensitivity]]
    element_misses: list[ElementMissRow]
    runs: list[RunRow]
    misses: list[RunRow]
    ended: list[Link]  # decisions that are left out, since another one reversed or superseded them
    pending: list[Link]  # decisions that are left out, since they are not in effect or not final
    total: int  # all judged works of the library, with those left out
    rules: Rules


def calibration_page(
    result: Calibration,
    references: CitationLinks,
    ended: list[Link],
    pending: list[Link],
    total: int,
    rules: Rules,
) -> CalibrationPage:
    """Return the calibration in the words of the active language."""
    return CalibrationPage(
        result=result,
        outcomes=[(wording.outcome(name), row) for name, row in result.by_outcome.items()],
        elements=[(wording.element(name), row) for name, row in result.by_element.items()],
        emptied=result.with_itself.changed(result.emptied),
        bases=list(base_rows(result)),
        baselines=list(baseline_rows(result)),
        sensitivity=[(field_name(row.field), row) for row in result.sensitivity],
        element_misses=[
            ElementMissRow(
                element=wording.element(name),
                link=references.decision(miss.slug),
                decided=wording.element_status(miss.court),
                here=wording.element_status(miss.engine),
            )
            for name, row in result.by_element.items()
            for miss in row.misses
        ],
        runs=[_run(run, references) for run in result.leave_one_out.runs],
        misses=[_run(run, references) for run in result.leave_one_out.misses],
        ended=ended,
        pending=pending,
        total=total,
        rules=rules,
    )


def base_rows(result: Calibration) -> Iterator[tuple[str, int, int, int]]:
    """Yield what answers rest on, and how many do: with itself, without, without any decision."""
    runs = (result.with_itself, result.leave_one_out, result.emptied)
    for name in wording.names.GROUND_BASES:
        itself, without, none = (found.bases.get(name, 0) for found in runs)
        yield wording.ground_basis(name), itself, without, none


def baseline_rows(result: Calibration) -> Iterator[tuple[str, Baseline, str]]:
    """Yield every simpler method with the words for how it stands beside the rules."""
    for baseline in result.baselines:
        difference = result.leave_one_out.agree - baseline.agree
        if difference > 0:
            compared = gettext("fewer matches")
        elif difference:
            compared = gettext("more matches than the rules")
        else:
            compared = gettext("as many matches: the rules are no better")
        yield str(BASELINES[baseline.name]), baseline, compared


def _run(run: Run, references: CitationLinks) -> RunRow:
    return RunRow(
        run=run, link=references.decision(run.slug), basis=wording.ground_basis(run.basis)
    )
