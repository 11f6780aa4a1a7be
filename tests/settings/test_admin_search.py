"""The searches of the admin, with what no person types."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WORDS = "word " * 20_000


@pytest.fixture
def staff() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("sam"))
    return client


def test_no_list_is_searched_for_thousands_of_words(staff: Client) -> None:
    assert staff.get("/admin/").status_code == 200  # the models are registered by then
    answered = {}
    for model, shown in admin.site._registry.items():
        if shown.search_fields:
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            answered[url] = staff.get(url, {"q": WORDS})

    assert len(answered) > 3
    assert {url for url, answer in answered.items() if answer.status_code != 200} == set()
    assert all("at most 200 characters" in str(a.content, "utf-8") for a in answered.values())


def test_no_choice_is_searched_for_thousands_of_words(staff: Client) -> None:
    of = {"app_label": "assessments", "model_name": "work", "field_name": "owner"}
    response = staff.get(reverse("admin:autocomplete"), {**of, "term": WORDS})
    found = staff.get(reverse("admin:autocomplete"), {**of, "term": "sam"}).json()

    assert response.status_code == 200
    assert [row["text"] for row in found["results"]] == ["sam"]
