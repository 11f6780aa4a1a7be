"""The questions of ownership as forms; they speak to whoever answers (`side`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.evidence.models import Upload
from assessments.securing.contract_text import FoundClause
from assessments.securing.owner_questions import (
    OwnerName,
    creators_of,
    making_steps,
    organisation_of,
    roles_of,
    side_of,
)
from assessments.wording import labels

MAX_NAME, MAX_CLAUSE, ROWS = 200, 2000, 2
SIDES = (
    ("company", _("We are a company or other organisation; it was made for us")),
    ("freelancer", _("I made it for a client")),
    ("employee", _("I made it for my employer")),
    ("team", _("I made it for nobody else, alone or with others")),
)
# Labels are lazy.
RELATIONS: Mapping[str, Sequence[tuple[str, Any]]] = {
    "company": (
        ("employed", _("employed by us")),
        ("commissioned", _("commissioned by us: freelancer or agency")),
        ("neither", _("neither: founder, partner, volunteer")),
        ("helped", _("only helped: advice, equipment, carrying out")),
    ),
    "freelancer": (
        ("commissioned", _("created part of it")),
        ("helped", _("only helped: advice, equipment, carrying out")),
    ),
    "employee": (
        ("employed", _("created part of it")),
        ("helped", _("only helped: advice, equipment, carrying out")),
    ),
    "team": (
        ("together", _("created it together with the others")),
        ("neither", _("created a part of their own")),
        ("helped", _("only helped: advice, equipment, carrying out")),
    ),
}
ORGANISATION: Mapping[str, Any] = {
    "company": _("Name of our company or organisation"),
    "freelancer": _("Name of the client"),
    "employee": _("Name of the employer"),
}
# Yes or no, by who is asked; `other` where the side has no sentence of its own.
YES_NO: Mapping[str, Mapping[str, tuple[Any, Any]]] = {
    "hosted": {
        "company": (
            _("Did we, as an organisation, run the making?"),
            _("We set the task, the people and the schedule, not only the budget."),
        ),
        "other": (
            _("Did the employer, as an organisation, run the making?"),
            _("It set the task, the people and the schedule, not only the budget."),
        ),
    },
    "will": {
        "company": (
            _("Did we decide what it should say and look like?"),
            _("Briefs, drafts sent back, an approval with changes; not only a wish or a topic."),
        ),
        "other": (
            _("Did the employer decide what it should say and look like?"),
            _("Briefs, drafts sent back, an approval with changes; not only a wish or a topic."),
        ),
    },
    "responsible": {
        "company": (
            _("Do we answer for it to the outside?"),
            _("It appears under our name, and complaints and claims come to us."),
        ),
        "other": (
            _("Does the employer answer for it to the outside?"),
            _("It appears under its name, and complaints and claims go there."),
        ),
    },
    "resources": {
        "company": (
            _("Was it made mainly with our resources, and do we answer for it?"),
            _("Money, equipment, data or material that we gave for it."),
        ),
        "other": (
            _("Was it made mainly with the employer's resources, and does it answer for it?"),
            _("Money, equipment, data or material given for it."),
        ),
    },
    "press": {
        "company": (
            _("Are we a newspaper, periodical, news agency, radio or television station?"),
            _("What its staff made as a task of the job is then the employer's."),
        ),
        "other": (
            _("Is the employer a newspaper, periodical, news agency, radio or TV station?"),
            _("What its staff made as a task of the job is then the employer's."),
        ),
    },
}


class OwnerForm(forms.Form):
    """One question of ownership, for the side that answers."""

    use_required_attribute = False
    at_least_one_required = True  # crispy's templates then mark no field as optional

    def __init__(self, answers: Mapping[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers
        self.speaker = side_of(answers)


class SideForm(OwnerForm):
    """Who answers."""

    side = forms.ChoiceField(
        label=_("Who are you in this?"),
        widget=forms.RadioSelect,
        choices=SIDES,
        error_messages={"required": _("Choose one.")},
    )


class OwnerPeopleForm(OwnerForm):
    """Who worked on it, for whom."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other, named = organisation_of(self.answers), creators_of(self.answers)
        if self.speaker in ORGANISATION:
            self.fields["organisation"] = forms.CharField(
                label=ORGANISATION[self.speaker],
                max_length=MAX_NAME,
                initial=other.get("name") if other else "",
                error_messages={"required": _("Give the name.")},
            )
        for number in range(max(ROWS, len(named) + 1)):
            known = named[number] if number < len(named) else {}
            self.fields[f"maker_{number}"] = forms.CharField(
                label=gettext("Person %(number)d") % {"number": number + 1},
                required=number == 0,
                max_length=MAX_NAME,
                initial=known.get("name", ""),
                error_messages={"required": _("Name at least one person.")},
            )
            choices = RELATIONS.get(self.speaker, RELATIONS["team"])
            self.fields[f"relation_{number}"] = forms.ChoiceField(
                label=gettext("Person %(number)d: their part") % {"number": number + 1},
                choices=choices,
                initial=self._relation(other, known) or choices[0][0],
                required=False,
            )

    def _relation(self, other: Mapping[str, Any] | None, known: Mapping[str, Any]) -> str:
        """Return how a known maker stands to us by the parts on record; empty if open."""
        if self.speaker != "company" or other is None or not known:
            return ""
        parts = roles_of(other) & {"employer", "commissioner"}
        by_part = {"employer": "employed", "commissioner": "commissioned"}
        return by_part[parts.pop()] if len(parts) == 1 else "" if parts else "neither"


class PartsForm(OwnerForm):
    """Who took which step."""

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(p["id"], p.get("name") or p["id"]) for p in creators_of(self.answers)]
        for step in making_steps(self.answers):
            self.fields[f"by_{step['id']}"] = forms.ChoiceField(
                label=names.get(step["id"], step["id"]),
                choices=[("", _("I don't know")), *people],
                required=False,
                initial=step.get("by") or "",
            )


class YesNoForm(OwnerForm):
    """One fact about the organisation."""

    def __init__(self, *args: Any, name: OwnerName, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sentences = YES_NO[name]
        question, hint = sentences.get(self.speaker, sentences["other"])
        self.fields["said"] = forms.ChoiceField(
            label=question,
            help_text=hint,
            widget=forms.RadioSelect,
            choices=[("yes", _("Yes")), ("no", _("No"))],
            error_messages={"required": _("Choose one, or “I don’t know”.")},
        )


class NamesForm(OwnerForm):
    """Whose name stands on the work, or who produced it."""

    def __init__(self, *args: Any, name: OwnerName, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(p["id"], p.get("name") or p["id"]) for p in self.answers.get("parties") or []]
        is_producer = name == "producer"
        self.fields["who"] = forms.ChoiceField(
            label=_("Who produced the film?")
            if is_producer
            else _("Whose name stands on the work as its author?"),
            help_text=_("Who organised and paid for it as a whole, not who cut it.")
            if is_producer
            else _("On the published copy: signature, credit, watermark, imprint."),
            widget=forms.RadioSelect,
            choices=[*people, ("none", _("Nobody's"))] if not is_producer else people,
            error_messages={"required": _("Choose one, or “I don’t know”.")},
        )


class ContractForm(OwnerForm):
    """Whether there is a written contract with a maker, and which file it is."""

    def __init__(
        self,
        *args: Any,
        files: Sequence[Upload],
        between: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(upload.pk), upload.name) for upload in files]
        names = gettext(" and ").join(between)
        question = gettext("Is there a written contract between %(names)s?")
        if len(between) == 1:
            question = gettext("Does %(names)s have a written contract about this work?")
        self.fields["file"] = forms.ChoiceField(
            label=question % {"names": names},
            help_text=_("Of whatever kind, publishing and licences too. We read its text."),
            widget=forms.RadioSelect,
            choices=[
                *choices,
                ("none", _("No, and nothing was agreed on the copyright")),
                ("spoken", _("No, it was agreed by word of mouth")),
                ("elsewhere", _("Yes, but not here yet")),
            ],
            error_messages={"required": _("Choose one, or “I don’t know”.")},
        )


class ClauseForm(OwnerForm):
    """Which sentence of the contract says whose the copyright is, and what it says."""

    def __init__(self, *args: Any, found: Sequence[FoundClause], kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = found
        read = next((clause for clause in found if clause.says), found[0] if found else None)
        self.fields["clause"] = forms.ChoiceField(
            label=_("Which sentence says whose the copyright is?"),
            widget=forms.RadioSelect,
            choices=[
                *((str(number), clause.text) for number, clause in enumerate(found)),
                ("other", _("Another sentence; I copy it below")),
                ("none", _("None: the contract says nothing of it")),
            ],
            initial=str(found.index(read)) if read else None,
            error_messages={"required": _("Choose the sentence, or “none”.")},
        )
        self.fields["words"] = forms.CharField(
            label=_("The exact sentence"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=MAX_CLAUSE,
        )
        self.fields["says"] = forms.ChoiceField(
            label=_("Whose is the copyright by this sentence?"),
            choices=[(code, capfirst(str(name))) for code, name in labels.CONTRACT_SAYS.items()],
            initial=read.says if read and read.says else "unknown",
            required=False,
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("What kind of contract is it?"),
            choices=[
                (code, capfirst(str(labels.CONTRACT_KIND[code])))
                for code in ("employment", "commission", "cooperation", "assignment", "licence")
            ],
            initial=kind,
        )
        self.fields["on"] = forms.DateField(
            label=_("Day of signing"),
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            help_text=_("It speaks from its day on. Leave it empty if you do not know."),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the sentence where another one is to be copied, and for no day to come."""
        data = super().clean() or {}
        if data.get("clause") == "other" and not (data.get("words") or "").strip():
            self.add_error("words", gettext("Copy the sentence from the contract."))
        day = data.get("on")
        if day and day > timezone.localdate():
            self.add_error("on", gettext("This day is still to come."))
        return data

    @property
    def chosen(self) -> str:
        """The words of the clause; empty where the contract says nothing."""
        choice = self.cleaned_data["clause"]
        if choice == "other":
            return str(self.cleaned_data["words"]).strip()
        return "" if choice == "none" else self.found[int(choice)].text
