"""What the front of a memo says: cover, terms, questions, owners, main reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.engine import load_rules
from assessments.engine.codes import Basis, ElementName
from assessments.engine.own_words import GENERATING_ACTIONS
from assessments.engine.result import ElementAnswer, Layer
from assessments.engine.result_ownership import owners_apart
from assessments.engine.result_reasons import DimensionReason
from assessments.exhibits.drawing import ordered_elements
from assessments.exhibits.snapshot import Matter
from assessments.memo.build import MemoBuilder
from assessments.memo.document import AuthorityReference
from assessments.typesetting.dates import day
from assessments.wording.labels import CLAIM, KIND
from assessments.wording.parts import distinct_names

UNMET = ("missing", "unknown")  # neither met nor owed by somebody else


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The cover of a memo."""

    issued: bool
    work: str
    matter: Matter
    dated: dt.date
    version: int
    rows: list[tuple[str, str]]  # what was asked with, by name; what is blank is left out


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The defined terms."""

    title: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class Questions:
    """The questions presented."""

    title: str
    kind: str
    claim: str
    tools: list[str]
    num_steps: int
    num_evidence: int
    rules: list[AuthorityReference]


@dataclass(frozen=True, kw_only=True)
class ElementRow:
    """An element with the reason that decides one of the answers on it."""

    name: ElementName
    because: str


def cover(build: MemoBuilder) -> Cover:
    """Build the cover."""
    snapshot = build.snapshot
    matter = snapshot.matter
    version = gettext("version %(version)s") % {"version": snapshot.version}
    rows = (
        (gettext("Reference number"), matter.reference),
        (pgettext("addressee", "To"), matter.addressee or matter.client),
        (gettext("Client"), matter.client if matter.addressee else ""),
        (pgettext("sender", "From"), matter.firm),
        (gettext("Purpose"), stated_purpose(build)),
        (gettext("Date"), f"{day(snapshot.dated)} · {version}"),
    )
    return Cover(
        issued=snapshot.state == "issued",
        work=build.title,
        matter=snapshot.matter,
        dated=snapshot.dated,
        version=snapshot.version,
        rows=[(name, value) for name, value in rows if value],
    )


def stated_purpose(build: MemoBuilder) -> str:
    """Return the purpose that was named, without the stop at its end."""
    return build.snapshot.matter.purpose.strip().rstrip(".。；; ")


def terms(build: MemoBuilder) -> Terms:
    """Build the defined terms."""
    record = build.record
    return Terms(
        title=build.title,
        kind=str(KIND[record.kind]),
    )


def is_generated(build: MemoBuilder) -> bool:
    """Whether a tool that generates is named, or was run."""
    record, generative = build.record, load_rules().generative_tools
    return any(step.action in GENERATING_ACTIONS for step in record.steps) or any(
        tool.does in generative for tool in record.tools
    )


def questions(build: MemoBuilder) -> Questions:
    """Build the questions presented."""
    record = build.record
    return Questions(
        title=build.title,
        kind=str(KIND[record.kind]),
        claim=str(CLAIM[record.claim]),
        tools=[tool.name for tool in record.tools],
        num_steps=len(record.steps),
        num_evidence=len(record.evidence),
        rules=build.cite_all(build.snapshot.core_law),
    )


def owners_text(build: MemoBuilder) -> str:
    """Return the owners, each with its layers where they differ; empty where none is known."""
    owned = build.result.ownership
    groups = owners_apart(owned, build.result.claimed.scope)
    if not groups:
        return owned.owner
    if not any(layers[0].owner for layers in groups):
        return ""
    names = {layer.id: layer_name(layer) for layer in build.result.layers}
    steps = [step.id for step in build.record.steps]
    named = distinct_names(groups, build.result.layers, names, steps)
    return pgettext("memo list", "; ").join(
        gettext("%(owner)s (%(layers)s)")
        % {
            "owner": layers[0].owner or gettext("nobody is named"),
            "layers": pgettext("memo list", ", ").join(of_owner),
        }
        for layers, of_owner in zip(groups, named, strict=True)
    )


def is_owner_unshown(build: MemoBuilder) -> bool:
    """Whether an owner is named as claimed, and for no layer one on what is shown today."""
    owned = build.result.ownership
    told = bool(owned.owner) and owned.proved_basis is not None
    return told and not any(layer.proved_owner for layer in owned.layers)


def layer_name(layer: Layer) -> str:
    """Return the name of a layer, with the record's own name of the part where it has one."""
    name = wording.layer_name(layer.layer)
    if not layer.name:
        return name
    return gettext("%(layer)s “%(name)s”") % {"layer": name, "name": layer.name}


def element_rows(build: MemoBuilder, basis: Basis) -> Iterator[ElementRow]:
    """Yield the elements with the main reason of each on a footing."""
    elements = build.result.answer(basis).elements
    for name in ordered_elements(elements):
        yield ElementRow(name=name, because=decisive_reason(elements[name]))


def decisive_reason(element: ElementAnswer) -> str:
    """Return the reason that decides an element, in words.

    Gates, statutes and decisions that bind come first; by the rules alone, it is the fact that
    carries the element or, where it is not met, the one that it lacks.
    """
    reasons = element.reasons
    decided = [r for r in reasons if r.code.startswith(("gate.", "statute.")) or r.facts.moved]
    bears = "for" if element.status == "met" else "against"
    facts = [r for r in reasons if isinstance(r, DimensionReason) and r.bears == bears]
    chosen = next(iter([*decided, *facts, *reasons]), None)
    if chosen is None:
        return ""
    text = wording.sentence(chosen.code)
    if isinstance(chosen, DimensionReason) and chosen.code.startswith("evidence."):
        # The same words for every dimension: without its name they say nothing of this work.
        values = {"where": wording.dimension(chosen.dimension), "text": text}
        return gettext("%(where)s: %(text)s") % values
    return text
