"""The differences between two records of one work: item, question, answer before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext, gettext_lazy

from assessments import wording
from assessments.answers import answers_from_record, questions
from assessments.answers.answers import LISTS, NO, YES
from assessments.answers.questions import Question
from assessments.wording import labels
from assessments.wording.rounds import round_title

MAX_VALUE_CHARS = 300  # characters of one text; the record itself holds all of it
QUESTIONS_BY_PART: Mapping[str, tuple[Question, ...]] = {
    "": (*questions.WORK, *questions.PUBLICATION),
    "parties": questions.PARTY,
    "tools": questions.TOOL,
    "inputs": questions.INPUT,
    "steps": questions.STEP,
    "evidence": questions.EVIDENCE,
}
TITLES = {
    "": gettext_lazy("The work"),
    "parties": gettext_lazy("Person: %(name)s"),
    "tools": gettext_lazy("Tool: %(name)s"),
    "inputs": gettext_lazy("Input: %(name)s"),
    "evidence": gettext_lazy("Evidence: %(name)s"),
}
Answers = Mapping[str, Any]
ChangeKind = Literal["added", "removed", "changed"]


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """A question with its answers in words; an empty text is no answer."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class RecordChange:
    """A change of an item of the record, or of the answers about the whole work."""

    part: str  # "" for the work as a whole
    item: str  # the id
    title: str
    kind: ChangeKind
    fields: tuple[FieldChange, ...] = ()


def record_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[RecordChange]:
    """Return every difference; items are matched by id."""
    then, now = answers_from_record(before), answers_from_record(after)
    whole = _fields("", then, now, then, now)
    found = [RecordChange(part="", item="", title=str(TITLES[""]), kind="changed", fields=whole)]
    for part in LISTS:
        found += _items(part, then, now)
    return [change for change in found if change.fields or change.kind != "changed"]


def _items(part: str, then: Answers, now: Answers) -> Iterator[RecordChange]:
    old = {item["id"]: (n, item) for n, item in enumerate(then[part], 1)}
    new = {item["id"]: (n, item) for n, item in enumerate(now[part], 1)}
    for name in dict.fromkeys([*new, *old]):
        number, item = new.get(name) or old[name]
        kind: ChangeKind = "removed" if name not in new else "changed" if name in old else "added"
        items = (old.get(name, (0, {}))[1], new.get(name, (0, {}))[1])
        yield RecordChange(
            part=part,
            item=name,
            title=_title(part, number, item, now if name in new else then),
            kind=kind,
            fields=_fields(part, *items, then, now) if kind == "changed" else (),
        )


def _title(part: str, number: int, item: Answers, answers: Answers) -> str:
    if part == "steps":
        return round_title(item, number, answers[part])
    return str(TITLES[part] % {"number": number, "name": _item_name(part, item)})


def _item_name(part: str, item: Answers) -> str:
    if part == "evidence":
        return wording.evidence_kind(item["what"])
    return str(labels.INPUT[item["what"]]) if part == "inputs" else str(item["name"])[:60]


def _fields(
    part: str, old: Answers, new: Answers, then: Answers, now: Answers
) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(
            label=str(question.label),
            before=_value_text(question, old.get(question.name), then),
            after=_value_text(question, new.get(question.name), now),
        )
        for question in QUESTIONS_BY_PART[part]
        if old.get(question.name) != new.get(question.name)
    )


def _value_text(question: Question, value: Any, answers: Answers) -> str:
    """Return an answer in words; an item of the record is named by its number."""
    if value in (None, "", []):
        return ""
    if question.how == "flag":
        return {YES: gettext("Yes"), NO: gettext("No")}.get(value, str(value))
    if question.how == "pairs":
        return gettext(", ").join(f"{name} = {text}" for name, text in value)[:MAX_VALUE_CHARS]
    values = value if isinstance(value, list) else [value]
    if question.of:
        values = [_place(question.of, name, answers) for name in values]
    elif question.choices:
        values = [str(question.choices.get(part, part)) for part in values]
    text = gettext(", ").join(str(part) for part in values)
    return text if len(text) <= MAX_VALUE_CHARS else text[:MAX_VALUE_CHARS] + "…"


def _place(part: str, name: str, answers: Answers) -> str:
    for number, item in enumerate(answers[part], 1):
        if item["id"] == name:
            return _title(part, number, item, answers)
    return name
