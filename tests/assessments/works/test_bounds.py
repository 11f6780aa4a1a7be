"""The answers of a draft are bounded in whatever way they grow, and nothing typed is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assessments.answers.services import draft_import, draft_save, draft_start
from assessments.proposals import models as proposals
from assessments.proposals.models import Confirmation
from assessments.works import bounds
from assessments.works.bounds import DraftFull, trim_remembered
from assessments.works.models import Work
from cases.record import load_data
from tests.support.interviews import InterviewClient

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MIB = 1024 * 1024
LONG = "a" * 1000


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_ANSWERS_MIB", 1)
    monkeypatch.setattr(bounds, "MAX_ITEMS", 5)


@pytest.fixture
def page(client: Client) -> InterviewClient:
    return InterviewClient(client)


def add(page: InterviewClient, length: int = 1) -> Any:
    return page.post("add/steps/", action="generate", prompt="a" * length)


def test_copies_are_refused_where_the_work_is_full_with_what_was_typed(
    page: InterviewClient,
) -> None:
    assert add(page, 600_000).status_code == 302
    copied = page.post("copy/steps/s1/")

    assert copied.status_code == 413
    assert "limit of 1 MB" in copied.content.decode()
    assert len(page.answers["steps"]) == 1
    added = add(page, 600_000)
    assert added.status_code == 413
    assert "a" * 600_000 in added.content.decode()


def test_undoing_a_removal_is_bounded_and_can_be_done_once_there_is_room(
    page: InterviewClient,
) -> None:
    add(page, 600_000)
    page.post("remove/steps/s1/")
    add(page, 600_000)

    assert page.post("put-back/").status_code == 413
    page.post("steps/s2/", _fields="prompt", _version="0", prompt="short")
    assert page.draft.removed is not None
    assert page.post("put-back/").status_code == 302
    assert len(page.answers["steps"]) == 2


def test_a_pasted_text_that_is_kept_as_well_counts_twice(page: InterviewClient) -> None:
    add(page, 900_000)
    add(page)
    text = f"{'b' * 100_000}\nSteps: 20, Sampler: Euler, Seed: 1, Size: 512x512"

    assert page.post("split/s2/", raw=text, take="yes", _version="0").status_code == 413
    assert page.answers["steps"][1]["prompt"] == "a"


def test_the_number_of_items_is_bounded(page: InterviewClient) -> None:
    for _number in range(5):
        assert add(page).status_code == 302

    assert page.post("copy/steps/s1/").status_code == 413
    assert add(page).status_code == 413


def test_an_imported_record_is_bounded() -> None:
    steps = [{"id": f"s{number}", "action": "generate"} for number in range(6)]
    record = {"schema": "creation-record/1", "title": "A", "kind": "image", "steps": steps}

    with pytest.raises(DraftFull):
        draft_import(owner=None, record=load_data(record))


def test_one_answer_has_a_bound_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_ANSWER_MIB", 0)

    with pytest.raises(DraftFull) as refused:
        draft_start(owner=None, answers={"title": "long"})
    assert refused.value.code == "answer"


def test_own_words_have_a_bound_which_prompts_have_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_OWN_WORDS", 100)
    steps = [{"id": "s1", "action": "generate", "prompt": "a" * 1000, "parameters": {"x": LONG}}]

    assert draft_start(owner=None, answers={"title": "short", "steps": steps})
    with pytest.raises(DraftFull) as refused:
        draft_start(owner=None, answers={"title": "short", "steps": [{"intent": LONG}]})
    assert refused.value.code == "words"


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_own_words_of_a_pasted_record_are_bounded(
    client: Client, monkeypatch: pytest.MonkeyPatch, is_signed_in: bool
) -> None:
    monkeypatch.setattr(bounds, "MAX_OWN_WORDS", 100)
    if is_signed_in:
        client.force_login(User.objects.create_user("owner"))
    record = {"schema": "creation-record/1", "title": "A", "kind": "image", "summary": LONG}
    response = client.post("/assessments/start/", {"text": json.dumps(record)})

    assert response.status_code == 413
    assert "100" in response.content.decode()
    assert not Work.objects.exists()


def test_what_is_over_a_bound_already_can_be_made_less(page: InterviewClient) -> None:
    draft = page.draft
    draft.answers = {"summary": "a" * 3 * MIB}
    draft.save()

    saved = draft_save(draft, part="work", sent={"summary": "a" * 2 * MIB}, version=0)
    assert saved.version == 1
    with pytest.raises(DraftFull):
        draft_save(draft, part="work", sent={"summary": "a" * 3 * MIB}, version=1)


def test_remembered_answers_are_forgotten_before_they_fill_the_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "MAX_REMEMBERED_MIB", 1)
    versions: dict[str, Any] = {
        "work": {"n": 2, "log": [[1, {"title": "short"}]]},
        "steps/s1": {"n": 9, "log": [[number, {"prompt": "a" * MIB}] for number in range(9)]},
        "once": [["token", "steps", "s1"]],
    }
    trim_remembered(versions)

    assert versions["steps/s1"] == {"n": 9, "log": []}
    assert versions["work"]["log"]


def test_decisions_about_what_a_large_file_says_are_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proposals, "MAX_DECISIONS_MIB", 1)
    draft = draft_start(owner=User.objects.create_user("owner"))
    row = {"draft": draft, "section": "steps", "decision": "as_read", "as_read": "a" * 600_000}
    Confirmation.objects.create(**row)

    with pytest.raises(DraftFull):
        Confirmation.objects.create(**row)


@pytest.mark.parametrize(
    "answers",
    [
        {"title": LONG},
        {"title": "A", "parties": [{"id": "p1", "name": LONG}]},
        {"title": "A", "steps": [{"id": LONG, "action": "generate"}]},
    ],
)
def test_a_name_is_bounded_and_one_that_stands_may_be_made_shorter(answers: Any) -> None:
    with pytest.raises(DraftFull) as refused:
        draft_start(owner=None, answers=answers)
    assert refused.value.code == "name"
    assert "500" in str(refused.value.says)


def test_a_long_name_that_stands_does_not_close_the_work(page: InterviewClient) -> None:
    page.draft.__class__.objects.filter(pk=page.draft.pk).update(answers={"title": LONG})
    assert add(page).status_code == 302
