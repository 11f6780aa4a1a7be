"""Forms for the upload of a timestamp file and of a dossier."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TimestampTokenForm(forms.Form):
    """A timestamp file of another service."""

    receipt = forms.FileField(
        label=_("Timestamp file"),
        help_text=_("A file in the form of RFC 3161, usually ending in .tsr, .tst or .tsa."),
        max_length=255,
    )


class DossierForm(forms.Form):
    """A dossier that this application made."""

    dossier = forms.FileField(
        label=_("Dossier (ZIP)"),
        help_text=_("We check every digest before we import anything."),
        max_length=255,
    )
