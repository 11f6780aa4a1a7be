"""What the parts of the campaign need of the application's own rows; it says its answers as JSON.

Runs inside `manage.py shell` of the site that is attacked (`ServedSite.call`).
"""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assessments.answers.services import draft_of_work
from assessments.jobs import JobState
from assessments.jobs.queue import job_models
from assessments.results.services import assessment_run, work_create
from cases.record import load
from tests.support.accounts import PASSWORD, confirmed_user

ENDED = (JobState.READY, JobState.FAILED)


def make_addresses() -> None:
    """Everybody and everything of the table of addresses.

    Prints the sessions by person, and each row of the table for each address that it covers.
    """
    from tests import test_url_access as table

    arguments = table.make_arguments()
    sessions = {
        name: session_of(User.objects.get(username=name))
        for name in table.PEOPLE
        if name != "anonymous"
    }
    known = sorted(set(table.names()))
    rows = [
        {
            "name": row.name if "/" in row.name else name,
            "method": row.method,
            "path": _path(table, row.name if "/" in row.name else name, arguments),
            "answers": row.answers,
            "sent": table.SENT.get(name, {}),
        }
        for row in table.rows()
        for name in known
        if row.covers(name)
    ]
    print(json.dumps({"sessions": sessions, "rows": rows}))


def make_works(num_people: int, num_works: int) -> None:
    """People with confirmed addresses and works that are assessed.

    Prints for each an address, a password, a session, and the numbers of drafts and assessments.
    """
    record = load(settings.BASE_DIR / "tests/resources/records/strong-image.yaml")
    people = []
    for number in range(num_people):
        user = confirmed_user(f"person-{number}", email=f"person-{number}@example.org")
        works = [work_create(owner=user, record=record) for _ in range(num_works)]
        rows = [
            {"draft": str(draft_of_work(work).pk), "assessment": str(assessment_run(work=work).pk)}
            for work in works
        ]
        who = {"email": user.email, "password": PASSWORD, "session": session_of(user)}
        people.append({**who, "works": rows})
    print(json.dumps(people))


def open_jobs() -> None:
    """Prints how many jobs of each kind are neither ready nor failed."""
    counts = {
        model.__name__: model._default_manager.exclude(state__in=ENDED).count()
        for model in job_models()
    }
    print(json.dumps({name: count for name, count in counts.items() if count}))


def session_of(user: User) -> str:
    """The key of a session in which this user is signed in."""
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _path(table: Any, name: str, arguments: dict[str, Any]) -> str:
    address = name.split("/")[0] if "/" in name else name
    return reverse(address, args=table.arguments_of(name, arguments))
