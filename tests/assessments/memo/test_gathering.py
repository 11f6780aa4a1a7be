"""What a memo takes of stored files: those of its own work that the frozen record names."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from assessments.audit.log import audit_append
from assessments.audit.models import AuditEntry
from assessments.evidence.models import FileReading, Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.models_views import PictureView
from assessments.evidence.uploads import upload_receive
from assessments.jobs import JobState
from assessments.memo import gathering
from assessments.memo.gathering import holdings_of
from assessments.memo.job import memo_snapshot
from assessments.memo.services import memo_request
from assessments.results.services import assessment_run, work_create
from assessments.works.drafts import Draft, audit_subject
from cases.record import load_data
from tests.support.flushing import triggers_aside
from tests.support.stored_memos import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user("maker")


@pytest.fixture
def draft(person):
    return Draft.objects.create(owner=person)


def upload_file(draft, data, name="a.png"):
    return upload_receive(draft=draft, file=io.BytesIO(data), by=draft.owner, name=name)


def add_picture_view(upload, data=None, **columns):
    ready = {"state": JobState.READY, "finished_at": timezone.now(), "preview": data or picture(1)}
    return PictureView.objects.create(original=upload.original, **{**ready, **columns})


@pytest.fixture
def assess(draft):
    """A function that assesses a record naming the digests, one for each step."""

    def make(*digests):
        pieces = [
            {"id": f"e{n}", "what": "original_file", "made": "contemporaneous", "sha256": sha256}
            for n, sha256 in enumerate(digests)
        ]
        steps = [{"id": f"s{p['id']}", "action": "generate", "evidence": [p["id"]]} for p in pieces]
        record = {"schema": "creation-record/1", "title": "Cat", "kind": "image"}
        work = work_create(
            owner=draft.owner, record=load_data({**record, "steps": steps, "evidence": pieces})
        )
        draft.work = work
        draft.save()
        return assessment_run(work=work)

    return make


def now():
    return timezone.now() + timedelta(seconds=1)


def test_a_named_file_comes_with_its_receipt_custody_and_picture(draft, assess):
    upload = upload_file(draft, b"one")
    add_picture_view(upload, picture(3))
    again = upload_file(draft, b"one", "copy.png")
    upload_file(draft, b"not named")
    facts = {"file": str(upload.pk), "sha256": upload.sha256}
    audit_append(
        subject=audit_subject(draft), act="file.downloaded", actor=draft.owner_id, facts=facts
    )
    found = holdings_of(assess(upload.sha256), now())

    (held,) = found.files
    assert (held.sha256, held.size, held.intact) == (upload.sha256, 3, True)
    assert [receipt.name for receipt in held.receipts] == ["a.png", "copy.png"]
    assert held.receipts[1].at == again.received_at
    assert [act.code for act in held.custody] == ["file.received"] * 2 + ["file.downloaded"]
    assert held.picture == picture(3)
    assert [(log.of, log.is_intact) for log in found.logs] == [("draft", True), ("work", True)]


def test_a_digest_of_somebody_elses_file_brings_nothing(assess):
    other = Draft.objects.create(owner=User.objects.create_user("other"))
    upload = upload_file(other, b"private")
    add_picture_view(upload)
    found = holdings_of(assess(upload.sha256), now())
    assert (found.files, found.num_pictures) == ((), 0)


def test_what_came_after_the_memo_was_asked_for_is_not_in_it(draft, assess):
    before = upload_file(draft, b"one")
    after = upload_file(draft, b"two")
    Upload.objects.filter(pk=after.pk).update(received_at=timezone.now() + timedelta(days=1))
    assessment = assess(before.sha256, after.sha256)
    memo = memo_request(assessment=assessment, language="en", by=draft.owner)
    stamp(draft, before, finished_at=memo.queued_at + timedelta(seconds=1))

    (held,) = memo_snapshot(memo).holdings.files
    assert (held.sha256, held.timestamps) == (before.sha256, ())


def stamp(draft, upload, **columns):
    given = {
        "source": Timestamp.Source.IMPORTED,
        "digests": [upload.sha256],
        "sha256": upload.sha256,
        "state": JobState.READY,
        "finished_at": timezone.now(),
        "response": b"x",
        "at": timezone.now(),
        "authority": "Example Authority",
        "trusted": True,
    }
    return Timestamp.objects.create(draft=draft, **{**given, **columns})


def test_a_third_partys_time_comes_with_the_files_that_it_covers(draft, assess):
    covered, bare = upload_file(draft, b"one"), upload_file(draft, b"two")
    stamp(draft, covered)
    stamp(draft, bare, trusted=False)
    first, second = holdings_of(assess(covered.sha256, bare.sha256), now()).files

    assert [
        (timestamp.by, timestamp.trusted, timestamp.imported) for timestamp in first.timestamps
    ] == [("Example Authority", True, True)]
    assert [timestamp.trusted for timestamp in second.timestamps] == [False]
    assert "existed_by" in [ground.code for ground in first.file_date.grounds]
    assert "existed_by" not in [ground.code for ground in second.file_date.grounds]


def test_a_files_own_word_is_taken_from_its_reading(draft, assess):
    upload = upload_file(draft, b"one")
    assessment = assess(upload.sha256)
    assert not holdings_of(assessment, now()).files[0].is_read
    stated_time = {"what": "created", "value": "2020-01-01T00:00:00Z", "source": "EXIF DateTime"}
    FileReading.objects.update(
        state=JobState.READY, finished_at=timezone.now(), found={"times": [stated_time]}
    )
    (held,) = holdings_of(assessment, now()).files
    assert held.is_read
    assert held.file_date.made == "later"


def test_only_so_many_pictures_in_the_order_of_the_steps(draft, assess, monkeypatch):
    monkeypatch.setattr(gathering, "MAX_PICTURES", 2)
    uploads = [upload_file(draft, bytes([n])) for n in range(4)]
    for upload in uploads:
        add_picture_view(upload)
    order = [uploads[n].sha256 for n in (3, 1, 0, 2)]
    found = holdings_of(assess(*order), now())

    assert {held.sha256 for held in found.files if held.picture} == set(order[:2])
    assert found.num_pictures == 4


def test_what_is_no_small_picture_of_ours_is_not_printed(draft, assess):
    uploads = [upload_file(draft, bytes([n])) for n in range(3)]
    add_picture_view(uploads[0], b"<svg/>")
    add_picture_view(uploads[1], code="too_large")
    add_picture_view(uploads[2], state=JobState.FAILED, reason="timed_out")
    found = holdings_of(assess(*[upload.sha256 for upload in uploads]), now())
    assert [held.picture for held in found.files] == [None] * 3


def test_a_log_that_does_not_hold_is_reported(draft, assess):
    upload = upload_file(draft, b"one")
    assessment = assess(upload.sha256)
    aside, back = triggers_aside(connection.vendor)
    with connection.cursor() as cursor:
        for statement in aside:
            cursor.execute(statement)
        AuditEntry.objects.create(
            subject=str(draft.pk), number=99, at=timezone.now(), act="slipped.in", hash="0" * 64
        )
        for statement in back:
            cursor.execute(statement)
    assert [log.is_intact for log in holdings_of(assessment, now()).logs] == [False, True]
