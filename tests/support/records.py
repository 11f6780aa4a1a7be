"""Records for the engine's tests: made by hand in few words, or by Hypothesis."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from hypothesis import strategies as st

from assessments.engine import Case, CaseBase, Precedent, Result, dimension_levels, load_rules
from assessments.engine.result import Layer
from cases.record import CreationRecord, schema

RULES = load_rules()
SOME = {"schema": "creation-record/1", "title": "A work", "kind": "image"}
PERSON = {"id": "p1", "name": "Author", "kind": "person", "role": "author"}
TOOL = {"id": "t1", "name": "A tool", "does": "text_to_image", "output_terms": "user"}
HISTORY = {"id": "e1", "what": "account_history", "made": "contemporaneous"}
SHOWN = {"shows": "what it is to show"}  # no words speak against anything


def record(**fields: Any) -> CreationRecord:
    """A valid record with the given fields and defaults for the rest.

    Exhibits of which nothing else is said are described.
    """
    values = {**SOME, "parties": [PERSON], "tools": [TOOL], "evidence": [HISTORY], **fields}
    values["evidence"] = [{**SHOWN, **piece} for piece in values["evidence"]]
    return CreationRecord.model_validate(values)


def layers_of_claim(of: CreationRecord, result: Result) -> list[Layer]:
    """The layers of which a claim speaks: a style or an idea is none of them."""
    if of.claim in ("style", "idea"):
        return []
    return [x for x in result.layers if of.claim != "arrangement" or x.layer == "arrangement"]


def held(of: CreationRecord) -> dict[str, int | None]:
    """The levels that a decider held who accepted all that a record states."""
    decided = of.model_copy(update={"appraiser": "decider"})
    case = Case(decided, CaseBase.build([], RULES), RULES)
    return {name: level.level for name, level in dimension_levels(case, "claimed").items()}


def precedent(slug: str, of: CreationRecord, outcome: Any, **fields: Any) -> Precedent:
    """A decided work; without other words it turned on the prompted output as a whole."""
    finding = "met" if outcome == "protected" else "not_met"
    defaults: dict[str, Any] = {
        "decided_on": dt.date(2024, 1, 1),
        "jurisdiction": "CN",
        "elements": {"originality": finding, "intellectual_achievement": finding},
        "held": held(of),
        "turned_on": {"prompted_output": ("instruction", "control", "refinement")},
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
        "examined_by": st.sampled_from([None, None, {"name": "Zhou Wenhua", "on": "2026-11-01"}]),
    }
)
PROMPTS = (
    "a lantern",
    "a red lantern hanging from a stone bridge at night, three paper cranes floating to its left, "
    "seen from below, warm light from the windows reflected in the river, watercolour",
    "lantern, bridge, river, cranes, night",
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
        "prompt": st.sampled_from([None, *PROMPTS]),
        "adds": st.one_of(
            st.none(), st.lists(st.sampled_from(get_args(schema.Adds)), max_size=2, unique=True)
        ),
        "stock": st.sampled_from([None, None, None, True]),
        "kept": st.sampled_from([None, None, 1, 2]),
        "intent": st.one_of(st.none(), st.just("warm")),
        "criteria": st.one_of(st.none(), st.just("the calm one")),
        "parameters": st.sampled_from(
            [None, {"steps": 30, "seed": 1}, {"steps": 30, "seed": 2}, {"steps": 20}]
        ),
        "outputs": st.one_of(st.none(), st.integers(2, 50)),
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
        "appraiser": draw(st.sampled_from(["maker", "maker", "lawyer", "decider"])),
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
    kind = draw(st.sampled_from(["prompted_output", "hand_editing", "arrangement"]))
    dimensions = {
        "prompted_output": ["conception", "instruction", "control", "refinement"],
        "hand_editing": ["editing"],
        "arrangement": ["selection"],
    }[kind]
    levels = {name: draw(st.one_of(st.none(), st.integers(0, 4))) for name in RULES.dimension_ids}
    turned_on = draw(st.lists(st.sampled_from(dimensions), unique=True, min_size=1))
    return precedent(
        f"case-{draw(st.integers(0, 999999))}",
        draw(records(claim="output")),
        draw(st.sampled_from(["protected", "not_protected"])),
        jurisdiction=draw(st.sampled_from(["CN", "CN", "US"])),
        held=levels,
        turned_on={kind: tuple(turned_on)},
        refused_for=draw(st.sampled_from([None, None, "proof"])),
    )
