"""Working papers and pages in brief: who may ask for them, who reads them, and their versions."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction

from assessments.accounts.roles import LAWYER, roles_ensure
from assessments.audit.models import AuditEntry
from assessments.exhibits.snapshot import Matter
from assessments.jobs import JobState
from assessments.memo import job
from assessments.memo.job import memo_snapshot, memo_work
from assessments.memo.models import FORMS, Form, Memo, series_of
from assessments.memo.queries import forms_for
from assessments.memo.services import memo_request
from assessments.memo.sources import sources_of
from assessments.privacy.export import personal_data
from assessments.privacy.queries import belongings
from assessments.privacy.services import account_delete
from assessments.works.shares import Share
from tests.support.accounts import confirmed_user
from tests.support.migrating import migrate_to, migrate_to_newest
from tests.support.pages import signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def lawyer(db: None) -> Any:
    user = confirmed_user("wang")
    user.groups.add(roles_ensure()[LAWYER])
    return user


@pytest.fixture
def shared(assessment: Any, creator: Any, lawyer: Any) -> Any:
    Share.objects.create(assessment=assessment, email="wang@localhost", by=creator, reader=lawyer)
    return assessment


@pytest.fixture
def other_reader(shared: Any, creator: Any) -> Any:
    """A lawyer with whom the same assessment is shared."""
    user = confirmed_user("zhao")
    user.groups.add(roles_ensure()[LAWYER])
    Share.objects.create(assessment=shared, email="zhao@localhost", by=creator, reader=user)
    return user


def make(memo: Memo) -> Memo:
    """Make a memo ready as its job does, but for its PDF, which is a stand-in."""
    sources = sources_of(memo_snapshot(memo))
    memo.pdf.save("memo.pdf", ContentFile(b"%PDF-1.7"), save=True)
    Memo.objects.filter(pk=memo.pk).update(state=JobState.READY, sources=sources)
    memo.refresh_from_db()
    return memo


def post(user: Any, assessment: Any, **sent: str) -> Any:
    return signed_in(user).post(f"/assessments/{assessment.pk}/memos/", {"language": "en", **sent})


def status(user: Any, memo: Memo, ending: str = "") -> int:
    answer = signed_in(user).get(f"{memo.get_absolute_url()}{ending}")
    if answer.streaming:
        answer.getvalue()  # closes the file
    return answer.status_code


def test_each_is_offered_what_is_theirs(creator: Any, shared: Any, lawyer: Any) -> None:
    reader = confirmed_user("no-lawyer")
    Share.objects.create(assessment=shared, email="x@localhost", by=creator, reader=reader)
    assert forms_for(creator, shared) == ("opinion", "creator")
    assert forms_for(lawyer, shared) == ("opinion", "papers")
    assert forms_for(reader, shared) == ("opinion",)
    creator.groups.add(roles_ensure()[LAWYER])
    assert forms_for(creator, shared) == ("opinion", "creator"), "nobody shared it with the owner"

    def shown(user: Any) -> set[str]:
        html = text_of(signed_in(user).get(f"/assessments/{shared.pk}/memos/"))
        return {form for form in FORMS if f'value="{form}"' in html}

    assert shown(creator) == {"opinion", "creator"}
    assert shown(lawyer) == {"opinion", "papers"}
    assert shown(reader) == set(), "of one there is nothing to choose"


def test_what_is_not_offered_is_refused(creator: Any, shared: Any, lawyer: Any) -> None:
    refused: list[tuple[Any, Form]] = [(creator, "papers"), (lawyer, "creator")]
    for user, form in refused:
        assert "error-summary" in text_of(post(user, shared, form=form))
        with pytest.raises(PermissionDenied):
            memo_request(assessment=shared, language="en", by=user, form=form)
    assert not Memo.objects.exists()


def test_without_a_choice_the_opinion_is_made(creator: Any, shared: Any) -> None:
    post(creator, shared)
    assert Memo.objects.get().form == "opinion"
    with pytest.raises(IntegrityError), transaction.atomic():
        Memo.objects.update(form="poem")


def test_papers_are_shown_to_nobody_but_their_lawyer(
    creator: Any, shared: Any, lawyer: Any, other_reader: Any
) -> None:
    memo = make(memo_request(assessment=shared, language="en", by=lawyer, form="papers"))
    for user in (creator, other_reader):
        assert status(user, memo) == status(user, memo, "memo.pdf") == 404
        for page in (f"/assessments/{shared.pk}/memos/", "/memos/"):
            assert str(memo.pk) not in text_of(signed_in(user).get(page)), page
        names = "\n".join(name for name, _ in personal_data(user))
        assert str(memo.pk) not in names
    assert status(lawyer, memo) == status(lawyer, memo, "memo.pdf") == 200
    for page in (f"/assessments/{shared.pk}/memos/", "/memos/"):
        assert str(memo.pk) in text_of(signed_in(lawyer).get(page)), page
    assert any(str(memo.pk) in name for name, _ in personal_data(lawyer))
    Share.objects.update(revoked_at="2026-11-30T00:00:00Z")
    assert status(lawyer, memo, "memo.pdf") == 200, "as an opinion does, it stays theirs"


def test_the_owner_sees_in_the_log_that_papers_were_asked_for(
    creator: Any, shared: Any, lawyer: Any
) -> None:
    memo_request(assessment=shared, language="en", by=lawyer, form="papers")
    entry = AuditEntry.objects.get(act="memo.requested")
    assert entry.facts["form"] == "papers"
    log = text_of(signed_in(creator, "zh-hans").get(f"/assessments/{shared.pk}/log/"))
    assert "工作底稿" in log


def test_papers_go_with_the_account_of_their_lawyer(
    creator: Any, shared: Any, lawyer: Any, django_capture_on_commit_callbacks: Any
) -> None:
    papers = make(memo_request(assessment=shared, language="en", by=lawyer, form="papers"))
    opinion = make(memo_request(assessment=shared, language="en", by=lawyer))
    counted = belongings(lawyer)
    assert (counted["memos"], counted["memos_for_others"]) == (1, 1)
    with django_capture_on_commit_callbacks(execute=True):
        account_delete(user=lawyer)
    assert list(Memo.objects.all()) == [opinion]
    assert not papers.pdf.storage.exists(papers.pdf.name)


def test_papers_stay_with_their_lawyer_when_the_work_is_deleted(
    creator: Any, shared: Any, lawyer: Any
) -> None:
    memo = make(memo_request(assessment=shared, language="en", by=lawyer, form="papers"))
    account_delete(user=creator)
    assert status(lawyer, memo, "memo.pdf") == 200


def test_the_page_in_brief_is_read_by_whoever_reads_the_assessment(
    creator: Any, shared: Any, lawyer: Any, stranger: Any
) -> None:
    memo = make(memo_request(assessment=shared, language="en", by=creator, form="creator"))
    assert [status(user, memo) for user in (creator, lawyer, stranger)] == [200, 200, 404]


def test_each_form_has_versions_of_its_own(creator: Any, shared: Any) -> None:
    opinion = make(memo_request(assessment=shared, language="en", by=creator))
    brief = make(memo_request(assessment=shared, language="en", by=creator, form="creator"))
    assert (opinion.version, brief.version) == (1, 1)
    assert opinion.series == series_of(shared.work_id, "en", creator.pk)
    assert opinion.series != brief.series
    again = memo_request(
        assessment=shared, language="en", by=creator, matter=Matter(client="A"), form="creator"
    )
    assert again == brief, "the page in brief names no client"
    assert (
        memo_request(
            assessment=shared, language="en", by=creator, matter=Matter(client="A")
        ).version
        == 2
    )
    Memo.objects.filter(pk=brief.pk).update(sources={**brief.sources, "record": "another"})
    later = make(memo_request(assessment=shared, language="en", by=creator, form="creator"))
    assert later.version == 2
    html = text_of(signed_in(creator).get(brief.get_absolute_url()))
    assert "Version 2 has taken its place" in html and "In brief in English, version 1" in html


def test_a_later_request_remembers_the_client_of_the_opinion(creator: Any, shared: Any) -> None:
    post(creator, shared, client="Red Lantern Studio")
    post(creator, shared, form="creator")
    html = text_of(signed_in(creator).get(f"/assessments/{shared.pk}/memos/"))
    assert "Red Lantern Studio" in html


@pytest.mark.parametrize(("form", "named"), [("papers", "working-papers"), ("creator", "in-brief")])
def test_the_job_makes_the_form_that_was_asked_for(
    creator: Any, shared: Any, lawyer: Any, monkeypatch: Any, form: Form, named: str
) -> None:
    made: list[str] = []

    def render(snapshot: Any, *, form: str, progress: Any) -> bytes:
        made.append(form)
        return b"%PDF-1.7"

    monkeypatch.setattr(job, "renderer", render)
    monkeypatch.setattr(job, "page_count", lambda pdf: 1)
    user = creator if form == "creator" else lawyer
    memo = memo_request(assessment=shared, language="en", by=user, form=form)

    columns = memo_work(memo, Mock())
    assert made == [form]
    Memo.objects.filter(pk=memo.pk).update(state=JobState.READY, **columns)
    sent = signed_in(user).get(f"{memo.get_absolute_url()}memo.pdf")
    assert sent.getvalue() == b"%PDF-1.7"
    assert named in sent["Content-Disposition"]


@pytest.mark.django_db(transaction=True)
def test_going_back_is_refused_where_a_form_would_be_lost(creator: Any, shared: Any) -> None:
    memo = memo_request(assessment=shared, language="en", by=creator, form="creator")

    with pytest.raises(CommandError, match="1 memos in another form"):
        migrate_to("0015_exhibit_entries")
    migrate_to_newest()
    Memo.objects.filter(pk=memo.pk).delete()
    opinion = memo_request(assessment=shared, language="en", by=creator)
    try:
        migrate_to("0015_exhibit_entries")
    finally:
        migrate_to_newest()
    assert Memo.objects.get(pk=opinion.pk).form == "opinion"
