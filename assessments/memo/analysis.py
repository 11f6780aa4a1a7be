"""The law and its application, element by element: rule, application, for, against, conclusion.

Built from the reasons of the result alone; every sentence about a reason comes from
`assessments.wording`. What speaks against is set out as fully as what speaks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine.result import (
    BASES,
    Basis,
    Bearing,
    ComparedPrecedent,
    DimensionName,
    DimensionReason,
    ElementName,
    ElementStatus,
    Outcome,
    Reason,
)
from assessments.exhibits.drawing import ordered_elements
from assessments.exhibits.references import Cited, Support
from assessments.memo.build import AGAINST, FOR, MemoBuilder, Part
from assessments.wording import labels

Reasons = Mapping[Basis, tuple[Reason, ...]]


@dataclass(frozen=True, kw_only=True)
class CitedRule:
    """A rule of law as the memo states it: a paraphrase with its source and its mark."""

    cited: Cited
    paraphrase: str
    in_force: str
    reservation: str


@dataclass(frozen=True, kw_only=True)
class AppliedReason:
    """A reason in words, with what it stands on."""

    text: str
    steps: tuple[int, ...]
    support: Support | None  # none for a point of law, which no exhibit could support
    cited: tuple[Cited, ...]
    level: str = ""


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One dimension under an element, as claimed and as proved."""

    name: str
    claimed: AppliedReason
    proved: AppliedReason

    @property
    def differ(self) -> bool:
        return self.claimed.text != self.proved.text


def law(build: MemoBuilder) -> dict[str, Any]:
    """Every rule that the result rests on: Chinese law by rank, then law elsewhere."""
    used = [key for key in cited_rules(build) if key in build.snapshot.authorities]
    groups = []
    for kind, title in labels.AUTHORITY_KIND.items():
        keys = [k for k in used if _is(build, k, kind=kind, home=True)]
        if keys:
            groups.append((title, [rule(build, key, "law") for key in keys]))
    abroad = [key for key in used if not _is_home(build, key)]
    return {"groups": groups, "abroad": [rule(build, key, "law") for key in abroad]}


def cited_rules(build: MemoBuilder) -> list[str]:
    """Authorities of the elements, of every reason, of layers, ownership and duties."""
    found: dict[str, None] = {}
    for keys in build.snapshot.element_law.values():
        found.update(dict.fromkeys(keys))
    for basis in BASES:
        for element in build.result.answer(basis).elements.values():
            for reason in element.reasons:
                found.update(dict.fromkeys(reason.authority))
    for layer in build.result.layers:
        found.update(dict.fromkeys(layer.authority))
    found.update(dict.fromkeys(build.result.ownership.authority))
    found.update(dict.fromkeys(duty.source for duty in build.result.duties))
    return list(found)


def _is(build: MemoBuilder, key: str, *, kind: str, home: bool) -> bool:
    return build.snapshot.authorities[key]["kind"] == kind and _is_home(build, key) is home


def _is_home(build: MemoBuilder, key: str) -> bool:
    return bool(build.snapshot.authorities[key]["jurisdiction"] == "CN")


def rule(build: MemoBuilder, key: str, section: str) -> CitedRule:
    entry = build.snapshot.authorities[key]
    return CitedRule(
        cited=build.cite(key, section),
        paraphrase=build.localise(entry["says"]),
        in_force=str(entry.get("in_force") or ""),
        reservation=build.reservation(entry["mark"]),
    )


def analysis_parts(build: MemoBuilder, numbers: list[str]) -> tuple[Part, ...]:
    """One part for each element, in the order of the statute."""
    names = ordered_elements(build.result.claimed.elements)
    return tuple(
        Part(
            id=f"analysis-{name.replace('_', '-')}",
            number=number,
            title=wording.element(name),
            data=_element(build, name),
        )
        for name, number in zip(names, numbers, strict=False)
    )


def _element(build: MemoBuilder, name: ElementName) -> dict[str, Any]:
    section = f"analysis-{name.replace('_', '-')}"
    claimed, proved = (build.result.answer(basis).elements[name] for basis in BASES)
    reasons: Reasons = {"claimed": claimed.reasons, "proved": proved.reasons}
    keys = build.snapshot.element_law.get(name, ())
    return {
        "name": name,
        "rules": [rule(build, k, section) for k in keys if k in build.snapshot.authorities],
        "followed": build.cite_all(
            (k for k in keys if k in build.snapshot.decisions_by_slug), section
        ),
        "grounds": list(_grounds(build, reasons, section)),
        "dimensions": list(_dimensions(build, reasons, section)),
        "for": list(_reasons_bearing(build, reasons["proved"], "for", section)),
        "only_claimed": list(_claimed_only_reasons(build, reasons, section)),
        "against": list(_reasons_bearing(build, reasons["proved"], "against", section)),
        "weighed": any(_levels(claimed.reasons)),
        "best_for": _nearest(build, FOR, section),
        "best_against": _nearest(build, AGAINST, section),
        "counter": list(_counter(build, reasons, proved.status)),
        "claimed": claimed,
        "proved": proved,
        "open_steps": _open_steps(build, reasons),
    }


def applied_reason(build: MemoBuilder, reason: Reason, section: str) -> AppliedReason:
    level, support = "", None
    if isinstance(reason, DimensionReason):
        level = gettext("%(level)s of %(of)s") % {"level": reason.level, "of": reason.of}
        support = build.facts_support(reason.facts)
    return AppliedReason(
        text=wording.sentence(reason.code),
        steps=tuple(build.exhibits.step_numbers(reason.facts.steps)),
        support=support,
        cited=tuple(build.cite_all(reason.authority, section)),
        level=level,
    )


def _levels(reasons: Iterable[Reason]) -> Iterator[DimensionReason]:
    return (reason for reason in reasons if isinstance(reason, DimensionReason))


def _grounds(
    build: MemoBuilder, reasons: Reasons, section: str
) -> Iterator[tuple[str, AppliedReason]]:
    """The reasons that concern the element as a whole: gates, decided cases, ground.

    What is the same on both footings is said once.
    """
    whole = {b: [r for r in reasons[b] if not isinstance(r, DimensionReason)] for b in BASES}
    codes = {basis: [(r.code, r.authority) for r in whole[basis]] for basis in BASES}
    for reason in whole["claimed"]:
        both = (reason.code, reason.authority) in codes["proved"]
        yield "both" if both else "claimed", applied_reason(build, reason, section)
    for reason in whole["proved"]:
        if (reason.code, reason.authority) not in codes["claimed"]:
            yield "proved", applied_reason(build, reason, section)


def _dimensions(build: MemoBuilder, reasons: Reasons, section: str) -> Iterator[Dimension]:
    by_name = {basis: {r.dimension: r for r in _levels(reasons[basis])} for basis in BASES}
    for name, reason in by_name["claimed"].items():
        shown = by_name["proved"].get(name, reason)
        yield Dimension(
            name=wording.dimension(name),
            claimed=applied_reason(build, reason, section),
            proved=applied_reason(build, shown, section),
        )


def _reasons_bearing(
    build: MemoBuilder, reasons: Iterable[Reason], bears: Bearing, section: str
) -> Iterator[AppliedReason]:
    return (applied_reason(build, r, section) for r in reasons if r.bears == bears)


def _claimed_only_reasons(
    build: MemoBuilder, reasons: Reasons, section: str
) -> Iterator[AppliedReason]:
    """What would speak for the element if it could be shown."""
    proved = {reason.code for reason in reasons["proved"]}
    for reason in reasons["claimed"]:
        if reason.bears == "for" and reason.code not in proved:
            yield applied_reason(build, reason, section)


def _nearest(build: MemoBuilder, outcome: Outcome, section: str) -> dict[str, Any] | None:
    nearest = build.nearest(outcome)
    if nearest is None:
        return None
    return {
        "cited": build.cite(nearest.slug, section),
        "relation": wording.relation(nearest.relation),
        "stronger": [wording.dimension(d) for d in nearest.stronger_on],
        "weaker": [wording.dimension(d) for d in nearest.weaker_on],
        "same": [wording.dimension(d) for d in nearest.same_on],
    }


def _counter(build: MemoBuilder, reasons: Reasons, status: ElementStatus) -> Iterator[str]:
    """What the other side would say to the conclusion, at its best."""
    against, bears = (FOR, "for") if status == "not_met" else (AGAINST, "against")
    weighed = any(_levels(reasons["claimed"]))
    nearest = build.nearest(against)
    if weighed and nearest is not None:
        yield _case_argument(build, nearest, against)
    for reason in _levels(reasons["proved"]):
        if reason.bears == bears:
            yield wording.sentence(reason.code)
    unproved = _open_steps(build, reasons)
    if unproved and status != "not_met":
        yield gettext(
            "It would put the client to proof of what rests on the client's statement only "
            "(steps: %(steps)s)."
        ) % {"steps": pgettext("memo list", ", ").join(map(str, unproved))}
    if weighed and nearest is None and status == "met":
        yield gettext(
            "No decision against the work was found in the library; that none was found does not "
            "mean that there is none."
        )


def _case_argument(build: MemoBuilder, nearest: ComparedPrecedent, outcome: Outcome) -> str:
    told = {
        "decision": build.name_of(nearest.slug),
        "same": _dimension_names([*nearest.same_on, *nearest.weaker_on]),
        "other": _dimension_names([*nearest.same_on, *nearest.stronger_on]),
    }
    if outcome == AGAINST:
        pattern = (
            gettext(
                "The other side would rely on %(decision)s, where protection was refused, and say "
                "that the work is no stronger on: %(same)s."
            )
            if told["same"]
            else gettext(
                "The other side would rely on %(decision)s, where protection was refused; the work "
                "is stronger on everything that the decision turned on, and the difference must "
                "be shown."
            )
        )
    else:
        pattern = (
            gettext(
                "The client would rely on %(decision)s, where protection was granted, and say that "
                "the work is no weaker on: %(other)s."
            )
            if told["other"]
            else gettext(
                "The client would rely on %(decision)s, where protection was granted; the work is "
                "weaker on everything that the decision turned on."
            )
        )
    return pattern % told


def _dimension_names(dimensions: list[DimensionName]) -> str:
    return pgettext("memo list", ", ").join(wording.dimension(name) for name in dimensions)


def _open_steps(build: MemoBuilder, reasons: Reasons) -> list[int]:
    """Steps that the claimed case needs and that nothing but a statement supports."""
    needed: dict[str, None] = {}
    for reason in reasons["claimed"]:
        if reason.bears == "for":
            needed.update(dict.fromkeys(reason.facts.steps))
    bare = {step.id for step in build.exhibits.unsupported_steps()}
    return build.exhibits.step_numbers(step for step in needed if step in bare)
