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
from assessments.proposals.from_files import Proposal, Proposals, Proposed, propose
from assessments.proposals.from_files.values import same
from assessments.proposals.models import Confirmation
from assessments.works.drafts import Draft

Json = Mapping[str, Any]
# By the id of a file: the key of the step that its own continues, and what was changed since.
Descents = Mapping[str, tuple[str, tuple[str, ...]]]
READ, TYPED, OUT = "read", "typed", "out"
ARCHIVE = "application/zip"
# Not settled by what is said of one step: the file is added as evidence with whatever is confirmed.
NOT_ROWS = frozenset({"evidence"})


@dataclass(frozen=True, kw_only=True)
class Said:
    """A value and who says so."""

    value: Any
    file: str
    where: str
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """One field of a step: as read, perhaps by several files; as typed; as decided."""

    field: str
    said: tuple[Said, ...]  # distinct values
    typed: Any = None
    decision: Confirmation | None = None

    @property
    def differs(self) -> bool:
        """Whether two files, or a file and the person, say different things of this field."""
        return len(self.said) > 1 or (
            self.typed is not None
            and not all(agree(self.field, self.typed, one.value) for one in self.said)
        )

    @property
    def is_open(self) -> bool:
        """A difference about which nobody has decided."""
        return self.differs and self.decision is None

    @property
    def choice(self) -> str:
        """What is marked when the page is opened: never one side of an open difference."""
        if self.decision is not None:
            return self._decided()
        if self.differs:
            return ""
        return f"{READ}0" if self.typed is None else TYPED

    def _decided(self) -> str:
        assert self.decision is not None
        if self.decision.decision == Confirmation.Decision.AS_READ:
            values = [one.value for one in self.said]
            read = self.decision.as_read
            return f"{READ}{values.index(read)}" if read in values else f"{READ}0"
        return TYPED if self.decision.decision == Confirmation.Decision.AS_TYPED else OUT


@dataclass(frozen=True, kw_only=True)
class Step:
    """A proposed step: from which files, to which step of the answers it belongs, its fields."""

    key: str
    uploads: tuple[Upload, ...]
    item: str = ""  # "" while it belongs to none
    rows: tuple[Row, ...] = ()
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
class FileProposed:
    """One file with what kind of evidence it is taken to be, and the steps it speaks of."""

    upload: Upload
    what: str
    found: Json
    steps: tuple[Step, ...] = ()
    beside: str = ""  # the file in whose step it is spoken of, too


@dataclass(kw_only=True)
class _Known:
    """What stands in the draft: its record, decisions, and which step a proposal belongs to."""

    record: Json
    decisions: dict[tuple[str, str], Confirmation]
    items: dict[str, str]
    descents: Descents = field(default_factory=dict)

    @property
    def steps(self) -> list[Json]:
        return self.record.get("steps") or []

    def step(self, item: str) -> Json:
        return next((one for one in self.steps if one.get("id") == item), {})


def files_proposed(draft: Draft, descents: Descents | None = None) -> list[FileProposed]:
    """Every file that was read, with what it proposes."""
    uploads = _uploads(draft)
    names = _distinct([upload.name for upload in uploads])
    found = [_found(upload) for upload in uploads]
    proposals = propose(found, names)
    known = _known(draft, descents or {})
    steps = list(_steps(proposals, uploads, known))
    by_file: dict[Any, list[Step]] = {}
    beside: dict[Any, str] = {}
    for step in steps:
        by_file.setdefault(step.uploads[0].pk, []).append(step)
        beside |= {other.pk: step.uploads[0].name for other in step.uploads[1:]}
    return [
        FileProposed(
            upload=upload,
            what=str(evidence.get("what")),
            found=one,
            steps=tuple(by_file.get(upload.pk, ())),
            beside=beside.get(upload.pk, ""),
        )
        for upload, evidence, one in zip(uploads, proposals.evidence, found, strict=True)
    ]


def open_rows(draft: Draft) -> list[tuple[Step, Row]]:
    """Differences between typed answers and files about which nobody has decided."""
    if not draft.uploads.filter(original__reading__state="ready").exists():
        return []
    return [
        (step, row)
        for one in files_proposed(draft)
        for step in one.steps
        if step.item
        for row in step.rows
        if row.is_open
    ]


def agree(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same, whatever way they are written."""
    plain = name.rpartition(".")[2]
    if plain == "loras" and isinstance(one, list) and isinstance(other, list):
        return _loras(one) == _loras(other)
    if name == "tool":
        return _tools_agree(one, other)
    return same(plain, one, other)


def _tools_agree(one: Any, other: Any) -> bool:
    """A tool is typed by name, provider or model; one name within the other is enough."""
    names = [str(each.get("name") or "").casefold() for each in (one, other)]
    return bool(all(names)) and (names[0] in names[1] or names[1] in names[0])


def _loras(values: list[Any]) -> set[tuple[str, Any]]:
    return {(str(one.get("name")), one.get("weight")) for one in values if isinstance(one, Mapping)}


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
        found = _found(upload)
        if found.get("media_type") != ARCHIVE or found.get("messages"):
            chosen.setdefault(upload.original_id, upload)
    return list(chosen.values())


def _found(upload: Upload) -> Json:
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


def _known(draft: Draft, descents: Descents) -> _Known:
    record = to_plain(draft.answers)
    decisions: dict[tuple[str, str], Confirmation] = {}
    items: dict[str, str] = {}
    there = {one.get("id") for one in record.get("steps") or []}
    for one in draft.confirmations.select_related("upload").order_by("at", "pk"):
        decisions[one.proposal, one.field] = one
        if one.section == "steps" and one.item in there:
            items[one.proposal] = one.item
    return _Known(record=record, decisions=decisions, items=items, descents=descents)


def _steps(proposals: Proposals, uploads: list[Upload], known: _Known) -> Iterator[Step]:
    by_id = {f"e{at}": upload for at, upload in enumerate(uploads, 1)}
    tools = {one.id: one for one in proposals.tools}
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
    ids = dict.fromkeys(key for one in step.all("evidence") for key in one.value)
    return tuple(by_id[key] for key in ids)


def _step(
    proposal: Proposal,
    key: str,
    files: tuple[Upload, ...],
    tools: Mapping[str, Proposal],
    known: _Known,
    descent: tuple[str, tuple[str, ...]],
) -> Step:
    tool = _tool(tools.get(str(proposal.get("tool"))))
    item = known.items.get(key) or _meant(proposal, files, known)
    typed = known.step(item) if item else {}
    rows = []
    for name in dict.fromkeys(one.field for one in proposal.fields):
        if name in NOT_ROWS or (name == "by" and not _party(proposal, known)):
            continue
        said = _said(name, proposal.all(name), tool)
        now = _typed(name, typed, known)
        decision = _decision(key, name, said, now, known)
        rows.append(Row(field=name, said=said, typed=now, decision=decision))
    if not item:
        rows += _descent(*descent)
    return Step(key=key, uploads=files, item=item, rows=tuple(rows), tool=tool)


def _descent(parent: str, changed: tuple[str, ...]) -> Iterator[Row]:
    """Which step it continues and what was changed, as the tree shows it."""
    for name, value in (("parent", parent), ("changed", list(changed))):
        if value:
            said = Said(value=value, file="", where="", confidence="inferred")
            yield Row(field=name, said=(said,))


def _tool(proposal: Proposal | None) -> Mapping[str, Any] | None:
    if proposal is None:
        return None
    return {one.field: one.value for one in proposal.fields}


def _said(name: str, stated: Iterable[Proposed], tool: Json | None) -> tuple[Said, ...]:
    """Each distinct value once, with the first file that says it."""
    found: list[Said] = []
    for one in stated:
        value = dict(tool or {}) if name == "tool" else one.value
        if not any(agree(name, value, before.value) for before in found):
            found.append(
                Said(value=value, file=one.file, where=one.where or "", confidence=one.confidence)
            )
    return tuple(found)


def _typed(name: str, typed: Json, known: _Known) -> Any:
    """What stands in the answers now; None where nothing does."""
    if name == "tool":
        tools = known.record.get("tools") or []
        return next((dict(one) for one in tools if one.get("id") == typed.get("tool")), None)
    if name == "by":
        people = known.record.get("parties") or []
        return next((one.get("name") for one in people if one.get("id") == typed.get("by")), None)
    if not name.startswith("parameters."):
        return typed.get(name)
    wanted = setting_key(name.removeprefix("parameters."))
    pairs = (typed.get("parameters") or {}).items()
    return next((value for key, value in pairs if setting_key(key) == wanted), None)


def _party(proposal: Proposal, known: _Known) -> bool:
    names = {str(one.get("name")) for one in known.record.get("parties") or []}
    return proposal.get("by") in names


def _decision(
    key: str, name: str, said: tuple[Said, ...], typed: Any, known: _Known
) -> Confirmation | None:
    """The newest decision, where it was about what is read and typed now."""
    one = known.decisions.get((key, name))
    if one is None:
        return None
    values = [each.value for each in said]
    about_this = one.as_read in values
    if one.decision == Confirmation.Decision.AS_TYPED:
        about_this = about_this and agree(name, typed, one.as_typed)
    elif one.decision == Confirmation.Decision.AS_READ:
        about_this = about_this and (typed is None or agree(name, typed, one.as_read))
    return one if about_this else None


def _meant(proposal: Proposal, files: tuple[Upload, ...], known: _Known) -> str:
    """The typed step that names one of these files as its evidence; "" where several might be."""
    digests = {upload.original_id for upload in files}
    pieces = {
        one.get("id")
        for one in known.record.get("evidence") or []
        if str(one.get("sha256") or "").lower() in digests
    }
    taken = set(known.items.values())
    about = [
        one
        for one in known.steps
        if pieces & set(one.get("evidence") or ()) and one.get("id") not in taken
    ]
    if len(about) != 1:
        prompt = proposal.get("prompt")
        about = [one for one in about if prompt and agree("prompt", one.get("prompt"), prompt)]
    if len(about) != 1 or _is_another(proposal, about[0]):
        return ""
    return str(about[0]["id"])


def _is_another(proposal: Proposal, step: Json) -> bool:
    """A file that speaks of several steps belongs to a typed one only by the same words."""
    where = next((one.where for one in proposal.fields if one.field == "prompt"), None)
    in_conversation = bool(where) and str(where).startswith("message ")
    return in_conversation and not agree("prompt", step.get("prompt"), proposal.get("prompt"))
