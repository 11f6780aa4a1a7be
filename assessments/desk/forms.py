"""Forms of the desk: a firm, an invitation, a matter, its parties, a note."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.desk.services_matters import MatterFields, Parties, lawyers_of
from assessments.matters.access import clients_of, may_manage
from assessments.matters.models_firms import (
    LAWYERS,
    NAME_CHARS,
    TEXT_CHARS,
    Client,
    Matter,
    Member,
    Role,
    Status,
)
from assessments.matters.names import name_key

MAX_PARTIES = 50
# What only whoever manages a matter changes.
MANAGED = ("responsible", "reviewer", "restricted", "hold")


class NamesField(forms.CharField):
    """One name on each line; its value is a list without empty lines and doubles."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        lines = (line.strip() for line in str(text).splitlines())
        names = list(dict.fromkeys(line for line in lines if name_key(line)))
        if any(len(name) > NAME_CHARS for name in names):
            raise forms.ValidationError(
                _("A name has at most %(n)s characters."), params={"n": NAME_CHARS}
            )
        if len(names) > MAX_PARTIES:
            raise forms.ValidationError(_("Give at most %(n)s names."), params={"n": MAX_PARTIES})
        return names


def _require_letter(value: str) -> None:
    if not name_key(value):
        raise forms.ValidationError(_("A name has at least one letter or digit."))


class FirmForm(forms.Form):
    """The names of a firm."""

    name = forms.CharField(
        label=_("Full name of the firm"), max_length=NAME_CHARS, validators=[_require_letter]
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=NAME_CHARS, required=False)


class InvitationForm(forms.Form):
    """Whom to invite, in which role."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Only an account with this confirmed address can accept."),
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        initial=Role.ASSOCIATE,
        help_text=_(
            "A partner reads every matter that is not restricted, and manages people. Associates "
            "and assistants read the matters that they work on. An outside reader changes nothing."
        ),
    )


class LeavingForm(forms.Form):
    """Who takes over the matters of a member who leaves."""

    to = forms.ModelChoiceField(
        label=_("Hand matters over to"), queryset=Member.objects.none(), required=False
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [lawyer.pk for lawyer in lawyers_of(member) if lawyer.pk != member.pk]
        _choices(self, "to").queryset = Member.objects.filter(pk__in=others)


class MatterForm(forms.Form):
    """A matter without its client and parties."""

    title = forms.CharField(
        label=_("What the matter is about"), max_length=NAME_CHARS, validators=[_require_letter]
    )
    due_on = forms.DateField(
        label=_("Due on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    responsible = forms.ModelChoiceField(
        label=_("Responsible lawyer"), queryset=Member.objects.none()
    )
    reviewer = forms.ModelChoiceField(
        label=_("Reviewing lawyer"), queryset=Member.objects.none(), required=False
    )
    restricted = forms.BooleanField(
        label=_("Only for the people of this matter"),
        required=False,
        help_text=_("Partners who do not work on it cannot open it either."),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lawyers = Member.objects.filter(pk__in=[lawyer.pk for lawyer in lawyers_of(member)])
        for name in ("responsible", "reviewer"):
            _choices(self, name).queryset = lawyers
        if member.role in LAWYERS:
            self.fields["responsible"].initial = member.pk

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        reviewer = cleaned.get("reviewer")
        if reviewer is not None and reviewer == cleaned.get("responsible"):
            self.add_error("reviewer", _("Somebody else than the responsible lawyer reviews."))
        return cleaned

    def fields_of_matter(self) -> MatterFields:
        """Return what the valid form says."""
        names = MatterFields.__dataclass_fields__
        return MatterFields(**{n: v for n, v in self.cleaned_data.items() if n in names})


class PartiesForm(forms.Form):
    """The parties of a matter, and why the firm may act in spite of what was found."""

    adverse = NamesField(
        label=_("Adverse parties"), required=False, help_text=_("One name on each line.")
    )
    connected = NamesField(
        label=_("Connected parties"),
        required=False,
        help_text=_("For example a parent company or a co-author. One name on each line."),
    )
    conclusion = forms.CharField(
        label=_("Why the firm may act"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(TEXT_CHARS)],
    )

    def parties(self) -> Parties:
        """Return the parties that were named."""
        return Parties(
            adverse=self.cleaned_data["adverse"], connected=self.cleaned_data["connected"]
        )


class OpeningForm(PartiesForm, MatterForm):
    """A new matter: its client and parties too."""

    client = forms.ModelChoiceField(
        label=_("Client of the firm"),
        queryset=Client.objects.none(),
        required=False,
        empty_label=_("a new client, named below"),
    )
    client_name = forms.CharField(
        label=_("Full name of a new client"), max_length=NAME_CHARS, required=False
    )

    field_order = ("client", "client_name", "title", "adverse", "connected")

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, member=member, **kwargs)
        _choices(self, "client").queryset = clients_of(member)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = (cleaned.get("client_name") or "").strip()
        if cleaned.get("client") is not None:
            if name:
                self.add_error("client_name", _("Choose a client or name a new one, not both."))
        elif not name_key(name):
            self.add_error("client_name", _("Choose a client, or give the name of a new one."))
        return cleaned

    def client_called(self) -> str:
        """Return the name of the client that was chosen or typed."""
        chosen = self.cleaned_data.get("client")
        return str(chosen.name if chosen else self.cleaned_data["client_name"].strip())


class MatterChangeForm(MatterForm):
    """A matter that is there: where it stands, and a hold; `version` is that of the page."""

    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    hold = forms.CharField(
        label=_("Reason of a hold"),
        max_length=500,
        required=False,
        help_text=_("While there is one, nothing of this matter can be deleted."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, member: Member, matter: Matter, **kwargs: Any) -> None:
        now = {
            **{name: getattr(matter, name) for name in MatterFields.__dataclass_fields__},
            "version": matter.version,
        }
        super().__init__(*args, member=member, **kwargs)
        self.initial = now
        named = Q(pk=matter.responsible_id) | Q(pk=matter.reviewer_id)
        lawyers = Q(pk__in=[lawyer.pk for lawyer in lawyers_of(member)])
        for name in ("responsible", "reviewer"):  # who answers for it now stays a choice
            _choices(self, name).queryset = Member.objects.filter(lawyers | named)
        self.fields["responsible"].initial = matter.responsible_id
        if not may_manage(member, matter):
            for name in MANAGED:
                self.fields[name].disabled = True


class PeopleForm(forms.Form):
    """Who works on a matter."""

    members = forms.ModelMultipleChoiceField(
        label=_("People of this matter"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, matter: Matter, **kwargs: Any) -> None:
        there = matter.people.values_list("member", flat=True)
        super().__init__(*args, **kwargs)
        self.initial = {"members": list(there)}
        _choices(self, "members").queryset = Member.objects.filter(
            firm=matter.firm_id, left_at=None
        )


class NoteForm(forms.Form):
    """A note for the firm."""

    text = forms.CharField(
        label=_("A note for the firm"),
        max_length=TEXT_CHARS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ShareForm(forms.Form):
    """The matter that receives a share."""

    matter = forms.ModelChoiceField(label=_("Matter"), queryset=Matter.objects.none())

    def __init__(self, *args: Any, matters: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "matter").queryset = matters


def _choices(form: forms.Form, name: str) -> Any:
    return form.fields[name]
