"""Firms with people, for tests of the desk."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from assessments.desk.intake import share_add
from assessments.desk.services import firm_found, invitation_accept, member_invite
from assessments.desk.services_matters import (
    Conclusion,
    MatterFields,
    NamesFound,
    Parties,
    matter_open,
)
from assessments.desk.services_requests import request_ask
from assessments.matters.conflicts import hits_digest
from assessments.matters.models_firms import Matter, Member
from assessments.matters.models_requests import Request
from assessments.sharing.services import share_create, share_open
from assessments.works.models import Assessment
from tests.support.confirmed_users import confirmed_user
from tests.support.pages import STRONG, assess_record


def partner_of(name: str, *, firm: str = "衡岳律师事务所") -> Member:
    """A partner who founded a firm."""
    return firm_found(by=confirmed_user(name), name=firm)


def colleague_of(partner: Member, name: str, role: str = "associate") -> Member:
    """A member whom a partner invited."""
    user = confirmed_user(name)
    invitation, _made = member_invite(by=partner, email=user.email, role=role)
    return invitation_accept(invitation=invitation, by=user)


def matter_of(by: Member, *, client: str = "青藤动漫有限公司", **fields: Any) -> Matter:
    """A matter that a member opened for a client, whatever names were found."""
    parties = Parties(adverse=fields.pop("adverse", ()), connected=fields.pop("connected", ()))
    asked: dict[str, Any] = {
        "by": by,
        "user": account_of(by),
        "client": client,
        "fields": MatterFields(**{"title": "封面插画", "responsible": by, **fields}),
        "parties": parties,
    }
    try:
        return matter_open(**asked)
    except NamesFound as found:
        seen = hits_digest(found.hits)
        return matter_open(**asked, conclusion=Conclusion(text="Another person.", seen=seen))


def account_of(member: Member) -> User:
    """The account of a member."""
    assert member.user is not None
    return member.user


def received_in(matter: Matter, *, by: Member, client: User) -> Assessment:
    """The copy that a matter has of what a client shared with one of its people."""
    assessment = assess_record(client, STRONG)
    share, _made = share_create(assessment=assessment, email=account_of(by).email, by=client)
    return share_add(share=share_open(share=share, by=account_of(by)), matter=matter, by=by)


def request_in(matter: Matter, *, by: Member, client: User, **asked: Any) -> Request:
    """What a member asks about what a client shared."""
    copy = received_in(matter, by=by, client=client)
    values = {"about": "steps.s1", "text": "Who typed this prompt?", **asked}
    return request_ask(work=copy.work, by=by, **values)
