"""The front of a memo: cover, defined terms, questions and short answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.exhibits.drawing import ordered_elements
from assessments.memo.build import MemoBuilder
from assessments.wording.labels import ANSWER, CLAIM, KIND

WEAK, STRONG = "against", "for"


def cover(build: MemoBuilder) -> dict[str, Any]:
    snapshot = build.snapshot
    return {
        "issued": snapshot.state == "issued",
        "work": build.title,
        "matter": snapshot.matter,
        "dated": snapshot.dated,
        "version": snapshot.version,
        "memo_id": snapshot.memo_id,
        "as_of": build.result["as_of"],
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
        "overall": [_overall(build, basis) for basis in ("proved", "claimed")],
        "elements": list(_elements(build)),
        "owner": build.result["ownership"]["owner"],
        "owner_sentence": wording.ownership(build.result["ownership"]),
        "num_questions": len(build.result["ownership"]["open_questions"]),
        "duties_open": [d for d in build.result["duties"] if d["status"] != "met"],
        "num_duties": len(build.result["duties"]),
    }


def _overall(build: MemoBuilder, basis: str) -> dict[str, str]:
    word = build.conclusions[basis]
    weakest = weakest_element(build.result[basis]["elements"])
    return {
        "basis": basis,
        "word": str(ANSWER[word]),
        "sentence": wording.conclusion(word, basis),
        "weakest": gettext("The weakest necessary element is: %(element)s.")
        % {"element": wording.element(weakest)},
    }


def weakest_element(elements: Mapping[str, Any]) -> str:
    """The element that the conclusion hangs on; the first of the statute where several tie."""
    return min(ordered_elements(elements), key=lambda name: elements[name]["score"])


def _elements(build: MemoBuilder) -> Iterator[dict[str, Any]]:
    claimed = build.result["claimed"]["elements"]
    proved = build.result["proved"]["elements"]
    for name in ordered_elements(claimed):
        yield {
            "name": name,
            "claimed": claimed[name],
            "proved": proved[name],
            "because": decisive_reason(proved[name]),
        }


def decisive_reason(element: Mapping[str, Any]) -> str:
    """The reason that decides an element: what speaks its way, gates and decided cases first."""
    wanted = WEAK if element["status"] == "not_met" else STRONG
    reasons = element["reasons"]
    chosen = next((r for r in reasons if r["bears"] == wanted), reasons[0] if reasons else None)
    return wording.reason(chosen) if chosen else ""
