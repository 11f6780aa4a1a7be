"""What a client shares is taken into a matter as a copy at a hash, and stays there."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from assessments.desk.intake import share_add
from assessments.matters.models_firms import Intake, Matter, Member
from assessments.privacy.services import account_delete
from assessments.sharing.services import share_create, share_open, share_revoke
from assessments.works.models import Assessment, Work
from assessments.works.shares import Share
from cases.record import CreationRecord, dump_json
from tests.support.confirmed_users import confirmed_user
from tests.support.firms import account_of, colleague_of, matter_of, partner_of
from tests.support.pages import WEAK, assess_record, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def partner() -> Member:
    return partner_of("partner")


@pytest.fixture
def client_account() -> Any:
    return confirmed_user("client")


@pytest.fixture
def share(client_account: Any, partner: Member, files_as_library: None) -> Share:
    assessment = assess_record(client_account, WEAK)
    row, _made = share_create(
        assessment=assessment, email=account_of(partner).email, by=client_account
    )
    return row


def taken(share: Share, partner: Member) -> Assessment:
    matter = matter_of(partner)
    opened = share_open(share=share, by=account_of(partner))
    return share_add(share=opened, matter=matter, by=partner)


def test_a_share_waits_on_the_desk_until_a_matter_takes_it_in(
    share: Share, partner: Member
) -> None:
    page = signed_in(account_of(partner))
    assert [row.pk for row in page.get("/desk/").context["shares"]] == [share.pk]
    matter = matter_of(partner)
    answer = page.post(f"/desk/shares/{share.pk}/", {"matter": str(matter.pk)})
    assert answer["Location"] == matter.get_absolute_url()
    assert list(page.get("/desk/").context["shares"]) == []
    assert page.get(f"/desk/shares/{share.pk}/").status_code == 404


def test_a_new_matter_takes_a_share_in(share: Share, partner: Member) -> None:
    page = signed_in(account_of(partner))
    path = f"/desk/matters/new/?share={share.pk}"
    form = page.get(path).context["form"]
    assert form.initial["client_name"] == "client@law.cn"
    typed = {"client_name": "丁某", "title": "The song", "responsible": partner.pk}
    assert page.post(path, typed).status_code == 302
    assert Matter.objects.get().works.get().title == share.assessment.work.title


def test_the_copy_has_the_hash_of_the_record_that_was_shared(share: Share, partner: Member) -> None:
    copy, source = taken(share, partner), share.assessment
    record = dump_json(CreationRecord.model_validate(source.record))
    intake = Intake.objects.get(work=copy.work)
    assert intake.record_sha256 == hashlib.sha256(record.encode()).hexdigest()
    for name in ("record", "as_of", "rubric", "library_hash", "result", "library"):
        assert getattr(copy, name) == getattr(source, name)


def test_taking_in_twice_makes_one_copy(share: Share, partner: Member) -> None:
    copy = taken(share, partner)
    again = share_add(share=share, matter=copy.work.matter, by=partner)
    assert again == copy
    assert Work.objects.filter(matter__isnull=False).count() == 1


def test_the_people_of_the_matter_read_the_copy_and_nobody_else(
    share: Share, partner: Member
) -> None:
    copy = taken(share, partner)
    associate = colleague_of(partner, "associate")
    stranger = partner_of("stranger", firm="Another")
    paths = [copy.get_absolute_url(), *(f"{copy.get_absolute_url()}{part}/" for part in (
        "record", "evidence", "memos", "what-if", "exhibits",
    ))]  # fmt: skip
    for path in paths:
        assert signed_in(account_of(partner)).get(path).status_code in {200, 302}, path
        for other in (associate, stranger):
            assert signed_in(account_of(other)).get(path).status_code == 404, path
        assert signed_in(share.by).get(path).status_code == 404, path
    for part in ("share", "questions", "log"):
        path = f"{copy.get_absolute_url()}{part}/"
        assert signed_in(account_of(partner)).get(path).status_code == 404, path


def test_the_copy_stays_when_the_client_stops_sharing_and_leaves(
    share: Share, partner: Member, client_account: Any
) -> None:
    copy = taken(share, partner)
    share_revoke(share=share, by=client_account)
    account_delete(user=client_account)
    page = signed_in(account_of(partner))
    assert page.get(copy.get_absolute_url()).status_code == 200
    intake = Intake.objects.get(work=copy.work)
    assert (intake.source, intake.share) == (None, None)
    assert page.get(copy.work.matter.get_absolute_url()).status_code == 200


def test_a_revoked_share_is_taken_in_no_more(
    share: Share, partner: Member, client_account: Any
) -> None:
    share_revoke(share=share, by=client_account)
    assert signed_in(account_of(partner)).get(f"/desk/shares/{share.pk}/").status_code == 404
