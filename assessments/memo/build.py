"""The builder that all sections of a memo share: the snapshot, its exhibits and citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext

from assessments import wording
from assessments.engine import load_authorities
from assessments.engine.codes import BASES, Basis, Conclusion, Outcome
from assessments.engine.result import ComparedPrecedent, Unknown
from assessments.engine.result_reasons import Facts
from assessments.exhibits.references import ExhibitIndex, Support
from assessments.exhibits.snapshot import Snapshot
from assessments.memo.document import AuthorityReference, StepReference
from assessments.precedents.answer_texts import unnamed_authority
from assessments.precedents.standings import is_outdated
from assessments.typesetting import dates
from assessments.wording import numbers
from assessments.wording.names import when_made
from assessments.wording.rounds import name_of_step
from cases.law.loading import load_law
from cases.law.validity import article
from cases.library.schema import Bilingual, Decision, Language
from cases.library.standing import Standing, direction_of
from cases.record import Evidence
from cases.wording.labels import FINALITY, INSTANCE, MARK, SETTLED
from cases.wording.standing import end_brief, end_text, finality_brief

FOR: Outcome = "protected"
AGAINST: Outcome = "not_protected"
SHORT_EXCERPT = 160
MAX_TITLE_CHARS = 200


def shorten(text: str, max_chars: int) -> str:
    """Put a text on one line, cut to `max_chars` characters that end in an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= max_chars else line[: max_chars - 1].rstrip() + "…"


def finality_text(decision: Decision) -> str:
    """Say whether a decision is final, and where one of first instance was affirmed, that it was.

    The decision of an office goes to a court for review.
    """
    state = decision.finality.state
    if decision.court_level == "office" and state == "appeal_pending":
        return gettext("under review by a court")
    affirmed = any(
        treatment.relation == "affirmed" and direction_of(treatment, decision, None) != "given"
        for treatment in decision.treatment
    )
    if decision.instance == "first" and state in ("effective", "final") and affirmed:
        return gettext("affirmed on appeal, effective")
    return str(FINALITY[state])


class MemoBuilder:
    """The state of one memo while its sections are built, in their order."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.record = snapshot.record
        self.result = snapshot.result
        self.exhibits = ExhibitIndex(snapshot.record, snapshot.held)
        self.title = shorten(snapshot.record.title, MAX_TITLE_CHARS)
        self.chinese = snapshot.language == "zh-hans"
        self.language: Language = "zh" if self.chinese else "en"

    def localise(self, text: Bilingual | Mapping[str, str]) -> str:
        """Return a text of the library or of the rules in the language of the memo."""
        if isinstance(text, Bilingual):
            return text.zh if self.chinese else text.en
        return text["zh" if self.chinese else "en"]

    def cite(self, key: str) -> AuthorityReference:
        """Name an authority; the table of authorities lists where it is printed."""
        return AuthorityReference(key, self.name_of(key))

    def cite_all(self, keys: Iterable[str]) -> list[AuthorityReference]:
        """Name several authorities, each once."""
        return [self.cite(key) for key in dict.fromkeys(keys)]

    def steps(self, numbered: Sequence[int], *, named: bool = True) -> StepReference:
        """Name steps by their numbers, a single one by what it did as well where `named`."""
        ids = tuple(self.record.steps[number - 1].id for number in numbered)
        text = numbers.steps(numbered)
        if named and len(numbered) == 1:
            values = {"round": text, "did": self.step_name(numbered[0])}
            text = gettext("%(round)s (%(did)s)") % values
        return StepReference(ids, text)

    @cached_property
    def plain_steps(self) -> list[dict[str, Any]]:
        """The steps as plain data."""
        return [vars(step) for step in self.record.steps]

    def step_name(self, number: int) -> str:
        """Return what a step did, in a few words; `number` counts from 1."""
        return name_of_step(self.plain_steps[number - 1], self.plain_steps)

    def authority(self, key: str) -> Mapping[str, Any] | None:
        """Return a rule of law as it was stored, else as it stands on the day of the memo."""
        stored = self.snapshot.authorities.get(key)
        return stored or load_authorities(self.snapshot.dated).get(key)

    def steps_of(self, ids: Iterable[str], *, named: bool = True) -> StepReference:
        """Name steps by their ids."""
        return self.steps(self.exhibits.step_numbers(ids), named=named)

    def steps_by_support(
        self, ids: Iterable[str], *, named: bool = True
    ) -> list[tuple[StepReference, Support]]:
        """Name steps by their ids, those with the same support together.

        An exhibit that is linked to one step must not seem to show another.
        """
        wanted, groups = set(ids), list[tuple[Support, list[str]]]()
        for step in self.record.steps:
            if step.id not in wanted:
                continue
            found = self.exhibits.support_of(step)
            same = next((of_one for support, of_one in groups if support == found), None)
            if same is None:
                groups.append((found, [step.id]))
            else:
                same.append(step.id)
        return [(self.steps_of(of_one, named=named), support) for support, of_one in groups]

    def name_of(self, key: str) -> str:
        """Return the short name of a decision or the article of a rule; its key is never shown."""
        entry = self.authority(key)
        if entry is not None:
            return self.localise(entry["cite"])
        if key in self.snapshot.decisions_by_slug:
            decision, judged = self.snapshot.decisions_by_slug[key]
            name = self.localise(decision.short_name)
            if judged is not None and len(decision.judged) > 1:
                values = {"decision": name, "work": self.localise(judged.title)}
                name = gettext("%(decision)s (%(work)s)") % values
            ended = self._ended_brief(key, decision.slug)
            if ended:
                name = gettext("%(decision)s [%(end)s]") % {"decision": name, "end": ended}
            return name
        return unnamed_authority()

    def _ended_brief(self, key: str, slug: str) -> str:
        """Say in a few words what became of a decision; empty where it is as it was."""
        if slug in self.snapshot.withdrawn:
            return gettext("withdrawn from the library")
        end = self.standing(key).end
        return end_brief(end, self.language) if end is not None else ""

    def outcome(self, slug: str) -> str:
        """Return the outcome of a judged work; empty where it is unknown."""
        judged = self.snapshot.decisions_by_slug.get(slug, (None, None))[1]
        return judged.outcome if judged else ""

    def instance(self, slug: str) -> str:
        """Return the instance of a decision and its finality; empty where it is unknown."""
        decision = self.decision(slug)
        if decision is None:
            return ""
        words = (str(INSTANCE[decision.instance]), finality_text(decision))
        return gettext(", ").join(word.lower() for word in words)

    def standing(self, key: str) -> Standing:
        """Return how a decision, or the decision of a judged work, stands; else one in effect."""
        decision = self.decision(key)
        stored = self.snapshot.standings
        return stored.get(decision.slug, Standing()) if decision else Standing()

    def standing_notice(self, compared: ComparedPrecedent) -> str:
        """Return in a sentence why not to rely on a decision; empty where nothing says so."""
        notice = self._notice(compared.slug, finality=False)
        values = {"notice": notice, "day": dates.day(self.result.as_of)}
        if notice and self._is_outdated(compared):
            return (
                gettext(
                    "%(notice)s. The assessment of %(day)s still relied on it: assess the work "
                    "again before this comparison is used."
                )
                % values
            )
        return self.notice_of(compared.slug, finality=False)

    def _is_outdated(self, compared: ComparedPrecedent) -> bool:
        """Whether the result relies on a decision that is gone or does not bind any more."""
        decision = self.decision(compared.slug)
        if decision is not None and decision.slug in self.snapshot.withdrawn:
            return compared.relation in ("follows", "opposed")
        return is_outdated(compared.relation, self.standing(compared.slug))

    def notice_of(self, key: str, *, finality: bool = True) -> str:
        """Say how a decision stands and what became of it; empty where nothing did.

        `finality`: also where nothing is known but whether it is final.
        """
        notice, decision = self._notice(key, finality=finality), self.decision(key)
        texts = [gettext("%(notice)s.") % {"notice": notice}] if notice else []
        if decision is not None and decision.slug in self.snapshot.edited:
            texts.append(
                gettext(
                    "The library has changed what it says of it; it stands here as it was when the "
                    "work was assessed."
                )
            )
        return ("" if self.chinese else " ").join(texts)

    def _notice(self, key: str, *, finality: bool = True) -> str:
        decision = self.decision(key)
        if decision is not None and decision.slug in self.snapshot.withdrawn:
            day = dates.day(self.result.as_of)
            return gettext("Withdrawn from the library since the assessment of %(day)s") % {
                "day": day
            }
        standing = self.standing(key)
        if standing.end is not None:
            return capfirst(end_text(standing.end, self.language))
        return finality_brief(standing.finality, self.language) if finality else ""

    def decision(self, key: str) -> Decision | None:
        """Return the decision with this slug, or with a judged work of this slug."""
        entry = self.snapshot.decisions_by_slug.get(key)
        return entry[0] if entry else None

    def reservation(self, mark: str) -> str:
        """Return how well a contested fact is sourced, or "" where it is settled."""
        return "" if mark in SETTLED else str(MARK[mark])

    def facts_support(self, facts: Facts) -> Support:
        """Return the support of the facts of a reason."""
        return self.exhibits.support(facts.evidence)

    def outdated_text(self, key: str) -> str:
        """Say that only the text of a rule before an amendment is known; else ""."""
        if key not in load_law().articles:
            return ""
        found = article(key, self.snapshot.dated)
        if found.state != "later_text" or found.first is None:
            return ""
        return gettext(
            "text before the amendment that applies since %(day)s, whose wording and numbers were "
            "not read"
        ) % {"day": dates.day(found.first)}

    def unknown(self, unknown: Unknown) -> str:
        """Say what is not stated, and of which steps and inputs."""
        steps = self.exhibits.step_numbers(unknown.steps)
        inputs = [n for n, i in enumerate(self.record.inputs, 1) if i.id in unknown.inputs]
        named = [
            numbers.steps(steps) if steps else "",
            numbers.inputs(inputs) if inputs else "",
        ]
        text, where = wording.sentence(unknown.code), gettext("; ").join(filter(None, named))
        if not where:
            return text
        return gettext("%(where)s: %(text)s") % {"where": where, "text": text}

    def when_made(self, piece: Evidence) -> str:
        """Say when an exhibit was made, or that this is only assumed."""
        return when_made(piece.made, self.snapshot.taken.get(piece.id))

    def examination(self, piece: Evidence) -> str:
        """Say who examined an exhibit and when; empty where nobody is named."""
        if piece.examined_by is None:
            return ""
        number = self.record.evidence.index(piece)
        refuted = {found.field: found.code for found in self.result.contradictions}
        match refuted.get(f"evidence[{number}].examined_by"):
            case None:
                pattern = gettext("examined by the lawyer %(name)s on %(day)s")
            case "contradiction.examined_by_party":
                pattern = gettext("%(name)s, a party, is named as its examiner: not examined")
            case "contradiction.examined_by_perhaps":
                pattern = gettext(
                    "%(name)s, perhaps a party, is named as its examiner: not examined"
                )
            case _:
                pattern = gettext(
                    "%(name)s is named as its examiner on an impossible day (%(day)s): not examined"
                )
        return pattern % {
            "name": piece.examined_by.name,
            "day": dates.day(piece.examined_by.on),
        }

    @cached_property
    def conclusions(self) -> dict[Basis, Conclusion]:
        """Return the conclusion as claimed and as proved."""
        return {basis: self.result.answer(basis).conclusion for basis in BASES}

    @property
    def compared_precedents(self) -> tuple[ComparedPrecedent, ...]:
        """Return the decided works compared: nearest first, those of the evidence before others."""
        known = {compared.slug for compared in self.result.precedents}
        stated = self.result.claimed.precedents
        return (*self.result.precedents, *(c for c in stated if c.slug not in known))

    def compared_on(self, slug: str, basis: Basis) -> ComparedPrecedent | None:
        """Return how a decided work compares on a footing; None where it is not compared there."""
        found = self.result.answer(basis).precedents
        return next((compared for compared in found if compared.slug == slug), None)

    @cached_property
    def relied_on(self) -> tuple[str, ...]:
        """Return the decided works and decisions that the result rests on and did not compare."""
        named: list[str] = []
        for layer in self.result.layers:
            named += (*layer.bound_by, *layer.authority)
            named += layer.as_claimed.bound_by if layer.as_claimed else ()
        for answer in (self.result.answer(basis) for basis in BASES):
            named += answer.bound_by
            for element in answer.elements.values():
                named += element.bound_by
                named += (key for reason in element.reasons for key in reason.authority)
        return tuple(key for key in dict.fromkeys(named) if self._is_not_compared(key))

    def _is_not_compared(self, key: str) -> bool:
        """Whether a key names a decision, or a work that it judged, that is not compared."""
        decision, judged = self.snapshot.decisions_by_slug.get(key, (None, None))
        slugs = {work.slug for work in self.compared_precedents}
        if decision is None or key in slugs:
            return False
        return judged is not None or not any(work.slug in slugs for work in decision.judged)

    def not_compared(self, outcome: Outcome) -> str:
        """Say why no decided work of an outcome is compared."""
        if not self.result.layers:
            return gettext("Not compared: the Record shows no part that could be.")
        if outcome == FOR:
            return gettext(
                "Not compared: no decision of the mainland of China in the library that granted "
                "protection turned on a part of this kind."
            )
        return gettext(
            "Not compared: no decision of the mainland of China in the library that refused "
            "protection turned on a part of this kind. That does not mean that there is none."
        )

    def nearest(self, outcome: Outcome) -> ComparedPrecedent | None:
        """Return the nearest decided work of an outcome, or None."""
        return next((work for work in self.compared_precedents if work.outcome == outcome), None)
