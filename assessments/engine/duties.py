"""Duties that go with publishing generated content, by who owes them and on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from assessments.engine.case import Case
from assessments.engine.codes import DutyStatus
from assessments.engine.people import roles_of
from assessments.engine.result import DutyAnswer
from assessments.engine.rules import Rules
from cases.record import CreationRecord

Check = tuple[DutyStatus, str]  # the status, and the last part of the reason's code


def duties(case: Case, rules: Rules, as_of: dt.date | None) -> tuple[DutyAnswer, ...]:
    """Every duty that applies, with its status; the labels only where something was generated."""
    answers = []
    for duty in rules.duties.duties:
        check = _CHECKS[duty.id](case, rules, as_of)
        if check is not None and duty.owed_by == "provider" and not _has_provider(case, rules):
            check = "not_applicable", "not_applicable"
        if check is not None:
            status, because = check
            answers.append(
                DutyAnswer(
                    what=duty.id,
                    status=status,
                    because=f"duty.{duty.id}.{because}",
                    owed_by=duty.owed_by,
                    source=duty.source,
                )
            )
    return tuple(answers)


def _is_generated(record: CreationRecord, rules: Rules) -> bool:
    generative = {tool.id for tool in record.tools if tool.does in rules.generative_tools}
    return any(
        step.action in rules.duties.generating_actions or step.tool in generative
        for step in record.steps
    )


def _labels_apply(record: CreationRecord, rules: Rules, as_of: dt.date | None) -> bool:
    """Whether the content was generated, and published (else assessed) since the rules apply."""
    on = (record.published.on if record.published else None) or as_of
    return _is_generated(record, rules) and (on is None or on >= rules.duties.applies_from)


def _status_of(flag: bool | None) -> DutyStatus:
    if flag is None:
        return "unknown"
    return "met" if flag else "missing"


def _visible_label(case: Case, rules: Rules, as_of: dt.date | None) -> Check | None:
    if not _labels_apply(case.record, rules, as_of):
        return None
    if case.record.published is None:
        return "unknown", "publication_unknown"
    status = _status_of(case.record.published.visible_label)
    return status, status


def _label_wording(case: Case, rules: Rules, as_of: dt.date | None) -> Check | None:
    if not _labels_apply(case.record, rules, as_of) or not (
        case.record.published and case.record.published.visible_label
    ):
        return None
    text = case.record.published.label_text
    if not text:
        return "unknown", "unknown"
    elements = rules.duties.label_text
    both = any(word.casefold() in text.casefold() for word in elements.ai_element) and any(
        word in text for word in elements.generation_element
    )
    return ("met", "met") if both else ("missing", "missing")


def _metadata_label(case: Case, rules: Rules, as_of: dt.date | None) -> Check | None:
    if not _labels_apply(case.record, rules, as_of):
        return None
    status = _status_of(case.record.published.metadata_label if case.record.published else None)
    return status, status


def _third_party_input(case: Case, rules: Rules, as_of: dt.date | None) -> Check | None:
    licences = {item.licence for item in case.record.inputs if item.made_by == "third_party"}
    if not licences:
        return None
    if "unlicensed" in licences:
        return "missing", "missing"
    return ("unknown", "unknown") if "unknown" in licences else ("met", "met")


def _has_provider(case: Case, rules: Rules) -> bool:
    """Whether somebody offered a generating tool as a service; a model run by oneself has none."""
    offered = any(t.provider for t in case.record.tools if t.does in rules.generative_tools)
    return offered or any("tool_provider" in roles_of(party) for party in case.record.parties)


_CHECKS: dict[str, Callable[[Case, Rules, dt.date | None], Check | None]] = {
    "visible_label": _visible_label,
    "label_wording": _label_wording,
    "metadata_label": _metadata_label,
    "third_party_input": _third_party_input,
}
