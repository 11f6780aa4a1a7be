"""What a saved answer or an added file moved: both answers before it against those after it.

The words before stand in the session, as codes, from the saving until the answer is shown again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

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


class Move(NamedTuple):
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
    owner: bool  # whether somebody else owns a part


def words_before_keep(request: HttpRequest, draft: Draft) -> None:
    """Keep the words of the answer as it is, unless earlier ones wait to be compared."""
    kept: dict[str, Any] = request.session.get(KEY, {})
    if str(draft.pk) in kept:
        return
    with suppress(InvalidRecord):
        words = _words(draft_preview(draft).typed_result)
        request.session[KEY] = dict([*kept.items(), (str(draft.pk), words)][-MAX_KEPT:])


def moved_since(
    request: HttpRequest, draft: Draft, result: Result, register: Register
) -> Moved | None:
    """Compare the answer once with the words that were kept, when no file is read any more."""
    kept: dict[str, Any] = request.session.get(KEY, {})
    if (before := kept.get(str(draft.pk))) is None:
        return None
    if any(state.is_open for state in read_states(draft)):
        return Moved(is_reading=True, moves=(), elements=(), owner=False)
    request.session[KEY] = {key: words for key, words in kept.items() if key != str(draft.pk)}
    moves = tuple(_moves(before, result, register))
    lines = () if moves else tuple(_element_lines(before, result))
    is_other = before["owners"] != _words(result)["owners"]
    return Moved(is_reading=False, moves=moves, elements=lines, owner=is_other)


def _words(result: Result) -> dict[str, Any]:
    words: dict[str, Any] = {
        "owners": [[part.layer, part.owner] for part in result.ownership.layers]
    }
    for basis in BASES:
        answer = result.answer(basis)
        statuses = {name: element.status for name, element in answer.elements.items()}
        words[basis] = {"word": answer.conclusion, **statuses}
    return words


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
