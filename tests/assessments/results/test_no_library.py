"""Without a published decision no answer is given, and whoever runs the site is told."""

from __future__ import annotations

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client

from aigc_copyright.doctor.data import check_library
from assessments.jobs import run
from assessments.memo.job import memo_snapshot, memo_work
from assessments.memo.models import Memo
from assessments.memo.services import memo_request
from assessments.memo.sources import sources_of, with_changed_decisions
from assessments.results.services import assessment_run, work_create
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from cases.decisions.checks import check_published
from cases.models import Decision
from cases.record import CreationRecord, dump_json, load
from tests.support.accounts import confirmed_user
from tests.support.pages import text_of
from tests.support.records import record

pytestmark = pytest.mark.django_db
EMPTY = "This site has no decisions at the moment"


@pytest.fixture(autouse=True)
def may_be_without_library() -> None:
    """Here it may not."""


def test_an_empty_library_gives_no_answer(client: Client) -> None:
    client.post("/assessments/start/", {"text": dump_json(record()), "open": "1"})
    draft = f"/interview/{Draft.objects.get().pk}/"
    for page in ("result/", "secure/", "owner/answer/", "stronger/"):
        response = client.get(draft + page)
        assert (response.status_code, EMPTY in text_of(response)) == (503, True), page
    assert client.get(f"{draft}review/").status_code == 200
    response = client.get("/calibration/")
    assert "No decision is published yet" in text_of(response)


def test_nothing_is_stored_without_a_library(client: Client) -> None:
    client.force_login(confirmed_user("owner"))
    response = client.post("/assessments/start/", {"text": dump_json(record())})
    assert (response.status_code, EMPTY in text_of(response)) == (503, True)


def test_whoever_runs_the_site_is_told_that_the_library_is_empty(client: Client) -> None:
    def found() -> tuple[Any, str, int]:
        warnings = check_published(databases=["default"])
        return client.get("/readyz").json()["library"], check_library().level, len(warnings)

    assert found() == ("empty", "FAIL", 1)
    call_command("load_library", verbosity=0)
    assert found() == ("ok", "OK", 0)
    Decision.objects.update(status="withdrawn")
    assert found() == ("empty", "FAIL", 1)


def drawn_from_words() -> CreationRecord:
    """A record that decisions are compared with."""
    return load(Path(settings.BASE_DIR, "benchmarks/baselines/memo/edited-picture.yaml"))


@pytest.fixture
def stored(client: Client) -> Assessment:
    """A result that names decisions, of somebody who is signed in; then the site has none."""
    call_command("load_library", verbosity=0)
    owner = confirmed_user("owner")
    client.force_login(owner)
    assessment = assessment_run(work=work_create(owner=owner, record=drawn_from_words()))
    assert assessment.library["decisions"]
    return assessment


def empty_library() -> None:
    Decision.objects.update(status="withdrawn")


def ready_memo(assessment: Assessment) -> Memo:
    memo = memo_request(assessment=assessment, language="en", by=assessment.work.owner)
    sources = sources_of(memo_snapshot(memo))
    pdf = default_storage.save("memos/x.pdf", ContentFile(b"%PDF"))
    Memo.objects.update(state="ready", pdf=pdf, sha256="0", pages=1, sources=sources)
    return Memo.objects.get()


def test_a_stored_result_names_no_decision_as_withdrawn(client: Client, stored: Assessment) -> None:
    memo = ready_memo(stored)
    empty_library()
    page = text_of(client.get(stored.get_absolute_url()))
    assert "it does not say whether any of those named here has changed since" in page
    for address in (stored.get_absolute_url(), "/assessments/", "/memos/", memo.get_absolute_url()):
        response = client.get(address)
        assert response.status_code == 200
        assert "withdrawn" not in text_of(response), address
        assert "changed since this" not in text_of(response), address
    assert not with_changed_decisions([memo])


def test_one_decision_that_is_withdrawn_is_named_as_such(
    client: Client, stored: Assessment
) -> None:
    slug = stored.library["decisions"][0]["slug"]
    Decision.objects.filter(slug=slug).update(status="withdrawn")
    assert "was withdrawn from the library" in text_of(client.get(stored.get_absolute_url()))


def test_no_memo_is_asked_for_or_made_without_a_library(client: Client, stored: Assessment) -> None:
    memo = memo_request(assessment=stored, language="en", by=stored.work.owner)
    empty_library()
    asked = {"language": "zh-hans", "form": "opinion"}
    response = client.post(f"{stored.get_absolute_url()}memos/", asked)
    assert (response.status_code, EMPTY in text_of(response)) == (503, True)
    assert run(Memo, memo.pk, memo_work) == "deferred"
    Memo.objects.update(queued_at=memo.queued_at - timedelta(hours=2))
    assert run(Memo, memo.pk, memo_work) == "failed"
    assert "no decisions at the moment" in text_of(client.get(memo.get_absolute_url()))
    again = client.post(f"{memo.get_absolute_url()}again/")
    assert (again.status_code, Memo.objects.get().state) == (503, "failed")


def test_what_depends_on_decisions_is_refused_of_a_stored_result(
    client: Client, stored: Assessment
) -> None:
    values = {field.attname: getattr(stored, field.attname) for field in stored._meta.fields}
    other = Assessment.objects.create(**{**values, "id": uuid.uuid4()})
    empty_library()
    for page in ("what-if/", f"compare/{other.pk}/"):
        response = client.get(f"{stored.get_absolute_url()}{page}")
        assert (response.status_code, EMPTY in text_of(response)) == (503, True), page
