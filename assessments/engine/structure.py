"""The layers of a work: the ways in which human expression came into it.

One prompted layer per chain of runs of a tool, one layer per act by hand and per own input, one of
the arrangement. Steps and inputs that name a `layer` belong to the part of that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.engine.appraisal import Appraiser
from assessments.engine.codes import LayerKind
from assessments.engine.rules import Rules
from cases.record import CreationRecord, Step

PREPARING = frozenset({"conceive", "prepare"})
CHOOSING = frozenset({"select", "review"})
BY_HAND: dict[str, LayerKind] = {"edit": "hand_editing", "write": "human_text"}

# The dimensions by which expression comes into a layer of each kind.
DIMENSIONS: dict[LayerKind, tuple[str, ...]] = {
    "prompted_output": (
        "conception",
        "instruction",
        "control",
        "refinement",
        "selection",
        "distinctiveness",
        "foreseeability",
    ),
    "prompt": ("instruction", "distinctiveness"),
    "hand_editing": ("editing", "distinctiveness"),
    "human_text": ("editing", "distinctiveness"),
    "own_input": ("own_input", "distinctiveness"),
    "arrangement": ("selection", "distinctiveness"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Shape:
    """A layer before any level is read: where its expression may come from."""

    id: str
    kind: LayerKind
    name: str = ""
    steps: tuple[str, ...] = ()  # its own
    shared: tuple[str, ...] = ()  # that prepared it and others
    inputs: tuple[str, ...] = ()
    lyrics: bool = False  # words typed into a music tool; the steps are those that typed them


def shapes_of(appraiser: Appraiser) -> tuple[Shape, ...]:
    """Every layer of a record, in the order in which they came in."""
    claim = appraiser.record.claim
    if claim == "prompt":
        return tuple(_numbered(_prompts(appraiser)))
    found = [
        *_chains(appraiser),
        *_lyrics(appraiser),
        *_own_inputs(appraiser),
        *_acts(appraiser),
    ]
    arrangement = list(_arrangements(appraiser))
    if claim == "arrangement":
        arrangement = arrangement or [Shape(id="", kind="arrangement")]
    elif not found and not arrangement and appraiser.may_be_generated:
        found = [Shape(id="", kind="prompted_output", shared=_preparing(appraiser))]
    return tuple(_numbered([*found, *arrangement]))


def have_same_layers(record: CreationRecord, other: CreationRecord, rules: Rules) -> bool:
    """Whether two versions of a record have the same layers."""
    layers, others = (shapes_of(Appraiser(each, rules, None)) for each in (record, other))
    return layers == others


def _numbered(shapes: list[Shape] | Iterator[Shape]) -> Iterator[Shape]:
    counts: dict[str, int] = {}
    for shape in shapes:
        counts[shape.kind] = counts.get(shape.kind, 0) + 1
        yield Shape(
            id=f"{shape.kind}-{counts[shape.kind]}",
            kind=shape.kind,
            name=shape.name,
            steps=shape.steps,
            shared=shape.shared,
            inputs=shape.inputs,
            lyrics=shape.lyrics,
        )


def _preparing(appraiser: Appraiser) -> tuple[str, ...]:
    return tuple(s.id for s in appraiser.steps if s.action in PREPARING and s.layer is None)


def _chains(appraiser: Appraiser) -> Iterator[Shape]:
    """Runs that continue one another, with the choices made from them."""
    chains: dict[str, list[Step]] = {}
    head_of: dict[str, str] = {}
    last = ""
    for step in appraiser.steps:
        runs = appraiser.is_generative(step) and step.action not in PREPARING
        parent = appraiser.generating_parent(step)
        if runs:
            above = head_of.get(parent.id, "") if parent is not None else ""
            if not above and step.action != "generate":
                above = last  # an adjustment without a parent continues the run before it
            head = _named(step, above or step.id)
            head_of[step.id] = head
            chains.setdefault(head, []).append(step)
            last = head
        elif step.action in CHOOSING and chains:
            head = head_of.get(parent.id, last) if parent is not None else last
            chains[head].append(step)
    shared = _preparing(appraiser)
    for head, steps in chains.items():
        name = next((step.layer for step in steps if step.layer), "") or ""
        named = tuple(
            s.id for s in appraiser.steps if s.action in PREPARING and s.layer and s.layer == name
        )
        inputs = tuple(i.id for i in appraiser.record.inputs if i.layer in (None, name))
        yield Shape(
            id=head,
            kind="prompted_output",
            name=name,
            steps=tuple(step.id for step in steps),
            shared=(*shared, *named),
            inputs=inputs,
        )


def _named(step: Step, head: str) -> str:
    return f"layer:{step.layer}" if step.layer else head


def _prompts(appraiser: Appraiser) -> Iterator[Shape]:
    steps = tuple(
        s.id
        for s in appraiser.steps
        if appraiser.is_generative(s) or s.action in ("write", "prepare")
    )
    yield Shape(id="", kind="prompt", steps=steps)


def _lyrics(appraiser: Appraiser) -> Iterator[Shape]:
    if appraiser.lyrics:
        yield Shape(id="", kind="human_text", steps=tuple(appraiser.lyrics), lyrics=True)
    of_machine = tuple(appraiser.lyrics_of_machine)
    if of_machine:  # how it was told to write them is not recorded
        yield Shape(id="", kind="prompted_output", steps=of_machine, lyrics=True)


def _own_inputs(appraiser: Appraiser) -> Iterator[Shape]:
    for item in appraiser.record.inputs:
        if appraiser.accepted_maker(item) == "own":
            yield Shape(id=item.id, kind="own_input", name=item.layer or "", inputs=(item.id,))


def _acts(appraiser: Appraiser) -> Iterator[Shape]:
    grouped: dict[tuple[LayerKind, str], list[str]] = {}
    for step in appraiser.steps:
        kind = BY_HAND.get(step.action)
        if kind is None or appraiser.is_generative(step):
            continue
        if kind == "human_text" and not appraiser.writes_words(step):
            kind = "hand_editing"  # calligraphy is fine art (Implementing Regulations art. 4(8))
        if step.layer:
            grouped.setdefault((kind, step.layer), []).append(step.id)
        else:
            yield Shape(id=step.id, kind=kind, steps=(step.id,))
    for (kind, name), steps in grouped.items():
        yield Shape(id=name, kind=kind, name=name, steps=tuple(steps))


def _arrangements(appraiser: Appraiser) -> Iterator[Shape]:
    steps = tuple(
        s.id for s in appraiser.steps if s.action == "arrange" and not appraiser.is_generative(s)
    )
    if steps:
        yield Shape(id="", kind="arrangement", steps=steps)
