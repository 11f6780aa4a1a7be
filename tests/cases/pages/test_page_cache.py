"""Kept pages are those that would be composed, and hold nothing of another reader."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from assessments.answers.services import draft_save, draft_start
from assessments.results.services import assessment_run
from assessments.works.models import Assessment, Work
from assessments.works.shares import Share
from cases.decisions.curators import curator_group_ensure
from cases.decisions.models import Decision
from cases.pages import page_cache
from tests.support.library import decision_make
from tests.support.pages import STRONG, assess_record

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PUBLIC = ("/", "/cases/", "/cases/?q=prompt", "/cases/timeline/", "/law/", "/method/")
MASKED = re.compile(r'csrfmiddlewaretoken" value="\w+"')


@pytest.fixture(autouse=True)
def kept(settings: Settings) -> None:
    settings.PAGE_CACHE = True


def body(client: Client, address: str, **headers: Any) -> str:
    response = client.get(address, **headers)
    assert response.status_code == 200
    return MASKED.sub("", response.content.decode())


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user(name))
    return client


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_kept_page_is_the_composed_one(settings: Settings, language: str) -> None:
    decision_make("open-2024")
    readers = [Client(), signed_in("ann"), signed_in("bob")]
    headers = {"headers": {"accept-language": language}}
    for address in (*PUBLIC, "/cases/open-2024/", "/calibration/"):
        settings.PAGE_CACHE = False
        composed = [body(reader, address, **headers) for reader in readers]
        settings.PAGE_CACHE = True
        for _ in range(2):
            assert [body(reader, address, **headers) for reader in readers] == composed, address


def test_each_reader_gets_tokens_of_their_own() -> None:
    first, second = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    first.get("/")
    page = second.get("/").content.decode()
    token = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)
    sent = {"language": "zh-hans", "next": "/", "csrfmiddlewaretoken": token[-1]}

    assert second.post("/i18n/setlang/", sent).status_code == 302
    assert first.post("/i18n/setlang/", sent).status_code == 403


def test_a_page_is_the_same_whatever_port_it_is_asked_for_by() -> None:
    for address in (*PUBLIC, "/law/prc-copyright-law/3/", "/law/prc-copyright-law/"):
        asked = body(Client(), address, headers={"host": "testserver:4444"})

        assert ":4444" not in asked
        assert body(Client(), address) == asked


def test_publishing_changing_and_deleting_show_at_once() -> None:
    assert "Another court" not in body(Client(), "/cases/")
    decision = decision_make("open-2024")
    assert "open-2024" in body(Client(), "/cases/")
    assert "open-2024" in body(Client(), "/cases/")

    Decision.objects.filter(pk=decision.pk).delete()
    assert "open-2024" not in body(Client(), "/cases/")


def test_drafts_are_shown_to_curators_only() -> None:
    decision_make("draft-2024", status="draft")
    curator = User.objects.create_user("cleo", is_staff=True)
    curator.groups.add(curator_group_ensure())
    client = Client()
    client.force_login(curator)

    assert client.get("/cases/draft-2024/").status_code == 200
    assert Client().get("/cases/draft-2024/").status_code == 404


def test_a_browser_that_has_the_page_is_told_so() -> None:
    client = Client()
    first = client.get("/method/")
    again = client.get("/method/", headers={"if-none-match": client.get("/method/")["ETag"]})

    assert first.headers["Cache-Control"] == "private, no-cache"
    assert (again.status_code, again.content) == (304, b"")
    decision_make("open-2024")
    assert client.get("/method/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_message_is_shown_once(monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in("ann")
    client.get("/cases/")
    client.post("/account/language/", {"language": "en"})  # leaves a message

    assert 'class="alert' in client.get("/cases/").content.decode()
    assert 'class="alert' not in client.get("/cases/").content.decode()


def test_a_result_is_composed_once_and_belongs_to_its_readers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owner = User.objects.create_user("ann")
    assessment: Assessment = assess_record(owner, STRONG)
    client = Client()
    client.force_login(owner)
    address = reverse("assessments:detail", args=[assessment.pk])
    first = body(client, address)
    monkeypatch.setattr("assessments.results.views._detail", lambda *_: pytest.fail("composed"))

    assert body(client, address) == first
    assert client.get(address).headers["Cache-Control"] == "no-store"
    assert signed_in("bob").get(address).status_code == 404


def test_a_result_shows_what_was_added_to_its_work_at_once() -> None:
    owner = User.objects.create_user("ann")
    assessment = assess_record(owner, STRONG)
    client = Client()
    client.force_login(owner)
    address = reverse("assessments:detail", args=[assessment.pk])
    assert "/compare/" not in body(client, address)
    assessment.work.record = {**assessment.work.record, "title": "Another title"}
    assessment.work.save()
    assessment_run(work=assessment.work)

    assert "/compare/" in body(client, address)


def test_the_own_list_is_composed_once_and_for_its_owner_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ann, bob = signed_in("ann"), signed_in("bob")
    assess_record(User.objects.get(username="ann"), STRONG)
    first, other = body(ann, "/assessments/"), body(bob, "/assessments/")
    assert "Harbour" in first and "Harbour" not in other
    with monkeypatch.context() as only:
        only.setattr("assessments.results.views._list", lambda *_: pytest.fail("composed"))
        assert (body(ann, "/assessments/"), body(bob, "/assessments/")) == (first, other)


def test_the_own_list_shows_at_once_what_changed(settings: Settings) -> None:
    ann = User.objects.create_user("ann")
    client = Client()
    client.force_login(ann)
    made = assess_record(ann, STRONG)
    work, draft = Work.objects.filter(pk=made.work_id), draft_start(owner=ann)
    share = Share.objects.create(
        assessment=assess_record(User.objects.create_user("bob"), STRONG),
        by=User.objects.get(username="bob"),
        reader=ann,
        email="ann@example.org",
    )
    shares = Share.objects.filter(pk=share.pk)
    changes: list[Callable[[], object]] = [
        lambda: work.update(title="Another title"),
        lambda: assessment_run(work=work.get()),
        lambda: draft_save(draft, part="work", sent={"title": "Begun"}, version=0),
        lambda: draft_start(owner=ann),
        lambda: shares.update(seen_at=timezone.now()),
        lambda: User.objects.filter(username="bob").update(first_name="Robert"),
        lambda: shares.update(revoked_at=timezone.now()),
        lambda: work.delete(),
    ]
    for change in changes:
        settings.PAGE_CACHE = True
        body(client, "/assessments/")
        change()
        kept = body(client, "/assessments/")
        settings.PAGE_CACHE = False
        assert kept == body(client, "/assessments/")


def test_the_release_is_read_once_a_process() -> None:
    page_cache.release.cache_clear()

    assert page_cache.release() == page_cache.release()
    assert page_cache.release.cache_info().misses == 1
