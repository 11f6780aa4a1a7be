"""Versions: as found, as a person placed it, and how much was changed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assessments.answers.services import draft_save, draft_start, item_add
from assessments.audit.models import AuditEntry
from assessments.lineage.models import FileComparison, Tree
from assessments.lineage.services import trees_request
from assessments.proposals.models import Confirmation
from assessments.results.finish import draft_preview
from tests.support.uploads import DUCK, SAMPLES, DraftClient, paint_square, picture, run_queued_jobs

pytestmark = pytest.mark.django_db
REVIEWED = SAMPLES / "tracked_changes" / "license_reviewed.docx"


def conversation() -> bytes:
    """A ChatGPT export: one question, answered twice; the second answer was kept."""
    turns = {
        "q": ("user", "a poem about a heron", None, ["a1", "a2"]),
        "a1": ("assistant", "Grey bird, still water, evening.", "q", []),
        "a2": ("assistant", "The heron waits; the river does not.", "q", []),
    }
    mapping = {
        key: {
            "id": key,
            "parent": parent,
            "children": children,
            "message": {
                "id": key,
                "author": {"role": role},
                "create_time": 1_700_000_000.0 + at,
                "content": {"content_type": "text", "parts": [text]},
                "metadata": {},
            },
        }
        for at, (key, (role, text, parent, children)) in enumerate(turns.items())
    }
    export = {"id": "c", "title": "Heron", "create_time": 1_700_000_000.0, "current_node": "a2"}
    return json.dumps([{**export, "mapping": mapping}]).encode()


@pytest.fixture
def two(maker):
    """A picture and the same with a square painted over, in this order by their names."""
    data = picture()
    uploads = maker.upload(("shot 1.png", data), ("shot 2.png", paint_square(data, (40, 40))))
    maker.get("tree/")
    run_queued_jobs()
    maker.get("tree/")
    run_queued_jobs()
    return uploads


def digests_of(maker: DraftClient, step: dict[str, Any]) -> set[str]:
    """Of the files that are evidence of a step."""
    pieces = maker.draft.answers["evidence"]
    return {piece["sha256"] for piece in pieces if piece["id"] in step["evidence"]}


def test_a_picture_stands_under_the_one_it_came_from(maker, two):
    page = maker.get("tree/")

    assert "Comes from 1. shot 1.png." in page
    assert f"heat-map/{two[0].pk}/{two[1].pk}/" in page
    assert "By the numbers in the file names it came before." in page


def test_what_may_be_the_source_stands_first_among_the_places(maker):
    first = picture()
    maker.upload(("fox.png", first), ("wolf.png", first + b"\0"), ("tram.png", picture("orange")))
    maker.get("tree/")
    run_queued_jobs()

    assert '<optgroup label="Similar to these">' in maker.get("tree/")


def test_how_much_a_picture_changed_is_said_as_an_area(maker, two):
    assert "of the area that both pictures show differs." in maker.get("tree/")


def test_a_person_can_say_that_it_comes_from_none(maker, two):
    maker.post("tree/place/", node=str(two[1].pk), parent="")

    page = maker.get("tree/")
    assert "Comes from none of these." in page
    assert AuditEntry.objects.filter(act="result.placed").count() == 1


def test_nothing_can_come_from_what_came_from_it(maker, two):
    maker.post("tree/place/", node=str(two[0].pk), parent=str(two[1].pk))

    assert "Comes from 1. shot 1.png." in maker.get("tree/")
    assert not AuditEntry.objects.filter(act="result.placed").exists()


def test_a_result_that_is_not_there_cannot_be_placed(maker, two):
    maker.post("tree/place/", node="none", parent=str(two[0].pk))

    assert not AuditEntry.objects.filter(act="result.placed").exists()


def test_where_a_person_put_it_stays_when_files_come_in(maker, two):
    maker.post("tree/place/", node=str(two[1].pk), parent="")
    maker.upload(DUCK)
    maker.get("tree/")
    run_queued_jobs()

    assert "Comes from none of these." in maker.get("tree/")
    assert Tree.objects.filter(draft=maker.draft).count() <= 2


def test_the_tree_is_built_without_a_visit_and_anew_when_a_file_goes(maker):
    first, _ = maker.upload(("shot 1.png", picture()), ("shot 2.png", picture("orange")))
    assert [len(tree.nodes) for tree in Tree.objects.all()] == [2]

    maker.post(f"files-take-out/{first.pk}/")
    run_queued_jobs()
    assert [len(tree.nodes) for tree in Tree.objects.all()] == [1]


def test_the_sweep_requests_a_tree_that_a_lost_worker_missed(maker):
    maker.upload(("shot 1.png", picture()))
    Tree.objects.all().delete()

    assert trees_request() == 1
    assert trees_request() == 0


def test_the_tree_waits_for_files_that_are_being_read(maker):
    from django.core.files.uploadedfile import SimpleUploadedFile

    maker.post("files/", files=[SimpleUploadedFile("a.png", DUCK.read_bytes())])

    assert "Some files are still being read." in maker.get("tree/")
    assert not Tree.objects.exists()


def test_the_answers_of_a_conversation_are_results_of_their_own(maker):
    maker.upload(("conversations.json", conversation()))
    maker.get("tree/")
    run_queued_jobs()

    page = maker.get("tree/")
    assert "The heron waits; the river does not." in page
    assert "kept in the conversation" in page


def test_a_conversation_proposes_what_was_asked_and_what_was_kept(maker):
    (upload,) = maker.upload(("conversations.json", conversation()))
    maker.post("proposals/", made="later")
    assert "kept" not in maker.steps[0]  # that the answer gone on with was kept is inferred
    maker.post("proposals/", step=f"{upload.pk}/1", **{"d.kept": "read0"})

    (step,) = maker.steps
    assert (step["prompt"], step["outputs"], step["kept"]) == ("a poem about a heron", "2", "1")
    assert maker.draft.answers["evidence"][0]["what"] == "chat_export"


def test_the_storyboard_shows_the_instruction_beneath_each_result(maker):
    maker.upload(DUCK)
    maker.get("storyboard/")
    run_queued_jobs()

    assert "photo of a duck" in maker.get("storyboard/")


def test_a_copy_that_lost_the_label_of_what_it_came_from_is_named(maker):
    labelled = SAMPLES / "aigc-label" / "png_xmp.png"
    first, two = maker.upload(labelled, ("work.png", picture()))
    maker.get("tree/")
    run_queued_jobs()
    missing = f"{labelled.name} carries the metadata label of generated content; this file"
    assert missing not in maker.get("tree/")

    maker.post("tree/place/", node=str(two.pk), parent=str(first.pk))
    for place in ("tree/", "labels/"):
        assert missing in maker.get(place)


def test_two_pictures_are_measured_and_mapped(maker, two):
    page = maker.get(f"compare/?source={two[0].pk}&final={two[1].pk}")

    assert "Changed area:" in page
    assert "An area is not creativity" in page
    response = maker.client.get(f"{maker.url}heat-map/{two[0].pk}/{two[1].pk}/")
    assert response.content.startswith(b"\x89PNG")


def test_two_texts_are_measured_by_words_and_authors(maker):
    source, final = maker.upload(
        ("first.txt", b"Permission is hereby granted, free of charge, to any person."), REVIEWED
    )
    place = f"compare/?source={source.pk}&final={final.pk}"
    assert "These two files have not been compared yet." in maker.get(place)
    assert not FileComparison.objects.exists(), "opening a page changes nothing"
    assert maker.post("compare/", source=source.pk, final=final.pk).url == f"{maker.url}{place}"
    run_queued_jobs()

    page = maker.get(place)
    assert "of the final text." in page
    assert "Recorded changes by author" in page
    assert "%" in page and "human share" not in page


def test_what_was_measured_becomes_an_answer_only_when_it_is_taken_over(maker, two):
    step = item_add(maker.draft, part="steps", values={"action": "edit"})
    page = maker.get(f"compare/?source={two[0].pk}&final={two[1].pk}")
    assert "Add to the step" in page
    assert "extent" not in maker.steps[0]

    pair = {"source": str(two[0].pk), "final": str(two[1].pk)}
    maker.post("compare/extent/", **pair, step=step, extent="local")
    assert maker.steps[0]["extent"] == "local"
    assert digests_of(maker, maker.steps[0]) == {upload.sha256 for upload in two}
    assert Confirmation.objects.get(field="extent").sha256 == two[1].sha256


def test_a_measured_edit_can_become_a_step_of_its_own_and_is_proved_by_its_files(maker, two):
    draft_save(maker.draft, part="work", sent={"title": "x", "kind": "image"}, version=0)
    pair = {"source": str(two[0].pk), "final": str(two[1].pk)}
    maker.post("compare/extent/", **pair, step="", extent="substantial", made="contemporaneous")

    assert maker.steps[0]["action"] == "edit"
    found = draft_preview(maker.draft).typed_result.proved.findings["editing"]
    assert found.level > 0


def test_what_cannot_be_compared_is_said_to_be_so(maker):
    first, other = maker.upload(("a.png", picture()), ("b.png", picture("orange")))
    place = f"compare/?source={first.pk}&final={other.pk}"
    maker.post("compare/", source=first.pk, final=other.pk)
    run_queued_jobs()

    assert "Too little of the source is found" in maker.get(place)


@pytest.mark.parametrize("same", [True, False])
def test_half_a_pair_is_refused_and_the_choice_stays(maker, two, same):
    response = maker.post("compare/", source=two[0].pk, final=two[0].pk if same else "")

    assert response.status_code == 422
    page = response.content.decode()
    assert "Choose two different files." in page
    assert page.count(f'value="{two[0].pk}" selected') == (2 if same else 1)


def test_no_picture_is_shown_of_a_file_that_has_none(maker):
    image, note = maker.upload(("a.png", picture()), ("note.txt", b"a poem"))
    place = f"compare/?source={note.pk}&final={image.pk}"
    maker.post("compare/", source=note.pk, final=image.pk)
    run_queued_jobs()

    assert "<img" not in maker.get(place).partition("<main")[2]


def test_a_file_of_another_draft_cannot_be_compared(maker, two, client, stranger):
    client.force_login(stranger)
    other = DraftClient(client, draft_start(owner=stranger))
    (own,) = other.upload(DUCK)

    address = f"{other.url}compare/?source={two[0].pk}&final={own.pk}"
    assert client.get(address).status_code == 404
    assert client.get(f"{other.url}compare/?source=x&final={own.pk}").status_code == 404
    assert FileComparison.objects.count() == 1


def test_an_address_in_a_commit_is_not_shown():
    from assessments.lineage.compare_page import hidden_address

    assert hidden_address("Wei Zhang <wei@example.com>") == "Wei Zhang"
    assert hidden_address("wei@example.com") == ""
