"""What a saved answer or an added file moved: both answers before it against those after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.http import HttpRequest

from assessments import wording
from assessments.engine import BASES, Basis, Result
from assessments.engine.codes import Conclusion
from assessments.evidence.queries_extraction import read_states
from assessments.results.words_before import words_forget, words_kept, words_of
from assessments.wording import Register
from assessments.works.drafts import Draft


class Move(NamedTuple):
    """An answer whose conclusion changed, in words, as `results/_moves.html` shows it."""

    title: str
    before: Conclusion
    before_label: str
    after: Conclusion
    after_label: str


@dataclass(frozen=True, kw_only=True)
class Moved:
    """What the answer page says after something was saved."""

    is_reading: bool  # a file is still read: the answer does not count it yet
    moves: tuple[Move, ...]
    elements: tuple[str, ...]  # sentences, where an element changed and no answer did
    owner: bool  # whether somebody else owns a part


def move_of(basis: Basis, before: Conclusion, after: Conclusion, register: Register) -> Move:
    """Return the change of an answer in the words of a register."""
    labels = [register.conclusion_label(word) for word in (before, after)]
    return Move(register.basis(basis), before, labels[0], after, labels[1])


def moved_since(
    request: HttpRequest, draft: Draft, result: Result, register: Register
) -> Moved | None:
    """Compare the answer once with the words that were kept, when no file is read any more."""
    before = words_kept(request, draft)
    if before is None:
        return None
    if any(state.is_open for state in read_states(draft)):
        return Moved(is_reading=True, moves=(), elements=(), owner=False)
    words_forget(request, draft)
    moves = tuple(_moves(before, result, register))
    lines = () if moves else tuple(_element_lines(before, result, register))
    is_other = before["owners"] != words_of(result)["owners"]
    return Moved(is_reading=False, moves=moves, elements=lines, owner=is_other)


def _moves(before: Mapping[str, Any], result: Result, register: Register) -> Iterator[Move]:
    for basis in BASES:
        then, now = before[basis]["word"], result.answer(basis).conclusion
        if then != now:
            yield move_of(basis, then, now, register)


def _element_lines(before: Mapping[str, Any], result: Result, register: Register) -> Iterator[str]:
    for basis in BASES:
        for name, element in result.answer(basis).elements.items():
            then = before[basis].get(name)
            if then is not None and then != element.status:
                words = [wording.element_status(word) for word in (then, element.status)]
                yield f"{register.basis(basis)} · {wording.element(name)}: {' → '.join(words)}"
