"""The fields of a proposed step in words: as read, as typed, as decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.proposals.from_files.values import INFERRED, SETTING, WORDS
from assessments.proposals.matching import LEFT_OUT, READ, TYPED, FieldRow, Statement
from assessments.proposals.models import Confirmation
from assessments.wording import likeness, names
from assessments.wording import times as times_wording
from assessments.wording.files import CONFIDENCE
from assessments.wording.labels import CHANGED, DOES
from assessments.wording.places import place_name

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
    Confirmation.Decision.AS_READ: _("Used what we found"),
    Confirmation.Decision.AS_TYPED: _("Kept what you typed"),
    Confirmation.Decision.LEFT_OUT: _("Left out"),
}


@dataclass(frozen=True, kw_only=True)
class StatementRow:
    """One statement of a file, in words."""

    value: str  # the value of the form field that chooses it
    text: str
    file: str
    where: str
    confidence: str
    is_usual: bool  # whether most of the step has the same place and confidence


@dataclass(frozen=True, kw_only=True)
class FieldDecision:
    """One field of a step with the choices for it."""

    slug: int  # the number of the row in its step
    field: str
    label: str
    statements: list[StatementRow]
    typed: str
    has_typed: bool
    differs: bool
    is_open: bool
    choice: str
    decided: str  # the current decision in words; empty where there is none
    decided_at: datetime | None
    agrees: bool
    is_inferred: bool  # whether the file does not state it
    take_typed: str = TYPED
    take_none: str = LEFT_OUT


def source_of(statement: Statement) -> tuple[str, str]:
    """Return the confidence of a statement in words, and its place in the file."""
    return str(CONFIDENCE[statement.confidence]), place_name(statement.where)


def field_decision(
    row: FieldRow, number: int, usual: tuple[str, str] | None, files: Mapping[str, str]
) -> FieldDecision:
    """Return a field in words; `files` has the name of every file of the draft by its id."""
    decision = row.decision
    return FieldDecision(
        slug=number,
        field=row.field,
        label=field_name(row.field),
        statements=[
            StatementRow(
                value=f"{READ}{at}",
                text=value_text(row.field, statement.value, files),
                file=statement.file,
                where=place_name(statement.where),
                confidence=source_of(statement)[0],
                is_usual=usual == source_of(statement),
            )
            for at, statement in enumerate(row.statements)
        ],
        typed="" if row.typed is None else value_text(row.field, row.typed, files),
        has_typed=row.typed is not None,
        differs=row.differs,
        is_open=row.is_open,
        choice=row.choice,
        decided=str(DECISIONS[Confirmation.Decision(decision.decision)]) if decision else "",
        decided_at=decision.at if decision else None,
        agrees=row.typed is not None and not row.differs and decision is None,
        is_inferred=row.statements[0].confidence == INFERRED,
    )


def field_name(name: str) -> str:
    """Return the name of a field; a setting without a known name keeps its own."""
    if name.startswith(SETTING):
        return capfirst(likeness.setting_name(name.removeprefix(SETTING)))
    if name.startswith(WORDS):
        return gettext("Further words (%(where)s)") % {"where": name.removeprefix(WORDS)}
    return str(FIELDS.get(name, name))


def value_text(name: str, value: Any, files: Mapping[str, str]) -> str:
    """Return a value of a field in words, `MAX_SHOWN_CHARS` at most."""
    if name == "action":
        return str(names.ACTIONS.get(value, value))
    if name == "tool":
        parts = [str(value.get(key)) for key in ("name", "version") if value.get(key)]
        does = DOES.get(str(value.get("does") or ""))
        return gettext(", ").join([*parts, str(does)] if does else parts)
    if name == "at":
        return times_wording.moment_text(str(value))
    if name == "changed":
        return gettext(", ").join(str(CHANGED.get(code, code)) for code in value)
    if name == "parent":
        return _step_name(str(value), files)
    text = likeness.setting_value(value)
    return text if len(text) <= MAX_SHOWN_CHARS else text[:MAX_SHOWN_CHARS] + "…"


def _step_name(key: str, files: Mapping[str, str]) -> str:
    """Return a proposed step by its number in its file."""
    file, _, number = key.partition("/")
    return gettext("step %(n)s of %(file)s") % {"n": number or 1, "file": files.get(file, "")}
