"""What continues another step stands behind it, whichever of the two is confirmed first."""

from __future__ import annotations

import pytest

from assessments.proposals.order import block_behind, place_of_new
from tests.support.uploads import DUCK, run_queued_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]


@pytest.fixture
def chain(maker):
    """Three pictures, of which each continues the one before it, by the tree."""
    first = DUCK.read_bytes()
    uploads = maker.upload(("c.png", first), ("a.png", first + b"\0"), ("b.png", first + b"\0\0"))
    maker.get("tree/")
    run_queued_jobs()
    for one, two in zip(uploads, uploads[1:], strict=False):
        maker.post("tree/place/", node=str(two.pk), parent=str(one.pk))
    return uploads


def names_of(maker) -> list[str]:
    """The names of the files behind the steps of the answers, in their order."""
    kept = {piece["id"]: piece["sha256"] for piece in maker.draft.answers["evidence"]}
    files = {upload.sha256: upload.name for upload in maker.draft.uploads.all()}
    return [files[kept[step["evidence"][0]]] for step in maker.steps]


def parents_of(maker) -> list[str]:
    ids = [step["id"] for step in maker.steps]
    return [str(ids.index(step["parent"])) if step.get("parent") else "" for step in maker.steps]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1), (0, 2, 1)])
def test_steps_confirmed_one_by_one_stand_as_in_the_tree(maker, chain, order):
    for place in order:
        maker.post("proposals/", step=f"{chain[place].pk}/1", act="accept")
    assert names_of(maker) == ["c.png", "a.png", "b.png"]
    assert parents_of(maker) == ["", "0", "1"]


def test_steps_confirmed_together_stand_as_in_the_tree(maker, chain):
    maker.post("proposals/")
    assert names_of(maker) == ["c.png", "a.png", "b.png"]
    assert parents_of(maker) == ["", "0", "1"]


def test_a_step_stands_before_those_that_continue_it_only_where_the_times_allow_it():
    day = "2026-03-0"
    steps = [{"id": "x", "at": f"{day}1"}, {"id": "child"}, {"id": "y", "at": f"{day}3"}]
    assert place_of_new(steps, None, "", {"child"}) == (1, True)
    assert place_of_new(steps, f"{day}2", "", {"child"}) == (1, True)
    assert place_of_new(steps, f"{day}5", "", {"child"}) == (3, True)
    assert place_of_new(steps, None, "child", {"x"}) == (3, True)


def test_a_step_moves_behind_another_with_what_continues_it_or_stays():
    day = "2026-03-0"
    steps = [
        {"id": "child"},
        {"id": "grandchild", "parent": "child"},
        {"id": "other"},
        {"id": "new"},
        {"id": "later", "parent": "child"},
    ]
    assert block_behind(steps, "child", 3) == ["child", "grandchild"]
    assert block_behind(steps, "later", 3) == []
    assert (
        block_behind([{**steps[0], "at": f"{day}1"}, {"id": "new", "at": f"{day}3"}], "child", 1)
        is None
    )
    assert block_behind([{"id": "child"}, {"id": "new", "parent": "child"}], "child", 1) is None
