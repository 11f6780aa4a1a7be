"""No two statements of page and memo contradict each other, whatever the record."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone, translation

from assessments.engine import BASES, Basis, Case
from assessments.exhibits.snapshot import Matter
from assessments.management.commands.memo import snapshot_of
from assessments.memo.compose import document
from assessments.memo.speaker import speaking
from assessments.precedents.examples import as_counted, base_without, example_of
from assessments.results import services
from assessments.results.page import result_page
from assessments.wording import REGISTERS, register
from assessments.works.models import Work
from benchmarks.plausible import sources, varied
from cases.record import CreationRecord, to_plain
from tests.support.real_library import real_library
from tests.support.statements import memo_contradictions, page_contradictions

SEEDS, MORE = range(60), range(60, 1000)
DAY = dt.date(2026, 11, 22)
Found = list[str]


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return sources()[0]


def contradictions(record: CreationRecord, seed: int) -> Found:
    """Return where page and memo disagree, in one language and register for each seed."""
    language, name = ("en", "zh-hans")[seed % 2], REGISTERS[seed // 2 % len(REGISTERS)]
    work = Work(title=record.title, record=to_plain(record))
    made = services.assessment_preview(work=work, draft=None)
    with translation.override(language):
        page, words = result_page(made, "", register=name), register(name)
        found = [*page_contradictions(page, words, record.claim, speaking_for(record))]
        snapshot = snapshot_of(
            record, real_library(), language="en" if language == "en" else "zh-hans",
            day=DAY, matter=Matter(),
        )  # fmt: skip
        held = made.library["held"]
        snapshot = replace(
            snapshot, result=made.typed_result, held=None if held is None else frozenset(held)
        )
        opened, brief = document(snapshot), document(snapshot, "creator")
        with speaking(snapshot.matter):
            return [*found, *memo_contradictions(page, opened, brief, words)]


def speaking_for(record: CreationRecord) -> dict[Basis, list[bool]]:
    """Of each layer whether it speaks for the work; where nothing is shown, as it is claimed."""
    library = real_library()
    example = example_of(record, library)
    base = base_without(library, example, timezone.localdate())
    case = Case(as_counted(record, example), base.narrow(as_of=timezone.localdate()), library.rules)
    found: dict[Basis, list[bool]] = {}
    for basis in BASES:
        speaks = [reading.speaks for reading in case.reading(basis)]
        found[basis] = speaks if any(speaks) else found.get("claimed", [True] * len(speaks))
    if not any(found["claimed"]):
        found = {basis: [True] * len(each) for basis, each in found.items()}
    return found


def run(records: list[dict[str, Any]], seeds: range) -> dict[int, Found]:
    found = {}
    for seed in seeds:
        chance = random.Random(seed)
        if problems := contradictions(varied(chance.choice(records), chance), seed):
            found[seed] = problems
    return found


@pytest.fixture(autouse=True)
def as_described(files_as_library: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Evidence counts as it is described, as where no files are looked at."""
    monkeypatch.setattr(services, "files_for", lambda record, draft: None)


def test_page_and_memo_say_the_same(records: list[dict[str, Any]]) -> None:
    assert run(records, SEEDS) == {}


@pytest.mark.nightly
def test_page_and_memo_say_the_same_of_many_more(records: list[dict[str, Any]]) -> None:
    assert run(records, MORE) == {}
