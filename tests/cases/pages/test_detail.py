"""The page of one decision: what it shows to whom, and how sure it says it is."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.test import Client
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cases.decisions.curators import curator_group_ensure
from cases.decisions.services import decision_store, decision_withdraw
from cases.library.schema import Decision as Value
from cases.pages import panels
from tests.support.library import decision_data, decision_make

pytestmark = pytest.mark.django_db

URL = "/cases/chen-v-zhou-2024/"


@pytest.fixture
def curator(client: Client) -> Client:
    user = User.objects.create(username="curator", is_staff=True)
    user.groups.add(curator_group_ensure())
    client.force_login(user)
    return client


def page(client: Client, language: str = "en", status: int = 200, url: str = URL) -> str:
    response = client.get(url, headers={"accept-language": language})
    assert response.status_code == status
    return re.sub(r"\s+", " ", str(response.content, "utf-8"))


def section(html: str, name: str) -> str:
    return html.split(f'id="{name}"')[1].split("</section>")[0]


def test_it_shows_the_decision_in_the_readers_language_with_the_other_beneath(
    client: Client,
) -> None:
    decision_make()

    english, chinese = page(client), page(client, "zh-hans")

    assert "<h1>Chen v Zhou</h1>" in english
    assert '<p class="other-name" lang="zh-Hans">陈某诉周某案</p>' in english
    assert "<h1>陈某诉周某案</h1>" in chinese
    assert '<p class="other-name" lang="en">Chen v Zhou</p>' in chinese
    assert "示例互联网法院" in chinese
    assert "2024年5月6日" in chinese
    assert "6 May 2024" in english


def test_it_shows_every_part_of_the_decision(client: Client) -> None:
    decision_make(
        ownership={
            "owner": {"en": "Chen himself", "zh": "陈某本人"},
            "basis": "author",
            "says": {"en": "The person is the author.", "zh": "自然人为作者。"},
            "mark": "A",
        },
        infringement=[{"right": "attribution", "finding": "infringed", "mark": "A"}],
        remedies=[{"says": {"en": "An apology.", "zh": "赔礼道歉。"}, "mark": "A"}],
        proof=[
            {"what": {"en": "A live demo", "zh": "当庭演示"}, "effect": "convinced", "mark": "A"}
        ],
        discrepancies=[{"en": "One source has another date.", "zh": "一处来源日期不同。"}],
    )

    html = page(client)

    for text in (
        "（2024）京0491民初123号",
        "He fixed the scene first.",
        "A person&#x27;s choice.",
        "It differs.",
        "the picture",
        "Chen himself",
        "The person is the author.",
        "Right of attribution",
        "Infringed",
        "An apology.",
        "A live demo",
        "RMB 9,000",
        "One source has another date.",
        "https://court.example/123",
        "2 January 2026",
        "Conception",
        "Midjourney",
    ):
        assert text in html, text


def test_what_is_not_settled_is_never_shown_as_settled(client: Client) -> None:
    decision_make()

    html = page(client)

    facts = section(html, "facts")
    assert re.search(r'<li class="contested">Ten rounds were counted.*?Unconfirmed', facts)
    assert re.search(r"<li>He fixed the scene first", facts)
    amounts = section(html, "amounts")
    assert re.search(r'<div class="contested">.*RMB 9,000.*Unverified article', amounts)


def test_an_unconfirmed_docket_number_is_marked_in_the_list_and_in_the_citation(
    client: Client,
) -> None:
    decision_make(dockets=[{"number": "（2024）京0491民初123号", "mark": "D"}])

    html = page(client)

    assert "Case tracker only" in html
    assert "(2024)京0491民初123号 (number not confirmed)" in html
    assert "（2024）京0491民初123号（案号未经证实）" in html


def test_the_elements_stand_in_their_own_order(client: Client) -> None:
    data = decision_data()
    holding = data["judged"][0]["elements"]["originality"]
    data["judged"][0]["elements"] |= {"intellectual_achievement": holding, "field": holding}
    decision_store(data=data, reason="test")

    rows = re.findall(r'<th scope="row">([^<]+)</th>', section(page(client), "findings"))

    assert rows[:3] == [
        "Field of literature, art or science",
        "Originality",
        "Intellectual achievement",
    ]


def test_both_citations_can_be_copied_as_plain_text(client: Client) -> None:
    decision_make()

    cite = section(page(client), "cite")

    english = "Chen v Zhou, Example Internet Court, (2024)京0491民初123号, 6 May 2024"
    chinese = "陈某诉周某案，示例互联网法院（2024）京0491民初123号，2024年5月6日"
    assert f'lang="en">{english}</textarea>' in cite
    assert f'lang="zh-Hans">{chinese}</textarea>' in cite
    assert cite.count("readonly") == 2


def test_a_treatment_links_to_a_decision_only_if_it_can_be_opened(client: Client) -> None:
    by = {"en": "Wu v Xu", "zh": "吴某诉徐某案"}
    decision_make("wu-v-xu-2024", status="draft")
    decision_make(
        treatment=[{"relation": "followed", "by": by, "slug": "wu-v-xu-2024", "mark": "A"}]
    )

    assert "/cases/wu-v-xu-2024/" not in page(client)
    assert "Wu v Xu" in page(client)


def test_a_draft_is_not_there_for_strangers(client: Client) -> None:
    decision_make(status="draft")

    page(client, status=404)


def test_a_curator_previews_a_draft(curator: Client) -> None:
    decision_make(status="draft")

    assert "Only curators see this page." in page(curator)


def test_only_a_curator_is_offered_to_edit(client: Client, django_user_model) -> None:
    edit = f"/admin/cases/decision/{decision_make().pk}/change/"

    assert edit not in page(client)
    client.force_login(django_user_model.objects.create(username="creator"))
    assert edit not in page(client)


def test_a_curator_is_led_to_the_form(curator: Client) -> None:
    assert f"/admin/cases/decision/{decision_make().pk}/change/" in page(curator)


def test_a_draft_that_is_not_whole_yet_says_what_is_missing(curator: Client) -> None:
    data = decision_data(status="draft")
    del data["summary"]
    decision_store(data=data, reason="test")

    assert "summary: is required" in page(curator)


def test_a_withdrawn_decision_says_so_and_why(client: Client) -> None:
    decision_withdraw(decision=decision_make(), reason_en="Not a judgment.", reason_zh="并非裁判。")

    assert "Not a judgment." in page(client, status=410)
    assert "并非裁判。" in page(client, "zh-hans", status=410)
    assert "He fixed the scene first." not in page(client, status=410)


def test_an_unknown_decision_is_not_there(client: Client) -> None:
    page(client, status=404)


def test_other_parts_of_the_application_show_their_panels(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panel(request: HttpRequest, value: Value) -> SafeString:
        return format_html("<section>position of {}</section>", value.slug)

    monkeypatch.setattr(panels, "_panels", [])
    panels.panel_register(panel)
    panels.panel_register(lambda request, value: None)
    decision_make()

    assert page(client).count("<section>position of chen-v-zhou-2024</section>") == 1


def test_the_number_of_queries_does_not_grow_with_the_rows(
    client: Client, django_assert_max_num_queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_panels", [])
    by = {"en": "Wu v Xu", "zh": "吴某诉徐某案"}
    decision_make("wu-v-xu-2024")
    many = [{"says": {"en": f"Fact {n}.", "zh": f"事实{n}。"}, "mark": "A"} for n in range(80)]
    treatment = [{"relation": "followed", "by": by, "slug": "wu-v-xu-2024", "mark": "A"}] * 20
    decision_make(facts=many, treatment=treatment)

    with django_assert_max_num_queries(2):
        page(client)


def test_the_page_stays_below_twelve_queries_for_a_curator_and_with_all_panels(
    curator: Client, django_assert_max_num_queries
) -> None:
    decision_make()

    with django_assert_max_num_queries(12):
        page(curator)
