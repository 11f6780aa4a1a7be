"""Articles of law that a text in prose names, in English or Chinese.

Only names of instruments of the given jurisdiction are recognised, since "Copyright Law art. 3"
means another law elsewhere. An article that the library does not hold is no mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cases.law.loading import HOME, Law, load_law

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMBER = "[零一二三四五六七八九十百千]+"


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Where a text names an article: the span of the name with its number, and the id."""

    start: int
    end: int
    id: str


@dataclass(frozen=True, kw_only=True)
class _Names:
    """The names of a jurisdiction's instruments as patterns, and whose they are."""

    patterns: tuple[re.Pattern[str], ...]
    slugs: Mapping[str, str]


def find_mentions(text: str, jurisdiction: str = HOME) -> tuple[Mention, ...]:
    """Return the articles that a text names, in the order of the text."""
    law = load_law()
    names = _names(jurisdiction)
    found = [
        Mention(start=match.start(), end=match.end(), id=id)
        for pattern in names.patterns
        for match in pattern.finditer(text)
        if (id := _id_of(match, names, law)) is not None
    ]
    return tuple(sorted(found, key=lambda mention: mention.start))


def chinese_number(text: str) -> int:
    """Return the value of a Chinese numeral below ten thousand.

    >>> chinese_number("一千一百六十五"), chinese_number("十二"), chinese_number("一百零八")
    (1165, 12, 108)
    """
    total, digit = 0, 0
    for character in text:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


@lru_cache(maxsize=16)
def _names(jurisdiction: str) -> _Names:
    slugs: dict[str, str] = {}
    for instrument in load_law().instruments:
        if instrument.jurisdiction == jurisdiction:
            slugs.setdefault(instrument.short.en, instrument.slug)
            slugs.setdefault(instrument.short.zh, instrument.slug)
    if not slugs:
        return _Names(patterns=(), slugs={})
    # The longest name first, so that no name is taken for the beginning of another one.
    named = "|".join(re.escape(name) for name in sorted(slugs, key=len, reverse=True))
    return _Names(
        patterns=(
            # "… of the Copyright Law art. 3" is an article of something else.
            re.compile(
                rf"(?<!of the )\b(?P<name>{named}),? art(?:icle|\.)? ?"
                rf"(?P<en>\d+)(?:\((?P<sub>\d+)\))?"
            ),
            re.compile(
                rf"\b[Aa]rt(?:icle|\.)? ?(?P<en>\d+)(?:\((?P<sub>\d+)\))? of the (?P<name>{named})"
            ),
            re.compile(
                rf"(?P<name>{named})第(?P<zh>{NUMBER})条"
                rf"(?:第(?P<paragraph>{NUMBER})款)?(?:第(?P<item>{NUMBER})项)?"
            ),
        ),
        slugs=slugs,
    )


def _id_of(match: re.Match[str], names: _Names, law: Law) -> str | None:
    slug = names.slugs[match["name"]]
    return next((id for id in _candidates(slug, match.groupdict()) if id in law.articles), None)


def _candidates(slug: str, parts: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the id of the clause, then that of its article."""
    number = parts.get("en") or str(chinese_number(parts.get("zh") or ""))
    for clause in ("item", "paragraph"):
        if parts.get(clause):
            yield f"{slug}-{number}-{chinese_number(parts[clause] or '')}"
    if parts.get("sub"):
        yield f"{slug}-{number}-{parts['sub']}"
    yield f"{slug}-{number}"
