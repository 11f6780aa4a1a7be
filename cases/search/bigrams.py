"""Text as searchable units, shared by the index, the query and the highlighting.

A unit is one Han character, or one word of letters or digits of another script. The index holds
runs of Han characters as bigrams, so that SQLite and PostgreSQL, neither of which segments Chinese,
find the same decisions. Digits and Han characters are separate units, and brackets, spaces and
full-width forms are dropped, so a docket number is found whatever its brackets. The ranking is in
`cases/pages/listing.py`, the index in migration 0002. The module uses no Django.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Terms of a query that are used; a person types a few, a program may send thousands.
MAX_TERMS = 12
# Letters of a word that also matches as a prefix: "copyright" finds "copyrights", "Li" not "light".
MIN_PREFIX = 3
HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
UNIT = re.compile(rf"(?P<han>[{HAN}])|(?P<digits>\d+)|(?P<letters>[^\W\d_{HAN}]+)")
# Folded passages in the cache; a hundred decisions have a few thousand.
MAX_FOLDED = 8192
BRACKETS = dict(zip("([{（［｛〔【〈《", ")]}）］｝〕】〉》", strict=True))
# A Chinese docket number with any brackets and spaces between its parts.
DOCKET = re.compile(
    r"[(\[{〔【〈《]?\s*(\d{4})\s*[)\]}〕】〉》]?\s*"  # year of filing
    r"([\u4e00-\u9fff]{1,4})\s*(\d{0,6})\s*"  # court
    r"(知?[民刑行执赔][初终再申辖监撤特])\s*(\d{1,7})\s*号?"  # kind of case, running number
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchUnit:
    """A Han character or a word in its folded spelling, with its position in the text."""

    text: str
    start: int
    end: int
    han: bool
    joined: bool  # a Han character behind another one, with nothing but white space between


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A part of a query: tokens that must be adjacent in the index."""

    tokens: tuple[str, ...]
    units: tuple[SearchUnit, ...]
    prefix: bool  # whether the last token is a prefix


def bigrams(text: str) -> str:
    """Return the tokens of a text for the index, separated by spaces.

    >>> bigrams("（2023）京0491民初11279号")
    '2023 京 0491 民初 初 11279 号'
    >>> bigrams("AI 绘画 tools")
    'ai 绘画 画 tools'
    """
    return " ".join(_list_tokens(units(text)))


def highlights(text: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Return the spans of the terms in a text; touching spans are merged."""
    found = units(text)
    spans = sorted(
        _widen_span(text, span) for term in terms for span in _find_occurrences(found, term)
    )
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def may_contain(text: str, term: Term) -> bool:
    """Return whether a text may contain a term; a cheap check before `highlights`."""
    plain = _fold_text(text)
    return all(unit.text in plain for unit in term.units)


def terms(query: str) -> tuple[Term, ...]:
    """Return the terms of a query, all of which must be found."""
    spelled = unicodedata.normalize("NFKC", query)
    spelled = DOCKET.sub(lambda match: f" {''.join(match.groups())} ", spelled)
    wanted: dict[tuple[str, ...], Term] = {}
    for part in spelled.split():
        term = _parse_term(part)
        if term is not None:
            wanted.setdefault(term.tokens, term)
    return tuple(wanted.values())[:MAX_TERMS]


def units(text: str) -> list[SearchUnit]:
    """Return the searchable units of a text, in order.

    >>> [unit.text for unit in units("Théâtre（２０２３）京")]
    ['theatre', '2023', '京']
    """
    spelled = [_spelling[character] for character in text]
    places = _map_positions(spelled)
    found: list[SearchUnit] = []
    han_ended = -1
    plain = "".join(spelled)
    for match in UNIT.finditer(plain):
        start, end = match.span()
        han = match.lastgroup == "han"
        # A line break within a Chinese sentence separates no words.
        joined = han and han_ended >= 0 and not plain[han_ended:start].strip()
        found.append(
            SearchUnit(
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
    """Return the terms in the query syntax of SQLite's FTS5."""
    return " AND ".join(
        f'"{" ".join(term.tokens)}"' + (" *" if term.prefix else "") for term in wanted
    )


def tsquery(wanted: Sequence[Term]) -> str:
    """Return the terms in the query syntax of PostgreSQL's `to_tsquery`."""
    return " & ".join(_format_phrase(term) for term in wanted)


def _format_phrase(term: Term) -> str:
    quoted = [f"'{token}'" for token in term.tokens]
    if term.prefix:
        quoted[-1] += ":*"
    return f"({' <-> '.join(quoted)})"


def _parse_term(part: str) -> Term | None:
    found = units(part)
    if not found:
        return None
    tokens = list(_list_tokens(found))
    last = found[-1]
    if last.joined:
        # The index ends a run of Han characters with its last one as a token; a query that may end
        # within a run must not contain that token.
        tokens.pop()
    prefix = not last.joined if last.han else last.text.isalpha() and len(last.text) >= MIN_PREFIX
    return Term(tokens=tuple(tokens), units=tuple(found), prefix=prefix)


def _list_tokens(found: Sequence[SearchUnit]) -> Iterable[str]:
    for position, unit in enumerate(found):
        following = found[position + 1] if position + 1 < len(found) else None
        if unit.han and following is not None and following.joined:
            yield unit.text + following.text
        else:
            yield unit.text


def _find_occurrences(found: Sequence[SearchUnit], term: Term) -> Iterable[tuple[int, int]]:
    length = len(term.units)
    for first in range(len(found) - length + 1):
        window = found[first : first + length]
        if all(_is_match(term, n, unit) for n, unit in enumerate(window)):
            yield window[0].start, window[-1].end


def _widen_span(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Widen a span by the bracket before it that is closed within, and by 号 behind a number."""
    start, end = span
    opening = text[start - 1 : start]
    if opening and BRACKETS.get(opening, "\0") in text[start:end]:
        start -= 1
    if text[end : end + 1] == "号" and text[end - 1].isdigit():
        end += 1
    return start, end


def _is_match(term: Term, position: int, unit: SearchUnit) -> bool:
    wanted = term.units[position]
    if wanted.joined and not unit.joined:
        return False
    last = position == len(term.units) - 1
    if last and term.prefix and not unit.han:
        return unit.text.startswith(wanted.text)
    return unit.text == wanted.text


def _map_positions(spelled: Sequence[str]) -> Sequence[int]:
    """Map each position in the folded text to the position of its character in the text."""
    if all(len(spelling) == 1 for spelling in spelled):
        return range(len(spelled) + 1)
    places = [place for place, spelling in enumerate(spelled) for _ in spelling]
    return [*places, len(spelled)]


@lru_cache(maxsize=MAX_FOLDED)
def _fold_text(text: str) -> str:
    return "".join([_spelling[character] for character in text])


class _Spelling(dict[str, str]):
    """A cache of folded characters: NFKD without combining marks, in folded case."""

    def __missing__(self, character: str) -> str:
        plain = unicodedata.normalize("NFKD", character)
        spelled = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
        self[character] = spelled
        return spelled


_spelling = _Spelling()
