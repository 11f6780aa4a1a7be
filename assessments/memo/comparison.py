"""Decided works beside this one: the comparison table and the report on the search.

The nearest protected and the nearest refused work are always both there; a decision that was
appealed, is not final or is weakly sourced is shown as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.result import ComparedPrecedent, Outcome
from assessments.memo.build import AGAINST, FOR, MemoBuilder
from assessments.typesetting import dates
from cases.library.schema import Decision, DecisionDate, Docket, JudgedRecord
from cases.wording.labels import FINALITY, INSTANCE, JURISDICTION, TREATMENT

NUM_IN_FULL = 3  # of each outcome; the others are reported in brief


def comparison(build: MemoBuilder) -> dict[str, Any]:
    return {
        "rows": [_row(build, compared) for compared in build.compared_precedents],
        "best_for": _closer(build, FOR),
        "best_against": _closer(build, AGAINST),
    }


def _row(build: MemoBuilder, compared: ComparedPrecedent) -> dict[str, Any]:
    return {
        "cited": build.cite(compared.slug, "comparison"),
        "outcome": wording.outcome(compared.outcome),
        "relation": wording.relation(compared.relation),
        "jurisdiction": JURISDICTION.get(compared.jurisdiction, compared.jurisdiction),
        "same": [wording.dimension(d) for d in compared.same_on],
        "stronger": [wording.dimension(d) for d in compared.stronger_on],
        "weaker": [wording.dimension(d) for d in compared.weaker_on],
    }


def _closer(build: MemoBuilder, outcome: Outcome) -> dict[str, Any] | None:
    """The nearest decision of an outcome with its facts and what sets the work apart."""
    nearest = build.nearest(outcome)
    if nearest is None:
        return None
    decision = build.decision(nearest.slug)
    return {
        **_row(build, nearest),
        "summary": build.localise(decision.summary) if decision else "",
        "distinguished": pgettext("memo list", ", ").join(
            wording.dimension(d) for d in [*nearest.stronger_on, *nearest.weaker_on]
        ),
    }


def search_report(build: MemoBuilder) -> dict[str, Any]:
    """Which decisions were found, what they held and how they were used."""
    nearest = {
        compared.slug
        for outcome in (FOR, AGAINST)
        for compared in [c for c in build.compared_precedents if c.outcome == outcome][:NUM_IN_FULL]
    }
    return {
        "library": build.result.library,
        "as_of": dates.day(build.result.as_of),
        "num_places": len(build.snapshot.places),
        "num_compared": len(build.compared_precedents),
        "decisions": [
            {**_reported_decision(build, compared), "full": compared.slug in nearest}
            for compared in build.compared_precedents
        ],
    }


def _reported_decision(build: MemoBuilder, compared: ComparedPrecedent) -> dict[str, Any]:
    report: dict[str, Any] = {
        "cited": build.cite(compared.slug, "search"),
        "outcome": wording.outcome(compared.outcome),
        "relation": wording.relation(compared.relation),
    }
    if compared.slug in build.snapshot.decisions_by_slug:
        decision, judged = build.snapshot.decisions_by_slug[compared.slug]
        report |= _decision_identity(build, decision)
        report["holdings"] = list(_holdings(build, decision, judged))
        report["treatment"] = list(_treatment(build, decision))
    return report


def _decision_identity(build: MemoBuilder, decision: Decision) -> dict[str, Any]:
    return {
        "name": build.localise(decision.name),
        "court": build.localise(decision.court),
        "jurisdiction": JURISDICTION.get(decision.jurisdiction, decision.jurisdiction),
        "dockets": [_docket(build, docket) for docket in decision.dockets],
        "date": _date(build, decision.date),
        "instance": INSTANCE[decision.instance],
        "finality": _with_mark(
            build, str(FINALITY[decision.finality.state]), decision.finality.mark
        ),
        "finality_note": build.localise(decision.finality.note) if decision.finality.note else "",
        "verified": decision.last_verified,
        "summary": build.localise(decision.summary),
        "discrepancies": [build.localise(text) for text in decision.discrepancies],
        "sources": [source.url for source in decision.sources],
    }


def _with_mark(build: MemoBuilder, text: str, mark: str) -> str:
    """A contested fact with its mark in words."""
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
    told = {"day": dates.day, "month": dates.month, "year": dates.year}[date.precision]
    return _with_mark(build, told(date.value), date.mark)


def _holdings(
    build: MemoBuilder, decision: Decision, judged: JudgedRecord | None
) -> Iterator[dict[str, str]]:
    if judged is not None:
        for element, holding in judged.elements.items():
            yield {
                "element": wording.element(element),
                "says": _with_mark(build, build.localise(holding.says), holding.mark),
            }
    for fact in decision.holdings:
        yield {"element": "", "says": _with_mark(build, build.localise(fact.says), fact.mark)}


def _treatment(build: MemoBuilder, decision: Decision) -> Iterator[str]:
    for treatment in decision.treatment:
        told = {"relation": TREATMENT[treatment.relation], "by": build.localise(treatment.by)}
        yield _with_mark(build, gettext("%(relation)s: %(by)s") % told, treatment.mark)
