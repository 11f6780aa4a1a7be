"""Where a case stands among decided ones: binding, distinguishing, moving an element."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assessments.engine import BASES, CaseBase, Precedent, Result, assess, load_rules
from assessments.engine.comparison import Levels
from assessments.engine.result import ElementAnswer
from tests.support.records import precedent, record

RULES = load_rules()
SHOWN = {"evidence": ["e1"]}


def case(detail: str, **fields: Any) -> Any:
    """A prompted picture whose account history shows everything."""
    return record(
        steps=[
            {"id": "s1", "action": "generate", "tool": "t1", "detail": detail, **SHOWN},
            {
                "id": "s2",
                "parent": "s1",
                "action": "adjust",
                "changed": ["prompt"],
                "effect": "visible",
                **SHOWN,
            },
        ],
        **fields,
    )


def result(of: Any, *precedents: Precedent, **options: Any) -> Result:
    return assess(of, CaseBase.build(precedents, RULES), RULES, **options)


def originality(found: Result) -> ElementAnswer:
    return found.proved.elements["originality"]


def relation(found: Result, slug: str) -> str:
    return next(compared.relation for compared in found.precedents if compared.slug == slug)


def test_levels_are_at_least_others_where_none_is_below() -> None:
    assert Levels((2, 3)).at_least(Levels((2, 1)))
    assert Levels((2, 3)).at_least(Levels((2, 3)))
    assert not Levels((4, 0)).at_least(Levels((0, 1)))


def test_a_protected_work_that_was_no_stronger_lifts_a_weaker_score() -> None:
    alone = originality(result(case("ordinary"))).score
    lifted = originality(result(case("ordinary"), precedent("kept", case("ordinary"), "protected")))
    assert alone < RULES.precedents.domestic.floor == lifted.score
    assert lifted.reasons[0].code == "precedent.at_least_as_strong"
    assert lifted.reasons[0].authority == ("kept",)


def test_a_refused_work_that_was_no_weaker_lowers_a_higher_score() -> None:
    found = result(case("specific"), precedent("lost", case("rich"), "not_protected"))
    assert originality(found).score == RULES.precedents.domestic.ceiling
    assert relation(found, "lost") == "follows"


def test_a_refusal_does_not_bind_a_case_that_is_stronger_anywhere() -> None:
    drawn = case(
        "specific", inputs=[{"id": "i", "what": "sketch", "made_by": "own", "in_output": "trace"}]
    )
    stronger = drawn.model_copy(
        update={"inputs": (drawn.inputs[0].model_copy(update={"evidence": ("e1",)}),)}
    )
    refused = precedent("lost", case("rich"), "not_protected", turned_on=("instruction",))
    found = result(stronger, refused)
    assert originality(found).score > RULES.precedents.domestic.ceiling
    compared = next(c for c in found.precedents if c.slug == "lost")
    assert compared.relation == "distinguished"
    assert "own_input" in compared.stronger_on


def test_a_protection_binds_on_what_it_turned_on_only() -> None:
    wide = precedent(
        "kept", case("specific", foreseeability="close"), "protected", turned_on=("instruction",)
    )
    assert relation(result(case("specific", foreseeability="random"), wide), "kept") == "follows"


@pytest.mark.parametrize("outcome", ["protected", "not_protected"])
def test_a_foreign_decision_settles_only_what_the_rules_leave_arguable(outcome: str) -> None:
    abroad = precedent("abroad", case("rich"), outcome, jurisdiction="US")
    strong = case("rich")
    alone = originality(result(strong)).score
    assert alone >= RULES.status["met"]
    assert originality(result(strong, abroad)).score == alone


def test_what_binds_is_what_the_court_held_proved() -> None:
    """A plaintiff refused for want of proof is no measure of facts that are proved."""
    unproved = case("rich", evidence=[{"id": "e1", "what": "reconstruction", "made": "later"}])
    found = result(case("specific"), precedent("lost", unproved, "not_protected"))
    assert relation(found, "lost") == "distinguished"


def test_decisions_of_a_later_day_are_left_out() -> None:
    early = precedent("early", case("rich"), "protected", decided_on=dt.date(2023, 11, 27))
    late = precedent("late", case("rich"), "protected", decided_on=dt.date(2025, 3, 19))
    undated = precedent("undated", case("rich"), "protected", decided_on=None)
    found = result(case("rich"), early, late, undated, as_of=dt.date(2024, 6, 30))
    assert [compared.slug for compared in found.precedents] == ["early"]
    assert found.as_of == dt.date(2024, 6, 30)


def test_the_hash_of_the_library_says_what_was_compared_with() -> None:
    single = precedent("one", case("rich"), "protected")
    two = precedent("two", case("ordinary"), "not_protected")
    assert result(case("rich"), single, two).library == result(case("rich"), two, single).library
    assert result(case("rich"), single).library != result(case("rich"), single, two).library


def test_only_works_claimed_alike_are_compared() -> None:
    arranged = record(
        claim="arrangement",
        steps=[{"id": "s1", "action": "arrange", "extent": "substantial", **SHOWN}],
    )
    found = result(case("rich"), precedent("arranged", arranged, "protected"))
    assert found.precedents == ()


def test_both_outcomes_are_listed_even_where_one_is_far_away() -> None:
    near = [precedent(f"near-{i:02}", case("rich"), "protected") for i in range(30)]
    far = precedent("far", case("topic"), "not_protected")
    listed = result(case("rich"), *near, far).precedents
    assert "far" in [compared.slug for compared in listed]
    assert len(listed) == RULES.precedents.listed_per_outcome + 1


def test_what_is_proved_in_part_is_not_said_as_if_it_were_shown() -> None:
    weak = [{"id": "e1", "what": "account_history", "made": "contemporaneous", "strength": "weak"}]
    found = result(case("rich", evidence=weak))
    claimed, proved = (found.answer(basis).findings["instruction"] for basis in BASES)
    assert claimed.because == "instruction.rich"
    assert (proved.level, proved.because) == (1, "instruction.partly_proved")
