"""Several authorities as one list: articles of one instrument stand behind its name, given once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import pgettext

from assessments.memo.document import AuthorityReference, Inlines
from assessments.memo.writing import joined, listed, run

# An instrument and one article, as `cite` of the files of the law has them.
ENGLISH: Final = re.compile(r"(.+) art\. (\d\S*)")
CHINESE: Final = re.compile(r"(.+》(?:（[^）]*）)?)(第.+条.*)")
NO_NOTES: Final[Mapping[str, str]] = {}


def cites(
    authorities: Iterable[AuthorityReference], notes: Mapping[str, str] = NO_NOTES
) -> Inlines:
    """Name authorities in their order, those of one instrument together by their numbers.

    `notes`, by key, are printed behind an authority, which then stands alone.
    """
    groups: dict[str, list[AuthorityReference]] = {}
    for cited in authorities:
        split = _split(cited.text)
        name = split[0] if split and not notes.get(cited.key) else cited.key
        groups.setdefault(name, []).append(cited)
    parts = (
        listed(_of_one(sorted(group, key=_number)))
        if len(group) > 1
        else run(group[0], notes.get(group[0].key, ""))
        for group in groups.values()
    )
    return joined(parts, pgettext("memo list", "; "))


def _split(text: str) -> Sequence[str] | None:
    """Return instrument and article; None for any other name."""
    found = ENGLISH.fullmatch(text) or CHINESE.fullmatch(text)
    return found.groups() if found else None


def _number(cited: AuthorityReference) -> list[int]:
    """Return the number of an article as its key has it, behind those of the instrument."""
    return [int(figure) for figure in re.findall(r"\d+", cited.key)]


def _of_one(group: Iterable[AuthorityReference]) -> Iterator[AuthorityReference]:
    """Yield articles of one instrument, the first one with its name."""
    for place, cited in enumerate(group):
        article = (_split(cited.text) or ("", cited.text))[1]
        first = re.sub(r" art\. (?=\d\S*$)", " arts. ", cited.text)
        yield replace(cited, text=article if place else first)
