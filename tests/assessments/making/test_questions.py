"""What the six questions make of the record; a changed answer takes the place of the old one."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from assessments.answers import to_assess
from assessments.answers.services import item_add
from assessments.making.questions import open_questions
from assessments.making.strip import strip_of
from assessments.results.finish import draft_preview
from cases.record import load_data
from tests.assessments.making.test_short_path import ANSWERS, begin
from tests.support.dropped_files import company, illustrator
from tests.support.uploads import DraftClient, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(client: Client) -> DraftClient:
    return begin(client, without="1")


def answer(draft: DraftClient, name: str, **changed: Any) -> None:
    response = draft.post(f"ask/{name}/", **{**ANSWERS[name], **changed})
    assert response.status_code == 302, response.content.decode()


def record(maker: DraftClient) -> Any:
    return load_data(to_assess(maker.draft.answers))


def test_the_kind_and_the_title_are_proposed_from_the_finished_work(client: Client) -> None:
    maker = begin(client, *illustrator()[:2], ("fox final.psd", illustrator()[-1][1]))
    final = maker.draft.uploads.get(name="fox final.psd")
    maker.post("making/", do="final", file=str(final.pk))
    page = maker.get("ask/kind/")

    (chosen,) = [tag for tag in page.split("<input")[1:] if "checked" in tag.partition(">")[0]]
    assert 'value="image"' in chosen
    assert 'value="fox final"' in page


def test_a_number_is_no_title(client: Client) -> None:
    maker = begin(client, illustrator()[0])

    assert 'value="00040 1000"' not in maker.get("ask/kind/")


PARTIES = {
    "self": [("person", "author")],
    "employee": [("person", "author"), ("organisation", "employer")],
    "client": [("person", "author"), ("organisation", "commissioner")],
    "together": [("person", "author"), ("person", "co_author")],
    "company": [("person", "author"), ("organisation", "employer")],
}
# The bases of ownership that the rules raise for each answer, beside that of the maker.
BASES = {
    "self": set(),
    "employee": {"employee_work"},
    "client": {"commissioned_work"},
    "together": {"joint_work"},
    "company": {"employee_work"},
}


@pytest.mark.parametrize("people", PARTIES)
def test_who_and_for_whom_becomes_parties_that_the_ownership_rules_know(
    maker: DraftClient, people: str
) -> None:
    answer(maker, "kind")
    answer(maker, "people", people=people, other="Bright")
    answer(maker, "idea")
    answer(maker, "hand")

    assert [(party.kind, party.role) for party in record(maker).parties] == PARTIES[people]
    owned = draft_preview(maker.draft).result["ownership"]["layers"]
    bases = {claim["basis"] for layer in owned for claim in layer["bases"]}
    assert BASES[people] <= bases
    assert not bases & (set.union(*BASES.values()) - BASES[people] - {"joint_work"})


def test_another_answer_about_people_leaves_nothing_of_the_first(maker: DraftClient) -> None:
    answer(maker, "people", people="client", other="Bright", maker="Ann")
    answer(maker, "people", people="self", maker="Bea")

    parties = maker.draft.answers["parties"]
    assert [(party["name"], party["role"]) for party in parties] == [("Bea", "author")]


def test_a_contract_on_file_is_bound_to_the_parties_and_its_words_stay_unknown(
    client: Client,
) -> None:
    maker = begin(client, *company())
    contract = maker.draft.uploads.get(name="employment-contract.docx")
    maker.post("making/", do="place", what="contract", file=str(contract.pk))
    answer(maker, "kind", kind_of_work="text")
    answer(maker, "people", people="company", other="Brightwater Ltd", maker="Lin Mei")

    (bound,) = record(maker).contracts
    names = {party.id: party.name for party in record(maker).parties}
    assert (bound.kind, bound.says) == ("employment", "unknown")
    assert [names[party] for party in bound.parties] == ["Lin Mei", "Brightwater Ltd"]
    (piece,) = record(maker).evidence
    assert (piece.id, piece.what) == (bound.evidence[0], "contract")


def test_without_a_contract_on_file_none_is_recorded(maker: DraftClient) -> None:
    answer(maker, "people", people="employee", other="Bright")

    assert not maker.draft.answers.get("contracts")


def test_an_idea_is_the_first_step_and_is_changed_in_place(maker: DraftClient) -> None:
    item_add(maker.draft, part="steps", values={"action": "generate"})
    answer(maker, "idea")
    answer(maker, "idea", idea="A darker fox")

    assert [(step["action"], step.get("intent")) for step in maker.steps] == [
        ("conceive", "A darker fox"),
        ("generate", None),
    ]


@pytest.mark.parametrize("button", ["none", "unknown"])
def test_an_idea_taken_back_leaves_no_step(maker: DraftClient, button: str) -> None:
    answer(maker, "idea")
    maker.post("ask/idea/", **{button: "1"})

    assert maker.steps == []


def test_a_change_by_hand_binds_to_the_edit_that_says_nothing_yet(client: Client) -> None:
    maker = begin(client, illustrator()[-1])
    (upload,) = maker.draft.uploads.all()
    maker.post("making/", do="accept-edit", key=f"{upload.pk}/1")
    answer(maker, "kind")
    answer(maker, "hand", adds=["figure", "colour"])

    (step,) = record(maker).steps
    assert (step.action, step.adds, step.extent, step.effect) == (
        "edit",
        ("figure", "colour"),
        "local",
        "visible",
    )
    assert step.evidence
    maker.post("ask/hand/", unknown="1")
    (step,) = record(maker).steps
    assert not (step.adds or step.extent or step.effect or step.intent)


def test_nothing_changed_by_hand_is_asked_about_where_rounds_say_the_contrary(
    client: Client,
) -> None:
    maker = begin(client, illustrator()[-1])
    (upload,) = maker.draft.uploads.all()
    maker.post("making/", do="accept-edit", key=f"{upload.pk}/1")
    answer(maker, "hand")
    asked = maker.post("ask/hand/", none="1")

    assert asked.status_code == 409
    assert "Round 1: the cranes" in asked.content.decode()
    assert len(maker.steps) == 1
    maker.post("ask/hand/", none="rounds")
    assert maker.steps == []
    maker.post("making/", do="accept-edit", key=f"{upload.pk}/1")
    assert "hand" in open_questions(maker.draft)
    assert "Leave these rounds out" in maker.get("ask/hand/")


def test_a_file_of_a_round_left_out_stays_without_one(client: Client) -> None:
    maker = begin(client, ("photo.png", picture()))
    (upload,) = maker.draft.uploads.all()
    maker.post("making/", do="place", what="edit", file=str(upload.pk))
    maker.post("ask/hand/", none="rounds")

    assert maker.steps == []
    (placed,) = strip_of(maker.draft).placed
    assert placed.upload.pk == upload.pk


def test_a_change_by_hand_without_an_edit_is_a_step_and_goes_when_taken_back(
    maker: DraftClient,
) -> None:
    answer(maker, "hand")
    answer(maker, "hand", extent="minor")
    (step,) = maker.steps

    assert (step["action"], step["extent"]) == ("edit", "minor")
    maker.post("ask/hand/", unknown="1")
    assert maker.steps == []


@pytest.mark.parametrize(("said", "stored"), [("", None), ("none", "none")])
def test_a_place_that_is_named_appraises_no_effect(
    maker: DraftClient, said: str, stored: str | None
) -> None:
    answer(maker, "hand", effect=said)

    assert record_effect(maker) == stored


def record_effect(maker: DraftClient) -> Any:
    answer(maker, "kind")
    return record(maker).steps[-1].effect


def test_originals_are_statements_without_a_file_and_change_with_the_answer(
    maker: DraftClient,
) -> None:
    answer(maker, "kind")
    answer(maker, "originals", originals=["account_history", "drafts"])
    answer(maker, "originals", originals=["drafts"])

    (piece,) = record(maker).evidence
    assert (piece.what, piece.sha256) == ("drafts", None)


def test_publication_becomes_a_day_and_a_label_and_is_taken_back(maker: DraftClient) -> None:
    answer(maker, "kind")
    answer(maker, "published")
    published = record(maker).published
    assert (str(published.on), published.visible_label) == ("2026-11-01", True)

    maker.post("ask/published/", none="1")
    assert record(maker).published is None


def test_the_second_of_two_windows_is_shown_both_answers(maker: DraftClient) -> None:
    seen = re.search(r'name="seen" value="(\w+)"', maker.get("ask/idea/"))
    assert seen
    assert maker.post("ask/idea/", idea="A red fox", seen=seen[1]).status_code == 302
    refused = maker.post("ask/idea/", idea="A grey owl", seen=seen[1])
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "A red fox" in page and "A grey owl" in page
    assert maker.steps[0]["intent"] == "A red fox"

    again = re.search(r'name="seen" value="(\w+)"', page)
    assert again
    assert maker.post("ask/idea/", idea="A grey owl", seen=again[1]).status_code == 302
    assert maker.steps[0]["intent"] == "A grey owl"


@pytest.mark.parametrize(("day", "status"), [("0201-03-04", 422), ("1991-06-01", 302)])
def test_no_publication_is_older_than_the_law(maker: DraftClient, day: str, status: int) -> None:
    assert maker.post("ask/published/", on=day, label="no").status_code == status
    assert (maker.draft.answers.get("published.on") == day) == (status == 302)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_that_is_opened_again_shows_its_answer(maker: DraftClient, name: str) -> None:
    answer(maker, "kind")
    answer(maker, name)
    page = maker.get(f"ask/{name}/")

    assert name not in open_questions(maker.draft)
    for value in ANSWERS[name].values():
        for text in value if isinstance(value, list) else [value]:
            assert text in page or text == "self"
    assert "checked" in page or name in ("idea", "typed")


def test_the_answer_page_leads_back_to_each_question_that_was_asked(maker: DraftClient) -> None:
    for name in ("kind", "people", "idea"):
        answer(maker, name)
    page = maker.get("result/")

    assert [name for name in ANSWERS if f"{maker.url}ask/{name}/" in page] == [
        "kind",
        "people",
        "idea",
    ]


def test_each_question_leads_back_to_the_one_before(maker: DraftClient) -> None:
    answer(maker, "kind")

    assert f'href="{maker.url}ask/kind/"' in maker.get("ask/people/")
    assert f'href="{maker.url}making/"' in maker.get("ask/kind/")


def test_a_further_run_of_which_no_more_is_told_makes_the_answer_a_range(
    maker: DraftClient,
) -> None:
    answer(maker, "kind")
    answer(maker, "people")
    answer(maker, "typed", again="yes")
    answer(maker, "hand")

    first, again, edit = maker.steps
    assert (again["action"], again["parent"], edit["action"]) == ("adjust", first["id"], "edit")
    maker.post("ask/hand/", none="1")
    claimed = draft_preview(maker.draft).result["claimed"]
    assert claimed["range"][0] != claimed["range"][1]
    answer(maker, "typed", again="no")
    assert [step["action"] for step in maker.steps] == ["generate"]
    claimed = draft_preview(maker.draft).result["claimed"]
    assert claimed["range"] is None or claimed["range"][0] == claimed["range"][1]


def test_a_further_run_goes_with_what_was_typed(maker: DraftClient) -> None:
    answer(maker, "typed", prompt="a fox", again="yes")
    assert 'value="yes"' in maker.get("ask/typed/").partition(" checked")[0].rpartition("<input")[2]
    maker.post("ask/typed/", unknown="1")
    assert maker.steps == []
