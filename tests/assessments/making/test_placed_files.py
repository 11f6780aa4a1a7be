"""What a person says a file is: shown, taken back, and asked about as far as an answer needs it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from assessments.evidence.models import FileReading
from assessments.lineage.models import Tree
from assessments.making.strip import num_undecided, strip_of
from assessments.results.finish import draft_preview
from tests.assessments.making.test_short_path import ANSWERS, BELOW, FOX, begin, picture
from tests.support.dropped_files import File, film_maker
from tests.support.uploads import DraftClient, paint_square
from tests.support.uploads import picture as drawing

pytestmark = pytest.mark.django_db
SONG = ("lyrics.txt", b"I left your keys inside the piano, under the hammers of the low notes")
CHAT = """Me: draw a fox with a lantern on a snowy ridge
Doubao: Here are four pictures.
Me: make the lantern blue, seen from below
Doubao: Done, four new pictures.
"""


def file_of(maker: DraftClient, name: str) -> str:
    return str(maker.draft.uploads.get(name=name).pk)


def place(maker: DraftClient, name: str, what: str) -> None:
    maker.post("making/", do="place", file=file_of(maker, name), what=what)


def drawings() -> tuple[File, File, File]:
    first = drawing("teal")
    second = drawing("olive")
    return ("1.png", first), ("2.png", second), ("final.png", paint_square(second, (40, 40)))


def test_what_was_said_of_a_file_is_shown_and_can_be_taken_back(client: Client) -> None:
    maker = begin(client, SONG)
    place(maker, "lyrics.txt", "own")

    assert [file.what for file in strip_of(maker.draft).placed] == ["own"]
    assert "What you said of your files" in maker.get("making/")
    maker.post("making/", do="unplace", file=file_of(maker, "lyrics.txt"))
    strip = strip_of(maker.draft)
    assert not strip.placed
    assert [file.upload.name for file in strip.loose] == ["lyrics.txt"]
    assert not maker.draft.answers.get("inputs")
    assert not maker.draft.answers.get("evidence")


def test_a_contract_taken_back_is_no_contract(client: Client) -> None:
    maker = begin(client, SONG)
    maker.post("ask/people/", people="employee", maker="Ann", other="Ltd")
    place(maker, "lyrics.txt", "contract")
    assert maker.draft.answers["contracts"]

    maker.post("making/", do="unplace", file=file_of(maker, "lyrics.txt"))
    assert not maker.draft.answers.get("contracts")


@pytest.mark.parametrize("said", ["dominant", "unknown"])
def test_own_material_is_asked_how_much_of_it_shows(client: Client, said: str) -> None:
    maker = begin(client, SONG)
    place(maker, "lyrics.txt", "own")
    (file,) = strip_of(maker.draft).placed
    assert file.is_asked

    maker.post("making/", do="shown", item=file.item, shows=said)
    assert not strip_of(maker.draft).placed[0].is_asked
    stored = maker.draft.answers["inputs"][0]["in_output"]
    assert stored == ("dominant" if said == "dominant" else "__unknown__")


def test_no_grade_of_own_material_is_stated_before_it_is_said_how_much_shows(
    client: Client,
) -> None:
    maker = begin(client, SONG, picture("1.png", FOX, 1))
    maker.post("making/", do="accept-all")
    place(maker, "lyrics.txt", "own")
    maker.post("ask/kind/", **ANSWERS["kind"])
    told = "counted as low as it can be, until you say how much of it shows"

    assert told in maker.get("result/")
    item = strip_of(maker.draft).placed[0].item
    maker.post("making/", do="shown", item=item, shows="partial")
    assert told not in maker.get("result/")


def test_the_finished_work_is_still_asked_who_made_it(client: Client) -> None:
    maker = begin(client, *drawings())
    place(maker, "final.png", "final")
    (final,) = (file for file in strip_of(maker.draft).loose if file.is_final)
    assert final.upload.name == "final.png"
    assert "Who made this version?" in maker.get("making/")

    place(maker, "final.png", "edit")
    assert not any(file.is_final for file in strip_of(maker.draft).loose)
    held = maker.draft.uploads.get(name="final.png").evidence
    assert maker.steps[-1]["action"] == "edit"
    assert maker.steps[-1]["evidence"] == [held]


def test_who_made_the_finished_work_is_asked_once(client: Client) -> None:
    maker = begin(client, *drawings())
    place(maker, "final.png", "final")
    place(maker, "final.png", "keep")

    assert not any(file.is_final for file in strip_of(maker.draft).loose)
    assert maker.steps == []


def test_a_change_by_hand_is_asked_which_result_it_was_made_in(client: Client) -> None:
    maker = begin(client, *drawings())
    for name, what in (("1.png", "generate"), ("2.png", "generate"), ("final.png", "edit")):
        place(maker, name, what)
    last = strip_of(maker.draft).rounds[-1]
    assert [source.upload.name for source in last.sources] == ["2.png", "1.png"]
    assert "Which one did you edit?" in maker.get("making/")

    maker.post("making/", do="source", item=last.item, source=last.sources[1].item)
    assert maker.steps[-1]["parent"] == last.sources[1].item
    assert not strip_of(maker.draft).rounds[-1].sources


def test_work_by_hand_stands_behind_rounds_that_are_still_open(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1), drawings()[2])
    place(maker, "final.png", "edit")

    assert [row.state for row in strip_of(maker.draft).rounds] == ["open", "right"]


def test_the_question_of_changes_by_hand_asks_it_too(client: Client) -> None:
    maker = begin(client, *drawings())
    place(maker, "1.png", "generate")
    place(maker, "2.png", "generate")
    place(maker, "final.png", "final")
    above = maker.steps[0]["id"]
    assert f'<option value="{above}">1 · 1.png</option>' in maker.get("ask/hand/")

    maker.post("ask/hand/", **ANSWERS["hand"], source=above)
    assert maker.steps[-1]["parent"] == above
    assert "Which one did you edit?" not in maker.get("ask/hand/")


def test_rounds_of_one_file_are_told_apart_by_their_words(client: Client) -> None:
    maker = begin(client, SONG, text=CHAT)
    for key in [row.key for row in strip_of(maker.draft).rounds]:
        maker.post("making/", do="accept", key=key)
    place(maker, "lyrics.txt", "edit")
    options = [part for part in maker.get("ask/hand/").split("<option")[1:] if "Round" in part]
    assert len({part.partition("</option>")[0].partition(">")[2] for part in options}) == 2


def test_a_change_made_in_none_of_them_is_asked_once(client: Client) -> None:
    maker = begin(client, *drawings())
    place(maker, "1.png", "generate")
    place(maker, "final.png", "edit")
    item = strip_of(maker.draft).rounds[-1].item

    maker.post("making/", do="source", item=item, source="none")
    assert not maker.steps[-1].get("parent")
    assert not strip_of(maker.draft).rounds[-1].sources


def test_a_round_that_stands_later_is_no_source(client: Client) -> None:
    maker = begin(client, *drawings())
    place(maker, "final.png", "edit")
    place(maker, "1.png", "generate")
    edit = next(row.item for row in strip_of(maker.draft).rounds if row.action == "edit")
    maker.post("making/", do="earlier", item=edit)
    other = next(row.item for row in strip_of(maker.draft).rounds if row.item != edit)

    maker.post("making/", do="source", item=edit, source=other)
    assert not next(step for step in maker.steps if step["id"] == edit).get("parent")


def test_nothing_is_accepted_while_the_results_are_compared(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1), picture("2.png", BELOW, 2))
    trees = Tree.objects.filter(draft=maker.draft)
    trees.update(state="queued", queued_at=timezone.now(), finished_at=None)
    page = maker.get("making/")
    key = strip_of(maker.draft).rounds[0].key
    assert "Comparing the results" in page
    assert 'value="accept-all"' not in page
    assert 'value="accept"' not in page

    for sent in ({"do": "accept-all"}, {"do": "accept", "key": key}):
        maker.post("making/", **sent)
    assert maker.steps == []
    trees.update(state="ready", finished_at=timezone.now())
    maker.post("making/", do="accept-all")
    assert len(maker.steps) == 2


def test_a_comparison_that_is_about_to_be_requested_is_waited_for(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1), picture("2.png", BELOW, 2))
    Tree.objects.filter(draft=maker.draft).delete()
    assert strip_of(maker.draft).is_comparing

    FileReading.objects.update(finished_at=timezone.now() - timedelta(minutes=1))
    assert not strip_of(maker.draft).is_comparing


def test_a_pasted_chat_is_accepted_as_an_exported_one(client: Client) -> None:
    maker = begin(client, text=CHAT)
    page = maker.get("making/")
    assert "Who did this?" not in page
    assert 'value="accept-all"' in page

    maker.post("making/", do="accept-all")
    assert [step["action"] for step in maker.steps] == ["generate", "generate"]
    assert not any(row.differs for row in strip_of(maker.draft).rounds)


def test_the_answer_says_how_many_rounds_it_does_not_count(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1), picture("2.png", BELOW, 2))
    maker.post("ask/kind/", **ANSWERS["kind"])
    assert "Skip them: " in maker.get("making/")
    assert num_undecided(maker.draft) == 2
    assert "2 rounds from your files are not accepted" in maker.get("result/")

    maker.post("making/", do="accept-all")
    assert "are not accepted" not in maker.get("result/")


def test_words_beside_the_ticks_are_said_to_raise_nothing(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1))
    maker.post("making/", do="accept-all")
    maker.post("ask/kind/", **ANSWERS["kind"])
    assert "by itself it raises no answer" not in maker.get("result/")

    answer: dict[str, Any] = {**ANSWERS["hand"], "where": "the second shot is filmed by me"}
    maker.post("ask/hand/", **answer)
    page = maker.get("result/")
    assert "the second shot is filmed by me" in page
    assert "by itself it raises no answer" in page
    assert draft_preview(maker.draft)


def test_a_draft_of_the_short_path_is_continued_there(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1))
    maker.post("ask/kind/", **ANSWERS["kind"])

    for address in ("/begin/", "/drafts/"):
        page = client.get(address).content.decode()
        assert f'href="{maker.url}ask/"' in page, address
        assert "sections done" not in page


@pytest.fixture
def shot(client: Client) -> DraftClient:
    """A screenshot of which the words were taken as a prompt, and a clip that the tool made."""
    _, screen, _, clip, *_ = film_maker()
    maker = begin(client, screen, clip)
    file = file_of(maker, screen[0])
    maker.post("making/", do="words", file=file, text="a lantern lights up under the old bridge")
    assert not any(row.results for row in strip_of(maker.draft).rounds)  # nothing was made yet
    place(maker, clip[0], "generate")
    return maker


def test_the_words_of_a_screenshot_are_of_a_result_once_a_person_says_so(shot: DraftClient) -> None:
    words, clip = strip_of(shot.draft).rounds
    assert [result.item for result in words.results] == [clip.item]
    assert not clip.results
    assert "Which result did these words make?" in shot.get("making/")

    shot.post("making/", do="result", item=words.item, result=clip.item)
    (step,) = shot.steps
    assert (step["id"], step["prompt"][:9]) == (clip.item, "a lantern")
    assert len(step["evidence"]) == 2
    assert not strip_of(shot.draft).rounds[0].results


def test_whether_a_screenshot_shows_the_making_of_a_result_is_asked_once(shot: DraftClient) -> None:
    words, _ = strip_of(shot.draft).rounds
    shot.post("making/", do="result", item=words.item, result="none")
    assert len(shot.steps) == 2
    assert not any(row.results for row in strip_of(shot.draft).rounds)
