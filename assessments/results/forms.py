"""The form for a creation record as an uploaded file or pasted text.

An invalid record comes back as text with every problem named; nothing is saved here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.record import CreationRecord, Format, InvalidRecord, Problem, load_bytes, load_text
from cases.wording.problems import problem_sentence

FORMATS: dict[str, Format] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}


class RecordForm(forms.Form):
    """A creation record as a file or a text; `cleaned_data["record"]` is the typed value."""

    file = forms.FileField(
        label=_("A file"),
        help_text=_("A creation record as .json, .yaml or .yml. If you choose one, it is used."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".json,.yaml,.yml"}),
    )
    text = forms.CharField(
        label=_("Or the record as text"),
        help_text=_("JSON or YAML. What you paste stays here until it is right."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "code", "rows": 18, "spellcheck": "false"}),
    )

    at_least_one_required = True  # so neither field may be called optional

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problems: list[Problem] = []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        try:
            record = self._record(data)
        except InvalidRecord as error:
            self._add_problems(error)
        else:
            if record is not None:
                data["record"] = record
        return data

    def _record(self, data: dict[str, Any]) -> CreationRecord | None:
        upload: Any = data.get("file")
        if upload is not None:
            return load_bytes(
                self._uploaded_bytes, _format_of(str(upload.name), self._uploaded_bytes[:200])
            )
        text = data.get("text") or ""
        if not text.strip():
            self.add_error("file", _("Choose a file, or paste a record below."))
            return None
        return load_text(text, _format_of("", text[:200].encode()))

    def _add_problems(self, error: InvalidRecord) -> None:
        self.problems = list(error.problems)
        count = len(self.problems)
        message = ngettext(
            "The record has %(count)s problem. Correct it here and send it again.",
            "The record has %(count)s problems. Correct them here and send it again.",
            count,
        )
        self.add_error("text", message % {"count": count})

    @cached_property
    def _uploaded_bytes(self) -> bytes:
        upload: Any = self.files["file"]
        return bytes(upload.read())

    @property
    def problem_lines(self) -> list[tuple[str, str]]:
        """Return the field and the sentence of every problem."""
        return [(problem.field, problem_sentence(problem)) for problem in self.problems]

    def with_text(self) -> RecordForm:
        """Put the text of an uploaded file into its field, so that it can be corrected there."""
        if self.files.get("file") and self.problems:
            try:
                text = self._uploaded_bytes.decode("utf-8-sig")
            except UnicodeDecodeError:
                return self
            data = QueryDict(mutable=True)
            data["text"] = text
            self.data = data
        return self


def _format_of(name: str, start: bytes) -> Format:
    """Return the format by the name, else by the first character: a JSON record is an object."""
    by_suffix = FORMATS.get(Path(name).suffix.lower())
    return by_suffix or (
        "json" if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else "yaml"
    )
