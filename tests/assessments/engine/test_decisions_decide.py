"""The published decisions decide: turned round, they turn what they bind, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from assessments.engine import Case, CaseBase, Precedent, load_rules
from assessments.engine.codes import Outcome
from assessments.engine.judged import SIGNS
from assessments.engine.judging import RANK
from assessments.engine.reasons import rest_of
from tests.support.real_library import real_library
from tests.support.records import precedent, record

RULES = load_rules()
TURNED: dict[Outcome, Outcome] = {"protected": "not_protected", "not_protected": "protected"}
RICH = {"detail": "specific", "effect": "visible", "changed": ["prompt"]}
LIKE_NOTHING_DECIDED = record(
    appraiser="decider",
    kind="audio",
    tools=[{"id": "t1", "name": "A tool", "does": "audio"}],
    steps=[
        {"id": "s1", "action": "generate", "tool": "t1", "detail": "ordinary"},
        {"id": "s2", "action": "adjust", "tool": "t1", "parent": "s1", **RICH, "effect": "random"},
    ],
)


@cache
def published() -> tuple[Precedent, ...]:
    return tuple(real_library().precedents)


def by_layer(of: Precedent, base: CaseBase) -> dict[str, tuple[str, tuple[str, ...], int]]:
    """Basis, what binds and rank of every layer of a decided record, as its decider found it."""
    case = Case(of.record, base, RULES)
    found: dict[str, tuple[str, tuple[str, ...], int]] = {}
    for reading in case.reading("claimed"):
        rest = rest_of(case, reading, "claimed")
        found[reading.shape.id] = (rest.basis, rest.bound_by, reading.rank)
    return found


def with_outcome(of: Precedent, outcome: Outcome) -> Precedent:
    return replace(of, outcome=outcome)


@pytest.mark.parametrize("slug", [p.slug for p in published() if p.jurisdiction == "CN"])
def test_a_decision_turned_round_turns_the_sign_of_what_it_bound(slug: str) -> None:
    decided = next(p for p in published() if p.slug == slug)
    as_it_is = by_layer(decided, CaseBase.build([decided], RULES))
    turned = by_layer(
        decided, CaseBase.build([with_outcome(decided, TURNED[decided.outcome])], RULES)
    )
    bound = [name for name, (_, by, _) in as_it_is.items() if slug in by]
    for name in bound:
        before, after = as_it_is[name][2], turned[name][2]
        gate_holds = decided.record.claim == "prompt"  # at most unlikely, whatever was decided
        assert gate_holds or (before >= RANK["likely"]) != (after >= RANK["likely"])


def test_with_all_outcomes_turned_round_no_bound_answer_keeps_its_sign() -> None:
    base = real_library().base
    turned = CaseBase.build([with_outcome(p, TURNED[p.outcome]) for p in published()], RULES)
    slugs = {p.slug for p in published()}
    tried = 0
    for decided in published():
        if decided.record.claim == "prompt":
            continue  # a gate holds it, whatever was decided
        before, after = by_layer(decided, base), by_layer(decided, turned)
        for name, (basis, by, rank) in before.items():
            if basis == "bound" and set(by) <= slugs:
                tried += 1
                sign = SIGNS[list(RANK)[rank]]
                assert SIGNS.get(list(RANK)[after[name][2]]) != sign, (decided.slug, name)
    assert tried >= len(published()) // 3


@pytest.mark.parametrize("outcome", ["protected", "not_protected"])
def test_a_decision_on_a_silent_point_moves_what_it_binds_and_nothing_else(
    outcome: Outcome,
) -> None:
    """No decision on sound is published, so one on sound is new."""
    decided = precedent("on-sound", LIKE_NOTHING_DECIDED, outcome)
    base = real_library().base
    more = CaseBase.build([*published(), decided], RULES)
    like = precedent("like", LIKE_NOTHING_DECIDED, outcome)
    moved = 0
    for case in (*published(), like):
        before, after = by_layer(case, base), by_layer(case, more)
        for name, was in before.items():
            if "on-sound" in after[name][1] and after[name][0] == "bound":
                moved += 1
                assert (after[name][2] >= RANK["likely"]) == (outcome == "protected")
                assert after[name] != was
            else:
                assert after[name] == was
    assert moved == 1
