"""The migration of treatment: existing rows are kept, and going back loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from cases.decisions.models import Decision
from cases.decisions.models_parts import Docket, Treatment
from tests.support.library import decision_make

pytestmark = pytest.mark.both_databases

BEFORE = ("cases", "0003_held_levels")
BY = {"en": "The High Court", "zh": "高级法院"}


@pytest.fixture
def last_state(transactional_db: None) -> Iterator[None]:
    """Ends with all migrations applied, whatever the test did."""
    yield
    call_command("migrate", "cases", verbosity=0)


def go_back() -> Any:
    """The models of the older version, which its database has now."""
    call_command("migrate", *BEFORE, verbosity=0)
    return MigrationExecutor(connection).loader.project_state([BEFORE]).apps


def treatment(relation: str = "affirmed", **fields: Any) -> list[dict[str, Any]]:
    return [{"relation": relation, "by": BY, "mark": "A"} | fields]


def test_going_back_is_refused_where_decisions_would_lose_something(last_state: None) -> None:
    lost: dict[str, dict[str, Any]] = {
        "a-relation-2024": {"treatment": treatment("vacated")},
        "b-day-2024": {"treatment": treatment(on="2025-06-01")},
        "c-direction-2024": {"treatment": treatment(direction="given")},
        "d-finality-2024": {"finality": {"state": "not_effective", "mark": "A"}},
    }
    for slug, fields in lost.items():
        decision_make(slug, **fields)
    decision_make("nothing-2024", treatment=treatment())

    with pytest.raises(CommandError, match=f"4 decisions: {', '.join(lost)}. None was lost"):
        go_back()

    call_command("migrate", "cases", verbosity=0)
    assert Treatment.objects.count() == 4


def test_rows_of_the_older_version_come_along_and_a_double_number_stays(
    last_state: None,
) -> None:
    decision_make("first-2024", treatment=treatment())
    decision_make("second-2024")
    older = go_back()
    numbers = older.get_model("cases", "Docket").objects
    numbers.update(number="（2023）京0491民初11279号")

    call_command("migrate", "cases", verbosity=0)

    rows = Docket.objects.order_by("decision_id").values_list("key", "is_holder")
    key = "CN 2023京0491民初11279号"
    assert list(rows) == [(key, True), (key, False)]
    assert Treatment.objects.get().treated_on is None
    assert set(Decision.objects.values_list("status", flat=True)) == {"published"}
