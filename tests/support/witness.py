"""Writes down all that a person sees of their files, so that two persons can be compared."""

from __future__ import annotations

import difflib
import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from assessments.dossier.models import Dossier
from assessments.dossier.services import dossier_request
from assessments.dossier.tasks import dossier_make
from assessments.evidence.queries import draft_bytes
from assessments.evidence.queries_extraction import read_states
from assessments.jobs import JobRow, JobState, job_models
from assessments.lineage.models import Tree
from assessments.memo.gathering import holdings_of
from assessments.privacy.export import personal_data
from assessments.results.services import assessment_run, work_create
from assessments.works.models import Assessment
from cases.record import load_data
from tests.support.accounts import confirmed_user
from tests.support.interviews import InterviewClient
from tests.support.uploads import WORK, DraftClient

DRAFT_PAGES = ("files/", "proposals/", "tree/", "storyboard/", "labels/", "evidence/")
VARYING_HEADERS = {"set-cookie", "x-request-id", "content-length"}
VARYING = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|person-\d"
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\+[\d:]{2,5}|Z)?"
    r"|\d{1,2}:\d\d(?::\d\d)?(?: [ap]\.m\.)?|\d{1,2} [ap]\.m\.|midnight|noon"
    r"|datetime\.datetime\([\d, ]+tzinfo=datetime\.timezone\.utc\)"
    r"|(?<=csrfmiddlewaretoken\" value=\")\w+|(?<=name=\"once\" value=\")[\w-]+"
    r"|(?<=_id\": )\d+|(?<=class=\"mono\">)[0-9A-F]{8}"  # the reference of an error
)
DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
# Midnight may pass between two people; other days are what their files state.
_SINCE = timezone.localdate()
DAYS = re.compile(
    "|".join(
        re.escape(form)
        for day in (_SINCE, _SINCE + timedelta(days=1))
        for form in (
            f"{day:%Y-%m-%d}",
            *(date_format(day, form) for form in ("DATE_FORMAT", "j F Y")),
        )
    )
)


class Witness:
    """Somebody with an account and a draft, who hands in `files` and notes what they see."""

    def __init__(self, number: int, files: Mapping[str, bytes]) -> None:
        self.client = Client()
        self.user = confirmed_user(f"person-{number}")
        self.client.force_login(self.user)
        self.person = DraftClient(self.client, InterviewClient(self.client).draft)
        self.files = files
        self.digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        self.seen: list[tuple[str, Any]] = []

    def uploads(self) -> list[SimpleUploadedFile]:
        """The files, ready to be sent."""
        return [SimpleUploadedFile(name, data) for name, data in self.files.items()]

    def hand_in(self) -> None:
        """Hand the files in; look before any of them is read."""
        sent, headers = {"files": self.uploads()}, {"accept": "application/json"}
        response = self.client.post(f"{self.person.url}files/", sent, headers=headers)
        self._note_response("handed in", response)
        self.look("at once")

    def read(self) -> None:
        """Let everything that waits be done, then what follows from it; look each time."""
        while waiting := [(task, pk) for model, task in WORK for pk in queued(model)]:
            for task, pk in waiting:
                task(str(pk))
            done = {task.name.partition(".")[2] for task, _ in waiting}
            self.look(f"after {', '.join(sorted(done))}")

    def compare(self, source: str, final: str) -> None:
        """Ask for the comparison of two files."""
        pair = {"source": self._pk(source), "final": self._pk(final)}
        self._note_response("asked to compare", self.person.post("compare/", **pair))
        for stage in ("asked to compare", "compared"):
            self._note_page(f"{stage}, page", f"{self.person.url}compare/", **pair)
            self._note_page(
                f"{stage}, map", f"{self.person.url}heat-map/{pair['source']}/{pair['final']}/"
            )
            self.read()

    def look(self, stage: str) -> None:
        """Note every page and picture of the draft, and what stands behind them."""
        draft = self.person.draft
        for page in DRAFT_PAGES:
            self._note_page(f"{stage}, {page}", self.person.url + page)
        listed = self.client.get(f"{self.person.url}files/", headers={"HX-Request": "true"})
        self._note_response(f"{stage}, list", listed)
        for upload in draft.uploads.order_by("received_at"):
            preview = f"/uploads/{upload.pk}/preview.jpg"
            self._note_page(f"{stage}, preview of {upload.name}", preview)
        self._note(f"{stage}, states", [vars(state) for state in read_states(draft)])
        self._note(f"{stage}, bytes", draft_bytes(draft))
        self._note(f"{stage}, jobs", self._open_jobs())
        trees = Tree.objects.filter(draft=draft, state=JobState.READY).values_list("nodes")
        self._note(f"{stage}, trees", list(trees))

    def prove(self) -> None:
        """Have the draft assessed; note all that an assessment shows of its files."""
        assessment = self._assess()
        evidence = f"/assessments/{assessment.pk}/evidence/"
        self._note_page("evidence", evidence)
        for upload in self.person.draft.uploads.order_by("received_at"):
            self._note_page(f"original {upload.name}", f"/files/{upload.pk}/original")
        self._note("memo", holdings_of(assessment, timezone.now() + timedelta(days=1)))
        dossier = dossier_request(assessment=assessment, by=self.user)
        self._note("dossier", dossier_make(str(dossier.pk)))
        self._note_dossier(Dossier.objects.get(pk=dossier.pk))
        self._note_page("evidence at last", evidence)
        self._note_page("log", f"/assessments/{assessment.pk}/log/")
        for name, chunks in personal_data(self.user):
            if name.startswith("drafts/"):
                data = b"".join(chunks)
                value = data.decode() if name.endswith(".json") else data
                self._note(f"export {self._constant(name)}", value)

    def _assess(self) -> Assessment:
        pieces = [
            {"id": f"e{n}", "what": "original_file", "made": "contemporaneous", "sha256": sha256}
            for n, sha256 in enumerate(self.digests.values())
        ]
        steps = [
            {"id": f"s{p['id']}", "action": "generate", "prompt": "a duck", "evidence": [p["id"]]}
            for p in pieces
        ]
        record = {
            "schema": "creation-record/1",
            "title": "Duck",
            "kind": "image",
            "steps": steps,
            "evidence": pieces,
        }
        draft = self.person.draft
        draft.work = work_create(owner=self.user, record=load_data(record))
        draft.answers = record
        draft.save()
        return assessment_run(work=draft.work)

    def _note_dossier(self, dossier: Dossier) -> None:
        stored = dossier.file.storage.open(str(dossier.file.name))
        with stored as file, zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            listed = next(name for name in names if name.endswith("data/files.json"))
            self._note("dossier: members", names)
            self._note("dossier: files", json.loads(archive.read(listed)))

    def _open_jobs(self) -> list[Any]:
        """The open jobs of this person."""
        return sorted(
            (model.__name__, job.state, job.stage, job.attempts, job.due_at)
            for model in job_models()
            for job in model._default_manager.filter(owner_key=f"account:{self.user.pk}")
            if not job.is_done
        )

    def _pk(self, name: str) -> str:
        return str(self.person.draft.uploads.get(name=name).pk)

    def _note_page(self, what: str, address: str, **query: str) -> None:
        self._note_response(what, self.client.get(address, query))

    def _note_response(self, what: str, response: Any) -> None:
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = dict(response.items())
        kept = {name: headers[name] for name in headers if name.lower() not in VARYING_HEADERS}
        is_text = response.get("Content-Type", "").startswith(("text/", "application/json"))
        self._note(f"{what}: status", str(response.status_code))
        self._note(f"{what}: headers", kept)
        self._note(f"{what}: body", body.decode() if is_text else body)

    def _note(self, what: str, value: Any) -> None:
        self.seen.append((what, value if isinstance(value, bytes) else self._constant(str(value))))

    def _constant(self, text: str) -> str:
        """The text without what differs between any two people and moments."""
        known = set(self.digests.values())
        plain = DAYS.sub("…", VARYING.sub("…", text))
        return DIGEST.sub(lambda found: found[0] if found[0] in known else "…", plain)


def queued(model: type[JobRow]) -> list[Any]:
    """The ids of the jobs of a kind that wait, in their order."""
    rows = model._default_manager.filter(state=JobState.QUEUED).order_by("queued_at")
    return list(rows.values_list("pk", flat=True))


def differences(one: Witness, other: Witness) -> list[str]:
    """What the second saw otherwise than the first, line by line."""
    found: list[str] = []
    if [what for what, _ in one.seen] != [what for what, _ in other.seen]:
        found.append("They saw different pages.")
    for (what, first), (_, second) in zip(one.seen, other.seen, strict=False):
        if first != second:
            lines = difflib.ndiff(str(first).splitlines(), str(second).splitlines())
            found += [f"{what}: {line}" for line in lines if line[:1] in "+-"]
    return found
