"""However long a text without punctuation is, each search is in a short piece of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from assessments.engine.clauses import MAX_CLAUSE, clauses_in
from assessments.engine.contract_clauses import owners_by_clause
from cases.record import Contract
from tests.support.records import RULES

COMMAS = re.compile(",")


class Noting:
    """An expression that notes how long the texts are in which it is looked for."""

    def __init__(self, pattern: re.Pattern[str], lengths: list[int]) -> None:
        self._pattern, self._lengths = pattern, lengths

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        self._lengths.append(len(text))
        return self._pattern.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        self._lengths.append(len(text))
        return self._pattern.search(text)


class NotingKind:
    """A kind of admission that notes how long the clauses are that it is given."""

    def __init__(self, kind: Any, lengths: list[int]) -> None:
        self._kind, self._lengths = kind, lengths
        self.can_match = kind.can_match

    def matches(self, clause: str) -> bool:
        self._lengths.append(len(clause))
        return bool(self._kind.matches(clause))

    def find_all(self, clause: str) -> Iterator[re.Match[str]]:
        self._lengths.append(len(clause))
        return iter(self._kind.find_all(clause))


def noting(patterns: Mapping[Any, re.Pattern[str]], lengths: list[int]) -> dict[Any, Any]:
    return {name: Noting(pattern, lengths) for name, pattern in patterns.items()}


@pytest.mark.parametrize("text", ["no ai made it " * 500, "没有抄袭" * 500, "a" * 5000])
def test_a_long_clause_is_read_in_pieces_without_losing_anything(text: str) -> None:
    pieces = list(clauses_in(text, COMMAS))

    assert max(map(len, pieces)) <= MAX_CLAUSE
    assert "".join(pieces) == text.strip()


def test_clauses_of_usual_length_stay_whole() -> None:
    assert list(clauses_in(" I drew it , ,by hand", COMMAS)) == ["I drew it", "by hand"]


def test_words_of_a_maker_are_searched_piece_by_piece() -> None:
    lengths: list[int] = []
    rules = RULES.admissions.model_copy()
    rules.__dict__.pop("_find_once", None)
    kinds = {name: NotingKind(kind, lengths) for name, kind in rules._kinds.items()}
    rules.__dict__["_kinds"] = kinds
    found = rules.read("never copied it " * 1000 + "ai wrote it")

    assert found == {"machine"}
    assert max(lengths) <= MAX_CLAUSE


def test_what_is_told_of_the_whole_is_searched_piece_by_piece() -> None:
    lengths: list[int] = []
    rules = RULES.told.model_copy()
    rules.__dict__["_patterns"] = noting(rules._patterns, lengths)
    rules.find("nobody heard it " * 1000)

    assert max(lengths) <= MAX_CLAUSE


def test_the_clause_of_a_contract_is_searched_piece_by_piece() -> None:
    lengths: list[int] = []
    rules = RULES.ownership.clauses.model_copy()
    rules.__dict__["forms_of"] = noting(rules.forms_of, lengths)
    contract = Contract.model_validate(
        {"id": "c", "kind": "employment", "clause": "copyright does not belong to him " * 500}
    )
    owners_by_clause(contract, (), rules)

    assert max(lengths) <= MAX_CLAUSE
