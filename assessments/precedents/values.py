"""The small values that templates of an assessment read."""

from __future__ import annotations

from dataclasses import dataclass

TONES = {
    "met": "protected",
    "arguable": "arguable",
    "not_met": "refused",
}


@dataclass(frozen=True, kw_only=True)
class Link:
    """Words that lead somewhere; an empty address is plain text."""

    text: str
    href: str = ""
    says: str = ""  # what stands behind the link, where that is short


@dataclass(frozen=True, kw_only=True)
class ReasonRow:
    """One sentence with the facts it stands on and its authority."""

    code: str
    text: str
    bears: str  # for, against, neutral
    note: str  # the level or the points, in words
    only: str  # claimed or proved where the other answer does not share it; else empty
    facts: tuple[Link, ...]
    authorities: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class BasisAnswer:
    """An element in one of the two answers."""

    basis: str
    title: str
    status: str
    word: str
    score: int

    @property
    def tone(self) -> str:
        return TONES[self.status]


@dataclass(frozen=True, kw_only=True)
class ElementRow:
    name: str
    title: str
    asks: str  # what it asks for in one line, in the plain reading
    standings: tuple[BasisAnswer, ...]  # in the order of the answers: as claimed, as proved
    strongest: tuple[tuple[str, str, ReasonRow], ...]  # bearing, its title, the one reason
    groups: tuple[tuple[str, str, tuple[ReasonRow, ...]], ...]  # bearing, its title, reasons

    @property
    def num_reasons(self) -> int:
        return sum(len(reasons) for _, _, reasons in self.groups)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One of the two answers to the whole question."""

    basis: str
    title: str
    word: str  # the code, for colour and sign
    label: str
    sentence: str
    weakest: str
