"""Whoever may read a matter opens the client's files as long as the client says so."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.accounts.roles import LAWYER, roles_ensure
from assessments.audit.models import AuditEntry
from assessments.desk.intake import share_add
from assessments.desk.services import member_leave
from assessments.desk.services_matters import people_set
from assessments.dossier.models import Dossier
from assessments.exhibits.queries import particulars_for
from assessments.matters.models_firms import Intake, Member
from assessments.sharing.services import share_create, share_files_set, share_open, share_revoke
from assessments.works.models import Assessment
from assessments.works.shares import Share
from cases.record import CreationRecord
from tests.assessments.dossier.conftest import (
    assessment,
    draft,
    no_pdf,
    person,
    ready_dossier,
)
from tests.assessments.sharing.test_files import files_of, statuses
from tests.support.firms import account_of, colleague_of, matter_of, partner_of
from tests.support.pages import signed_in, text_of

__all__ = ["assessment", "draft", "no_pdf", "person", "ready_dossier"]
pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def firm(db: None) -> dict[str, Member]:
    """A partner who has the share; an associate and an outside reader on the matter; others."""
    partner = partner_of("partner")
    return {
        "partner": partner,
        "second": colleague_of(partner, "second", "partner"),
        "works": colleague_of(partner, "works"),
        "outside": colleague_of(partner, "outside", "outside"),
        "left": colleague_of(partner, "left"),
        "absent": colleague_of(partner, "absent"),
        "stranger": partner_of("stranger", firm="Another"),
    }


@pytest.fixture
def share(assessment: Assessment, person: Any, firm: dict[str, Member]) -> Share:
    email = account_of(firm["partner"]).email
    row, _made = share_create(assessment=assessment, email=email, by=person, files=True)
    return share_open(share=row, by=account_of(firm["partner"]))


@pytest.fixture
def copy(share: Share, firm: dict[str, Member]) -> Assessment:
    """What the matter received of the client."""
    matter = matter_of(firm["partner"], restricted=True)
    on_it = [firm[name] for name in ("works", "outside", "left")]
    people_set(matter=matter, by=firm["partner"], members=on_it)
    member_leave(member=firm["left"], to=None, by=firm["partner"])
    return share_add(share=share, matter=matter, by=firm["partner"])


def test_the_people_of_the_matter_open_the_files_and_nobody_else(
    copy: Assessment, assessment: Assessment, firm: dict[str, Member], ready_dossier: Dossier
) -> None:
    addresses = [place for place in files_of(assessment) if str(assessment.pk) not in place]
    addresses += [f"/assessments/{copy.pk}/{log}" for log in ("log/", "log.json", "log-proof.json")]
    assert len(addresses) == 6
    for name, member in firm.items():
        status = 200 if name in ("partner", "works", "outside") else 404
        assert statuses(account_of(member), addresses) == {status}, name


def test_the_page_of_the_copy_shows_them_as_long_as_the_client_gives_leave(
    copy: Assessment, share: Share, person: Any, firm: dict[str, Member], ready_dossier: Dossier
) -> None:
    works = signed_in(account_of(firm["works"]))
    path = f"/assessments/{copy.pk}/evidence/"
    shown = text_of(works.get(path))
    assert "cat.png" in shown and "extra.bin" not in shown
    assert f"/dossiers/{ready_dossier.pk}/dossier.zip" in shown
    share_files_set(share=share, files=False, by=person)
    shown = text_of(works.get(path))
    assert "The client has not given leave to open the files" in shown
    assert "cat.png" not in shown and "dossier.zip" not in shown
    assert works.get(f"/assessments/{copy.pk}/log/").status_code == 404


def test_the_client_sees_who_of_the_firm_opened_what(
    copy: Assessment, assessment: Assessment, person: Any, firm: dict[str, Member]
) -> None:
    works = account_of(firm["works"])
    statuses(works, [*files_of(assessment)[:2], f"/assessments/{copy.pk}/evidence/"])
    entries = AuditEntry.objects.filter(subject=str(assessment.work_id), actor=works.pk)
    acts = list(entries.order_by("number").values_list("act", flat=True))
    assert acts == ["file.downloaded", "file.previewed", "evidence.opened"]
    assert works.email in text_of(signed_in(person).get(f"/assessments/{assessment.pk}/log/"))


def test_the_log_names_colleagues_to_a_reader_of_the_matter(
    copy: Assessment, assessment: Assessment, firm: dict[str, Member]
) -> None:
    works, partner = account_of(firm["works"]), account_of(firm["partner"])
    shown = text_of(signed_in(works).get(f"/assessments/{copy.pk}/log/"))
    assert partner.email in shown and "somebody else" not in shown


def test_a_matter_rests_on_a_new_share_after_the_first_was_revoked(
    copy: Assessment, share: Share, person: Any, firm: dict[str, Member]
) -> None:
    upload = files_of(share.assessment)[0]
    works, partner = account_of(firm["works"]), account_of(firm["partner"])
    share_revoke(share=share, by=person)
    assert statuses(works, [upload]) == {404}
    again, _made = share_create(
        assessment=share.assessment, email=partner.email, by=person, files=True
    )
    matter = copy.work.matter
    assert matter is not None
    browser = signed_in(partner)
    assert [row.pk for row in browser.get("/desk/").context["shares"]] == [again.pk]
    browser.post(f"/desk/shares/{again.pk}/", {"matter": str(matter.pk)})
    assert Intake.objects.get().share_id == again.pk
    assert statuses(works, [upload]) == {200}


def test_what_one_lawyer_of_the_firm_examined_the_others_have_in_their_memos(
    copy: Assessment, share: Share, person: Any, firm: dict[str, Member]
) -> None:
    works, partner = account_of(firm["works"]), account_of(firm["partner"])
    works.groups.add(roles_ensure()[LAWYER])
    path = f"/assessments/{copy.pk}/exhibits/1/"
    examined = {"examined_on": "2026-05-04", "examined": "file", "examined_shows": "A cat."}
    examined["pages"] = "3"
    assert signed_in(works).post(path, examined).status_code == 302
    share_files_set(share=share, files=False, by=person)
    assert signed_in(works).post(path, examined).status_code == 302  # what was seen was seen
    record = CreationRecord.model_validate(copy.record)
    known = particulars_for(partner, copy.work, record)["e1"]
    assert [one.shows for one in known.examined] == ["A cat."]
    assert known.examined[0].filled.by == works.email and known.pages is None
    assert particulars_for(person, share.assessment.work, record)["e1"].examined == ()
    Member.objects.filter(pk=firm["works"].pk).update(role="outside")
    assert particulars_for(partner, copy.work, record)["e1"].examined == ()
