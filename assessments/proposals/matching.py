"""What the files of a draft propose beside what was typed and what was confirmed: values for pages.

Reads rows and changes none. What a file said, what a person typed and what a person decided stay
three things. A difference stays open until somebody decides about these very values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from assessments.answers import to_plain
from assessments.evidence.models import Upload
from assessments.intake.core.coerce import setting_key
from assessments.proposals.from_files import Proposal, Proposals, ProposedField, propose
from assessments.proposals.from_files.values import same_value
from assessments.proposals.models import Confirmation
from assessments.works.drafts import Draft

Json = Mapping[str, Any]
# By the id of a file: the key of the step that its own continues, and what was changed since.
Descents = Mapping[str, tuple[str, tuple[str, ...]]]
READ, TYPED, LEFT_OUT = "read", "typed", "out"
ARCHIVE = "application/zip"
# Not settled by what is said of one step: the file is added as evidence with whatever is confirmed.
NOT_ROWS = frozenset({"evidence"})


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A value and who says so."""

    value: Any
    file: str
    where: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class FieldRow:
    """One field of a step: as read, perhaps by several files; as typed; as decided."""

    field: str
    said: tuple[Statement, ...]  # distinct values
    typed: Any = None
    decision: Confirmation | None = None

    @property
    def differs(self) -> bool:
        """Whether two files, or a file and the person, say different things of this field."""
        return len(self.said) > 1 or (
            self.typed is not None
            and not all(
                values_agree(self.field, self.typed, statement.value) for statement in self.said
            )
        )

    @property
    def is_open(self) -> bool:
        """A difference about which nobody has decided."""
        return self.differs and self.decision is None

    @property
    def choice(self) -> str:
        """What is marked when the page is opened: never one side of an open difference."""
        if self.decision is not None:
            return self._decided_choice()
        if self.differs:
            return ""
        return f"{READ}0" if self.typed is None else TYPED

    def _decided_choice(self) -> str:
        assert self.decision is not None
        if self.decision.decision == Confirmation.Decision.AS_READ:
            values = [statement.value for statement in self.said]
            read = self.decision.as_read
            return f"{READ}{values.index(read)}" if read in values else f"{READ}0"
        return TYPED if self.decision.decision == Confirmation.Decision.AS_TYPED else LEFT_OUT


@dataclass(frozen=True, kw_only=True)
class ProposedStep:
    """A proposed step: from which files, to which step of the answers it belongs, its fields."""

    key: str
    uploads: tuple[Upload, ...]
    item: str = ""  # "" while it belongs to none
    rows: tuple[FieldRow, ...] = ()
    tool: Mapping[str, Any] | None = None

    @property
    def is_open(self) -> bool:
        return any(row.is_open for row in self.rows)

    @property
    def is_settled(self) -> bool:
        """Nothing is left to be done: it has a step, and every field an agreement or a decision."""
        return bool(self.item) and all(
            row.decision is not None or (row.typed is not None and not row.differs)
            for row in self.rows
        )


@dataclass(frozen=True, kw_only=True)
class ProposedFile:
    """One file with what kind of evidence it is taken to be, and the steps it speaks of."""

    upload: Upload
    what: str
    found: Json
    steps: tuple[ProposedStep, ...] = ()
    beside: str = ""  # the file in whose step it is spoken of, too


@dataclass(kw_only=True)
class _DraftState:
    """What stands in the draft: its record, decisions, and which step a proposal belongs to."""

    record: Json
    decisions: dict[tuple[str, str], Confirmation]
    items: dict[str, str]
    descents: Descents = field(default_factory=dict)

    @property
    def steps(self) -> list[Json]:
        return self.record.get("steps") or []

    def step(self, item: str) -> Json:
        return next((step for step in self.steps if step.get("id") == item), {})


def proposed_files(draft: Draft, descents: Descents | None = None) -> list[ProposedFile]:
    """Every file that was read, with what it proposes."""
    uploads = _uploads(draft)
    names = _distinct([upload.name for upload in uploads])
    found = [_report_of(upload) for upload in uploads]
    proposals = propose(found, names)
    known = _draft_state(draft, descents or {})
    steps = list(_steps(proposals, uploads, known))
    by_file: dict[Any, list[ProposedStep]] = {}
    beside: dict[Any, str] = {}
    for step in steps:
        by_file.setdefault(step.uploads[0].pk, []).append(step)
        beside |= {other.pk: step.uploads[0].name for other in step.uploads[1:]}
    return [
        ProposedFile(
            upload=upload,
            what=str(evidence.get("what")),
            found=report,
            steps=tuple(by_file.get(upload.pk, ())),
            beside=beside.get(upload.pk, ""),
        )
        for upload, evidence, report in zip(uploads, proposals.evidence, found, strict=True)
    ]


def open_rows(draft: Draft) -> list[tuple[ProposedStep, FieldRow]]:
    """Differences between typed answers and files about which nobody has decided."""
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


def values_agree(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same, whatever way they are written."""
    plain = name.rpartition(".")[2]
    if plain == "loras" and isinstance(one, list) and isinstance(other, list):
        return _loras(one) == _loras(other)
    if name == "tool":
        return _tools_agree(one, other)
    return same_value(plain, one, other)


def _tools_agree(one: Any, other: Any) -> bool:
    """A tool is typed by name, provider or model; one name within the other is enough."""
    names = [str(tool.get("name") or "").casefold() for tool in (one, other)]
    return bool(all(names)) and (names[0] in names[1] or names[1] in names[0])


def _loras(values: list[Any]) -> set[tuple[str, Any]]:
    return {
        (str(lora.get("name")), lora.get("weight")) for lora in values if isinstance(lora, Mapping)
    }


# The files


def _uploads(draft: Draft) -> list[Upload]:
    """Files that were read, the same bytes once, archives only where they are conversations."""
    rows = (
        draft.uploads.select_related("original__reading", "original__view")
        .defer("original__view__preview", "original__view__fingerprint")
        .order_by("received_at")
    )
    chosen: dict[str, Upload] = {}
    for upload in rows.filter(original__reading__state="ready"):
        found = _report_of(upload)
        if found.get("media_type") != ARCHIVE or found.get("messages"):
            chosen.setdefault(upload.original_id, upload)
    return list(chosen.values())


def _report_of(upload: Upload) -> Json:
    found: Json = upload.original.reading.found or {}
    return found


def _distinct(names: list[str]) -> list[str]:
    """Two files of one name are told apart by a number."""
    seen: dict[str, int] = {}
    distinct = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        path = PurePosixPath(name)
        again = f"{path.stem} ({seen[name]}){path.suffix}"
        distinct.append(name if seen[name] == 1 else again)
    return distinct


# The steps


def _draft_state(draft: Draft, descents: Descents) -> _DraftState:
    record = to_plain(draft.answers)
    decisions: dict[tuple[str, str], Confirmation] = {}
    items: dict[str, str] = {}
    there = {confirmation.get("id") for confirmation in record.get("steps") or []}
    for confirmation in draft.confirmations.select_related("upload").order_by("at", "pk"):
        decisions[confirmation.proposal, confirmation.field] = confirmation
        if confirmation.section == "steps" and confirmation.item in there:
            items[confirmation.proposal] = confirmation.item
    return _DraftState(record=record, decisions=decisions, items=items, descents=descents)


def _steps(
    proposals: Proposals, uploads: list[Upload], known: _DraftState
) -> Iterator[ProposedStep]:
    by_id = {f"e{at}": upload for at, upload in enumerate(uploads, 1)}
    tools = {tool.id: tool for tool in proposals.tools}
    counts: dict[Any, int] = {}
    of_file = [_files_of(step, by_id) for step in proposals.steps]
    several = {files[0].pk for files in of_file if of_file.count(files) > 1}
    for proposal, files in zip(proposals.steps, of_file, strict=True):
        number = counts[files[0].pk] = counts.get(files[0].pk, 0) + 1
        key = f"{files[0].pk}/{number}"
        descent = known.descents.get(str(files[0].pk), ("", ()))
        if files[0].pk in several:
            descent = (f"{files[0].pk}/{number - 1}" if number > 1 else "", ())
        yield _step(proposal, key, files, tools, known, descent)


def _files_of(step: Proposal, by_id: Mapping[str, Upload]) -> tuple[Upload, ...]:
    ids = dict.fromkeys(key for field in step.all("evidence") for key in field.value)
    return tuple(by_id[key] for key in ids)


def _step(
    proposal: Proposal,
    key: str,
    files: tuple[Upload, ...],
    tools: Mapping[str, Proposal],
    known: _DraftState,
    descent: tuple[str, tuple[str, ...]],
) -> ProposedStep:
    tool = _tool(tools.get(str(proposal.get("tool"))))
    item = known.items.get(key) or _matching_step(proposal, files, known)
    typed = known.step(item) if item else {}
    rows = []
    for name in dict.fromkeys(proposed.field for proposed in proposal.fields):
        if name in NOT_ROWS or (name == "by" and not _party(proposal, known)):
            continue
        said = _statements_of(name, proposal.all(name), tool)
        now = _typed_value(name, typed, known)
        decision = _decision(key, name, said, now, known)
        rows.append(FieldRow(field=name, said=said, typed=now, decision=decision))
    if not item:
        rows += _descent(*descent)
    return ProposedStep(key=key, uploads=files, item=item, rows=tuple(rows), tool=tool)


def _descent(parent: str, changed: tuple[str, ...]) -> Iterator[FieldRow]:
    """Which step it continues and what was changed, as the tree shows it."""
    for name, value in (("parent", parent), ("changed", list(changed))):
        if value:
            said = Statement(value=value, file="", where="", confidence="inferred")
            yield FieldRow(field=name, said=(said,))


def _tool(proposal: Proposal | None) -> Mapping[str, Any] | None:
    if proposal is None:
        return None
    return {field.field: field.value for field in proposal.fields}


def _statements_of(
    name: str, stated: Iterable[ProposedField], tool: Json | None
) -> tuple[Statement, ...]:
    """Each distinct value once, with the first file that says it."""
    found: list[Statement] = []
    for proposed in stated:
        value = dict(tool or {}) if name == "tool" else proposed.value
        if not any(values_agree(name, value, before.value) for before in found):
            found.append(
                Statement(
                    value=value,
                    file=proposed.file,
                    where=proposed.where or "",
                    confidence=proposed.confidence,
                )
            )
    return tuple(found)


def _typed_value(name: str, typed: Json, known: _DraftState) -> Any:
    """What stands in the answers now; None where nothing does."""
    if name == "tool":
        tools = known.record.get("tools") or []
        return next((dict(party) for party in tools if party.get("id") == typed.get("tool")), None)
    if name == "by":
        people = known.record.get("parties") or []
        return next(
            (party.get("name") for party in people if party.get("id") == typed.get("by")), None
        )
    if not name.startswith("parameters."):
        return typed.get(name)
    wanted = setting_key(name.removeprefix("parameters."))
    pairs = (typed.get("parameters") or {}).items()
    return next((value for key, value in pairs if setting_key(key) == wanted), None)


def _party(proposal: Proposal, known: _DraftState) -> bool:
    names = {str(party.get("name")) for party in known.record.get("parties") or []}
    return proposal.get("by") in names


def _decision(
    key: str, name: str, said: tuple[Statement, ...], typed: Any, known: _DraftState
) -> Confirmation | None:
    """The newest decision, where it was about what is read and typed now."""
    confirmation = known.decisions.get((key, name))
    if confirmation is None:
        return None
    values = [statement.value for statement in said]
    about_this = confirmation.as_read in values
    if confirmation.decision == Confirmation.Decision.AS_TYPED:
        about_this = about_this and values_agree(name, typed, confirmation.as_typed)
    elif confirmation.decision == Confirmation.Decision.AS_READ:
        about_this = about_this and (
            typed is None or values_agree(name, typed, confirmation.as_read)
        )
    return confirmation if about_this else None


def _matching_step(proposal: Proposal, files: tuple[Upload, ...], known: _DraftState) -> str:
    """The typed step that names one of these files as its evidence; "" where several might be."""
    digests = {upload.original_id for upload in files}
    pieces = {
        step.get("id")
        for step in known.record.get("evidence") or []
        if str(step.get("sha256") or "").lower() in digests
    }
    taken = set(known.items.values())
    about = [
        step
        for step in known.steps
        if pieces & set(step.get("evidence") or ()) and step.get("id") not in taken
    ]
    if len(about) != 1:
        prompt = proposal.get("prompt")
        about = [
            step for step in about if prompt and values_agree("prompt", step.get("prompt"), prompt)
        ]
    if len(about) != 1 or _is_another(proposal, about[0]):
        return ""
    return str(about[0]["id"])


def _is_another(proposal: Proposal, step: Json) -> bool:
    """A file that speaks of several steps belongs to a typed one only by the same words."""
    where = next((field.where for field in proposal.fields if field.field == "prompt"), None)
    in_conversation = bool(where) and str(where).startswith("message ")
    return in_conversation and not values_agree(
        "prompt", step.get("prompt"), proposal.get("prompt")
    )
