"""The form that requests a memo."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class MemoForm(forms.Form):
    """The language of the requested memo."""

    language = forms.ChoiceField(label=_("Language of the memo"), choices=settings.LANGUAGES)
