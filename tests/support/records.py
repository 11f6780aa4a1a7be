"""Records for the engine's tests: made by hand in few words, or by Hypothesis."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from hypothesis import strategies as st

from assessments.engine import Precedent
from cases.record import CreationRecord, schema

SOME = {"schema": "creation-record/1", "title": "A work", "kind": "image"}
PERSON = {"id": "p1", "name": "Author", "kind": "person", "role": "author"}
TOOL = {"id": "t1", "name": "A tool", "does": "text_to_image", "output_terms": "user"}
HISTORY = {"id": "e1", "what": "account_history", "made": "contemporaneous"}


def record(**fields: Any) -> CreationRecord:
    """A valid record with the given fields and defaults for the rest."""
    return CreationRecord.model_validate(
        {**SOME, "parties": [PERSON], "tools": [TOOL], "evidence": [HISTORY], **fields}
    )


def precedent(slug: str, of: CreationRecord, outcome: Any, **fields: Any) -> Precedent:
    finding = "met" if outcome == "protected" else "not_met"
    defaults: dict[str, Any] = {
        "decided_on": dt.date(2024, 1, 1),
        "jurisdiction": "CN",
        "elements": {"originality": finding, "intellectual_achievement": finding},
        "turned_on": (),
    }
    return Precedent(slug=slug, record=of, outcome=outcome, **{**defaults, **fields})


def _maybe(choices: Any) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), st.sampled_from(get_args(choices)))


def _without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


EVIDENCE = st.fixed_dictionaries(
    {
        "what": st.sampled_from(get_args(schema.EvidenceKind)),
        "made": st.sampled_from(get_args(schema.Made)),
        "strength": _maybe(schema.Strength),
    }
)
STEP = st.fixed_dictionaries(
    {
        "action": st.sampled_from(get_args(schema.Action)),
        "detail": _maybe(schema.Detail),
        "effect": _maybe(schema.Effect),
        "extent": _maybe(schema.Extent),
        "changed": st.one_of(
            st.none(), st.lists(st.sampled_from(get_args(schema.Changed)), max_size=3, unique=True)
        ),
        "prompt": st.one_of(st.none(), st.just("a lantern")),
        "intent": st.one_of(st.none(), st.just("warm")),
        "criteria": st.one_of(st.none(), st.just("the calm one")),
        "parameters": st.one_of(st.none(), st.just({"steps": 30})),
        "outputs": st.one_of(st.none(), st.integers(1, 50)),
        "repeat": st.integers(1, 50),
        "tool": st.sampled_from([None, "t1", "t2"]),
        "by": st.sampled_from([None, "p1"]),
    }
)
INPUT = st.fixed_dictionaries(
    {
        "what": st.sampled_from(get_args(schema.InputKind)),
        "made_by": st.sampled_from(get_args(schema.MadeBy)),
        "in_output": _maybe(schema.InOutput),
    }
)


@st.composite
def records(draw: st.DrawFn, claim: str | None = None) -> CreationRecord:
    """Any valid record: references fit, everything else is free."""
    pieces = draw(st.lists(EVIDENCE, max_size=4))
    ids = [f"e{i}" for i in range(len(pieces))]
    shown_by = st.lists(st.sampled_from(ids), max_size=2, unique=True) if ids else st.just([])
    steps = draw(st.lists(STEP, max_size=6))
    inputs = draw(st.lists(INPUT, max_size=2))
    fields = {
        **SOME,
        "claim": claim or draw(st.sampled_from(get_args(schema.Claim))),
        "subject_matter": draw(st.sampled_from(["expressive"] * 4 + ["functional", "data"])),
        "freedom": draw(st.sampled_from(["wide", "wide", "narrow", "none"])),
        "distinctiveness": draw(_maybe(schema.Distinctiveness)),
        "foreseeability": draw(_maybe(schema.Foreseeability)),
        "parties": [PERSON],
        "tools": [TOOL, {"id": "t2", "name": "An editor", "does": "other"}],
        "steps": [
            _without_none(
                {
                    **step,
                    "id": f"s{i}",
                    "parent": f"s{i - 1}" if i else None,
                    "evidence": draw(shown_by),
                }
            )
            for i, step in enumerate(steps)
        ],
        "inputs": [
            _without_none({**item, "id": f"i{i}", "evidence": draw(shown_by)})
            for i, item in enumerate(inputs)
        ],
        "evidence": [
            _without_none({**piece, "id": i}) for i, piece in zip(ids, pieces, strict=True)
        ],
        "published": draw(st.sampled_from([None, {"signature": True}, {"visible_label": True}])),
    }
    return CreationRecord.model_validate(_without_none(fields))


@st.composite
def precedents(draw: st.DrawFn) -> Precedent:
    return precedent(
        f"case-{draw(st.integers(0, 999999))}",
        draw(records(claim="output")),
        draw(st.sampled_from(["protected", "not_protected"])),
        jurisdiction=draw(st.sampled_from(["CN", "CN", "US"])),
        turned_on=tuple(
            draw(
                st.lists(
                    st.sampled_from(
                        ["conception", "instruction", "control", "refinement", "editing"]
                    ),
                    unique=True,
                )
            )
        ),
    )
