"""Reads a prompt: the door of this room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assessments.prompts import levels
from assessments.prompts.asides import set_apart
from assessments.prompts.legibility import is_legible
from assessments.prompts.lexicon import groups, stock
from assessments.prompts.phrases import Found, PhraseReader
from assessments.prompts.reading import (
    LEVEL_WORDS,
    Because,
    Level,
    Phrase,
    PromptReading,
)
from assessments.prompts.scanner import MAX_CHARS, tokenize
from assessments.prompts.senses import Word
from cases.record.schema import Kind

STRUCTURAL = frozenset({"function", "count", "unit", "command", "exclude"})


@lru_cache(maxsize=2000)
def read_prompt(text: str, kind: Kind = "image") -> PromptReading:
    """Mark the phrases of a prompt and read the level that its words carry.

    `kind` is what the prompt asks for: texts have structure and events where pictures have
    composition and light. At most MAX_CHARS characters are read.
    """
    is_text = kind in ("text", "code")
    tokens = list(tokenize(text))
    apart = set_apart(text[:MAX_CHARS], tokens, kind)
    is_read = is_legible(text, tokens)
    found = PhraseReader(
        groups(kind),
        stock(),
        plain_abstract=is_text,
        sequenced=kind not in ("image", "model_3d"),
    ).read(tokens)
    words = [
        word.token.base
        for word in found.words
        if word.group.part != "boilerplate" and word.token.mark in ("word", "number")
    ]
    reading = PromptReading(
        level=0,
        detail="none",
        is_text=is_text,
        phrases=tuple(_phrases(text, found.words)),
        because=(),
        distinct_words=len(set(words)),
        details=frozenset(found.details),
        elements=frozenset(found.elements),
        descriptions=frozenset(found.descriptions),
        unknown=frozenset(found.unknown),
    )
    level, because = levels.weigh(levels.count([reading]), has_boilerplate=found.boilerplate)
    if because == ("nothing_readable",) and (apart or reading.distinct_words):
        because = ("nothing_fixed",)
    is_read = is_read or level >= levels.SPECIFIC
    if not is_read:
        because = ("not_readable",)
    return replace(
        reading,
        level=level,
        detail=LEVEL_WORDS[level] if is_read else None,
        because=(*because, *_remarks(text, found, level, apart, is_read=is_read)),
    )


def beyond(reading: PromptReading, before: Sequence[PromptReading]) -> PromptReading:
    """Return a reading of what a prompt says and none of those before it says."""
    mine = replace(
        reading,
        details=reading.details.difference(*(each.details for each in before)),
        elements=reading.elements.difference(*(each.elements for each in before)),
        descriptions=reading.descriptions.difference(*(each.descriptions for each in before)),
        unknown=reading.unknown.difference(*(each.unknown for each in before)),
    )
    level, because = levels.weigh(levels.count([mine]), has_boilerplate=True)
    detail = LEVEL_WORDS[level] if reading.detail is not None else None
    return replace(mine, level=level, detail=detail, because=because)


def combine(readings: Sequence[PromptReading]) -> Level:
    """Return the level of the prompts of one chain; what a later one says again adds nothing."""
    return levels.weigh(levels.count(readings), has_boilerplate=True)[0]


def _remarks(
    text: str, found: Found, level: Level, apart: frozenset[Because], *, is_read: bool
) -> Iterator[Because]:
    said = [
        (word.group.name, word.token.base)
        for word in found.words
        if word.token.mark == "word"
        and word.group.part not in STRUCTURAL
        and word.group.part != "relation"
    ]
    if len(said) > len(set(said)):
        yield "repetition"
    if found.boilerplate and level:
        yield "boilerplate_ignored"
    yield from sorted(apart)
    if found.unknown and is_read:
        yield "partly_readable"
    if len(text) > MAX_CHARS:
        yield "read_in_part"


def _phrases(text: str, words: list[Word]) -> Iterator[Phrase]:
    """Yield the marked stretches; what is bound points to the phrase of its element.

    What is set apart is one stretch, whatever punctuation it holds.
    """
    index: dict[int, int] = {}
    ends: list[int] = []
    for at, word in enumerate(words):
        if word.kind == "aside" and at and words[at - 1].kind == "aside":
            ends[-1] = word.token.end
        elif word.kind is not None:
            index[at] = len(ends)
            ends.append(word.token.end)
    for at, position in index.items():
        word = words[at]
        start, end = word.token.start, ends[position]
        yield Phrase(
            start=start,
            end=end,
            text=text[start:end],
            kind=word.kind or "other",
            bound_to=index.get(word.bound_to) if word.bound_to is not None else None,
            stock=not word.chosen,
        )
