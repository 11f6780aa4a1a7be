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
from assessments.proposals.dated_files import Judged, judged_files
from assessments.proposals.matching import OUT, READ, TYPED, FileProposed, Row, Step
from assessments.proposals.models import Confirmation
from assessments.wording import likeness, names
from assessments.wording import times as times_wording
from assessments.wording.files import CONFIDENCE, credentials
from assessments.wording.labels import CHANGED
from assessments.works.drafts import Draft

SHOWN = 1200
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


def files_shown(
    draft: Draft, proposed: Sequence[FileProposed], files: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Files with their steps; `files` names files by their ids."""
    judged = judged_files(draft, [one.upload for one in proposed])
    pairs = zip(proposed, judged, strict=True)
    return [_file_shown(draft, one, times, files) for one, times in pairs]


def _file_shown(
    draft: Draft, one: FileProposed, judged: Judged, files: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "upload": one.upload,
        "pk": str(one.upload.pk),
        "what": one.what,
        "what_name": str(names.EVIDENCE_KINDS.get(one.what, one.what)),
        "times": times_wording.shown(judged.judgement),
        "made": judged.judgement.made if judged.judgement.made != "unknown" else "",
        "denied": bool(judged.denied),
        "credentials": credentials(one.found.get("c2pa") or {}),
        "evidence": one.upload.evidence,
        "beside": one.beside,
        "has_preview": has_preview(one.upload),
        "steps": [step_shown(draft, step, files) for step in one.steps],
        "is_open": any(step.is_open for step in one.steps),
        "is_settled": bool(one.upload.evidence) and all(step.is_settled for step in one.steps),
    }


def step_shown(draft: Draft, step: Step, files: Mapping[str, str]) -> dict[str, Any]:
    rows = [row_shown(row, files) for row in step.rows]
    usual = _usual(rows)
    for number, row in enumerate(rows, 1):
        row["slug"] = number
        for one in row["said"]:
            one["is_usual"] = usual == (one["confidence"], one["where"])
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


def _usual(rows: Sequence[Mapping[str, Any]]) -> tuple[str, str] | None:
    """How sure and from which place most of a step is read: said once for all of these lines."""
    places = Counter((one["confidence"], one["where"]) for row in rows for one in row["said"])
    return next((place for place, times in places.most_common(1) if times > 1), None)


def row_shown(row: Row, files: Mapping[str, str]) -> dict[str, Any]:
    """A row with what can be chosen in it."""
    decision = row.decision
    return {
        "field": row.field,
        "label": field_name(row.field),
        "said": [
            {
                "value": f"{READ}{at}",
                "text": value_told(row.field, one.value, files),
                "file": one.file,
                "where": one.where,
                "confidence": str(CONFIDENCE.get(one.confidence, one.confidence)),
            }
            for at, one in enumerate(row.said)
        ],
        "typed": "" if row.typed is None else value_told(row.field, row.typed, files),
        "has_typed": row.typed is not None,
        "differs": row.differs,
        "is_open": row.is_open,
        "choice": row.choice,
        "decided": str(DECISIONS[Confirmation.Decision(decision.decision)]) if decision else "",
        "decided_at": decision.at if decision else None,
        "agrees": row.typed is not None and not row.differs and decision is None,
        "take_typed": TYPED,
        "take_none": OUT,
    }


def field_name(name: str) -> str:
    """The name of a field; a setting keeps its own where no word is known for it."""
    if name.startswith("parameters."):
        return capfirst(likeness.setting_name(name.removeprefix("parameters.")))
    return str(FIELDS.get(name, name))


def value_told(name: str, value: Any, files: Mapping[str, str]) -> str:
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
    return told if len(told) <= SHOWN else told[:SHOWN] + "…"


def open_shown(step: Step, row: Row, draft: Draft) -> dict[str, str]:
    """One undecided difference in one line, for the review."""
    said = row.said[0]
    return {
        "step": item_name(draft.answers, "steps", step.item),
        "field": field_name(row.field),
        "typed": value_told(row.field, row.typed, {})[:200] if row.typed is not None else "",
        "read": value_told(row.field, said.value, {})[:200],
        "file": said.file,
    }


def denied_shown(one: Judged, draft: Draft) -> dict[str, Any]:
    """A piece of evidence said to be made at the time against its clocks, for the review."""
    return {
        "piece": item_name(draft.answers, "evidence", one.denied[0]),
        "item": one.denied[0],
        "file": one.upload.name,
        "why": times_wording.ground_sentence(one.judgement.grounds[-1]),
    }
