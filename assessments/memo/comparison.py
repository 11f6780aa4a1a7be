"""The comparison with decided works, and the report on the search for them.

The nearest protected and the nearest refused work are both included; the report marks a decision
that was appealed, is not final or has weak sources.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.codes import Outcome
from assessments.engine.result import ComparedPrecedent
from assessments.exhibits.drawing import Picture
from assessments.memo.build import AGAINST, FOR, MemoBuilder
from assessments.memo.document import AuthorityReference
from assessments.typesetting import dates
from cases.library.schema import Decision, DecisionDate, Docket, JudgedRecord
from cases.library.standing import direction_of
from cases.wording.labels import FINALITY, INSTANCE, JURISDICTION, TREATMENT, TREATMENT_GIVEN

FORMATS = {"day": dates.day, "month": dates.month, "year": dates.year}  # by precision
NUM_IN_FULL = 3  # of each outcome; the others are reported in brief


@dataclass(frozen=True, kw_only=True)
class ComparisonRow:
    """A decided work, and the dimensions on which this work is the same, stronger or weaker."""

    cited: AuthorityReference
    outcome: str
    relation: str
    standing: str
    jurisdiction: str
    compared: bool = True  # false for a decision that is relied on without a comparison
    same: list[str] = field(default_factory=list)
    stronger: list[str] = field(default_factory=list)
    weaker: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class NearestDecision:
    """The nearest decision of an outcome, and the dimensions on which the two works differ."""

    cited: AuthorityReference
    relation: str
    standing: str
    summary: str
    distinguished: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The section on decided works; the Chinese memo has the drawing in it."""

    rows: list[ComparisonRow]
    best_for: NearestDecision | None
    best_against: NearestDecision | None
    none_for: str  # why no decision is compared, where none is
    none_against: str
    picture: Picture | None = None


@dataclass(frozen=True, kw_only=True)
class ReportedHolding:
    """What a decision held, on one element or ("") on none."""

    element: str
    says: str


@dataclass(frozen=True, kw_only=True)
class ReportedDecision:
    """A decision as the search found it; only `cited` to `full` where it is not in the snapshot."""

    cited: AuthorityReference
    outcome: str
    relation: str
    full: bool
    name: str = ""
    court: str = ""
    jurisdiction: str = ""
    dockets: tuple[str, ...] = ()
    date: str = ""
    instance: str = ""
    finality: str = ""
    finality_note: str = ""
    end: str = ""  # what another decision did to it
    verified: dt.date | None = None
    summary: str = ""
    discrepancies: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    holdings: tuple[ReportedHolding, ...] = ()
    treatment: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SearchReport:
    """The report on the search: the library as of a day, and the decisions found."""

    library: str
    as_of: str
    num_places: int
    num_compared: int
    decisions: list[ReportedDecision]


def comparison(build: MemoBuilder) -> Comparison:
    """Build the comparison, nearest works first."""
    return Comparison(
        rows=[
            *(_row(build, compared) for compared in build.compared_precedents),
            *(_relied_on(build, key) for key in build.relied_on),
        ],
        best_for=_nearest(build, FOR),
        best_against=_nearest(build, AGAINST),
        none_for=build.not_compared(FOR),
        none_against=build.not_compared(AGAINST),
    )


def _row(build: MemoBuilder, compared: ComparedPrecedent) -> ComparisonRow:
    return ComparisonRow(
        cited=build.cite(compared.slug),
        outcome=wording.outcome(compared.outcome),
        relation=wording.relation(compared.relation),
        standing=build.standing_notice(compared),
        jurisdiction=str(JURISDICTION.get(compared.jurisdiction, compared.jurisdiction)),
        same=[wording.dimension(d) for d in compared.same_on],
        stronger=[wording.dimension(d) for d in compared.stronger_on],
        weaker=[wording.dimension(d) for d in compared.weaker_on],
    )


def _relied_on(build: MemoBuilder, key: str) -> ComparisonRow:
    """Return the row of a decision that is cited and not compared."""
    decision = build.decision(key)
    assert decision is not None  # `relied_on` names decisions of the snapshot only
    return ComparisonRow(
        cited=build.cite(key),
        outcome=_outcome(build, key),
        relation=gettext("cited, not compared"),
        standing=build.notice_of(key),
        jurisdiction=str(JURISDICTION.get(decision.jurisdiction, decision.jurisdiction)),
        compared=False,
    )


def _outcome(build: MemoBuilder, key: str) -> str:
    outcome = build.outcome(key)
    return wording.outcome(outcome) if outcome else "–"


def _nearest(build: MemoBuilder, outcome: Outcome) -> NearestDecision | None:
    """Return the nearest decision of an outcome, or None where no work of it was compared."""
    nearest = build.nearest(outcome)
    if nearest is None:
        return None
    decision = build.decision(nearest.slug)
    return NearestDecision(
        cited=build.cite(nearest.slug),
        relation=wording.relation(nearest.relation),
        standing=build.standing_notice(nearest),
        summary=build.localise(decision.summary) if decision else "",
        distinguished=pgettext("memo list", ", ").join(
            wording.dimension(d) for d in [*nearest.stronger_on, *nearest.weaker_on]
        ),
    )


def search_report(build: MemoBuilder) -> SearchReport:
    """Report the decisions found, what they held and how they were used."""
    nearest = {
        compared.slug
        for outcome in (FOR, AGAINST)
        for compared in [c for c in build.compared_precedents if c.outcome == outcome][:NUM_IN_FULL]
    }
    return SearchReport(
        library=build.result.library,
        as_of=dates.day(build.result.as_of),
        num_places=len(build.snapshot.places),
        num_compared=len(build.compared_precedents),
        decisions=[
            *(
                _report_decision(
                    build,
                    compared.slug,
                    relation=wording.relation(compared.relation),
                    standing=build.standing_notice(compared),
                    full=compared.slug in nearest,
                )
                for compared in build.compared_precedents
            ),
            *(
                _report_decision(
                    build,
                    key,
                    relation=gettext("cited, not compared"),
                    standing=build.notice_of(key),
                    full=False,
                )
                for key in build.relied_on
            ),
        ],
    )


def _report_decision(
    build: MemoBuilder, key: str, *, relation: str, standing: str, full: bool
) -> ReportedDecision:
    cited, outcome = build.cite(key), _outcome(build, key)
    if key not in build.snapshot.decisions_by_slug:
        return ReportedDecision(cited=cited, outcome=outcome, relation=relation, full=full)
    decision, judged = build.snapshot.decisions_by_slug[key]
    finality = decision.finality
    return ReportedDecision(
        cited=cited,
        outcome=outcome,
        relation=relation,
        full=full,
        name=build.localise(decision.name),
        court=build.localise(decision.court),
        jurisdiction=str(JURISDICTION.get(decision.jurisdiction, decision.jurisdiction)),
        dockets=tuple(_docket(build, docket) for docket in decision.dockets),
        date=_date(build, decision.date),
        instance=str(INSTANCE[decision.instance]),
        finality=_with_mark(build, str(FINALITY[finality.state]), finality.mark),
        finality_note=build.localise(finality.note) if finality.note else "",
        end=standing if build.standing(key).end else "",
        verified=decision.last_verified,
        summary=build.localise(decision.summary),
        discrepancies=tuple(build.localise(text) for text in decision.discrepancies),
        sources=tuple(source.url for source in decision.sources),
        holdings=tuple(_holdings(build, decision, judged)),
        treatment=tuple(_treatment(build, decision)),
    )


def _with_mark(build: MemoBuilder, text: str, mark: str) -> str:
    """Append its mark in words to a contested fact."""
    reservation = build.reservation(mark)
    if not reservation:
        return text
    return gettext("%(fact)s [%(reservation)s]") % {"fact": text, "reservation": reservation}


def _docket(build: MemoBuilder, docket: Docket) -> str:
    text = docket.number
    if docket.court:
        text = gettext("%(number)s, %(court)s") % {
            "number": docket.number,
            "court": build.localise(docket.court),
        }
    return _with_mark(build, text, docket.mark)


def _date(build: MemoBuilder, date: DecisionDate | None) -> str:
    if date is None:
        return gettext("date not seen")
    return _with_mark(build, FORMATS[date.precision](date.value), date.mark)


def _holdings(
    build: MemoBuilder, decision: Decision, judged: JudgedRecord | None
) -> Iterator[ReportedHolding]:
    if judged is not None:
        for element, holding in judged.elements.items():
            says = _with_mark(build, build.localise(holding.says), holding.mark)
            yield ReportedHolding(element=wording.element(element), says=says)
    for fact in decision.holdings:
        says = _with_mark(build, build.localise(fact.says), fact.mark)
        yield ReportedHolding(element="", says=says)


def _treatment(build: MemoBuilder, decision: Decision) -> Iterator[str]:
    for treatment in decision.treatment:
        other = build.decision(treatment.slug) if treatment.slug else None
        given = direction_of(treatment, decision, other) == "given"
        table = TREATMENT_GIVEN if given else TREATMENT
        values = {"relation": table[treatment.relation], "by": build.localise(treatment.by)}
        text = gettext("%(relation)s: %(by)s") % values
        if treatment.on is not None:
            day = FORMATS[treatment.precision](treatment.on)
            text = gettext("%(text)s (%(day)s)") % {"text": text, "day": day}
        yield _with_mark(build, text, treatment.mark)
