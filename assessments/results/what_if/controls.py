"""The answers of a record that can be changed on the what-if page, as controls of a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.utils.translation import gettext, gettext_lazy

from assessments import wording
from assessments.answers import UNKNOWN, answers_from_record, questions
from assessments.answers.answers import NO, YES
from assessments.engine import load_rules
from assessments.engine.runs import Runs
from assessments.wording import labels, names
from assessments.wording.rounds import round_title
from cases.record import CreationRecord

WORK, PUBLICATION = "work", "publication"
COUNTS, SHOWN_BY = "_counts", "_shown_by"
# By part, the questions that the reasoning reads; texts and dates cannot be changed.
FIELDS: Mapping[str, tuple[tuple[questions.Question, ...], frozenset[str]]] = {
    WORK: (
        questions.WORK,
        frozenset(
            [
                "kind",
                "claim",
                "subject_matter",
                "fixed",
                "freedom",
                "distinctiveness",
                "foreseeability",
            ]
        ),
    ),
    PUBLICATION: (
        questions.PUBLICATION,
        frozenset({"published.visible_label", "published.metadata_label", "published.signature"}),
    ),
    "parties": (questions.PARTY, frozenset({"kind", "role", "roles", "signs_work", "is_press"})),
    "contracts": (questions.CONTRACT, frozenset({"kind", "says"})),
    "tools": (questions.TOOL, frozenset({"does", "output_terms"})),
    "inputs": (questions.INPUT, frozenset({"made_by", "licence", "in_output"})),
    "steps": (
        questions.STEP,
        frozenset(
            {"detail", "changed", "effect", "extent", "adds", "stock", "criteria"}
            | {"outputs", "kept", "repeat"}
        ),
    ),
    "evidence": (questions.EVIDENCE, frozenset({"what", "made", "strength"})),
}
PATTERNS = {
    "parties": gettext_lazy("Person %(number)s: %(name)s"),
    "contracts": gettext_lazy("Contract %(number)s: %(name)s"),
    "tools": gettext_lazy("Tool %(number)s: %(name)s"),
    "inputs": gettext_lazy("Input %(number)s: %(name)s"),
    "evidence": gettext_lazy("Evidence %(number)s: %(name)s"),
}
PARTS = ("parties", "contracts", "tools", "inputs", "steps", "evidence")  # in their order
MAX_NAME_CHARS = 60
How = Literal["choice", "choices", "number", "line", "switch", "note"]  # a note changes nothing
# By the kind of the question.
CONTROLS: Mapping[str, How] = {
    "choice": "choice",
    "choices": "choices",
    "flag": "choice",
    "number": "number",
    "text": "line",
}


@dataclass(frozen=True, kw_only=True)
class Control:
    """An answer; `value` is that of the record, a list where several may be chosen."""

    name: str  # steps.2.detail
    how: How
    label: str
    value: str | list[str]
    options: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        return "if-" + self.name.replace(".", "-")

    def value_label(self, value: str | list[str]) -> str:
        """Return a value in words."""
        labels = dict(self.options)
        chosen = value if isinstance(value, list) else [value]
        words = [labels.get(part, part) for part in chosen if part]
        return gettext(", ").join(words) or labels.get("", "") or gettext("not said")


@dataclass(frozen=True, kw_only=True)
class Group:
    """The controls of one part of the record."""

    key: str  # steps.2
    title: str
    controls: tuple[Control, ...]


def groups(record: Mapping[str, Any]) -> list[Group]:
    """Return the controls by part; `record` is the plain data of a valid record."""
    answers = answers_from_record(record)
    decided_by_words = _steps_decided_by_words(CreationRecord.model_validate(record))
    whole = [(WORK, gettext("The work"), answers), (PUBLICATION, gettext("Publication"), answers)]
    all_groups = [_group(part, part, title, of) for part, title, of in whole]
    for part in PARTS:
        for number, item in enumerate(answers[part], 1):
            title = (
                round_title(item, number, answers[part])
                if part == "steps"
                else PATTERNS[part] % {"number": number, "name": _item_name(part, item)}
            )
            of_item = _group(part, f"{part}.{number}", title, item)
            is_read = part == "steps" and item["id"] in decided_by_words
            all_groups.append(_with_note(of_item) if is_read else of_item)
    return [group for group in all_groups if group.controls]


def _steps_decided_by_words(record: CreationRecord) -> set[str]:
    """Return the steps whose words are read, so that a label of how much they fix is not."""
    runs = Runs(record, load_rules(), None)
    return {step.id for step in record.steps if runs.typed(step) is not None}


def _with_note(group: Group) -> Group:
    """Say in place of the label that the typed prompt decides."""
    controls = tuple(
        replace(control, how="note", value=gettext("Your typed prompt decides this."), options=())
        if control.name.endswith(".detail")
        else control
        for control in group.controls
    )
    return replace(group, controls=controls)


def _item_name(part: str, item: Mapping[str, Any]) -> str:
    if part == "evidence":
        return wording.evidence_kind(item["what"])
    if part == "contracts":
        return labels.contract_kind(item)
    if part == "inputs":
        return str(labels.INPUT[item["what"]])
    return str(item["name"])[:MAX_NAME_CHARS]


def _group(part: str, key: str, title: str, answers: Mapping[str, Any]) -> Group:
    part_questions, names_of_part = FIELDS[part]
    controls = [
        _control(key, question, answers.get(question.name, ""))
        for question in part_questions
        if question.name in names_of_part and question.is_asked(answers)
    ]
    return Group(key=key, title=title, controls=(*_evidence_controls(part, key), *controls))


def _evidence_controls(part: str, key: str) -> Iterator[Control]:
    """Yield the controls that are no questions: leave evidence out, or suppose a new piece."""
    if part == "evidence":
        yield Control(
            name=f"{key}.{COUNTS}",
            how="switch",
            label=gettext("This evidence counts"),
            value=YES,
            options=((YES, gettext("counts")), (NO, gettext("does not count"))),
        )
    if part in ("steps", "inputs"):
        yield Control(
            name=f"{key}.{SHOWN_BY}",
            how="choice",
            label=gettext("Add evidence that a lawyer has examined"),
            value="",
            options=(("", gettext("nothing more")), *_labelled_choices(names.EVIDENCE_KINDS)),
        )


def _control(key: str, question: questions.Question, value: Any) -> Control:
    several = question.how == "choices"
    return Control(
        name=f"{key}.{question.name}",
        how=CONTROLS[question.how],
        label=str(question.label),
        value=list(value or []) if several else str(value),
        options=tuple(_options(question, value)),
    )


def _options(question: questions.Question, value: Any) -> Iterator[tuple[str, str]]:
    if question.how == "flag":
        choices: Mapping[str, Any] = {YES: gettext("Yes"), NO: gettext("No")}
    else:
        choices = question.choices or {}
    if question.how in ("choice", "flag") and (not question.required or value == ""):
        yield "", gettext("not said")
    if value == UNKNOWN:
        yield UNKNOWN, gettext("not known")
    yield from _labelled_choices(choices)


def _labelled_choices(choices: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    return [(value, str(label)) for value, label in choices.items()]
