"""Readings that earlier versions stored open, and reading again is offered where they lack much."""

from __future__ import annotations

import pytest

from assessments.evidence.models import FileReading
from assessments.evidence.outdated import lacks_conversations
from assessments.jobs import JobState
from assessments.proposals.matching import proposed_files
from tests.assessments.proposals.test_conversations import EXPORT
from tests.support.uploads import run_queued_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]


@pytest.fixture
def older(maker, tmp_path):
    """An export read before turns named their conversation."""
    path = tmp_path / "conversations.json"
    path.write_bytes(EXPORT)
    (upload,) = maker.upload(path)
    reading = FileReading.objects.get()
    for turn in reading.found["messages"]:
        del turn["extra"]["conversation"]
    reading.save()
    return upload


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_of_an_older_reading_open_and_offer_to_read_again(maker, older, language):
    maker.client.cookies["django_language"] = language

    for address in ("files/", "proposals/"):
        assert f"/files-read-again/{older.pk}" in maker.get(address), address
    page = maker.client.get(f"/interview/{maker.draft.pk}/proposals/{older.pk}/conversations/")
    assert page.status_code == 302


def test_no_turn_of_an_older_reading_belongs_by_itself(maker, older):
    (file,) = proposed_files(maker.draft)
    assert (file.steps, file.conversations, file.chosen) == ((), 3, 0)

    maker.post("proposals/", made="contemporaneous")
    assert maker.steps == []


def test_reading_again_lets_a_person_choose(maker, older):
    maker.post(f"files-read-again/{older.pk}/")
    run_queued_jobs()

    reading = FileReading.objects.get()
    assert reading.state == JobState.READY
    assert not lacks_conversations(reading.found)
    (file,) = proposed_files(maker.draft)
    assert (file.conversations, file.is_outdated) == (3, False)


def test_a_single_conversation_needs_no_label():
    turn = {"role": "user", "text": "a", "extra": {}}
    listed = {"conversations": [{"id": "c", "messages": 1}, {"id": "d", "messages": 0}]}
    assert not lacks_conversations({"messages": [turn], "extra": listed})
    assert not lacks_conversations({})
