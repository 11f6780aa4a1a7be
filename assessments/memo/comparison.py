"""The decisions that a search found: what each held, how it stands, how it is used.

What the client reads and what is doubtful in the sources are apart: discrepancies, notes and
docket numbers without a good source go to the working papers of the lawyer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.codes import BASES, Basis
from assessments.engine.result import ComparedPrecedent, Ground
from assessments.memo.build import MemoBuilder, finality_text
from assessments.memo.document import AuthorityReference
from assessments.memo.issues import issues
from assessments.memo.speaker import by_speaker
from assessments.typesetting import dates
from cases.law.loading import HOME
from cases.library.schema import CourtLevel, Decision, DecisionDate, Docket, JudgedRecord
from cases.library.standing import direction_of
from cases.wording.labels import (
    COURT_LEVEL,
    INSTANCE,
    JURISDICTION,
    SETTLED,
    TREATMENT,
    TREATMENT_GIVEN,
)

FORMATS = {"day": dates.day, "month": dates.month, "year": dates.year}  # by precision
BINDING = ("bound", "conflict")  # of an answer between decisions, those on both sides are named
RECENT_YEARS = 3  # those that a search for similar cases prefers, guiding cases apart
LEVELS: tuple[CourtLevel, ...] = get_args(CourtLevel)  # the highest court first


@dataclass(frozen=True, kw_only=True)
class ReportedHolding:
    """What a decision held, on one element or ("") on none."""

    element: str
    says: str


@dataclass(frozen=True, kw_only=True)
class ReportedDecision:
    """A decision as the search found it."""

    slug: str
    cited: AuthorityReference
    outcome: str
    uses: tuple[str, ...]  # how it compares or is relied on, by footing
    compared: bool
    rank: str
    decided_by: dt.date | None
    name: str
    court: str
    jurisdiction: str
    dockets: tuple[str, ...]  # from a good source
    doubtful_dockets: tuple[str, ...]
    date: str
    instance: str
    finality: str
    notes: tuple[str, ...]  # on date and finality
    standing: str  # why not to rely on it
    verified: dt.date
    summary: str
    discrepancies: tuple[str, ...]
    sources: tuple[str, ...]
    holdings: tuple[ReportedHolding, ...]
    treatment: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SearchReport:
    """What was searched, and the decisions found: those of China by the rank of the court."""

    library: str
    verified: list[dt.date]  # the first and the last day on which somebody looked at them
    newest: str  # the date of the newest decision found whose day is known, else of the newest
    num_places: int
    num_compared: int
    decisions: list[ReportedDecision]
    compared_home: int  # how many of them were compared; the others are cited only
    elsewhere: int  # how many of the compared are of other countries
    older: tuple[int, ...]  # numbers of those decided more than three years before


def search_report(build: MemoBuilder) -> SearchReport:
    """Report the decisions of Chinese courts that were compared or are relied on."""
    found = [build.decision(slug) for slug in _slugs(build)]
    home = [one for one in found if one is not None and one.jurisdiction == HOME]
    dated = [one.date for one in home if one.date is not None]
    of_a_day = [date for date in dated if date.precision == "day"]
    newest = max(of_a_day or dated, key=lambda date: date.decided_by, default=None)
    looked_at = [decision.last_verified for decision in home]
    reported = reported_decisions(build, home_only=True)
    recent = f"{build.snapshot.dated.year - RECENT_YEARS}{build.snapshot.dated:-%m-%d}"
    return SearchReport(
        library=build.result.library,
        verified=sorted({min(looked_at), max(looked_at)}) if looked_at else [],
        newest=_date(build, newest) if newest else "",
        num_places=len(build.snapshot.places),
        num_compared=len(build.compared_precedents),
        decisions=reported,
        compared_home=sum(item.compared for item in reported),
        elsewhere=sum(c.jurisdiction != HOME for c in build.compared_precedents),
        older=tuple(
            number
            for number, item in enumerate(reported, 1)
            if item.decided_by is not None and item.decided_by.isoformat() < recent
        ),
    )


def reported_decisions(build: MemoBuilder, *, home_only: bool) -> list[ReportedDecision]:
    """Return every decision that is compared or relied on, by the rank of its court."""
    found = []
    for slug in _slugs(build):
        decision = build.decision(slug)
        if decision is not None and (decision.jurisdiction == HOME or not home_only):
            found.append((decision, _report(build, slug, decision)))
    found.sort(key=lambda pair: _rank(pair[0]))
    return [reported for _, reported in found]


def _rank(decision: Decision) -> tuple[bool, int, int]:
    day = decision.date.decided_by.toordinal() if decision.date else 0
    return decision.jurisdiction != HOME, LEVELS.index(decision.court_level), -day


def _slugs(build: MemoBuilder) -> tuple[str, ...]:
    """Return the decisions compared, then those that are relied on or named otherwise."""
    compared = (c.slug for c in build.compared_precedents)
    named = (s for issue in issues(build.snapshot) for s in issue.decisions)
    return tuple(dict.fromkeys((*compared, *build.relied_on, *named)))


def uses(build: MemoBuilder, slug: str) -> tuple[str, ...]:
    """Say how a decided work is used, on each footing where the footings differ."""
    said = {basis: _use(build, slug, basis) for basis in reversed(BASES)}
    if not any(said.values()):
        return (gettext("cited, not compared"),)
    if len(set(said.values())) == 1:
        return (said["proved"],)
    names: dict[Basis, str] = {
        "proved": gettext("On the evidence"),
        "claimed": by_speaker(
            gettext("On what is stated"), pgettext("statement of the maker", "On what is stated")
        ),
    }
    colon = pgettext("after a label", ": ")
    return tuple(colon.join((names[basis], use)) for basis, use in said.items() if use)


def uses_text(build: MemoBuilder, slug: str) -> str:
    """Say on one line how a decided work is used."""
    return pgettext("between two remarks", "; ").join(uses(build, slug))


def _use(build: MemoBuilder, slug: str, basis: Basis) -> str:
    """Say how a decided work is used on a footing; empty where it is not."""
    compared = build.compared_on(slug, basis)
    if compared is not None:
        between = pgettext("between two remarks", "; ")
        return between.join(filter(None, (wording.relation(compared.relation), differs(compared))))
    return gettext("relied on for a part") if slug in bound_by(build, basis) else ""


def bound_by(build: MemoBuilder, basis: Basis) -> tuple[str, ...]:
    """Return the decided works that bind the answer on a footing, or that of a part."""
    answers: list[Ground | None] = [build.result.answer(basis)]
    answers += [la.as_claimed if basis == "claimed" else la for la in build.result.layers]
    named = [key for one in answers if one and one.basis in BINDING for key in one.bound_by]
    return tuple(key for key in dict.fromkeys(named) if build.decision(key) is not None)


def _report(build: MemoBuilder, key: str, decision: Decision) -> ReportedDecision:
    judged = build.snapshot.decisions_by_slug[key][1]
    finality = decision.finality
    notes = [finality.note, decision.date.note if decision.date else None]
    compared = next((c for c in build.compared_precedents if c.slug == key), None)
    settled = [docket for docket in decision.dockets if docket.mark in SETTLED]
    doubtful = [docket for docket in decision.dockets if docket.mark not in SETTLED]
    return ReportedDecision(
        slug=key,
        cited=build.cite(key),
        outcome=wording.outcome(build.outcome(key))
        if build.outcome(key)
        else gettext("whether it is a work: not decided"),
        uses=uses(build, key),
        compared=compared is not None,
        rank=str(COURT_LEVEL[decision.court_level]),
        decided_by=decision.date.decided_by if decision.date else None,
        name=build.localise(decision.name),
        court=build.localise(decision.court),
        jurisdiction=str(JURISDICTION.get(decision.jurisdiction, decision.jurisdiction)),
        dockets=tuple(_docket(build, docket) for docket in settled),
        doubtful_dockets=tuple(_docket(build, docket) for docket in doubtful),
        date=_date(build, decision.date),
        instance=str(INSTANCE[decision.instance]),
        finality=_with_mark(build, finality_text(decision), finality.mark),
        notes=tuple(build.localise(note) for note in notes if note),
        standing=build.standing_notice(compared)
        if compared
        else build.notice_of(key, finality=False),
        verified=decision.last_verified,
        summary=build.localise(decision.summary),
        discrepancies=tuple(build.localise(text) for text in decision.discrepancies),
        sources=tuple(source.url for source in decision.sources),
        holdings=tuple(_holdings(build, decision, judged)),
        treatment=tuple(_treatment(build, decision)),
    )


def differs(compared: ComparedPrecedent) -> str:
    """Say on what this work is stronger and weaker than a decided one."""
    said = [
        pattern % {"names": pgettext("memo list", ", ").join(map(wording.dimension, names))}
        for pattern, names in (
            (gettext("stronger here: %(names)s"), compared.stronger_on),
            (gettext("weaker here: %(names)s"), compared.weaker_on),
        )
        if names
    ]
    return pgettext("between two remarks", "; ").join(said)


def decided_on(build: MemoBuilder, decision: Decision) -> str:
    """Return when a decision was made and what that date stands for, without its source."""
    return _noted(build, decision.date) if decision.date else gettext("date not seen")


def _noted(build: MemoBuilder, date: DecisionDate) -> str:
    """Write a date with its note: the month of a report must not pass for that of a judgment."""
    text = FORMATS[date.precision](date.value)
    if date.note is None:
        return text
    note = build.localise(date.note).rstrip(".。")
    return gettext("%(date)s [%(note)s]") % {"date": text, "note": note}


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
    return _with_mark(build, _noted(build, date), date.mark)


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
        by = build.localise(treatment.by)
        if any(docket.number in by for docket in decision.dockets) and decision.instance != "first":
            # The library's entry is the judgment on appeal itself.
            yield gettext("On appeal; the judgment of first instance was affirmed by this one.")
            continue
        table = TREATMENT_GIVEN if given else TREATMENT
        values = {"relation": table[treatment.relation], "by": by}
        text = gettext("%(relation)s: %(by)s") % values
        if treatment.on is not None:
            day = FORMATS[treatment.precision](treatment.on)
            text = gettext("%(text)s (%(day)s)") % {"text": text, "day": day}
        yield _with_mark(build, text, treatment.mark)
