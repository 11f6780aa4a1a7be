"""Every code of the schema has a name, and no name stands for nothing."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from cases.library import schema
from cases.record.schema import Kind
from cases.wording import labels

VOCABULARIES = [
    (labels.STATUS, schema.Status),
    (labels.OUTCOME, schema.Outcome),
    (labels.OUTCOME_SHORT, schema.Outcome),
    (labels.JUDGED_OUTCOME, schema.JudgedOutcome),
    (labels.COURT_LEVEL, schema.CourtLevel),
    (labels.INSTANCE, schema.Instance),
    (labels.MATTER, schema.Matter),
    (labels.KIND, Kind),
    (labels.ELEMENT, schema.Element),
    (labels.ELEMENT_FINDING, schema.ElementFinding),
    (labels.LAYER, schema.LayerKind),
    (labels.LAYER_FINDING, schema.LayerFinding),
    (labels.DIMENSION, schema.Dimension),
    (labels.MARK, schema.Mark),
    (labels.MARK_LEGEND, schema.Mark),
    (labels.PRECISION, schema.DecisionDate.model_fields["precision"].annotation),
    (labels.FINALITY, schema.Finality.model_fields["state"].annotation),
    (labels.PARTY_ROLE, schema.DecisionParty.model_fields["role"].annotation),
    (labels.OWNERSHIP_BASIS, schema.OwnershipHolding.model_fields["basis"].annotation),
    (labels.RIGHT, schema.Infringement.model_fields["right"].annotation),
    (labels.RIGHT_FINDING, schema.Infringement.model_fields["finding"].annotation),
    (labels.AMOUNT, schema.Amount.model_fields["what"].annotation),
    (labels.PROOF_EFFECT, schema.ProofFinding.model_fields["effect"].annotation),
    (labels.TREATMENT, schema.Treatment.model_fields["relation"].annotation),
]


@pytest.mark.parametrize(("table", "codes"), VOCABULARIES)
def test_each_vocabulary_is_named_completely(table: labels.Labels, codes: Any) -> None:
    assert set(table) == set(get_args(codes))


def test_a_mark_is_settled_or_contested_by_what_it_means() -> None:
    assert set(get_args(schema.Mark)) > labels.SETTLED
    assert labels.SETTLED.isdisjoint({"C", "D", "U", "L", "seed", "disputed"})
