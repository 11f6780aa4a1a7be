"""Memos from before versions get a series, a number and a title, and going back loses none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.utils.dateparse import parse_datetime

from assessments.memo.models import Memo, series_of
from tests.support.migrating import migrate_to, migrate_to_newest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
BEFORE, AFTER = "0013_storage_mark", "0016_memo_forms"


@pytest.fixture
def before() -> Iterator[Any]:
    """The tables as they were before; at the end they are as they are now."""
    yield migrate_to(BEFORE)
    migrate_to_newest()


def stored_before(apps: Any, user: Any) -> list[Any]:
    """Two assessments of one work, a memo of each in English and one in Chinese."""

    def rows(name: str) -> Any:
        return apps.get_model("assessments", name)._base_manager

    work = rows("Work").create(owner_id=user.pk, title="灯", record={})
    both = [
        rows("Assessment").create(
            work=work, record={}, as_of="2026-01-01", rubric="1", result={}, library={}
        )
        for _ in range(2)
    ]
    asked = [(both[0], "en", "02"), (both[1], "en", "01"), (both[0], "zh-hans", "03")]
    return [
        rows("Memo")
        .create(
            assessment=assessment,
            language=language,
            requested_by_id=user.pk,
            state="ready",
            pdf=f"memos/{day}.pdf",
            queued_at=parse_datetime(f"2026-11-{day}T00:00:00Z"),
        )
        .pk
        for assessment, language, day in asked
    ]


def test_each_memo_becomes_a_version_and_back(before: Any, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("maker")
    second, first, chinese = stored_before(before, user)
    migrate_to(AFTER)
    memos = Memo.objects.in_bulk()
    assert [memos[pk].version for pk in (first, second, chinese)] == [1, 2, 1]
    work = memos[first].assessment.work_id
    assert memos[first].series == memos[second].series == series_of(work, "en", user.pk)
    assert {memo.title for memo in memos.values()} == {"灯"}
    assert memos[first].pdf.name == "memos/01.pdf"

    apps = migrate_to(BEFORE)
    assert apps.get_model("assessments", "Memo")._base_manager.count() == 3
    migrate_to(AFTER)
    assert Memo.objects.get(pk=second).version == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"assessment": None}, "lose 1 memos whose work is deleted, 0 further"),
        ({"matter": {"client": "x"}}, "0 further versions and what 1 memos"),
    ],
)
def test_going_back_is_refused_where_something_would_be_lost(
    before: Any, django_user_model: Any, change: dict[str, Any], says: str
) -> None:
    first = stored_before(before, django_user_model.objects.create_user("maker"))[0]
    migrate_to(AFTER)
    Memo.objects.filter(pk=first).update(**change)
    with pytest.raises(CommandError, match=says):
        migrate_to(BEFORE)
    migrate_to(AFTER)  # what came later had gone back already
    Memo.objects.all().delete()
