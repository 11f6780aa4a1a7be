"""A firm is founded, joined by the holder of an invited address, and left with a hand-over."""

from __future__ import annotations

import pytest

from assessments.accounts.models_notifications import Notification
from assessments.desk.services import (
    FirmError,
    firm_found,
    invitation_accept,
    member_change_role,
    member_invite,
    member_leave,
)
from assessments.matters.access import matters_readable_by
from assessments.matters.models_firms import Firm, Invitation, Member
from assessments.privacy.services import InFirm, account_delete
from tests.support.confirmed_users import confirmed_user
from tests.support.firms import account_of, colleague_of, matter_of, partner_of
from tests.support.pages import signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_whoever_sets_a_firm_up_is_its_partner() -> None:
    lawyer = confirmed_user("lawyer")
    answer = signed_in(lawyer).post("/desk/", {"name": "衡岳律师事务所", "name_en": ""})
    assert answer.status_code == 302
    assert Member.objects.get(user=lawyer).role == "partner"
    assert "衡岳律师事务所" in text_of(signed_in(lawyer).get("/desk/"))


def test_a_firm_without_a_name_is_not_set_up() -> None:
    lawyer = confirmed_user("lawyer")
    answer = signed_in(lawyer).post("/desk/", {"name": "——", "name_en": ""})
    assert answer.status_code == 422
    assert not Firm.objects.exists()


def test_an_account_is_in_one_firm_at_a_time() -> None:
    partner = partner_of("partner")
    with pytest.raises(FirmError, match="in_a_firm"):
        firm_found(by=account_of(partner), name="Another")
    assert Firm.objects.count() == 1


def test_only_the_holder_of_the_address_joins() -> None:
    partner, other = partner_of("partner"), confirmed_user("other")
    invitation, _made = member_invite(by=partner, email="Associate@LAW.cn", role="associate")
    assert signed_in(other).get(f"/desk/invitations/{invitation.pk}/").status_code == 404
    with pytest.raises(FirmError, match="not_invited"):
        invitation_accept(invitation=invitation, by=other)
    associate = confirmed_user("associate")
    answer = signed_in(associate).post(f"/desk/invitations/{invitation.pk}/")
    assert answer["Location"] == "/desk/"
    assert Member.objects.get(user=associate).role == "associate"
    with pytest.raises(FirmError, match="invitation_over"):
        invitation_accept(invitation=invitation, by=associate)


def test_an_invitation_is_written_once_and_named_in_its_letter() -> None:
    partner = partner_of("partner")
    for _ in range(2):
        signed_in(account_of(partner)).post(
            "/desk/firm/invite/", {"email": "New@localhost", "role": "assistant"}
        )
    invitation = Invitation.objects.get()
    letter = Notification.objects.get(kind="invited")
    assert (letter.email, letter.facts["title"]) == ("new@localhost", "衡岳律师事务所")
    assert letter.facts["path"] == f"/desk/invitations/{invitation.pk}/"


def test_an_invitation_that_was_taken_back_opens_nothing() -> None:
    partner, associate = partner_of("partner"), confirmed_user("associate")
    invitation, _made = member_invite(by=partner, email=associate.email, role="associate")
    signed_in(account_of(partner)).post(f"/desk/firm/invitations/{invitation.pk}/withdraw/")
    assert signed_in(associate).get(f"/desk/invitations/{invitation.pk}/").status_code == 404
    assert not Notification.objects.filter(kind="invited").exists()


@pytest.mark.parametrize("role", ["associate", "assistant", "outside"])
def test_only_a_partner_invites(role: str) -> None:
    member = colleague_of(partner_of("partner"), "member", role)
    typed = {"email": "new@localhost", "role": "partner"}
    answer = signed_in(account_of(member)).post("/desk/firm/invite/", typed)
    assert answer.status_code == 403
    assert Invitation.objects.filter(accepted_at=None).count() == 0


def test_a_firm_keeps_a_partner() -> None:
    partner = partner_of("partner")
    colleague_of(partner, "associate")
    with pytest.raises(FirmError, match="last_partner"):
        member_change_role(member=partner, role="associate", by=partner)
    with pytest.raises(FirmError, match="last_partner"):
        member_leave(member=partner, to=None, by=partner)


def test_whoever_leaves_hands_open_matters_over_and_reads_nothing_any_more() -> None:
    partner = partner_of("partner")
    associate = colleague_of(partner, "associate")
    matter = matter_of(associate)
    page = signed_in(account_of(associate))
    assert page.post(f"/desk/firm/members/{associate.pk}/leave/", {"to": ""}).status_code == 422
    answer = page.post(f"/desk/firm/members/{associate.pk}/leave/", {"to": partner.pk})
    assert answer.status_code == 302
    matter.refresh_from_db()
    assert matter.responsible == partner
    assert not matters_readable_by(account_of(associate)).exists()
    assert page.get(matter.get_absolute_url()).status_code == 404


def test_a_partner_ends_the_membership_of_another_but_not_in_another_firm() -> None:
    partner, stranger = partner_of("partner"), partner_of("stranger", firm="Another")
    associate = colleague_of(partner, "associate")
    path = f"/desk/firm/members/{associate.pk}/leave/"
    assert signed_in(account_of(stranger)).post(path, {"to": ""}).status_code == 404
    assert signed_in(account_of(partner)).post(path, {"to": ""}).status_code == 302
    associate.refresh_from_db()
    assert associate.left_at is not None


def test_a_firm_of_one_ends_with_its_member_once_it_has_no_matters() -> None:
    partner = partner_of("partner")
    matter = matter_of(partner)
    page, path = signed_in(account_of(partner)), f"/desk/firm/members/{partner.pk}/leave/"
    refused = page.post(path, {"to": ""})
    assert refused.status_code == 422
    assert "it still has matters" in text_of(refused)
    matter.delete()
    assert page.post(path, {"to": ""}).status_code == 302
    assert not Firm.objects.exists()


def test_an_account_in_a_firm_is_deleted_once_it_has_left() -> None:
    partner = partner_of("partner")
    associate = colleague_of(partner, "associate")
    with pytest.raises(InFirm):
        account_delete(user=account_of(associate))
    assert "Leave the firm first" in text_of(
        signed_in(account_of(associate)).get("/account/delete/")
    )
    member_leave(member=associate, to=None, by=associate)
    account_delete(user=account_of(associate))
    associate.refresh_from_db()
    assert (associate.user, associate.name) == (None, "associate@law.cn")
