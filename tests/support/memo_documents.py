"""Composed memos of many records, and the texts in them, for tests that read what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils import translation

from assessments.exhibits.snapshot import Snapshot
from assessments.memo import document as d
from assessments.memo.compose import document
from assessments.memo.models import FORMS, Form
from cases.record import CreationRecord, load, load_data
from tests.assessments.engine.test_scenarios import SCENARIOS, TOOLS
from tests.support.owned_works import COMMISSIONED, FILM
from tests.support.records import record

LANGUAGES = ("en", "zh-hans")
RESOURCES = Path(__file__).parents[1] / "resources" / "memo"
COMPANY = RESOURCES / "company.yaml"


def memo_records() -> list[CreationRecord]:
    """The records of memos: all scenarios, works of several, and two with all that goes wrong."""
    found = [load(COMPANY), load(RESOURCES / "record.yaml")]
    found += [load_data(FILM), load_data(COMMISSIONED)]
    return found + [record(**{"tools": TOOLS, **scenario["record"]}) for scenario in SCENARIOS]


@dataclass(frozen=True)
class Composed:
    """A memo as values, with what it was made from."""

    made: Snapshot
    form: Form
    built: d.Document

    @property
    def language(self) -> str:
        return self.built.language

    @property
    def parts(self) -> tuple[d.Section, ...]:
        return (*self.built.sections, *self.built.annexes)

    def section(self, key: str) -> d.Section:
        return next(section for section in self.parts if section.id == key)

    def texts(self, *keys: str) -> list[str]:
        """The texts of the sections with these keys; of all without one."""
        parts = [self.section(key) for key in keys] if keys else self.parts
        return [text_of(run) for section in parts for run in runs(section.blocks)]


def compose_all(snapshots: list[Snapshot]) -> list[Composed]:
    """Compose each snapshot in every form and language."""
    found = []
    for made in snapshots:
        for language in LANGUAGES:
            told = replace(made, language="en" if language == "en" else "zh-hans")
            with translation.override(language):
                found += [Composed(told, form, document(told, form)) for form in FORMS]
    return found


def opinion_of(made: Snapshot) -> Composed:
    """Compose the opinion of one snapshot."""
    with translation.override(made.language):
        return Composed(made, "opinion", document(made))


def blocks_of(blocks: d.Blocks) -> Iterator[d.Block]:
    """Every block, those in groups too."""
    for block in blocks:
        if isinstance(block, d.Group):
            yield from blocks_of(block.blocks)
        else:
            yield block


def runs(blocks: d.Blocks) -> Iterator[d.Inlines]:
    """Every run of inlines: a paragraph, an item of a list, a cell, the source of a quotation."""
    for block in blocks_of(blocks):
        match block:
            case d.Paragraph() | d.Heading():
                yield block.inlines
            case d.List():
                yield from block.items
            case d.Table():
                yield block.caption
                yield from (column.title for column in block.columns)
                yield from (cell for row in block.rows for cell in row.cells)
            case d.Quotation():
                yield block.source
            case d.Figure():
                yield block.caption


def tables(section: d.Section) -> list[d.Table]:
    return [block for block in blocks_of(section.blocks) if isinstance(block, d.Table)]


def text_of(inlines: d.Inlines) -> str:
    """The words of a run; lines are kept apart."""
    return "".join(
        text_of(inline.inlines)
        if isinstance(inline, d.Span)
        else "\n"
        if isinstance(inline, d.Break)
        else getattr(inline, "text", getattr(inline, "code", ""))
        for inline in inlines
    )


def codes_in(inlines: d.Inlines) -> set[str]:
    """The exhibits that a run names, those in spans too."""
    found: set[str] = set()
    for inline in inlines:
        if isinstance(inline, d.Span):
            found |= codes_in(inline.inlines)
        elif isinstance(inline, d.ExhibitReference):
            found.add(inline.code)
    return found
