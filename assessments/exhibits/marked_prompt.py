"""A prompt as it was typed, with its phrases marked: what page and memo show of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessments.exhibits.excerpt import MAX_EXCERPT_CHARS
from assessments.prompts import Phrase, PhraseKind, read_prompt
from cases.record.schema import Kind

MAX_LISTED = 40  # phrases of one kind in the list below the prompt


@dataclass(frozen=True, kw_only=True)
class MarkedPiece:
    """A stretch of the text; without a kind it marks nothing."""

    text: str
    kind: str = ""
    number: int = 0  # of its kind in the list
    is_chosen: bool = False  # a detail that is not stock


@dataclass(frozen=True, kw_only=True)
class MarkedKind:
    """The phrases of one kind, each once, in the order of the text."""

    number: int
    kind: str
    phrases: tuple[MarkedPiece, ...]
    num_more: int  # that are not listed


@dataclass(frozen=True, kw_only=True)
class MarkedPrompt:
    """A prompt or its beginning, in pieces, with the list of its kinds and what it comes to."""

    pieces: tuple[MarkedPiece, ...]
    kinds: tuple[MarkedKind, ...]
    detail: str | None  # None where most of the words could not be read
    because: tuple[str, ...]
    num_characters: int  # of the whole

    @property
    def text(self) -> str:
        """What is shown of the prompt."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_cut(self) -> bool:
        return len(self.text) < self.num_characters


def marked_prompt(
    text: str | None, kind: Kind, max_chars: int = MAX_EXCERPT_CHARS
) -> MarkedPrompt | None:
    """Mark the phrases of a prompt for that kind of content; None where there is no text.

    The level is that of the whole prompt, the pieces those of its first `max_chars` characters.
    """
    if not text:
        return None
    reading = read_prompt(text, kind)
    shown = [phrase for phrase in reading.phrases if phrase.end <= max_chars]
    numbers = {kind: number for number, kind in enumerate(dict.fromkeys(p.kind for p in shown), 1)}
    pieces = tuple(_pieces(text[:max_chars], shown, numbers))
    return MarkedPrompt(
        pieces=pieces,
        kinds=tuple(_kinds(pieces, numbers)),
        detail=reading.detail,
        because=reading.because,
        num_characters=len(text),
    )


def _pieces(
    text: str, phrases: Sequence[Phrase], numbers: Mapping[PhraseKind, int]
) -> Iterator[MarkedPiece]:
    """Yield the text whole; phrases of one kind with only a space between are one piece."""
    at = 0
    runs = _runs(text, phrases)
    for start, end, first in runs:
        if at < start:
            yield MarkedPiece(text=text[at:start])
        yield MarkedPiece(
            text=text[start:end],
            kind=first.kind,
            number=numbers[first.kind],
            is_chosen=not first.stock,
        )
        at = end
    if at < len(text):
        yield MarkedPiece(text=text[at:])


def _runs(text: str, phrases: Sequence[Phrase]) -> Iterator[tuple[int, int, Phrase]]:
    run: tuple[int, int, Phrase] | None = None
    for phrase in phrases:
        if run is not None:
            start, end, first = run
            is_same = (first.kind, first.stock) == (phrase.kind, phrase.stock)
            if is_same and text[end : phrase.start].strip(" ") == "":
                run = start, phrase.end, first
                continue
            yield run
        run = phrase.start, phrase.end, phrase
    if run is not None:
        yield run


def _kinds(
    pieces: Sequence[MarkedPiece], numbers: Mapping[PhraseKind, int]
) -> Iterator[MarkedKind]:
    for kind, number in numbers.items():
        by_text = {piece.text.casefold(): piece for piece in reversed(pieces) if piece.kind == kind}
        listed = tuple(reversed(by_text.values()))
        yield MarkedKind(
            number=number,
            kind=kind,
            phrases=listed[:MAX_LISTED],
            num_more=max(0, len(listed) - MAX_LISTED),
        )
