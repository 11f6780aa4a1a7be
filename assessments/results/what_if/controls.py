"""The answers of a record that can be supposed otherwise, as controls of a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from assessments import wording
from assessments.answers import UNKNOWN, answers_from_record, questions
from assessments.answers.answers import NO, YES
from assessments.wording import labels, names

WORK, PUBLICATION = "work", "publication"
COUNTS, SHOWN_BY = "_counts", "_shown_by"
# By part, what the reasoning looks at; texts and dates stay as they are.
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
    "parties": (questions.PARTY, frozenset({"kind", "role"})),
    "tools": (questions.TOOL, frozenset({"does", "output_terms"})),
    "inputs": (questions.INPUT, frozenset({"made_by", "licence", "in_output"})),
    "steps": (
        questions.STEP,
        frozenset(
            {"detail", "changed", "effect", "extent", "criteria"} | {"outputs", "kept", "repeat"}
        ),
    ),
    "evidence": (questions.EVIDENCE, frozenset({"what", "made", "strength"})),
}
PATTERNS = {
    "parties": gettext_lazy("Person %(number)s: %(name)s"),
    "tools": gettext_lazy("Tool %(number)s: %(name)s"),
    "inputs": gettext_lazy("Input %(number)s: %(name)s"),
    "steps": gettext_lazy("Step %(number)s: %(name)s"),
    "evidence": gettext_lazy("Evidence %(number)s: %(name)s"),
}
MAX_NAME_CHARS = 60


@dataclass(frozen=True, kw_only=True)
class Control:
    """One answer; `value` is what the record says, a list where several may be chosen."""

    name: str  # steps.2.detail
    how: str  # choice, choices, number, line, switch
    label: str
    value: str | list[str]
    options: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        return "if-" + self.name.replace(".", "-")

    def says(self, value: str | list[str]) -> str:
        """A value in words."""
        known = dict(self.options)
        chosen = value if isinstance(value, list) else [value]
        words = [known.get(part, part) for part in chosen if part]
        return gettext(", ").join(words) or known.get("", "") or gettext("not said")


@dataclass(frozen=True, kw_only=True)
class Group:
    """The controls of one part of the record."""

    key: str  # steps.2
    title: str
    controls: tuple[Control, ...]


def groups(record: Mapping[str, Any]) -> list[Group]:
    """Every answer that can be supposed otherwise; `record` is plain data of a valid one."""
    answers = answers_from_record(record)
    whole = [(WORK, gettext("The work"), answers), (PUBLICATION, gettext("Publication"), answers)]
    found = [_group(part, part, title, of) for part, title, of in whole]
    for part in PATTERNS:
        for number, item in enumerate(answers[part], 1):
            title = PATTERNS[part] % {"number": number, "name": _item_name(part, item)}
            found.append(_group(part, f"{part}.{number}", title, item))
    return [group for group in found if group.controls]


def _item_name(part: str, item: Mapping[str, Any]) -> str:
    if part == "steps":
        return wording.action(item["action"])
    if part == "evidence":
        return wording.evidence_kind(item["what"])
    if part == "inputs":
        return str(labels.INPUT[item["what"]])
    return str(item["name"])[:MAX_NAME_CHARS]


def _group(part: str, key: str, title: str, answers: Mapping[str, Any]) -> Group:
    asked, wanted = FIELDS[part]
    controls = [
        _control(key, question, answers.get(question.name, ""))
        for question in asked
        if question.name in wanted and question.is_asked(answers)
    ]
    return Group(key=key, title=title, controls=(*_evidence_controls(part, key), *controls))


def _evidence_controls(part: str, key: str) -> Iterator[Control]:
    """What is no answer of the record: whether evidence counts, and evidence not there yet."""
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
            label=gettext("Suppose that this showed it, too"),
            value="",
            options=(("", gettext("nothing more")), *_labelled_choices(names.EVIDENCE_KINDS)),
        )


def _control(key: str, question: questions.Question, value: Any) -> Control:
    several = question.how == "choices"
    return Control(
        name=f"{key}.{question.name}",
        how={"flag": "choice", "text": "line"}.get(question.how, question.how),
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
