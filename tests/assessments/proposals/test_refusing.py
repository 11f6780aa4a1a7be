"""A step that a person calls not theirs enters nothing, and can be taken back."""

from __future__ import annotations

import pytest

from assessments.audit.models import AuditEntry
from assessments.proposals.matching import proposed_files
from assessments.proposals.models import Confirmation
from tests.support.uploads import DUCK, SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
REVIEWED = SAMPLES / "tracked_changes" / "license_reviewed.docx"


def act(maker, upload, what: str, **sent: str):
    return maker.post("proposals/", step=f"{upload.pk}/1", act=what, **sent)


def test_a_refused_step_is_not_confirmed_with_all_else(maker):
    (upload,) = maker.upload(DUCK)
    act(maker, upload, "refuse")
    maker.post("proposals/", made="contemporaneous")
    maker.post("proposals/", file=str(upload.pk))

    assert maker.steps == []
    page = maker.get("proposals/")
    assert "Not yours" in page
    assert "confirm-all" not in page


def test_what_was_refused_can_be_taken_back(maker):
    (upload,) = maker.upload(DUCK)
    act(maker, upload, "refuse")
    act(maker, upload, "back")
    maker.post("proposals/")

    assert [step["prompt"] for step in maker.steps] == ["photo of a duck"]
    decisions = Confirmation.objects.filter(section="refused").order_by("pk")
    assert [row.decision for row in decisions] == ["left_out", "as_read"]


def test_refusing_twice_is_one_decision_and_stands_in_the_log(maker):
    (upload,) = maker.upload(DUCK)
    act(maker, upload, "refuse")
    act(maker, upload, "refuse")

    assert Confirmation.objects.filter(section="refused").count() == 1
    entry = AuditEntry.objects.get(act="proposal.decided")
    assert entry.facts["left_out"] == ["step"]


def test_a_step_that_stands_in_the_answers_is_not_refused(maker):
    (upload,) = maker.upload(DUCK)
    maker.post("proposals/")
    act(maker, upload, "refuse")

    assert len(maker.steps) == 1
    assert not Confirmation.objects.filter(section="refused").exists()


def test_one_press_takes_what_the_card_shows_also_where_it_is_inferred(maker):
    (upload,) = maker.upload(REVIEWED)
    (first, *_) = proposed_files(maker.draft)[0].steps
    assert not first.is_stated
    page = maker.get("proposals/")
    assert page.index("Only inferred") < page.index('value="accept"')
    act(maker, upload, "accept")

    assert [step["action"] for step in maker.steps] == ["generate"]
    (settled, *_) = proposed_files(maker.draft)[0].steps
    assert settled.is_settled


def test_one_press_leaves_out_what_was_chosen_to_be_left_out(maker):
    (upload,) = maker.upload(DUCK)
    act(maker, upload, "accept", **{"d.negative_prompt": "out"})

    (step,) = maker.steps
    assert step["prompt"] == "photo of a duck"
    assert "negative_prompt" not in step


def test_a_refused_turn_does_not_choose_its_conversation(maker):
    """Only a confirmed step shows that a conversation belongs to the work."""
    folder = SAMPLES.parent / "evidence-cases"
    (upload,) = maker.upload(folder / "gemini-takeout-attachments.json")
    Confirmation.objects.create(
        draft=maker.draft,
        proposal=f"{upload.pk}/1",
        section="refused",
        field="step",
        decision=Confirmation.Decision.LEFT_OUT,
    )

    assert proposed_files(maker.draft)[0].chosen == 0
