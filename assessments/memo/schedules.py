"""The annexes: ledger of the making, authorities, method, how to verify, substitutes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.exhibits.excerpt import Excerpt, excerpt
from assessments.exhibits.marked_prompt import MarkedPrompt, marked_prompt
from assessments.exhibits.references import Support
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Section, anchor, mentions
from assessments.precedents.verified import verified_text
from assessments.typesetting.attachments import RECORD_NAME, MemoAttachment
from assessments.typesetting.dates import moment
from assessments.wording import labels
from cases.law.loading import load_law
from cases.record import Step
from cases.wording.labels import MARK, MARK_LEGEND

MIN_SECTIONS_FOR_PASSIM = 6
ANNEX = "annex-"  # the beginning of the ids of annexes


@dataclass(frozen=True, kw_only=True)
class LedgerEntry:
    """A step as the record states it; `details` are its short answers.

    `typed` are its texts with their names; a prompt has its phrases marked.
    """

    number: int
    parent: int | None
    when: str
    action: str
    tool: str
    who: str
    typed: list[tuple[str, Excerpt, MarkedPrompt | None]]
    details: list[tuple[str, str]]
    support: Support


@dataclass(frozen=True, kw_only=True)
class AuthorityRow:
    """An authority, with the sections that cite it and the anchors of the first mentions."""

    key: str
    name: str
    places: list[tuple[str, str]]
    passim: bool


@dataclass(frozen=True, kw_only=True)
class Method:
    """The versions of rules and library, and the marks of confidence with their meaning."""

    rubric: str
    library: str
    verified: str  # when the sources of its decisions were last looked at
    num_places: int
    marks: list[tuple[str, str, str]]


@dataclass(frozen=True, kw_only=True)
class AttachedFile:
    """A file inside the PDF, its size in bytes and its digest."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Verification:
    """The values for repeating the assessment."""

    memo_id: str
    record_name: str
    as_of: str
    rubric: str
    files: list[AttachedFile]


def ledger(build: MemoBuilder) -> dict[str, Any]:
    """Build the ledger: every step as stated; long texts are cut, the attachment has them whole."""
    rows = [_entry(build, step) for step in build.record.steps]
    return {"steps": rows, "attachment": RECORD_NAME}


def _entry(build: MemoBuilder, step: Step) -> LedgerEntry:
    marked = marked_prompt(step.prompt, build.record.kind)
    texts = [
        (gettext("Intent"), excerpt(step.intent), None),
        (gettext("Prompt"), excerpt(step.prompt), marked),
        (gettext("Negative prompt"), excerpt(step.negative_prompt), None),
        (gettext("Parameters"), excerpt(_parameters(step.parameters)), None),
        (gettext("Criteria of choice"), excerpt(step.criteria), None),
    ]
    return LedgerEntry(
        number=build.exhibits.step_number(step.id),
        parent=build.exhibits.step_number(step.parent) if step.parent else None,
        when=moment(step.at),
        action=wording.action(step.action),
        tool=next((tool.name for tool in build.record.tools if tool.id == step.tool), ""),
        who=next((party.name for party in build.record.parties if party.id == step.by), ""),
        typed=[(label, text, mark) for label, text, mark in texts if text is not None],
        details=list(_step_details(step)),
        support=build.exhibits.support_of(step),
    )


def _parameters(parameters: Mapping[str, Any] | None) -> str | None:
    if not parameters:
        return None
    return pgettext("memo list", "; ").join(
        f"{name} = {json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else value}"
        for name, value in parameters.items()
    )


def _step_details(step: Step) -> Iterator[tuple[str, str]]:
    """Yield the short answers of a step, each with its name."""
    if step.prompt_terms is not None:
        yield gettext("Terms of the prompt"), str(step.prompt_terms)
    if step.detail:
        yield gettext("What the instruction fixes"), str(labels.DETAIL[step.detail])
    if step.changed:
        changed = pgettext("memo list", ", ").join(
            str(labels.CHANGED[what]) for what in step.changed
        )
        yield gettext("Changed"), changed
    if step.effect:
        yield gettext("Effect"), str(labels.EFFECT[step.effect])
    if step.extent:
        yield gettext("Extent"), str(labels.EXTENT[step.extent])
    if step.outputs is not None:
        yield gettext("Results"), str(step.outputs)
    if step.kept is not None:
        yield gettext("Kept"), str(step.kept)
    if step.repeat > 1:
        yield gettext("Done so many times"), str(step.repeat)


def authorities(
    build: MemoBuilder, sections: tuple[Section, ...], titles: Mapping[str, str]
) -> list[tuple[str, list[AuthorityRow]]]:
    """Return the authorities that sections print, by kind, with the places of the first mentions.

    `titles` names sections, parts and annexes by their ids. An annex is named only where the
    opinion itself does not cite the authority.
    """
    groups: dict[str, list[AuthorityRow]] = {}
    for key, named in mentions(sections).items():
        places = [place for place in named if not place.startswith(ANNEX)] or named
        row = AuthorityRow(
            key=key,
            name=_full_name(build, key),
            places=[(titles[place], anchor(place, key)) for place in places],
            passim=len(places) >= MIN_SECTIONS_FOR_PASSIM,
        )
        groups.setdefault(_group(build, key), []).append(row)
    order = [gettext("Decisions"), *map(str, labels.AUTHORITY_KIND.values()), gettext("Elsewhere")]
    return [(title, sorted(groups[title], key=_order)) for title in order if title in groups]


def _group(build: MemoBuilder, key: str) -> str:
    entry = build.authority(key)
    if entry is None:
        return gettext("Decisions")
    if entry["jurisdiction"] != "CN":
        return gettext("Elsewhere")
    return str(labels.AUTHORITY_KIND[entry["kind"]])


def _order(row: AuthorityRow) -> tuple[Any, ...]:
    """Sort decisions by name, rules by instrument and the number of the article."""
    if row.key not in load_law().articles:
        return (row.name.casefold(), 0)
    instrument = load_law().instrument_of[row.key].slug
    return (instrument, *(int(number) for number in re.findall(r"\d+", row.key)))


def _full_name(build: MemoBuilder, key: str) -> str:
    """Name a rule, or a decision in full with the short name that the text uses."""
    decision = build.decision(key)
    if decision is None:
        return build.name_of(key)
    names = {"name": build.localise(decision.name), "short": build.name_of(key)}
    if names["short"].startswith(names["name"]):
        return names["short"]
    return gettext("%(name)s (%(short)s)") % names


def method(build: MemoBuilder) -> Method:
    """Build the annex on method and versions; marks come in the order of their legend."""
    return Method(
        rubric=build.result.rubric,
        library=build.result.library,
        verified=verified_text(
            decision.last_verified for decision, _ in build.snapshot.decisions_by_slug.values()
        ),
        num_places=len(build.snapshot.places),
        marks=[(code, str(name), str(MARK_LEGEND[code])) for code, name in MARK.items()],
    )


def verification(build: MemoBuilder, attached: Sequence[MemoAttachment]) -> Verification:
    """Build the annex on verifying the memo."""
    return Verification(
        memo_id=build.snapshot.memo_id,
        record_name=RECORD_NAME,
        as_of=build.result.as_of.isoformat() if build.result.as_of else "",
        rubric=build.result.rubric,
        files=[
            AttachedFile(
                name=file.name,
                size=len(file.content),
                sha256=hashlib.sha256(file.content).hexdigest(),
            )
            for file in attached
        ],
    )
