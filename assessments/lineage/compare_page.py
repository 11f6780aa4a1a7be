"""What the page shows of the comparison of two files: the measure and the extent it suggests.

The measure is an area or a number of words, never a share of anyone's authorship.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from assessments.evidence.models import Upload
from assessments.evidence.queries_extraction import has_preview
from assessments.evidence.reports import report_of
from assessments.likeness import TextMeasure
from assessments.likeness.extent import edit_extent
from assessments.likeness.texts import SpanKind
from assessments.lineage.models import FileComparison
from assessments.lineage.tree_page import picture_measure
from assessments.wording import likeness
from assessments.wording.labels import EXTENT

Json = Mapping[str, Any]
EDIT_KINDS = ("insert", "delete", "move", "commit")
MAX_SHOWN_CHARS = 40_000  # characters of each text


@dataclass(frozen=True, kw_only=True)
class TextPiece:
    """A piece of a text and what became of it."""

    kind: SpanKind
    text: str


@dataclass(frozen=True, kw_only=True)
class AuthorEdits:
    """The recorded changes of one author: how many of each kind."""

    author: str
    insert: int
    delete: int
    move: int
    commit: int


@dataclass(frozen=True, kw_only=True)
class ComparisonContext:
    """What the page shows of a comparison that is ready."""

    kind: Literal["picture", "text"]
    edits: list[AuthorEdits]
    grounds: list[str]
    extent: str = ""  # the suggested code; empty where nothing is suggested
    suggested: str = ""  # its name
    cautions: Sequence[str] = ()
    dated: date | None = None  # of the thresholds
    # Of pictures:
    geometry: str = ""
    mirrored: bool = False
    has_map: bool = False
    has_pictures: bool = False
    # Of texts:
    source_pieces: Sequence[TextPiece] = ()
    final_pieces: Sequence[TextPiece] = ()


def comparison_context(
    comparison: FileComparison, source: Upload, final: Upload
) -> ComparisonContext:
    """Return what the page shows of a comparison that is ready."""
    measure = comparison.measure or {}
    if measure.get("kind") == "text":
        return _text_context(measure, source, final)
    return _picture_context(comparison, source, final)


def _picture_context(
    comparison: FileComparison, source: Upload, final: Upload
) -> ComparisonContext:
    measure = picture_measure(comparison)
    assert measure is not None
    suggestion = edit_extent(measure)
    cautions = ["area", "thresholds", *(["flat"] if measure.flat else [])]
    return ComparisonContext(
        kind="picture",
        edits=edits_by_author(final),
        grounds=[likeness.ground(ground) for ground in suggestion.grounds],
        extent=suggestion.extent or "",
        suggested=str(EXTENT[suggestion.extent]) if suggestion.extent else "",
        cautions=[likeness.caution(code) for code in cautions],
        dated=suggestion.dated,
        geometry=likeness.geometry(measure.geometry),
        mirrored=measure.mirrored and measure.code is None,
        has_map=measure.code is None,
        has_pictures=has_preview(source) and has_preview(final),
    )


def _text_context(measure: Json, source: Upload, final: Upload) -> ComparisonContext:
    if measure["code"]:
        return ComparisonContext(
            kind="text",
            edits=edits_by_author(final),
            grounds=[likeness.refusal(measure["code"])],
        )
    stored = text_measure(measure)
    assert stored is not None
    suggestion = edit_extent(stored)
    return ComparisonContext(
        kind="text",
        edits=edits_by_author(final),
        grounds=[likeness.ground(ground) for ground in suggestion.grounds],
        extent=suggestion.extent or "",
        suggested=str(EXTENT[suggestion.extent]) if suggestion.extent else "",
        cautions=[likeness.caution("thresholds")],
        dated=suggestion.dated,
        source_pieces=split_at_spans(_extracted_text(source), measure["source"]),
        final_pieces=split_at_spans(_extracted_text(final), measure["final"]),
    )


def text_measure(measure: Json) -> TextMeasure | None:
    """Return the stored measure of two texts; None while there is none, and for pictures."""
    if measure.get("kind") != "text" or measure["code"]:
        return None
    return TextMeasure(
        source_tokens=measure["source_tokens"],
        final_tokens=measure["final_tokens"],
        new_share=measure["new_share"],
        moved_share=measure["moved_share"],
        removed_share=measure["removed_share"],
    )


def split_at_spans(text: str, spans: Iterable[Json]) -> list[TextPiece]:
    """Split a text at the spans of its changes, which are sorted by their start.

    Text outside the spans is the `same`. The result ends after the span that passes
    `MAX_SHOWN_CHARS`.
    """
    pieces: list[TextPiece] = []
    at = 0
    for span in spans:
        if span["start"] > at:
            pieces.append(TextPiece(kind="same", text=text[at : span["start"]]))
        pieces.append(TextPiece(kind=span["kind"], text=text[span["start"] : span["end"]]))
        at = span["end"]
        if at > MAX_SHOWN_CHARS:
            return pieces
    return [*pieces, TextPiece(kind="same", text=text[at:])] if at < len(text) else pieces


def edits_by_author(upload: Upload) -> list[AuthorEdits]:
    """Count the tracked changes or commits of a file by author, without e-mail addresses."""
    counts: dict[str, Counter[str]] = {}
    for edit in report_of(upload.original).get("edits") or []:
        if edit.get("kind") in EDIT_KINDS:
            counts.setdefault(hidden_address(edit.get("author") or ""), Counter())[
                edit["kind"]
            ] += 1
    return [
        AuthorEdits(author=author, **{kind: count[kind] for kind in EDIT_KINDS})
        for author, count in counts.items()
    ]


def hidden_address(author: str) -> str:
    """Return the name of an author in commits or documents, without the e-mail address."""
    name = author.partition("<")[0].strip()
    return " ".join(part for part in name.split() if "@" not in part)


def _extracted_text(upload: Upload) -> str:
    return str((report_of(upload.original).get("extra") or {}).get("text") or "")
