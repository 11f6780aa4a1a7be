"""Bytes that somebody else has handed in show, take and leave exactly what new ones do.

One person after the other hands in the same files, which the first finds new and the second known.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.dossier import documents
from assessments.dossier.services import dossier_request
from assessments.dossier.tasks import dossier_make
from assessments.evidence.models import FileReading, Original, Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.models_views import PictureView
from assessments.evidence.queries import draft_bytes
from assessments.evidence.queries_extraction import read_states
from assessments.evidence.store import discard
from assessments.evidence.sweep import originals_check, originals_forget
from assessments.evidence.tasks import file_read
from assessments.jobs import JobRow, JobState, job_models
from assessments.lineage.models import FileComparison
from assessments.memo.gathering import holdings_of
from assessments.privacy.export import personal_data
from assessments.results.services import assessment_run, work_create
from cases.record import load_data
from tests.support.accounts import confirmed_user
from tests.support.interviews import InterviewClient
from tests.support.uploads import (
    DUCK,
    WORK,
    DraftClient,
    paint_square,
    picture,
    run_queued_jobs,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DRAFT_PAGES = ("files/", "proposals/", "tree/", "storyboard/", "labels/", "evidence/", "review/")
VARYING_HEADERS = {"set-cookie", "x-request-id", "content-length"}
VARYING = re.compile(
    r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}"  # ids
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(\+[\d:]{2,5}|Z)?"
    r"|(?<=datetime=\")[^\"]+|(?<=<time>)[^<]+|(\w+ \d+, \d{4}, )?\d+:\d\d (a|p)\.m\."
    r"|(?<=csrfmiddlewaretoken\" value=\")\w+|(?<=csrftoken\": \")\w+|person-\d"
)


def archive_of(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """A picture and what became of it, one that states its making, a long report, an archive."""
    source = picture()
    return {
        "source.png": source,
        "final.png": paint_square(source, (40, 60)),
        "duck.png": DUCK.read_bytes(),
        "poem.txt": ("月光" * 50_000).encode(),
        "all.zip": archive_of(notes=b"first draft"),
    }


def person(number: int) -> DraftClient:
    """Somebody with an account and a draft."""
    client = Client()
    client.force_login(confirmed_user(f"person-{number}"))
    return DraftClient(client, InterviewClient(client).draft)


def constant(text: str, files: dict[str, bytes]) -> str:
    """The text without what differs between any two people and times."""
    digests = {hashlib.sha256(data).hexdigest() for data in (*files.values(), b"first draft")}
    plain = VARYING.sub("…", text)
    return re.sub(
        r"\b[0-9a-f]{64}\b", lambda found: found[0] if found[0] in digests else "…", plain
    )


class Witness:
    """Writes down all that one person sees of their files, at each stage of their reading."""

    def __init__(self, person: DraftClient, files: dict[str, bytes]) -> None:
        self.person, self.files = person, files
        self.client = person.client
        self.seen: list[tuple[str, Any]] = []

    def note(self, what: str, value: Any) -> None:
        shown = value if isinstance(value, bytes | int) else constant(str(value), self.files)
        self.seen.append((what, shown))

    def note_response(self, what: str, response: Any) -> None:
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = {name: value for name, value in response.items()}
        kept = {name: headers[name] for name in headers if name.lower() not in VARYING_HEADERS}
        is_text = response.get("Content-Type", "").startswith(("text/", "application/json"))
        self.note(f"{what}: status", response.status_code)
        self.note(f"{what}: headers", kept)
        self.note(f"{what}: body", body.decode() if is_text else body)

    def look(self, stage: str) -> None:
        draft = self.person.draft
        for page in DRAFT_PAGES:
            self.note_response(f"{stage}, {page}", self.client.get(self.person.url + page))
        listed = self.client.get(f"{self.person.url}files/", headers={"HX-Request": "true"})
        self.note_response(f"{stage}, list", listed)
        source, final = draft.uploads.filter(name__in=["source.png", "final.png"]).order_by("name")
        pair = {"source": source.pk, "final": final.pk}
        compared = self.client.get(f"{self.person.url}compare/", pair)
        self.note_response(f"{stage}, compare", compared)
        map_url = f"{self.person.url}heat-map/{source.pk}/{final.pk}/"
        self.note_response(f"{stage}, heat map", self.client.get(map_url))
        for upload in draft.uploads.order_by("received_at", "name"):
            preview = self.client.get(f"/uploads/{upload.pk}/preview.jpg")
            self.note_response(f"{stage}, preview of {upload.name}", preview)
        self.note(f"{stage}, states", [vars(state) for state in read_states(draft)])
        self.note(f"{stage}, bytes", draft_bytes(draft))
        self.note(f"{stage}, jobs", queue_of(draft))

    def hand_in(self) -> None:
        sent = [SimpleUploadedFile(name, data) for name, data in self.files.items()]
        response = self.client.post(
            f"{self.person.url}files/", {"files": sent}, headers={"accept": "application/json"}
        )
        self.note_response("handed in", response)

    def read(self) -> None:
        """Let the jobs of each kind be done in turn, and look after each."""
        while True:
            waiting = [(model, task) for model, task in WORK if queued(model)]
            if not waiting:
                return
            model, task = waiting[0]
            for pk in queued(model):
                task(str(pk))
            self.look(f"after {model.__name__}")

    def prove(self) -> None:
        """Make a work of the draft; look at everything that an assessment shows of its files."""
        draft, owner = self.person.draft, self.person.draft.owner
        assert owner is not None
        record = record_of(self.files)
        draft.work = work_create(owner=owner, record=load_data(record))
        draft.answers = record
        draft.save()
        assessment = assessment_run(work=draft.work)
        evidence = f"/assessments/{assessment.pk}/evidence/"
        self.note_response("evidence", self.client.get(evidence))
        for upload in draft.uploads.order_by("received_at", "name"):
            self.note_response(
                f"original {upload.name}", self.client.get(f"/files/{upload.pk}/original")
            )
        self.note("memo", holdings_of(assessment, timezone.now() + timedelta(days=1)))
        dossier = dossier_request(assessment=assessment, by=owner)
        self.note("dossier", dossier_make(str(dossier.pk)))
        dossier.refresh_from_db()
        with dossier.file.storage.open(str(dossier.file.name)) as file:
            with zipfile.ZipFile(file) as archive:
                self.note("dossier: members", archive.namelist())
                listed = next(name for name in archive.namelist() if "data/files.json" in name)
                self.note("dossier: files", json.loads(archive.read(listed)))
        self.note_response("evidence at last", self.client.get(evidence))
        self.note_response("log", self.client.get(f"/assessments/{assessment.pk}/log/"))
        for name, chunks in personal_data(owner):
            data = b"".join(chunks)
            self.note(f"export {constant(name, self.files)}", data.decode("utf-8", "replace"))

    def stamp(self) -> None:
        """A third party has confirmed the files of this person."""
        Timestamp.objects.create(
            draft=self.person.draft,
            source=Timestamp.Source.IMPORTED,
            digests=sorted(hashlib.sha256(data).hexdigest() for data in self.files.values()),
            sha256="0" * 64,
            state=JobState.READY,
            finished_at=timezone.now(),
            response=b"answer",
            at=timezone.now(),
            authority="Example Authority",
            trusted=True,
        )


def queued(model: type[JobRow]) -> list[Any]:
    rows = model._default_manager.filter(state=JobState.QUEUED).order_by("queued_at")
    return list(rows.values_list("pk", flat=True))


def queue_of(draft: Any) -> list[Any]:
    """What waits and for whom; nobody else's jobs are open in these tests."""
    open_jobs = [
        (model.__name__, job.state, job.stage, job.attempts, job.due_at is None)
        for model in job_models()
        for job in model._default_manager.exclude(state=JobState.READY)
    ]
    assert {
        job.owner_key
        for model in job_models()
        for job in model._default_manager.exclude(state=JobState.READY)
    } <= {f"account:{draft.owner_id}"}
    return sorted(open_jobs)


def record_of(files: dict[str, bytes]) -> dict[str, Any]:
    pieces = [
        {
            "id": f"e{number}",
            "what": "original_file",
            "made": "contemporaneous",
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for number, data in enumerate(files.values(), 1)
    ]
    steps = [
        {"id": f"s{n}", "action": "generate", "prompt": "a duck", "evidence": [piece["id"]]}
        for n, piece in enumerate(pieces, 1)
    ]
    return {
        "schema": "creation-record/1",
        "title": "Duck",
        "kind": "image",
        "steps": steps,
        "evidence": pieces,
    }


def test_known_bytes_show_at_every_stage_what_new_ones_show(
    files: dict[str, bytes], files_as_library: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "evidence_list", lambda *_: b"%PDF-")
    witnesses = [Witness(person(number), files) for number in range(2)]
    for witness in witnesses:
        witness.hand_in()
        witness.look("at once")
        witness.read()
        witness.prove()
        witness.stamp()
    new, known = (witness.seen for witness in witnesses)

    assert [what for what, _ in new] == [what for what, _ in known]
    assert [pair for pair in zip(new, known, strict=True) if pair[0] != pair[1]] == []
    shown = dict(new)
    assert shown["at once, preview of duck.png: status"] == 404, "or the test sees nothing"
    assert shown["after FileComparison, preview of duck.png: status"] == 200
    assert shown["after FileComparison, heat map: status"] == 200
    assert "Stable Diffusion" in shown["after FileComparison, proposals/: body"]
    assert shown["dossier"] == "ready"


@pytest.fixture(params=["disk", "bucket"])
def stored(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What is asked of storage, in order, wherever stored files are."""
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    storage = type(default_storage._wrapped if request.param == "bucket" else default_storage)  # type: ignore[attr-defined]
    calls: list[Any] = []

    def watch(name: str) -> None:
        asked = getattr(storage, name)

        def ask(self: Any, path: str, *rest: Any) -> Any:
            answer = asked(self, path, *rest)
            size = rest[0].size if name == "_save" else None
            calls.append((name, Path(path).parts[0], size, answer if name == "exists" else None))
            return answer

        monkeypatch.setattr(storage, name, ask)

    for name in ("_open", "_save", "exists", "delete"):
        watch(name)
    return calls


def statements(captured: CaptureQueriesContext) -> list[str]:
    """The statements of a request or job without their values."""
    values = r"'(?:[^']|'')*'|\b\d+(\.\d+)?\b|\b[0-9a-f]{32}\b"
    return [re.sub(values, "…", query["sql"]) for query in captured.captured_queries]


def test_known_bytes_cost_the_work_that_new_ones_cost(
    files: dict[str, bytes], stored: list[Any]
) -> None:
    """The same statements and the same transfers, so no clock tells one from the other."""
    seen = []
    for number, sent in enumerate([{"first.txt": b"warm"}, files, files]):
        someone = person(number)
        del stored[:]
        with CaptureQueriesContext(connection) as captured:
            Witness(someone, sent).hand_in()
        received = list(stored), statements(captured)
        with CaptureQueriesContext(connection) as captured:
            for reading in queued(FileReading):
                file_read(reading)
        seen.append((*received, list(stored), statements(captured)))
        run_queued_jobs()

    assert [call for call in seen[1][0] if call[0] == "_save"], "or the test sees nothing"
    assert seen[1] == seen[2]


def test_each_person_has_bytes_and_reports_of_their_own(files: dict[str, bytes]) -> None:
    first, second = person(1), person(2)
    for someone in (first, second):
        someone.upload(*files.items())
    for model in (Original, FileReading):
        assert model._default_manager.count() == 2 * (len(files) + 1), model.__name__
    names = list(Original.objects.values_list("file", flat=True))
    names += FileReading.objects.exclude(report_file="").values_list("report_file", flat=True)
    assert len(names) == len(set(names)) > 2 * len(files)
    assert PictureView.objects.count() == 2 * 3
    assert FileComparison.objects.count() == 2
    assert {job.owner_key for job in FileReading.objects.all()} == {
        f"account:{someone.draft.owner_id}" for someone in (first, second)
    }


def test_nobody_notices_what_others_do_with_the_same_bytes(
    files: dict[str, bytes], files_as_library: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither page nor row of the first person changes, whatever the second does."""
    monkeypatch.setattr(documents, "evidence_list", lambda *_: b"%PDF-")
    first = Witness(person(1), files)
    first.hand_in()
    run_queued_jobs()
    first.prove()

    def rows() -> list[Any]:
        uploads = first.person.draft.uploads.all()
        originals = Original.objects.filter(uploads__in=uploads)
        return [
            sorted(model._default_manager.filter(original__in=originals).values_list(), key=str)
            for model in (Upload, FileReading, PictureView)
        ] + [sorted(originals.values_list())]

    before = rows()
    second = Witness(person(2), files)
    second.hand_in()
    run_queued_jobs()
    for upload in second.person.draft.uploads.all():
        second.person.post(f"files-read-again/{upload.pk}/")
    FileReading.objects.exclude(original__uploads__in=first.person.draft.uploads.all()).update(
        state=JobState.FAILED, reason="timed_out"
    )
    for upload in second.person.draft.uploads.all():
        second.person.post(f"files-read-again/{upload.pk}/")
    run_queued_jobs()
    second.prove()
    second.person.draft.owner.delete()  # type: ignore[union-attr]
    assert originals_forget(days=0) == len(files) + 1
    assert rows() == before
    assert originals_check(days=0)[1] == []


def test_damage_to_the_bytes_of_one_person_is_nobody_elses() -> None:
    first, second = person(1), person(2)
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
    first, second = person(1), person(2)
    uploads = [someone.upload(("a.txt", b"the same"))[0] for someone in (first, second)]
    keys = [upload.original_id for upload in uploads]
    name = str(Original.objects.get(pk=keys[0]).file.name)
    default_storage.delete(str(Original.objects.get(pk=keys[1]).file.name))
    Original.objects.filter(pk=keys[1]).update(file=name)
    for key, is_left in pairwise([*keys, None]):
        Upload.objects.filter(original=key).delete()
        assert discard(Original.objects.get(pk=key))
        assert default_storage.exists(name) is (is_left is not None)
