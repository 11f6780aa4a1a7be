"""What a saved answer or an added file moved: both answers before it against those after it.

The words before stand in the session, as codes, from the saving until the answer is shown again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest

from assessments import wording
from assessments.engine import BASES, Result
from assessments.engine.codes import Conclusion
from assessments.evidence.queries_extraction import read_states
from assessments.results.finish import draft_preview
from assessments.wording import Register
from assessments.works.drafts import Draft
from cases.record import InvalidRecord

KEY: Final = "answers_before"
MAX_KEPT = 5  # drafts in one session


@dataclass(frozen=True)
class Move:
    """An answer that changed, as `results/_moves.html` shows it."""

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


def words_before_keep(request: HttpRequest, draft: Draft) -> None:
    """Keep the words of the answer as it is, unless earlier ones wait to be compared."""
    kept: dict[str, Any] = request.session.get(KEY, {})
    if str(draft.pk) in kept:
        return
    try:
        words = _words(draft_preview(draft).typed_result)
    except InvalidRecord:
        return  # there was no answer to compare with
    newest = list(kept.items())[-(MAX_KEPT - 1) :]
    request.session[KEY] = {**dict(newest), str(draft.pk): words}


def moved_since(
    request: HttpRequest, draft: Draft, result: Result, register: Register
) -> Moved | None:
    """Compare the answer once with the words that were kept, when no file is read any more."""
    kept: dict[str, Any] = request.session.get(KEY, {})
    before = kept.get(str(draft.pk))
    if before is None:
        return None
    if any(state.is_open for state in read_states(draft)):
        return Moved(is_reading=True, moves=(), elements=())
    request.session[KEY] = {key: words for key, words in kept.items() if key != str(draft.pk)}
    moves = tuple(_moves(before, result, register))
    lines = () if moves else tuple(_element_lines(before, result))
    return Moved(is_reading=False, moves=moves, elements=lines)


def _words(result: Result) -> dict[str, Any]:
    answers = {basis: result.answer(basis) for basis in BASES}
    return {
        basis: {"word": answer.conclusion, **{n: e.status for n, e in answer.elements.items()}}
        for basis, answer in answers.items()
    }


def _moves(before: Mapping[str, Any], result: Result, register: Register) -> Iterator[Move]:
    for basis in BASES:
        then, now = before[basis]["word"], result.answer(basis).conclusion
        if then != now:
            labels = [register.conclusion_label(word) for word in (then, now)]
            yield Move(wording.basis(basis), then, labels[0], now, labels[1])


def _element_lines(before: Mapping[str, Any], result: Result) -> Iterator[str]:
    for basis in BASES:
        for name, element in result.answer(basis).elements.items():
            then = before[basis].get(name)
            if then is not None and then != element.status:
                words = [wording.element_status(word) for word in (then, element.status)]
                yield f"{wording.basis(basis)} · {wording.element(name)}: {' → '.join(words)}"
