"""The conflict check finds names, and tells nothing of a matter that the searcher may not read."""

from __future__ import annotations

import pytest

from assessments.matters import conflicts
from assessments.matters.conflicts import Hit, conflicts_of
from assessments.matters.models_firms import ConflictCheck, Matter, Member
from assessments.matters.names import name_key, without_kind
from tests.support.firms import account_of, colleague_of, matter_of, partner_of
from tests.support.pages import signed_in, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def partner() -> Member:
    return partner_of("partner")


def found(member: Member, client: str, *adverse: str) -> list[Hit]:
    return conflicts_of(member=member, user=account_of(member), client=client, adverse=adverse)


def test_widths_case_and_punctuation_make_no_difference() -> None:
    assert name_key("ＡＢＣ Studio, Inc.") == name_key("abc studio inc")
    assert without_kind(name_key("青藤动漫（上海）有限公司")) == "青藤动漫上海"
    assert without_kind("公司") == "公司"


@pytest.mark.parametrize(
    ("name", "likeness"),
    [
        ("青藤动漫有限公司", "same"),
        ("青藤动漫股份有限公司", "same"),
        ("青藤动漫（上海）有限公司", "contained"),
        ("青藤", "contained"),
    ],
)
def test_an_adverse_party_that_is_a_client_is_opposed(
    partner: Member, name: str, likeness: str
) -> None:
    matter_of(partner, client="青藤动漫有限公司")
    (hit,) = found(partner, "某甲", name)
    assert (hit.stands, hit.likeness, hit.conflicting) == ("client", likeness, True)


def test_a_long_name_with_one_other_character_is_similar(partner: Member) -> None:
    matter_of(partner, client="北京青藤白鹭文化传媒有限公司")
    (hit,) = found(partner, "某甲", "北京青藤白露文化传媒有限公司")
    assert (hit.likeness, hit.conflicting) == ("similar", True)


def test_a_client_who_is_an_adverse_party_elsewhere_is_opposed(partner: Member) -> None:
    matter_of(partner, adverse=["白鹭出版社"])
    (hit,) = found(partner, "白鹭出版社")
    assert (hit.stands, hit.title, hit.conflicting) == ("adverse", "封面插画", True)


def test_a_client_who_is_a_client_is_no_hit_and_a_stranger_is_none(partner: Member) -> None:
    matter_of(partner)
    assert found(partner, "青藤动漫有限公司", "丁某") == []


def test_other_firms_are_not_searched(partner: Member) -> None:
    matter_of(partner_of("other", firm="Another"), client="白鹭出版社")
    assert found(partner, "某甲", "白鹭出版社") == []


def test_of_a_matter_that_is_closed_to_one_only_the_lawyer_to_ask_is_named(
    partner: Member,
) -> None:
    matter_of(partner, title="并购前的审查", adverse=["白鹭出版社"], restricted=True)
    associate = colleague_of(partner, "associate")
    (hit,) = found(associate, "白鹭出版社")
    assert (hit.matter, hit.title, hit.lawyer) == ("", "", partner.name)
    assert hit.conflicting


def opening(partner: Member, **typed: str) -> dict[str, str]:
    return {
        "client_name": "青藤动漫有限公司",
        "title": "封面插画",
        "responsible": str(partner.pk),
        **typed,
    }


def test_a_matter_without_a_hit_opens_at_once_with_its_check(partner: Member) -> None:
    answer = signed_in(account_of(partner)).post("/desk/matters/new/", opening(partner))
    matter = Matter.objects.get()
    assert answer["Location"] == matter.get_absolute_url()
    assert ConflictCheck.objects.get(matter=matter).hits == []


def test_a_matter_with_a_hit_opens_with_a_conclusion_about_what_was_shown(
    partner: Member,
) -> None:
    matter_of(partner, client="白鹭出版社")
    page = signed_in(account_of(partner))
    typed = opening(partner, adverse="白鹭出版社\n丁某")
    answer = page.post("/desk/matters/new/", typed)
    assert answer.status_code == 422
    assert "“白鹭出版社” is a client of the firm." in text_of(answer)
    seen = answer.context["seen"]
    unread = page.post("/desk/matters/new/", {**typed, "conclusion": "Another publisher."})
    assert unread.status_code == 422
    assert Matter.objects.count() == 1
    done = {**typed, "conclusion": "Another publisher.", "seen": seen}
    assert page.post("/desk/matters/new/", done).status_code == 302
    check = ConflictCheck.objects.latest("pk")
    assert check.conclusion == "Another publisher."
    assert [hit["found"] for hit in check.hits] == ["白鹭出版社"]
    assert sorted(check.matter.parties.values_list("name", "side")) == [
        ("丁某", "adverse"),
        ("白鹭出版社", "adverse"),
    ]


def test_new_parties_of_a_matter_are_checked_before_they_are_saved(partner: Member) -> None:
    matter_of(partner, client="白鹭出版社")
    matter = matter_of(partner, adverse=["丁某"])
    page, path = signed_in(account_of(partner)), f"{matter.get_absolute_url()}parties/"
    assert page.get(path).context["form"].initial["adverse"] == "丁某"
    typed = {"adverse": "丁某\n白鹭出版社", "connected": ""}
    refused = page.post(path, typed)
    assert refused.status_code == 422
    assert [hit.conflicting for hit in refused.context["hits"]] == [True]
    assert matter.parties.count() == 1
    done = {**typed, "conclusion": "Another publisher.", "seen": refused.context["seen"]}
    assert page.post(path, done).status_code == 302
    assert sorted(matter.parties.values_list("name", flat=True)) == ["丁某", "白鹭出版社"]
    assert ConflictCheck.objects.latest("pk").conclusion == "Another publisher."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café Noir", "Cafe Noir"),
        ("青藤動漫有限公司", "青藤动漫有限公司"),
        ("Smith, John", "John Smith"),
        ("Müller GmbH", "MULLER GmbH"),
    ],
)
def test_spellings_of_one_name_are_the_same(partner: Member, one: str, other: str) -> None:
    matter_of(partner, client=one)
    (hit,) = found(partner, "某甲", other)
    assert (hit.likeness, hit.conflicting) == ("same", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("北京青藤文化有限公司", "上海青云文化有限公司"),
        ("王小明", "王小红"),
        ("John Smith", "Joan Smyth"),
        ("का", "कि"),
        ("ก้าน", "ก่าน"),
    ],
)
def test_names_that_differ_are_not_found(partner: Member, one: str, other: str) -> None:
    matter_of(partner, client=one)
    assert found(partner, "某甲", other) == []


def test_no_name_that_was_found_is_left_out(
    partner: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter_of(partner, adverse=[f"华纳影业{number}号" for number in range(49)])
    matter_of(partner, adverse=["华纳影业北京", "华纳影业上海"])
    assert len(found(partner, "华纳影业")) == 51
    monkeypatch.setattr(conflicts, "MAX_HITS", 50)
    page = signed_in(account_of(partner))
    refused = page.post("/desk/matters/new/", opening(partner, client_name="华纳影业"))
    assert refused.status_code == 422
    assert "Give fuller names." in text_of(refused)
    assert Matter.objects.count() == 2
