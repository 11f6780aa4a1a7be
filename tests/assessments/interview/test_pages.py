"""Answering: every answer is kept as it was given, and none overwrites another unseen."""

from __future__ import annotations

import json

import pytest

from assessments.answers import UNKNOWN, to_plain
from assessments.audit.models import AuditEntry
from tests.support.interviews import InterviewClient, example_draft
from tests.support.pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
VALUES = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def person(client):
    return InterviewClient(client)


@pytest.fixture
def writer(creator, client):
    """Somebody with a draft that has something in every section."""
    client.force_login(creator)
    return InterviewClient(client, example_draft(creator).pk)


def test_an_answer_is_kept_and_shown_again(person):
    shown = person.get("work/").split('name="_fields" value="')[1].split('"')[0]
    response = person.send("work/", title="Spring wind", _fields=shown)
    assert response.url == f"{person.url}parties/"
    assert person.answers["title"] == "Spring wind"
    assert 'value="Spring wind"' in person.get("work/")


def test_a_page_sent_empty_erases_nothing(person):
    person.send("work/", title="Spring wind", summary="A girl")
    person.send("work/", title="", summary="")
    assert (person.answers["title"], person.answers["summary"]) == ("Spring wind", "A girl")


def test_what_a_page_did_not_show_stays(writer):
    writer.send("steps/s2/", intent="light")
    assert writer.answers["steps"][1]["prompt"] == "girl, dusk"


def test_one_answer_can_be_taken_back(person):
    person.send("work/", title="Spring wind", summary="A girl")
    person.send("work/", summary="")
    assert person.answers["summary"] == ""


@pytest.mark.parametrize(
    ("place", "sent"),
    [
        ("work/", {"created_to": "", "created_to.unknown": "1"}),
        ("work/", {"distinctiveness": UNKNOWN}),
        ("publication/", {"published.signature": UNKNOWN}),
        ("steps/s3/", {"changed": [UNKNOWN]}),
        ("steps/s3/", {"criteria": "", "criteria.unknown": "1"}),
    ],
)
def test_not_knowing_is_an_answer_and_stays_one(writer, place, sent):
    writer.send(place, **sent)
    name = next(iter(sent))
    part = writer.answers["steps"][2] if "s3" in place else writer.answers
    assert part[name] == UNKNOWN
    field = writer.get(place).split(f'id="q-{name}"')[1].split('class="why"')[0]
    assert "checked" in field and UNKNOWN not in field.split('value="' + UNKNOWN)[0]
    assert UNKNOWN not in json.dumps(to_plain(writer.answers))
    assert "I don't know" in writer.get("review/")


def test_a_box_ticked_beside_an_old_text_wins_and_a_new_text_wins_over_the_box(person):
    person.send("work/", created_from="2024-01-01")
    person.send("work/", **{"created_from": "2024-01-01", "created_from.unknown": "1"})
    assert person.answers["created_from"] == UNKNOWN
    person.send("work/", **{"created_from": "2024-02-02", "created_from.unknown": "1"})
    assert person.answers["created_from"] == "2024-02-02"


def test_a_prompt_is_kept_to_the_character(writer):
    typed = "\n  (girl:1.2),, DUSK \r\n\r\n  --ar 3:4  "
    writer.send("steps/s2/", prompt=typed)
    assert writer.answers["steps"][1]["prompt"] == typed.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "sent",
    [
        {"title": "a\x00b"},
        {"_carried": '{"title": "\\ud800"}'},
        {"_carried": '{"title": "a\\u0000b"}'},
        {"_carried": "[" * 5000},
    ],
)
def test_what_no_database_can_keep_is_left_out(person, sent):
    assert person.post("work/", _version="0", **sent).status_code == 302
    assert person.answers.get("title", "ab") == "ab"


def test_a_wrong_answer_is_kept_and_said_to_be_wrong(writer):
    response = writer.send("steps/s2/", outputs="many")
    assert response.url == f"{writer.url}steps/s2/"
    html = writer.get("steps/s2/")
    assert 'value="many"' in html and "Must be a whole number" in html
    assert 'href="#id_outputs"' in html


def test_a_question_waits_until_it_matters(person):
    question = person.get("publication/").split('id="q-published.label_text"')[1].split(">")[0]
    assert "hidden" in question and "data-when" in question
    response = person.send("publication/", **{"published.visible_label": "yes"})
    assert response.url == f"{person.url}publication/"
    html = person.get("publication/")
    assert "hidden" not in html.split('id="q-published.label_text"')[1].split(">")[0]
    assert "opened more questions" in html


def test_settings_are_a_table(writer):
    rows = {"parameters.name": ["seed", "", " "], "parameters.value": ["12", "", ""]}
    writer.send("steps/s2/", **rows)
    assert writer.answers["steps"][1]["parameters"] == [["seed", "12"]]
    assert to_plain(writer.answers)["steps"][1]["parameters"] == {"seed": 12}


# One answer at a time, as a script sends them


def test_a_script_is_told_the_new_version_and_the_time(person):
    sent = {"_version": "0", "_fields": "title", "title": "Wind"}
    values = person.client.post(f"{person.url}work/", sent, **VALUES).json()
    assert values["version"] == 1
    assert values["said"].startswith("Saved ") and ":" in values["said"]
    assert person.answers["title"] == "Wind"


def test_a_script_is_told_what_is_wrong(writer):
    sent = {"_version": "0", "_fields": "outputs", "outputs": "x"}
    values = writer.client.post(f"{writer.url}steps/s2/", sent, **VALUES).json()
    assert values["faults"] == {"outputs": ["Must be a whole number"]}


def test_boxes_all_unticked_are_an_answer_taken_back(writer):
    writer.send("steps/s3/", changed=["prompt", "seed"])
    sent = {"_version": writer.version("steps/s3/"), "_fields": "changed"}
    writer.client.post(f"{writer.url}steps/s3/", sent, **VALUES)
    assert writer.answers["steps"][2]["changed"] == []


# Two windows


def in_two_windows(person):
    version = person.version("work/")
    person.send("work/", version, title="Mine first", summary="First")
    return version, person.send("work/", version, title="Second thoughts", notes="N")


def test_two_windows_never_overwrite_each_other(person):
    _, response = in_two_windows(person)
    assert response.status_code == 409
    html = text_of(response)
    assert "Mine first" in html and "Second thoughts" in html
    assert person.answers["title"] == "Mine first"


@pytest.mark.parametrize(
    ("choice", "title"), [("mine", "Second thoughts"), ("theirs", "Mine first")]
)
def test_a_person_chooses_between_two_answers(person, choice, title):
    page = text_of(in_two_windows(person)[1])
    version = page.split('name="_version" value="')[1].split('"')[0]
    carried = {"title": "Second thoughts"}
    person.post("work/", _version=version, _carried=json.dumps(carried), **{"choose.title": choice})
    assert person.answers["title"] == title
    assert person.answers["summary"] == "First"


def test_answers_to_different_questions_are_joined(person):
    version = person.version("work/")
    person.send("work/", version, title="Wind")
    person.send("work/", version, summary="A girl")
    assert (person.answers["title"], person.answers["summary"]) == ("Wind", "A girl")


def test_a_script_is_told_of_a_conflict_and_nothing_is_stored(person):
    version = person.version("work/")
    person.send("work/", version, title="One")
    sent = {"_version": version, "_fields": "title", "title": "Two"}
    response = person.client.post(f"{person.url}work/", sent, **VALUES)
    assert (response.status_code, response.json()["conflict"]) == (409, ["title"])
    assert person.answers["title"] == "One"


def test_what_was_carried_along_can_hold_no_other_fields(person):
    person.post("work/", _version="0", _carried='{"owner": "x", "title": {"a": 1}, "summary": "n"}')
    assert person.answers == {"summary": "n"}


def test_what_was_removed_elsewhere_comes_back_with_what_was_typed(writer):
    version = writer.version("steps/s2/")
    writer.post("remove/steps/s2/")
    response = writer.send("steps/s2/", version, prompt="girl, dusk, rain")
    assert response.status_code == 410
    assert "girl, dusk, rain" in text_of(response)
    writer.post("put-back/", _carried='{"prompt": "girl, dusk, rain"}')
    assert [step["id"] for step in writer.answers["steps"]] == ["s1", "s2", "s3"]
    assert writer.answers["steps"][1]["prompt"] == "girl, dusk, rain"


def test_the_log_says_once_in_an_hour_that_a_part_was_saved(person):
    for title in ("One", "Two", "Three"):
        person.send("work/", title=title)
    acts = AuditEntry.objects.filter(subject=str(person.pk)).values_list("act", flat=True)
    assert list(acts) == ["draft.begun", "draft.saved"]
