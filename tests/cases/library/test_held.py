"""The levels that were held: the shipped decisions do not contradict each other at them."""

from __future__ import annotations

import pytest
import yaml

from cases.library import FOLDER, load_all
from cases.library.consistency import HOME, Levels, binds, contradictions, held_levels
from cases.library.schema import DIMENSIONS, Dimension, JudgedRecord

PUBLISHED = [decision for decision in load_all() if decision.status == "published"]
JUDGED = {judged.slug: judged for decision in PUBLISHED for judged in decision.judged}
REFUSALS = [judged for judged in JUDGED.values() if judged.outcome == "not_protected"]
GRANTS = [
    judged for judged in JUDGED.values() if judged.outcome == "protected" and not judged.unreported
]
PLAN = 4
# Facts of the kind of a user's record, at their levels.
CAT: dict[Dimension, int] = {"instruction": 1}  # the one word, first output taken
OWN_PHOTOGRAPH: dict[Dimension, int] = {"own_input": 4}
NOVEL_BY_HAND: dict[Dimension, int] = {"editing": 4}


def with_levels(judged: JudgedRecord, **levels: int) -> JudgedRecord:
    held = {
        name: entry.model_copy(update={"level": levels[name]}) if name in levels else entry
        for name, entry in judged.held.items()
    }
    return judged.model_copy(update={"held": held})


def test_no_chinese_decision_contradicts_another() -> None:
    assert [str(c) for c in contradictions(PUBLISHED) if c.jurisdiction == HOME] == []


def test_no_decision_from_elsewhere_contradicts_one_of_its_own_jurisdiction() -> None:
    assert [str(c) for c in contradictions(PUBLISHED) if c.jurisdiction != HOME] == []


def test_a_contradiction_is_found() -> None:
    """Had the chair's prompt been held rich and steered, Wuhan would have protected it."""
    chair = next(d for d in PUBLISHED if d.slug == "zhangjiagang-butterfly-chair-2025")
    steered = with_levels(chair.judged[0], instruction=3, control=3, refinement=3, selection=2)
    changed = chair.model_copy(update={"judged": (steered,)})
    others = [decision for decision in PUBLISHED if decision.slug != chair.slug]

    found = {(c.binding, c.bound) for c in contradictions([*others, changed])}

    assert ("wuhan-east-lake-2025", chair.slug) in found
    assert (chair.slug, "qinhuangdao-model-image-2025") in found


def test_what_is_made_by_hand_or_from_an_own_photograph_is_bound_by_no_refusal() -> None:
    assert REFUSALS
    assert [r.slug for r in REFUSALS if binds(r, OWN_PHOTOGRAPH)] == []
    assert [r.slug for r in REFUSALS if binds(r, NOVEL_BY_HAND)] == []
    assert [r.slug for r in REFUSALS if binds(r, {"conception": PLAN})] == []


def test_one_word_is_bound_by_the_refusals_that_went_at_least_as_far() -> None:
    bound = {refusal.slug for refusal in REFUSALS if binds(refusal, CAT)}

    assert {"yingtan-frosts-descent-2025", "zhangjiagang-butterfly-chair-2025"} <= bound
    assert "bic-cat-pendant-2025" not in bound  # nothing was proved there, not even a word


def test_one_word_is_not_stronger_on_instruction_than_what_was_described_at_length() -> None:
    described = held_levels(JUDGED["theatre-dopera-spatial-2023"])

    assert described["instruction"] > CAT["instruction"]


@pytest.mark.parametrize("door", ["editing", "own_input", "selection"])
def test_a_work_that_comes_in_by_a_door_is_not_bound_by_a_refusal(door: Dimension) -> None:
    frost = JUDGED["yingtan-frosts-descent-2025"]
    as_decided = held_levels(frost)

    assert binds(frost, as_decided)
    assert not binds(frost, {**as_decided, door: 1})


def test_a_decision_that_turned_on_two_layers_binds_where_both_are_reached() -> None:
    both: Levels = {"instruction": 3, "refinement": 2, "editing": 3}
    changshu = JUDGED["changshu-half-heart-2024"]

    assert set(changshu.turned_on) == {"prompted_output", "hand_editing"}
    assert binds(changshu, both)
    assert not binds(changshu, {**both, "editing": 2})
    assert not binds(changshu, {**both, "refinement": 1})


def test_a_grant_binds_its_own_case_and_nothing_that_is_weaker_where_it_turned() -> None:
    def weaker(judged: JudgedRecord) -> list[dict[Dimension, int]]:
        levels = held_levels(judged)
        return [{**levels, name: levels[name] - 1} for name in judged.turned_on_dimensions]

    assert [g.slug for g in GRANTS if not binds(g, held_levels(g))] == []
    assert [g.slug for g in GRANTS if any(binds(g, levels) for levels in weaker(g))] == []


def test_each_file_states_the_dimensions_by_layer_and_in_their_order() -> None:
    for path in FOLDER.glob("*.yaml"):
        for judged in yaml.safe_load(path.read_text(encoding="utf-8")).get("judged", ()):
            for names in judged["turned_on"].values():
                assert names == [name for name in DIMENSIONS if name in names], path.name


def test_a_refusal_for_want_of_proof_alone_is_marked() -> None:
    marked = {refusal.slug for refusal in REFUSALS if refusal.refused_for == "proof"}

    assert marked == {
        "bic-cat-pendant-2025",
        "olg-duesseldorf-underwater-dog-2026",
        "prague-dalle-2023",
    }


def test_a_decision_binds_nothing_where_no_source_says_how_much_was_accepted() -> None:
    qinhuangdao = JUDGED["qinhuangdao-model-image-2025"]

    assert qinhuangdao.unreported == ("instruction", "control")
    assert not binds(qinhuangdao, dict.fromkeys(DIMENSIONS, 4))
    assert [slug for slug, judged in JUDGED.items() if judged.unreported] == [qinhuangdao.slug]
