"""What is proved by the name on the work alone has reasons that say so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, get_args

import pytest

from assessments import wording
from assessments.engine import CaseBase, HeldFile, HeldFiles, Result, assess
from assessments.engine.presumption import PRESUMED
from assessments.engine.provenance import CopyLack
from assessments.wording.registers import REGISTERS
from tests.support.records import RULES, record

SIGNED = {"signature": True, "visible_label": False, "on": "2024-01-01"}
COPY = {"id": "e0", "what": "original_file", "made": "contemporaneous"}
WRITTEN = {"id": "s1", "action": "write", "by": "p1", "extent": "substantial"}
LETTERS = "Author\n\nSnow fell on the ferry where nobody had waited for years."
HELD = HeldFile(text=LETTERS, anchored=True, made="contemporaneous", existed_on=dt.date(2024, 1, 3))


def result(is_held: bool = True, **fields: Any) -> Result:
    told = {
        "kind": "text",
        "tools": [],
        "evidence": [COPY],
        "steps": [WRITTEN],
        "published": SIGNED,
    }
    of = record(**{**told, **fields})
    files = HeldFiles(files={piece.id: HELD for piece in of.evidence}) if is_held else None
    return assess(of, CaseBase.build([], RULES), RULES, files=files)


def codes(of: Result, basis: str) -> set[str]:
    elements = (of.claimed if basis == "claimed" else of.proved).elements
    return {reason.code for element in elements.values() for reason in element.reasons}


def test_the_answer_as_proved_names_the_article() -> None:
    found = result()
    reasons = found.proved.elements["originality"].reasons
    assert (reasons[0].code, reasons[0].authority) == (PRESUMED, ("prc-copyright-law-12",))
    assert codes(found, "proved") >= {PRESUMED, "editing.presumed"}
    assert not codes(found, "claimed") & {PRESUMED, "editing.presumed"}
    assert found.layers[0].because == "layer.human_text.presumed"
    assert found.proved.findings["editing"].because == "editing.presumed"
    assert found.appraisals[0].because == "appraisal.presumed"


@pytest.mark.parametrize(
    "fields",
    [
        {"published": None},
        {"published": {**SIGNED, "visible_label": True}},
        {
            "steps": [{**WRITTEN, "evidence": ["e1"]}],
            "evidence": [
                {
                    "id": "e1",
                    "what": "drafts",
                    "made": "contemporaneous",
                    "examined_by": {"name": "Wang Fang", "on": "2026-05-01"},
                }
            ],
        },
    ],
)
def test_nothing_is_presumed_without_a_name_or_beside_examined_drafts(fields: Any) -> None:
    assert PRESUMED not in codes(result(**fields), "proved")


def test_drafts_that_nobody_examined_leave_the_presumption() -> None:
    drafts = {"id": "e1", "what": "drafts", "made": "contemporaneous"}
    found = result(steps=[{**WRITTEN, "evidence": ["e1"]}], evidence=[drafts, COPY])
    assert PRESUMED in codes(found, "proved")


def test_a_makers_value_on_an_examined_exhibit_stays_the_makers() -> None:
    drafts = {
        "id": "e1",
        "what": "drafts",
        "made": "contemporaneous",
        "examined_by": {"name": "Wang Fang", "on": "2026-05-01"},
    }
    steps = [{**WRITTEN, "evidence": ["e1"]}]
    found = result(steps=steps, evidence=[drafts])
    assert found.appraisals[0].because == "appraisal.examined"
    found = result(steps=steps, evidence=[drafts], appraiser="lawyer")
    assert found.appraisals[0].because == "appraisal.lawyer"


def held_result(kind: str = "text", piece: Any = COPY, **file: Any) -> Result:
    """Of a signed work of which one file is held; by itself a copy of its publication."""
    step = WRITTEN if kind == "text" else {**WRITTEN, "action": "edit", "adds": ["figure"]}
    of = record(kind=kind, tools=[], evidence=[piece], steps=[step], published=SIGNED)
    files = HeldFiles(files={"e0": replace(HELD, **file)})
    return assess(of, CaseBase.build([], RULES), RULES, files=files)


def presumed_by_owner(found: Result) -> str:
    bases = found.ownership.layers[0].bases if found.ownership.layers else ()
    return next(claim.proved for claim in bases if claim.basis == "presumption")


def test_a_held_copy_of_the_publication_carries_the_presumption_in_both_answers() -> None:
    found = held_result()
    assert PRESUMED in codes(found, "proved")
    assert presumed_by_owner(found) == "met"


@pytest.mark.parametrize(
    "told",
    [
        {"piece": {**COPY, "what": "witness"}},
        {"piece": {**COPY, "what": "statement"}},
        {"piece": {**COPY, "what": "contract"}},
        {"piece": {**COPY, "what": "chat_export"}},
        {"piece": {**COPY, "made": "later"}},
        {"text": "Author", "form": "letters"},
        {"text": LETTERS.replace("Author", "Authoress")},
        {"labelled_as_generated": True},
        {"made": "later"},
        {"existed_on": None},
        {"existed_on": dt.date(2025, 1, 1)},
        {"kind": "image", "form": "letters"},
    ],
)
def test_no_other_file_carries_it_in_either_answer(told: Any) -> None:
    found = held_result(**told)
    assert PRESUMED not in codes(found, "proved")
    assert found.proved.conclusion not in ("protected", "likely")
    assert presumed_by_owner(found) != "met"


@pytest.mark.parametrize("what", ["original_file", "notarised", "registration", "witness"])
@pytest.mark.parametrize("examined", [{}, {"examined_by": {"name": "Wang", "on": "2024-05-01"}}])
def test_no_exhibit_that_is_only_described_carries_it(what: str, examined: Any) -> None:
    found = result(is_held=False, evidence=[{**COPY, "what": what, **examined}])
    assert PRESUMED not in codes(found, "proved")
    assert "presumption.no_copy" in codes(found, "proved")
    assert found.proved.conclusion == "unlikely"
    assert presumed_by_owner(found) == "open"


@pytest.mark.parametrize(
    ("told", "lack"),
    [
        ({"evidence": []}, "no_copy"),
        ({"evidence": [{**COPY, "what": "contract"}]}, "no_copy"),
        ({"published": {"signature": True}}, "no_day"),
        ({"published": {**SIGNED, "visible_label": True}}, "labelled"),
        ({"published": {**SIGNED, "on": "2020-01-01"}}, "undated"),
        ({"evidence": [{**COPY, "made": "later"}]}, "undated"),
        ({"parties": [{"id": "p1", "name": "Li Si", "kind": "person", "role": "author"}]},
         "nameless"),
    ],
)  # fmt: skip
def test_the_answer_names_what_is_missing_for_the_name_to_count(told: Any, lack: str) -> None:
    found = result(**told)
    assert {c for c in codes(found, "proved") if c.startswith("presumption.")} == {
        f"presumption.{lack}"
    }
    assert not {c for c in codes(found, "claimed") if c.startswith("presumption.")}


def test_nothing_is_missing_where_nothing_is_said_of_a_name_or_a_tool_made_it() -> None:
    unsigned = result(published={"on": "2024-01-01"})
    tool = {"id": "t", "name": "M", "does": "language_model"}
    run = {"id": "r", "action": "generate", "tool": "t", "prompt": "a poem"}
    for found in (unsigned, result(tools=[tool], steps=[WRITTEN, run], evidence=[])):
        assert not {c for c in codes(found, "proved") if c.startswith("presumption.")}


def test_every_lack_has_a_sentence_in_both_registers() -> None:
    for lack in get_args(CopyLack):
        sentences = {wording.register(r).sentence(f"presumption.{lack}") for r in REGISTERS}
        assert len(sentences) == 2
