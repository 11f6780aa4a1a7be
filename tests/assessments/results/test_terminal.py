"""The text report: whose word was taken, who examined what, and what is still open."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from assessments.engine import assess, load_rules
from assessments.results.terminal import report
from cases.record import CreationRecord
from tests.support.real_library import real_library
from tests.support.records import record

EXHIBIT = {
    "id": "e1",
    "what": "layered_file",
    "made": "contemporaneous",
    "examined_by": {"name": "Wang Fang", "on": "2026-05-02"},
}
DRAWN = {
    "id": "s1",
    "action": "edit",
    "by": "p1",
    "extent": "substantial",
    "adds": ["figure"],
    "effect": "visible",
}
RUN = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "prompt": "a cat"}


def printed(of: CreationRecord, language: str = "en") -> str:
    library = real_library()
    with translation.override(language):
        return report(of, assess(of, library.base, load_rules()), library)


def test_what_counts_of_a_record_that_names_its_appraiser_is_said_once_and_truly():
    of_lawyer = printed(record(appraiser="lawyer", steps=[DRAWN]))
    assert (
        "They count as stated; on the evidence, only where the lawyer examined an exhibit."
        in of_lawyer
    )
    assert "on the evidence: not shown" in of_lawyer
    of_decider = printed(record(appraiser="decider", steps=[DRAWN]))
    assert "those of the court or office that decided; this is not checked" in of_decider
    assert "The record says that" not in printed(record(steps=[DRAWN]))


def test_who_examined_which_exhibit_and_when_is_said_of_each_appraisal():
    said = printed(record(steps=[{**DRAWN, "evidence": ["e1"]}], evidence=[EXHIBIT]))
    assert (
        "The maker's own appraisal; a lawyer examined the exhibit "
        "(Evidence 1, examined by Wang Fang on 2026-05-02)"
    ) in said
    chinese = printed(record(steps=[{**DRAWN, "evidence": ["e1"]}], evidence=[EXHIBIT]), "zh-hans")
    assert "创作者自行评价；证据已由律师查验（证据1，由Wang Fang于2026-05-02查验）" in chinese


def test_an_empty_record_says_what_to_tell_first_and_rests_on_nothing():
    said = printed(record(parties=[], tools=[], evidence=[]))
    assert "What to tell first\n  How the work was made is not told yet" in said
    assert "the rules alone give the word" not in said
    assert "Field of literature, art or science: Nothing speaks against it" in said


def test_no_open_answer_of_a_range_is_said_to_change_nothing():
    again: dict[str, Any] = {**RUN, "id": "s2", "parent": "s1", "action": "adjust"}
    again.pop("prompt")  # which words it had is not known
    said = printed(record(steps=[RUN, {**again, "repeat": 200}]))
    assert "it lies between" in said
    assert "could change the result together with other open answers" in said
    assert "(changes nothing)" not in said


def test_parts_of_one_name_on_both_sides_are_told_apart_by_their_rounds():
    trifle = {**DRAWN, "id": "s3", "adds": ["crop"], "extent": "technical", "effect": "none"}
    steps = [DRAWN, {**RUN, "id": "s2"}, {**trifle, "parent": "s2"}]
    said = printed(record(appraiser="decider", steps=steps))
    assert "Work by hand (round 1)" in said
    assert "It does not speak for: The prompted output, Work by hand (round 3)." in said


def test_a_likely_part_is_not_listed_as_protected():
    steps = [RUN, {**DRAWN, "id": "s2"}]
    said = printed(record(appraiser="decider", steps=steps))
    assert "This speaks for: Work by hand. It does not speak for: The prompted output." in said
    assert "Protected: " not in said
