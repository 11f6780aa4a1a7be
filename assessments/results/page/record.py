"""The page of a creation record: every answer, and which of them are open."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from assessments import wording
from assessments.engine.result_reasons import Facts
from assessments.exhibits.excerpt import Excerpt, excerpt
from assessments.exhibits.marked_prompt import MarkedPrompt, marked_prompt
from assessments.precedents.citations import NO_FILES, CitationLinks
from assessments.precedents.fields import field_name
from assessments.precedents.values import Link, StepFile
from assessments.wording import labels, names
from assessments.wording.rounds import round_title
from assessments.wording.times import moment_text
from cases.record import (
    Contract,
    CreationRecord,
    Input,
    Party,
    Step,
    Tool,
    doubts,
    evidence_by_step,
    linked_evidence,
    steps_of_evidence,
)
from cases.record.schema import Examination, Kind
from cases.wording.problems import problem_line

MAX_PAGE_CHARS = 4000  # of one text; the download holds all of it
MAX_FULL_STEPS = 100  # shown with all their answers at once; others are named and linked


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One answer; an empty text is an answer that is open."""

    name: str
    text: str
    anchor: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepItem:
    """A step of the process; its texts are shown as typed, its prompt with the phrases marked."""

    number: int
    title: str  # what it did, behind its number
    file: StepFile | None
    action: str
    when: str
    effect: str
    rows: tuple[AnswerRow, ...]
    prompt: MarkedPrompt | None
    texts: tuple[tuple[str, Excerpt], ...]
    parameters: tuple[tuple[str, str], ...]
    evidence: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class NamedStep:
    """A step that is only named here; the address shows it with its answers."""

    number: int
    title: str
    href: str


@dataclass(frozen=True, kw_only=True)
class RecordItem:
    """A person, a tool, an input or a piece of evidence."""

    number: int
    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, kw_only=True)
class RecordPage:
    """The template context of a record."""

    work: list[AnswerRow]
    summary: Excerpt | None
    notes: Excerpt | None
    publication: list[AnswerRow]
    parties: list[RecordItem]
    contracts: list[RecordItem]
    tools: list[RecordItem]
    inputs: list[RecordItem]
    steps: list[StepItem]
    earlier: list[NamedStep]
    later: list[NamedStep]
    evidence: list[RecordItem]
    doubts: list[str]


def record_page(
    data: Mapping[str, Any],
    taken: Mapping[str, str],
    files: Mapping[str, StepFile] = NO_FILES,
    first: int = 1,
) -> RecordPage:
    """Return the context of the record page; `data` is a valid record as JSON.

    `taken` says why evidence is taken as made later though nobody said so, by its id; `files`, by
    the id of the step, which file shows it; `first`, the step (from 1) from which on
    `MAX_FULL_STEPS` are shown with all their answers.
    """
    record = CreationRecord.model_validate(data)
    refs = CitationLinks(data, {}, files=files)
    end = first + MAX_FULL_STEPS
    return RecordPage(
        work=list(work_rows(record).values()),
        summary=excerpt(record.summary, MAX_PAGE_CHARS),
        notes=excerpt(record.notes, MAX_PAGE_CHARS),
        publication=list(_publication(record)),
        parties=[_party(n, party, refs) for n, party in enumerate(record.parties, 1)],
        contracts=[_contract(n, item, refs) for n, item in enumerate(record.contracts, 1)],
        tools=[_tool(n, tool, refs) for n, tool in enumerate(record.tools, 1)],
        inputs=[_input(n, item, refs) for n, item in enumerate(record.inputs, 1)],
        steps=list(_steps(record, refs, range(first, end))),
        earlier=_named(record, refs, range(1, first)),
        later=_named(record, refs, range(end, len(record.steps) + 1)),
        evidence=list(_evidence(record, refs, taken)),
        doubts=[problem_line(doubt) for doubt in doubts(record)],
    )


def _day_text(value: dt.date | dt.datetime | None) -> str:
    return moment_text(value.isoformat()) if value is not None else ""


def work_rows(record: CreationRecord) -> dict[str, AnswerRow]:
    """Return the answers about the work as a whole, by field."""
    texts = {
        "kind": _label(labels.KIND, record.kind),
        "claim": _label(labels.CLAIM, record.claim),
        "subject_matter": _label(labels.SUBJECT_MATTER, record.subject_matter),
        "fixed": _yes_no(record.fixed),
        "freedom": _label(labels.FREEDOM, record.freedom),
        "distinctiveness": _label(labels.DISTINCTIVENESS, record.distinctiveness),
        "foreseeability": _label(labels.FORESEEABILITY, record.foreseeability),
        "created_from": _day_text(record.created_from),
        "created_to": _day_text(record.created_to),
    }
    if record.appraiser != "maker":
        texts["appraiser"] = _label(labels.APPRAISER, record.appraiser)
    return {field: _row(field, text, anchor=True) for field, text in texts.items()}


def _row(field: str, text: object, *, anchor: bool = False) -> AnswerRow:
    return AnswerRow(
        name=field_name(field),
        text="" if text is None else str(text),
        anchor=f"field-{field}" if anchor else "",
    )


def _yes_no(value: bool | None) -> str:
    return "" if value is None else gettext("Yes") if value else gettext("No")


def _label(table: Mapping[str, Any], code: str | None) -> str:
    return "" if code is None else str(table[code])


def _join_words(words: Iterable[object]) -> str:
    return gettext(", ").join(str(word) for word in words)


def _publication(record: CreationRecord) -> Iterator[AnswerRow]:
    published, registered = record.published, record.registration
    if published:
        yield AnswerRow(name=gettext("Published on"), text=_day_text(published.on))
        yield AnswerRow(name=gettext("Published where"), text=published.where or "")
        yield AnswerRow(name=gettext("Visible label"), text=_yes_no(published.visible_label))
        yield AnswerRow(name=gettext("Words of the label"), text=published.label_text or "")
        yield AnswerRow(
            name=gettext("Label in the metadata"), text=_yes_no(published.metadata_label)
        )
        yield AnswerRow(name=gettext("Signed with a name"), text=_yes_no(published.signature))
    if registered:
        yield AnswerRow(name=gettext("Registered with"), text=registered.authority or "")
        yield AnswerRow(name=gettext("Number of the registration"), text=registered.number or "")
        yield AnswerRow(name=gettext("Registered on"), text=_day_text(registered.on))


def _party(number: int, party: Party, refs: CitationLinks) -> RecordItem:
    roles = dict.fromkeys([*([party.role] if party.role else []), *party.roles])
    rows = [
        AnswerRow(name=gettext("Role"), text=_join_words(labels.ROLE[role] for role in roles)),
        AnswerRow(name=gettext("Kind"), text=_label(labels.PARTY_KIND, party.kind)),
        _row("contribution", party.contribution),
    ]
    if party.signs_work is not None:
        rows.append(_row("signs_work", _yes_no(party.signs_work)))
    if party.is_press is not None:
        rows.append(_row("is_press", _yes_no(party.is_press)))
    if party.evidence:
        rows.append(_linked("evidence", Facts(evidence=party.evidence), refs))
    return RecordItem(number=number, title=party.name, rows=tuple(rows))


def _contract(number: int, contract: Contract, refs: CitationLinks) -> RecordItem:
    rows = (
        AnswerRow(name=gettext("Agreed on"), text=_day_text(contract.on)),
        _linked("parties", Facts(parties=contract.parties), refs),
        _row("says", _label(labels.CONTRACT_SAYS, contract.says)),
        *(_row(name, text) for name in ("scope", "clause") if (text := getattr(contract, name))),
        _linked("evidence", Facts(evidence=contract.evidence), refs),
    )
    title = labels.contract_kind(contract.model_dump())
    return RecordItem(number=number, title=title, rows=rows)


def _linked(field: str, facts: Facts, refs: CitationLinks) -> AnswerRow:
    return AnswerRow(name=field_name(field), text="", links=refs.facts(facts))


def _tool(number: int, tool: Tool, refs: CitationLinks) -> RecordItem:
    rows = (
        AnswerRow(name=gettext("Version"), text=tool.version or ""),
        AnswerRow(name=gettext("Provider"), text=tool.provider or ""),
        AnswerRow(name=gettext("What it does"), text=_label(labels.DOES, tool.does)),
        AnswerRow(
            name=gettext("Terms on output"),
            text=_label(labels.OUTPUT_TERMS, tool.output_terms),
            links=refs.facts(Facts(evidence=tool.terms_evidence)),
        ),
    )
    return RecordItem(number=number, title=tool.name, rows=rows)


def _input(number: int, item: Input, refs: CitationLinks) -> RecordItem:
    rows = (
        AnswerRow(name=field_name("made_by"), text=_label(labels.MADE_BY, item.made_by)),
        AnswerRow(name=field_name("licence"), text=_label(labels.LICENCE, item.licence)),
        AnswerRow(name=field_name("in_output"), text=_label(labels.IN_OUTPUT, item.in_output)),
        *(_row(name, text) for name in ("layer", "note") if (text := getattr(item, name))),
        _linked("evidence", Facts(evidence=item.evidence), refs),
    )
    return RecordItem(number=number, title=_label(labels.INPUT, item.what), rows=rows)


def _named(record: CreationRecord, refs: CitationLinks, numbers: range) -> list[NamedStep]:
    of_steps = zip(numbers, record.steps[numbers.start - 1 :], strict=False)
    return [
        NamedStep(
            number=number,
            title=round_title(vars(step), number, refs.steps),
            href=f"?from={number}#steps-{number}",
        )
        for number, step in of_steps
    ]


def _steps(record: CreationRecord, refs: CitationLinks, numbers: range) -> Iterator[StepItem]:
    by_step = evidence_by_step(record.evidence)
    for number, step in zip(numbers, record.steps[numbers.start - 1 :], strict=False):
        linked = Facts(evidence=linked_evidence(step, by_step))
        yield _step(number, step, record.kind, refs, linked)


def _step(number: int, step: Step, kind: Kind, refs: CitationLinks, linked: Facts) -> StepItem:
    typed = {field: getattr(step, field) for field in ("negative_prompt", "intent", "criteria")}
    return StepItem(
        number=number,
        title=round_title(vars(step), number, refs.steps),
        file=refs.files.get(step.id),
        action=wording.action(step.action),
        when=_day_text(step.at),
        effect=step.effect or "",
        rows=tuple(_step_rows(step, refs)),
        prompt=marked_prompt(step.prompt, kind, MAX_PAGE_CHARS),
        texts=tuple(
            (field_name(field), shown)
            for field, text in typed.items()
            if (shown := excerpt(text, MAX_PAGE_CHARS)) is not None
        ),
        parameters=tuple(
            (str(name), value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
            for name, value in (step.parameters or {}).items()
        ),
        evidence=refs.facts(linked),
    )


def _step_rows(step: Step, refs: CitationLinks) -> Iterator[AnswerRow]:
    """Yield the answers of a step; an open answer of a step has no row."""
    links = {
        "parent": Facts(steps=_ids(step.parent)),
        "by": Facts(parties=_ids(step.by)),
        "tool": Facts(tools=_ids(step.tool)),
    }
    for field, facts in links.items():
        if getattr(step, field):
            yield AnswerRow(name=field_name(field), text="", links=refs.facts(facts))
    changed = None if step.changed is None else [labels.CHANGED[c] for c in step.changed]
    answers = {
        "prompt_terms": step.prompt_terms,
        "detail": _label(labels.DETAIL, step.detail),
        "changed": _join_words(changed)
        if changed
        else ""
        if changed is None
        else gettext("nothing"),
        "effect": _label(labels.EFFECT, step.effect),
        "outputs": step.outputs,
        "kept": step.kept,
        "extent": _label(labels.EXTENT, step.extent),
        "adds": None if step.adds is None else _join_words(labels.ADDS[a] for a in step.adds),
        "stock": _yes_no(step.stock),
        "layer": step.layer,
        "repeat": step.repeat if step.repeat > 1 else None,
    }
    for field, value in answers.items():
        if value not in (None, ""):
            yield _row(field, value)


def _ids(item_id: str | None) -> tuple[str, ...]:
    return (item_id,) if item_id else ()


def _evidence(
    record: CreationRecord, refs: CitationLinks, taken: Mapping[str, str]
) -> Iterator[RecordItem]:
    for number, piece in enumerate(record.evidence, 1):
        shown_in = Facts(
            steps=steps_of_evidence(record, piece),
            inputs=tuple(i.id for i in record.inputs if piece.id in i.evidence),
            tools=tuple(t.id for t in record.tools if piece.id in t.terms_evidence),
            parties=tuple(p.id for p in record.parties if piece.id in p.evidence),
            contracts=tuple(c.id for c in record.contracts if piece.id in c.evidence),
        )
        examined = piece.examined_by
        made = names.when_made(piece.made, taken.get(piece.id))
        rows = (
            AnswerRow(name=gettext("When it was made"), text=made),
            AnswerRow(name=gettext("What it shows"), text=piece.shows or ""),
            AnswerRow(name=gettext("Appraised as"), text=_label(names.STRENGTHS, piece.strength)),
            AnswerRow(name="SHA-256", text=piece.sha256 or ""),
            *([_row("examined_by", _examination(examined))] if examined else []),
            AnswerRow(name=gettext("Belongs to"), text="", links=refs.facts(shown_in)),
        )
        yield RecordItem(number=number, title=wording.evidence_kind(piece.what), rows=rows)


def _examination(examined: Examination) -> str:
    return gettext("%(name)s, %(day)s") % {"name": examined.name, "day": _day_text(examined.on)}
