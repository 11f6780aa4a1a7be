"""Forms for sharing an assessment and for asking about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from assessments.accounts.queries import confirmed_addresses
from assessments.works.models import Assessment
from assessments.works.shares import Message


class ShareForm(forms.Form):
    """Asks for the address of one reader. Its errors name the share in the way."""

    email = forms.EmailField(
        label=_("E-mail address of the lawyer"),
        help_text=_("Only an account with this confirmed address can open it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    open_files = forms.BooleanField(
        label=_("They may also open the files"),
        help_text=_(
            "The original files and previews of the evidence with their times, the dossier if you "
            "made one, and the activity log. You can change this at any time."
        ),
        required=False,
    )

    def __init__(self, *args: Any, assessment: Assessment, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._assessment, self._by = assessment, by

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if email in {*confirmed_addresses(self._by), self._by.email.lower()}:
            raise forms.ValidationError(_("This is your own address; you can read it already."))
        open_share = self._assessment.shares.filter(email=email, revoked_at=None).first()
        if open_share is not None:
            day = date_format(localtime(open_share.created_at), "DATE_FORMAT")
            raise forms.ValidationError(
                _(
                    "You already shared with this address on %(day)s. To send the e-mail "
                    "again, stop sharing first."
                ),
                params={"day": day},
            )
        return email


class MessageForm(forms.Form):
    """Asks for the text of a question or an answer."""

    text = forms.CharField(
        label=_("Your question or answer"),
        help_text=_("Plain text. Line breaks are kept."),
        max_length=Message._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
