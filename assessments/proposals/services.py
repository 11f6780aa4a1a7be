"""Confirming what files say: only what a person decided enters the answers, with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from assessments.answers import AnswerEditor
from assessments.answers.answers import Answers, parameter_pairs
from assessments.answers.editing import ItemNotFound
from assessments.answers.merging import count
from assessments.answers.services import draft_save, item_add
from assessments.audit.log import audit_append
from assessments.evidence.dates import acts_of, date_of, stamps_of
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.intake.core.coerce import setting_key
from assessments.proposals.evidence import upload_as_evidence
from assessments.proposals.matching import (
    LEFT_OUT,
    READ,
    TYPED,
    FieldRow,
    ProposedFile,
    ProposedStep,
    Statement,
)
from assessments.proposals.models import Confirmation
from assessments.works.drafts import Draft

MADE = ("contemporaneous", "later")
Decision = Confirmation.Decision


class StepNotFound(LookupError):
    """The step that was chosen is no longer there."""


@dataclass(frozen=True, kw_only=True)
class StepDecision:
    """What a person decided about one proposed step."""

    step: ProposedStep
    target: str = ""  # a step of the answers; "" for a new one
    choices: Mapping[str, str] = field(default_factory=dict)  # field: read0, typed, out
    made: str = ""  # when the files were made; counts only where the clocks do not say


@transaction.atomic
def step_confirm(draft: Draft, decided: StepDecision, *, by: Any) -> str:
    """Let what was decided enter the answers; returns the id of the step."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    step = decided.step
    target = _target(draft, decided)
    chosen = {
        row.field: value for row in step.rows if (value := _chosen_value(row, decided)) is not None
    }
    values = _values(draft, step, chosen, target)
    if target:
        _save(draft, target, values)
    elif chosen:
        target = item_add(draft, part="steps", values={"parent": "", **values})
    else:
        return ""
    for upload in step.uploads:
        _evidence(draft, upload, target, decided.made, by)
    _record_decision(draft, decided, target, by)
    return target


@transaction.atomic
def evidence_keep(
    draft: Draft, proposed: ProposedFile, *, step: str, what: str, made: str, by: Any
) -> str:
    """Make a file a piece of evidence, of a step where one is chosen."""
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if step:
        _item(draft, step)
    return _evidence(draft, proposed.upload, step, made, by, what=what)


@transaction.atomic
def extent_confirm(
    draft: Draft, *, item: str, source: Upload, final: Upload, extent: str, made: str, by: Any
) -> str:
    """Let a measured suggestion be the answer of a step, of a new one where none is named.

    Both files become evidence of it. Returns the id of the step.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if not item:
        values = {"action": "edit", **_parent(draft, f"{source.pk}/1")}
        item = item_add(draft, part="steps", values=values)
        draft.refresh_from_db()
    before = _item(draft, item).get("extent")
    _save(draft, item, {"extent": extent})
    for upload in (source, final):
        _evidence(draft, upload, item, made, by)
    Confirmation.objects.create(
        draft=draft,
        proposal=f"{final.pk}/extent",
        section="steps",
        item=item,
        field="extent",
        decision=Decision.AS_READ,
        as_read=extent,
        as_typed=before,
        upload=final,
        sha256=final.original_id,
        by=_user_or_none(by),
    )
    audit_append(
        subject=str(draft.work_id or draft.pk),
        act="proposal.decided",
        actor=by.pk if by else None,
        facts={"file": str(final.pk), "part": f"steps/{item}", "as_read": ["extent"]},
    )
    return item


def made_of(draft: Draft, upload: Upload, step: str = "") -> str:
    """What the clocks say of a file and of the step it is to show; empty where they do not say."""
    stamps = stamps_of(upload.original_id, Timestamp.objects.filter(draft=draft))
    acts = acts_of([_item(draft, step)]) if step else []
    made = date_of(upload, stamps, acts=acts).made
    return made if made in MADE else ""


def choices_of(step: ProposedStep) -> dict[str, str]:
    """What is taken when all of a step is confirmed: what nothing typed stands against."""
    return {
        row.field: row.choice
        for row in step.rows
        if row.choice and row.typed is None and row.decision is None
    }


def _target(draft: Draft, decided: StepDecision) -> str:
    target = decided.step.item or decided.target
    if target:
        _item(draft, target)
    return target


def _item(draft: Draft, item: str) -> Answers:
    try:
        return AnswerEditor(draft.answers).get("steps", item)
    except ItemNotFound as error:
        raise StepNotFound("step_gone") from error


def _chosen_value(row: FieldRow, decided: StepDecision) -> Any:
    """The read value that was chosen for a field; None for every other decision."""
    choice = decided.choices.get(row.field, "")
    return _chosen_statement(row, choice).value if choice.startswith(READ) else None


def _chosen_statement(row: FieldRow, choice: str) -> Statement:
    """What the chosen file says; the first where none was chosen."""
    number = choice.removeprefix(READ)
    known = number.isdecimal() and int(number) < len(row.said)
    return row.said[int(number) if known else 0]


def _values(draft: Draft, step: ProposedStep, chosen: Mapping[str, Any], target: str) -> Answers:
    """The chosen values as they would have been typed."""
    values: Answers = {}
    pairs = list(_item(draft, target).get("parameters") or []) if target else []
    for name, value in chosen.items():
        if name.startswith("parameters."):
            pairs = _set_parameter(pairs, name.removeprefix("parameters."), value)
        elif name == "tool":
            values["tool"] = _tool(draft, value)
        elif name == "by":
            values |= _party_value(draft, value)
        elif name == "parent":
            values |= _parent(draft, value)
        else:
            values[name] = value if isinstance(value, list) else str(value)
    return {**values, "parameters": pairs} if pairs else values


def _set_parameter(pairs: list[list[str]], name: str, value: Any) -> list[list[str]]:
    """The table with one setting replaced, or added at its end."""
    new = parameter_pairs({name: value})[0]
    wanted = setting_key(name)
    for at, (key, _) in enumerate(pairs):
        if setting_key(key) == wanted:
            return [*pairs[:at], [key, new[1]], *pairs[at + 1 :]]
    return [*pairs, new]


def _tool(draft: Draft, tool: Mapping[str, Any]) -> str:
    """The tool of that name and version; a new one where there is none."""
    name, version = str(tool.get("name") or ""), str(tool.get("version") or "")
    for typed in draft.answers.get("tools") or []:
        named = str(typed.get("name") or "").casefold() == name.casefold()
        if named and (not version or str(typed.get("version") or "") in ("", version)):
            return str(typed["id"])
    values = {key: str(value) for key, value in tool.items() if value}
    made = item_add(draft, part="tools", values=values)
    draft.refresh_from_db()
    return made


def _party_value(draft: Draft, name: Any) -> Answers:
    people = draft.answers.get("parties") or []
    return next(({"by": party["id"]} for party in people if party.get("name") == name), {})


def _parent(draft: Draft, key: str) -> Answers:
    """The step that was made of the proposal before it, where it is there already."""
    there = {step["id"] for step in draft.answers.get("steps") or []}
    made = draft.confirmations.filter(proposal=key, section="steps", item__in=there)
    last = made.order_by("-at", "-pk").first()
    return {"parent": last.item} if last else {}


def _save(draft: Draft, item: str, values: Answers) -> None:
    if values:
        draft.refresh_from_db()
        version = count(draft.versions.get(f"steps/{item}"))
        draft_save(draft, part="steps", item=item, sent=values, version=version)


def _evidence(
    draft: Draft, upload: Upload, step: str, made: str, by: Any, *, what: str = ""
) -> str:
    """The piece of evidence that a file is, made one where it is none yet; the step names it."""
    draft.refresh_from_db()
    piece = _find_evidence(draft, upload)
    if not piece:
        clocks = made_of(draft, upload, step)
        # Where the clocks say something, nobody's word goes before them.
        made = clocks or (made if made in MADE else "")
        what = what or _evidence_kind(upload)
        piece = upload_as_evidence(draft, upload=upload, step=step, what=what, made=made)
        _confirm_evidence(draft, upload, piece, {"what": (what, what), "made": (clocks, made)}, by)
        return piece
    if upload.evidence != piece:
        Upload.objects.filter(pk=upload.pk).update(evidence=piece)
    if step:
        named = _item(draft, step).get("evidence")
        listed = named if isinstance(named, list) else []
        if piece not in listed:
            _save(draft, step, {"evidence": [*listed, piece]})
    return piece


def _find_evidence(draft: Draft, upload: Upload) -> str:
    """The evidence of the answers that has the digest of this file."""
    for piece in draft.answers.get("evidence") or []:
        same_bytes = str(piece.get("sha256") or "").lower() == upload.original_id
        if same_bytes or (upload.evidence and piece["id"] == upload.evidence):
            return str(piece["id"])
    return ""


def _evidence_kind(upload: Upload) -> str:
    from assessments.proposals.from_files import propose

    found = upload.original.reading.found or {}
    return str(propose([found], [upload.name]).evidence[0].get("what"))


def _confirm_evidence(
    draft: Draft, upload: Upload, piece: str, values: Mapping[str, tuple[str, str]], by: Any
) -> None:
    for name, (read, kept) in values.items():
        Confirmation.objects.create(
            draft=draft,
            proposal=f"{upload.pk}/evidence",
            section="evidence",
            item=piece,
            field=name,
            decision=Decision.AS_READ if read == kept else Decision.AS_TYPED,
            as_read=read,
            as_typed=kept,
            upload=upload,
            sha256=upload.original_id,
            by=_user_or_none(by),
        )


def _record_decision(draft: Draft, decided: StepDecision, item: str, by: Any) -> None:
    """Keep beside the answers who said what, and write in the log that it was decided."""
    fields: dict[str, list[str]] = {}
    for row in decided.step.rows:
        choice = decided.choices.get(row.field, "")
        decision = _decision(choice)
        if decision is None:
            continue
        said = _chosen_statement(row, choice)
        fields.setdefault(decision.value, []).append(row.field)
        Confirmation.objects.create(
            draft=draft,
            proposal=decided.step.key,
            section="steps",
            item=item,
            field=row.field,
            decision=decision,
            as_read=said.value,
            as_typed=row.typed,
            upload=decided.step.uploads[0],
            sha256=decided.step.uploads[0].original_id,
            where=said.where[:300],
            by=_user_or_none(by),
        )
    if fields:
        audit_append(
            subject=str(draft.work_id or draft.pk),
            act="proposal.decided",
            actor=by.pk if by else None,
            facts={"file": str(decided.step.uploads[0].pk), "part": f"steps/{item}", **fields},
        )


def _decision(choice: str) -> Confirmation.Decision | None:
    if choice.startswith(READ):
        return Decision.AS_READ
    return {TYPED: Decision.AS_TYPED, LEFT_OUT: Decision.LEFT_OUT}.get(choice)


def _user_or_none(by: Any) -> Any:
    return by if by is not None and by.is_authenticated else None
