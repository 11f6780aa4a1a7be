"""Which answers of a conversation a text may be made from, by the runs of words that both have.

A conversation holds drafts upon drafts. Its answers are taken one after the other, each time that
which shares most of what no other one shared before, and are joined in the order of the
conversation. Where none shares a run, the one with the most words in common is taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from assessments.likeness import limits
from assessments.likeness.texts import MIN_RUN
from assessments.likeness.tokens import tokens

SEPARATOR = "\n\n"


def choose_turns(answers: Sequence[str], final: str) -> list[int]:
    """Return the numbers of the answers that share most with a text, from 0, in their order."""
    words = _words(final)
    wanted = _runs(words)
    shared = [_runs(_words(answer)) & wanted for answer in answers]
    chosen: list[int] = []
    while len(chosen) < limits.TURNS.value:
        best = max(range(len(answers)), key=lambda at: len(shared[at]), default=None)
        if best is None or not shared[best]:
            break
        chosen.append(best)
        taken = shared[best]
        shared = [runs - taken for runs in shared]
    if not chosen and answers:
        bag = Counter(words)
        chosen = [max(range(len(answers)), key=lambda at: _overlap(_words(answers[at]), bag))]
    return sorted(chosen)


def join_turns(answers: Sequence[str], chosen: Sequence[int]) -> str:
    """Return the chosen answers as one text."""
    return SEPARATOR.join(answers[at] for at in chosen if at < len(answers))


def count_typed(messages: Sequence[str], text: str, new: Sequence[tuple[int, int]]) -> int:
    """Count the new tokens of a text that stand in a run of what the person said.

    `new` are the stretches of the text, in characters, that its source does not have.
    """
    places = tokens(text, max_tokens=limits.TEXT_TOKENS.value)
    words = [token.text for token in places]
    wanted = _runs(words)
    typed: set[tuple[str, ...]] = set()
    for message in messages:
        typed |= _runs(_words(message)) & wanted
    starts = [start for start, _ in new]
    count = 0
    for at in _places(words, typed):
        stretch = bisect_right(starts, places[at].start) - 1
        count += stretch >= 0 and places[at].start < new[stretch][1]
    return count


def _places(words: Sequence[str], runs: set[tuple[str, ...]]) -> set[int]:
    """Return the places of the words that belong to one of the runs."""
    return {
        at + offset
        for at in range(len(words) - MIN_RUN + 1)
        if tuple(words[at : at + MIN_RUN]) in runs
        for offset in range(MIN_RUN)
    }


def _words(text: str) -> list[str]:
    return [token.text for token in tokens(text, max_tokens=limits.TEXT_TOKENS.value)]


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + MIN_RUN]) for at in range(len(words) - MIN_RUN + 1)}


def _overlap(words: Sequence[str], bag: Counter[str]) -> int:
    return (Counter(words) & bag).total()
