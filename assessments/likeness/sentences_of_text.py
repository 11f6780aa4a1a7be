"""What became of each sentence of a text, from the classified stretches of a comparison.

A sentence ends with its mark (Latin or CJK) or its line, so that Chinese needs no segmenter. Each
has the counts of its tokens by kind; a row of sentences is drawn as a strip, as the changed areas
of a picture are drawn as a map.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.likeness import limits
from assessments.likeness.texts import SpanKind
from assessments.likeness.tokens import TOKEN

# A mark of CJK ends a sentence by itself; a full stop does before a space, so that 3.5 has none.
SENTENCE = re.compile(r"[^\n]*?(?:[。！？；…]+[”’」』）]*|(?<![.!?])[.!?]++[\"”’)]*+(?=\s)|\n|\Z)")
Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class SentenceMeasure:
    """One sentence: its place among the characters, its line, and its tokens by what became."""

    start: int
    end: int
    paragraph: int  # from 1
    counts: Mapping[SpanKind, int]

    @property
    def size(self) -> int:
        return sum(self.counts.values())


def measure_sentences(text: str, spans: Sequence[Json]) -> list[SentenceMeasure]:
    """Return the sentences of a text that have a token, `limits.SENTENCES` at most.

    `spans` are the stretches of a comparison as they are stored, in the order of the text.
    """
    kinds = _token_kinds(text, spans)
    found: list[SentenceMeasure] = []
    token = next(kinds, None)
    for start, end, paragraph in _sentences(text):
        counts: Counter[SpanKind] = Counter()
        while token is not None and token[0] < end:
            counts[token[1]] += 1
            token = next(kinds, None)
        if counts:
            found.append(SentenceMeasure(start=start, end=end, paragraph=paragraph, counts=counts))
        if len(found) >= limits.SENTENCES.value:
            break
    return found


def _sentences(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and paragraph of each sentence; a line that is empty ends no paragraph."""
    paragraph, is_begun = 1, False
    for match in SENTENCE.finditer(text):
        if match.group().strip():
            is_begun = True
            yield match.start(), match.end(), paragraph
        if is_begun and (
            match.group().endswith("\n") or text[match.end() : match.end() + 1] == "\n"
        ):
            paragraph, is_begun = paragraph + 1, False


def _token_kinds(text: str, spans: Iterable[Json]) -> Iterator[tuple[int, SpanKind]]:
    for span in spans:
        for match in TOKEN.finditer(text, span["start"], span["end"]):
            yield match.start(), span["kind"]
