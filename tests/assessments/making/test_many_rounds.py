"""Of many rounds the page shows some, says how many more there are, and counts all of them."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.making import rounds
from assessments.making.strip import strip_of
from assessments.proposals.from_files import turns
from tests.assessments.making.test_short_path import FOX, begin, picture
from tests.support.uploads import DraftClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(client: Client, monkeypatch: pytest.MonkeyPatch) -> DraftClient:
    """Nine pictures, each a round, of which four are shown."""
    monkeypatch.setattr(rounds, "MAX_ROUNDS", 4)
    return begin(client, *(picture(f"{n}.png", f"{FOX}, {n} cranes", n) for n in range(1, 10)))


def shown(maker: DraftClient) -> list[int]:
    return [row.number for row in strip_of(maker.draft).rounds]


def test_the_first_rounds_are_shown_and_the_others_are_counted(maker: DraftClient) -> None:
    strip, page = strip_of(maker.draft), maker.get("making/")

    assert shown(maker) == [1, 2, 3, 4]
    assert (strip.num_more, strip.num_open, strip.is_decided) == (5, 9, False)
    assert "5 more rounds are not shown here" in page
    assert "Accept all 9 rounds" in page
    assert page.count('class="card round ') == 4


def test_what_is_open_appears_when_those_before_it_are_decided(maker: DraftClient) -> None:
    for _ in range(5):
        first = next(row for row in strip_of(maker.draft).rounds if row.state == "open")
        maker.post("making/", do="leave-out", key=first.key)

    # A round that is left out has no number, as in the record.
    assert shown(maker) == [0, 0, 0, 1]
    assert [row.state for row in strip_of(maker.draft).rounds][:4] == [*["not_mine"] * 3, "open"]


def test_accepting_all_accepts_those_that_are_not_shown(maker: DraftClient) -> None:
    maker.post("making/", do="accept-all")
    strip = strip_of(maker.draft)

    assert (strip.num_open, strip.num_more, len(maker.steps)) == (0, 5, 9)
    assert not strip.has_open


def test_no_page_shows_as_many_rounds_as_a_chat_may_have() -> None:
    assert rounds.MAX_ROUNDS <= turns.MAX_STEPS / 10


def test_a_page_marks_the_words_of_as_many_prompts_as_it_may(
    maker: DraftClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_marked = maker.get("making/").count('class="round-words"')
    monkeypatch.setattr(rounds, "MAX_MARKED_CHARS", int(len(FOX) * 2.5))
    page = maker.get("making/")
    assert (all_marked, page.count('class="round-words"')) == (4, 2)
    assert [row.marked is None for row in strip_of(maker.draft).rounds] == [False] * 2 + [True] * 2
    assert [row.is_unmarked for row in strip_of(maker.draft).rounds] == [False] * 2 + [True] * 2
    assert page.count('class="round-answer"') == 2
