"""Handing files in: each is kept, read apart from the page, and fails alone."""

from __future__ import annotations

import errno
import io
import json
import zipfile

import pytest
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.answers.services import draft_start
from assessments.evidence.follow_up import start_all_follow_ups
from assessments.evidence.models import FileReading, Original, Upload
from assessments.evidence.models_views import PictureView, Unpacking
from assessments.evidence.tasks import archive_unpack, file_read
from assessments.jobs import JobState
from tests.support.uploads import DUCK, SAMPLES, DraftClient, picture, run_queued_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
# The readers' own tests take all of them; here the page must stand.
HOSTILE = [
    SAMPLES / "hostile" / name
    for name in (
        "exif_ifd_loop.jpg",
        "itxt_bomb_600MB.png",
        "pixels_13000x13000_169MP.png",
        "polyglot_gif_html.png",
    )
]


def make_archive(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_file_is_kept_and_read(maker):
    (upload,) = maker.upload(DUCK)

    assert upload.original.reading.state == JobState.READY
    assert "Stable Diffusion WebUI" in maker.get("files/")


def test_a_file_waits_until_a_worker_reads_it(maker):
    maker.post("files/", files=[SimpleUploadedFile("a.png", DUCK.read_bytes())])

    page = maker.get("files/")
    assert "Waiting to be read" in page
    assert 'hx-trigger="every 2s' in page


@pytest.mark.parametrize(
    "place",
    [
        "assessments.evidence.store.os.fsync",
        # While the request is read: a file of more than 2.5 MB goes to a temporary file.
        "django.core.files.uploadhandler.TemporaryFileUploadHandler.new_file",
    ],
    ids=["as it is kept", "as it arrives"],
)
def test_a_script_is_told_that_the_disk_is_full(maker, monkeypatch, place):
    def refuse(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(place, refuse)
    maker.client.raise_request_exception = False
    sent = {"files": [SimpleUploadedFile("a.png", DUCK.read_bytes() + b"0" * 3_000_000)]}
    response = maker.client.post(f"{maker.url}files/", sent, headers={"accept": "application/json"})
    assert response.status_code == 507
    assert response.json()["error"] == "There is no room left on the server"
    assert not Upload.objects.exists()


def test_the_page_says_how_many_jobs_of_others_are_ahead(maker):
    for n in range(3):
        digest = str(n) * 64
        name = default_storage.save(f"originals/{digest}", ContentFile(b"1"))
        original = Original.objects.create(key=digest, sha256=digest, size=1, file=name)
        FileReading.objects.create(original=original, owner_key=f"draft:{n}")
    maker.post("files/", files=[SimpleUploadedFile("a.png", DUCK.read_bytes())])
    assert "3 other jobs are ahead of yours" in maker.get("files/")
    FileReading.objects.filter(owner_key="draft:2").delete()
    FileReading.objects.filter(owner_key="draft:1").delete()
    assert "1 other job is ahead of yours" in maker.get("files/")
    FileReading.objects.filter(owner_key="draft:0").delete()
    assert "ahead of yours" not in maker.get("files/")


def test_a_script_is_told_about_one_file_at_a_time(maker):
    sent = {"files": [SimpleUploadedFile("empty.png", b"")]}
    response = maker.client.post(f"{maker.url}files/", sent, headers={"accept": "application/json"})

    assert response.status_code == 422
    assert json.loads(response.content)["files"][0]["why"] == "The file is empty."


def test_a_script_is_told_which_row_of_the_list_is_the_file(maker):
    sent = {"files": [SimpleUploadedFile("a.txt", b"first draft")]}
    response = maker.client.post(f"{maker.url}files/", sent, headers={"accept": "application/json"})

    (told,) = json.loads(response.content)["files"]
    assert f'id="file-{told["id"]}" data-name="a.txt"' in maker.get("files/")


def test_a_picture_is_shown_by_its_pixels_alone(maker):
    (upload,) = maker.upload(("a.png", picture()))

    response = maker.client.get(f"/uploads/{upload.pk}/preview.jpg")
    assert response["Content-Type"] == "image/jpeg"
    assert response.content.startswith(b"\xff\xd8")


def test_a_small_picture_is_nobody_elses(maker, client, stranger):
    (upload,) = maker.upload(("a.png", picture()))
    client.force_login(stranger)

    assert client.get(f"/uploads/{upload.pk}/preview.jpg").status_code == 404


def test_the_members_of_an_archive_become_files_of_their_own(maker):
    duck = DUCK.read_bytes()
    maker.upload(("all.zip", make_archive({"a/duck.png": duck, "../../b.txt": b"first draft"})))

    names = set(maker.draft.uploads.values_list("name", flat=True))
    assert names == {"all.zip", "duck.png", "b.txt"}
    assert "2 files were unpacked." in maker.get("files/")


def test_unpacking_twice_takes_nothing_in_twice(maker):
    (archive, *_) = maker.upload(("all.zip", make_archive({"duck.png": DUCK.read_bytes()})))
    Unpacking.objects.filter(pk=archive.pk).update(state=JobState.QUEUED, made=[])
    archive_unpack(str(archive.pk))

    assert maker.draft.uploads.count() == 2


def test_a_member_that_unpacks_without_end_is_left_out_and_named(maker):
    maker.upload(
        ("bomb.zip", make_archive({"zeros.txt": b"\0" * (60 << 20), "b.txt": b"first draft"}))
    )

    assert maker.draft.uploads.count() == 1
    assert "its size; not read" in maker.get("files/")


@pytest.mark.parametrize("file", HOSTILE, ids=[file.name for file in HOSTILE])
def test_a_hostile_file_ends_in_a_row_and_the_page_stands(maker, file):
    (upload,) = maker.upload(file)

    assert upload.original.reading.state in (JobState.READY, JobState.FAILED)
    assert file.name in maker.get("files/")
    maker.get("proposals/")


def test_markup_in_a_name_stays_text(maker, client):
    maker.upload(("<img src=x onerror=alert(1)>.png", DUCK.read_bytes()))

    for place in ("files/", "proposals/", "tree/"):
        html = client.get(maker.url + place).content.decode()
        assert "<img src=x" not in html
        assert "&lt;img src=x" in html or place == "tree/"


def test_what_broke_off_can_be_read_again(maker, monkeypatch):
    (upload,) = maker.upload(DUCK)
    broken = {"problems": [{"code": "timed_out", "params": {"most": 30, "unit": "seconds"}}]}
    FileReading.objects.filter(pk=upload.original_id).update(found=broken)
    assert "Read it again" in maker.get("files/")

    maker.post(f"files-read-again/{upload.pk}/")
    run_queued_jobs()
    upload = Upload.objects.get(pk=upload.pk)
    assert upload.original.reading.found["generator"] == "Stable Diffusion WebUI"


def test_an_archive_that_failed_to_unpack_can_be_unpacked_again(maker):
    (archive, _) = maker.upload(("all.zip", make_archive({"duck.png": DUCK.read_bytes()})))
    failed = {"state": JobState.FAILED, "reason": "timed_out", "made": []}
    Unpacking.objects.filter(pk=archive.pk).update(**failed)
    assert "Read it again" in maker.get("files/")

    maker.post(f"files-read-again/{archive.pk}/")
    run_queued_jobs()
    assert "1 file was unpacked." in maker.get("files/")


def test_what_was_read_is_not_read_again(maker):
    (upload,) = maker.upload(DUCK)
    maker.post(f"files-read-again/{upload.pk}/")

    assert FileReading.objects.get(pk=upload.original_id).attempts == 1


def test_bytes_that_were_read_before_are_not_read_twice(maker):
    maker.upload(DUCK)
    (again,) = maker.upload(("copy.png", DUCK.read_bytes()))

    assert FileReading.objects.count() == 1
    assert again.original.reading.attempts == 1
    assert f"Identical to {DUCK.name}" in maker.get("files/")


def test_a_file_is_read_by_its_own_name_only(maker, client, stranger):
    """What another person called the same bytes is not shown."""
    maker.upload(("secret name.png", DUCK.read_bytes()))
    client.force_login(stranger)
    other = DraftClient(client, draft_start(owner=stranger))
    other.upload(("mine.png", DUCK.read_bytes()))

    assert all("secret" not in other.get(place) for place in ("files/", "proposals/", "tree/"))


def test_a_file_can_be_taken_out_until_it_is_evidence(maker):
    first, second = maker.upload(DUCK, ("b.txt", b"first draft"))
    maker.post("proposals/", file=str(first.pk))
    maker.post(f"files-take-out/{first.pk}/")
    maker.post(f"files-take-out/{second.pk}/")

    assert list(maker.draft.uploads.all()) == [first]


def test_what_a_lost_worker_left_is_taken_up_by_the_next_sweep(maker):
    (upload,) = maker.upload(("a.png", picture()))
    PictureView.objects.all().delete()
    start_all_follow_ups()

    assert PictureView.objects.get().original_id == upload.original_id


def test_every_task_is_known_by_its_dotted_path():
    assert [message for message in run_checks() if message.id == "jobs.W002"] == []
    assert file_read.name == "assessments.file_read"
