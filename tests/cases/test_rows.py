"""A decision becomes columns and rows and comes back as it was."""

from __future__ import annotations

import copy
import json

import pytest

from cases import library
from cases.admin.words import describe_place
from cases.decisions import documents, rows
from cases.decisions.differences import differences
from cases.decisions.models import Decision
from cases.decisions.models_parts import Statement
from cases.decisions.services import decision_settle, decision_store
from tests.support.library import decision_data, decision_make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_every_decision_of_the_library_comes_back_without_loss() -> None:
    values = library.load_all()
    slugs = frozenset(value.slug for value in values)

    for value in values:
        data = json.loads(documents.text_of(value))
        row = decision_store(data=data, reason="test", expected_slugs=slugs)
        again = Decision.objects.get(pk=row.pk)

        assert documents.value_of_data(rows.data_of_rows(again)) == value
        assert again.content_hash == documents.hash_of(documents.text_of(value))


def test_the_order_of_rows_is_kept_and_a_row_without_a_number_goes_last() -> None:
    decision = decision_make()
    Statement.objects.create(
        decision=decision, part="fact", says_en="Third.", says_zh="第三。", mark="A"
    )

    decision_settle(decision=decision)

    facts = json.loads(Decision.objects.get().document)["facts"]
    assert [fact["says"]["en"] for fact in facts] == [
        "He fixed the scene first.",
        "Ten rounds were counted.",
        "Third.",
    ]
    assert Statement.objects.get(says_en="Third.").position == 3


def test_what_was_said_and_is_not_said_any_more_leaves_no_trace() -> None:
    decision = decision_make()
    data = decision_data()
    for name in ("date", "amounts", "dockets", "parties"):
        del data[name]

    decision_store(data=data, decision=decision, reason="test")

    assert json.loads(Decision.objects.get().document) == data


def test_an_unfinished_draft_is_kept_as_far_as_it_goes() -> None:
    data = decision_data(status="draft")
    del data["summary"]["zh"]
    del data["last_verified"]

    decision = decision_store(data=copy.deepcopy(data), reason="test")

    assert json.loads(decision.document) == data


def test_a_record_that_cannot_be_read_is_kept_as_it_was_typed() -> None:
    assert rows.record_data("schema: [") == "schema: ["
    assert rows.record_text("schema: [") == "schema: ["


def test_the_column_of_a_field_is_known_by_the_name_that_problems_use() -> None:
    assert rows.column_of("finality.note.en") == "finality_note_en"
    assert rows.column_of("date.value") == "decided_on"
    assert rows.column_of("instance") == "court_instance"


def test_a_treatment_comes_back_with_day_and_direction_and_an_unknown_one_with_neither() -> None:
    by = {"en": "The High Court", "zh": "高级法院"}
    ended = {"relation": "vacated", "by": by, "mark": "A", "direction": "received"}
    ended |= {"on": "2025-06-01", "precision": "month"}
    data = decision_data(
        treatment=[ended, {"relation": "cited", "by": by, "mark": "B"}],
        finality={"state": "not_effective", "mark": "A"},
    )

    decision = decision_store(data=copy.deepcopy(data), reason="test")

    assert json.loads(Decision.objects.get(pk=decision.pk).document) == data
    changed = differences(decision_data()["finality"], data["finality"])
    assert (changed[0].old, changed[0].new) == ("effective", "not_effective")
    [day] = differences(
        data, data | {"treatment": [ended | {"on": "2025-07-01"}, data["treatment"][1]]}
    )
    assert describe_place(day.place) == "treatment › no. 1 › since"
