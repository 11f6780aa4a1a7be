"""A conversation without end is refused before anything is computed for each of its answers."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from assessments.likeness import limits
from assessments.lineage import jobs
from assessments.lineage.models import Tree
from assessments.works.drafts import Draft
from tests.support.uploads import DraftClient

pytestmark = pytest.mark.django_db


def test_the_answers_are_counted_first(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = [
        {"role": ("user", "assistant")[n % 2], "content": f"words number {n}"}
        for n in range(2 * limits.ITEMS.value + 2)
    ]
    client.post("/begin/", {"without": "1"})
    maker = DraftClient(client, Draft.objects.get())
    monkeypatch.setattr(jobs, "items_of", lambda *_, **__: pytest.fail("computed"))
    maker.upload(("chat.json", json.dumps({"messages": turns}).encode()))

    tree = Tree.objects.get()
    assert (tree.state, tree.reason) == ("failed", "too_many_items")
