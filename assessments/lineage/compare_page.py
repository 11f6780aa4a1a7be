"""Two files beside each other: what was measured, in words, and which extent it suggests.

An area or a number of words, never a share of anyone's authorship; the page says what was measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assessments.evidence.models import FileReading, Upload
from assessments.likeness import TextMeasure, TextSpan
from assessments.likeness.extent import Suggestion, edit_extent
from assessments.lineage.models import FileComparison
from assessments.lineage.tree_page import picture_measure
from assessments.wording import likeness
from assessments.wording.labels import EXTENT

Json = Mapping[str, Any]
EDITS = ("insert", "delete", "move", "commit")
MAX_SHOWN_CHARS = 40_000  # characters of each text


def comparison_context(comparison: FileComparison, source: Upload, final: Upload) -> dict[str, Any]:
    """Everything that the page shows of a comparison that is ready."""
    measure = comparison.measure or {}
    if measure.get("kind") == "text":
        return _texts(measure, source, final)
    return _pictures(comparison, source, final)


def _pictures(comparison: FileComparison, source: Upload, final: Upload) -> dict[str, Any]:
    measure = picture_measure(comparison)
    assert measure is not None
    cautions = ["area", "thresholds", *(["flat"] if measure.flat else [])]
    return {
        "kind": "picture",
        **_suggestion_context(edit_extent(measure), cautions),
        "geometry": likeness.geometry(measure.geometry),
        "mirrored": measure.mirrored and measure.code is None,
        "has_map": measure.code is None,
        "edits": edits_by_author(final),
    }


def _texts(measure: Json, source: Upload, final: Upload) -> dict[str, Any]:
    value = TextMeasure(
        source_tokens=measure["source_tokens"],
        final_tokens=measure["final_tokens"],
        new_share=measure["new_share"],
        moved_share=measure["moved_share"],
        removed_share=measure["removed_share"],
    )
    if measure["code"]:
        refused = {"suggested": "", "grounds": [likeness.refusal(measure["code"])]}
        return {"kind": "text", **refused, "cautions": [], "edits": edits_by_author(final)}
    return {
        "kind": "text",
        **_suggestion_context(edit_extent(value), ["thresholds"]),
        "source_pieces": pieces(_text(source), measure["source"]),
        "final_pieces": pieces(_text(final), measure["final"]),
        "edits": edits_by_author(final),
    }


def _suggestion_context(suggestion: Suggestion, cautions: list[str]) -> dict[str, Any]:
    extent = suggestion.extent
    return {
        "extent": extent or "",
        "suggested": str(EXTENT[extent]) if extent else "",
        "grounds": [likeness.ground(ground) for ground in suggestion.grounds],
        "cautions": [likeness.caution(code) for code in cautions],
        "dated": suggestion.dated,
    }


def pieces(text: str, spans: Iterable[Json]) -> list[TextSpan | dict[str, str]]:
    """A text cut at its spans, each with what became of it; what no span covers is the same."""
    found: list[Any] = []
    at = 0
    for span in spans:
        if span["start"] > at:
            found.append({"kind": "same", "text": text[at : span["start"]]})
        found.append({"kind": span["kind"], "text": text[span["start"] : span["end"]]})
        at = span["end"]
        if at > MAX_SHOWN_CHARS:
            return found
    return [*found, {"kind": "same", "text": text[at:]}] if at < len(text) else found


def edits_by_author(upload: Upload) -> list[dict[str, Any]]:
    """Tracked changes of a document or commits, counted by who made them; addresses are hidden."""
    authors: dict[str, dict[str, Any]] = {}
    none = dict.fromkeys(EDITS, 0)
    for edit in _report_of(upload).get("edits") or []:
        if edit.get("kind") not in EDITS:
            continue
        name = hidden_address(edit.get("author") or "")
        row = authors.setdefault(name, {"author": name, **none})
        row[edit["kind"]] += 1
    return list(authors.values())


def hidden_address(author: str) -> str:
    """A name as commits and documents carry it, without an e-mail address."""
    name = author.partition("<")[0].strip()
    return " ".join(part for part in name.split() if "@" not in part)


def _text(upload: Upload) -> str:
    return str((_report_of(upload).get("extra") or {}).get("text") or "")


def _report_of(upload: Upload) -> Json:
    reading = FileReading.objects.filter(pk=upload.original_id).first()
    return (reading.found or {}) if reading else {}
