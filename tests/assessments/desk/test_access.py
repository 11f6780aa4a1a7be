"""Who opens which address of the desk: every role of a firm, and whoever is in none or left it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from assessments.desk.services import member_invite, member_leave
from assessments.desk.services_matters import people_set
from assessments.matters.models_firms import Invitation, Member
from assessments.sharing.services import share_create
from assessments.works.models import Work
from tests.support.confirmed_users import confirmed_user
from tests.support.firms import account_of, colleague_of, matter_of, partner_of, request_in
from tests.support.pages import WEAK, assess_record, signed_in

pytestmark = pytest.mark.django_db

PEOPLE = [
    "partner",
    "second",
    "answers",
    "works",
    "absent",
    "outside",
    "left",
    "invited",
    "stranger",
    "client",
]
# The matter is restricted: `second` is a partner who does not work on it. `answers` is the
# responsible associate, `works` an assistant on it, `absent` one who is not, `outside` a reader on
# it. The share is for `partner`, the invitation for `invited`; what is asked about is another share
# of `client`, whom only this firm asks.
TABLE = """
                    partner second answers works absent outside left invited stranger client
desk           GET      200    200     200   200    200     200  200     200      200    200
desk           POST     200    200     200   200    200     200  422     422      200    422
firm           GET      200    200     200   200    200     200  404     404      200    404
invite         POST     422    422     403   403    403     403  404     404      422    404
uninvite       POST     302    302     403   403    403     403  404     404      404    404
member-role    POST     302    302     403   403    403     403  404     404      404    404
member-end     GET      200    200     403   200    403     403  404     404      404    404
member-end     POST     302    302     403   302    403     403  404     404      404    404
invitation     GET      404    404     404   404    404     404  404     200      404    404
invitation     POST     404    404     404   404    404     404  404     302      404    404
matters        GET      200    200     200   200    200     200  404     404      200    404
matter-new     GET      200    200     200   200    200     403  404     404      200    404
matter-new     POST     422    422     422   422    422     403  404     404      422    404
matter         GET      200    404     200   200    404     200  404     404      404    404
matter-change  GET      200    404     200   200    404     403  404     404      404    404
matter-change  POST     422    404     422   422    404     403  404     404      404    404
matter-delete  GET      200    404     200   403    404     403  404     404      404    404
matter-delete  POST     409    404     409   403    404     403  404     404      404    404
matter-parties GET      200    404     200   200    404     403  404     404      404    404
matter-parties POST     302    404     302   302    404     403  404     404      404    404
matter-people  POST     302    404     302   403    404     403  404     404      404    404
matter-note    POST     422    404     422   422    404     403  404     404      404    404
facts          GET      200    404     200   200    404     200  404     404      404    404
fact           GET      200    404     200   200    404     200  404     404      404    404
fact           POST     422    404     422   403    404     403  404     404      404    404
facts-assess   POST     302    404     302   403    404     403  404     404      404    404
timeline       GET     200    404     200   200    404     200  404     404      404    404
export         GET      200    404     200   200    404     403  404     404      404    404
request-new    GET      200    404     200   200    404     403  404     404      404    404
request-new    POST     422    404     422   422    404     403  404     404      404    404
request        GET      200    404     200   200    404     200  404     404      404    200
request-answer POST     403    404     403   403    404     403  404     404      404    422
request-judge  POST     422    404     422   422    404     403  404     404      404    403
share-into     GET      200    404     404   404    404     403  404     404      404    404
share-into     POST     422    404     404   404    404     403  404     404      404    404
"""


@pytest.fixture
def everybody(files_as_library: None) -> tuple[dict[str, Client], dict[str, list[Any]]]:
    """Return a browser for each person, and the arguments of each address."""
    partner = partner_of("partner")
    firm: dict[str, Member] = {
        "partner": partner,
        "second": colleague_of(partner, "second", "partner"),
        "answers": colleague_of(partner, "answers"),
        "works": colleague_of(partner, "works", "assistant"),
        "absent": colleague_of(partner, "absent"),
        "outside": colleague_of(partner, "outside", "outside"),
        "left": colleague_of(partner, "left"),
    }
    matter = matter_of(firm["answers"], restricted=True)
    on_it = [firm[name] for name in ("partner", "works", "outside")]
    people_set(matter=matter, by=partner, members=on_it)
    member_leave(member=firm["left"], to=None, by=partner)
    users = {name: account_of(member) for name, member in firm.items()}
    users |= {name: confirmed_user(name) for name in ("invited", "client")}
    users["stranger"] = account_of(partner_of("stranger", firm="Another"))
    invitation, _made = member_invite(by=partner, email=users["invited"].email, role="assistant")
    assessment = assess_record(users["client"], WEAK)
    share, _made = share_create(
        assessment=assessment, email=users["partner"].email, by=users["client"]
    )
    asked = request_in(matter, by=firm["answers"], client=users["client"])
    rows: dict[str, UUID | int] = {
        "request-new": asked.work.assessments.get().pk,
        "request": asked.pk,
        "request-answer": asked.pk,
        "request-judge": asked.pk,
        "uninvite": invitation.pk,
        "invitation": invitation.pk,
        "share-into": share.pk,
        "member-role": firm["works"].pk,
        "member-end": firm["works"].pk,
    }
    work = Work.objects.create(matter=matter, title="A work", record=assessment.record)
    of_work: dict[str, list[Any]] = {
        "facts": [matter.pk, work.pk],
        "facts-assess": [matter.pk, work.pk],
        "fact": [matter.pk, work.pk, "steps", 1],
    }
    alone = {"desk", "firm", "invite", "matters", "matter-new"}
    names = {row.split()[0] for row in TABLE.splitlines()[2:]}
    arguments = {name: [] if name in alone else [rows.get(name, matter.pk)] for name in names}
    return {name: signed_in(user) for name, user in users.items()}, arguments | of_work


def rows() -> list[tuple[str, str, list[str]]]:
    lines = [line.split() for line in TABLE.splitlines()[2:]]
    return [(name, method, answers) for name, method, *answers in lines]


def test_every_address_of_the_desk_has_a_row() -> None:
    known = {name for name in get_resolver("assessments.desk.urls").reverse_dict if name}
    assert {name for name in known if isinstance(name, str)} == {name for name, *_ in rows()}


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_opens_what_their_role_allows(person: str, everybody: Any) -> None:
    browsers, arguments = everybody
    wrong = []
    for name, method, answers in rows():
        path = reverse(f"desk:{name}", args=arguments[name])
        with transaction.atomic():
            answer = getattr(browsers[person], method.lower())(path, {"role": "assistant"})
            transaction.set_rollback(True)
        expected = answers[PEOPLE.index(person)]
        if str(answer.status_code) != expected:
            wrong.append(f"{method} {name}: {answer.status_code}, not {expected}")
    assert wrong == []


def test_nobody_opens_anything_without_signing_in(everybody: Any) -> None:
    _browsers, arguments = everybody
    for name, method, _answers in rows():
        path = reverse(f"desk:{name}", args=arguments[name])
        answer = getattr(Client(), method.lower())(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/"), name
    assert Invitation.objects.filter(revoked_at=None, accepted_at=None).count() == 1
