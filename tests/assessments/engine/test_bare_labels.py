"""A label of which nothing says what was done carries no word of the law, and is said to be one."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import HeldFile, HeldFiles, Result, assess, load_rules
from assessments.engine.judging import RANK
from assessments.engine.reasons import LABEL_ONLY, OPINION_ONLY
from tests.support.real_library import real_library
from tests.support.records import PERSON, record

RULES = load_rules()
RUN: dict[str, Any] = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1"}
CHANGED = {**RUN, "id": "s2", "action": "adjust", "parent": "s1", "effect": "as_intended"}
ACT: dict[str, Any] = {"id": "s2", "by": "p1", "extent": "substantial", "effect": "visible"}
DRAWN = {"id": "i1", "what": "sketch", "made_by": "own", "in_output": "dominant"}
CUT = {"kept": 10, "outputs": 40}
LABELS: dict[str, tuple[dict[str, Any], Any]] = {
    "a rich instruction": (
        {"steps": [{**RUN, "detail": "rich"}, {**CHANGED, "changed": ["prompt", "region"]}]},
        "instruction",
    ),
    "a plan": ({"steps": [{**ACT, "action": "prepare"}, {**RUN, "parent": "s2"}]}, "conception"),
    "an edit": ({"steps": [RUN, {**ACT, "action": "edit", "adds": ["figure"]}]}, "editing"),
    "a text": ({"kind": "text", "tools": [], "steps": [{**ACT, "action": "write"}]}, "editing"),
    "an arrangement": (
        {"steps": [{**RUN, **CUT}, {**ACT, "action": "arrange", "adds": ["order"]}]},
        "selection",
    ),
    "an own drawing": ({"steps": [RUN], "inputs": [DRAWN]}, "own_input"),
}


def result(**fields: Any) -> Result:
    tool = {"id": "t1", "name": "A tool", "does": "image_to_image", "output_terms": "user"}
    of = record(**{"parties": [PERSON], "tools": [tool], "evidence": [], **fields})
    return assess(of, real_library().base, RULES)


def codes(of: Result) -> set[str]:
    return {r.code for element in of.claimed.elements.values() for r in element.reasons}


@pytest.mark.parametrize("name", LABELS)
def test_labels_alone_are_bound_by_no_law_and_no_decision(name: str) -> None:
    told, dimension = LABELS[name]
    found = result(**told)
    assert RANK[found.claimed.conclusion] <= RANK["likely"]
    assert (found.claimed.basis, found.claimed.bound_by) == ("scale", ())
    assert found.claimed.findings[dimension].because == LABEL_ONLY
    assert LABEL_ONLY in codes(found)
    assert not {code for code in codes(found) if code.startswith(("statute.", "precedent."))}
    assert RANK[found.proved.conclusion] <= RANK["unlikely"]


@pytest.mark.parametrize(
    "told",
    [
        {"intent": "painted the lantern, the two boats and the smoke over the hut anew"},
        {"evidence": ["e1"]},
    ],
)
def test_words_of_what_was_done_or_an_exhibit_are_more_than_a_label(told: Any) -> None:
    drawn = {**ACT, "action": "edit", "adds": ["figure"], **told}
    layered = {"id": "e1", "what": "layered_file", "made": "contemporaneous"}
    found = result(steps=[RUN, drawn], evidence=[layered])
    assert (found.claimed.conclusion, found.claimed.basis) == ("protected", "bound")
    assert LABEL_ONLY not in codes(found)


def test_a_note_on_what_an_input_is_is_more_than_a_label() -> None:
    found = result(steps=[RUN], inputs=[{**DRAWN, "note": "my ink drawing of the harbour"}])
    assert (found.claimed.conclusion, found.claimed.basis) == ("protected", "bound")


def test_words_that_were_typed_tell_what_later_runs_of_them_did() -> None:
    words = (
        "a red lantern hanging from a stone bridge at night, three paper cranes floating to its "
        "left, seen from below, warm light from the windows reflected in the river, watercolour"
    )
    steps = [{**RUN, "prompt": words}, {**CHANGED, "changed": ["region"]}]
    assert LABEL_ONLY not in codes(result(steps=steps))


def test_what_a_decider_calls_it_is_no_label_of_a_maker() -> None:
    for name, (told, _) in LABELS.items():
        assert LABEL_ONLY not in codes(result(**told, appraiser="decider")), name


@pytest.mark.parametrize("value", ["different", "striking"])
def test_what_makers_think_of_their_work_is_said_to_be_their_opinion(value: str) -> None:
    drawn = {**ACT, "action": "edit", "adds": ["figure"], "intent": "painted two boats"}
    found = result(steps=[RUN, drawn], distinctiveness=value)
    assert found.claimed.findings["distinctiveness"].because == OPINION_ONLY
    assert (
        found.proved.findings["distinctiveness"].because == "distinctiveness.no_contrary_evidence"
    )
    held = result(steps=[RUN, drawn], distinctiveness=value, appraiser="decider")
    assert held.claimed.findings["distinctiveness"].because == f"distinctiveness.{value}"


RICH_STEPS = LABELS["a rich instruction"][0]["steps"]


def test_a_lawyer_who_examined_nothing_appraises_no_more_than_a_maker() -> None:
    of_maker, of_lawyer = result(steps=RICH_STEPS), result(steps=RICH_STEPS, appraiser="lawyer")
    assert of_maker.claimed.turns_on == of_lawyer.claimed.turns_on != ()
    assert of_maker.claimed.conclusion == of_lawyer.claimed.conclusion == "arguable"
    assert LABEL_ONLY in codes(of_lawyer)


def test_a_file_that_is_only_named_is_no_more_than_a_label_where_files_are_read() -> None:
    drawn = {**ACT, "action": "edit", "adds": ["figure"], "evidence": ["e1"]}
    layered = {"id": "e1", "what": "layered_file", "made": "contemporaneous"}
    of = record(parties=[PERSON], tools=[], evidence=[layered], steps=[drawn])
    base = real_library().base
    named = assess(of, base, RULES, files=HeldFiles())
    held = assess(of, base, RULES, files=HeldFiles(files={"e1": HeldFile(text="layer 1")}))
    assert (named.claimed.conclusion, held.claimed.conclusion) == ("likely", "protected")
