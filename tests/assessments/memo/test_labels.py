"""Every code of the record has a name in a memo."""

from __future__ import annotations

from typing import get_args

from assessments.wording import labels
from cases.record import schema

TABLES = {
    "KIND": schema.Kind,
    "CLAIM": schema.Claim,
    "SUBJECT_MATTER": schema.SubjectMatter,
    "FREEDOM": schema.Freedom,
    "DISTINCTIVENESS": schema.Distinctiveness,
    "FORESEEABILITY": schema.Foreseeability,
    "PARTY_KIND": schema.PartyKind,
    "ROLE": schema.Role,
    "DOES": schema.Does,
    "APPRAISER": schema.Appraiser,
    "CONTRACT_KIND": schema.ContractKind,
    "CONTRACT_SAYS": schema.ContractSays,
    "ADDS": schema.Adds,
    "OUTPUT_TERMS": schema.OutputTerms,
    "INPUT": schema.InputKind,
    "MADE_BY": schema.MadeBy,
    "LICENCE": schema.Licence,
    "IN_OUTPUT": schema.InOutput,
    "DETAIL": schema.Detail,
    "CHANGED": schema.Changed,
    "EFFECT": schema.Effect,
    "EXTENT": schema.Extent,
    "MADE": schema.Made,
    "STRENGTH": schema.Strength,
}


def test_each_table_names_every_code_and_no_other():
    assert {name: set(getattr(labels, name)) for name in TABLES} == {
        name: set(get_args(codes)) for name, codes in TABLES.items()
    }


def test_every_kind_of_authority_has_a_group(library):
    from assessments.engine import load_authorities

    kinds = {entry["kind"] for entry in load_authorities().values()}
    assert kinds <= set(labels.AUTHORITY_KIND)
