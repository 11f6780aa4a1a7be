"""What authors agree on their shares is a matter of art. 14, and gives the work to nobody else."""

from __future__ import annotations

from typing import Any

from tests.support.owners import (
    AUTHOR,
    CO_AUTHOR,
    COMMISSIONER,
    WRITE,
    asked,
    claim,
    contract,
    layer_of,
    party,
    result,
)

BY_BOTH = [WRITE, {**WRITE, "id": "v", "by": "p2", "layer": "second"}]
EQUAL = contract("cooperation", "shared", clause="The copyright belongs to both in equal shares.")
BOOK = {
    "id": "i", "what": "text", "made_by": "third_party", "licence": "licensed",
    "in_output": "partial",
}  # fmt: skip


def test_an_agreement_in_equal_shares_leaves_a_joint_work_what_it_is() -> None:
    found = result(AUTHOR, CO_AUTHOR, steps=BY_BOTH, contracts=[EQUAL])
    assert (found.ownership.owner, found.ownership.basis) == ("Party 1, Party 2", "joint_work")
    bases = [c.basis for layer in found.ownership.layers for c in layer.bases]
    assert "assignment" not in bases
    agreed = next(
        c
        for c in claim(found, "joint_work").conditions
        if c.code == "condition.agreed_among_authors"
    )
    assert (agreed.claimed, agreed.of_use, agreed.facts.contracts) == ("met", True, ("c1",))
    assert not {"clause_unread", "contract_unproved", "competing_bases"} & asked(found)


def test_authors_of_parts_of_their_own_hold_together_what_they_share_by_contract() -> None:
    second = party(2, "author")
    steps: list[dict[str, Any]] = BY_BOTH
    apart = result(AUTHOR, second, steps=steps)
    assert layer_of(apart, "human_text").basis != "joint_work"
    found = result(AUTHOR, second, steps=steps, contracts=[EQUAL])
    owned = layer_of(found, "human_text")
    assert (owned.owner, owned.basis) == ("Party 1, Party 2", "joint_work")
    assert claim(found, "author").claimed == "not_met"


def test_a_share_of_whoever_created_nothing_passes_by_assignment() -> None:
    found = result(AUTHOR, COMMISSIONER, contracts=[contract("cooperation", "shared")])
    assert claim(found, "assignment").parties == ("p1", "p2")


def test_what_joint_authors_adapted_is_not_asked_whether_it_can_be_used_by_itself() -> None:
    found = result(AUTHOR, CO_AUTHOR, steps=BY_BOTH, inputs=[BOOK])
    adapted = claim(found, "adaptation")
    assert (adapted.owner, adapted.claimed) == ("Party 1, Party 2", "met")
    assert "condition.usable_by_itself" not in {c.code for c in adapted.conditions}
    alone = claim(found, "author")
    assert "condition.usable_by_itself" in {c.code for c in alone.conditions}
    assert "prc-copyright-law-14" in alone.authority
