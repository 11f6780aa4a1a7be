"""Fills a database for `pages.py` and counts there what each page asks; says both as JSON.

Runs inside `manage.py shell` of the site that is measured.
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.results.services import assessment_run, work_create
from assessments.works.models import Assessment
from cases import library
from cases.decisions.models import Decision
from cases.decisions.services import decision_store
from cases.record import load

RECORD = settings.BASE_DIR / "tests" / "resources" / "records" / "weak-image.yaml"


def main(num_decisions: int, num_assessments: int) -> None:
    creator = get_user_model().objects.get(username="creator")
    fill(creator, num_decisions, num_assessments)
    client = Client(headers={"host": "localhost"})
    client.force_login(creator)
    print(
        json.dumps(
            {
                "session": client.cookies[settings.SESSION_COOKIE_NAME].value,
                "pages": {
                    name: {"address": address, "queries": queries(client, address)}
                    for name, address in addresses().items()
                },
            }
        )
    )


@transaction.atomic
def fill(creator: Any, num_decisions: int, num_assessments: int) -> None:
    """Up to these numbers: copies of the library's own published decisions, and assessments."""
    published = [decision for decision in library.load_all() if decision.status == "published"]
    for n in range(Decision.objects.count(), num_decisions):
        data = copy_decision(published[n % len(published)], n)
        decision_store(data=data, reason="made for a benchmark")
    record = load(RECORD)
    for _ in range(Assessment.objects.count(), num_assessments):
        assessment_run(work=work_create(owner=creator, record=record))


def copy_decision(decision: library.Decision, n: int) -> dict[str, Any]:
    data = decision.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data.pop("treatment", None)  # it may name a decision that is not among the copies
    data.pop("dockets", None)  # a number is at one decision only
    data["slug"] = f"{decision.slug}-{n}"
    for judged in data.get("judged", ()):
        judged["slug"] = data["slug"] + judged["slug"].removeprefix(decision.slug)
    return data


def addresses() -> dict[str, str]:
    first = Assessment.objects.earliest("created_at")
    decision = Decision.objects.filter(status="published").order_by("pk")[0]
    return {
        "home": "/",
        "case list": "/cases/",
        "case list, searched": "/cases/?q=%E6%8F%90%E7%A4%BA%E8%AF%8D",
        "timeline": "/cases/timeline/",
        "decision": decision.get_absolute_url(),
        "statutes": "/law/",
        "article": "/law/prc-copyright-law/3/",
        "how we score": "/method/",
        "calibration": "/calibration/",
        "assessments": "/assessments/",
        "result": first.get_absolute_url(),
    }


def queries(client: Client, address: str) -> int:
    reset_queries()  # the log has an end, and filling the database reached it
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(asked)
