"""The facts of a case that the other side would use, each with what it stands on and the reply.

They are read from the record and the result: what is not shown, what chance made, what others
made, what only the maker appraises. None is inferred from the kind of an exhibit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assessments.engine import load_rules
from assessments.engine.choices import names_feature
from assessments.memo.build import MemoBuilder
from assessments.memo.issues import add_on_steps
from cases.record import Evidence, Step

WeakFactName = Literal[
    "unread",
    "unshown",
    "statement_only",
    "later_run",
    "rerolls",
    "random",
    "thin_instruction",
    "third_party",
    "add_on",
    "self_appraised",
    "contradicted",
    "unclear",
]
RUNS = ("generate", "adjust")
HAND = ("edit", "write", "arrange")
SLIGHT = ("technical", "minor")
MANY_RESULTS = 20  # from here on, results without a stated criterion look like a draw


@dataclass(frozen=True, kw_only=True)
class WeakFact:
    """A weak fact with the steps, inputs and exhibits that it concerns."""

    name: WeakFactName
    steps: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()  # ids
    number: int = 0  # of results or of values, where the fact is a number


@dataclass(frozen=True, kw_only=True)
class GoodFacts:
    """What the reply can point to: steps by their ids."""

    chosen: tuple[str, ...]  # results kept by a stated criterion
    by_hand: tuple[str, ...]  # work by hand that is more than slight
    intended: tuple[str, ...]  # an intent was stated, and the effect was as intended
    shown: tuple[str, ...]  # exhibits said to be of the time that were read or examined
    named: tuple[str, ...]  # exhibits said to be of the time that nobody saw


def weak_facts(build: MemoBuilder) -> list[WeakFact]:
    """Return the weak facts, the gravest first."""
    return list(_facts(build))


def is_seen(build: MemoBuilder, piece: Evidence) -> bool:
    """Whether the file of an exhibit was held and read, or somebody examined the exhibit."""
    return piece.id in (build.snapshot.held or ()) or bool(build.examination(piece))


def good_facts(build: MemoBuilder) -> GoodFacts:
    """Return what speaks for a person behind the result."""
    steps = build.record.steps
    supports = [build.exhibits.support_of(step) for step in steps]
    carrying = {code for support in supports for code in support.carried_by}
    linked = carrying | {code for support in supports for code in support.not_held}
    of_the_time = [p for p in build.record.evidence if p.made == "contemporaneous"]
    shown = [p for p in of_the_time if build.exhibits.code(p.id) in carrying and is_seen(build, p)]
    unseen = [p for p in of_the_time if not is_seen(build, p)]
    return GoodFacts(
        chosen=tuple(s.id for s in steps if _is_chosen(build, s)),
        by_hand=tuple(s.id for s in steps if s.action in HAND and s.extent not in (None, *SLIGHT)),
        intended=tuple(s.id for s in steps if s.intent and s.effect == "as_intended"),
        shown=tuple(piece.id for piece in shown),
        named=tuple(piece.id for piece in unseen if build.exhibits.code(piece.id) in linked),
    )


def _facts(build: MemoBuilder) -> Iterator[WeakFact]:
    record = build.record
    unread = [piece.id for piece in record.evidence if not is_seen(build, piece)]
    if unread:
        yield WeakFact(name="unread", exhibits=tuple(unread))
    yield from _proof(build)
    rerolls = [step for step in record.steps if _is_reroll(build, step)]
    if rerolls:
        yield WeakFact(name="rerolls", steps=_ids(rerolls), number=results_of(rerolls))
    by_chance = [s for s in record.steps if s.effect == "random" and s not in rerolls]
    if by_chance or record.foreseeability in ("random", "broad"):
        yield WeakFact(name="random", steps=_ids(by_chance))
    runs = [step for step in record.steps if step.action in RUNS]
    if runs and build.result.claimed.findings["instruction"].level <= 1:
        yield WeakFact(name="thin_instruction", steps=_ids(runs))
    others = [
        item for item in record.inputs if item.made_by == "third_party" and item.in_output != "none"
    ]
    if others:
        yield WeakFact(name="third_party", inputs=tuple(item.id for item in others))
    add_ons = add_on_steps(record)
    if add_ons:
        yield WeakFact(name="add_on", steps=tuple(add_ons))
    alone = [
        appraisal.field
        for appraisal in build.result.appraisals
        if appraisal.by == "maker" and appraisal.accepted_as_claimed != appraisal.accepted_as_proved
    ]
    if alone:
        yield WeakFact(name="self_appraised", fields=tuple(alone), number=len(alone))
    found = build.result.contradictions
    refuted = tuple(item.field for item in found if not item.is_question)
    if refuted:
        yield WeakFact(name="contradicted", fields=refuted, number=len(refuted))
    asked = tuple(item.field for item in found if item.is_question)
    if asked:
        yield WeakFact(name="unclear", fields=asked, number=len(asked))


def _proof(build: MemoBuilder) -> Iterator[WeakFact]:
    """Yield what is not shown: without an exhibit, on a statement, or on a later run alone."""
    bare, stated, rerun = [], [], []
    pieces = {build.exhibits.code(piece.id): piece for piece in build.record.evidence}
    for step in build.exhibits.unsupported_steps():
        support = build.exhibits.support_of(step)
        kinds = {pieces[code].what for code in support.illustrated_by}
        if "reconstruction" in kinds:
            rerun.append(step)
        elif kinds:
            stated.append(step)
        else:
            bare.append(step)
    if bare:
        yield WeakFact(name="unshown", steps=_ids(bare))
    if stated:
        yield WeakFact(name="statement_only", steps=_ids(stated))
    later = [piece.id for piece in build.record.evidence if piece.what == "reconstruction"]
    if later:
        yield WeakFact(name="later_run", steps=_ids(rerun), exhibits=tuple(later))


def _is_reroll(build: MemoBuilder, step: Step) -> bool:
    """Whether a run only draws again: another seed, or many results without a criterion."""
    if step.action not in RUNS:
        return False
    many = (step.outputs or 0) >= MANY_RESULTS and not _is_chosen(build, step)
    return only_seed(step) or many


def only_seed(step: Step) -> bool:
    """Whether a run changed nothing but the random seed."""
    return set(step.changed or ()) == {"seed"}


def _is_chosen(build: MemoBuilder, step: Step) -> bool:
    """Whether a criterion is stated that names anything of the result."""
    return names_feature(step.criteria or "", build.record.kind, load_rules())


def results_of(steps: list[Step]) -> int:
    """Return how many results runs gave, repetitions included."""
    return sum((step.outputs or 1) * step.repeat for step in steps)


def _ids(steps: list[Step]) -> tuple[str, ...]:
    return tuple(step.id for step in steps)
