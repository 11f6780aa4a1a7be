"""Confirms statements of files: only what a person decided enters the answers, with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from assessments.answers import AnswerEditor
from assessments.answers.answers import Answers, parameter_pairs
from assessments.answers.editing import ItemNotFound
from assessments.answers.numbers import sent_number
from assessments.answers.services import item_add
from assessments.audit.log import audit_append
from assessments.evidence.dates import acts_of, date_of, stamps_of
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.evidence.reports import report_of
from assessments.evidence.uploads import user_or_none
from assessments.intake.core.coerce import setting_key
from assessments.proposals.evidence import upload_as_evidence
from assessments.proposals.from_files import Proposal, propose
from assessments.proposals.from_files.values import setting_name
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
from assessments.proposals.order import fits
from assessments.proposals.services_order import put_in_order, save_step
from assessments.works.access_drafts import draft_locked
from assessments.works.drafts import Draft

if TYPE_CHECKING:
    from assessments.evidence.uploads import Actor

MADE = ("contemporaneous", "later")
SHOWN_LATER = "after_the_act"  # ground of a date by which a file is later, not only unproved
Decision = Confirmation.Decision


class StepNotFound(LookupError):
    """The chosen step was removed meanwhile."""


@dataclass(frozen=True, kw_only=True)
class StepDecision:
    """The decision of a person about one proposed step."""

    step: ProposedStep
    target: str = ""  # the id of a step of the answers; empty for a new one
    choices: Mapping[str, str] = field(default_factory=dict)  # by field: read0, …, typed, out
    made: str = ""  # when the files were made; used only where their dates are unknown


@transaction.atomic
def step_confirm(draft: Draft, decision: StepDecision, *, by: Actor) -> str:
    """Write the chosen values into the answers; return the id of the step.

    The result is empty where nothing was chosen. Raises `StepNotFound`.
    """
    draft = draft_locked(draft)
    step = decision.step
    target = _target_step(draft, decision)
    chosen = {
        row.field: value for row in step.rows if (value := _chosen_value(row, decision)) is not None
    }
    values = _answer_values(draft, step, chosen, target)
    if target:
        save_step(draft, target, values)
    elif chosen:
        target = item_add(draft, part="steps", values={"parent": "", **values})
        draft.refresh_from_db()
        put_in_order(draft, target, step.key)
    else:
        return ""
    for upload in step.uploads:
        _ensure_evidence(draft, upload, target, decision.made, by)
    _record_decision(draft, decision, target, by)
    return target


@transaction.atomic
def evidence_keep(
    draft: Draft, proposed: ProposedFile, *, step: str, what: str, made: str, by: Actor
) -> str:
    """Make a file evidence, of a step if one is named; return the id of the evidence.

    Raises `StepNotFound`.
    """
    draft = draft_locked(draft)
    if step:
        _get_step(draft, step)
    return _ensure_evidence(draft, proposed.upload, step, made, by, what=what)


@transaction.atomic
def extent_confirm(
    draft: Draft, *, item: str, source: Upload, final: Upload, extent: str, made: str, by: Actor
) -> str:
    """Answer the extent of an edit in a step, in a new one where `item` is empty.

    Both files become evidence of the step. Returns the id of the step; raises `StepNotFound`.
    """
    draft = draft_locked(draft)
    if not item:
        values = {"action": "edit", **_parent_value(draft, f"{source.pk}/1")}
        item = item_add(draft, part="steps", values=values)
        draft.refresh_from_db()
    before = _get_step(draft, item).get("extent")
    save_step(draft, item, {"extent": extent})
    for upload in (source, final):
        _ensure_evidence(draft, upload, item, made, by)
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
        sha256=final.sha256,
        by=user_or_none(by),
    )
    audit_append(
        subject=str(draft.work_id or draft.pk),
        act="proposal.decided",
        actor=by.pk if by else None,
        facts={"file": str(final.pk), "part": f"steps/{item}", "as_read": ["extent"]},
    )
    return item


def made_of(draft: Draft, upload: Upload, step: str = "", stated: str = "") -> str:
    """Return when a file was made, compared with the step it is to show; empty where unknown.

    That nothing shows a file to be of its time does not show that it is later. What a person said
    counts where no clock says anything.
    """
    stamps = stamps_of(upload.sha256, Timestamp.objects.filter(draft=draft))
    acts = acts_of([_get_step(draft, step)]) if step else []
    date = date_of(upload, stamps, acts=acts)
    if date.made == "unknown":
        return stated if stated in MADE else ""
    is_shown = date.made != "later" or date.grounds[-1].code == SHOWN_LATER
    return date.made if is_shown else ""


def choices_of(
    step: ProposedStep, draft: Draft, *, target: str = "", inferred: bool = False
) -> dict[str, str]:
    """Return the choices for confirming a whole step: the fields without answer and decision.

    A time that would put a step of the answers out of order is left for a decision of its own.
    What is only inferred is taken where a person looks at this step alone (`inferred`).
    """
    steps, item = draft.answers.get("steps") or [], step.item or target
    choices = {row.field: row.choice or (f"{READ}0" if inferred else "") for row in step.rows}
    return {
        row.field: choices[row.field]
        for row in step.rows
        if choices[row.field]
        and not row.differs
        and row.typed is None
        and row.decision is None
        and not (item and row.field == "at" and not fits(steps, item, row.statements[0].value))
    }


def _target_step(draft: Draft, decision: StepDecision) -> str:
    target = decision.step.item or decision.target
    if target:
        _get_step(draft, target)
    return target


def _get_step(draft: Draft, item: str) -> Answers:
    try:
        return AnswerEditor(draft.answers).get("steps", item)
    except ItemNotFound as error:
        raise StepNotFound("step_gone") from error


def _chosen_value(row: FieldRow, decision: StepDecision) -> Any:
    """Return the read value that was chosen for a field; None for every other choice."""
    choice = decision.choices.get(row.field, "")
    return _chosen_statement(row, choice).value if choice.startswith(READ) else None


def _chosen_statement(row: FieldRow, choice: str) -> Statement:
    """Return the chosen statement; the first one where no valid number was chosen."""
    number = sent_number(choice.removeprefix(READ)) or 0
    return row.statements[number if number < len(row.statements) else 0]


def _answer_values(
    draft: Draft, step: ProposedStep, chosen: Mapping[str, Any], target: str
) -> Answers:
    """Return the chosen values in the form of typed answers."""
    values: Answers = {}
    pairs = list(_get_step(draft, target).get("parameters") or []) if target else []
    for name, value in chosen.items():
        if setting := setting_name(name):
            pairs = _set_parameter(pairs, setting, value)
        elif name == "tool":
            values["tool"] = _tool_id(draft, value)
        elif name == "by":
            values |= _party_value(draft, value)
        elif name == "parent":
            values |= _parent_value(draft, value)
        else:
            values[name] = value if isinstance(value, list) else str(value)
    return {**values, "parameters": pairs} if pairs else values


def _set_parameter(pairs: list[list[str]], name: str, value: Any) -> list[list[str]]:
    """Return the rows of parameters with one replaced, or added at the end."""
    new = parameter_pairs({name: value})[0]
    wanted = setting_key(name)
    for at, (key, _) in enumerate(pairs):
        if setting_key(key) == wanted:
            return [*pairs[:at], [key, new[1]], *pairs[at + 1 :]]
    return [*pairs, new]


def _tool_id(draft: Draft, tool: Mapping[str, Any]) -> str:
    """Return the id of the tool with this name and version; add the tool where there is none."""
    name, version = str(tool.get("name") or ""), str(tool.get("version") or "")
    for typed in draft.answers.get("tools") or []:
        has_name = str(typed.get("name") or "").casefold() == name.casefold()
        is_version = not version or str(typed.get("version") or "") in ("", version)
        does = str(typed.get("does") or "")
        if has_name and is_version and does in ("", str(tool.get("does") or does)):
            return str(typed["id"])
    values = {key: str(value) for key, value in tool.items() if value}
    tool_id = item_add(draft, part="tools", values=values)
    draft.refresh_from_db()
    return tool_id


def _party_value(draft: Draft, name: Any) -> Answers:
    people = draft.answers.get("parties") or []
    return next(({"by": party["id"]} for party in people if party.get("name") == name), {})


def _parent_value(draft: Draft, key: str) -> Answers:
    """Return the step that was confirmed from a proposal, if it still exists."""
    step_ids = {step["id"] for step in draft.answers.get("steps") or []}
    confirmed = draft.confirmations.filter(proposal=key, section="steps", item__in=step_ids)
    last = confirmed.order_by("-at", "-pk").first()
    return {"parent": last.item} if last else {}


def _ensure_evidence(
    draft: Draft, upload: Upload, step: str, made: str, by: Actor, *, what: str = ""
) -> str:
    """Return the id of the evidence that a file is, added where it is none yet.

    The step, if one is named, lists the evidence afterwards.
    """
    draft.refresh_from_db()
    piece = _find_evidence(draft, upload)
    if not piece:
        # A known date prevails over the answer of the person.
        dated, made = made_of(draft, upload, step), made_of(draft, upload, step, made)
        kind = _evidence_fields(upload)
        what, strength = what or str(kind.get("what")), str(kind.get("strength") or "")
        piece = upload_as_evidence(
            draft, upload=upload, step=step, what=what, made=made, strength=strength
        )
        _confirm_evidence(draft, upload, piece, {"what": (what, what), "made": (dated, made)}, by)
        return piece
    if upload.evidence != piece:
        Upload.objects.filter(pk=upload.pk).update(evidence=piece)
    if step:
        pieces = _get_step(draft, step).get("evidence")
        pieces = pieces if isinstance(pieces, list) else []
        if piece not in pieces:
            save_step(draft, step, {"evidence": [*pieces, piece]})
    return piece


def _find_evidence(draft: Draft, upload: Upload) -> str:
    """Return the id of the evidence with the digest of a file; empty where there is none."""
    for piece in draft.answers.get("evidence") or []:
        same_bytes = str(piece.get("sha256") or "").lower() == upload.sha256
        if same_bytes or (upload.evidence and piece["id"] == upload.evidence):
            return str(piece["id"])
    return ""


def _evidence_fields(upload: Upload) -> Proposal:
    report = report_of(upload.original)
    return propose([report], [upload.name]).evidence[0]


def _confirm_evidence(
    draft: Draft, upload: Upload, piece: str, values: Mapping[str, tuple[str, str]], by: Actor
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
            sha256=upload.sha256,
            by=user_or_none(by),
        )


def _record_decision(draft: Draft, decision: StepDecision, item: str, by: Actor) -> None:
    """Store the decision about each field with its source, and log the act."""
    fields: dict[str, list[str]] = {}
    for row in decision.step.rows:
        choice = decision.choices.get(row.field, "")
        field_decision = _decision_of(choice)
        if field_decision is None:
            continue
        statement = _chosen_statement(row, choice)
        fields.setdefault(field_decision.value, []).append(row.field)
        Confirmation.objects.create(
            draft=draft,
            proposal=decision.step.key,
            section="steps",
            item=item,
            field=row.field,
            decision=field_decision,
            as_read=statement.value,
            as_typed=row.typed,
            upload=decision.step.uploads[0],
            sha256=decision.step.uploads[0].sha256,
            where=statement.where[:300],
            by=user_or_none(by),
        )
    if fields:
        audit_append(
            subject=str(draft.work_id or draft.pk),
            act="proposal.decided",
            actor=by.pk if by else None,
            facts={"file": str(decision.step.uploads[0].pk), "part": f"steps/{item}", **fields},
        )


def _decision_of(choice: str) -> Confirmation.Decision | None:
    if choice.startswith(READ):
        return Decision.AS_READ
    return {TYPED: Decision.AS_TYPED, LEFT_OUT: Decision.LEFT_OUT}.get(choice)
