"""Main pages ask the database little, and as little of a large library as of a small one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.memo.services import memo_request
from tests.support.library import decision_make
from tests.support.pages import WEAK, assess_record, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MAX_QUERIES = 12
MAX_OF_LOG = 15  # chains of draft and work, the newest root, what it covers of each
FIRST_DAY = dt.date(2024, 1, 1)


def decisions_make(numbers: range) -> None:
    for n in numbers:
        day = (FIRST_DAY + dt.timedelta(days=n)).isoformat()
        decision_make(f"case-{n}-2024", date={"value": day, "mark": "A"})


def count_queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(queries)


@pytest.fixture
def creator(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("creator", password="secret")


def test_no_main_page_asks_more_when_there_is_more(creator: Any, settings: Any) -> None:
    settings.JOB_WAIT_SECONDS = 3600  # however slow the machine, the memo waits as before
    decisions_make(range(3))
    first = assess_record(creator, WEAK)
    memo = memo_request(assessment=first, language="en", by=creator)
    result = f"/assessments/{first.pk}/"
    addresses = ["/", "/cases/", "/cases/?q=lantern", "/cases/timeline/", "/cases/case-0-2024/"]
    addresses += ["/method/", "/calibration/", "/assessments/", "/assessments/start/"]
    addresses += [result, f"{result}record/", f"{result}memos/", f"/memos/{memo.pk}/"]
    addresses += [f"{result}{end}" for end in ("questions/", "share/", "log/")]
    client = signed_in(creator)
    count_queries(client, f"{result}record/")  # the first page that is counted begins its count
    few_counts = {address: count_queries(client, address) for address in addresses}

    decisions_make(range(3, 40))
    for _ in range(25):
        assess_record(creator, WEAK)
    many = {address: count_queries(client, address) for address in addresses}

    assert few_counts[f"{result}log/"] <= MAX_OF_LOG
    others = {address: few_counts[address] for address in addresses[:-1]}
    assert {address: count for address, count in others.items() if count > MAX_QUERIES} == {}
    assert many == few_counts
