"""The questions of one part of the interview as a form, and the answers in a submitted form.

Answers are stored as typed, also while they are wrong, so no form here rejects one: the caller
passes the problems of the record, and each is shown beside its question. A question that the page
did not show keeps its answer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from assessments.answers import UNKNOWN
from assessments.answers.answers import NO, NOTHING, YES, is_blank
from assessments.answers.questions import Question
from assessments.answers.telling import DONT_KNOW, FLAGS, item_title
from cases.record.dates import read_date

FIELDS = "_fields"  # the names of the questions that the page showed
UNKNOWN_SUFFIX = ".unknown"  # the checkbox "I don't know" beside a text
BOXES = ("choices", "items")
TEXTS = ("line", "text", "prompt", "date", "moment", "number")
MAX_BUTTONS = 7  # more choices become a drop-down list
ROWS_LEFT = 3  # empty rows below the settings
NO_ANSWER_LABEL = gettext_lazy("No answer yet")
REQUIRED_LABEL = gettext_lazy("%(label)s (needed)")
MOMENT_HELP = gettext_lazy(
    "For example 2024-06-30, or with the time: 2024-06-30T14:05+08:00 (+08:00 is Beijing time)."
)

Choices = list[tuple[str, str]]
BeginReason = Literal["human", "idea", "excluded", "country"]


class AnswersForm(forms.Form):
    """Shows every question of one part of the interview, answered or not.

    `part` has the answers of this part, `answers` those of the draft; `faults` has sentences by
    question.
    """

    use_required_attribute = False
    at_least_one_required = True  # marks no field "optional", because hardly any answer is required

    def __init__(
        self,
        questions: Sequence[Question],
        part: Mapping[str, Any],
        *,
        answers: Mapping[str, Any],
        faults: Mapping[str, list[str]] | None = None,
    ) -> None:
        super().__init__(initial=_initial(questions, part))
        self.part = part
        self.questions = {question.name: question for question in questions}
        self.faults = faults or {}
        for question in questions:
            self.fields[question.name] = _labelled_field(question, part, answers)

    def full_clean(self) -> None:
        """Add the problems that the caller found in the whole record."""
        super().full_clean()
        for name, sentences in self.faults.items():
            if name in self.fields:
                self.add_error(name, list(sentences))

    def add_error(self, field: Any, error: Any) -> None:
        self.cleaned_data = getattr(self, "cleaned_data", {})
        super().add_error(field, error)

    @cached_property
    def asked_names(self) -> list[str]:
        """The names of the questions that are relevant to the answers of this part."""
        return [name for name, question in self.questions.items() if question.is_asked(self.part)]


def _initial(questions: Iterable[Question], part: Mapping[str, Any]) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for question in questions:
        value = part.get(question.name)
        if question.how == "choices" and value == UNKNOWN:
            initial[question.name] = [UNKNOWN]
        elif question.how in TEXTS and value == UNKNOWN:
            initial[question.name] = ""
        else:
            initial[question.name] = value
    return initial


def _labelled_field(
    question: Question, part: Mapping[str, Any], answers: Mapping[str, Any]
) -> forms.Field:
    label = (
        str(REQUIRED_LABEL) % {"label": question.label}
        if question.required
        else str(question.label)
    )
    field = _typed_field(question, part, answers)
    field.label, field.required = label, False
    return field


def _typed_field(
    question: Question, part: Mapping[str, Any], answers: Mapping[str, Any]
) -> forms.Field:
    if question.how in ("choice", "flag"):
        return _choice_field(question, _code_choices(question), part)
    if question.how == "item":
        return _choice_field(question, _item_choices(question, part, answers), part)
    if question.how == "choices":
        return forms.MultipleChoiceField(
            choices=_code_choices(question), widget=forms.CheckboxSelectMultiple
        )
    if question.how == "items":
        choices = _item_choices(question, part, answers)
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
    if question.how == "pairs":
        return forms.Field(widget=forms.HiddenInput)  # drawn as a table by its template
    return forms.CharField(widget=_text_widget(question, part), help_text=_help_text(question))


def _choice_field(
    question: Question, choices: Choices, part: Mapping[str, Any]
) -> forms.ChoiceField:
    value = part.get(question.name)
    known = {code for code, _ in choices}
    if not is_blank(value) and value not in known:
        choices = [*choices, (str(value), str(value))]
    if len(choices) > MAX_BUTTONS or question.how == "item":
        return forms.ChoiceField(choices=[("", str(NO_ANSWER_LABEL)), *choices])
    if not question.required:
        choices = [*choices, ("", str(NO_ANSWER_LABEL))]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)


def _code_choices(question: Question) -> Choices:
    named = {YES: FLAGS[YES], NO: FLAGS[NO]} if question.how == "flag" else question.choices or {}
    choices = [(code, capfirst(str(name))) for code, name in named.items()]
    return [*choices, (UNKNOWN, str(DONT_KNOW))] if question.allows_unknown else choices


def _item_choices(
    question: Question, part: Mapping[str, Any], answers: Mapping[str, Any]
) -> Choices:
    """Return the items to choose from; of the steps only those before this one."""
    items = list(answers.get(question.of) or [])
    if question.of == "steps":
        ids = [item.get("id") for item in items]
        items = items[: ids.index(part.get("id"))] if part.get("id") in ids else items
    return [
        (item["id"], item_title(answers, question.of, item, n)) for n, item in enumerate(items, 1)
    ]


def _text_widget(question: Question, part: Mapping[str, Any]) -> forms.Widget:
    if question.how == "text":
        return forms.Textarea(attrs={"rows": 3})
    if question.how == "prompt":
        return forms.Textarea(attrs={"class": "prompt", "rows": 6, "spellcheck": "false"})
    if question.how == "number":
        return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    value = part.get(question.name)
    if question.how == "date" and (is_blank(value) or value == UNKNOWN or read_date(value)):
        return forms.TextInput(attrs={"type": "date"})
    return forms.TextInput(attrs={"autocomplete": "off"})


def _help_text(question: Question) -> str:
    return str(MOMENT_HELP) if question.how == "moment" else ""


# Submitted answers


def submitted_answers(
    questions: Iterable[Question], data: QueryDict, stored: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the answers in a submitted form, without questions that the page did not show."""
    shown = set(data.get(FIELDS, "").split())
    sent: dict[str, Any] = {}
    for question in questions:
        value = _submitted_answer(question, data, shown, stored.get(question.name))
        if value is not None:
            sent[question.name] = value
    return sent


def _submitted_answer(question: Question, data: QueryDict, shown: set[str], stored: Any) -> Any:
    """Return one answer of a submitted form; None where the page did not show the question."""
    name = question.name
    if question.how in BOXES:
        codes = data.getlist(name)
        return _clean_checkboxes(codes) if codes or name in shown else None
    if question.how == "pairs":
        return _read_pairs(data, name)
    value = data.get(name)
    if value is not None:
        value = _normalise_text(value)
        value = value.strip() if question.how not in ("text", "prompt") else value
    if question.allows_unknown and data.get(name + UNKNOWN_SUFFIX):
        # Checked beside the stored text: the checkbox is the newer answer.
        return UNKNOWN if is_blank(value) or value == stored else value
    return value


def _clean_checkboxes(codes: list[str]) -> Any:
    """Return the checked codes; "nothing" and "I don't know" count only if no other is checked."""
    exclusive = (UNKNOWN, NOTHING, "")
    checked = [code for code in map(_normalise_text, dict.fromkeys(codes)) if code not in exclusive]
    if checked:
        return checked
    return UNKNOWN if UNKNOWN in codes else [NOTHING] if NOTHING in codes else []


def _normalise_text(text: str) -> str:
    """Replace CR LF, as browsers send line ends, and remove NUL, which PostgreSQL rejects."""
    return text.replace("\r\n", "\n").replace("\x00", "")


def _read_pairs(data: QueryDict, name: str) -> list[list[str]] | None:
    names, values = data.getlist(f"{name}.name"), data.getlist(f"{name}.value")
    if not names and not values:
        return None
    rows = zip(names, values, strict=False)
    typed = [[_normalise_text(n).strip(), _normalise_text(v).strip()] for n, v in rows]
    return [row for row in typed if any(row)]


def kept_answers(questions: Iterable[Question], text: str) -> dict[str, Any]:
    """Return the answers in a hidden field that `serialise_answers` wrote, checked again."""
    try:
        data = json.loads(text)
        json.dumps(data, ensure_ascii=False).encode()  # a lone surrogate cannot be encoded
    except (ValueError, RecursionError):
        return {}
    names = {question.name for question in questions}
    if not isinstance(data, dict):
        return {}
    return {name: value for name, value in data.items() if name in names and _is_answer(value)}


def serialise_answers(sent: Mapping[str, Any]) -> str:
    """Serialise answers as JSON for a hidden field."""
    return json.dumps(dict(sent), ensure_ascii=False)


def _is_answer(value: Any) -> bool:
    if isinstance(value, list):
        flat = [
            part for member in value for part in (member if isinstance(member, list) else [member])
        ]
        return all(map(_is_text, flat)) and all(
            not isinstance(member, list) or len(member) == 2 for member in value
        )
    return _is_text(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\x00" not in value


# Before a draft begins


class BeginForm(forms.Form):
    """Asks three questions that show early whether an assessment can help."""

    human = forms.ChoiceField(
        label=gettext_lazy("Did you shape it: an idea, instructions, choices, edits?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("yes", gettext_lazy("Yes: I had an idea, gave instructions, chose or edited")),
            ("no", gettext_lazy("No: I only pressed “generate”")),
        ],
    )
    matter = forms.ChoiceField(
        label=gettext_lazy("What do you want assessed?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("work", gettext_lazy("A finished text, picture, sound, film, model or program")),
            ("idea", gettext_lazy("Only an idea, a style or a prompt")),
            ("excluded", gettext_lazy("A law, bare news, or a generic table or formula")),
        ],
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Where do you want protection?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("cn", gettext_lazy("In mainland China")),
            ("other", gettext_lazy("Somewhere else")),
        ],
    )
    at_least_one_required = True

    def reasons(self) -> list[BeginReason]:
        """Return the codes of reasons why an assessment may not help."""
        data = self.cleaned_data
        reasons: list[BeginReason] = ["human"] if data.get("human") == "no" else []
        reasons += [data["matter"]] if data.get("matter") in ("idea", "excluded") else []
        return [*reasons, "country"] if data.get("country") == "other" else reasons


class FileForm(forms.Form):
    """Asks what the uploaded files are and when they were made; neither is guessed."""

    def __init__(self, kinds: Choices, times: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nothing = [("", gettext("Please choose"))]
        self.fields["what"] = forms.ChoiceField(
            label=gettext("What are they?"), choices=[*nothing, *kinds]
        )
        self.fields["made"] = forms.ChoiceField(
            label=gettext("When were they made?"), choices=[*nothing, *times]
        )
