"""What a firm keeps apart stays apart: people who leave, restricted matters, names, invitations."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments.audit.models import AuditEntry
from assessments.desk.intake import share_add
from assessments.desk.services import (
    FirmError,
    invitation_accept,
    member_change_role,
    member_invite,
    member_leave,
)
from assessments.desk.services_matters import people_set
from assessments.matters.access import clients_of, matters_readable_by
from assessments.matters.conflicts import conflicts_of
from assessments.matters.models_firms import INVITATION_DAYS, Client, Invitation, Member
from assessments.memo.models import Memo
from assessments.memo.queries import memos_readable_by
from assessments.memo.services import memo_request
from assessments.privacy.export import personal_data
from assessments.sharing.services import share_create, share_open
from tests.support.confirmed_users import confirmed_user
from tests.support.firms import account_of, colleague_of, matter_of, partner_of
from tests.support.pages import WEAK, assess_record, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def partner() -> Member:
    return partner_of("partner")


def test_clients_are_told_apart_as_they_are_written_and_alike_names_are_shown(
    partner: Member,
) -> None:
    matter_of(partner, client="A&B Studio")
    page = signed_in(account_of(partner))
    typed = {"client_name": "AB Studio", "title": "Logo", "responsible": partner.pk}
    shown = page.post("/desk/matters/new/", typed)
    assert shown.status_code == 422
    assert "“A&amp;B Studio” is a client of the firm." in text_of(shown)
    done = {**typed, "conclusion": "Another studio.", "seen": shown.context["seen"]}
    assert page.post("/desk/matters/new/", done).status_code == 302
    assert sorted(Client.objects.values_list("name", flat=True)) == ["A&B Studio", "AB Studio"]


def test_a_memo_of_a_matter_is_read_by_whoever_reads_the_matter_and_nobody_else(
    partner: Member, files_as_library: None
) -> None:
    associate = colleague_of(partner, "associate")
    owner = confirmed_user("client")
    share, _made = share_create(
        assessment=assess_record(owner, WEAK), email=account_of(associate).email, by=owner
    )
    matter = matter_of(associate)
    opened = share_open(share=share, by=account_of(associate))
    assessment = share_add(share=opened, matter=matter, by=associate)
    memo = memo_request(assessment=assessment, language="en", by=account_of(associate))
    Memo.objects.filter(pk=memo.pk).update(state="ready", pdf="memo.pdf")
    assert memos_readable_by(account_of(partner)).get() == memo
    assert memos_readable_by(account_of(associate)).get() == memo
    member_leave(member=associate, to=partner, by=partner)
    assert not memos_readable_by(account_of(associate)).exists()
    assert signed_in(account_of(associate)).get(f"/memos/{memo.pk}/").status_code == 404
    assert memos_readable_by(account_of(partner)).get() == memo


def test_a_restricted_matter_goes_to_whoever_works_on_it(partner: Member) -> None:
    answers, works = colleague_of(partner, "answers"), colleague_of(partner, "works")
    matter = matter_of(answers, restricted=True)
    people_set(matter=matter, by=answers, members=[answers, works])
    member_leave(member=answers, to=partner, by=partner)
    matter.refresh_from_db()
    assert matter.responsible == works
    assert not matters_readable_by(account_of(partner)).exists()
    last = AuditEntry.objects.filter(subject=f"matter:{matter.pk}").order_by("number").last()
    assert (last.act, last.facts) == (
        "matter.handed-over",
        {"from": answers.pk, "member": works.pk},
    )


def test_closed_matters_are_handed_over_too(partner: Member) -> None:
    associate = colleague_of(partner, "associate")
    matter = matter_of(associate)
    type(matter).objects.filter(pk=matter.pk).update(status="closed", closed_at=timezone.now())
    with pytest.raises(FirmError, match="no_successor"):
        member_leave(member=associate, to=None, by=partner)
    member_leave(member=associate, to=partner, by=partner)
    matter.refresh_from_db()
    assert matter.responsible == partner


def test_whoever_answers_for_a_matter_stays_a_lawyer(partner: Member) -> None:
    associate = colleague_of(partner, "associate")
    matter_of(associate)
    with pytest.raises(FirmError, match="answers_for_matters"):
        member_change_role(member=associate, role="outside", by=partner)


@pytest.mark.parametrize("how", ["leave", "role"])
def test_the_invitations_of_a_partner_end_with_the_role(partner: Member, how: str) -> None:
    other = colleague_of(partner, "other", "partner")
    second = confirmed_user("second-address")
    invitation, _made = member_invite(by=other, email=second.email, role="partner")
    if how == "leave":
        member_leave(member=other, to=partner, by=partner)
    else:
        member_change_role(member=other, role="associate", by=partner)
    with pytest.raises(FirmError, match="invitation_over"):
        invitation_accept(invitation=invitation, by=second)


def test_an_invitation_ends_by_itself_and_another_can_be_sent(partner: Member) -> None:
    late = confirmed_user("late")
    invitation, _made = member_invite(by=partner, email=late.email, role="associate")
    long_ago = timezone.now() - dt.timedelta(days=INVITATION_DAYS, minutes=1)
    Invitation.objects.filter(pk=invitation.pk).update(created_at=long_ago)
    with pytest.raises(FirmError, match="invitation_over"):
        invitation_accept(invitation=invitation, by=late)
    again, made = member_invite(by=partner, email=late.email, role="associate")
    assert made
    invitation_accept(invitation=again, by=late)


def test_a_wall_hides_the_name_of_its_client(partner: Member) -> None:
    matter_of(partner, client="北京极密文化有限公司", restricted=True)
    associate = colleague_of(partner, "associate")
    assert list(clients_of(associate)) == []
    (hit,) = conflicts_of(
        member=associate, user=account_of(associate), client="丁某", adverse=["极密"]
    )
    assert (hit.found, hit.lawyer, hit.conflicting) == ("极密", partner.name, True)
    assert list(clients_of(partner)) == [Client.objects.get()]


def test_of_two_opposite_matters_the_second_is_checked_against_the_first(
    partner: Member,
) -> None:
    page = signed_in(account_of(partner))
    typed = {"client_name": "Alpha", "title": "T", "responsible": partner.pk, "adverse": "Omega"}
    assert page.post("/desk/matters/new/", typed).status_code == 302
    other = {**typed, "client_name": "Omega", "adverse": "Alpha"}
    refused = page.post("/desk/matters/new/", other)
    assert [hit.conflicting for hit in refused.context["hits"]] == [True, True]


def test_no_door_deletes_an_account_that_is_in_a_firm(partner: Member) -> None:
    with pytest.raises(PermissionDenied):
        account_of(partner).delete()


def test_the_copy_of_personal_data_has_the_membership(partner: Member) -> None:

    members = {name: b"".join(parts) for name, parts in personal_data(account_of(partner))}
    assert b'"role": "partner"' in members["firm.json"]


def test_a_share_that_an_address_names_wrongly_is_not_found(partner: Member) -> None:
    page = signed_in(account_of(partner))
    assert page.get("/desk/matters/new/?share=").status_code == 404
    assert page.get("/desk/matters/new/?share=%00").status_code == 404
