"""Make it stronger: each thing by itself, one question or one file, and what it moved."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assessments.engine import load_rules
from assessments.results.finish import draft_preview
from assessments.securing.stronger import items_left, question_for, tasks
from assessments.wording import register
from assessments.works.drafts import Draft
from cases.record import CreationRecord
from tests.support.pages import WEAK, assess_record, signed_in
from tests.support.uploads import DraftClient, picture, run_queued_jobs

pytestmark = pytest.mark.django_db
ANSWERS: dict[str, Any] = {
    "title": "Heron",
    "kind": "image",
    "parties": [{"id": "p1", "name": "Chen", "kind": "person", "role": "author"}],
    "tools": [{"id": "t1", "name": "Dreamer", "does": "text_to_image"}],
    "steps": [
        {"id": "s1", "action": "generate", "tool": "t1", "by": "p1", "prompt": "a heron at dawn"},
        {"id": "s2", "action": "edit", "by": "p1", "parent": "s1", "intent": "a second heron"},
        {"id": "s3", "action": "edit", "by": "p1", "parent": "s2", "intent": "the reeds"},
    ],
}


HERON = ANSWERS["steps"][0]
DRAWN = {**ANSWERS["steps"][1], "adds": ["figure"], "extent": "substantial"}


def steps_are(path: DraftClient, *steps: dict[str, Any]) -> None:
    draft = path.draft
    draft.answers = {**ANSWERS, "steps": list(steps)}
    draft.save()


@pytest.fixture
def path(client: Client) -> DraftClient:
    client.post("/begin/", {"without": "1"})
    draft = Draft.objects.get()
    draft.answers = ANSWERS
    draft.save()
    return DraftClient(client, draft)


def codes(path: DraftClient) -> list[str]:
    preview = draft_preview(path.draft)
    record = CreationRecord.model_validate(preview.record)
    return [task.code for task in tasks(preview.typed_result, record)]


def save(path: DraftClient, code: str, item: str, **sent: Any) -> Any:
    shown = path.get(f"stronger/{code}/?item={item}")
    version = re.search(r'name="_version" value="(\d+)"', shown)
    assert version
    field = (question_for(code) or ("", None))[1]
    assert field is not None
    hidden = {"item": item, "_version": version[1], "_fields": field.name}
    return path.post(f"stronger/{code}/", **hidden, **sent)


def test_the_answer_lists_what_would_move_it_and_each_opens_one_question(
    path: DraftClient,
) -> None:
    page = path.get("result/")
    linked = re.findall(rf'href="{path.url}stronger/([a-z_.]+)/"', page)

    assert set(codes(path)) <= set(linked)
    for code in codes(path):
        opened = path.get(f"stronger/{code}/")
        names = set(re.findall(r'<(?:input|select|textarea)[^>]* name="([a-z]+)"', opened))
        question = question_for(code)
        expected = {question[1].name} if question else {"file"}
        others = {q.name for rule in load_rules().improvements.tell for q in _questions(rule.do)}
        assert expected <= names
        assert not (others - expected) & names


def _questions(code: str) -> list[Any]:
    found = question_for(code)
    return [found[1]] if found else []


def test_a_question_shows_the_round_that_it_is_about(path: DraftClient) -> None:
    assert "a second heron" in path.get("stronger/tell.adds/?item=s2")
    assert "the reeds" in path.get("stronger/tell.adds/?item=s3")


def test_an_answer_is_saved_alone_and_the_answer_says_once_what_it_moved(
    path: DraftClient,
) -> None:
    steps_are(path, HERON, DRAWN)
    before = draft_preview(path.draft).typed_result.claimed.conclusion
    response = save(path, "tell.effect", "s2", effect="as_intended")
    after = draft_preview(path.draft).typed_result.claimed.conclusion

    assert response["Location"] == f"{path.url}result/"
    assert path.steps == [HERON, {**DRAWN, "effect": "as_intended"}]
    assert before != after
    page = path.get("result/")
    assert "What it changed:" in page
    moved = page.split('id="moved-title"')[1].split("</section>")[0]
    plain = register("plain")
    words = [plain.conclusion_label(word) for word in (before, after)]
    said = ".*".join([plain.basis("claimed"), words[0], "→", words[1]])
    assert re.search(said, moved, re.DOTALL)
    assert 'id="moved-title"' not in path.get("result/")


def test_who_took_a_step_is_asked_where_it_may_have_been_one_of_several(path: DraftClient) -> None:
    nobodys = {name: value for name, value in DRAWN.items() if name != "by"}
    steps_are(path, HERON, nobodys)
    assert "who" not in codes(path)
    draft = path.draft
    other = {"id": "p2", "name": "Lin", "kind": "person", "role": "co_author"}
    draft.answers["parties"] = [*ANSWERS["parties"], other]
    draft.save()

    assert "stronger/who/" in path.get("result/")
    page = path.get("stronger/who/")
    assert re.findall(r'type="radio" name="by" value="(\w+)"|name="by"[^>]* value="(\w+)"', page)
    assert not re.search(r'name="by"[^>]*checked', page)
    save(path, "who", "s2", by="p2")
    assert path.steps[1]["by"] == "p2"
    assert "who" not in codes(path)


def test_an_answer_that_moves_nothing_says_so(path: DraftClient) -> None:
    save(path, "tell.adds", "s2", adds=["retouch"])

    page = path.get("result/")
    assert "Both answers stay as they are" in page


def test_the_same_question_goes_on_with_the_next_round(path: DraftClient) -> None:
    response = save(path, "tell.adds", "s2", adds=["figure"], left=["s2", "s3"], go="next")

    assert response["Location"] == f"{path.url}stronger/tell.adds/?item=s3&left=s3"
    assert items_left(path.draft, "steps", "adds", ["s2", "s3"]) == ["s3"]


def test_a_series_goes_on_to_its_end_where_the_answer_moves_no_further(path: DraftClient) -> None:
    assert "tell.kept" not in codes(path)  # nothing moves by it any more
    address = f"{path.url}stronger/tell.kept/?item=s2"

    assert path.client.get(address)["Location"] == f"{path.url}result/"
    page = path.get("stronger/tell.kept/?item=s2&left=s2&left=s3")
    assert 'name="item" value="s2"' in page
    assert "the same for 1 more" in page


def test_a_question_that_the_short_path_asks_too_is_asked_in_its_words(path: DraftClient) -> None:
    page = path.get("stronger/tell.extent/?item=s2&left=s2")

    words = ["New or quite different parts", "Some parts of it", "Small touches"]
    assert [page.find(text) for text in words] == sorted(page.find(text) for text in words)
    assert -1 not in [page.find(text) for text in words]
    assert "substantial<" not in page.casefold()


def test_own_material_is_named_by_its_file(path: DraftClient) -> None:
    path.upload(("lyrics.txt", b"I left your keys inside the piano, under the low notes"))
    upload = path.draft.uploads.get()
    path.post("making/", do="place", file=str(upload.pk), what="own")
    item = path.draft.answers["inputs"][0]["id"]

    assert "lyrics.txt" in path.get(f"stronger/tell.in_output/?item={item}")


def test_what_to_do_says_of_which_round_it_speaks(path: DraftClient) -> None:
    steps = path.get("result/").partition('id="next-steps"')[2].partition("<details")[0]

    assert 'class="small muted of-what"' in steps
    assert "a second heron" in steps


def test_nothing_chosen_is_said_and_saves_nothing(path: DraftClient) -> None:
    response = save(path, "tell.adds", "s2")

    assert response.status_code == 422
    assert "Give an answer, or leave it for later." in response.content.decode()
    assert path.steps == ANSWERS["steps"]


def test_an_answer_given_meanwhile_elsewhere_is_not_overwritten(path: DraftClient) -> None:
    shown = path.get("stronger/tell.adds/?item=s2")
    version = re.search(r'name="_version" value="(\d+)"', shown)
    assert version
    save(path, "tell.adds", "s2", adds=["crop"])
    sent = {"item": "s2", "_version": version[1], "_fields": "adds", "adds": ["figure"]}
    path.post("stronger/tell.adds/", **sent)

    assert next(step for step in path.steps if step["id"] == "s2")["adds"] == ["crop"]


def test_what_is_answered_already_leads_back_to_the_answer(path: DraftClient) -> None:
    for item in ("s2", "s3"):
        save(path, "tell.adds", item, adds=["figure"])

    response = path.client.get(f"{path.url}stronger/tell.adds/")
    assert response["Location"] == f"{path.url}result/"


def test_each_can_be_skipped(path: DraftClient) -> None:
    first, second = codes(path)[:2]

    assert f'href="{path.url}stronger/{second}/"' in path.get(f"stronger/{first}/")
    response = path.client.get(f"{path.url}stronger/")
    assert response["Location"] == f"{path.url}stronger/{first}/"


def test_a_file_is_added_as_evidence_of_what_it_is_said_to_show(path: DraftClient) -> None:
    file = SimpleUploadedFile("herons.png", picture())
    said = {"section": "steps", "items": ["s2"], "what": "layered_file", "made": "contemporaneous"}
    response = path.post("stronger/secure.layered_file/", file=file, **said)

    assert response["Location"] == f"{path.url}result/"
    (piece,) = path.draft.answers["evidence"]
    assert {"what": piece["what"], "made": piece["made"]} == {
        "what": "layered_file",
        "made": "contemporaneous",
    }
    assert [step.get("evidence") for step in path.steps] == [None, [piece["id"]], None]
    assert "Your file is being read." in path.get("result/")
    run_queued_jobs()
    assert "Saved." in path.get("result/")


def test_a_file_shows_nothing_that_nobody_ticked(path: DraftClient) -> None:
    steps_are(path, HERON, {**DRAWN, "effect": "as_intended"})
    file = SimpleUploadedFile("herons.png", picture())
    said = {"section": "steps", "what": "layered_file", "made": "contemporaneous"}
    response = path.post("stronger/secure.layered_file/", file=file, **said)

    assert response.status_code == 422
    assert not path.draft.answers.get("evidence")
    assert not path.draft.uploads.exists()


def test_a_file_that_was_refused_is_not_called_saved(path: DraftClient) -> None:
    steps_are(path, HERON, {**DRAWN, "effect": "as_intended"})
    said = {"section": "steps", "items": ["s2"], "what": "layered_file", "made": "later"}
    empty = SimpleUploadedFile("empty.png", b"")
    response = path.post("stronger/secure.layered_file/", file=empty, **said)

    assert response.status_code == 422
    assert "The file is empty." in response.content.decode()
    assert 'id="moved-title"' not in path.get("result/")


def test_a_missing_file_of_named_evidence_becomes_its_file(path: DraftClient) -> None:
    draft = path.draft
    named = {"id": "e1", "what": "layered_file", "made": "contemporaneous"}
    steps = [*ANSWERS["steps"][:1], {**ANSWERS["steps"][1], "evidence": ["e1"]}]
    draft.answers = {**ANSWERS, "steps": steps, "evidence": [named]}
    draft.save()
    file = SimpleUploadedFile("herons.png", picture())
    path.post("stronger/hold.files/", file=file, asks_piece="1", piece="e1")

    (piece,) = path.draft.answers["evidence"]
    assert piece["sha256"] == path.draft.uploads.get().sha256
    assert path.draft.uploads.get().evidence == "e1"


def test_a_stored_answer_opens_the_same_question(django_user_model: Any) -> None:
    owner = django_user_model.objects.create_user("creator", password="secret")
    made = assess_record(owner, WEAK)
    address = reverse("assessments:change", args=[made.pk])
    client = signed_in(owner)
    draft_address = client.post(address, {"stronger": "tell.adds"})["Location"]

    assert draft_address.endswith("/stronger/tell.adds/")
    assert client.post(address, {"stronger": "a/b"}).status_code == 302
