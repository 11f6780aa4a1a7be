"""The form that names the earlier file of which a file is a better original file."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from assessments.evidence.models import Upload
from assessments.evidence.queries import earlier_files


class VersionForm(forms.Form):
    """Asks which earlier file a file is a better original file of."""

    earlier = forms.ModelChoiceField(
        label=_("The earlier file"),
        queryset=Upload.objects.none(),
        required=False,
        empty_label=_("none: this file is no version of another"),
    )

    def __init__(self, data: Any, *, upload: Upload) -> None:
        super().__init__(data, initial={"earlier": upload.replaces_id})
        field = cast("Any", self.fields["earlier"])
        field.queryset = earlier_files(upload).select_related("original")
        field.label_from_instance = _with_time_and_digest


def _with_time_and_digest(upload: Upload) -> str:
    at = date_format(localtime(upload.received_at), "DATETIME_FORMAT")
    return f"{upload.name} · {at} · {upload.sha256[:12]}"
