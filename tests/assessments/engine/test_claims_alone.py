"""That a claimed style, idea or arrangement is refused says nothing of the work in which it is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.owners import AUTHOR, RUN, WRITE, layer_of, result
from tests.support.records import TOOL

PICTURE: dict[str, Any] = {
    "kind": "image",
    "steps": [
        {**WRITE, "action": "edit", "adds": ["figure", "composition"], "effect": "as_intended"}
    ],
}


@pytest.mark.parametrize("claim", ["style", "idea"])
def test_a_claimed_style_leaves_the_layers_their_own_answers(claim: str) -> None:
    plain = result(AUTHOR, **PICTURE)
    found = result(AUTHOR, claim=claim, **PICTURE)
    assert found.claimed.conclusion == "not_protected"
    assert found.claimed.elements["form"].status == "not_met"
    assert [(la.id, la.claimed, la.proved) for la in found.layers] == [
        (la.id, la.claimed, la.proved) for la in plain.layers
    ]
    assert {la.because for la in found.layers} == {la.because for la in plain.layers}
    assert found.layers[0].claimed == "protected"


@pytest.mark.parametrize("claim", ["style", "idea", "arrangement"])
def test_the_owner_follows_the_layer_where_the_claim_is_refused(claim: str) -> None:
    found = result(AUTHOR, claim=claim, **PICTURE)
    assert (found.ownership.owner, found.ownership.because) == ("Party 1", "ownership.author")
    assert found.ownership.layer == "hand_editing-1"
    assert layer_of(found, "hand_editing").owner == "Party 1"


def test_no_owner_is_named_where_no_layer_is_a_work() -> None:
    crop = {**WRITE, "action": "edit", "adds": ["crop"], "extent": "technical"}
    found = result(AUTHOR, claim="style", kind="image", steps=[crop])
    assert found.ownership.owner == ""


def test_to_pick_one_result_is_no_selection_of_parts() -> None:
    run = {**RUN, "outputs": 4, "kept": 1, "criteria": "the dog looks up"}
    picked = result(AUTHOR, kind="image", claim="arrangement", tools=[TOOL], steps=[run])
    several = result(
        AUTHOR, kind="image", claim="arrangement", tools=[TOOL], steps=[{**run, "kept": 3}]
    )
    for found, code in ((picked, "not_arranged"), (several, "elsewhere")):
        codes = {reason.code for reason in found.claimed.elements["originality"].reasons}
        assert {c for c in codes if c.startswith("selection.")} == {f"selection.{code}"}
