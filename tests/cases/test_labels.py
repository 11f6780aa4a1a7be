"""Every code of the schema has a name, and no name stands for nothing."""

from __future__ import annotations

from typing import get_args

from cases.law.schema import InstrumentKind
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
    (labels.REFUSED_FOR, schema.RefusedFor),
    (labels.QUOTE_LANGUAGE, schema.QuoteLanguage),
    (labels.MARK, schema.Mark),
    (labels.MARK_LEGEND, schema.Mark),
    (labels.PRECISION, schema.Precision),
    (labels.FINALITY, schema.FinalityState),
    (labels.PARTY_ROLE, schema.PartyRole),
    (labels.OWNERSHIP_BASIS, schema.OwnershipBasis),
    (labels.RIGHT, schema.Right),
    (labels.RIGHT_FINDING, schema.RightFinding),
    (labels.AMOUNT, schema.AmountKind),
    (labels.PROOF_EFFECT, schema.ProofEffect),
    (labels.TREATMENT, schema.Relation),
    (labels.AUTHORITY_KIND, InstrumentKind),
]


def test_each_vocabulary_is_named_completely() -> None:
    assert [set(table) for table, _ in VOCABULARIES] == [
        set(get_args(codes)) for _, codes in VOCABULARIES
    ]


def test_a_mark_is_settled_or_contested_by_what_it_means() -> None:
    assert set(get_args(schema.Mark)) > labels.SETTLED
    assert labels.SETTLED.isdisjoint({"C", "D", "U", "L", "seed", "disputed"})
