"""What waits on the desk: answers, days that are due, decisions that changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from assessments.desk.services_matters import people_set
from assessments.jobs import JobState
from assessments.matters.models_firms import Matter, Member
from assessments.matters.models_requests import Request
from assessments.memo.job import memo_snapshot
from assessments.memo.models import Memo
from assessments.memo.services import memo_request
from assessments.memo.sources import sources_of
from cases.decisions.models import Decision
from cases.decisions.services import decision_store, decision_withdraw
from tests.assessments.results.test_standing import (  # noqa: F401
    files,
    loaded,
    record,
    reversed_slug,
    reversing,
)
from tests.support.confirmed_users import confirmed_user
from tests.support.firms import (
    account_of,
    colleague_of,
    matter_of,
    partner_of,
    received_in,
    request_in,
)
from tests.support.pages import signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def partner() -> Member:
    return partner_of("partner")


def desk(member: Member) -> Any:
    return signed_in(account_of(member)).get("/desk/").context


def memo_of(copy: Any, by: Member) -> Memo:
    """A memo that is ready, as the job leaves it."""
    memo: Memo = memo_request(assessment=copy, language="en", by=account_of(by))
    memo.pdf.save("memo.pdf", ContentFile(b"%PDF-1.7"), save=True)
    sources = sources_of(memo_snapshot(memo))
    Memo.objects.filter(pk=memo.pk).update(state=JobState.READY, sources=sources)
    return memo


def test_a_reversed_decision_is_shown_with_the_assessment_and_the_memo_that_name_it(
    partner: Member,
    loaded: str,  # noqa: F811
) -> None:
    matter = matter_of(partner, title="Cover")
    copy = received_in(matter, by=partner, client=confirmed_user("owner"))
    memo = memo_of(copy, partner)
    assert desk(partner)["stale"] == []
    decision_store(data=reversing(loaded), reason="made for a test")

    rows = desk(partner)["stale"]
    assert [(row.href, row.is_memo) for row in rows] == [
        (copy.get_absolute_url(), False),
        (memo.get_absolute_url(), True),
    ]
    assert all("does not stand as it did: reversed." in row.changes[0] for row in rows)
    assert all(row.matter == matter for row in rows)


def test_a_withdrawn_decision_waits_only_for_who_reads_an_open_matter(
    partner: Member,
    loaded: str,  # noqa: F811
) -> None:
    associate = colleague_of(partner, "associate")
    matter = matter_of(partner)
    copy = received_in(matter, by=partner, client=confirmed_user("owner"))
    row = Decision.objects.get(slug=loaded)
    decision_withdraw(decision=row, reason_en="Wrong.", reason_zh="有误。")
    assert [stale.href for stale in desk(partner)["stale"]] == [copy.get_absolute_url()]
    assert desk(associate)["stale"] == []
    people_set(matter=matter, by=partner, members=[associate])
    assert len(desk(associate)["stale"]) == 1
    Matter.objects.update(status="closed", closed_at=timezone.now())
    assert desk(partner)["stale"] == []


def test_what_is_due_and_what_came_waits_only_for_who_reads_the_matter(
    partner: Member, files_as_library: None
) -> None:
    associate = colleague_of(partner, "associate")
    row = request_in(matter_of(partner), by=partner, client=confirmed_user("owner"))
    assert desk(partner)["asked"] == []
    today = timezone.localdate()
    Request.objects.update(due_on=today + dt.timedelta(8))
    assert desk(partner)["asked"] == []
    Request.objects.update(due_on=today - dt.timedelta(1))
    assert [(r.request.pk, r.overdue) for r in desk(partner)["asked"]] == [(row.pk, True)]
    assert desk(associate)["asked"] == []
    Request.objects.update(state="answered")
    assert desk(partner)["asked"] == []
    assert [r.request.pk for r in desk(partner)["answered"]] == [row.pk]
    assert desk(associate)["answered"] == []


def test_a_matter_is_found_by_the_title_of_a_work(partner: Member, files_as_library: None) -> None:
    matter = matter_of(partner)
    matter_of(partner, title="Song")
    received_in(matter, by=partner, client=confirmed_user("owner"))
    page = signed_in(account_of(partner)).get("/desk/matters/", {"q": "first light"})
    assert [row.matter for row in page.context["rows"]] == [matter]


def test_the_desk_asks_the_same_number_of_questions_however_much_waits(
    partner: Member, files_as_library: None, django_assert_max_num_queries: Any
) -> None:
    owner, page = confirmed_user("owner"), signed_in(account_of(partner))
    first = request_in(matter_of(partner), by=partner, client=owner)
    Request.objects.update(due_on=timezone.localdate())
    first.refresh_from_db()
    copies = [Request(**{**vars_of(first), "text": f"No. {n}"}) for n in range(6)]
    others = [Request(**{**vars_of(first), "state": "answered"}) for n in range(6)]
    paths = ("/desk/", first.matter.get_absolute_url(), "/desk/matters/")
    for path in paths:
        page.get(path)  # what is read once for the process
    counts = [counted(page, path) for path in paths]
    Request.objects.bulk_create([*copies, *others])
    for path, count in zip(paths, counts, strict=True):
        with django_assert_max_num_queries(count):
            assert "No. 3" in text_of(page.get(path)) or path == "/desk/matters/"


def vars_of(row: Request) -> dict[str, Any]:
    names = ("matter", "work", "share", "about", "due_on", "state", "state_at", "by")
    return {name: getattr(row, name) for name in names}


def counted(page: Any, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        page.get(path)
    return len(queries)
