"""With any facts that a lawyer holds, no two statements of page and working papers disagree."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from assessments import wording
from assessments.engine import FactHeld, OtherLayers
from assessments.engine.lawyer_view import facts_of
from assessments.exhibits.snapshot import Matter
from assessments.management.commands.memo import snapshot_of
from assessments.memo.compose import document
from assessments.results import services
from assessments.results.page import result_page
from assessments.results.page.result import ResultPage
from assessments.wording import REGISTERS, Register, register
from assessments.works.models import Assessment, Work
from benchmarks.plausible import SCALES, sources, varied
from cases.record import CreationRecord, to_plain
from tests.assessments.results.test_statements_agree import DAY, speaking_for
from tests.support.memo_documents import runs, tables, text_of
from tests.support.real_library import real_library
from tests.support.statements import LADDER, page_contradictions

SEEDS, MORE = range(30), range(30, 500)
STATES = ("", "confirmed", "corrected", "unsupported", "disputed")


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    return sources()[0]


@pytest.fixture(autouse=True)
def as_described(files_as_library: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Evidence counts as it is described, as where no files are looked at."""
    monkeypatch.setattr(services, "files_for", lambda record, draft: None)


def stored(record: CreationRecord, chance: random.Random) -> list[dict[str, Any]]:
    """Facts at random, as an assessment stores them."""
    facts = []
    for path in facts_of(record):
        state = chance.choice(STATES)
        value = {}
        if state == "corrected" and path.startswith("steps"):
            name = chance.choice([*SCALES])
            value = {name: chance.choice(SCALES[name])}
        fact = {"path": path, "state": state, "value": value, "reason": f"why {path}"}
        facts += [{**fact, "by": "Zhou", "on": "2026-11-20"}] if state else []
    return facts


def assessed(record: CreationRecord, facts: list[dict[str, Any]]) -> Assessment:
    work = Work(title=record.title, record=to_plain(record))
    named = [{k: v for k, v in fact.items() if k not in ("by", "on")} for fact in facts]
    held = [FactHeld.model_validate(fact) for fact in named]
    made = services.assessment_preview(work=work, draft=None, facts=held)
    made.library |= {"facts": facts, "record_sha256": "1" * 64, "facts_sha256": "2" * 64}
    return made


def of_page(made: Assessment, page: ResultPage, words: Register) -> list[str]:
    """Return where the third statements of a page are not those of the result."""
    result, found = made.typed_result, []
    assert result.held is not None
    label = words.conclusion_label(result.held.conclusion)
    if [bar.label for bar in page.headline.bars][2:] != [label]:
        found.append("bar")
    if [(a.label, a.basis) for a in page.answers][2:] != [(label, "held")]:
        found.append("answer")
    found += [
        row.name
        for row, of in zip(page.layers, result.layers, strict=True)
        if row.held != of.held or row.held_word != words.conclusion_label(str(of.held))
    ]
    protected = result.held.layers_protected
    named = {words.conclusion_label(str(x.held)) for x in result.layers if x.id in protected}
    ladder = {words.conclusion_label(word) for word in LADDER}
    if not set(re.findall("“([^”]+)”", page.answers[2].scope)) & ladder <= named:
        found.append(f"of its parts: {page.answers[2].scope}")
    for row in page.elements:
        if row.answers[2].word != wording.element_word(result.held.elements[row.name]):
            found.append(f"element {row.name}")
    for line in page.headline.layers:
        if line.sentence.count(words.basis("held")) > 1:
            found.append(f"said twice: {line.sentence}")
    if {fact.reason for fact in page.facts} != {f["reason"] for f in made.library["facts"]}:
        found.append("a fact is missing")
    return found


def of_papers(made: Assessment, record: CreationRecord, language: Any) -> list[str]:
    """Return where the table of the working papers says something else than the result."""
    snapshot = replace(
        snapshot_of(record, real_library(), language=language, day=DAY, matter=Matter()),
        result=made.typed_result,
        facts=tuple(made.library["facts"]),
        digests={"record": "1" * 64, "facts": "2" * 64},
    )
    built = document(snapshot, "papers")
    [section] = [each for each in built.sections if each.id == "papers-facts"]
    printed = [text_of(run) for run in runs(section.blocks)]
    result = made.typed_result
    answers = [result.answer(column) for column in result.columns]
    first = [text_of(cell) for cell in tables(section)[0].rows[0].cells][1:]
    found = []
    if first != [wording.conclusion_label(answer.conclusion) for answer in answers]:
        found.append(f"papers: {first}")
    found += [text for text in ("1" * 64, "2" * 64) if not any(text in line for line in printed)]
    return [*found, *(f["reason"] for f in snapshot.facts if f["reason"] not in "\n".join(printed))]


def run(records: list[dict[str, Any]], seeds: range) -> dict[int, list[str]]:
    found = {}
    for seed in seeds:
        chance = random.Random(seed)
        record = varied(chance.choice(records), chance)
        facts = stored(record, chance)
        try:
            made = assessed(record, facts)
        except OtherLayers:
            continue
        language, name = ("en", "zh-hans")[seed % 2], REGISTERS[seed // 2 % len(REGISTERS)]
        with translation.override(language):
            page, words = result_page(made, "", register=name), register(name)
            speaking = speaking_for(record)
            wrong = [
                *page_contradictions(page, words, record.claim, speaking),
                *of_page(made, page, words),
                *of_papers(made, record, language),
            ]
        if wrong:
            found[seed] = wrong
    return found


def test_page_and_papers_say_the_same(records: list[dict[str, Any]]) -> None:
    assert run(records, SEEDS) == {}


@pytest.mark.nightly
def test_page_and_papers_say_the_same_of_many_more(records: list[dict[str, Any]]) -> None:
    assert run(records, MORE) == {}
