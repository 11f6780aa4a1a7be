"""What every section of a memo is built with: the snapshot, its exhibits and its citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext

from assessments.engine.result import BASES, Basis, ComparedPrecedent, Conclusion, Facts, Outcome
from assessments.exhibits.references import Citations, Cited, ExhibitIndex, Support
from assessments.exhibits.snapshot import Snapshot
from cases.library.schema import Bilingual, Decision
from cases.wording.labels import MARK, SETTLED

FOR: Outcome = "protected"
AGAINST: Outcome = "not_protected"
SHORT_EXCERPT = 160
MAX_TITLE_CHARS = 200


@dataclass(frozen=True, kw_only=True)
class Part:
    """A numbered heading inside a section."""

    id: str
    number: str
    title: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A numbered section or annex: its heading, template and values."""

    id: str
    number: str
    title: str
    template: str
    data: Mapping[str, Any]
    parts: tuple[Part, ...] = ()


def shorten(text: str, max_chars: int) -> str:
    """The text on one line, cut with an ellipsis where it is too long for its place."""
    line = " ".join(text.split())
    return line if len(line) <= max_chars else line[: max_chars - 1].rstrip() + "…"


class MemoBuilder:
    """One memo in the making; sections are built in their order, so that citations count up."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.record = snapshot.record
        self.result = snapshot.result
        self.exhibits = ExhibitIndex(snapshot.record)
        self.citations = Citations()
        self.title = shorten(snapshot.record.title, MAX_TITLE_CHARS)
        self.chinese = snapshot.language == "zh-hans"

    def localise(self, text: Bilingual | Mapping[str, str]) -> str:
        """A text of the library or of the rules in the memo's language."""
        if isinstance(text, Bilingual):
            return text.zh if self.chinese else text.en
        return text["zh" if self.chinese else "en"]

    def cite(self, key: str, section: str) -> Cited:
        return Cited(key=key, text=self.name_of(key), section=section, citations=self.citations)

    def cite_all(self, keys: Iterable[str], section: str) -> list[Cited]:
        return [self.cite(key, section) for key in dict.fromkeys(keys)]

    def name_of(self, key: str) -> str:
        """How the memo calls an authority: a decision by its short name, a rule by its article."""
        if key in self.snapshot.authorities:
            return self.localise(self.snapshot.authorities[key]["cite"])
        if key in self.snapshot.decisions_by_slug:
            decision, judged = self.snapshot.decisions_by_slug[key]
            if judged is not None and len(decision.judged) > 1:
                return gettext("%(decision)s (%(work)s)") % {
                    "decision": self.localise(decision.short_name),
                    "work": self.localise(judged.title),
                }
            return self.localise(decision.short_name)
        return key

    def decision(self, key: str) -> Decision | None:
        found = self.snapshot.decisions_by_slug.get(key)
        return found[0] if found else None

    def reservation(self, mark: str) -> str:
        """How well a contested fact is sourced; nothing where it is settled."""
        return "" if mark in SETTLED else str(MARK[mark])

    def facts_support(self, facts: Facts) -> Support:
        return self.exhibits.support(facts.evidence)

    @cached_property
    def conclusions(self) -> dict[Basis, Conclusion]:
        return {basis: self.result.answer(basis).conclusion for basis in BASES}

    @property
    def compared_precedents(self) -> tuple[ComparedPrecedent, ...]:
        """The decided works compared with, nearest first, as proved."""
        return self.result.precedents

    def nearest(self, outcome: Outcome) -> ComparedPrecedent | None:
        """The best decision for the work, or against it."""
        return next((work for work in self.compared_precedents if work.outcome == outcome), None)
