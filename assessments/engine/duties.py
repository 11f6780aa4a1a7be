"""Duties that go with publishing generated content, by who owes them and on which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from assessments.engine.case import Case
from assessments.engine.codes import DutyStatus
from assessments.engine.examinations import latest_day
from assessments.engine.held_files import normalise_words
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
        if check == ("missing", "missing") and duty.owed_by == "provider":
            check = check if _has_service(case.record) else ("unknown", "service_unknown")
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


def _label_status(record: CreationRecord, flag: bool | None) -> Check:
    """A label that is missing was owed only from the day on which the rules applied."""
    if flag is None:
        return "unknown", "unknown"
    if flag:
        return "met", "met"
    if record.published is None or record.published.on is None:
        return "unknown", "date_unknown"
    return "missing", "missing"


def _visible_label(case: Case, rules: Rules, as_of: dt.date | None) -> Check | None:
    if not _labels_apply(case.record, rules, as_of):
        return None
    if case.record.published is None:
        return "unknown", "publication_unknown"
    published = case.record.published
    if published.on and published.on > latest_day():
        return "unknown", "not_published"
    if published.visible_label is False and _is_offline(published.where, rules):
        return None  # the rule speaks of services that carry content on a network
    if published.visible_label and published.label_text and not _names_generation(case, rules):
        denials, words = rules.duties.label_text.denials, normalise_words(published.label_text)
        if rules.duties.label_text.finds(denials, words):
            return "missing", "denied"
        return "unknown", "wording"  # art. 10 asks for a declaration and fixes no words
    return _label_status(case.record, published.visible_label)


def _label_wording(case: Case, rules: Rules, as_of: dt.date | None) -> Check | None:
    if not _labels_apply(case.record, rules, as_of) or not (
        case.record.published and case.record.published.visible_label
    ):
        return None
    if not case.record.published.label_text:
        return "unknown", "unknown"
    return ("met", "met") if _names_generation(case, rules) else ("missing", "missing")


def _is_offline(where: str | None, rules: Rules) -> bool:
    """Whether it was published where no network service carries it (Labelling Measures art. 10)."""
    asked, text = rules.duties.places, normalise_words(where or "")
    return asked.finds(asked.offline, text) and not asked.finds(asked.online, text)


def _names_generation(case: Case, rules: Rules) -> bool:
    """Whether the words of the label say what the standard asks, and do not deny it."""
    published = case.record.published
    text = normalise_words((published.label_text if published else None) or "")
    asked = rules.duties.label_text
    both = (asked.ai_element, asked.generation_element)
    return all(asked.finds(words, text) for words in both) and not asked.finds(asked.denials, text)


def _metadata_label(case: Case, rules: Rules, as_of: dt.date | None) -> Check | None:
    if not _labels_apply(case.record, rules, as_of):
        return None
    published = case.record.published
    return _label_status(case.record, published.metadata_label if published else None)


def _third_party_input(case: Case, rules: Rules, as_of: dt.date | None) -> Check | None:
    told = case.appraiser
    licences = {
        told.licence(item) for item in case.record.inputs if told.made_by(item) == "third_party"
    }
    if not licences:
        return None
    if "unlicensed" in licences:
        return "missing", "missing"
    return ("unknown", "unknown") if "unknown" in licences else ("met", "met")


def _has_service(record: CreationRecord) -> bool:
    """Whether a provider took part; whoever made a tool need not have offered it as a service."""
    return any("tool_provider" in roles_of(party) for party in record.parties)


def _has_provider(case: Case, rules: Rules) -> bool:
    """Whether somebody offered a generating tool as a service; a model run by oneself has none."""
    offered = any(t.provider for t in case.record.tools if t.does in rules.generative_tools)
    return offered or _has_service(case.record)


_CHECKS: dict[str, Callable[[Case, Rules, dt.date | None], Check | None]] = {
    "visible_label": _visible_label,
    "label_wording": _label_wording,
    "metadata_label": _metadata_label,
    "third_party_input": _third_party_input,
}
