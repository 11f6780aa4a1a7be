"""Whatever is added to a record without evidence, nothing that is shown today becomes more.

The records have trees of steps, several makers and layers, own inputs and links in both directions;
they are compared with the published decisions, with made-up ones and with none.
"""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from assessments.engine import Case, CaseBase
from assessments.engine.codes import Conclusion
from assessments.engine.judging import RANK
from cases.record import CreationRecord, Step, schema
from tests.support.real_library import real_library
from tests.support.records import PERSON, PROMPTS, RULES, precedents, records

MAKERS = [
    PERSON,
    {"id": "p2", "name": "Li Bo", "kind": "person", "role": "helper"},
    {"id": "p3", "name": "Chen Mo", "kind": "person", "role": "co_author"},
]
EXAMINED = {"name": "Zhou Wenhua", "on": "2026-11-01"}
WHO = st.sampled_from([None, "p1", "p2", "p3"])
ADDS = st.sampled_from([["figure"], ["wording"], ["figure", "wording"]])
LAYERS = st.sampled_from([None, None, "script", "pictures"])
KINDS = st.sampled_from(["mixed", "text", *get_args(schema.Kind)])
STRONG = {"id": "e0", "what": "layered_file", "made": "contemporaneous", "strength": "strong",
          "shows": "every round and every version", "examined_by": EXAMINED}  # fmt: skip
BY_HAND = ("edit", "write")
BEST = {"extent": "substantial", "effect": "as_intended", "tool": None, "stock": None,
        "evidence": ["e0"]}  # fmt: skip
SAID = st.sampled_from([None, "Wrote the text and drew the pictures", "写作全文"])


def without_none(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


@st.composite
def stated(draw: st.DrawFn) -> CreationRecord:
    """What makers state of steps that hang together as a tree, some of them shown."""
    of = draw(records(claim="output"))
    pieces = [
        {
            **piece.model_dump(exclude_none=True),
            "shows": draw(st.sampled_from([None, "every round and every version"])),
            "examined_by": draw(st.sampled_from([None, EXAMINED, EXAMINED])),
            "shows_steps": draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
            if (names := [step.id for step in of.steps])
            else [],
        }
        for piece in of.evidence
    ]
    if is_strong := draw(
        st.sampled_from([True, True, False])
    ):  # else hardly any work by hand is shown as creation
        pieces = [STRONG]
    steps = [
        {
            **step.model_dump(exclude_none=True),
            **({**BEST, "adds": draw(ADDS)} if is_strong and step.action in BY_HAND else {}),
            "parent": draw(st.sampled_from([None, *(before.id for before in of.steps[:n])])),
            "by": draw(WHO),
            "layer": draw(LAYERS),
        }
        for n, step in enumerate(of.steps)
    ]
    if is_strong:
        drawn = {"id": "drawn", "action": draw(st.sampled_from(BY_HAND)), "by": "p1"}
        said = "drew the harbour and wrote the text"
        steps.append({**drawn, **BEST, "adds": draw(ADDS), "intent": said})
    known = {piece["id"] for piece in pieces}
    for item in steps:
        item["evidence"] = [name for name in item["evidence"] if name in known]
    inputs = [{**i.model_dump(exclude_none=True), "layer": draw(LAYERS)} for i in of.inputs]
    for item in inputs:
        item["evidence"] = [name for name in item["evidence"] if name in known]
    plain = {
        **of.model_dump(by_alias=True, exclude_none=True),
        "kind": draw(KINDS),
        "appraiser": "maker",
        "parties": [without_none({**MAKERS[0], "contribution": draw(SAID)}), *MAKERS[1:]],
        "published": None,  # a name on the work shows every act
        "steps": list(map(without_none, steps)),
        "inputs": list(map(without_none, inputs)),
        "evidence": list(map(without_none, pieces)),
    }
    return CreationRecord.model_validate(without_none(plain))


@st.composite
def unshown(draw: st.DrawFn, of: CreationRecord) -> CreationRecord:
    """The record with a step that no exhibit is linked to, anywhere in it."""
    acts = [
        "edit",
        "write",
        "write",
        "arrange",
        "select",
        "review",
        "conceive",
        "generate",
        "adjust",
    ]
    act = draw(st.sampled_from(acts))
    at = draw(st.integers(0, len(of.steps)))
    values = {
        "action": act,
        "parent": draw(st.sampled_from([None, *(step.id for step in of.steps[:at])])),
        "by": draw(WHO),
        "layer": draw(LAYERS),
        "extent": draw(st.sampled_from([None, "technical", "local", "substantial"])),
        "effect": draw(st.sampled_from([None, "random", "visible", "as_intended"])),
        "criteria": draw(st.sampled_from([None, "the calm one"])),
        "kept": draw(st.sampled_from([None, 1, 2])),
    }
    if act in ("generate", "adjust"):
        values |= {"tool": "t1", "prompt": draw(st.sampled_from(PROMPTS)), "changed": ["prompt"]}
    if act in ("edit", "write", "arrange"):
        values["adds"] = draw(st.sampled_from([None, ["figure"], ["wording"], ["order"]]))
    added = Step.model_validate({"id": "zz", **without_none(values)})
    return of.model_copy(update={"steps": (*of.steps[:at], added, *of.steps[at:])})


def base_of(decided: list[Any] | None) -> CaseBase:
    if decided is None:
        return real_library().base
    return CaseBase.build({p.slug: p for p in decided}.values(), RULES)


def by_facts(case: Case) -> dict[tuple[Any, ...], Conclusion]:
    """The proved word of each layer by its kind, its steps but the added one, and its inputs."""
    words = case.words("proved")
    return {
        (s.kind, tuple(name for name in s.steps if name != "zz"), s.inputs): words[s.id]
        for s in case.shapes
    }


# The published decisions two times of three: made-up ones seldom bind.
BASES = st.one_of(st.none(), st.none(), st.lists(precedents(), max_size=4))


@given(stated(), BASES, st.data())
def test_a_step_that_nothing_shows_never_raises_what_is_shown(
    before: CreationRecord, decided: list[Any] | None, data: st.DataObject
) -> None:
    after = data.draw(unshown(before))
    base = base_of(decided)
    old, new = (Case(each, base, RULES) for each in (before, after))
    words = old.word_of_whole("proved"), new.word_of_whole("proved")
    if "open" not in words:
        assert RANK[words[1]] <= RANK[words[0]], words
    before_it, with_it = by_facts(old), by_facts(new)
    for facts, word in with_it.items():
        is_new = facts not in before_it and not any(facts[1:])
        assert RANK[word] <= RANK["unlikely" if is_new else before_it.get(facts, "protected")]
