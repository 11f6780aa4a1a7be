"""Matches what the files of a draft propose with the typed answers and the confirmations.

Nothing is changed here. What a file states, what a person typed and what they decided stay three
values; a difference is open until a person decides about exactly these values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from assessments.answers import to_plain
from assessments.evidence.models import Upload
from assessments.intake.core.coerce import setting_key
from assessments.lineage.tree_page import Descent
from assessments.proposals.agreement import values_agree
from assessments.proposals.apart import Apart, reasons_apart
from assessments.proposals.conversations import conversation_choices, only_chosen
from assessments.proposals.exports import with_exports
from assessments.proposals.from_files import Proposal, Proposals, ProposedField, propose
from assessments.proposals.from_files.values import INFERRED, STATED, setting_name
from assessments.proposals.models import Confirmation
from assessments.proposals.read_files import number_duplicates, reports_of_draft
from assessments.proposals.refused import refused_steps
from assessments.works.drafts import Draft

Json = Mapping[str, Any]
Descents = Mapping[str, Descent]  # by the id of a file
READ, TYPED, LEFT_OUT = "read", "typed", "out"
# No decision is asked about these: confirming anything of a step adds the file as evidence.
NON_ROW_FIELDS = frozenset({"evidence", "author"})


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A value that a file states for a field: the file, the place in it, and the confidence."""

    value: Any
    file: str
    where: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class FieldRow:
    """One field of a step: as stated by one or more files, as typed, and as decided."""

    field: str
    statements: tuple[Statement, ...]  # distinct values
    typed: Any = None
    decision: Confirmation | None = None

    @property
    def differs(self) -> bool:
        """Whether two files, or a file and the typed answer, give different values."""
        return len(self.statements) > 1 or (
            self.typed is not None
            and not all(
                values_agree(self.field, self.typed, statement.value)
                for statement in self.statements
            )
        )

    @property
    def is_open(self) -> bool:
        """Whether there is a difference about which nobody has decided."""
        return self.differs and self.decision is None

    @property
    def choice(self) -> str:
        """The choice that is preselected on the page: what a file states.

        Never one side of an open difference, and nothing that was only inferred.
        """
        if self.decision is not None:
            return self._decided_choice()
        if self.differs:
            return ""
        if self.typed is not None:
            return TYPED
        return "" if self.statements[0].confidence == INFERRED else f"{READ}0"

    def _decided_choice(self) -> str:
        assert self.decision is not None
        if self.decision.decision == Confirmation.Decision.AS_READ:
            values = [statement.value for statement in self.statements]
            read = self.decision.as_read
            return f"{READ}{values.index(read)}" if read in values else f"{READ}0"
        return TYPED if self.decision.decision == Confirmation.Decision.AS_TYPED else LEFT_OUT


@dataclass(frozen=True, kw_only=True)
class ProposedStep:
    """A proposed step: the files that state it, the step that it belongs to, its fields."""

    key: str
    uploads: tuple[Upload, ...]
    item: str = ""  # the id of the step of the answers; empty while it belongs to none
    rows: tuple[FieldRow, ...] = ()
    tool: Mapping[str, Any] | None = None
    author: str = ""  # as the file names it, of changes
    is_program: bool = False  # whether the author is a program
    is_refused: bool = False  # whether a person said that it is none of this work

    @property
    def is_stated(self) -> bool:
        """Whether what was done is known by a file or a person, not inferred."""
        return bool(self.item) or any(row.field == "action" and row.choice for row in self.rows)

    @property
    def is_open(self) -> bool:
        return not self.is_refused and any(row.is_open for row in self.rows)

    @property
    def is_settled(self) -> bool:
        """Whether the step is refused, or has an item and about each field nothing is open."""
        return (
            self.is_refused
            or bool(self.item)
            and all(
                row.decision is not None or (row.typed is not None and not row.differs)
                for row in self.rows
            )
        )


@dataclass(frozen=True, kw_only=True)
class ProposedFile:
    """One file with the kind of evidence it seems to be, its report, and the steps it states."""

    upload: Upload
    what: str
    found: Json
    steps: tuple[ProposedStep, ...] = ()
    merged_into: str = ""  # the name of the file whose step includes this file
    conversations: int = 0  # how many there are to choose from; 0 where there is no choice
    chosen: int = 0
    apart: Apart = ""  # why its steps are not confirmed together with all others
    is_outdated: bool = False  # whether it must be read again before one can choose


@dataclass(kw_only=True)
class _DraftState:
    """The record of a draft, the newest decisions, and the step that each proposal belongs to."""

    record: Json
    decisions: dict[tuple[str, str], Confirmation]
    items: dict[str, str]
    descents: Descents = field(default_factory=dict)
    refused: frozenset[str] = frozenset()  # keys of proposed steps

    @property
    def steps(self) -> list[Json]:
        return self.record.get("steps") or []

    def step(self, item: str) -> Json:
        return next((step for step in self.steps if step.get("id") == item), {})


def proposed_files(draft: Draft, descents: Descents | None = None) -> list[ProposedFile]:
    """Return every file that was read, with what it proposes."""
    reports = reports_of_draft(draft)
    uploads = [upload for upload, _ in reports]
    names = number_duplicates([upload.name for upload in uploads])
    choices = conversation_choices(draft, reports)
    proposals = propose(
        [report for _, report in reports], names, [choice.chosen for choice in choices]
    )
    state = _draft_state(draft, descents or {})
    steps = list(with_exports(draft, reports, list(_proposed_steps(proposals, uploads, state))))
    by_file: dict[UUID, list[ProposedStep]] = {}
    merged_into: dict[UUID, str] = {}
    for step in steps:
        by_file.setdefault(step.uploads[0].pk, []).append(step)
        merged_into |= {other.pk: step.uploads[0].name for other in step.uploads[1:]}
    return [
        ProposedFile(
            upload=upload,
            what=str(evidence.get("what")),
            found=only_chosen(report, choice.chosen),
            steps=tuple(by_file.get(upload.pk, ())),
            merged_into=merged_into.get(upload.pk, ""),
            conversations=choice.count,
            chosen=len(choice.chosen or ()),
            apart=apart,
            is_outdated=choice.is_outdated,
        )
        for (upload, report), evidence, choice, apart in zip(
            reports, proposals.evidence, choices, reasons_apart(state.record, reports), strict=True
        )
    ]


def open_rows(draft: Draft) -> list[tuple[ProposedStep, FieldRow]]:
    """Return the differences between typed answers and files about which nobody has decided."""
    if not draft.uploads.filter(original__reading__state="ready").exists():
        return []
    return [
        (step, row)
        for proposed_file in proposed_files(draft)
        for step in proposed_file.steps
        if step.item
        for row in step.rows
        if row.is_open
    ]


# Steps


def _draft_state(draft: Draft, descents: Descents) -> _DraftState:
    record = to_plain(draft.answers)
    decisions: dict[tuple[str, str], Confirmation] = {}
    items: dict[str, str] = {}
    step_ids = {step.get("id") for step in record.get("steps") or []}
    confirmations = list(draft.confirmations.select_related("upload").order_by("at", "pk"))
    for confirmation in confirmations:
        decisions[confirmation.proposal, confirmation.field] = confirmation
        if confirmation.section == "steps" and confirmation.item in step_ids:
            items[confirmation.proposal] = confirmation.item
    return _DraftState(
        record=record,
        decisions=decisions,
        items=items,
        descents=descents,
        refused=frozenset(refused_steps(confirmations)),
    )


def _proposed_steps(
    proposals: Proposals, uploads: list[Upload], state: _DraftState
) -> Iterator[ProposedStep]:
    by_id = {f"e{at}": upload for at, upload in enumerate(uploads, 1)}
    tools = {tool.id: tool for tool in proposals.tools}
    of_file = [_uploads_of(step, by_id) for step in proposals.steps]
    counts = Counter(files[0].pk for files in of_file)
    for proposal, files in zip(proposals.steps, of_file, strict=True):
        pk = files[0].pk
        descent = state.descents.get(str(pk), Descent())
        if proposal.continues:
            # Turns are joined by the file, acts of several authors by their times only.
            descent = Descent(f"{pk}/{proposal.continues}", is_stated=not proposal.get("author"))
        elif counts[pk] > 1:
            descent = Descent()
        yield _proposed_step(proposal, f"{pk}/{proposal.number}", files, tools, state, descent)


def _uploads_of(step: Proposal, by_id: Mapping[str, Upload]) -> tuple[Upload, ...]:
    ids = dict.fromkeys(key for field in step.all("evidence") for key in field.value)
    return tuple(by_id[key] for key in ids)


def _proposed_step(
    proposal: Proposal,
    key: str,
    files: tuple[Upload, ...],
    tools: Mapping[str, Proposal],
    state: _DraftState,
    descent: Descent,
) -> ProposedStep:
    tool = _tool_fields(tools.get(str(proposal.get("tool"))))
    item = state.items.get(key) or _matching_step(proposal, files, state)
    typed = state.step(item) if item else {}
    rows = []
    for name in dict.fromkeys(proposed.field for proposed in proposal.fields):
        if name in NON_ROW_FIELDS or (name == "by" and not _is_known_party(proposal, state)):
            continue
        statements = _statements_of(name, proposal.all(name), tool)
        value = _typed_value(name, typed, state)
        decision = _current_decision(key, name, statements, value, state)
        rows.append(FieldRow(field=name, statements=statements, typed=value, decision=decision))
    if not item:
        rows += _descent_rows(descent)
    return ProposedStep(
        key=key,
        uploads=files,
        item=item,
        rows=tuple(rows),
        tool=tool,
        author=str(proposal.get("author") or ""),
        is_program=bool(proposal.get("author")) and not proposal.get("by"),
        is_refused=not item and key in state.refused,
    )


def _descent_rows(descent: Descent) -> Iterator[FieldRow]:
    """Yield the step that is continued and what was changed, as the tree shows them."""
    confidence = STATED if descent.is_stated else INFERRED
    for name, value in (("parent", descent.parent), ("changed", list(descent.changed))):
        if value:
            statement = Statement(value=value, file="", where="", confidence=confidence)
            yield FieldRow(field=name, statements=(statement,))


def _tool_fields(proposal: Proposal | None) -> Mapping[str, Any] | None:
    if proposal is None:
        return None
    return {field.field: field.value for field in proposal.fields}


def _statements_of(
    name: str, fields: Iterable[ProposedField], tool: Json | None
) -> tuple[Statement, ...]:
    """Return each distinct value once, with the first file that states it."""
    statements: list[Statement] = []
    for proposed in fields:
        value = dict(tool or {}) if name == "tool" else proposed.value
        if not any(values_agree(name, value, statement.value) for statement in statements):
            statements.append(
                Statement(
                    value=value,
                    file=proposed.file,
                    where=proposed.where or "",
                    confidence=proposed.confidence,
                )
            )
    return tuple(statements)


def _typed_value(name: str, typed: Json, state: _DraftState) -> Any:
    """Return the current answer for a field of a step; None where there is none."""
    if name == "tool":
        tools = state.record.get("tools") or []
        return next((dict(tool) for tool in tools if tool.get("id") == typed.get("tool")), None)
    if name == "by":
        people = state.record.get("parties") or []
        return next(
            (party.get("name") for party in people if party.get("id") == typed.get("by")), None
        )
    if not (setting := setting_name(name)):
        return typed.get(name)
    wanted = setting_key(setting)
    pairs = (typed.get("parameters") or {}).items()
    return next((value for key, value in pairs if setting_key(key) == wanted), None)


def _is_known_party(proposal: Proposal, state: _DraftState) -> bool:
    names = {str(party.get("name")) for party in state.record.get("parties") or []}
    return proposal.get("by") in names


def _current_decision(
    key: str, name: str, statements: tuple[Statement, ...], typed: Any, state: _DraftState
) -> Confirmation | None:
    """Return the newest decision if it was about the values that are read and typed now."""
    confirmation = state.decisions.get((key, name))
    if confirmation is None:
        return None
    values = [statement.value for statement in statements]
    is_current = confirmation.as_read in values
    if confirmation.decision == Confirmation.Decision.AS_TYPED:
        is_current = is_current and values_agree(name, typed, confirmation.as_typed)
    elif confirmation.decision == Confirmation.Decision.AS_READ:
        is_current = is_current and (
            typed is None or values_agree(name, typed, confirmation.as_read)
        )
    return confirmation if is_current else None


def _matching_step(proposal: Proposal, files: tuple[Upload, ...], state: _DraftState) -> str:
    """Return the id of the one typed step that names these files as evidence; else empty."""
    digests = {upload.sha256 for upload in files}
    pieces = {
        piece.get("id")
        for piece in state.record.get("evidence") or []
        if str(piece.get("sha256") or "").lower() in digests
    }
    matched = set(state.items.values())
    candidates = [
        step
        for step in state.steps
        if pieces & set(step.get("evidence") or ()) and step.get("id") not in matched
    ]
    if len(candidates) != 1:
        prompt = proposal.get("prompt")
        candidates = [
            step
            for step in candidates
            if prompt and values_agree("prompt", step.get("prompt"), prompt)
        ]
    if len(candidates) != 1 or _is_other_turn(proposal, candidates[0]):
        return ""
    return str(candidates[0]["id"])


def _is_other_turn(proposal: Proposal, step: Json) -> bool:
    """Return whether a turn of a conversation has another prompt than the typed step."""
    where = next((field.where for field in proposal.fields if field.field == "prompt"), None)
    in_conversation = bool(where) and str(where).startswith("message ")
    return in_conversation and not values_agree(
        "prompt", step.get("prompt"), proposal.get("prompt")
    )
