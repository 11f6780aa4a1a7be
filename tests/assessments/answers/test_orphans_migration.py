"""Drafts from before the mark of lost sessions are kept, and going back loses the mark alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from assessments.answers.forgetting import drafts_forget
from assessments.works.drafts import Draft
from tests.support.migrating import migrate_to, migrate_to_newest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
BEFORE, AFTER = "0017_securing", "0018_orphaned_drafts"


@pytest.fixture
def before() -> Iterator[Any]:
    """The tables as they were before; at the end they are as they are now."""
    yield migrate_to(BEFORE)
    migrate_to_newest()


def marked() -> set[Any]:
    return set(Draft.objects.filter(orphaned_at__isnull=False).values_list("pk", flat=True))


def test_drafts_of_every_kind_stay_forth_and_back(before: Any, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("maker")
    rows = before.get_model("assessments", "Draft")._base_manager
    owned = rows.create(owner_id=user.pk, answers={"title": "owned"}).pk
    gone = rows.create(session_key="gone", answers={"title": "gone"}).pk
    # Of before drafts named their session: nobody can open it, and its age decides.
    nameless = rows.create(session_key="", answers={"title": "nameless"}).pk

    migrate_to(AFTER)
    assert {d.pk: (d.answers["title"], d.orphaned_at) for d in Draft.objects.all()} == {
        owned: ("owned", None),
        gone: ("gone", None),
        nameless: ("nameless", None),
    }
    drafts_forget()  # a sweep marks what has no session, and deletes nothing yet
    assert marked() == {gone}
    Draft.objects.filter(pk=nameless).update(updated_at=timezone.now() - timedelta(days=15))
    drafts_forget()
    assert (marked(), Draft.objects.count()) == ({gone, nameless}, 3)

    apps = migrate_to(BEFORE)
    assert apps.get_model("assessments", "Draft")._base_manager.count() == 3
    migrate_to(AFTER)
    assert marked() == set()
    assert Draft.objects.get(pk=gone).answers == {"title": "gone"}
