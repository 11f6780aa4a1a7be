"""The text report says each thing once, in short names, and no more than is known."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import translation

from assessments.engine import HeldFile, HeldFiles, assess, load_rules
from assessments.results.terminal import report
from assessments.results.terminal_names import ReportNames
from cases.record import CreationRecord
from tests.support.real_library import real_library
from tests.support.records import record

HISTORY = {
    "id": "e1",
    "what": "account_history",
    "made": "contemporaneous",
    "examined_by": {"name": "Wang Fang", "on": "2026-05-02"},
}
RUN = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "prompt": "a cat"}
WRITTEN = {"id": "s1", "action": "write", "by": "p1", "extent": "substantial"}
SIGNED = {"on": "2026-01-01", "where": "book", "signature": True, "visible_label": False}
COPY = {"id": "e0", "what": "original_file", "made": "contemporaneous"}
NOVEL: dict[str, Any] = {"kind": "text", "tools": [], "evidence": [COPY], "steps": [WRITTEN]}
ADJUSTED = {
    **RUN,
    "id": "s2",
    "parent": "s1",
    "action": "adjust",
    "prompt": "a red lantern on a stone bridge",
    "changed": ["prompt", "region"],
    "effect": "as_intended",
    "evidence": ["e1"],
}


def printed(
    of: CreationRecord,
    language: str = "en",
    as_of: dt.date | None = None,
    files: HeldFiles | None = None,
) -> str:
    library = real_library()
    with translation.override(language):
        return report(of, assess(of, library.base, load_rules(), as_of, files), library)


def test_what_rests_on_the_name_on_the_work_is_said_to_be_presumed() -> None:
    book = HeldFile(text="Author: a novel", existed_on=dt.date(2026, 1, 2))
    said = printed(record(**NOVEL, published=SIGNED), files=HeldFiles(files={"e0": book}))
    claimed, proved = said.split("On what can be shown today", 1)
    assert "presumed" not in claimed
    answer = proved.split("\nLayers", 1)[0]
    assert "presumed from the name on the work (Copyright Law art. 12)" in answer
    assert "falls to evidence to the contrary" in answer
    assert "Substantial expressive work was done by hand" not in answer


def test_what_is_missing_for_the_name_on_the_work_to_count_is_said_in_the_answer() -> None:
    english = printed(record(**NOVEL, published=SIGNED))
    assert "no copy of the published work is held on which it was read" in english
    assert "resumed from the name" not in english
    chinese = printed(record(**NOVEL, published=SIGNED), "zh-hans")
    assert "没有存档的已发表作品副本可供核对署名" in chinese


def test_drafts_that_a_lawyer_examined_are_no_presumption() -> None:
    drafts = {**HISTORY, "what": "drafts"}
    steps = [{**WRITTEN, "evidence": ["e1"]}]
    said = printed(record(**{**NOVEL, "steps": steps, "evidence": [drafts]}, published=SIGNED))
    assert "resumed from the name" not in said


def test_reasons_of_two_answers_that_coincide_are_printed_once() -> None:
    steps = [{**RUN, "evidence": ["e1"]}, ADJUSTED]
    said = printed(record(steps=steps, evidence=[HISTORY]))
    reasons = [line for line in said.splitlines() if re.match(r"    [+·-] ", line)]
    assert len(reasons) == len(set(reasons))
    assert "As stated, for the same reasons." in said
    assert "the reasons are those of Originality" in said


def test_two_authorities_at_most_stand_behind_a_reason_in_short_names() -> None:
    said = printed(record(steps=[RUN, ADJUSTED]))
    brackets = re.findall(r"^    [+·-] .*\[(.*)\]$", said, re.MULTILINE)
    assert brackets
    assert [text for text in brackets if re.search(r"[a-z]+-[a-z]+-\d|^s\d", text)] == []
    assert [text for text in brackets if len(text.split("; ")[-1].split(", ")) > 2] == []


def test_what_nothing_shows_is_not_said_to_be_its_contrary() -> None:
    said = printed(record(steps=[RUN, {**ADJUSTED, "evidence": []}], distinctiveness="striking"))
    assert "counts as stated: the effect intended, on the evidence: not shown" in said
    assert "counts as stated: strikingly different, on the evidence: not shown" in said
    assert "a random effect" not in said
    assert "on the evidence: unknown" not in said


def test_a_value_that_counts_as_stated_is_not_repeated_and_one_not_stated_is_said_once() -> None:
    said = printed(record(steps=[RUN, ADJUSTED], evidence=[HISTORY]))
    assert "not stated. Not" not in said and "not stated. Read" not in said
    assert "Round 1, What it did to the result. Not stated; it counts at its lowest\n" in said


def test_a_change_without_words_or_values_is_the_makers_own_appraisal() -> None:
    said = printed(record(steps=[RUN, {**ADJUSTED, "evidence": []}]))
    assert "What was changed: prompt, region. The maker's own appraisal" in said


def test_work_by_hand_has_no_changes_of_a_run() -> None:
    edit = {"id": "s2", "parent": "s1", "action": "edit", "by": "p1", "extent": "local"}
    said = printed(record(steps=[RUN, edit]))
    assert "Round 2, How far it went" in said
    assert "Round 2, What was changed" not in said


def test_one_run_with_the_effect_intended_has_no_changes_that_had_it() -> None:
    said = printed(record(appraiser="decider", steps=[{**RUN, "effect": "as_intended"}]))
    assert "The record shows no further run" in said
    assert "The effect of a run is stated, but no change by which it was steered." in said
    assert "had the intended effect" not in said


def test_pieces_that_another_step_counts_are_not_unknown() -> None:
    run = {**RUN, "outputs": 400, "kept": 400}
    arranged = {"id": "s2", "action": "arrange", "by": "p1", "extent": "substantial"}
    assert "How many pieces" not in printed(record(steps=[run, arranged]))
    assert "How many pieces" in printed(record(steps=[RUN, arranged]))


def test_a_decision_on_two_works_is_named_with_the_work() -> None:
    said = printed(record(**NOVEL, published=SIGNED))
    assert "Feilin v Baidu (The firm's own text)" in said


def test_articles_of_another_day_are_named_once_with_their_day() -> None:
    said = printed(record(**NOVEL, published=SIGNED), as_of=dt.date(2015, 1, 1))
    section = said.split("Versions of the law cited\n", 1)[1]
    assert section.count("Copyright Law art. 3") == 1
    assert "the text of 1 January 2015 is not in this library" in section
    assert "Versions of the law" not in printed(record(**NOVEL), as_of=dt.date(2026, 8, 1))


def test_an_article_that_was_amended_since_is_named_only_where_it_carries_an_answer() -> None:
    assert "Versions of the law" not in printed(record(**NOVEL))
    assert "SPC Copyright Interpretation" not in printed(record(**NOVEL))
    with translation.override("en"):
        names = ReportNames(record(**NOVEL), real_library(), None)
        names.name_of("spc-copyright-interpretation-2020-12")
        assert list(names.not_in_force()) == [
            "SPC Copyright Interpretation (2020) art. 12: cited as in force until "
            "31 August 2026; the text since then is not in this library"
        ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_line_is_blank_but_for_its_indent(language: str) -> None:
    said = printed(record(steps=[RUN], published=SIGNED), language)
    assert [line for line in said.splitlines() if line != line.rstrip()] == []


def test_chinese_has_its_own_brackets_colons_and_no_spaces_between_sentences() -> None:
    steps = [RUN, ADJUSTED, {**WRITTEN, "id": "s3"}]
    said = printed(record(steps=steps, published=SIGNED), "zh-hans")
    assert re.findall(r"[\u4e00-\u9fff。][(\[:]|[:\])] ?[\u4e00-\u9fff]|。 ", said) == []
    assert "依主张" not in said and "依证据" not in said
