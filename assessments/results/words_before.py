"""The words of an answer before something was saved, kept until the answer is shown again.

They stand in the session, as codes: the page says them in its own language and register.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest

from assessments.engine import BASES, Result
from assessments.precedents.no_library import LibraryEmpty
from assessments.results.finish import draft_preview
from assessments.results.too_long import RecordTooLong
from assessments.works.drafts import Draft
from cases.record import InvalidRecord

KEY: Final = "answers_before"
MAX_KEPT = 5  # drafts in one session
Words = dict[str, Any]


def words_of(result: Result) -> Words:
    """Return the word of each answer, the status of each element, and who owns each layer."""
    words: Words = {"owners": [[part.layer, part.owner] for part in result.ownership.layers]}
    for basis in BASES:
        answer = result.answer(basis)
        statuses = {name: element.status for name, element in answer.elements.items()}
        words[basis] = {"word": answer.conclusion, **statuses}
    return words


def words_before(draft: Draft) -> Words | None:
    """Return the words of the answer as it is; None where there is no answer yet."""
    try:
        return words_of(draft_preview(draft).typed_result)
    except (InvalidRecord, RecordTooLong, LibraryEmpty):
        return None


def words_keep(request: HttpRequest, draft: Draft, words: Words | None) -> None:
    """Keep words from before a saving, unless earlier ones wait to be compared."""
    kept: Words = request.session.get(KEY, {})
    if words is not None and str(draft.pk) not in kept:
        request.session[KEY] = dict([*kept.items(), (str(draft.pk), words)][-MAX_KEPT:])


def words_kept(request: HttpRequest, draft: Draft) -> Words | None:
    """Return the words that wait to be compared; None where none do."""
    words: Words | None = request.session.get(KEY, {}).get(str(draft.pk))
    return words


def words_forget(request: HttpRequest, draft: Draft) -> None:
    """Forget the words of a draft, which were compared."""
    kept: Words = request.session.get(KEY, {})
    request.session[KEY] = {key: words for key, words in kept.items() if key != str(draft.pk)}
