"""How a text differs from the one it came from: what is new, what was moved, what was removed.

Three shares of tokens that are never added up and never called a share of anyone's authorship.
A run of eight or more tokens that stands elsewhere in the source is moved, not new: rearranging is
one act and writing another. Places are given in characters, for a display beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from assessments.likeness import limits
from assessments.likeness.limits import Limit
from assessments.likeness.tokens import Token, tokens

RUN = 8  # tokens; shorter runs occur twice by chance
SAME, MOVED, NEW, REMOVED = "same", "moved", "new", "removed"


@dataclass(frozen=True, kw_only=True)
class Span:
    """A stretch of one of the two texts, in characters, and what became of it."""

    kind: str  # same | moved | new in the final text; same | moved | removed in the source
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class TextMeasure:
    """What became of a source text; shares are None where their text has no token."""

    source_tokens: int
    final_tokens: int
    new_share: float | None = None  # of the final text
    moved_share: float | None = None  # of the final text
    removed_share: float | None = None  # of the source
    source: tuple[Span, ...] = ()
    final: tuple[Span, ...] = ()
    refused: Limit | None = None  # the bound that kept the texts from being compared


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens of the final text that stand, in the same order, in the source."""

    final: int
    source: int
    size: int

    @property
    def places(self) -> dict[int, int]:
        return {self.final + at: self.source + at for at in range(self.size)}


def compare_texts(source: str, final: str) -> TextMeasure:
    """What became of the source in the final text."""
    most = limits.TEXT_TOKENS.most
    old, new = tokens(source, most=most), tokens(final, most=most)
    if max(len(old), len(new)) > most:
        return TextMeasure(
            source_tokens=len(old), final_tokens=len(new), refused=limits.TEXT_TOKENS
        )
    old_kinds, new_kinds = _kinds([one.text for one in old], [one.text for one in new])
    return TextMeasure(
        source_tokens=len(old),
        final_tokens=len(new),
        new_share=_share(new_kinds, NEW),
        moved_share=_share(new_kinds, MOVED),
        removed_share=_share(old_kinds, REMOVED),
        source=tuple(_spans(old, old_kinds)),
        final=tuple(_spans(new, new_kinds)),
    )


def _kinds(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """What became of each token of the source and of the final text."""
    aligned = _aligned(old, new)
    runs = sorted(_runs(old, new, aligned), key=lambda run: -run.size)
    moved = [run for run in runs[: limits.RUNS.most] if not _settled(run, aligned)]
    moved_to: dict[int, int] = {}
    for run in (*moved, *runs[limits.RUNS.most :]):
        moved_to |= run.places
    # A token that only happens to match within a moved run belongs to the run.
    moved_to = {at: place for at, place in moved_to.items() if aligned.get(at) != place}
    same = {at: place for at, place in aligned.items() if at not in moved_to}
    kept, moved_from = set(same.values()), set(moved_to.values())
    new_kinds = [SAME if at in same else MOVED if at in moved_to else NEW for at in range(len(new))]
    old_kinds = [
        SAME if at in kept else MOVED if at in moved_from else REMOVED for at in range(len(old))
    ]
    return old_kinds, new_kinds


def _settled(run: _Run, aligned: dict[int, int]) -> bool:
    """Lets a run stand still where that leaves more standing still than moving it.

    Two halves that change places align token by token with nothing but chance matches; one of them
    stands, the other moves.
    """
    here = range(run.final, run.final + run.size)
    there = range(run.source, run.source + run.size)
    crossing = [
        at
        for at, place in aligned.items()
        if (at < run.final) != (place < run.source) or (at in here) != (place in there)
    ]
    if len(crossing) >= run.size:
        return False
    for at in crossing:
        del aligned[at]
    aligned |= run.places
    return True


def _aligned(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Places in the final text that stand still, with their places in the source."""
    aligned: dict[int, int] = {}
    for step in Levenshtein.opcodes(old, new):
        if step.tag == "equal":
            aligned |= {
                step.dest_start + at: step.src_start + at
                for at in range(step.dest_end - step.dest_start)
            }
    return aligned


def _runs(old: Sequence[str], new: Sequence[str], aligned: dict[int, int]) -> Iterator[_Run]:
    """The longest runs, from left to right, of which eight tokens or more do not stand still."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(old) - RUN + 1):
        known = places.setdefault(tuple(old[at : at + RUN]), [])
        if len(known) < limits.CANDIDATES.most:
            known.append(at)
    at = 0
    while at <= len(new) - RUN:
        run = _longest(old, new, at, places.get(tuple(new[at : at + RUN]), []), aligned)
        if run is None:
            at += 1
            continue
        if run.source != aligned.get(at, -1):
            yield run
        at += run.size


def _longest(
    old: Sequence[str], new: Sequence[str], at: int, places: list[int], aligned: dict[int, int]
) -> _Run | None:
    still = aligned.get(at)
    if still in places:
        return _Run(at, still, _still(aligned, at, still))
    best: _Run | None = None
    for place in places:
        size = _length(old, new, place, at)
        if best is None or size > best.size:
            best = _Run(at, place, size)
    if best is None:
        return None
    strays = sum(aligned.get(at + one) == best.source + one for one in range(best.size))
    return best if best.size - strays >= RUN else None


def _still(aligned: dict[int, int], at: int, place: int) -> int:
    """How many tokens from here on stand still."""
    size = 1
    while aligned.get(at + size) == place + size:
        size += 1
    return size


def _length(old: Sequence[str], new: Sequence[str], place: int, at: int) -> int:
    size = RUN
    while place + size < len(old) and at + size < len(new) and old[place + size] == new[at + size]:
        size += 1
    return size


def _share(kinds: list[str], kind: str) -> float | None:
    return kinds.count(kind) / len(kinds) if kinds else None


def _spans(places: list[Token], kinds: list[str]) -> Iterator[Span]:
    """Neighbours of one kind as one stretch, with the white space between them."""
    start = 0
    for at in range(1, len(kinds) + 1):
        if at == len(kinds) or kinds[at] != kinds[start]:
            yield Span(kind=kinds[start], start=places[start].start, end=places[at - 1].end)
            start = at
