"""From dropped files to the first answer: rounds, decisions on them, at most six questions."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from assessments.answers.answers import problems
from assessments.making.questions import NAMES, open_questions
from assessments.making.strip import strip_of
from assessments.works.drafts import Draft
from tests.support.uploads import DraftClient, run_queued_jobs

pytestmark = pytest.mark.django_db
FOX = "a fox on a snowy ridge at night, a lantern in its mouth"
BELOW = f"{FOX}, seen from below"
ANSWERS: dict[str, dict[str, Any]] = {
    "kind": {"kind_of_work": "image", "title": "Fox"},
    "people": {"people": "self", "maker": "Ann"},
    "idea": {"idea": "A fox that carries the only light"},
    "typed": {"prompt": "a fox with a lantern, seen from below", "tool": "Jimeng"},
    "hand": {"adds": ["figure"], "extent": "local", "where": "the cranes", "effect": "visible"},
    "originals": {"originals": ["account_history"]},
    "published": {"on": "2026-11-01", "label": "yes"},
}


def picture(name: str, prompt: str, seed: int) -> tuple[str, bytes]:
    settings = (
        f"Steps: 28, Sampler: Euler a, CFG scale: 6.5, Seed: {seed}, Size: 64x64, Model: dream"
    )
    info = PngInfo()
    info.add_text("parameters", f"{prompt}\n{settings}")
    out = io.BytesIO()
    Image.effect_noise((64, 64), 40 + 30 * seed).save(out, "PNG", pnginfo=info)
    return name, out.getvalue()


def begin(client: Client, *files: tuple[str, bytes], **sent: str) -> DraftClient:
    posted = [SimpleUploadedFile(*file) for file in files]
    response = client.post("/begin/", {"files": posted, **sent})
    assert response.status_code == 302, response.content
    run_queued_jobs()
    return DraftClient(client, Draft.objects.get())


@pytest.fixture
def rounds(client: Client) -> DraftClient:
    return begin(
        client,
        picture("00010-3.png", BELOW, 3),
        picture("00009-2.png", FOX, 2),
        picture("00008-1.png", FOX, 1),
    )


def test_nothing_chosen_begins_nothing_and_says_what_to_do(client: Client) -> None:
    response = client.post("/begin/")

    assert response.status_code == 422
    assert "Choose files or paste a text first." in response.content.decode()
    assert not Draft.objects.exists()


def test_two_empty_beginnings_are_one_draft(client: Client) -> None:
    for _ in range(2):
        client.post("/begin/", {"without": "1"})

    assert Draft.objects.count() == 1


def test_a_script_is_told_where_to_send_files(client: Client) -> None:
    answer = client.post("/begin/", headers={"accept": "application/json"}).json()
    draft = Draft.objects.get()

    assert answer == {
        "files": f"/interview/{draft.pk}/files/",
        "next": f"/interview/{draft.pk}/making/",
    }


def test_a_pasted_text_is_kept_as_a_file(client: Client) -> None:
    maker = begin(client, text="User: draw a fox\nAssistant: Here it is.")

    assert [upload.name for upload in maker.draft.uploads.all()] == ["pasted text.txt"]


def test_rounds_stand_by_the_numbers_of_their_files(rounds: DraftClient) -> None:
    shown = strip_of(rounds.draft).rounds

    assert [row.upload and row.upload.name for row in shown] == [
        "00008-1.png",
        "00009-2.png",
        "00010-3.png",
    ]
    assert [row.continues for row in shown] == [0, 1, 2]
    assert "seen from below" in shown[2].name


def test_accepting_all_says_what_each_round_continues(rounds: DraftClient) -> None:
    rounds.post("making/", do="accept-all")

    first, second, third = rounds.steps
    assert [step.get("parent") for step in rounds.steps] == ["", first["id"], second["id"]]
    assert third["changed"] == ["prompt", "seed"]
    assert {row.state for row in strip_of(rounds.draft).rounds} == {"right"}


def test_a_new_subject_continues_nothing(client: Client) -> None:
    maker = begin(
        client, picture("1.png", FOX, 1), picture("2.png", "a red bicycle in the rain", 2)
    )
    maker.post("making/", do="accept-all")

    assert [step.get("parent") for step in maker.steps] == ["", ""]


def test_a_round_left_out_is_no_step_until_it_is_taken_back(rounds: DraftClient) -> None:
    first = strip_of(rounds.draft).rounds[0]
    rounds.post("making/", do="accept", key=first.key)
    rounds.post("making/", do="leave-out", key=first.key, item=rounds.steps[0]["id"])
    rounds.post("making/", do="accept-all")

    assert len(rounds.steps) == 2
    assert strip_of(rounds.draft).rounds[0].state == "not_mine"
    rounds.post("making/", do="take-back", key=first.key)
    assert strip_of(rounds.draft).num_open == 1


def test_a_correction_is_kept_and_accepts_the_round(rounds: DraftClient) -> None:
    first = strip_of(rounds.draft).rounds[0]
    rounds.post("making/", do="mend", key=first.key, action="adjust", intent="a darker night")

    assert (rounds.steps[0]["action"], rounds.steps[0]["intent"]) == ("adjust", "a darker night")


def test_what_changes_alone_is_returned_to_htmx(rounds: DraftClient) -> None:
    response = rounds.client.get(f"{rounds.url}making/", headers={"hx-request": "true"})

    assert b"<html" not in response.content
    assert b'id="making-strip"' in response.content


def test_six_questions_lead_to_the_answer(client: Client) -> None:
    maker = begin(client, without="1")
    asked = []
    for _ in range(6):
        address = client.get(f"{maker.url}ask/")["location"]
        asked.append(address.rstrip("/").rpartition("/")[2])
        assert client.get(address).status_code == 200
        assert client.post(address, ANSWERS[asked[-1]]).status_code == 302

    # Without files it is asked what was typed; what else is kept is on the page of securing.
    assert asked == [name for name in NAMES if name != "originals"]
    generated = next(step for step in maker.steps if step["action"] == "generate")
    assert (generated["prompt"], generated["tool"]) == (ANSWERS["typed"]["prompt"], "t1")
    assert client.get(f"{maker.url}ask/")["location"] == f"{maker.url}result/"
    assert problems(maker.draft.answers) == []
    assert client.get(f"{maker.url}result/").status_code == 200


def test_a_question_that_files_answer_is_not_asked(rounds: DraftClient) -> None:
    rounds.post("making/", do="accept-all")

    assert "originals" not in open_questions(rounds.draft)


@pytest.mark.parametrize("button", ["none", "unknown"])
def test_no_and_unknown_are_answers_and_not_asked_again(client: Client, button: str) -> None:
    maker = begin(client, without="1")
    maker.post("ask/idea/", **{button: "1"})

    assert "idea" not in open_questions(maker.draft)
    assert maker.steps == []


def test_a_wrong_answer_is_shown_again_with_what_was_typed(client: Client) -> None:
    maker = begin(client, without="1")
    response = maker.post("ask/published/", on="2999-01-01", label="no")

    assert response.status_code == 422
    assert "This day is still to come." in response.content.decode()
    assert 'value="2999-01-01"' in response.content.decode()


def test_the_answer_is_headed_by_the_picture_of_the_work(rounds: DraftClient) -> None:
    rounds.post("making/", do="accept-all")
    for name in NAMES:
        rounds.post(f"ask/{name}/", **ANSWERS[name])
    page = rounds.get("result/")

    assert 'class="headline-picture"' in page
    assert page.index("headline-picture") < page.index('id="in-full"')


def test_a_round_accepted_first_stands_where_its_number_puts_it(rounds: DraftClient) -> None:
    last = strip_of(rounds.draft).rounds[-1]
    rounds.post("making/", do="accept", key=last.key)
    assert [row.state for row in strip_of(rounds.draft).rounds] == ["open", "open", "right"]
    rounds.post("making/", do="accept", key=strip_of(rounds.draft).rounds[0].key)
    rounds.post("making/", do="accept-all")

    assert [row.upload.name for row in strip_of(rounds.draft).rounds if row.upload] == [
        "00008-1.png",
        "00009-2.png",
        "00010-3.png",
    ]
    assert "seen from below" in rounds.steps[-1]["prompt"]


def test_a_round_left_out_is_left_out_of_what_files_propose_too(rounds: DraftClient) -> None:
    first = strip_of(rounds.draft).rounds[0]
    rounds.post("making/", do="leave-out", key=first.key)
    rounds.post("proposals/")  # accepts all of the page of proposals

    assert len(rounds.steps) == 2
    assert strip_of(rounds.draft).rounds[0].state == "not_mine"


def test_a_round_has_the_number_on_the_strip_that_the_answer_names(rounds: DraftClient) -> None:
    first = strip_of(rounds.draft).rounds[0]
    rounds.post("making/", do="leave-out", key=first.key)
    rounds.post("making/", do="accept-all")
    response = rounds.client.post(f"{rounds.url}ask/idea/", ANSWERS["idea"], follow=True)
    assert "Your idea is round 1 now; the numbers of the others follow." in (
        response.content.decode()
    )

    shown = strip_of(rounds.draft).rounds
    by_id = {row.item: row.number for row in shown if row.item}
    assert by_id == {step["id"]: n for n, step in enumerate(rounds.steps, 1)}
    assert [row.number for row in shown if row.state == "not_mine"] == [0]
    assert [row.place for row in shown] == [1, 2, 3, 4]
    assert [row.continues for row in shown if row.state == "right"] == [0, 0, 2]

    response = rounds.client.post(f"{rounds.url}ask/idea/", {"none": "1"}, follow=True)
    assert "the rounds are counted from 1 again." in response.content.decode()


def test_a_change_by_hand_of_which_nobody_said_the_source_continues_nothing(
    rounds: DraftClient,
) -> None:
    rounds.post("making/", do="accept-all")
    rounds.post("ask/hand/", **ANSWERS["hand"])

    assert rounds.steps[-1]["action"] == "edit"
    assert not rounds.steps[-1].get("parent")
