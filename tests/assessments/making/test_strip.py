"""What the strip shows of files and answers; each decision leaves a record that is valid."""

from __future__ import annotations

import io
import json
import random

import pytest
from django.test import Client
from PIL import Image, ImageDraw

from assessments.lineage.models import FileComparison
from assessments.lineage.services import comparison_request
from assessments.lineage.tree_page import storyboard_rows
from assessments.making.following import edits_follow
from assessments.making.questions import open_questions
from assessments.making.strip import strip_of
from assessments.making.views import PLACES
from assessments.proposals.conversations import key_of
from assessments.proposals.dated_files import record_by_clocks
from assessments.results.finish import draft_preview
from cases.record import load_data
from tests.assessments.intake.test_documents import change
from tests.assessments.intake.test_documents import docx as tracked
from tests.assessments.making.test_short_path import ANSWERS, BELOW, FOX, begin, picture
from tests.assessments.proposals.test_accepting_everything import FILES
from tests.support.dropped_files import company, film_maker, illustrator, layered
from tests.support.made_files import png, text, xmp
from tests.support.uploads import DraftClient, run_queued_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def dated(client: Client) -> DraftClient:
    maker = begin(client, picture("1.png", FOX, 1), picture("2.png", BELOW, 2))
    maker.post("making/", do="accept-all")
    return maker


def numbers(maker: DraftClient) -> list[str]:
    return [row.upload.name for row in strip_of(maker.draft).rounds if row.upload]


def test_only_what_changed_of_a_prompt_is_shown_with_the_words_around_it(client: Client) -> None:
    maker = begin(client, *illustrator()[4:8])
    first, same, changed, _ = strip_of(maker.draft).rounds

    assert not first.diff and first.marked
    assert same.marked is None  # its words are those of the round before
    assert [piece.text for piece in changed.diff if piece.kind == "new"] == [
        "three ",
        ", warm light only on the muzzle",
    ]
    assert changed.diff[0].text.startswith("… ")


def test_a_picture_that_states_a_trained_model_is_offered_as_generated_first(
    client: Client,
) -> None:
    base = "http://cv.iptc.org/newscodes/digitalsourcetype/"
    stated = xmp("", f'Iptc4xmpExt:DigitalSourceType="{base}trainedAlgorithmicMedia"')
    maker = begin(client, ("a.png", png(text("XML:com.adobe.xmp", stated.decode()))))
    (loose,) = strip_of(maker.draft).loose
    assert loose.is_generated
    assert "created by a trained model" in loose.contents[0]
    page = maker.get("making/")
    assert page.count('value="generate"') == 1
    assert page.index('value="generate"') < page.index('value="final"') < page.index('value="own"')


def test_alike_prompts_of_pictures_without_a_time_are_no_round_after_another(
    client: Client,
) -> None:
    maker = begin(client, picture("a.png", FOX, 1), picture("b.png", f"{FOX}, at night", 2))
    first, second = strip_of(maker.draft).rounds
    assert (first.continues, second.continues) == (0, 0)
    assert not (second.changed or second.diff)


def test_a_step_of_moves_says_nothing_of_what_another_author_inserted(client: Client) -> None:
    start = '<w:move{0}RangeStart w:id="{1}" w:name="m"/>'
    moved = "".join(
        f"{start.format(end, n)}{change(f'move{end}', 'the ferry', 'Lin', '2026-01-04T10:00:00Z')}"
        f'<w:move{end}RangeEnd w:id="{n}"/>'
        for n, end in enumerate(("From", "To"), 1)
    )
    body = f"<w:p>{change('ins', 'a wind rose', 'ChatGPT', '2026-01-03T10:00:00Z')}{moved}</w:p>"
    maker = begin(client, ("poem.docx", tracked(body)))
    by_tool, by_hand = strip_of(maker.draft).rounds
    assert [piece.text for piece in by_tool.changed_words] in ([], ["a wind rose"])
    assert by_hand.changed_words == ()
    assert list(by_hand.edits) == [
        "Tracked changes of this step: 0 inserted, 0 deleted, 1 moved.",
        "The first moved: “the ferry”",
    ]


def test_layers_and_tracked_words_are_shown_of_their_author_only(client: Client) -> None:
    maker = begin(client, illustrator()[-1], *company()[2:3])
    by_name: dict[str, list[str]] = {}
    for row in strip_of(maker.draft).rounds:
        assert row.upload
        shown = [*row.edits, *(piece.text for piece in row.changed_words)]
        by_name.setdefault(row.upload.name, []).append(" | ".join(shown))

    assert "lantern + cranes (by hand)" in by_name["fox-final.psd"][0]
    assert sorted(by_name["kettle-text.docx"]) == [
        "It hums before it sings, so nobody runs for it. | "
        "It switches itself off, like a polite guest.",
        "It is very good and very fast.",
    ]


PAINTED = 0  # scene 1 with something painted into it


def scene(n: int) -> Image.Image:
    """A picture with detail all over; the numbers give different ones."""
    made, image = random.Random(n), Image.new("RGB", (16, 20))
    image.putdata([tuple(made.randrange(256) for _ in range(3)) for _ in range(16 * 20)])
    image = image.resize((320, 400))
    if n == PAINTED:
        image = scene(1)
        ImageDraw.Draw(image).ellipse((120, 150, 200, 250), fill="white")
    return image


def layers_and(name: str, n: int) -> tuple[tuple[str, bytes], tuple[str, bytes]]:
    """A layered file of scene 1, and a flat picture of another name or scene."""
    out = io.BytesIO()
    scene(n).save(out, "PNG")
    return ("fox.psd", layered(scene(1), ("Background", "fox by hand"))), (name, out.getvalue())


def test_a_layered_file_and_its_export_are_one_act(client: Client) -> None:
    maker = begin(client, *layers_and("fox.png", 1))
    strip = strip_of(maker.draft)
    assert [row.upload and row.upload.name for row in strip.rounds] == ["fox.psd"]
    assert "Same act: fox.png" in strip.rounds[0].edits
    assert not strip.loose

    maker.post("making/", do="accept-edit", key=strip.rounds[0].key)
    final = maker.draft.uploads.get(name="fox.png")
    maker.post("making/", do="place", file=str(final.pk), what="final")
    (step,) = maker.steps
    assert len(step["evidence"]) == 2
    strip = strip_of(maker.draft)
    assert (len(strip.rounds), strip.loose) == (1, [])


@pytest.mark.parametrize(
    ("name", "scene", "acts"), [("for-web.png", 1, 1), ("fox.png", 5, 2), ("fox.png", PAINTED, 2)]
)
def test_a_picture_beside_a_layered_file_is_asked_about_where_it_may_be_another(
    client: Client, name: str, scene: int, acts: int
) -> None:
    maker = begin(client, *layers_and(name, scene))
    strip = strip_of(maker.draft)
    assert [file.upload.name for file in strip.loose] == [name]
    maker.post("making/", do="accept-edit", key=strip.rounds[0].key)
    maker.post("making/", do="place", file=str(strip.loose[0].upload.pk), what="edit")
    assert len(maker.steps) == acts


def test_a_comparison_leads_to_before_and_after(client: Client) -> None:
    maker = begin(client, *illustrator()[:2])
    source, final = maker.draft.uploads.order_by("name")
    FileComparison.objects.all().delete()
    assert "Before and after" not in maker.get("making/")

    comparison_request(source, final)
    run_queued_jobs()
    assert f"compare/?source={source.pk}&final={final.pk}" in maker.get("making/")


def test_a_round_without_a_known_act_asks_who_did_it_and_nothing_else(client: Client) -> None:
    maker = begin(client, illustrator()[-1])
    page = maker.get("making/")

    assert page.count('value="accept-edit"') == 1
    assert 'value="accept"' not in page
    (row,) = strip_of(maker.draft).rounds
    maker.post("making/", do="accept", key=row.key)
    maker.post("making/", do="mend", key=row.key, action="", intent="x")
    assert maker.steps == []  # what was done is still not known


def test_work_by_hand_after_a_prompt_removes_none_of_its_words(dated: DraftClient) -> None:
    above = dated.steps[-1]["id"]
    draft = dated.draft
    by_hand = {"id": "h", "action": "edit", "parent": above, "intent": "a red lantern"}
    draft.answers["steps"].append(by_hand)
    draft.save()

    assert not strip_of(dated.draft).rounds[-1].diff
    assert "a red lantern" in dated.get("making/")


def test_nothing_is_sent_again_while_nothing_changed(dated: DraftClient) -> None:
    state = strip_of(dated.draft).state
    address = f"{dated.url}making/?shown={state}"
    asked = {"hx-request": "true"}

    assert dated.client.get(address, headers=asked).status_code == 204
    dated.post("making/", do="mend", key="", item=dated.steps[0]["id"], intent="darker")
    assert dated.client.get(address, headers=asked).status_code == 200


def test_accepting_the_last_that_is_open_goes_on_to_the_questions(client: Client) -> None:
    maker = begin(client, *illustrator()[:2])
    first = maker.draft.uploads.order_by("name")[0]
    maker.post("making/", do="final", file=str(first.pk))
    response = maker.post("making/", do="accept-all")

    assert response["location"] == f"{maker.url}ask/"


def test_a_round_that_is_moved_stays_there_and_loses_a_parent_that_comes_later(
    dated: DraftClient,
) -> None:
    first, second = (step["id"] for step in dated.steps)
    response = dated.client.post(
        f"{dated.url}making/", {"do": "earlier", "item": second}, follow=True
    )

    assert numbers(dated) == ["2.png", "1.png"]
    assert [step.get("parent") for step in dated.steps] == [None, ""]
    assert "no longer continues" in response.content.decode()
    dated.post("making/", do="move", item=second, to="1")
    assert numbers(dated) == ["1.png", "2.png"]
    load_data({**record_by_clocks(dated.draft), "title": "Fox", "kind": "image"})


def retouched() -> tuple[str, bytes]:
    """A picture that says nothing of how it was made."""
    out = io.BytesIO()
    Image.effect_noise((64, 64), 40).save(out, "PNG")
    return "retouched.png", out.getvalue()


def test_work_by_hand_follows_the_rounds_whatever_was_pressed_first(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1), retouched())
    (loose,) = strip_of(maker.draft).loose
    maker.post("making/", do="place", file=str(loose.upload.pk), what="edit")
    maker.post("making/", do="accept-all")
    assert [step["action"] for step in maker.steps] == ["generate", "edit"]

    maker.post("making/", do="earlier", item=maker.steps[1]["id"])
    assert [step["action"] for step in maker.steps] == ["edit", "generate"]
    (edit, _) = maker.steps
    edits_follow(maker.draft)
    assert maker.steps[0]["id"] == edit["id"]


def test_the_finished_work_shows_the_change_by_hand_that_is_told_of_it(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1), retouched())
    maker.post("making/", do="accept-all")
    (loose,) = strip_of(maker.draft).loose
    maker.post("making/", do="place", file=str(loose.upload.pk), what="final")
    maker.post("ask/hand/", adds=["figure"], extent="local", where="the lamp")
    step = maker.steps[-1]
    (piece,) = step["evidence"]
    loose.upload.refresh_from_db()
    assert (step["action"], piece) == ("edit", loose.upload.evidence)


def test_a_round_says_what_it_continues_when_it_is_accepted_too(client: Client) -> None:
    maker = begin(client, picture("1.png", FOX, 1), picture("2.png", f"{FOX}, snow", 2))
    assert "after round 1" in maker.get("making/")
    maker.post("making/", do="accept-all")
    assert "after round 1" in maker.get("making/")


def test_dates_forbid_an_order_that_they_contradict(dated: DraftClient) -> None:
    first, second = (step["id"] for step in dated.steps)
    dated.post("making/", do="mend", item=first, at="2026-01-01")
    dated.post("making/", do="mend", item=second, at="2026-02-01")
    response = dated.client.post(f"{dated.url}making/", {"do": "later", "item": first}, follow=True)

    assert numbers(dated) == ["1.png", "2.png"]
    assert "It stays where it was" in response.content.decode()


def test_files_that_were_not_read_are_named_with_a_way_out(client: Client) -> None:
    from assessments.evidence.models import FileReading
    from assessments.jobs import JobState

    maker = begin(client, ("broken.bin", b"nothing that anybody reads"))
    FileReading.objects.update(state=JobState.FAILED, reason="timed_out")
    (upload,) = maker.draft.uploads.all()
    page = maker.get("making/")

    assert "broken.bin" in page
    assert f"{maker.url}files/#again-{upload.pk}" in page


def test_choosing_conversations_leads_back_to_the_rounds(client: Client) -> None:
    maker = begin(client, film_maker()[0])
    (upload,) = maker.draft.uploads.all()
    place = f"proposals/{upload.pk}/conversations/"
    page = maker.get(f"{place}?back=making")
    assert '<input type="hidden" name="back" value="making">' in page

    keys = [part.partition('"')[0] for part in page.split('name="shown" value="')[1:]]
    sent = {"shown": keys, "chosen": [key_of("film")], "done": "1", "back": "making"}
    assert maker.post(place, **sent)["location"] == f"{maker.url}making/"
    shown = strip_of(maker.draft).rounds
    assert [row.excerpt[:3] for row in shown] == ["第一镜", "第三镜"]
    assert [row.diff for row in shown] == [(), ()]  # a later message withdraws no words
    assert maker.post(place, **{**sent, "back": "//elsewhere"})["location"] == (
        f"{maker.url}proposals/#file-{upload.pk}"
    )


@pytest.mark.usefixtures("files_as_library")
@pytest.mark.parametrize(
    "seed", [*range(4), *(pytest.param(n, marks=pytest.mark.nightly) for n in range(4, 40))]
)
def test_whatever_is_decided_on_the_strip_and_answered_leaves_a_valid_record(
    client: Client, seed: int
) -> None:
    rng = random.Random(seed)
    made = [*illustrator(), *film_maker(), *company()]
    chosen = rng.sample(FILES, rng.randrange(1, 9))
    files = [*rng.sample(made, rng.randrange(1, 6)), *((p.name, p.read_bytes()) for p in chosen)]
    maker = begin(client, *files)
    for file in strip_of(maker.draft).exports:
        place = f"proposals/{file.upload.pk}/conversations/"
        page = maker.get(place)
        keys = [part.partition('"')[0] for part in page.split('name="shown" value="')[1:]]
        maker.post(place, shown=keys, chosen=rng.sample(keys, rng.randrange(len(keys) + 1)))
    if rng.random() < 0.5:
        answer_some(maker, rng)
    maker.post("making/", do="accept-all")
    decide_on_the_rest(maker, rng)
    answer_some(maker, rng)
    answer_some(maker, rng)
    maker.post("ask/kind/", **ANSWERS["kind"])

    record = load_data(record_by_clocks(maker.draft))
    assert json.dumps(draft_preview(maker.draft).result)
    assert {step.id for step in record.steps} == {step["id"] for step in maker.steps}


def decide_on_the_rest(maker: DraftClient, rng: random.Random) -> None:
    for row in strip_of(maker.draft).rounds:
        if row.state == "open":
            do = rng.choice(["accept", "accept-edit", "accept-generate", "leave-out", "mend"])
            maker.post("making/", do=do, key=row.key, action=rng.choice(["", "select", "edit"]))
    for loose in strip_of(maker.draft).loose:
        maker.post("making/", do="place", what=rng.choice(PLACES), file=str(loose.upload.pk))
        if loose.words:
            maker.post("making/", do="words", text=loose.words, file=str(loose.upload.pk))
    for upload, _ in rng.sample(
        strip_of(maker.draft).finals, min(1, len(strip_of(maker.draft).finals))
    ):
        maker.post("making/", do="final", file=str(upload.pk))
    for step in maker.steps:
        do = rng.choice(["earlier", "later", "move", ""])
        maker.post("making/", do=do, item=step["id"], to=str(rng.randrange(5)))


def answer_some(maker: DraftClient, rng: random.Random) -> None:
    for name in [*open_questions(maker.draft), *rng.sample(list(ANSWERS), 2)]:
        people = rng.choice(["self", "client", "employee", "company", "together"])
        sent = {**ANSWERS[name], **({"people": people} if name == "people" else {})}
        maker.post(f"ask/{name}/", **rng.choice([sent, sent, {"none": "1"}, {"unknown": "1"}]))


def test_a_round_says_which_files_it_took_and_which_texts_were_sent_along(client: Client) -> None:
    turns = [
        {"uuid": "1a", "sender": "human", "text": "", "created_at": "2026-01-02T03:00:00Z",
         "attachments": [{"file_name": "paste.txt", "extracted_content": "雪落在旧车站。"}]},
        {"uuid": "2b", "sender": "assistant", "text": "很冷。", "parent_message_uuid": "1a",
         "created_at": "2026-01-02T03:00:09Z"},
    ]  # fmt: skip
    chat = json.dumps([{"uuid": "c", "name": "改稿", "chat_messages": turns}]).encode()
    blend = png(text("Description", "https://s.mj.run/A a cat --v 6 Job ID: 1"))
    maker = begin(client, ("claude.json", chat), ("mj.png", blend))
    found = {row.upload.name: list(row.origins) for row in strip_of(maker.draft).rounds}
    assert found == {
        "claude.json": [
            "Texts were sent along, of which only the length is read: paste.txt (7 characters)"
        ],
        "mj.png": ["It names a file that went into it: https://s.mj.run/A"],
    }


def test_a_picture_that_its_bytes_mark_as_a_screenshot_is_not_on_the_storyboard(client: Client):
    shot = png(text("Software", "gnome-screenshot"))
    maker = begin(client, ("a.png", shot), ("b.png", png(text("Software", "GIMP"))))
    assert [row.name for row in storyboard_rows(maker.draft)] == ["1. b.png"]


def test_rounds_without_a_time_follow_the_numbers_in_names_and_not_their_signs(client: Client):
    maker = begin(client, *(picture(f"{n}.png", f"a pier {n}", n) for n in (10, 9, 11)))
    assert numbers(maker) == ["9.png", "10.png", "11.png"]


@pytest.mark.parametrize(("later", "continues"), [("fox-3.png", 1), ("heron-3.png", 0)])
def test_only_names_that_differ_in_their_numbers_show_which_round_was_first(
    client: Client, later: str, continues: int
) -> None:
    maker = begin(client, picture("fox-2.png", FOX, 1), picture(later, f"{FOX}, at night", 2))
    assert [row.continues for row in strip_of(maker.draft).rounds] == [0, continues]
