"""What pages show of files whose making they do not state."""

from __future__ import annotations

import pytest

from tests.support.made_files import RESOURCES

pytestmark = pytest.mark.django_db
CASES = RESOURCES.parent / "evidence-cases"


def test_texts_that_are_not_understood_are_shown_on_both_pages(maker):
    maker.upload(CASES / "unknown-prompt-text.png")

    for page in (maker.get("files/"), maker.get("proposals/")):
        assert "Text in the file that we could not read" in page
        assert "a boat at sea" in page
    assert "carries no prompt" not in maker.get("files/")


def test_a_film_shows_a_frame_and_its_marks_as_what_they_are(maker):
    (upload,) = maker.upload(CASES / "dreamina.mp4")

    response = maker.client.get(f"/uploads/{upload.pk}/preview.jpg")
    assert response.content.startswith(b"\xff\xd8")
    assert "not the label of the standard" in maker.get("files/")


def test_the_edits_that_credentials_record_are_told_and_proposed_as_editing(maker):
    maker.upload(CASES / "credentials-edit-names.jpg")

    page = maker.get("proposals/")
    assert "edited [c2pa.edited] brush_tool" in page
    assert "Adobe Photoshop" in page


def test_everything_of_such_files_can_be_confirmed_and_stays_a_valid_record(maker):
    names = ("credentials-edit-names.jpg", "credit-edited-google-ai.jpg", "dreamina.mp4")
    uploads = maker.upload(*(CASES / name for name in names))
    maker.post("proposals/", made="contemporaneous")
    assert {step["action"] for step in maker.steps} == {"generate"}

    for upload in uploads:  # the rest does not state who did it, and is confirmed by itself
        maker.post("proposals/", step=f"{upload.pk}/1", **{"d.action": "read0"})
    assert {step["action"] for step in maker.steps} == {"edit", "generate"}


def test_a_drawing_waits_for_no_small_picture(maker):
    maker.upload(CASES / "comfy-save-svg.svg")

    page = maker.get("files/")
    assert "Vector drawing" in page
    assert "hx-trigger" not in page.partition('id="files-list"')[2][:400]
