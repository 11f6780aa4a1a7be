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
from assessments.likeness.sentences_of_text import measure_sentences
from assessments.likeness.texts import SpanKind
from assessments.likeness.tokens import tokens
from assessments.lineage.compared_files import compared_texts
from assessments.lineage.film_strip import FilmStrip, film_strip
from assessments.lineage.models import FileComparison
from assessments.lineage.tree_page import picture_measure
from assessments.wording import likeness
from assessments.wording.labels import EXTENT

Json = Mapping[str, Any]
EDIT_KINDS = ("insert", "delete", "move", "commit")
MAX_LEVEL = 4  # of the colours of the strip
STRIP_GAPS = 150  # gaps between paragraphs that would be as wide as all sentences
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
    inserted_words: int
    deleted_words: int


@dataclass(frozen=True, kw_only=True)
class SentenceCell:
    """One sentence of the strip: where it is drawn, how much of it is new, and its counts."""

    x: int  # tokens before it, with those that the gaps stand for
    width: int  # tokens
    level: int  # 0 where nothing is new, to 4 where all is
    is_moved: bool
    title: str


@dataclass(frozen=True, kw_only=True)
class TextStrip:
    """The sentences of a final text, drawn side by side."""

    cells: Sequence[SentenceCell]
    width: int


@dataclass(frozen=True, kw_only=True)
class ComparisonContext:
    """What the page shows of a comparison that is ready."""

    kind: Literal["picture", "text", "film"]
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
    counts: Sequence[str] = ()
    strip: TextStrip | None = None
    # Of films:
    film: FilmStrip | None = None


def comparison_context(
    comparison: FileComparison, source: Upload, final: Upload
) -> ComparisonContext:
    """Return what the page shows of a comparison that is ready."""
    measure = comparison.measure or {}
    if measure.get("kind") == "text":
        return _text_context(measure, source, final)
    if measure.get("kind") == "film":
        return _film_context(measure, final)
    return _picture_context(comparison, source, final)


def _film_context(measure: Json, final: Upload) -> ComparisonContext:
    if measure.get("code"):
        refusal = likeness.refusal(measure["code"])
        return ComparisonContext(kind="film", edits=[], grounds=[refusal])
    return ComparisonContext(
        kind="film",
        edits=[],
        grounds=[],
        cautions=[likeness.caution("film")],
        film=film_strip(final),
    )


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
    texts = compared_texts(
        report_of(source.original),
        report_of(final.original),
        is_one_file=source.original_id == final.original_id,
        turns=measure.get("turns") or [],
    )
    if texts is None:  # read again since, and without a text now
        return ComparisonContext(kind="text", edits=[], grounds=[likeness.refusal("empty_text")])
    return ComparisonContext(
        kind="text",
        edits=edits_by_author(final),
        grounds=[likeness.ground(ground) for ground in suggestion.grounds],
        extent=suggestion.extent or "",
        suggested=str(EXTENT[suggestion.extent]) if suggestion.extent else "",
        cautions=[likeness.caution("words"), likeness.caution("thresholds")],
        dated=suggestion.dated,
        source_pieces=split_at_spans(texts.source, measure["source"]),
        final_pieces=split_at_spans(texts.final, measure["final"]),
        counts=likeness.text_counts(measure),
        strip=_strip(texts.final, measure["final"]),
    )


def _strip(text: str, spans: Sequence[Json]) -> TextStrip | None:
    sentences = measure_sentences(text, spans)
    gap = max(1, sum(sentence.size for sentence in sentences) // STRIP_GAPS)
    cells: list[SentenceCell] = []
    x, paragraph = 0, 1
    for number, sentence in enumerate(sentences, 1):
        x += gap if sentence.paragraph != paragraph else 0
        paragraph = sentence.paragraph
        new, moved = sentence.counts.get("new", 0), sentence.counts.get("moved", 0)
        cells.append(
            SentenceCell(
                x=x,
                width=sentence.size,
                level=-(-new * MAX_LEVEL // sentence.size),
                is_moved=moved > sentence.size // 2,
                title=likeness.sentence_title(number, sentence),
            )
        )
        x += sentence.size
    return TextStrip(cells=cells, width=x) if cells else None


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
            count = counts.setdefault(hidden_address(edit.get("author") or ""), Counter())
            count[edit["kind"]] += 1
            count[f"{edit['kind']} words"] += len(tokens(str(edit.get("text") or "")))
    return [
        AuthorEdits(
            author=author,
            **{kind: count[kind] for kind in EDIT_KINDS},
            inserted_words=count["insert words"],
            deleted_words=count["delete words"],
        )
        for author, count in counts.items()
    ]


def hidden_address(author: str) -> str:
    """Return the name of an author in commits or documents, without the e-mail address."""
    name = author.partition("<")[0].strip()
    return " ".join(part for part in name.split() if "@" not in part)
