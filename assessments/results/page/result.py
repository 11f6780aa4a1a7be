"""The result of an assessment: two answers, elements, layers, precedents and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessments import wording
from assessments.answers.facts_held import HeldFact, held_facts
from assessments.engine import Basis, Result
from assessments.engine.codes import Conclusion, DutyStatus, LayerStatus, Outcome
from assessments.engine.result import Answer as Appraised
from assessments.exhibits.drawing import NARROW, WIDE, Picture, positions
from assessments.exhibits.snapshot import places_from
from assessments.precedents.answer_texts import Names
from assessments.precedents.citations import NO_FILES, NO_STANDINGS, CitationLinks
from assessments.precedents.examples import counted_record
from assessments.precedents.notices import (
    RIGHTS_LAW,
    example_notice,
    rights_step,
    rights_warnings,
    uncleared,
    unconfirmed,
)
from assessments.precedents.placed_library import cited_slugs
from assessments.precedents.values import Answer, ElementRow, GroundRow, Link, StepFile
from assessments.results.page.answers import answers, ground_row, layer_text, turns_on_links
from assessments.results.page.appraisals import (
    AppraisalRow,
    ContradictionRow,
    appraisals,
    contradictions,
)
from assessments.results.page.elements import elements
from assessments.results.page.headline import Headline, headline
from assessments.results.page.next_steps import (
    NextStepRow,
    OpenRow,
    UnknownRow,
    next_steps,
    still_open,
    unknowns,
)
from assessments.results.page.ownership import OwnershipRow, ownership
from assessments.results.page.precedents import PrecedentRow, precedents
from assessments.results.page.record import AnswerRow, work_rows
from assessments.wording import PLAIN, Register, RegisterName
from assessments.works.models import Assessment
from cases.library.standing import Standing
from cases.record import CreationRecord

UNMET: frozenset[DutyStatus] = frozenset({"missing", "unknown"})
LADDER: tuple[Conclusion, ...] = ("not_protected", "unlikely", "arguable", "likely", "protected")
# Fields that a record may leave out; the schema's default then stands, unless somebody objects.
ASSUMED = ("claim", "subject_matter", "fixed", "freedom")


@dataclass(frozen=True, kw_only=True)
class LayerRow:
    """A layer of the work with its status as proved and as claimed."""

    code: str
    name: str
    status: LayerStatus
    word: str
    claimed: LayerStatus
    claimed_word: str
    held: str  # empty where no lawyer wrote down what they hold
    held_word: str
    text: str
    facts: tuple[Link, ...]
    authorities: tuple[Link, ...]
    ground: GroundRow | None
    turns_on: tuple[Link, ...]

    @property
    def differs(self) -> bool:
        return self.claimed != self.status


@dataclass(frozen=True, kw_only=True)
class DutyRow:
    """A duty on publication and whether it is met."""

    code: str
    name: str
    status: DutyStatus
    word: str
    text: str
    source: Link


@dataclass(frozen=True, kw_only=True)
class RightsStep:
    """What to do about material of others, and the question that it answers."""

    text: str
    to: str


@dataclass(frozen=True, kw_only=True)
class ResultPage:
    """The template context of a result."""

    register: RegisterName
    notices: list[str]  # what the record is, and what of it does not count
    unconfirmed: list[str]  # what the record states of appraisals and does not count here
    warnings: list[str]  # rights of others that the work may infringe
    rights_steps: list[RightsStep]
    rights_law: tuple[Link, ...]
    headline: Headline
    answers: list[Answer]
    gap: int  # rungs of the ladder by which the answer as claimed is above the one as proved
    next_steps: list[NextStepRow]
    elements: list[ElementRow]
    picture: Picture
    narrow_picture: Picture  # for a narrow screen
    layers: list[LayerRow]
    precedents: dict[Outcome, list[PrecedentRow]]
    ownership: OwnershipRow
    duties: list[DutyRow]  # those that are not met, or not known to be
    duties_met: list[DutyRow]  # or that somebody else owes
    still_open: list[OpenRow]
    is_open: bool  # whether an answer may still be another than it is
    unknowns: list[UnknownRow]  # those that could change a conclusion or an element
    harmless: list[UnknownRow]
    appraisals: list[AppraisalRow]
    contradictions: list[ContradictionRow]
    asked: list[ContradictionRow]  # words that need to be cleared up
    evidence_basis: str  # how evidence counts; empty in results before this was stated
    assumed: list[AnswerRow]
    law: list[dict[str, Any]]  # as `CitationLinks.law` returns it
    facts: list[HeldFact]  # as a lawyer holds them; empty where nobody wrote any down
    digests: dict[str, str]  # of the client's record, and of these facts


def result_page(
    assessment: Assessment,
    record_href: str,
    *,
    register: RegisterName = PLAIN,
    standings: Mapping[str, Standing] = NO_STANDINGS,
    files: Mapping[str, StepFile] = NO_FILES,
) -> ResultPage:
    """Return the context of the result page in the plain or the formal register.

    Links to the record lead to `record_href`. No row is read: the snapshot holds everything but
    how its decisions stand today, `standings`, and the files that show its steps, `files`.
    """
    result, words = assessment.typed_result, wording.register(register)
    refs = CitationLinks(
        assessment.record, assessment.library, record_href, standings=standings, files=files
    )
    record = CreationRecord.model_validate(assessment.record)
    rows_of_work = work_rows(record)
    places = places_from(assessment.library["places"])
    all_duties = list(_duties(result, refs, words))
    all_unknowns = list(unknowns(result, refs, words))
    steps = list(next_steps(result, refs, words))
    return ResultPage(
        register=register,
        notices=list(example_notice(assessment.library.get("example", ""), refs)),
        unconfirmed=list(unconfirmed(record, counted_record(assessment))),
        warnings=list(rights_warnings(record)),
        rights_steps=[
            RightsStep(text=rights_step(item), to=f"inputs/{item.id}#licence")
            for item in uncleared(record)
        ],
        rights_law=refs.authorities(RIGHTS_LAW),
        headline=headline(result, refs, words),
        answers=answers(result, refs, words),
        gap=_rank(result, "claimed") - _rank(result, "proved"),
        next_steps=steps,
        is_open=any(_is_open(result.answer(basis)) for basis in result.columns),
        still_open=list(still_open(steps, all_unknowns, record)),
        elements=elements(result, refs, words),
        picture=positions(result, places, WIDE),
        narrow_picture=positions(result, places, NARROW),
        layers=list(_layers(result, refs, words)),
        precedents=precedents(result, assessment.library, refs, words),
        ownership=ownership(result, refs, words),
        duties=[duty for duty in all_duties if duty.status in UNMET],
        duties_met=[duty for duty in all_duties if duty.status not in UNMET],
        unknowns=[unknown for unknown in all_unknowns if unknown.matters],
        harmless=[unknown for unknown in all_unknowns if not unknown.matters],
        appraisals=list(appraisals(result, refs, words, record.evidence)),
        contradictions=list(contradictions(result, refs, words, asked=False)),
        asked=list(contradictions(result, refs, words, asked=True)),
        evidence_basis=wording.evidence_basis(result.evidence_basis),
        assumed=[rows_of_work[field] for field in ASSUMED],
        law=refs.law(cited_slugs(result)),
        facts=facts_of_assessment(assessment),
        digests=digests_of(assessment),
    )


def digests_of(assessment: Assessment) -> dict[str, str]:
    """Return the SHA-256 of the client's record and of the facts that lawyers hold of it."""
    return {name: assessment.library.get(f"{name}_sha256", "") for name in ("record", "facts")}


def facts_of_assessment(assessment: Assessment) -> list[HeldFact]:
    """Return what a lawyer holds of the facts that an assessment stands on."""
    return held_facts(assessment.record, assessment.library.get("facts", ()))


def record_notices(assessment: Assessment, names: Names) -> list[str]:
    """Say what the record of an assessment is, and what of it does not count."""
    stated = CreationRecord.model_validate(assessment.record)
    example = assessment.library.get("example", "")
    counted = counted_record(assessment)
    return [*example_notice(example, names), *unconfirmed(stated, counted)]


def _is_open(answer: Appraised) -> bool:
    """Whether nothing can be said yet, or what nobody said could raise or lower the answer."""
    return answer.conclusion == "open" or bool(answer.range and len(set(answer.range)) > 1)


def _rank(result: Result, basis: Basis) -> int:
    """Return the rung of an answer; one that cannot be given yet is on the lowest."""
    word = result.answer(basis).conclusion
    return LADDER.index(word) if word in LADDER else 0


def _layers(result: Result, refs: CitationLinks, register: Register) -> Iterator[LayerRow]:
    for layer in result.layers:
        yield LayerRow(
            code=layer.because,
            name=layer_text(layer, refs, register),
            status=layer.status,
            word=register.conclusion_label(layer.status),
            claimed=layer.claimed,
            claimed_word=register.conclusion_label(layer.claimed),
            held=layer.held or "",
            held_word=register.conclusion_label(layer.held) if layer.held else "",
            text=register.sentence(layer.because),
            facts=refs.facts(layer.facts),
            authorities=refs.authorities(layer.authority),
            ground=ground_row(layer, refs),
            turns_on=turns_on_links(layer.turns_on, refs),
        )


def _duties(result: Result, refs: CitationLinks, register: Register) -> Iterator[DutyRow]:
    for duty in result.duties:
        yield DutyRow(
            code=duty.because,
            name=wording.duty_name(duty.what),
            status=duty.status,
            word=register.duty_status(duty.status),
            text=register.sentence(duty.because),
            source=refs.authority(duty.source),
        )
