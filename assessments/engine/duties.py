"""Duties that go with publishing generated content: labels, records, others' material."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from assessments.engine.findings import Findings
from assessments.engine.rules import Duty, Rules
from cases.record import CreationRecord

Answer = tuple[str, str]  # status (met, missing, unknown) and the reason's code


def duties(
    record: CreationRecord, findings: Findings, rules: Rules, as_of: dt.date | None
) -> list[dict[str, Any]]:
    """Every duty that applies, with its status; none where nothing was generated."""
    found = []
    for duty in rules.duties.duties:
        answer = _CHECKS[duty.id](record, findings, rules, as_of)
        if answer is not None:
            found.append(_entry(duty, *answer))
    return found


def _entry(duty: Duty, status: str, because: str) -> dict[str, Any]:
    return {
        "what": duty.id,
        "status": status,
        "because": f"duty.{duty.id}.{because}",
        "source": duty.source,
    }


def _is_generated(record: CreationRecord, rules: Rules) -> bool:
    generative = {tool.id for tool in record.tools if tool.does in rules.generative_tools}
    return any(
        step.action in rules.duties.generating_actions or step.tool in generative
        for step in record.steps
    )


def _labels_apply(record: CreationRecord, rules: Rules, as_of: dt.date | None) -> bool:
    on = (record.published.on if record.published else None) or as_of
    return _is_generated(record, rules) and (on is None or on >= rules.duties.applies_from)


def _flag_status(value: bool | None) -> str:
    return {True: "met", False: "missing", None: "unknown"}[value]


def _visible_label(
    record: CreationRecord, findings: Findings, rules: Rules, as_of: dt.date | None
) -> Answer | None:
    if not _labels_apply(record, rules, as_of):
        return None
    if record.published is None:
        return "unknown", "not_published"
    status = _flag_status(record.published.visible_label)
    return status, status


def _label_wording(
    record: CreationRecord, findings: Findings, rules: Rules, as_of: dt.date | None
) -> Answer | None:
    if not _labels_apply(record, rules, as_of) or not (
        record.published and record.published.visible_label
    ):
        return None
    text = record.published.label_text
    if not text:
        return "unknown", "unknown"
    wanted = rules.duties.label_text
    both = any(w.casefold() in text.casefold() for w in wanted.ai_element) and any(
        w in text for w in wanted.generation_element
    )
    return ("met", "met") if both else ("missing", "missing")


def _metadata_label(
    record: CreationRecord, findings: Findings, rules: Rules, as_of: dt.date | None
) -> Answer | None:
    if not _labels_apply(record, rules, as_of):
        return None
    status = _flag_status(record.published.metadata_label if record.published else None)
    return status, status


def _keep_records(
    record: CreationRecord, findings: Findings, rules: Rules, as_of: dt.date | None
) -> Answer | None:
    process = [s for s in findings.steps if rules.proof.group_of(s.action) == "process"]
    if not process:
        return None
    carried = [findings.step_carries[step.id] for step in process]
    if all(carried):
        return "met", "met"
    return ("missing", "missing_some") if any(carried) else ("missing", "missing")


def _third_party_input(
    record: CreationRecord, findings: Findings, rules: Rules, as_of: dt.date | None
) -> Answer | None:
    licences = {item.licence for item in record.inputs if item.made_by == "third_party"}
    if not licences:
        return None
    if "unlicensed" in licences:
        return "missing", "missing"
    return ("unknown", "unknown") if "unknown" in licences else ("met", "met")


_CHECKS: dict[str, Callable[[CreationRecord, Findings, Rules, dt.date | None], Answer | None]] = {
    "visible_label": _visible_label,
    "label_wording": _label_wording,
    "metadata_label": _metadata_label,
    "keep_records": _keep_records,
    "third_party_input": _third_party_input,
}
