"""An assessment is read by its owner and by whoever opened a share of it, as long as it holds."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.audit.models import AuditEntry
from assessments.memo.services import memo_request
from assessments.quotas.limits import read_limits
from assessments.quotas.models import QuotaCount
from assessments.sharing.forms import ShareForm
from assessments.sharing.queries import readers_of
from assessments.sharing.services import share_create, share_open, share_revoke
from assessments.works.access import may_read
from assessments.works.shares import Share
from tests.support.confirmed_users import confirmed_user
from tests.support.pages import WEAK, assess_record, signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def owner() -> Any:
    return confirmed_user("owner")


@pytest.fixture
def lawyer() -> Any:
    return confirmed_user("lawyer")


@pytest.fixture
def shared_assessment(owner: Any, files_as_library: None) -> Any:
    """An assessment whose owner has shared it with the lawyer's address, not opened yet."""
    assessment = assess_record(owner, WEAK)
    share_create(assessment=assessment, email="Lawyer@Law.cn", by=owner)
    return assessment


def open_link(user: Any) -> Any:
    return signed_in(user).get(f"/shared/{Share.objects.get().pk}/")


def give(user: Any, assessment: Any, email: str) -> Any:
    return signed_in(user).post(f"/assessments/{assessment.pk}/share/", {"email": email})


def acts(assessment: Any) -> list[str]:
    subject = str(assessment.work_id)
    return list(AuditEntry.objects.filter(subject=subject).values_list("act", flat=True))


def test_the_link_opens_for_the_holder_of_the_address(shared_assessment: Any, lawyer: Any) -> None:
    assert open_link(lawyer)["Location"] == shared_assessment.get_absolute_url()
    share = Share.objects.get()
    assert (share.reader, bool(share.seen_at)) == (lawyer, True)
    assert signed_in(lawyer).get(shared_assessment.get_absolute_url()).status_code == 200
    assert acts(shared_assessment)[-3:] == ["share.given", "share.opened", "assessment.opened"]


def test_nothing_is_open_before_the_link_is(shared_assessment: Any, lawyer: Any) -> None:
    assert signed_in(lawyer).get(shared_assessment.get_absolute_url()).status_code == 404


def test_another_account_is_refused_without_a_word_of_whom_it_was_for(
    shared_assessment: Any,
) -> None:
    response = open_link(confirmed_user("other"))
    assert response.status_code == 404
    assert "another address" in text_of(response)
    assert "lawyer@law.cn" not in text_of(response)
    assert shared_assessment.work.title not in text_of(response)


def test_a_share_of_others_looks_like_none(shared_assessment: Any, owner: Any) -> None:
    other = signed_in(confirmed_user("other"))
    link = f"/shared/{Share.objects.get().pk}/"
    there = other.get(link)
    share_revoke(share=Share.objects.get(), by=owner)
    revoked = other.get(link)
    none = other.get(f"/shared/{uuid4()}/")

    assert (there.status_code, revoked.status_code, none.status_code) == (404, 404, 404)
    assert len({_without_address(response) for response in (there, revoked, none)}) == 1


def _without_address(response: Any) -> str:
    page = text_of(response).replace(response.wsgi_request.path, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_an_address_that_is_not_confirmed_opens_nothing(shared_assessment: Any) -> None:
    assert open_link(confirmed_user("lawyer", verified=False)).status_code == 404


def test_a_share_belongs_to_the_first_account_that_opened_it(
    shared_assessment: Any, lawyer: Any
) -> None:
    open_link(lawyer)
    lawyer.emailaddress_set.update(email="new@law.cn")
    heir = confirmed_user("heir")
    heir.emailaddress_set.update(email="lawyer@law.cn")
    assert open_link(heir).status_code == 404


def test_a_reader_may_ask_for_the_memo_and_write(shared_assessment: Any, lawyer: Any) -> None:
    open_link(lawyer)
    client = signed_in(lawyer)
    made = client.post(f"/assessments/{shared_assessment.pk}/memos/", {"language": "en"})
    assert client.get(made["Location"]).status_code == 200
    asked = client.post(f"/assessments/{shared_assessment.pk}/questions/", {"text": "Why?"})
    assert (asked.status_code, shared_assessment.messages.get().text) == (302, "Why?")


def test_a_revoked_share_shuts_everything_at_once(
    shared_assessment: Any, owner: Any, lawyer: Any
) -> None:
    open_link(lawyer)
    memo = memo_request(assessment=shared_assessment, language="en", by=lawyer)
    share = Share.objects.get()
    signed_in(owner).post(f"/shares/{share.pk}/revoke/")

    ends = ["", "record/", "record.json", "result.json", "memos/", "questions/"]
    addresses = [f"/assessments/{shared_assessment.pk}/{end}" for end in ends]
    addresses += [memo.get_absolute_url(), f"{memo.get_absolute_url()}memo.pdf"]
    client = signed_in(lawyer)
    assert {client.get(a).status_code for a in [*addresses, f"/shared/{share.pk}/"]} == {404}
    assert acts(shared_assessment)[-1] == "share.revoked"


def test_a_reader_sees_no_button_that_is_not_theirs(
    shared_assessment: Any, owner: Any, lawyer: Any
) -> None:
    open_link(lawyer)
    url = shared_assessment.get_absolute_url()
    again = reverse("assessments:again", args=[shared_assessment.pk])
    assert again in text_of(signed_in(owner).get(url))
    assert again not in text_of(signed_in(lawyer).get(url))
    assert f"{url}share/" not in text_of(signed_in(lawyer).get(url))


def test_the_list_shows_what_is_shared_with_one(
    shared_assessment: Any, owner: Any, lawyer: Any
) -> None:
    link = f"/shared/{Share.objects.get().pk}/"
    assert link in text_of(signed_in(lawyer).get("/assessments/"))
    assert link not in text_of(signed_in(owner).get("/assessments/"))
    assert link not in text_of(signed_in(confirmed_user("other")).get("/assessments/"))


def test_opening_is_logged_once_a_day(shared_assessment: Any, lawyer: Any) -> None:
    open_link(lawyer)
    for _ in range(3):
        signed_in(lawyer).get(shared_assessment.get_absolute_url())
    assert acts(shared_assessment).count("assessment.opened") == 1


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("owner@law.cn", "your own address"),
        ("LAWYER@law.cn", "already shared with this address on"),
        ("no address", "valid email address"),
        ("", "This field is required"),
    ],
)
def test_what_cannot_be_shared_is_said(
    shared_assessment: Any, owner: Any, email: str, said: str
) -> None:
    response = give(owner, shared_assessment, email)
    assert response.status_code == 422
    assert said in text_of(response)
    assert Share.objects.count() == 1


def test_sharing_has_a_most_per_day(shared_assessment: Any, owner: Any, settings: Any) -> None:
    settings.QUOTAS = read_limits("shares.account=1/d")
    assert give(owner, shared_assessment, "second@law.cn").status_code == 302
    assert give(owner, shared_assessment, "third@law.cn").status_code == 429


def spent() -> list[tuple[str, str, int]]:
    counts = QuotaCount.objects.filter(kind__in=["shares", "emails"])
    return sorted(counts.values_list("kind", "scope", "spent"))


def test_what_was_shared_meanwhile_costs_nothing(
    shared_assessment: Any, owner: Any, monkeypatch: Any
) -> None:
    give(owner, shared_assessment, "second@law.cn")
    before = spent()
    monkeypatch.setattr(ShareForm, "clean_email", lambda form: form.cleaned_data["email"])
    client = signed_in(owner)
    answer = client.post(f"/assessments/{shared_assessment.pk}/share/", {"email": "second@law.cn"})
    assert answer.status_code == 302
    assert spent() == before
    assert "We are sending an e-mail" not in text_of(client.get(answer["Location"]))


def test_a_share_whose_letter_is_refused_costs_nothing(
    shared_assessment: Any, owner: Any, settings: Any
) -> None:
    settings.QUOTAS = read_limits("shares.account=9/d, emails.recipient=1/d")
    other = assess_record(owner, WEAK)
    assert give(owner, shared_assessment, "second@law.cn").status_code == 302
    assert give(owner, other, "second@law.cn").status_code == 429
    assert [row.spent for row in QuotaCount.objects.filter(kind="shares")] == [1]


def test_after_it_was_taken_back_it_can_be_given_again(
    shared_assessment: Any, owner: Any, lawyer: Any
) -> None:
    share_revoke(share=Share.objects.get(), by=owner)
    again, _ = share_create(assessment=shared_assessment, email="lawyer@law.cn", by=owner)
    share_open(share=again, by=lawyer)
    assert may_read(lawyer, shared_assessment)


def test_two_shares_of_one_reader_show_it_once(
    shared_assessment: Any, owner: Any, lawyer: Any
) -> None:
    open_link(lawyer)
    lawyer.emailaddress_set.create(email="second@law.cn", verified=True)
    second, _ = share_create(assessment=shared_assessment, email="second@law.cn", by=owner)
    share_open(share=second, by=lawyer)
    assert signed_in(lawyer).get(shared_assessment.get_absolute_url()).status_code == 200
    assert readers_of(shared_assessment) == [lawyer]
