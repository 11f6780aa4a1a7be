"""The six questions as forms. What they ask is needed for a first answer; nothing else is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.making.questions import Name
from assessments.wording import labels
from assessments.wording.plain.choices import EXTENT
from cases.law.loading import load_law

COPYRIGHT_LAW = "prc-copyright-law"  # of the law as data
MAX_NAME, MAX_TITLE, MAX_TEXT = 200, 200, 5000
PEOPLE = (
    ("self", _("I made it for myself")),
    ("employee", _("I made it for my employer, as part of my work")),
    ("client", _("I made it for a client")),
    ("together", _("I made it together with somebody")),
    ("company", _("We are a company; someone who works for us made it")),
)
WITH_ANOTHER = frozenset({"employee", "client", "together", "company"})
ORIGINALS = (
    ("account_history", _("The history in the tool or the chat: prompts and results")),
    ("original_file", _("The files exactly as the tool saved them")),
    ("layered_file", _("A file with layers, or the project file of an editing program")),
    ("drafts", _("Sketches, notes or drafts from before")),
)
IMAGE_ADDS = ("figure", "composition", "colour", "crop", "retouch", "other")
ADDS_BY_KIND: Mapping[str, Sequence[str]] = {
    "image": IMAGE_ADDS,
    "model_3d": IMAGE_ADDS,
    "text": ("wording", "structure", "order", "other"),
    "code": ("wording", "structure", "order", "other"),
    "audio": ("sound", "structure", "cut", "other"),
    "video": ("cut", "order", "sound", "figure", "colour", "other"),
}


class QuestionForm(forms.Form):
    """One question; `none` is the label of the button that says there is nothing of the kind."""

    use_required_attribute = False
    at_least_one_required = True  # crispy's templates then mark no field as optional
    none: ClassVar[Any] = ""  # lazy
    example: ClassVar[Any] = ""  # lazy

    def __init__(
        self, *args: Any, kind: str = "", sources: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.sources = sources  # ids and names of what a change by hand may have been made in

    def in_words(self) -> list[tuple[str, str]]:
        """Return each field that has an initial value, as label and answer in words."""
        return [
            (str(field.label), _in_words(field, value))
            for name, field in self.fields.items()
            if (value := self.initial.get(name))
        ]


def _in_words(field: forms.Field, value: Any) -> str:
    names = {str(code): str(name) for code, name in getattr(field, "choices", ())}
    codes = value if isinstance(value, list) else [value]
    return gettext(", ").join(names.get(str(code), str(code)) for code in codes)


class KindForm(QuestionForm):
    """What the work is, and its title."""

    kind_of_work = forms.ChoiceField(
        label=_("What is it?"),
        widget=forms.RadioSelect,
        choices=[(code, capfirst(name)) for code, name in labels.KIND.items()],
        error_messages={"required": _("Choose what it is.")},
    )
    title = forms.CharField(
        label=_("What do you call it?"),
        max_length=MAX_TITLE,
        error_messages={"required": _("Give it a title; you can change it later.")},
    )


class PeopleForm(QuestionForm):
    """Who made the work, and for whom."""

    people = forms.ChoiceField(
        label=_("Who made it, and for whom?"),
        widget=forms.RadioSelect,
        choices=PEOPLE,
        error_messages={"required": _("Choose one. If none fits, choose “I don’t know”.")},
    )
    maker = forms.CharField(
        label=_("Name of who made it"),
        required=False,
        max_length=MAX_NAME,
        help_text=_("As it should stand on the answer. You may leave it empty."),
    )
    other = forms.CharField(
        label=_("Name of the employer, client, company or other person"),
        required=False,
        max_length=MAX_NAME,
    )


class IdeaForm(QuestionForm):
    """What the maker wanted before the first result."""

    none = _("I had no idea beforehand")
    example = _("a fox on a snowy ridge at night, seen from below, lit only by its lantern")
    idea = forms.CharField(
        label=_("Before the first result: what did you want it to be?"),
        help_text=_("What one should see, hear or read in it, in your own words."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=MAX_TEXT,
        error_messages={"required": _("Write it down, or say that you had no idea beforehand.")},
    )


class TypedForm(QuestionForm):
    """What was typed into which tool, where no file shows it."""

    none = _("I used no AI tool")
    prompt = forms.CharField(
        label=_("What did you type for the result that you kept?"),
        help_text=_("Word for word as far as you remember; it counts as your statement."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=MAX_TEXT,
        error_messages={"required": _("Write down what you typed, or that you do not know.")},
    )
    tool = forms.CharField(label=_("With which AI tool?"), required=False, max_length=MAX_NAME)
    again = forms.ChoiceField(
        label=_("Did you run the tool again to change what it had made?"),
        help_text=_("With other words, settings, areas or a result that you had chosen."),
        widget=forms.RadioSelect,
        required=False,
        choices=[("yes", _("yes")), ("no", _("no")), ("", _("I don't know"))],
    )


class HandForm(QuestionForm):
    """What was changed by hand."""

    none = _("I changed nothing")
    adds = forms.MultipleChoiceField(
        label=_("What did you change yourself, after the AI?"),
        help_text=_("With an editing program or by hand, not by another prompt."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick what you changed, or say that you changed nothing.")},
    )
    extent = forms.ChoiceField(
        label=_("How much did that change?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[*EXTENT.items(), ("", _("I don't know"))],
    )
    effect = forms.ChoiceField(
        label=_("Can one see, read or hear it in the finished work?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("visible", _("yes")),
            ("none", _("no")),
            ("", _("I don't know")),
        ],
    )
    where = forms.CharField(
        label=_("What exactly, and where can one see it?"),
        help_text=_("Footage, photos, drawings or sound of your own: add them as files, too."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MAX_TEXT,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = ADDS_BY_KIND.get(self.kind, tuple(labels.ADDS))
        self.fields["adds"].choices = [  # type: ignore[attr-defined]
            (code, capfirst(labels.ADDS[code])) for code in codes
        ]
        if self.sources:
            self.fields["source"] = forms.ChoiceField(
                label=_("Which one did you edit?"),
                required=False,
                choices=[("", _("I don't know")), *self.sources],
            )


class OriginalsForm(QuestionForm):
    """Which originals still exist."""

    none = _("Nothing is left")
    originals = forms.MultipleChoiceField(
        label=_("Which of these do you still have?"),
        widget=forms.CheckboxSelectMultiple,
        choices=ORIGINALS,
        error_messages={"required": _("Tick what you have, or say that nothing is left.")},
    )


class PublishedForm(QuestionForm):
    """Whether and when it was published, and whether it was labelled."""

    none = _("Not published yet")
    on = forms.DateField(
        label=_("When did you publish it?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Give the day, or say that it is not published.")},
    )
    label = forms.ChoiceField(
        label=_("Does it say there that it was made with AI?"),
        widget=forms.RadioSelect,
        required=False,
        choices=[("yes", _("Yes")), ("no", _("No")), ("", _("I don't know"))],
    )

    def clean_on(self) -> date:
        """Refuse a day that is still to come, or that lies before there was such a law."""
        day: date = self.cleaned_data["on"]
        since = next(law.since for law in load_law().instruments if law.slug == COPYRIGHT_LAW)
        if since is not None and day < since:
            raise forms.ValidationError(
                _("This day lies before %(day)s, when the Copyright Law came into force."),
                params={"day": date_format(since, "DATE_FORMAT")},
            )
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


FORMS: Mapping[Name, type[QuestionForm]] = {
    "kind": KindForm,
    "people": PeopleForm,
    "idea": IdeaForm,
    "typed": TypedForm,
    "hand": HandForm,
    "originals": OriginalsForm,
    "published": PublishedForm,
}
# What a question is about, where it can be opened again.
SHORT_NAMES: Mapping[Name, Any] = {
    "kind": _("Kind and title"),
    "people": _("Who and for whom"),
    "idea": _("Idea beforehand"),
    "typed": _("What you typed"),
    "hand": _("Changes by hand"),
    "originals": _("Originals"),
    "published": _("Publication and label"),
}
