"""Decided works beside this one: the comparison table and the report on the search.

The nearest protected and the nearest refused work are always both there; a decision that was
appealed, is not final or is weakly sourced is shown as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.memo.build import AGAINST, FOR, MemoBuilder
from assessments.typesetting import dates
from cases.library.schema import Decision, DecisionDate, Docket, JudgedRecord
from cases.wording.labels import FINALITY, INSTANCE, JURISDICTION, TREATMENT

NUM_IN_FULL = 3  # of each outcome; the others are reported in brief


def comparison(build: MemoBuilder) -> dict[str, Any]:
    return {
        "rows": [_row(build, entry) for entry in build.compared],
        "best_for": _closer(build, FOR),
        "best_against": _closer(build, AGAINST),
    }


def _row(build: MemoBuilder, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "cited": build.cite(entry["slug"], "comparison"),
        "outcome": wording.outcome(entry["outcome"]),
        "relation": wording.relation(entry["relation"]),
        "jurisdiction": JURISDICTION.get(entry["jurisdiction"], entry["jurisdiction"]),
        "same": [wording.dimension(d) for d in entry["same_on"]],
        "stronger": [wording.dimension(d) for d in entry["stronger_on"]],
        "weaker": [wording.dimension(d) for d in entry["weaker_on"]],
    }


def _closer(build: MemoBuilder, outcome: str) -> dict[str, Any] | None:
    """The nearest decision of an outcome with its facts and what sets the work apart."""
    entry = build.nearest(outcome)
    if entry is None:
        return None
    decision = build.decision(entry["slug"])
    return {
        **_row(build, entry),
        "summary": build.said(decision.summary) if decision else "",
        "distinguished": pgettext("memo list", ", ").join(
            wording.dimension(d) for d in [*entry["stronger_on"], *entry["weaker_on"]]
        ),
    }


def search_report(build: MemoBuilder) -> dict[str, Any]:
    """Which decisions were found, what they held and how they were used."""
    nearest = {
        entry["slug"]
        for outcome in (FOR, AGAINST)
        for entry in [e for e in build.compared if e["outcome"] == outcome][:NUM_IN_FULL]
    }
    return {
        "library": build.result["library"],
        "as_of": dates.day_of(build.result["as_of"]),
        "num_places": len(build.snapshot.places),
        "num_compared": len(build.compared),
        "decisions": [
            {**_reported_decision(build, entry["slug"], entry), "full": entry["slug"] in nearest}
            for entry in build.compared
        ],
    }


def _reported_decision(build: MemoBuilder, slug: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    found = build.snapshot.decided.get(slug)
    told: dict[str, Any] = {
        "cited": build.cite(slug, "search"),
        "outcome": wording.outcome(entry["outcome"]),
        "relation": wording.relation(entry["relation"]),
    }
    if found:
        decision, judged = found
        told |= _decision_identity(build, decision)
        told["holdings"] = list(_holdings(build, decision, judged))
        told["treatment"] = list(_treatment(build, decision))
    return told


def _decision_identity(build: MemoBuilder, decision: Decision) -> dict[str, Any]:
    return {
        "name": build.said(decision.name),
        "court": build.said(decision.court),
        "jurisdiction": JURISDICTION.get(decision.jurisdiction, decision.jurisdiction),
        "dockets": [_docket(build, docket) for docket in decision.dockets],
        "date": _date(build, decision.date),
        "instance": INSTANCE[decision.instance],
        "finality": _with_mark(
            build, str(FINALITY[decision.finality.state]), decision.finality.mark
        ),
        "finality_note": build.said(decision.finality.note) if decision.finality.note else "",
        "verified": decision.last_verified,
        "summary": build.said(decision.summary),
        "discrepancies": [build.said(text) for text in decision.discrepancies],
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
            "court": build.said(docket.court),
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
                "says": _with_mark(build, build.said(holding.says), holding.mark),
            }
    for fact in decision.holdings:
        yield {"element": "", "says": _with_mark(build, build.said(fact.says), fact.mark)}


def _treatment(build: MemoBuilder, decision: Decision) -> Iterator[str]:
    for treatment in decision.treatment:
        told = {"relation": TREATMENT[treatment.relation], "by": build.said(treatment.by)}
        yield _with_mark(build, gettext("%(relation)s: %(by)s") % told, treatment.mark)
