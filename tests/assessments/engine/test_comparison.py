"""Where a layer stands among decided works: bound, between them, or on no decision at all."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from assessments.engine import CaseBase, Precedent, Result, assess, load_rules
from tests.support.records import precedent, record

RULES = load_rules()
SHOWN = {"evidence": ["e1"]}


def case(detail: str, effect: str = "visible", **fields: Any) -> Any:
    """A prompted picture whose account history shows everything, as a court found it."""
    return record(
        appraiser="decider",
        steps=[
            {"id": "s1", "action": "generate", "tool": "t1", "detail": detail, **SHOWN},
            {
                "id": "s2",
                "parent": "s1",
                "action": "adjust",
                "changed": ["prompt"],
                "effect": effect,
                **SHOWN,
            },
        ],
        **fields,
    )


def result(of: Any, *precedents: Precedent, **options: Any) -> Result:
    return assess(of, CaseBase.build(precedents, RULES), RULES, **options)


def relation(found: Result, slug: str) -> str:
    return next(compared.relation for compared in found.precedents if compared.slug == slug)


def test_a_grant_binds_a_case_at_least_as_strong_on_what_it_turned_on() -> None:
    weak = case("ordinary")
    alone = result(weak)
    assert (alone.proved.conclusion, alone.proved.basis) == ("unlikely", "scale")
    found = result(weak, precedent("kept", weak, "protected"))
    assert (found.proved.conclusion, found.proved.basis) == ("likely", "bound")
    assert found.proved.bound_by == ("kept",)
    reason = found.proved.elements["originality"].reasons[0]
    assert reason.code == "precedent.at_least_as_strong"
    assert reason.authority == ("kept",)
    weaker = result(case("topic"), precedent("kept", weak, "protected"))
    assert weaker.proved.basis != "bound"


def test_a_refusal_binds_a_case_at_most_as_strong() -> None:
    found = result(case("specific"), precedent("lost", case("rich"), "not_protected"))
    assert (found.proved.conclusion, found.proved.basis) == ("not_protected", "bound")
    assert relation(found, "lost") == "follows"


@pytest.mark.parametrize(
    ("door", "fields"),
    [
        ("editing", {"action": "edit", "extent": "minor", "adds": ["figure"]}),
        ("selection", {"action": "select", "criteria": "the calmest one"}),
        ("conception", {"action": "prepare", "extent": "substantial"}),
    ],
)
def test_a_refusal_leaves_every_door_open(door: str, fields: dict[str, Any]) -> None:
    """Expression that came in otherwise was not refused, where the decision did not reach it."""
    strong = case("specific")
    extra = record(
        appraiser="decider",
        steps=[
            *(step.model_dump(mode="json", exclude_none=True) for step in strong.steps),
            {"id": "s3", "parent": "s2", **fields, **SHOWN},
        ],
    )
    lost = precedent("lost", case("rich"), "not_protected", held={
        "instruction": 4, "control": 4, "refinement": 4})  # fmt: skip
    assert result(strong, lost).proved.bound_by == ("lost",)
    prompted = next(
        layer for layer in result(extra, lost).layers if layer.layer == "prompted_output"
    )
    assert prompted.bound_by != ("lost",), door


def test_a_refusal_for_want_of_proof_says_nothing_of_what_is_claimed() -> None:
    lost = precedent("lost", case("rich"), "not_protected", refused_for="proof")
    found = result(case("specific"), lost)
    assert found.claimed.conclusion == "likely"
    assert found.proved.conclusion == "not_protected"


def test_bound_both_ways_is_arguable_and_names_both() -> None:
    same = case("specific")
    found = result(
        same, precedent("kept", same, "protected"), precedent("lost", same, "not_protected")
    )
    assert (found.proved.conclusion, found.proved.basis) == ("arguable", "conflict")
    assert set(found.proved.bound_by) == {"kept", "lost"}


def test_a_grant_of_two_layers_binds_only_where_both_are_reached() -> None:
    steps = [step.model_dump(mode="json", exclude_none=True) for step in case("ordinary").steps]
    edit = {"id": "s3", "parent": "s2", "action": "edit", "extent": "local", "effect": "visible",
            "adds": ["figure"], **SHOWN}  # fmt: skip
    both = record(appraiser="decider", steps=[*steps, edit])
    kept = precedent(
        "kept",
        both,
        "protected",
        turned_on={"prompted_output": ("instruction", "refinement"), "hand_editing": ("editing",)},
    )
    layers = {layer.layer: layer for layer in result(both, kept).layers}
    assert layers["prompted_output"].bound_by == ("kept",)
    assert layers["hand_editing"].bound_by == ("kept",)
    assert result(case("rich"), kept).proved.basis != "bound"


def test_a_picture_is_not_bound_by_a_decision_on_a_text() -> None:
    text = precedent("text", case("ordinary", kind="text"), "protected")
    assert result(case("rich"), text).proved.basis == "scale"
    assert result(case("rich", kind="code"), text).proved.basis == "bound"


@pytest.mark.parametrize("outcome", ["protected", "not_protected"])
def test_a_decision_from_elsewhere_never_binds(outcome: str) -> None:
    abroad = precedent("abroad", case("specific"), outcome, jurisdiction="US")
    alone, found = result(case("specific")), result(case("specific"), abroad)
    assert found.proved.conclusion == alone.proved.conclusion
    assert found.proved.basis == "scale"
    for element in found.proved.elements.values():
        assert all("abroad" not in reason.authority for reason in element.reasons)


@pytest.mark.parametrize("fields", [{"binding": False}, {"binds_until": dt.date(2025, 6, 1)}])
def test_a_decision_that_does_not_stand_does_not_bind(fields: dict[str, Any]) -> None:
    fallen = precedent("fallen", case("ordinary"), "protected", **fields)
    assert result(case("ordinary"), fallen).proved.basis != "bound"


def test_a_decision_binds_until_the_day_on_which_it_was_reversed() -> None:
    fallen = precedent("fallen", case("ordinary"), "protected", binds_until=dt.date(2025, 6, 1))
    before = result(case("ordinary"), fallen, as_of=dt.date(2025, 5, 31))
    assert before.proved.bound_by == ("fallen",)
    after = result(case("ordinary"), fallen, as_of=dt.date(2025, 6, 1))
    assert after.proved.basis != "bound"


def test_without_what_binds_it_an_answer_rests_on_something_else() -> None:
    base = CaseBase.build([precedent("kept", case("ordinary"), "protected")], RULES)
    with_it = assess(case("ordinary"), base, RULES)
    without = assess(case("ordinary"), base.narrow(without=with_it.proved.bound_by), RULES)
    assert without.proved.basis != with_it.proved.basis


def test_what_is_near_on_both_sides_is_named() -> None:
    found = result(
        case("specific"),
        precedent("kept", case("rich", "as_intended"), "protected"),
        precedent("lost", case("ordinary", "random"), "not_protected"),
    )
    assert found.proved.basis == "between"
    assert found.proved.bound_by == ("kept", "lost")
    assert found.proved.conclusion == result(case("specific")).proved.conclusion


def test_a_decision_whose_facts_are_not_reported_is_near_to_nothing() -> None:
    kept = precedent("kept", case("rich", "as_intended"), "protected")
    unknown = dataclasses.replace(kept, slug="unknown", unreported=("instruction",))
    lost = precedent("lost", case("ordinary", "random"), "not_protected")
    found = result(case("specific"), unknown, lost)
    assert found.proved.basis == "scale"
    assert relation(found, "unknown") == "distinguished"
    assert result(case("specific"), unknown, kept, lost).proved.bound_by == ("kept", "lost")


def test_what_was_not_reached_binds_nobody_as_a_grant() -> None:
    vague = precedent("vague", case("ordinary"), "protected", held={"instruction": 2})
    assert result(case("specific"), vague).proved.basis != "bound"


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


def test_only_layers_of_a_kind_are_compared() -> None:
    arranged = record(
        claim="arrangement",
        steps=[{"id": "s1", "action": "arrange", "extent": "substantial", **SHOWN}],
    )
    kept = precedent("arranged", arranged, "protected", turned_on={"arrangement": ("selection",)})
    assert result(case("rich"), kept).precedents == ()


def test_both_outcomes_are_listed_even_where_one_is_far_away() -> None:
    near = [precedent(f"near-{i:02}", case("rich"), "protected") for i in range(30)]
    far = precedent("far", case("topic"), "not_protected")
    listed = result(case("rich"), *near, far).precedents
    assert "far" in [compared.slug for compared in listed]
    assert len(listed) == RULES.precedents.listed_per_outcome + 1


def test_a_rule_names_a_decision_only_while_it_is_in_the_library() -> None:
    def named(found: Result) -> set[str]:
        answers = [found.claimed, found.proved]
        return {
            name
            for answer in answers
            for element in answer.elements.values()
            for reason in element.reasons
            for name in reason.authority
        }

    assert "li-v-liu-2023" not in named(result(case("rich")))
    leading = precedent("li-v-liu-2023", case("rich"), "protected")
    assert "li-v-liu-2023" in named(result(case("rich"), leading))


def test_of_decisions_that_stand_alike_the_first_by_slug_are_named() -> None:
    weak, count = case("ordinary"), RULES.precedents.listed_per_outcome
    names = [f"d{n:02}" for n in range(count + 2)]
    alike = [precedent(name, weak, "protected") for name in reversed(names)]
    other = dataclasses.replace(precedent("aa", weak, "protected"), jurisdiction="US")
    found = result(weak, *alike, other)
    assert found.proved.bound_by == tuple(names[:count])
    assert [compared.slug for compared in found.precedents] == names[:count]
