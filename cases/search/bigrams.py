"""Text as searchable units: one reading of a text for the index, the question and the marks.

Pure. A unit is one Han character, or one word of letters or digits of another script.
The index holds Han runs as pairs of characters, so that SQLite and PostgreSQL, neither of
which knows Chinese words, find the same decisions. Because digits and Han characters are
units of their own and brackets, spaces and full-width forms vanish, a docket number is found
however its brackets are written. Ranking and tables are `selectors.py` and the migration.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

# The question is cut to this many terms: a person types a few, a machine may send thousands.
MOST_TERMS = 12
# A word is also found by its beginning ("copyright" in "copyrights"), but "Li" is not "light".
LEAST_PREFIX = 3
HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
UNIT = re.compile(rf"(?P<han>[{HAN}])|(?P<digits>\d+)|(?P<letters>[^\W\d_{HAN}]+)")
# Passages in their searchable spelling; a few thousand are those of a hundred decisions.
TEXTS_KEPT = 8192
BRACKETS = dict(zip("([{（［｛〔【〈《", ")]}）］｝〕】〉》", strict=True))
# Between the parts of one docket number people put brackets and spaces of every kind.
DOCKET = re.compile(
    r"[(\[{〔【〈《]?\s*(\d{4})\s*[)\]}〕】〉》]?\s*"  # year of filing
    r"([\u4e00-\u9fff]{1,4})\s*(\d{0,6})\s*"  # court
    r"(知?[民刑行执赔][初终再申辖监撤特])\s*(\d{1,7})\s*号?"  # kind of case, running number
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """One Han character or one word, in its searchable spelling, and where it stands."""

    text: str
    start: int
    end: int
    han: bool
    joined: bool  # a Han character that directly follows another, spaces aside


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """One part of a question: what the index must hold side by side."""

    tokens: tuple[str, ...]
    units: tuple[Unit, ...]
    prefix: bool  # the last token may go on


def bigrams(text: str) -> str:
    """The tokens that the index holds for `text`, separated by spaces.

    >>> bigrams("（2023）京0491民初11279号")
    '2023 京 0491 民初 初 11279 号'
    >>> bigrams("AI 绘画 tools")
    'ai 绘画 画 tools'
    """
    return " ".join(_tokens(units(text)))


def highlights(text: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Where in `text` the terms stand, as spans that neither touch nor overlap."""
    found = units(text)
    spans = sorted(_whole(text, span) for term in terms for span in _occurrences(found, term))
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def may_have(text: str, term: Term) -> bool:
    """Whether a text can hold a term at all; a cheap no before `highlights` looks closely."""
    plain = _plain(text)
    return all(unit.text in plain for unit in term.units)


def terms(question: str) -> tuple[Term, ...]:
    """The parts of a question; all of them must be found."""
    spelled = unicodedata.normalize("NFKC", question)
    spelled = DOCKET.sub(lambda match: f" {''.join(match.groups())} ", spelled)
    wanted: dict[tuple[str, ...], Term] = {}
    for part in spelled.split():
        term = _term(part)
        if term is not None:
            wanted.setdefault(term.tokens, term)
    return tuple(wanted.values())[:MOST_TERMS]


def units(text: str) -> list[Unit]:
    """The searchable units of a text, in order.

    >>> [unit.text for unit in units("Théâtre（２０２３）京")]
    ['theatre', '2023', '京']
    """
    spelled = [_spelling[character] for character in text]
    places = _places(spelled)
    found: list[Unit] = []
    han_ended = -1
    plain = "".join(spelled)
    for match in UNIT.finditer(plain):
        start, end = match.span()
        han = match.lastgroup == "han"
        # A line break in the middle of a Chinese sentence separates nothing.
        joined = han and han_ended >= 0 and not plain[han_ended:start].strip()
        found.append(
            Unit(
                text=match.group(),
                start=places[start],
                end=places[end],
                han=han,
                joined=joined,
            )
        )
        han_ended = end if han else -1
    return found


def fts5_question(wanted: Sequence[Term]) -> str:
    """The terms in SQLite's FTS5 language."""
    return " AND ".join(
        f'"{" ".join(term.tokens)}"' + (" *" if term.prefix else "") for term in wanted
    )


def tsquery(wanted: Sequence[Term]) -> str:
    """The terms in the language of PostgreSQL's `to_tsquery`."""
    return " & ".join(_phrase(term) for term in wanted)


def _phrase(term: Term) -> str:
    quoted = [f"'{token}'" for token in term.tokens]
    if term.prefix:
        quoted[-1] += ":*"
    return f"({' <-> '.join(quoted)})"


def _term(part: str) -> Term | None:
    found = units(part)
    if not found:
        return None
    tokens = list(_tokens(found))
    last = found[-1]
    if last.joined:
        # The index ends every run of Han characters with its last one alone; a question that
        # stops within a run must not ask for that end.
        tokens.pop()
    prefix = not last.joined if last.han else last.text.isalpha() and len(last.text) >= LEAST_PREFIX
    return Term(tokens=tuple(tokens), units=tuple(found), prefix=prefix)


def _tokens(found: Sequence[Unit]) -> Iterable[str]:
    for position, unit in enumerate(found):
        following = found[position + 1] if position + 1 < len(found) else None
        if unit.han and following is not None and following.joined:
            yield unit.text + following.text
        else:
            yield unit.text


def _occurrences(found: Sequence[Unit], term: Term) -> Iterable[tuple[int, int]]:
    length = len(term.units)
    for first in range(len(found) - length + 1):
        window = found[first : first + length]
        if all(_same(term, n, unit) for n, unit in enumerate(window)):
            yield window[0].start, window[-1].end


def _whole(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """With the bracket before it, where the span holds the bracket that closes it, and with the
    word for "number" after the number."""
    start, end = span
    opening = text[start - 1 : start]
    if opening and BRACKETS.get(opening, "\0") in text[start:end]:
        start -= 1
    if text[end : end + 1] == "号" and text[end - 1].isdigit():
        end += 1
    return start, end


def _same(term: Term, position: int, unit: Unit) -> bool:
    wanted = term.units[position]
    if wanted.joined and not unit.joined:
        return False
    last = position == len(term.units) - 1
    if last and term.prefix and not unit.han:
        return unit.text.startswith(wanted.text)
    return unit.text == wanted.text


def _places(spelled: Sequence[str]) -> Sequence[int]:
    """For each position in the joined spelling, the position of the character it comes from."""
    if all(len(each) == 1 for each in spelled):
        return range(len(spelled) + 1)
    places = [place for place, each in enumerate(spelled) for _ in each]
    return [*places, len(spelled)]


@lru_cache(maxsize=TEXTS_KEPT)
def _plain(text: str) -> str:
    return "".join([_spelling[character] for character in text])


class _Spelling(dict[str, str]):
    """Characters without width, case and accents; some become several, accents none."""

    def __missing__(self, character: str) -> str:
        plain = unicodedata.normalize("NFKD", character)
        spelled = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
        self[character] = spelled
        return spelled


_spelling = _Spelling()
