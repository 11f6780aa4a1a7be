"""Bytes that somebody else has handed in show, take and leave exactly what new ones do.

One person after the other hands in the same files, which the first finds new and the second known.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.dossier import documents
from assessments.evidence.models import FileReading, Original, Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.models_views import PictureView
from assessments.evidence.store import discard
from assessments.evidence.sweep import originals_check, originals_forget
from assessments.evidence.tasks import file_read
from assessments.jobs import JobState
from assessments.lineage.models import FileComparison
from assessments.privacy.services import account_delete
from tests.support.uploads import DUCK, paint_square, picture, run_queued_jobs
from tests.support.witness import Witness, differences, queued

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files() -> Files:
    """A picture and what became of it, one that states its making, a long report, an archive."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        members.writestr("notes.txt", "first draft")
    source = picture()
    return {
        "source.png": source,
        "final.png": paint_square(source, (40, 60)),
        "duck.png": DUCK.read_bytes(),
        "poem.txt": ("月光" * 15_000).encode(),
        "all.zip": archive.getvalue(),
    }


@pytest.fixture
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "evidence_list", lambda *_: b"%PDF-")


def see_everything(person: Witness) -> None:
    person.hand_in()
    person.read()
    person.compare("source.png", "final.png")
    person.prove()


@pytest.mark.usefixtures("files_as_library", "no_pdf")
def test_known_bytes_show_at_every_stage_what_new_ones_show(files: Files) -> None:
    new, known = Witness(1, files), Witness(2, files)
    see_everything(new)
    stamp(new)
    see_everything(known)

    assert differences(new, known) == []
    shown = dict(new.seen)  # or the test sees nothing:
    assert shown["at once, preview of source.png: status"] == "404"
    assert shown["after tree_grow, preview of source.png: status"] == "200"
    assert shown["asked to compare, map: status"] == "404"
    assert shown["compared, map: status"] == "200"
    assert "Stable Diffusion" in shown["after tree_grow, proposals/: body"]
    assert "Last checked" in shown["evidence: body"]
    assert shown["dossier"] == "ready"


def stamp(person: Witness) -> None:
    """A third party confirms the files of a person."""
    now = timezone.now()
    Timestamp.objects.create(
        draft=person.person.draft,
        source=Timestamp.Source.IMPORTED,
        digests=sorted(person.digests.values()),
        sha256="0" * 64,
        state=JobState.READY,
        finished_at=now,
        response=b"answer",
        at=now,
        authority="Example Authority",
        trusted=True,
    )


@pytest.fixture(params=["disk", "bucket"])
def storage_calls(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is asked of storage from now on, wherever stored files are."""
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    default_storage.exists("name")  # so that there is one
    storage = type(default_storage._wrapped)  # type: ignore[attr-defined]
    calls: list[Any] = []

    def watch(name: str) -> None:
        asked = getattr(storage, name)

        def ask(self: Any, path: str, *rest: Any) -> Any:
            answer = asked(self, path, *rest)
            size = rest[0].size if name == "_save" else 0
            calls.append((name, Path(path).parts[:1], size, answer if name == "exists" else ""))
            return answer

        monkeypatch.setattr(storage, name, ask)

    for name in ("_open", "_save", "exists", "delete"):
        watch(name)
    return calls


def statements(captured: CaptureQueriesContext) -> list[str]:
    """The statements of a request or job without their values."""
    values = r"'(?:[^']|'')*'|\b\d+(\.\d+)?\b|\b[0-9a-f]{32}\b|\"s\d+_x\d+\""
    return [re.sub(values, "…", query["sql"]) for query in captured.captured_queries]


def test_known_bytes_cost_the_work_that_new_ones_cost(
    files: Files, storage_calls: list[Any]
) -> None:
    """The same statements and the same transfers, so no clock tells one from the other."""
    seen = []
    for number, sent in enumerate([{"first.txt": b"warm"}, files, files]):
        person = Witness(number, sent)
        del storage_calls[:]
        with CaptureQueriesContext(connection) as captured:
            person.person.post("files/", files=person.uploads())
        received = list(storage_calls), statements(captured)
        del storage_calls[:]
        with CaptureQueriesContext(connection) as captured:
            for reading in queued(FileReading):
                assert file_read(reading) == "ready"
        seen.append((*received, list(storage_calls), statements(captured)))
        run_queued_jobs()

    _, new, known = seen
    for part in range(4):
        assert new[part] == known[part]
    assert sum(call[0] == "_save" for call in new[0]) == len(files), "or the test sees nothing"
    assert ("_save", ("reports",)) in [call[:2] for call in new[2]]


def test_each_person_has_bytes_and_reports_of_their_own(files: Files) -> None:
    people = [Witness(number, files) for number in range(2)]
    for person in people:
        person.person.upload(*files.items())
    for model in (Original, FileReading):
        assert model._default_manager.count() == 2 * (len(files) + 1), model.__name__
    names = list(Original.objects.values_list("file", flat=True))
    names += FileReading.objects.exclude(report_file="").values_list("report_file", flat=True)
    assert len(names) == len(set(names)) == 2 * (len(files) + 2)
    assert PictureView.objects.count() == 2 * 3
    assert set(FileReading.objects.values_list("owner_key", flat=True)) == {
        f"account:{person.user.pk}" for person in people
    }


@pytest.mark.usefixtures("files_as_library", "no_pdf")
def test_nobody_notices_what_others_do_with_the_same_bytes(files: Files) -> None:
    """No row of the first person changes, whatever the second does."""
    first, second = Witness(1, files), Witness(2, files)
    see_everything(first)
    before = rows_of(first)
    see_everything(second)
    of_second = FileReading.objects.filter(owner_key=f"account:{second.user.pk}")
    of_second.update(state=JobState.FAILED, reason="timed_out")
    for upload in second.person.draft.uploads.all():
        second.person.post(f"files-read-again/{upload.pk}/")
    run_queued_jobs()
    assert set(of_second.values_list("state", flat=True)) == {JobState.READY}
    account_delete(user=second.user)
    assert originals_forget(days=0) == len(files) + 1
    assert rows_of(first) == before
    assert originals_check(days=0) == (len(files) + 1, [])


def rows_of(person: Witness) -> list[Any]:
    uploads = Upload.objects.filter(draft=person.person.pk)
    originals = Original.objects.filter(uploads__in=uploads)
    of_originals = [
        model._default_manager.filter(original__in=originals)
        for model in (FileReading, PictureView)
    ]
    compared = FileComparison.objects.filter(final__in=originals)
    return [
        sorted(rows.values_list(), key=str)
        for rows in (uploads, originals, *of_originals, compared)
    ]


def test_damage_to_the_bytes_of_one_person_is_nobody_elses() -> None:
    first, second = Witness(1, {}).person, Witness(2, {}).person
    (mine,) = first.upload(("a.txt", b"the same"))
    name = str(mine.original.file.name)
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"other"))
    assert originals_check(days=0) == (1, [mine.original])
    (theirs,) = second.upload(("a.txt", b"the same"))
    mine.original.refresh_from_db()
    assert (mine.original.intact, theirs.original.intact) == (False, True)
    assert theirs.original.reading.state == JobState.READY


def test_a_file_that_two_originals_name_goes_with_the_second() -> None:
    """So they do where a file was stored before each draft had bytes of its own."""
    uploads = [Witness(number, {}).person.upload(("a.txt", b"the same"))[0] for number in range(2)]
    first, second = (upload.original for upload in uploads)
    name = str(first.file.name)
    default_storage.delete(str(second.file.name))
    Original.objects.filter(pk=second.pk).update(file=name)
    for original, is_left in ((first, True), (second, False)):
        Upload.objects.filter(original=original).delete()
        original.refresh_from_db()
        assert discard(original)
        assert default_storage.exists(name) is is_left
