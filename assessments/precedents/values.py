"""Values that the templates of an assessment read."""

from __future__ import annotations

from dataclasses import dataclass

from assessments.engine import Column
from assessments.engine.codes import Bearing, Conclusion, ElementName, ElementStatus


@dataclass(frozen=True, kw_only=True)
class StepFile:
    """A file that shows a step, with the address of its preview; empty where it has none."""

    name: str
    picture: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """A text with an address; without one it is plain text."""

    text: str
    href: str = ""
    says: str = ""  # a short description of what the link leads to
    picture: str = ""  # the address of a preview


@dataclass(frozen=True, kw_only=True)
class GroundRow:
    """What an answer rests on, as a sentence in parts; those with an address are links."""

    code: str
    parts: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class ReasonRow:
    """A reason as a sentence, with the facts that it stands on and its authority."""

    code: str
    text: str
    bearing: Bearing
    note: str  # the level or the points, in words
    only_basis: tuple[Column, ...]  # the answers that have it; empty where all do
    only: str  # the same in words
    facts: tuple[Link, ...]
    authorities: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class BasisAnswer:
    """An element in one of the answers."""

    basis: Column
    title: str
    status: ElementStatus
    word: str


@dataclass(frozen=True, kw_only=True)
class ElementRow:
    """An element of a work in both answers, with its reasons."""

    name: ElementName
    title: str
    asks_for: str  # one line in the plain register; empty in the formal one
    answers: tuple[BasisAnswer, ...]  # as claimed, as proved, and as held where a lawyer holds any
    is_unquestioned: bool  # in both answers nothing closes it, and that is all there is to say
    same_as: str  # the element above that has the same strongest reasons; empty for none
    strongest: tuple[tuple[Bearing, str, ReasonRow], ...]  # bearing, its title, the reason
    groups: tuple[tuple[Bearing, str, tuple[ReasonRow, ...]], ...]  # bearing, title, reasons

    @property
    def is_same(self) -> bool:
        """Whether all answers have the same word for it."""
        return len({answer.word for answer in self.answers}) == 1

    @property
    def num_reasons(self) -> int:
        return sum(len(reasons) for _, _, reasons in self.groups)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A conclusion about the whole work, as claimed, as proved or as held."""

    basis: Column
    title: str
    word: Conclusion  # the code, for colour and sign
    label: str
    sentence: str
    weakest: str  # the name of the weakest element; empty where nothing hangs on one
    presumed: str  # that it rests on the name on the work; empty where it does not
    ground: GroundRow | None  # what it rests on; None in results before this was stated
    scope: str  # which layers it speaks for; empty where it protects none
    range: str  # between which words it lies; empty where nothing is unknown
    turns_on: tuple[Link, ...]  # values without which it would be a refusal
