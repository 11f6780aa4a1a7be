"""What an outcome turned on is given to layers, and nothing that was held is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.base import CommandError

from cases.decisions import documents
from cases.decisions.models import Decision
from cases.decisions.models_judged import HeldLevel, Judged
from cases.decisions.services import decision_restore, decision_settle
from tests.support.library import decision_make
from tests.support.migrating import migrate_to, migrate_to_newest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
BEFORE, AFTER = "0002_search_index", "0003_held_levels"


@pytest.fixture
def forward_again() -> Iterator[None]:
    yield
    migrate_to_newest()


def turned_on(document: str) -> Any:
    return json.loads(document)["judged"][0]["turned_on"]


@pytest.mark.usefixtures("forward_again")
def test_a_list_becomes_layers_and_a_row_that_is_like_its_file_stays_so() -> None:
    decision = decision_make()
    HeldLevel.objects.all().delete()
    Decision.objects.update(seed_hash=decision.content_hash)

    earlier = migrate_to(BEFORE, app="cases")
    row = earlier.get_model("cases", "Decision").objects.get()
    assert earlier.get_model("cases", "Judged").objects.get().turned_on == ["conception"]
    assert turned_on(row.document) == ["conception"]
    assert row.content_hash == row.seed_hash == documents.hash_of(row.document)
    migrate_to(AFTER, app="cases")

    row = Decision.objects.get()
    assert Judged.objects.get().turned_on == {"prompted_output": ["conception"]}
    assert turned_on(row.document) == {"prompted_output": ["conception"]}
    assert row.content_hash == row.seed_hash == documents.hash_of(row.document)


@pytest.mark.usefixtures("forward_again")
def test_a_row_that_a_curator_changed_stays_unlike_its_file() -> None:
    decision_make()
    HeldLevel.objects.all().delete()
    Decision.objects.update(seed_hash="f" * 64)

    migrate_to(BEFORE, app="cases")
    migrate_to(AFTER, app="cases")

    row = Decision.objects.get()
    assert row.is_edited
    assert row.seed_hash == "f" * 64


@pytest.mark.usefixtures("forward_again")
def test_back_is_refused_where_levels_are_stated() -> None:
    decision_make()

    with pytest.raises(CommandError, match="drop rows: 9 of HeldLevel"):
        migrate_to(BEFORE, app="cases")

    assert HeldLevel.objects.count() == 9
    assert Judged.objects.get().turned_on == {"prompted_output": ["conception"]}


def test_a_version_from_before_can_be_restored() -> None:
    decision = decision_make()
    version = decision.history.get()
    data = json.loads(version.document)
    data["judged"][0]["turned_on"] = ["conception"]
    version.document = documents.text_of_data(data)
    version.save()
    decision.summary_en = "Another summary."
    decision_settle(decision=decision)

    decision_restore(decision=decision, version=version)

    assert Judged.objects.get().turned_on == {"prompted_output": ["conception"]}
    assert turned_on(Decision.objects.get().document) == {"prompted_output": ["conception"]}
