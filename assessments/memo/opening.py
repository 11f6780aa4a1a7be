"""The front of a memo: cover, defined terms, questions and short answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.engine.result import Basis, ElementAnswer, ElementName
from assessments.exhibits.drawing import ordered_elements
from assessments.memo.build import MemoBuilder
from assessments.wording.labels import ANSWER, CLAIM, KIND


def cover(build: MemoBuilder) -> dict[str, Any]:
    snapshot = build.snapshot
    return {
        "issued": snapshot.state == "issued",
        "work": build.title,
        "matter": snapshot.matter,
        "dated": snapshot.dated,
        "version": snapshot.version,
        "memo_id": snapshot.memo_id,
    }


def terms(build: MemoBuilder) -> dict[str, Any]:
    record = build.record
    return {
        "title": build.title,
        "kind": KIND[record.kind],
        "has_client": bool(build.snapshot.matter.client),
        "client": build.snapshot.matter.client,
        "num_evidence": len(record.evidence),
    }


def questions(build: MemoBuilder) -> dict[str, Any]:
    record = build.record
    return {
        "title": build.title,
        "kind": KIND[record.kind],
        "claim": CLAIM[record.claim],
        "tools": [tool.name for tool in record.tools],
        "num_steps": len(record.steps),
        "num_evidence": len(record.evidence),
        "rules": build.cite_all(build.snapshot.core_law, "questions"),
    }


def answers(build: MemoBuilder) -> dict[str, Any]:
    return {
        "overall": [_overall(build, "proved"), _overall(build, "claimed")],
        "elements": list(_elements(build)),
        "owner": build.result.ownership.owner,
        "owner_sentence": wording.sentence(build.result.ownership.because),
        "num_questions": len(build.result.ownership.open_questions),
        "duties_open": [duty for duty in build.result.duties if duty.status != "met"],
        "num_duties": len(build.result.duties),
    }


def _overall(build: MemoBuilder, basis: Basis) -> dict[str, str]:
    word = build.conclusions[basis]
    weakest = weakest_element(build.result.answer(basis).elements)
    return {
        "basis": basis,
        "word": str(ANSWER[word]),
        "sentence": wording.conclusion(word, basis),
        "weakest": gettext("The weakest necessary element is: %(element)s.")
        % {"element": wording.element(weakest)},
    }


def weakest_element(elements: Mapping[ElementName, ElementAnswer]) -> ElementName:
    """The element that the conclusion hangs on; the first of the statute where several tie."""
    return min(ordered_elements(elements), key=lambda name: elements[name].score)


def _elements(build: MemoBuilder) -> Iterator[dict[str, Any]]:
    claimed, proved = build.result.claimed.elements, build.result.proved.elements
    for name in ordered_elements(claimed):
        yield {
            "name": name,
            "claimed": claimed[name],
            "proved": proved[name],
            "because": decisive_reason(proved[name]),
        }


def decisive_reason(element: ElementAnswer) -> str:
    """The reason that decides an element: what speaks its way, gates and decided cases first."""
    bears = "against" if element.status == "not_met" else "for"
    reasons = element.reasons
    chosen = next((r for r in reasons if r.bears == bears), reasons[0] if reasons else None)
    return wording.sentence(chosen.code) if chosen else ""
