"""Who reads a matter, who changes it, and what two who change it at once see."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from assessments.audit.models import AuditEntry
from assessments.matters.access import matters_readable_by
from assessments.matters.models_firms import Matter, Member
from tests.support.firms import account_of, colleague_of, matter_of, partner_of
from tests.support.pages import signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def partner() -> Member:
    return partner_of("partner")


def reads(member: Member) -> list[str]:
    return sorted(matters_readable_by(account_of(member)).values_list("title", flat=True))


def test_a_partner_reads_all_that_is_not_restricted_and_others_read_their_own(
    partner: Member,
) -> None:
    second = colleague_of(partner, "second", "partner")
    associate = colleague_of(partner, "associate")
    assistant = colleague_of(partner, "assistant", "assistant")
    matter_of(partner, title="of the partner")
    matter_of(partner, title="restricted", restricted=True)
    matter_of(associate, title="of the associate", reviewer=second)
    matter_of(partner_of("other", firm="Another"), title="of another firm")
    assert reads(partner) == ["of the associate", "of the partner", "restricted"]
    assert reads(second) == ["of the associate", "of the partner"]
    assert reads(associate) == ["of the associate"]
    assert reads(assistant) == []


def test_an_outside_reader_changes_nothing(partner: Member) -> None:
    matter = matter_of(partner)
    reader = colleague_of(partner, "reader", "outside")
    page = signed_in(account_of(reader))
    assert page.get(matter.get_absolute_url()).status_code == 404
    assert page.get("/desk/matters/new/").status_code == 403
    people = {"members": [partner.pk, reader.pk]}
    signed_in(account_of(partner)).post(f"{matter.get_absolute_url()}people/", people)
    assert page.get(matter.get_absolute_url()).status_code == 200
    for part, typed in (("change", {}), ("notes", {"text": "x"}), ("people", people)):
        assert page.post(f"{matter.get_absolute_url()}{part}/", typed).status_code == 403


def saved(matter: Matter, **typed: Any) -> dict[str, Any]:
    return {
        "title": matter.title,
        "responsible": matter.responsible_id,
        "status": matter.status,
        "version": matter.version,
        **typed,
    }


def test_of_two_who_change_a_matter_the_second_sees_what_the_first_saved(
    partner: Member,
) -> None:
    matter = matter_of(partner)
    page, path = signed_in(account_of(partner)), f"{matter.get_absolute_url()}change/"
    assert page.post(path, saved(matter, title="The cover")).status_code == 302
    late = page.post(path, saved(matter, title="The poster"))
    assert late.status_code == 409
    assert "The cover" in text_of(late)
    assert 'value="The poster"' in late.content.decode()
    matter.refresh_from_db()
    assert (matter.title, matter.version) == ("The cover", 2)


def test_who_reviews_and_who_may_read_is_said_by_whoever_answers_for_the_matter(
    partner: Member,
) -> None:
    matter = matter_of(partner)
    associate = colleague_of(partner, "associate")
    people = {"members": [partner.pk, associate.pk]}
    signed_in(account_of(partner)).post(f"{matter.get_absolute_url()}people/", people)
    path = f"{matter.get_absolute_url()}change/"
    typed = saved(matter, title="Changed", responsible=associate.pk, restricted="on", hold="x")
    assert signed_in(account_of(associate)).post(path, typed).status_code == 302
    matter.refresh_from_db()
    assert (matter.title, matter.restricted, matter.hold) == ("Changed", False, "")
    assert matter.responsible == partner


def test_a_closed_matter_has_the_time_at_which_it_was_closed(partner: Member) -> None:
    matter = matter_of(partner)
    page, path = signed_in(account_of(partner)), f"{matter.get_absolute_url()}change/"
    page.post(path, saved(matter, status="closed"))
    matter.refresh_from_db()
    assert matter.closed_at is not None
    page.post(path, saved(matter, status="open"))
    matter.refresh_from_db()
    assert matter.closed_at is None


def test_the_desk_shows_what_is_due(partner: Member) -> None:
    today = timezone.localdate()
    matter_of(partner, title="Yesterday", due_on=today - dt.timedelta(days=1))
    matter_of(partner, title="In a month", due_on=today + dt.timedelta(days=30))
    page = signed_in(account_of(partner)).get("/desk/")
    assert [(row.matter.title, row.overdue) for row in page.context["due"]] == [("Yesterday", True)]


@pytest.mark.parametrize("words", ["青藤", "ＱＩＮＧ teng", "白鹭", "封面"])
def test_matters_are_found_by_title_client_and_party(partner: Member, words: str) -> None:
    matter_of(partner, client="青藤 (Qingteng) 有限公司", adverse=["白鹭出版社"])
    matter_of(partner, client="丁某", title="Song")
    page = signed_in(account_of(partner)).get("/desk/matters/", {"q": words})
    assert [row.matter.title for row in page.context["rows"]] == ["封面插画"]


def test_what_is_done_with_a_matter_is_logged_without_names(partner: Member) -> None:
    matter = matter_of(partner)
    signed_in(account_of(partner)).post(f"{matter.get_absolute_url()}notes/", {"text": "Call."})
    entries = AuditEntry.objects.filter(subject=f"matter:{matter.pk}")
    assert [entry.act for entry in entries.order_by("number")] == ["matter.opened", "matter.note"]
    assert all(entry.actor == partner.user_id for entry in entries)


def test_the_lists_ask_the_same_number_of_questions_however_many_matters(
    partner: Member, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        matter_of(partner, client=f"client {number}")
    page = signed_in(account_of(partner))
    for path in ("/desk/", "/desk/matters/"):
        with django_assert_max_num_queries(16):
            assert page.get(path).status_code == 200


def test_only_a_closed_matter_without_a_hold_is_deleted(partner: Member) -> None:
    matter = matter_of(partner)
    page, path = signed_in(account_of(partner)), matter.get_absolute_url()
    assert page.post(f"{path}delete/").status_code == 409
    page.post(f"{path}change/", saved(matter, status="closed", hold="a suit is expected"))
    assert page.post(f"{path}delete/").status_code == 409
    matter.refresh_from_db()
    page.post(f"{path}change/", saved(matter, status="closed"))
    assert page.post(f"{path}delete/").status_code == 302
    assert not Matter.objects.exists()
    acts = AuditEntry.objects.filter(subject=f"matter:{matter.pk}").order_by("number")
    assert acts.last().act == "matter.deleted"
