"""Two pages that save the same part never overwrite each other unseen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.answers import SaveConflict, merge
from assessments.answers.merging import MAX_REMEMBERED_SAVES, count, remember


class Part:
    """One part of a draft, saved as the service saves it."""

    def __init__(self, **stored: Any) -> None:
        self.stored: dict[str, Any] = stored
        self.log: dict[str, Any] | None = None

    def save(self, read_at: int, **sent: Any) -> Any:
        merged = merge(self.stored, sent, self.log, read_at)
        if merged.changes:
            self.log = remember(self.log, self.stored, merged.changes)
            self.stored.update(merged.changes)
        return merged

    @property
    def version(self) -> int:
        return count(self.log)


def test_answers_to_different_questions_are_joined() -> None:
    part = Part(title="A", kind="image")
    part.save(0, title="B", kind="image")

    merged = part.save(0, title="A", kind="text")

    assert part.stored == {"title": "B", "kind": "text"}
    assert merged.changed_elsewhere == ["title"]


def test_an_answer_that_both_changed_is_refused_and_both_are_shown() -> None:
    part = Part(title="A")
    part.save(0, title="B")

    with pytest.raises(SaveConflict) as refused:
        part.save(0, title="C")

    assert refused.value.both == {"title": ("B", "C")}
    assert part.stored == {"title": "B"}


def test_the_same_answer_given_twice_is_no_conflict() -> None:
    part = Part(title="A")
    part.save(0, title="B")

    assert part.save(0, title="B").changes == {}


def test_a_page_that_never_knew_an_answer_cannot_erase_it() -> None:
    part = Part()
    part.save(0, title="A", kind="image")

    part.save(0, title="", kind="")
    part.save(99, title="", kind="image")

    assert part.stored == {"title": "A", "kind": "image"}


def test_a_page_that_sends_nothing_but_blanks_erases_nothing() -> None:
    part = Part(title="A", kind="image")

    assert part.save(0, title=" ", kind="").kept == ["title", "kind"]
    assert part.stored == {"title": "A", "kind": "image"}


def test_one_answer_can_be_taken_back_on_purpose() -> None:
    part = Part(title="A", kind="image")

    part.save(0, title="")

    assert part.stored == {"title": "", "kind": "image"}


def test_a_page_older_than_what_is_remembered_conflicts_on_all_that_differs() -> None:
    part = Part(title="0")
    for number in range(1, MAX_REMEMBERED_SAVES + 2):
        part.save(part.version, title=str(number))

    with pytest.raises(SaveConflict):
        part.save(0, title="0")


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from(["1", "2", ""])),
        max_size=12,
    )
)
def test_no_answer_is_ever_replaced_by_a_page_that_did_not_see_it(
    acts: list[tuple[str, str, str]],
) -> None:
    """Two tabs save in any order; each knows what it read last."""
    part = Part()
    seen: dict[str, tuple[int, dict[str, Any]]] = {"a": (0, {}), "b": (0, {})}
    for tab, name, value in acts:
        version, known = seen[tab]
        before = dict(part.stored)
        try:
            part.save(version, **{name: value})
        except SaveConflict:
            seen[tab] = (part.version, dict(part.stored))
            continue
        if part.stored.get(name) != before.get(name):
            assert not before.get(name) or before.get(name) == known.get(name)
        seen[tab] = (part.version, dict(part.stored))
