"""The application of the law, as values: what the making shows, and each element.

Everything comes from the reasons of the result; every sentence about a reason comes from
`assessments.wording`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assessments import wording
from assessments.engine.codes import BASES, Basis, DimensionName, ElementName
from assessments.engine.result import ElementAnswer
from assessments.engine.result_reasons import DimensionReason, Facts, Reason
from assessments.exhibits.drawing import ordered_dimensions, ordered_elements
from assessments.exhibits.references import Support
from assessments.memo.build import MemoBuilder
from assessments.memo.document import AuthorityReference
from assessments.precedents.fields import split_item_field
from assessments.wording.labels import value_label

Reasons = Mapping[Basis, tuple[Reason, ...]]
UNDISPUTED = ("field", "form")
NEAREST = ("precedent.nearest_granted", "precedent.nearest_refused")
# Of a field that somebody appraises, the dimension that it is read for.
APPRAISED: Mapping[str, DimensionName] = {
    "detail": "instruction",
    "distinctiveness": "distinctiveness",
    "foreseeability": "foreseeability",
}


@dataclass(frozen=True, kw_only=True)
class AppliedReason:
    """A reason in words, with the steps, exhibits and authorities that it rests on."""

    text: str
    steps: tuple[str, ...]  # each has a support of its own
    support: Support | None  # of what is no step; None where no exhibit could support it
    cited: tuple[AuthorityReference, ...]
    level: int | None = None
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the making shows on one dimension, on each footing.

    `stated` are values that were stated and are read otherwise even where all else is accepted.
    """

    name: str
    stated: tuple[str, ...]
    claimed: AppliedReason
    proved: AppliedReason

    @property
    def differ(self) -> bool:
        said = ((reason.level, reason.text) for reason in (self.claimed, self.proved))
        return len(set(said)) > 1


@dataclass(frozen=True, kw_only=True)
class ElementAnalysis:
    """The analysis of one element.

    `grounds` are the reasons on the element as a whole, each with "both", "claimed" or "proved";
    `carried` and `lacking` name the findings that speak for it and against it on the evidence.
    """

    name: ElementName
    followed: list[AuthorityReference]
    grounds: list[tuple[str, AppliedReason]]
    carried: list[tuple[str, AppliedReason]]
    lacking: list[tuple[str, AppliedReason]]
    claimed: ElementAnswer
    proved: ElementAnswer
    open_steps: list[int]  # that the element needs and that are not wholly shown
    weighed: bool  # whether findings are weighed for it

    @property
    def is_argued(self) -> bool:
        """Whether anything speaks against the element, or findings are weighed for it."""
        against = any(reason.bears == "against" for reason in self.proved.reasons)
        return self.weighed or against


def elements(build: MemoBuilder) -> list[ElementAnalysis]:
    """Analyse the elements in the order of art. 3 of the Copyright Law."""
    names = ordered_elements(build.result.claimed.elements)
    return [_element(build, name) for name in names]


def findings(build: MemoBuilder) -> list[Finding]:
    """Return every dimension that an element weighs on either footing.

    The two answers may be those of different layers: where only one weighs a dimension, the other
    has the level that it finds in the work as a whole.
    """
    by_name = {
        basis: {
            reason.dimension: reason
            for element in build.result.answer(basis).elements.values()
            for reason in _levels(element.reasons)
        }
        for basis in BASES
    }
    names = dict.fromkeys(name for basis in BASES for name in by_name[basis])
    found = []
    for name in ordered_dimensions(names):
        claimed, proved = (
            applied_reason(build, by_name[basis].get(name) or _found_level(build, basis, name))
            for basis in BASES
        )
        found.append(
            Finding(
                name=wording.dimension(name),
                stated=_stated_otherwise(build, name, claimed.steps),
                claimed=claimed,
                proved=proved,
            )
        )
    return found


def finding_of(build: MemoBuilder, name: DimensionName, basis: Basis) -> AppliedReason:
    """Return what the making shows on a dimension."""
    return applied_reason(build, _found_level(build, basis, name))


def _element(build: MemoBuilder, name: ElementName) -> ElementAnalysis:
    claimed, proved = (build.result.answer(basis).elements[name] for basis in BASES)
    reasons: Reasons = {"claimed": claimed.reasons, "proved": proved.reasons}
    keys = build.snapshot.element_law.get(name, ())
    return ElementAnalysis(
        name=name,
        followed=build.cite_all(k for k in keys if k in build.snapshot.decisions_by_slug),
        grounds=list(_grounds(build, reasons)),
        carried=_bearing(build, proved.reasons, "for"),
        lacking=_bearing(build, proved.reasons, "against"),
        claimed=claimed,
        proved=proved,
        open_steps=_open_steps(build, reasons),
        weighed=any(_levels(claimed.reasons)),
    )


def _bearing(
    build: MemoBuilder, reasons: Iterable[Reason], bears: str
) -> list[tuple[str, AppliedReason]]:
    """Return the findings that speak for an element or against it, by the name of the dimension."""
    found = {r.dimension: r for r in _levels(reasons) if r.bears == bears}
    return [
        (wording.dimension(name), applied_reason(build, found[name]))
        for name in ordered_dimensions(found)
    ]


def _stated_otherwise(
    build: MemoBuilder, name: DimensionName, steps: tuple[str, ...]
) -> tuple[str, ...]:
    """Return stated values of a dimension that are not accepted in the answer on what is stated."""
    found: dict[str, None] = {}
    for item in build.result.appraisals:
        split = split_item_field(item.field)
        field = split[2] if split else item.field
        if APPRAISED.get(field) != name or item.value in (None, item.accepted_as_claimed):
            continue
        if split is None or build.record.steps[split[1]].id in steps:
            found[value_label(field, item.value or "")] = None
    return tuple(found)


def applied_reason(build: MemoBuilder, reason: Reason) -> AppliedReason:
    """Put a reason in words, with its steps, exhibits and authorities."""
    level, support = None, None
    if isinstance(reason, DimensionReason):
        level = reason.level
        support = _support(build, reason)
    return AppliedReason(
        text=wording.sentence(reason.code),
        steps=tuple(reason.facts.steps),
        support=support,
        cited=tuple(build.cite_all(reason.authority)),
        level=level,
        code=reason.code,
    )


def _support(build: MemoBuilder, reason: DimensionReason) -> Support | None:
    """Return the support of a reason that names no step: its inputs, else its own evidence.

    A reason that stands on the silence of the record has none.
    """
    facts = reason.facts
    if facts.steps:
        return None
    inputs = [item for item in build.record.inputs if item.id in facts.inputs]
    if inputs:
        return build.exhibits.support_of(*inputs)
    if facts.evidence or getattr(build.record, reason.dimension, None) is not None:
        return build.facts_support(facts)
    return None


def _levels(reasons: Iterable[Reason]) -> Iterator[DimensionReason]:
    return (reason for reason in reasons if isinstance(reason, DimensionReason))


def _grounds(build: MemoBuilder, reasons: Reasons) -> Iterator[tuple[str, AppliedReason]]:
    """Yield the reasons on the element as a whole: gates, decided works, ground.

    A reason that is the same on both footings comes once, with "both".
    """
    whole = {b: [r for r in reasons[b] if not isinstance(r, DimensionReason)] for b in BASES}
    codes = {basis: [(r.code, r.authority) for r in whole[basis]] for basis in BASES}
    for reason in whole["claimed"]:
        both = (reason.code, reason.authority) in codes["proved"]
        yield "both" if both else "claimed", applied_reason(build, reason)
    for reason in whole["proved"]:
        if (reason.code, reason.authority) not in codes["claimed"]:
            yield "proved", applied_reason(build, reason)


def _found_level(build: MemoBuilder, basis: Basis, name: DimensionName) -> DimensionReason:
    """Return the level of a dimension over the whole work as a reason."""
    found = build.result.answer(basis).findings[name]
    return DimensionReason(
        code=found.because,
        bears="neutral",
        facts=Facts(
            steps=found.steps, inputs=found.inputs, fields=found.fields, evidence=found.evidence
        ),
        authority=found.authority,
        dimension=name,
        level=found.level,
        of=found.of,
    )


def _open_steps(build: MemoBuilder, reasons: Reasons) -> list[int]:
    """Return the steps that the claimed case needs and that are not wholly shown today."""
    bare = {step.id for step in build.exhibits.unsupported_steps()}
    needed: dict[str, None] = {}
    for reason in reasons["claimed"]:
        if reason.bears == "for":
            unshown = (
                isinstance(reason, DimensionReason)
                and build.result.proved.findings[reason.dimension].level < reason.level
            )
            steps = (step for step in reason.facts.steps if unshown or step in bare)
            needed.update(dict.fromkeys(steps))
    return build.exhibits.step_numbers(needed)
