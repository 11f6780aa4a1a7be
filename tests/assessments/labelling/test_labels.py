"""Labels: what each file carries, and a copy with one that leaves the original as it is."""

from __future__ import annotations

import json

import pytest

from assessments.audit.models import AuditEntry
from assessments.intake import read
from tests.support.made_files import png, text
from tests.support.uploads import CREDITED, DUCK, SAMPLES

pytestmark = pytest.mark.django_db
LABELLED = SAMPLES / "aigc-label" / "png_xmp.png"
SENT = {"label": "1", "producer": "P-0001", "produce_id": "job-7"}


def test_a_label_that_a_file_carries_is_shown(maker):
    maker.upload(LABELLED)

    page = maker.get("labels/")
    assert "Labelled as generated" in page
    assert "P-0001" in page


def test_a_file_without_one_is_said_to_have_none(maker):
    maker.upload(DUCK)

    assert "No label in the metadata" in maker.get("labels/")


def test_what_is_wrong_with_a_label_is_said_and_none_is_written_over_it(maker, tmp_path):
    broken = tmp_path / "broken.png"
    broken.write_bytes(png(text("AIGC", '{"Label": ')))
    words = tmp_path / "words.txt"
    words.write_text("just words")
    maker.upload(broken, words)

    page = maker.get("labels/")
    assert "Carries a label that cannot be read" in page
    assert "The AIGC label is not well-formed" in page
    assert "labelled by words that are seen" in page
    assert "Make a copy with a label" not in page


@pytest.mark.both_databases
def test_a_copy_carries_the_label_and_the_original_stays(maker):
    (upload,) = maker.upload(DUCK)
    response = maker.post(f"labels/{upload.pk}/", **SENT)

    found = read(b"".join(response))
    assert found.aigc_label["ProduceID"] == "job-7"
    assert found.prompt == "photo of a duck"
    with upload.original.file.open() as file:
        assert file.read() == DUCK.read_bytes()
    assert "duck" not in response["Content-Disposition"]
    assert response["Content-Type"] == "application/octet-stream"
    assert AuditEntry.objects.filter(act="label.copied").exists()


def test_a_label_is_never_replaced(maker):
    (upload,) = maker.upload(LABELLED)
    response = maker.post(f"labels/{upload.pk}/", **SENT)

    assert response.status_code == 422
    assert "No copy was made" in response.content.decode()


def test_what_is_missing_is_listed_once(maker):
    (upload,) = maker.upload(DUCK)
    page = maker.post(f"labels/{upload.pk}/", label="").content.decode()

    assert page.count('id="error-summary-title"') == 1


def test_a_signature_is_not_broken_unless_asked_for(maker):
    (upload,) = maker.upload(CREDITED)
    refused = maker.post(f"labels/{upload.pk}/", **SENT)
    made = maker.post(f"labels/{upload.pk}/", **SENT, even_if_signed="on")

    assert refused.status_code == 422
    assert read(b"".join(made)).aigc_label["ProduceID"] == "job-7"


def test_a_name_that_the_standard_does_not_allow_is_refused(maker):
    (upload,) = maker.upload(DUCK)
    response = maker.post(f"labels/{upload.pk}/", **{**SENT, "producer": "豆包"})

    assert response.status_code == 422
    assert "a Chinese name has a code" in response.content.decode()


def test_what_records_a_making_is_not_asked_for_a_label_and_a_text_is(maker):
    graph = {"1": {"class_type": "KSampler", "inputs": {"seed": 1, "steps": 2}}}
    maker.upload(
        ("workflow.json", json.dumps(graph).encode()),
        ("chat.txt", b"User: hi\nAssistant: hello\n"),
        ("log.txt", b"commit " + b"a" * 40 + b"\nAuthor: Bo <b@example.org>\n\n    First\n"),
        ("poem.txt", b"A red lantern sways.\n"),
    )
    page = maker.get("labels/")
    assert page.count("It records how results were made") == 3
    assert page.count("Plain text has no metadata") == 1
