"""What nobody said to belong to the work stays out of every page, of the result and the dossier."""

from __future__ import annotations

import json

import pytest

from assessments.answers.services import draft_save, item_add
from assessments.dossier.contents import gather
from assessments.dossier.documents import fact_rows, payload_documents, tag_files
from assessments.dossier.services import dossier_request
from assessments.memo.compose import compose_memo
from assessments.memo.job import memo_snapshot
from assessments.memo.services import memo_request
from assessments.proposals.apart import doubts
from assessments.proposals.final_work import final_work
from assessments.proposals.held_files import held_files
from assessments.proposals.matching import proposed_files
from assessments.proposals.views import parents_first
from assessments.results.finish import draft_finish
from tests.assessments.proposals.test_conversations import EXPORT, choose, record_of
from tests.support.made_files import png, text
from tests.support.uploads import DUCK, run_queued_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]

CHOSEN, OTHERS = "a shot of a lantern swaying", ("a recipe for soup", "how do I file taxes")
SETTINGS = "\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: {seed}, Size: 64x64"


@pytest.fixture
def filmed(maker):
    """One of three conversations is chosen and confirmed."""
    draft_save(maker.draft, part="work", sent={"title": "Lantern", "kind": "video"}, version=0)
    (upload,) = maker.upload(("conversations.json", EXPORT))
    choose(maker, upload, "film")
    maker.get("tree/")
    run_queued_jobs()
    maker.post("proposals/", file=str(upload.pk), made="later")
    return maker


@pytest.mark.parametrize("place", ["proposals/", "tree/", "storyboard/", "review/"])
def test_conversations_that_were_not_chosen_are_on_no_page(filmed, place):
    filmed.upload(DUCK)  # where there are conversations alone, the tree shows all of them
    filmed.get("tree/")
    run_queued_jobs()
    page = filmed.get(place)
    assert [words for words in OTHERS if words in page] == []


def test_the_words_of_a_conversation_do_not_stand_for_the_file_before_it_is_chosen(maker):
    maker.upload(("conversations.json", EXPORT))
    assert [words for words in (CHOSEN, *OTHERS) if words in maker.get("proposals/")] == []


def test_the_reasoning_holds_the_words_of_the_chosen_conversation_alone(filmed):
    held = held_files(filmed.draft, record_of(filmed))
    prompts = [prompt for file in held.files.values() for prompt in file.prompts]
    assert prompts[0] == CHOSEN
    assert set(OTHERS).isdisjoint(prompts)


def test_record_and_memo_hold_none_and_the_dossier_says_that_the_original_does(filmed):
    assessment = draft_finish(filmed.draft)
    assert [words for words in OTHERS if words in json.dumps(assessment.record)] == []
    dossier = dossier_request(assessment=assessment, by=assessment.work.owner)
    contents = gather(dossier)
    (file,) = json.loads(payload_documents(contents)["files.json"])["files"]
    assert file["conversations"] == 3
    readme = tag_files(contents)["README.txt"].decode()
    assert "holds 3 conversations, since an original is kept whole" in readme
    assert "含有 3 段对话" in readme


def test_the_chosen_final_work_is_named_in_result_and_dossier(maker, client):
    draft_save(maker.draft, part="work", sent={"title": "Duck", "kind": "image"}, version=0)
    (upload,) = maker.upload(DUCK)
    maker.post("proposals/")
    assert str(upload.pk) in final_work(maker.draft).choices
    assessment = draft_finish(maker.draft)
    result = f"/assessments/{assessment.pk}/"
    assert "as its maker chose it" not in client.get(result).content.decode()

    maker.post("proposals/final-work/", final=str(upload.pk))
    assessment = draft_finish(maker.draft)
    page = client.get(f"/assessments/{assessment.pk}/").content.decode()
    assert "as its maker chose it" in page and DUCK.name in page
    contents = gather(dossier_request(assessment=assessment, by=assessment.work.owner))
    assert contents.final is not None and contents.final.upload == upload
    assert contents.final.path in tag_files(contents)["README.txt"].decode()


@pytest.mark.parametrize(
    ("made", "shown"),
    [("", "Time unknown (counts as made later)"), ("later", "Made later")],
)
def test_what_is_taken_as_later_is_not_called_made_later(maker, client, made, shown):
    draft_save(maker.draft, part="work", sent={"title": "Duck", "kind": "image"}, version=0)
    maker.upload(DUCK)
    maker.post("proposals/", made=made)
    assessment = draft_finish(maker.draft)
    assert assessment.record["evidence"][0]["made"] == "later"
    page = client.get(f"/assessments/{assessment.pk}/record/").content.decode()
    assert shown in page
    assert ("counts as made later" in page) == (not made)


@pytest.mark.parametrize(
    ("made", "shown"), [("", "Time unknown (counts as made later)"), ("later", "Made later")]
)
def test_evidence_memo_and_dossier_say_what_is_only_assumed(maker, client, made, shown):
    draft_save(maker.draft, part="work", sent={"title": "Duck", "kind": "image"}, version=0)
    maker.upload(DUCK)
    maker.post("proposals/", made=made)
    assessment = draft_finish(maker.draft)
    evidence = client.get(f"/assessments/{assessment.pk}/evidence/").content.decode()
    contents = gather(dossier_request(assessment=assessment, by=assessment.work.owner))
    listed = json.dumps([vars(row) for row in fact_rows(contents)])
    asked = memo_request(assessment=assessment, language="en", by=assessment.work.owner)
    printed = str(compose_memo(memo_snapshot(asked)))
    for page in (evidence, listed, printed):
        assert shown in page
        assert ("counts as made later" in page) == (not made)
        assert made or "Made later" not in page


@pytest.mark.parametrize("name", ["Claude", "Kimi", "Sora"])
def test_a_name_that_people_bear_is_not_called_a_program_for_certain(maker, name):
    log = f"commit {'a' * 40}\nAuthor: {name} <x@example.org>\nDate: 2026-03-01T10:00:00+08:00\n"
    maker.upload(("log.txt", f"{log}\n    Draw the lantern\n".encode()))
    page = maker.get("proposals/")
    assert f"The file names {name} as author: the name of a program, and of people." in page
    assert f"{name} as author: a program." not in page


def test_a_file_that_contradicts_itself_is_not_confirmed_with_what_nothing_contradicts(maker):
    found = {"problems": [{"code": "contradiction"}, {"code": "workflow_not_run"}]}
    assert doubts(found) == [{"code": "contradiction"}]
    data = png(text("parameters", f"a pier{SETTINGS.format(seed=1)}"))[:-6]
    (upload,) = maker.upload(("pier.png", data))
    assert "The file ends before its own structure says it should" in maker.get("proposals/")
    maker.post("proposals/")
    assert maker.steps == []
    maker.post("proposals/", step=f"{upload.pk}/1", act="accept")
    assert len(maker.steps) == 1


def test_files_without_a_time_become_steps_in_the_order_of_their_names(maker):
    names = ("10.png", "9.png", "11.png")
    maker.upload(
        *(
            (name, png(text("parameters", f"pier {name}{SETTINGS.format(seed=at)}")))
            for at, name in enumerate(names)
        )
    )
    ordered = parents_first(proposed_files(maker.draft))
    assert [file.upload.name for file in ordered] == ["9.png", "10.png", "11.png"]
    maker.post("proposals/")
    assert [step["prompt"] for step in maker.steps] == ["pier 9.png", "pier 10.png", "pier 11.png"]


def test_a_tool_that_did_something_else_is_another_tool(maker):
    item_add(
        maker.draft,
        part="tools",
        values={"name": "Stable Diffusion WebUI", "does": "image_to_image"},
    )
    maker.upload(DUCK)
    maker.post("proposals/")
    tools = {tool["id"]: tool for tool in maker.draft.answers["tools"]}
    assert tools[maker.steps[0]["tool"]]["does"] == "text_to_image"
