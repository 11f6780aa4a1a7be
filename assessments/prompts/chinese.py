"""Chinese divided into words: the lexicon's own where it has them, the library's elsewhere.

A run of characters is covered by words of the lexicon so that as few characters as possible stay
over and as few words as possible are needed. What stays over is divided by jieba-rs (loaded only
then: its dictionary takes a quarter of a second), so that a word nobody listed still counts once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from assessments.prompts.lexicon import chinese
from assessments.prompts.tokens import Token

# What a word costs when a run is covered: a listed one least, then one made of a verb and its
# ending, then a single character, which is often half of a word that nobody listed.
LISTED, MADE, SINGLE, UNKNOWN = 10, 11, 12, 100

# A single character is too often half of another word to be counted as a chosen act.
SINGLE_AS = {"verb_fine": "verb_plain", "fine": "plain"}


def name_words(run: str, start: int) -> Iterator[Token]:
    """Yield the words of a run of Chinese characters that begins at `start` of the prompt."""
    words = chinese().words
    run = run.translate(chinese().traditional)
    over = 0
    for begin, end in _cover(run):
        groups = words.get(run[begin:end])
        if groups is None:
            continue
        if over < begin:
            yield from _unknown(run[over:begin], start + over)
        if end - begin == 1:
            groups = tuple(SINGLE_AS.get(group, group) for group in groups)
        yield Token(start + begin, start + end, "word", run[begin:end], groups, "base", True)
        over = end
    if over < len(run):
        yield from _unknown(run[over:], start + over)


def _cover(run: str) -> list[tuple[int, int]]:
    """Return the cheapest division of a run; time is linear in it, by the longest word."""
    lexicon = chinese()
    costs = [0] + [1 << 60] * len(run)
    came_from = [0] * (len(run) + 1)
    for at in range(len(run)):
        step = costs[at] + UNKNOWN
        if step < costs[at + 1]:
            costs[at + 1], came_from[at + 1] = step, at
        for length in range(1, min(lexicon.longest, len(run) - at) + 1):
            groups = lexicon.words.get(run[at : at + length])
            if groups is not None:
                cost = SINGLE if length == 1 else MADE if groups[0] == "verb_made" else LISTED
                if costs[at] + cost < costs[at + length]:
                    costs[at + length], came_from[at + length] = costs[at] + cost, at
    pieces = []
    end = len(run)
    while end:
        pieces.append((came_from[end], end))
        end = came_from[end]
    return pieces[::-1]


def _unknown(run: str, start: int) -> Iterator[Token]:
    pieces = _divide(run) if len(run) > 1 else (run,)
    for piece in pieces:
        yield Token(start, start + len(piece), "word", piece, (), "base", True)
        start += len(piece)


@lru_cache(maxsize=5000)
def _divide(run: str) -> tuple[str, ...]:
    import rjieba

    return tuple(rjieba.cut(run))
