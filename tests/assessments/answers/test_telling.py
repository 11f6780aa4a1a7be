"""What the items of every list of the record are called."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from assessments.answers.sections import SECTIONS
from assessments.answers.telling import item_details, item_title
from assessments.works.drafts import Draft
from tests.support.uploads import DraftClient

LISTS = [section.slug for section in SECTIONS if section.is_list]
CONTRACT = {"id": "c1", "kind": "employment", "says": "author_owns"}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_item_of_every_list_has_a_title_and_a_second_line(language: str) -> None:
    with translation.override(language):
        titles = {slug: item_title({}, slug, {"id": "x"}, 3) for slug in LISTS}
        lines = {slug: item_details(slug, {"id": "x"}) for slug in LISTS}
        agreement = item_title({}, "contracts", CONTRACT, 1)
        says = item_details("contracts", CONTRACT)

    assert all("3" in title for title in titles.values()), titles
    assert not any(lines.values())
    assert agreement.startswith({"en": "Agreement 1: Employment", "zh-hans": "约定 1"}[language])
    assert says


@pytest.mark.django_db
def test_a_contract_is_listed_on_its_page_and_in_the_review(client: Client) -> None:
    client.post("/begin/", {"without": "1"})
    draft = Draft.objects.get()
    draft.answers = {"contracts": [CONTRACT]}
    draft.save()
    path = DraftClient(client, draft)

    assert "Agreement 1" in path.get("contracts/")
    assert "Agreement 1" in path.get("review/")
