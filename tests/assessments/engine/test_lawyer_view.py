"""What a lawyer holds is a third answer: what is proved, with the facts held and without others."""

from __future__ import annotations

import random
from typing import Any

import pytest
from pydantic import ValidationError

from assessments.engine import (
    CaseBase,
    FactHeld,
    HeldFiles,
    OtherLayers,
    Result,
    assess,
    canonical_json,
    lawyer_view,
)
from assessments.engine.codes import Conclusion
from assessments.engine.judging import RANK
from assessments.engine.lawyer_view import facts_of
from benchmarks.plausible import SCALES, sources, varied
from cases.record import CreationRecord
from tests.support.records import RULES, record

SEEDS, MORE = range(120), range(120, 3000)
NO_DECISIONS = CaseBase.build([], RULES)
PAINTED = {
    "id": "s1", "action": "edit", "by": "p1", "extent": "substantial", "adds": ["figure"],
    "effect": "visible", "intent": "a heron painted beside the bridge",
}  # fmt: skip
MADE = {"id": "s0", "action": "generate", "tool": "t1", "by": "p1", "prompt": "a bridge"}


def held(
    of: CreationRecord,
    *facts: FactHeld,
    base: CaseBase = NO_DECISIONS,
    files: HeldFiles | None = None,
) -> Result:
    return assess(of, base, RULES, files=files, view=lawyer_view(of, facts))


def view(path: str, state: Any = "confirmed", **value: Any) -> FactHeld:
    return FactHeld(path=path, state=state, value=value)


def words(result: Result) -> tuple[Conclusion, Conclusion, Conclusion]:
    assert result.held is not None
    return result.claimed.conclusion, result.proved.conclusion, result.held.conclusion


def test_a_confirmed_fact_lifts_what_the_lawyer_holds_and_nothing_that_is_proved() -> None:
    of = record(steps=[MADE, PAINTED])
    without, result = assess(of, NO_DECISIONS, RULES), held(of, view("steps[1]"))
    assert words(result) == ("protected", "unlikely", "protected")
    assert (result.claimed, result.proved) == (without.claimed, without.proved)
    assert [(x.status, x.held) for x in result.layers if x.layer == "hand_editing"] == [
        ("unlikely", "protected")
    ]


@pytest.mark.parametrize("state", ["unsupported", "disputed"])
def test_a_fact_that_is_left_out_counts_as_not_shown_however_well_it_is_shown(state: Any) -> None:
    shown: dict[str, Any] = {"id": "e2", "what": "layered_file", "made": "contemporaneous"}
    shown["examined_by"] = {"name": "Zhou Wenhua", "on": "2026-11-01"}
    of = record(steps=[MADE, {**PAINTED, "evidence": ["e2"]}], evidence=[shown])
    assert words(held(of)) == ("protected", "protected", "protected")
    assert words(held(of, view("steps[1]", state))) == ("protected", "protected", "unlikely")


def test_a_corrected_value_stands_in_place_of_the_clients_in_the_third_answer_only() -> None:
    of = record(steps=[MADE, PAINTED])
    result = held(of, view("steps[1]", "corrected", extent="technical", adds=["crop"]))
    assert words(result) == ("protected", "unlikely", "unlikely")


def test_words_that_a_lawyer_holds_to_be_those_typed_count_by_what_they_say() -> None:
    typed = "a red lantern hanging from a stone bridge at night, three paper cranes to its left"
    of = record(steps=[{**MADE, "prompt": typed}])
    result = held(of, view("steps[0]"), files=HeldFiles())
    levels = [result.answer(column).findings["instruction"].level for column in result.columns]
    assert levels[1] == 0 and levels[0] == levels[2] > 0
    poorer = held(of, view("steps[0]", "corrected", prompt="a cat"), files=HeldFiles())
    assert poorer.held is not None
    assert poorer.held.findings["instruction"].level < levels[0]


def test_a_fact_against_the_work_speaks_on_where_a_lawyer_leaves_it_out() -> None:
    theirs = {"id": "i1", "what": "photo", "made_by": "third_party", "in_output": "dominant"}
    of = record(steps=[MADE, PAINTED], inputs=[theirs])
    assert held(of, view("inputs[0]", "unsupported")).held == held(of).held


def test_a_change_counts_where_a_lawyer_holds_both_runs() -> None:
    other = {**MADE, "id": "s1", "parent": "s0", "prompt": "a red lantern under a stone bridge"}
    of = record(steps=[MADE, {**other, "effect": "as_intended"}])
    one, both = (
        held(of, *map(view, paths), files=HeldFiles()).held
        for paths in (["steps[1]"], ["steps[0]", "steps[1]"])
    )
    assert one is not None and both is not None
    assert one.findings["refinement"].level < both.findings["refinement"].level


def test_a_choice_without_the_edit_speaks_on_where_a_lawyer_leaves_it_out() -> None:
    shown = {"id": "e1", "what": "layered_file", "made": "contemporaneous"}
    examined = {**shown, "examined_by": {"name": "Zhou Wenhua", "on": "2026-11-01"}}
    chosen = {"id": "s2", "action": "select", "parent": "s0", "by": "p1", "kept": 1, "outputs": 4}
    of = record(
        steps=[
            {**MADE, "evidence": ["e1"]},
            {**PAINTED, "parent": "s0", "evidence": ["e1"]},
            {**PAINTED, "id": "s3", "parent": "s1", "extent": "minor"},  # goes on, and is not shown
            {**chosen, "evidence": ["e1"]},
        ],
        evidence=[examined],
    )
    without = held(of, view("steps[3]", "disputed"))
    assert words(without)[2] == words(without)[1] == "unlikely"


def test_a_result_without_a_lawyer_is_written_as_before() -> None:
    of = record(steps=[MADE])
    assert '"held":' not in canonical_json(assess(of, NO_DECISIONS, RULES))


def test_what_no_record_can_have_is_refused() -> None:
    of = record(steps=[MADE, PAINTED])
    for wrong, why in (
        (view("steps[9]"), KeyError),
        (view("steps[1]", "corrected", action="generate"), KeyError),
        (view("steps[1]", "corrected", extent="vast"), ValidationError),
    ):
        with pytest.raises(why):
            lawyer_view(of, [wrong])


def test_a_correction_that_would_make_other_parts_of_the_work_is_refused() -> None:
    of = record(steps=[MADE, PAINTED])
    with pytest.raises(OtherLayers):
        held(of, view("steps[1]", "corrected", prompt="paint a heron"))


def facts_at_random(of: CreationRecord, chance: random.Random) -> list[FactHeld]:
    facts = []
    for path in facts_of(of):
        state = chance.choice(["", "confirmed", "corrected", "unsupported", "disputed"])
        if state == "corrected" and path.startswith("steps"):
            name = chance.choice([*SCALES])
            facts.append(view(path, state, **{name: chance.choice(SCALES[name])}))
        elif state:
            facts.append(view(path, state))
    return facts


def rank(word: str | None) -> int:
    return dict[str | None, int](RANK.items()).get(word, -1)


def problems(of: CreationRecord, base: CaseBase, facts: list[FactHeld]) -> list[str]:
    """What is wrong with the third answers of a record with all facts, some and none."""
    found = []
    empty = held(of, base=base)
    if empty.held != empty.proved or any(x.held != x.status for x in empty.layers):
        found.append("nothing is held, and the third answer is not that on what is proved")
    left_out = [fact for fact in facts if fact.state in ("unsupported", "disputed")]
    less = held(of, *left_out, base=base)
    assert less.held is not None
    pairs: list[tuple[str, str]] = [(less.held.conclusion, less.proved.conclusion)]
    pairs += [(str(x.held), x.status) for x in less.layers]
    if any(rank(now) > rank(proved) for now, proved in pairs):
        found.append(f"leaving out raises: {pairs}")
    held_only = [fact for fact in facts if fact.state == "confirmed"]
    more = held(of, *held_only, base=base)
    assert more.held is not None
    # A value that only makers appraise holds the first answer down, not one that a lawyer holds.
    is_above = rank(more.held.conclusion) > rank(more.claimed.conclusion)
    if is_above and not more.claimed.turns_on:
        found.append(
            "more is held than the client says, and nothing of it turns on a maker's rating"
        )
    try:
        result = held(of, *facts, base=base)
    except OtherLayers:
        return found
    assert result.held is not None
    if (result.claimed, result.proved) != (empty.claimed, empty.proved):
        found.append("what a lawyer holds moved another answer")
    spoken = {x.id: x.held for x in result.layers}
    top = result.held.layer
    if of.claim not in ("style", "idea") and top and spoken[top] != result.held.conclusion:
        found.append(f"the whole is {result.held.conclusion}, its strongest part {spoken[top]}")
    return found


def run(seeds: range) -> dict[int, list[str]]:
    records, base = sources()
    found = {}
    for seed in seeds:
        chance = random.Random(seed)
        of = varied(chance.choice(records), chance)
        if wrong := problems(of, base, facts_at_random(of, chance)):
            found[seed] = wrong
    return found


def test_no_third_answer_is_above_what_the_facts_give() -> None:
    assert run(SEEDS) == {}


@pytest.mark.nightly
def test_no_third_answer_of_many_more_is_above_what_the_facts_give() -> None:
    assert run(MORE) == {}
