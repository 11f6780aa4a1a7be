"""The plan of preservation: what of this record to secure, in which order, with which means.

The order and the means with their rules are data (`preservation.yaml`); what of them a record
raises is read from its steps, exhibits, tools and publication.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from assessments.exhibits.references import PROVES_NOTHING, ExhibitIndex
from assessments.memo.build import MemoBuilder
from assessments.memo.levels import opinion_level
from assessments.memo.scope import is_nothing_a_work
from assessments.memo.weak_facts import RUNS, is_seen
from assessments.precedents.notices import uncleared
from cases.record import CreationRecord, Evidence, Step, evidence_by_step, linked_evidence

FILE = Path(__file__).with_name("preservation.yaml")
What = Literal[
    "platform", "originals", "publication", "terms", "agreements", "licences", "registration"
]
MeansName = Literal["notary", "timestamp", "chain", "court", "original", "paper", "registration"]
NO_WORK = ("none", "unlikely", "reserved")  # levels on which nobody advises to register


class Value(BaseModel):
    """Base of what is read from the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OrderRule(Value):
    """A thing to secure, with its means."""

    what: What
    means: tuple[MeansName, ...]


class MeansRule(Value):
    """The rules by which a means weighs, and decisions on it."""

    keys: tuple[str, ...]
    decisions: tuple[str, ...] = ()


class PreservationRules(Value):
    """The rules of `preservation.yaml`."""

    order: tuple[OrderRule, ...]
    means: dict[MeansName, MeansRule]
    no_substitute: tuple[str, ...]

    @property
    def decisions(self) -> tuple[str, ...]:
        """Every decision that the plan may name."""
        return (*self.no_substitute, *(s for rule in self.means.values() for s in rule.decisions))


@dataclass(frozen=True, kw_only=True)
class ToSecure:
    """A thing to secure: what of the record it concerns, by ids or names."""

    what: What
    means: tuple[MeansName, ...]
    steps: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    inputs: tuple[int, ...] = ()  # numbers
    names: tuple[str, ...] = ()  # of tools, or the place of publication


@lru_cache(maxsize=1)
def preservation_rules() -> PreservationRules:
    """Read the rules."""
    data: Any = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return PreservationRules.model_validate(data)


def plan(build: MemoBuilder) -> list[ToSecure]:
    """Return what to secure, the most urgent first; of what is no work even as stated, nothing."""
    if is_nothing_a_work(build.snapshot):
        return []
    return in_order(
        raised(
            build.record,
            build.exhibits,
            is_seen=partial(is_seen, build),
            may_register=opinion_level(build.snapshot, "proved") not in NO_WORK,
        )
    )


def in_order(items: Iterable[ToSecure]) -> list[ToSecure]:
    """Return what to secure in the order of the rules."""
    found = {item.what: item for item in items}
    return [found[rule.what] for rule in preservation_rules().order if rule.what in found]


def means_of(items: list[ToSecure]) -> list[MeansName]:
    """Return the means of a plan, each once."""
    return list(dict.fromkeys(means for item in items for means in item.means))


def raised(
    record: CreationRecord,
    exhibits: ExhibitIndex,
    *,
    is_seen: Callable[[Evidence], bool],
    may_register: bool,
) -> Iterator[ToSecure]:
    """Yield what of a record is to be secured, in no order.

    `is_seen` says of an exhibit whether somebody saw its file; `may_register`, whether the answer
    bears the advice to register.
    """
    means = {rule.what: rule.means for rule in preservation_rules().order}
    runs = tuple(
        step.id
        for step in record.steps
        if step.action in RUNS and not _is_notarised(record, step, is_seen)
    )
    if runs:
        yield ToSecure(what="platform", means=means["platform"], steps=runs)
    pieces = tuple(p.id for p in record.evidence if p.what not in (*PROVES_NOTHING, "terms"))
    bare = tuple(step.id for step in exhibits.unsupported_steps())
    if pieces or bare:
        yield ToSecure(what="originals", means=means["originals"], exhibits=pieces, steps=bare)
    published = record.published
    if published is not None and (published.on or published.where):
        where = (published.where,) if published.where else ()
        yield ToSecure(what="publication", means=means["publication"], names=where)
    tools = tuple(tool.name for tool in record.tools if not tool.terms_evidence)
    if tools:
        yield ToSecure(what="terms", means=means["terms"], names=tools)
    if len(record.parties) > 1 or record.contracts:
        yield ToSecure(what="agreements", means=means["agreements"])
    inputs = tuple(item.number for item in uncleared(record))
    if inputs:
        yield ToSecure(what="licences", means=means["licences"], inputs=inputs)
    if record.registration is None and may_register:
        yield ToSecure(what="registration", means=means["registration"])


def _is_notarised(record: CreationRecord, step: Step, is_seen: Callable[[Evidence], bool]) -> bool:
    """Whether a notarial record that somebody saw is linked to a step."""
    linked = linked_evidence(step, evidence_by_step(record.evidence))
    return any(
        piece.id in linked and piece.what == "notarised" and is_seen(piece)
        for piece in record.evidence
    )
