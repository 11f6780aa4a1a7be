"""What a memo says of evidence is true of it: proved, held and read, or only named."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation

from assessments.engine import HeldFiles, assess
from assessments.exhibits.snapshot import Snapshot
from assessments.memo.analysis import Finding, findings
from assessments.memo.build import MemoBuilder
from assessments.memo.compose import compose_memo
from assessments.memo.document import inlines_of
from assessments.memo.sections.appraised import appraised_values
from assessments.memo.sections.disputes import charge, disputes
from assessments.memo.weak_facts import weak_facts
from cases.record import load_data
from tests.assessments.memo.conftest import DAY
from tests.assessments.memo.test_compose import section_of
from tests.support.memo_documents import text_of
from tests.support.stored_memos import holdings, stored_file

PAINTED: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "Heron, overpainted",
    "kind": "image",
    "parties": [{"id": "p1", "name": "Chen", "kind": "person", "role": "author"}],
    "tools": [{"id": "t1", "name": "Jimeng", "does": "text_to_image"}],
    "steps": [
        {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": "heron in reeds",
         "effect": "random", "outputs": 4, "kept": 1},
        {"id": "s2", "parent": "s1", "by": "p1", "action": "edit", "extent": "substantial",
         "intent": "A second heron painted beside the first, and both their reflections",
         "adds": ["figure"], "effect": "as_intended", "evidence": ["e1"]},
    ],
    "evidence": [{"id": "e1", "what": "layered_file", "made": "contemporaneous"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def unheld(snapshot, library):
    """A memo of a record whose exhibit is named and of which no file was handed in."""

    def make(language="en", record=PAINTED, **more):
        value = load_data(record)
        result = assess(value, library.base, library.rules, DAY, HeldFiles())
        return replace(snapshot(language, record), result=result, held=frozenset(), **more)

    return make


def dimensions(snapshot) -> dict[str, Finding]:
    with translation.override("en"):
        return {row.name: row for row in findings(MemoBuilder(snapshot))}


def test_a_level_as_proved_is_never_that_of_the_claim(unheld):
    row = dimensions(unheld())["Work by hand"]

    assert (row.claimed.level, row.proved.level) == (4, 0)
    assert row.differ
    printed = section_of(compose_memo(unheld()).html, "analysis")
    assert re.search(
        r"Round 2 \([^)]+\) \[named, file not held or not read: E-01 \]", printed.replace(" :", ":")
    )


def test_both_answers_have_every_dimension_that_either_weighs(unheld):
    rows = dimensions(unheld())
    assert "Instruction" in rows  # as proved the prompts decide, as claimed the work by hand does
    levels = {name: (row.claimed.level, row.proved.level) for name, row in rows.items()}
    assert (levels["Work by hand"], levels["Distinctiveness"]) == ((4, 0), (2, 2))


def test_an_exhibit_that_is_only_named_leaves_the_evidence_open(unheld):
    printed = section_of(compose_memo(unheld()).html, "analysis")
    originality = printed.split("Originality: On the evidence")[1].split("Intellectual achi")[0]

    assert "Not, or not wholly, shown today, although needed: Round 2." in originality
    assert "The Record names E-01 ; " in printed


def test_documents_that_nobody_saw_are_not_called_reviewed(unheld):
    english = section_of(compose_memo(unheld()).html, "documents")
    chinese = section_of(compose_memo(unheld("zh-hans")).html, "documents")

    assert "The Record names these exhibits; none was provided or examined" in english
    assert "以下材料仅列于创作记录，尚未提交，未经审阅" in chinese
    assert "held here" not in english


def test_documents_are_divided_by_who_saw_them(unheld):
    kept = stored_file(1)
    pieces = [
        {"id": "e1", "what": "layered_file", "made": "contemporaneous", "sha256": kept.sha256},
        {"id": "e2", "what": "drafts", "made": "later",
         "examined_by": {"name": "Wu", "on": "2026-11-02"}},
        {"id": "e3", "what": "chat_export", "made": "later"},
    ]  # fmt: skip
    made = unheld(record={**PAINTED, "evidence": pieces}, holdings=holdings(kept))
    printed = section_of(compose_memo(made).html, "documents")

    assert re.search(r"held here: .*E-01.*examined, as the Record states.*E-02.*Wu", printed)
    assert re.search(r"none was provided or examined: .*E-03", printed)
    assert " ".join(printed.split()).count("Not read when the Work was assessed: E-01 .") == 1
    read = section_of(compose_memo(replace(made, held=frozenset({"e1"}))).html, "documents")
    assert "Not read when" not in read


def test_the_other_side_speaks_of_weak_facts_and_the_reply_of_facts(unheld):
    with translation.override("en"):
        blocks = disputes(MemoBuilder(unheld()))
    said = [
        "".join(getattr(inline, "text", getattr(inline, "code", "")) for inline in inlines_of(b))
        for b in blocks
    ]
    charges, replies = said[::2], said[1::2]
    assert all(text.startswith("Reply: ") for text in replies)
    assert not any("Reply" in text for text in charges)
    by_title = {
        text.split(". ")[0]: (text, reply) for text, reply in zip(charges, replies, strict=True)
    }
    shown, reply = by_title["Chance"]
    assert re.search(
        r"Round 1 \([^)]+\) had an effect that the Record itself calls random\.", shown
    )
    assert "the claimant could" not in reply


@pytest.mark.parametrize(
    ("held", "said"),
    [(frozenset(), "have yet to be produced and examined"), (frozenset({"e1"}), "were read or")],
)
def test_the_reply_does_not_rely_on_an_exhibit_that_nobody_saw(unheld, held, said):
    """That it was made at the time is the client's word; nothing that is unseen carries a step."""
    with translation.override("en"):
        blocks = disputes(MemoBuilder(replace(unheld(), held=held)))
    texts = [
        "".join(getattr(inline, "text", getattr(inline, "code", "")) for inline in inlines_of(b))
        for b in blocks
    ]
    replies = [t for t in texts if t.startswith("Reply: ") and "said to be of the time" in t]
    assert replies
    assert all(said in reply for reply in replies)


def test_an_exhibit_never_seems_to_show_a_step_that_it_is_not_linked_to(snapshot):
    """Two acts by hand, of which one has an exhibit."""
    steps = [
        *PAINTED["steps"],
        {"id": "s3", "parent": "s2", "by": "p1", "action": "edit", "extent": "substantial",
         "adds": ["figure"], "effect": "as_intended"},
    ]  # fmt: skip
    made = compose_memo(snapshot("en", {**PAINTED, "steps": steps})).html
    for section in ("facts", "analysis", "comparison", "scope"):
        printed = section_of(made, section)
        assert not re.search(r"Rounds 2, 3,? \[ ?E-01", printed), section
    scope = section_of(made, "scope")
    assert re.search(r"Round 2 \[ E-01 \]", scope)
    assert "Round 3 [my statement only]" in scope


def replies(made: Snapshot) -> dict[str, str]:
    """The reply to each charge, by the title of the charge."""
    with translation.override("en"):
        said = [text_of(tuple(inlines_of(block))) for block in disputes(MemoBuilder(made))]
    return {said[n].split(". ")[0]: said[n + 1] for n in range(0, len(said), 2)}


def test_a_reply_calls_steps_other_only_where_they_are(unheld):
    first = {**PAINTED["steps"][0], "evidence": ["e2"]}
    pieces = [*PAINTED["evidence"], {"id": "e2", "what": "chat_export", "made": "contemporaneous"}]
    both = {**PAINTED, "steps": [first, PAINTED["steps"][1]], "evidence": pieces}
    reply = replies(unheld(record=both))["Steps without evidence"]
    assert "for these very steps, and have yet to be produced and examined: E-01, E-02." in reply
    assert "other steps" not in reply

    only_first = replace(unheld(record=both), held=frozenset({"e1"}))
    reply = replies(only_first)["Steps without evidence"]
    assert "are linked to other steps of the making: E-01." in reply
    assert "for these very steps, and have yet to be produced and examined: E-02." in reply


def test_the_criteria_of_a_run_by_chance_are_no_reply_to_it(unheld):
    first = {**PAINTED["steps"][0], "changed": ["seed"], "criteria": "by feel"}
    found = replies(unheld(record={**PAINTED, "steps": [first, PAINTED["steps"][1]]}))
    assert "by feel" not in found["Repeated runs without direction"]


def test_what_only_the_maker_appraises_is_named_in_full(unheld):
    with translation.override("en"):
        build = MemoBuilder(unheld())
        (fact,) = [one for one in weak_facts(build) if one.name == "self_appraised"]
        many = replace(fact, fields=tuple(f"steps.{n}.effect" for n in (0, 1))
                       + ("foreseeability", "distinctiveness", "freedom"), number=5)  # fmt: skip
        assert len(appraised_values(build, many)) == 5
        assert "5 values" in text_of(charge(build, many, brief=True))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_is_only_described_is_said_to_be(snapshot, unheld, language):
    """Once, where findings on the evidence stand; not where files were looked for."""
    said = {"en": "as the Record describes them; no file", "zh-hans": "未读取证据文件"}[language]
    described, read = (make(language, PAINTED) for make in (snapshot, unheld))
    assert section_of(compose_memo(described).html, "analysis").count(said) == 1
    assert said not in section_of(compose_memo(read).html, "analysis")
