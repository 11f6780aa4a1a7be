"""Proposals as their page shows them: names of fields, values and places in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import capfirst, slugify
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.answers.telling import item_name
from assessments.evidence.queries_extraction import has_preview
from assessments.proposals.dated_files import DatedFile, dated_files
from assessments.proposals.matching import (
    LEFT_OUT,
    READ,
    TYPED,
    FieldRow,
    ProposedFile,
    ProposedStep,
)
from assessments.proposals.models import Confirmation
from assessments.wording import likeness, names
from assessments.wording import times as times_wording
from assessments.wording.files import CONFIDENCE, credentials
from assessments.wording.labels import CHANGED
from assessments.works.drafts import Draft

MAX_SHOWN_CHARS = 1200
FIELDS = {
    "action": pgettext_lazy("field of a step", "What was done"),
    "tool": _("Tool"),
    "at": _("When"),
    "by": _("By whom"),
    "prompt": _("Prompt"),
    "negative_prompt": _("Negative prompt"),
    "outputs": _("How many results"),
    "kept": _("How many kept"),
    "repeat": _("How many of the kind"),
    "parent": _("Continues from"),
    "changed": _("Changed since then"),
}
DECISIONS = {
    Confirmation.Decision.AS_READ: _("Confirmed as read"),
    Confirmation.Decision.AS_TYPED: _("Kept as typed"),
    Confirmation.Decision.LEFT_OUT: _("Left out"),
}


def file_rows(
    draft: Draft, proposed: Sequence[ProposedFile], files: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Files with their steps; `files` names files by their ids."""
    judged = dated_files(draft, [proposed_file.upload for proposed_file in proposed])
    pairs = zip(proposed, judged, strict=True)
    return [_file_row(draft, proposed_file, times, files) for proposed_file, times in pairs]


def _file_row(
    draft: Draft, proposed_file: ProposedFile, judged: DatedFile, files: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "upload": proposed_file.upload,
        "pk": str(proposed_file.upload.pk),
        "what": proposed_file.what,
        "what_name": str(names.EVIDENCE_KINDS.get(proposed_file.what, proposed_file.what)),
        "times": times_wording.date_wording(judged.judgement),
        "made": judged.judgement.made if judged.judgement.made != "unknown" else "",
        "denied": bool(judged.denied),
        "credentials": credentials(proposed_file.found.get("c2pa") or {}),
        "evidence": proposed_file.upload.evidence,
        "beside": proposed_file.beside,
        "has_preview": has_preview(proposed_file.upload),
        "steps": [step_context(draft, step, files) for step in proposed_file.steps],
        "is_open": any(step.is_open for step in proposed_file.steps),
        "is_settled": bool(proposed_file.upload.evidence)
        and all(step.is_settled for step in proposed_file.steps),
    }


def step_context(draft: Draft, step: ProposedStep, files: Mapping[str, str]) -> dict[str, Any]:
    rows = [row_context(row, files) for row in step.rows]
    usual = _usual_source(rows)
    for number, row in enumerate(rows, 1):
        row["slug"] = number
        for statement in row["said"]:
            statement["is_usual"] = usual == (statement["confidence"], statement["where"])
    return {
        "key": step.key,
        "slug": slugify(step.key),
        "item": step.item,
        "item_name": item_name(draft.answers, "steps", step.item) if step.item else "",
        "is_settled": step.is_settled,
        "is_open": step.is_open,
        "rows": [row for row in rows if not _is_plain(row)],
        "settings": [row for row in rows if _is_plain(row)],
        "usual": usual,
        "has_typed": any(row["has_typed"] for row in rows),
    }


def _is_plain(row: Mapping[str, Any]) -> bool:
    """A setting about which nothing is typed or decided: all of a step's are told in one line."""
    is_setting = str(row["field"]).startswith("parameters.")
    return is_setting and not (row["has_typed"] or row["differs"] or row["decided"])


def _usual_source(rows: Sequence[Mapping[str, Any]]) -> tuple[str, str] | None:
    """How sure and from which place most of a step is read: said once for all of these lines."""
    places = Counter(
        (statement["confidence"], statement["where"]) for row in rows for statement in row["said"]
    )
    return next((place for place, times in places.most_common(1) if times > 1), None)


def row_context(row: FieldRow, files: Mapping[str, str]) -> dict[str, Any]:
    """A row with what can be chosen in it."""
    decision = row.decision
    return {
        "field": row.field,
        "label": field_name(row.field),
        "said": [
            {
                "value": f"{READ}{at}",
                "text": value_text(row.field, statement.value, files),
                "file": statement.file,
                "where": statement.where,
                "confidence": str(CONFIDENCE.get(statement.confidence, statement.confidence)),
            }
            for at, statement in enumerate(row.said)
        ],
        "typed": "" if row.typed is None else value_text(row.field, row.typed, files),
        "has_typed": row.typed is not None,
        "differs": row.differs,
        "is_open": row.is_open,
        "choice": row.choice,
        "decided": str(DECISIONS[Confirmation.Decision(decision.decision)]) if decision else "",
        "decided_at": decision.at if decision else None,
        "agrees": row.typed is not None and not row.differs and decision is None,
        "take_typed": TYPED,
        "take_none": LEFT_OUT,
    }


def field_name(name: str) -> str:
    """The name of a field; a setting keeps its own where no word is known for it."""
    if name.startswith("parameters."):
        return capfirst(likeness.setting_name(name.removeprefix("parameters.")))
    return str(FIELDS.get(name, name))


def value_text(name: str, value: Any, files: Mapping[str, str]) -> str:
    """A value of a field in words, cut where it is very long."""
    if name == "action":
        return str(names.ACTIONS.get(value, value))
    if name == "tool":
        parts = [str(value.get(key)) for key in ("name", "version") if value.get(key)]
        return gettext(", ").join(parts)
    if name == "changed":
        return gettext(", ").join(str(CHANGED.get(code, code)) for code in value)
    if name == "parent":
        return files.get(str(value).partition("/")[0], "")
    told = likeness.setting_value(value)
    return told if len(told) <= MAX_SHOWN_CHARS else told[:MAX_SHOWN_CHARS] + "…"


def open_difference_row(step: ProposedStep, row: FieldRow, draft: Draft) -> dict[str, str]:
    """One undecided difference in one line, for the review."""
    said = row.said[0]
    return {
        "step": item_name(draft.answers, "steps", step.item),
        "field": field_name(row.field),
        "typed": value_text(row.field, row.typed, {})[:200] if row.typed is not None else "",
        "read": value_text(row.field, said.value, {})[:200],
        "file": said.file,
    }


def contradicted_row(dated_file: DatedFile, draft: Draft) -> dict[str, Any]:
    """A piece of evidence said to be made at the time against its clocks, for the review."""
    return {
        "piece": item_name(draft.answers, "evidence", dated_file.denied[0]),
        "item": dated_file.denied[0],
        "file": dated_file.upload.name,
        "why": times_wording.ground_sentence(dated_file.judgement.grounds[-1]),
    }
