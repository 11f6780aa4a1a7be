"""People, tools, inputs, steps, evidence: lists that are added to, put in order and undone."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.answers import to_plain
from assessments.evidence.models import Upload
from assessments.works.drafts import Draft
from tests.support.interviews import InterviewClient, example_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
WEBUI = (
    "portrait, (girl:1.2), dusk\nNegative prompt: lowres, bad hands\n"
    "Steps: 30, Sampler: DPM++ 2M, CFG scale: 7, Seed: 12345, Size: 512x768"
)
BYTES = b"layered original"


@pytest.fixture
def writer(creator, client):
    client.force_login(creator)
    return InterviewClient(client, example_draft(creator).pk)


def order(person: InterviewClient) -> list[str]:
    return [step["id"] for step in person.answers["steps"]]


def test_one_click_adds_the_person_who_made_it_alone(client):
    person = InterviewClient(client)
    person.post("add/parties/", name="Li", kind="person", role="author", to="list")
    assert person.answers["parties"] == [
        {"id": "p1", "name": "Li", "kind": "person", "role": "author"}
    ]
    assert "Person 1: Li" in person.get("parties/")


def test_a_form_sent_twice_adds_one(writer):
    first = writer.post("add/steps/", action="select", once="mark")
    second = writer.post("add/steps/", action="select", once="mark")
    assert first.url == second.url == f"{writer.url}steps/s4/"
    assert order(writer) == ["s1", "s2", "s3", "s4"]


def test_a_new_step_continues_the_last_and_names_the_only_person_and_tool(writer):
    writer.post("add/steps/", action="adjust")
    step = writer.answers["steps"][-1]
    assert (step["parent"], step["by"], step["tool"]) == ("s3", "p1", "t1")


def test_a_step_is_inserted_after_another(writer):
    assert "What came after “Round 1: " in writer.get("insert/steps/s1/")
    writer.post("add/steps/", action="prepare", after="s1")
    assert order(writer) == ["s1", "s4", "s2", "s3"]


def test_steps_are_moved_and_the_page_says_so(writer):
    response = writer.post("move/steps/s3/", to="0")
    assert order(writer) == ["s3", "s1", "s2"]
    html = writer.client.get(response.url).content.decode()
    assert "Moved from 3 to 1." in html
    assert "autofocus" in html.split('id="item-s3"')[1].split("</h2>")[0]


@pytest.mark.parametrize("to", ["", "-1", "x", "99999999999"])
def test_a_place_that_is_none_moves_nothing(writer, to):
    writer.post("move/steps/s3/", to=to)
    assert order(writer) == ["s1", "s2", "s3"]


def test_a_copy_stands_after_its_original_once(writer):
    for _ in range(2):
        writer.post("copy/steps/s2/", once="mark")
    assert order(writer) == ["s1", "s2", "s4", "s3"]


def test_a_removal_is_undone(writer):
    writer.post("remove/steps/s2/")
    assert order(writer) == ["s1", "s3"]
    assert "Removed: Round 2: " in writer.get("steps/")
    writer.post("put-back/")
    assert order(writer) == ["s1", "s2", "s3"]
    assert writer.answers["steps"][2]["parent"] == "s2"


def test_removing_twice_is_harmless(writer):
    writer.post("remove/steps/s2/")
    assert writer.post("remove/steps/s2/").status_code == 302
    assert order(writer) == ["s1", "s3"]


def test_none_is_an_answer_until_something_is_added(client):
    person = InterviewClient(client)
    assert person.post("inputs/", none="yes").url == f"{person.url}steps/"
    assert person.answers["inputs.none"] == "yes"
    assert "Undo this answer" in person.get("inputs/")
    person.post("inputs/", none="")
    assert person.answers["inputs.none"] == ""


def test_a_list_that_cannot_be_empty_takes_no_such_answer(client):
    person = InterviewClient(client)
    person.post("parties/", none="yes")
    assert "parties.none" not in person.answers


def test_a_tools_own_text_is_split_shown_and_then_taken_over(writer):
    version = writer.version("steps/s2/")
    before = writer.answers
    html = writer.post("split/s2/", raw=WEBUI, _version=version).content.decode()
    assert "bad hands" in html and "12345" in html and "It replaces" in html
    assert writer.answers == before
    writer.post("split/s2/", raw=WEBUI, _version=version, take="1")
    step = writer.answers["steps"][1]
    assert step["prompt"] == "portrait, (girl:1.2), dusk"
    assert step["negative_prompt"] == "lowres, bad hands"
    assert ["cfg_scale", "7"] in step["parameters"]
    assert WEBUI in writer.get("steps/s2/")
    assert "_raw" not in to_plain(writer.answers)["steps"][1]


def test_a_midjourney_command_is_split(writer):
    raw = "/imagine prompt: a girl at dusk --ar 3:4 --no hands, text --seed 7"
    writer.post("split/s2/", raw=raw, _version=writer.version("steps/s2/"), take="1")
    step = writer.answers["steps"][1]
    assert step["prompt"] == "a girl at dusk"
    assert step["negative_prompt"] == "hands, text"
    assert step["parameters"] == [["ar", "3:4"], ["seed", "7"]]


def test_a_text_of_no_known_form_is_left_alone(writer):
    before = writer.answers
    response = writer.post("split/s2/", raw="just words", _version="0", take="1")
    assert response.status_code == 422
    assert writer.answers == before


def test_what_changed_is_proposed_and_taken_over_by_a_click_only(writer):
    page = writer.get("steps/s3/")
    assert "Different from “Round 2: " in page and "”: prompt." in page
    assert "changed" not in writer.answers["steps"][2]
    writer.send("steps/s3/", take_changed="prompt", intent="wind in her hair")
    step = writer.answers["steps"][2]
    assert (step["changed"], step["intent"]) == (["prompt"], "wind in her hair")
    assert "Compared with" not in writer.get("steps/s3/")


def handed_in(person: InterviewClient, *files: tuple[str, bytes], **said: str) -> str:
    given = [SimpleUploadedFile(name, content) for name, content in files]
    sent = {"files": given, "what": "layered_file", "made": "contemporaneous", **said}
    return person.client.post(f"{person.url}files/steps/s2/", sent, follow=True).content.decode()


def test_files_of_a_step_become_its_evidence(writer):
    html = handed_in(writer, ("a.psd", BYTES), ("b.psd", b"second"))
    digest = hashlib.sha256(BYTES).hexdigest()
    assert "a.psd" in html and digest in html
    assert writer.answers["steps"][1]["evidence"] == ["e2", "e3"]
    piece = writer.answers["evidence"][1]
    assert piece == {
        "id": "e2", "what": "layered_file", "made": "contemporaneous", "sha256": digest,
    }  # fmt: skip
    assert list(Upload.objects.values_list("evidence", flat=True)) == ["e2", "e3"]


def test_what_a_file_is_must_be_said(writer):
    html = handed_in(writer, ("a.psd", BYTES), what="")
    assert "say what they are" in html
    assert not Upload.objects.exists()


def test_a_file_that_is_refused_says_why(writer):
    html = handed_in(writer, ("empty.psd", b""), ("a.psd", BYTES))
    assert "empty.psd" in html and "The file is empty." in html
    assert [upload.name for upload in Upload.objects.all()] == ["a.psd"]


def test_an_item_of_any_id_can_be_opened(creator, client):
    client.force_login(creator)
    draft = example_draft(creator)
    Draft.objects.filter(pk=draft.pk).update(
        answers=draft.answers | {"parties": [{"id": "a/b c", "name": "Li"}]}
    )
    person = InterviewClient(client, draft.pk)
    assert "Person 1: Li" in person.get("parties/")
    assert 'value="Li"' in person.get("parties/a%2Fb%20c/")
