"""The law and its application, element by element: rule, application, for, against, conclusion.

The section is built from the reasons of the result alone; every sentence about a reason comes from
`assessments.wording`. Reasons against are set out as fully as reasons for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.engine.codes import (
    BASES,
    Basis,
    Bearing,
    DimensionName,
    ElementName,
    Outcome,
)
from assessments.engine.result import ElementAnswer
from assessments.engine.result_reasons import DimensionReason, Facts, Reason
from assessments.exhibits.drawing import ordered_elements
from assessments.exhibits.references import Support
from assessments.memo.argument import Dispute, dispute
from assessments.memo.build import AGAINST, FOR, MemoBuilder
from assessments.memo.document import AuthorityReference
from assessments.typesetting import numbering
from assessments.wording import labels
from cases.law.mentions import find_mentions

Reasons = Mapping[Basis, tuple[Reason, ...]]


@dataclass(frozen=True, kw_only=True)
class CitedRule:
    """A rule of law as the memo states it: a paraphrase with its source and its reservation."""

    cited: AuthorityReference
    paraphrase: str
    in_force: str
    reservation: str  # "" where the source is settled


@dataclass(frozen=True, kw_only=True)
class AppliedReason:
    """A reason in words, with the steps, exhibits and authorities that it rests on."""

    text: str
    steps: tuple[int, ...]
    support: Support | None  # None for a point of law, which no exhibit could support
    cited: tuple[AuthorityReference, ...]
    level: str = ""


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One dimension under an element, as claimed and as proved."""

    name: str
    claimed: AppliedReason
    proved: AppliedReason
    support: Support  # of the level as proved

    @property
    def differ(self) -> bool:
        said = ((reason.level, reason.text) for reason in (self.claimed, self.proved))
        return len(set(said)) > 1


@dataclass(frozen=True, kw_only=True)
class NearestWork:
    """The nearest decided work of an outcome, and how this work compares with it."""

    cited: AuthorityReference
    relation: str
    standing: str
    stronger: list[str]
    weaker: list[str]
    same: list[str]


@dataclass(frozen=True, kw_only=True)
class ElementAnalysis:
    """The analysis of one element.

    `grounds` are the reasons on the element as a whole, each with "both", "claimed" or "proved";
    `arguments_for` and `arguments_against` are the reasons as proved, `claimed_only` those that
    would speak for the element if they could be shown.
    """

    name: ElementName
    rules: list[AuthorityReference]  # set out in the section on the law
    followed: list[AuthorityReference]
    grounds: list[tuple[str, AppliedReason]]
    dimensions: list[Dimension]
    arguments_for: list[AppliedReason]
    claimed_only: list[AppliedReason]
    arguments_against: list[AppliedReason]
    weighed: bool  # whether dimensions were weighed, so that decided works are compared
    best_for: NearestWork | None
    best_against: NearestWork | None
    none_for: str  # why no decided work is compared, where none is
    none_against: str
    dispute: Dispute
    claimed: ElementAnswer
    proved: ElementAnswer
    open_steps: list[int]  # that the element needs and that are not wholly shown
    shown: str  # where there is none: what that rests on

    @property
    def is_argued(self) -> bool:
        """Whether anything speaks against the element, or levels are weighed for it."""
        return self.weighed or bool(self.arguments_against)


def law(build: MemoBuilder) -> dict[str, Any]:
    """Build the list of rules that the result rests on: Chinese law by rank, then law elsewhere."""
    used = [key for key in cited_rules(build) if key in build.snapshot.authorities]
    groups = []
    for kind, title in labels.AUTHORITY_KIND.items():
        keys = [
            k for k in used if _is_home(build, k) and build.snapshot.authorities[k]["kind"] == kind
        ]
        if keys:
            groups.append((str(title), [rule(build, key) for key in keys]))
    abroad = [key for key in used if not _is_home(build, key)]
    return {"groups": groups, "abroad": [rule(build, key) for key in abroad]}


def cited_rules(build: MemoBuilder) -> list[str]:
    """Return the authorities of elements, reasons, layers, ownership and duties, each once."""
    cited: dict[str, None] = {}
    for keys in build.snapshot.element_law.values():
        cited.update(dict.fromkeys(keys))
    for basis in BASES:
        cited.update(dict.fromkeys(build.result.answer(basis).bound_by))
        for element in build.result.answer(basis).elements.values():
            cited.update(dict.fromkeys(element.bound_by))
            for reason in element.reasons:
                cited.update(dict.fromkeys(reason.authority))
    for layer in build.result.layers:
        cited.update(dict.fromkeys(layer.authority))
        cited.update(dict.fromkeys((*layer.bound_by, *(layer.as_claimed or layer).bound_by)))
    owned = build.result.ownership
    cited.update(dict.fromkeys(owned.authority))
    for of_layer in owned.layers:
        cited.update(dict.fromkeys(key for claim in of_layer.bases for key in claim.authority))
    for question in owned.open_questions:
        mentions = find_mentions(wording.sentence(question.code))
        cited.update(dict.fromkeys(mention.id for mention in mentions))
    cited.update(dict.fromkeys(duty.source for duty in build.result.duties))
    return list(cited)


def _is_home(build: MemoBuilder, key: str) -> bool:
    return bool(build.snapshot.authorities[key]["jurisdiction"] == "CN")


def rule(build: MemoBuilder, key: str) -> CitedRule:
    """Cite a rule with its paraphrase; `key` is one of the authorities of the snapshot."""
    entry = build.snapshot.authorities[key]
    return CitedRule(
        cited=build.cite(key),
        paraphrase=build.localise(entry["says"]),
        in_force=str(entry.get("in_force") or ""),
        reservation=build.reservation(entry["mark"]),
    )


def elements(build: MemoBuilder) -> list[tuple[str, ElementAnalysis]]:
    """Analyse the elements in the order of art. 3 of the Copyright Law, each with its number."""
    names = ordered_elements(build.result.claimed.elements)
    return [
        (numbering.part(build.snapshot.language, number), _element(build, name))
        for number, name in enumerate(names, 1)
    ]


def _element(build: MemoBuilder, name: ElementName) -> ElementAnalysis:
    claimed, proved = (build.result.answer(basis).elements[name] for basis in BASES)
    reasons: Reasons = {"claimed": claimed.reasons, "proved": proved.reasons}
    keys = build.snapshot.element_law.get(name, ())
    claimed_only, weighed = _claimed_only_reasons(reasons), any(_levels(claimed.reasons))
    return ElementAnalysis(
        name=name,
        rules=build.cite_all(k for k in keys if k in build.snapshot.authorities),
        followed=build.cite_all(k for k in keys if k in build.snapshot.decisions_by_slug),
        grounds=list(_grounds(build, reasons, set_out=weighed)),
        dimensions=list(_dimensions(build, reasons)),
        arguments_for=list(_reasons_bearing(build, reasons["proved"], "for")),
        claimed_only=[applied_reason(build, reason) for reason in claimed_only],
        arguments_against=list(_reasons_bearing(build, reasons["proved"], "against")),
        weighed=weighed,
        best_for=_nearest(build, FOR),
        best_against=_nearest(build, AGAINST),
        none_for=build.not_compared(FOR),
        none_against=build.not_compared(AGAINST),
        dispute=dispute(
            build, proved.reasons, claimed_only, _open_steps(build, reasons), weighed=weighed
        ),
        claimed=claimed,
        proved=proved,
        open_steps=_open_steps(build, reasons),
        shown=_shown(build, claimed.reasons),
    )


def applied_reason(build: MemoBuilder, reason: Reason) -> AppliedReason:
    """Put a reason in words, with its steps, exhibits and citations in the section."""
    level, support = "", None
    if isinstance(reason, DimensionReason):
        level = gettext("%(level)s of %(of)s") % {"level": reason.level, "of": reason.of}
        support = build.facts_support(reason.facts) if _is_stated(build, reason) else None
    return AppliedReason(
        text=wording.sentence(reason.code),
        steps=tuple(build.exhibits.step_numbers(reason.facts.steps)),
        support=support,
        cited=tuple(build.cite_all(reason.authority)),
        level=level,
    )


def _is_stated(build: MemoBuilder, reason: DimensionReason) -> bool:
    """Whether a reason stands on something that the record states, not on its silence."""
    facts = reason.facts
    if facts.steps or facts.inputs or facts.evidence:
        return True
    return getattr(build.record, reason.dimension, None) is not None


def _levels(reasons: Iterable[Reason]) -> Iterator[DimensionReason]:
    return (reason for reason in reasons if isinstance(reason, DimensionReason))


def _grounds(
    build: MemoBuilder, reasons: Reasons, *, set_out: bool
) -> Iterator[tuple[str, AppliedReason]]:
    """Yield the reasons on the element as a whole: gates, decided works, ground.

    A reason that is the same as claimed and as proved comes once, with "both". Where levels
    are weighed, what bears on the element as proved stands in the case for and against it.
    """
    whole = {b: [r for r in reasons[b] if not isinstance(r, DimensionReason)] for b in BASES}
    codes = {basis: [(r.code, r.authority) for r in whole[basis]] for basis in BASES}
    for reason in whole["claimed"]:
        both = (reason.code, reason.authority) in codes["proved"]
        if both and set_out and reason.bears != "neutral":
            continue
        yield "both" if both else "claimed", applied_reason(build, reason)
    for reason in whole["proved"]:
        if set_out and reason.bears != "neutral":
            continue
        if (reason.code, reason.authority) not in codes["claimed"]:
            yield "proved", applied_reason(build, reason)


def _dimensions(build: MemoBuilder, reasons: Reasons) -> Iterator[Dimension]:
    """Yield every dimension that either answer weighs.

    The two answers may be those of different layers: where only one weighs a dimension, the other
    has the level that it finds in the work as a whole.
    """
    by_name = {basis: {r.dimension: r for r in _levels(reasons[basis])} for basis in BASES}
    for name in dict.fromkeys(name for basis in BASES for name in by_name[basis]):
        claimed, proved = (
            applied_reason(build, by_name[basis].get(name) or _finding(build, basis, name))
            for basis in BASES
        )
        supports = [reason.support or Support() for reason in (proved, claimed)]
        yield Dimension(
            name=wording.dimension(name),
            claimed=claimed,
            proved=proved,
            support=supports[0] if supports[0].carried_by else supports[1].unproved,
        )


def _finding(build: MemoBuilder, basis: Basis, name: DimensionName) -> DimensionReason:
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


def _reasons_bearing(
    build: MemoBuilder, reasons: Iterable[Reason], bears: Bearing
) -> Iterator[AppliedReason]:
    return (applied_reason(build, r) for r in reasons if r.bears == bears)


def _claimed_only_reasons(reasons: Reasons) -> list[Reason]:
    """Return the reasons that would speak for the element if they could be shown."""
    proved = {reason.code for reason in reasons["proved"]}
    return [r for r in reasons["claimed"] if r.bears == "for" and r.code not in proved]


def _nearest(build: MemoBuilder, outcome: Outcome) -> NearestWork | None:
    nearest = build.nearest(outcome)
    if nearest is None:
        return None
    return NearestWork(
        cited=build.cite(nearest.slug),
        relation=wording.relation(nearest.relation),
        standing=build.standing_notice(nearest),
        stronger=[wording.dimension(d) for d in nearest.stronger_on],
        weaker=[wording.dimension(d) for d in nearest.weaker_on],
        same=[wording.dimension(d) for d in nearest.same_on],
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


def _shown(build: MemoBuilder, claimed: Iterable[Reason]) -> str:
    """Say what it rests on that every step which speaks for an element is shown."""
    if not any(reason.facts.steps for reason in claimed if reason.bears == "for"):
        return gettext("No step has to be shown for this element.")
    if build.result.evidence_basis == "described":
        return gettext(
            "As the Record describes its exhibits, they carry every step that speaks for this "
            "element; no file was read here."
        )
    return gettext("Files that are held show every step that speaks for this element.")
