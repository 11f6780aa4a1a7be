"""The result of an assessment: two answers, elements, layers, decisions and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assessments import wording
from assessments.engine import BASES, Basis, Result
from assessments.engine.result import Conclusion
from assessments.exhibits.drawing import ordered_elements, positions
from assessments.exhibits.snapshot import places_from
from assessments.precedents.citations import CitationLinks
from assessments.precedents.placed_library import cited_slugs
from assessments.precedents.values import Answer
from assessments.results.page.elements import elements
from assessments.results.page.next_steps import next_steps, unknowns
from assessments.results.page.precedents import precedents
from assessments.results.page.record import work_rows
from assessments.wording import PLAIN, Register
from assessments.works.models import Assessment
from cases.record import CreationRecord

LADDER: tuple[Conclusion, ...] = ("not_protected", "unlikely", "arguable", "likely", "protected")
# What a record need not say; where nobody says otherwise, the contract's default is taken.
ASSUMED = ("claim", "subject_matter", "fixed", "freedom")


def result_page(
    assessment: Assessment, record_href: str, *, register: str = PLAIN
) -> dict[str, Any]:
    """Everything that the result page shows, in the plain or the formal reading."""
    result, read = assessment.typed_result, wording.register(register)
    refs = CitationLinks(assessment.record, assessment.library, record_href)
    said = work_rows(CreationRecord.model_validate(assessment.record))
    all_duties = list(_duties(result, refs, read))
    open_answers = list(unknowns(result, refs, read))
    return {
        "reading": register,
        "answers": answers(result),
        "gap": _rank(result, "claimed") - _rank(result, "proved"),
        "next_steps": list(next_steps(result, refs, read)),
        "elements": elements(result, refs, read),
        "picture": positions(result, places_from(assessment.library["places"])),
        "layers": list(_layers(result, refs, read)),
        "precedents": precedents(result, assessment.library, refs, read),
        "ownership": _ownership(result, refs, read),
        "duties": [duty for duty in all_duties if duty["status"] != "met"],
        "duties_met": [duty for duty in all_duties if duty["status"] == "met"],
        "unknowns": [entry for entry in open_answers if entry["matters"]],
        "harmless": [entry for entry in open_answers if not entry["matters"]],
        "assumed": [said[field] for field in ASSUMED],
        "law": refs.law(cited_slugs(result)),
    }


def answers(result: Result) -> list[Answer]:
    """The two answers, in the words of the ladder: the same in either reading."""
    return [_answer(result, basis) for basis in BASES]


def _rank(result: Result, basis: Basis) -> int:
    return LADDER.index(result.answer(basis).conclusion)


def _answer(result: Result, basis: Basis) -> Answer:
    word = result.answer(basis).conclusion
    parts = result.answer(basis).elements
    weakest = min(ordered_elements(parts), key=lambda name: parts[name].score)
    return Answer(
        basis=basis,
        title=wording.basis(basis),
        word=word,
        label=wording.conclusion_label(word),
        sentence=wording.conclusion(word, basis),
        weakest=wording.element(weakest),
    )


def _layers(result: Result, refs: CitationLinks, register: Register) -> Iterator[dict[str, Any]]:
    kinds = {item["id"]: item["what"] for item in refs.record.get("inputs", ())}
    for layer in result.layers:
        made_of = next((kinds.get(item_id, "") for item_id in layer.inputs), "")
        yield {
            "code": layer.because,
            "name": register.layer_name(layer.layer, made_of),
            "status": layer.status,
            "word": register.layer_status(layer.status),
            "claimed": layer.claimed,
            "claimed_word": register.layer_status(layer.claimed),
            "differs": layer.claimed != layer.status,
            "text": register.sentence(layer.because),
            "facts": refs.facts(layer.facts),
            "authorities": refs.authorities(layer.authority),
        }


def _ownership(result: Result, refs: CitationLinks, register: Register) -> dict[str, Any]:
    owned = result.ownership
    return {
        "code": owned.because,
        "owner": owned.owner,
        "basis": wording.ownership_basis(owned.basis),
        "text": register.sentence(owned.because),
        "authorities": refs.authorities(owned.authority),
        "questions": [
            {
                "code": question.code,
                "text": register.sentence(question.code),
                "facts": refs.facts(question.facts),
            }
            for question in owned.open_questions
        ],
    }


def _duties(result: Result, refs: CitationLinks, register: Register) -> Iterator[dict[str, Any]]:
    for duty in result.duties:
        yield {
            "code": duty.because,
            "name": wording.duty_name(duty.what),
            "status": duty.status,
            "word": wording.duty_status(duty.status),
            "text": register.sentence(duty.because),
            "source": refs.authority(duty.source),
        }
