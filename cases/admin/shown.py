"""What a form of the admin with its rows shows, field by field, as a browser would send it back.

A page carries a digest of each value that it shows (`Shown.digests`). When it is sent, the digests
tell which values somebody else has changed since, and which the sender has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.choices import flatten_choices
from django.utils.text import capfirst
from django.utils.translation import gettext as _

FORM = ""  # the part of a page that is the form itself; its only row has the key ""
DIGEST_CHARS = 12  # enough to tell a value from those that one field had before

Digests = Mapping[str, Mapping[str, Mapping[str, str]]]  # by part, row and field


@dataclass(frozen=True, kw_only=True)
class ShownField:
    """A field with its value as a browser sends it, and as a person reads it."""

    label: str
    values: tuple[str, ...]
    field: forms.Field

    def read(self, values: Sequence[str]) -> str:
        """Return values of this field in words, such as the label of a choice."""
        if isinstance(self.field.widget, forms.CheckboxInput):
            return _("yes") if values else _("no")
        choices = _list_choices(self.field)
        return ", ".join(choices.get(value, value) for value in values)


@dataclass(frozen=True, kw_only=True)
class ShownPart:
    """The form, or the rows of one list by their primary keys, in their order."""

    title: str
    pk_name: str  # of the hidden field with the primary key of a row
    rows: Mapping[str, Mapping[str, ShownField]]
    fields: Mapping[str, ShownField]  # of an empty row


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A form with its rows."""

    parts: Mapping[str, ShownPart]  # by prefix

    def digests(self) -> Digests:
        return {
            prefix: {pk: digests_of(row) for pk, row in part.rows.items()}
            for prefix, part in self.parts.items()
        }


def read_shown(
    form: forms.ModelForm, formsets: Iterable[Any], leaving_out: frozenset[str]
) -> Shown:
    """Read an unbound form and its formsets; some fields of the form are no part of the row."""
    row = {
        name: field
        for name, field in _read_fields(form, leaving_out).items()
        if name in form.fields
    }
    parts = {FORM: ShownPart(title="", pk_name="", rows={"": row}, fields=row)}
    for formset in formsets:
        options = formset.model._meta
        hidden = frozenset({options.pk.name, formset.fk.name, "DELETE"})
        parts[str(formset.prefix)] = ShownPart(
            title=str(capfirst(options.verbose_name_plural)),
            pk_name=options.pk.name,
            rows={
                str(inline.instance.pk): _read_fields(inline, hidden)
                for inline in formset.initial_forms
            },
            fields=_read_fields(formset.empty_form, hidden),
        )
    return Shown(parts=parts)


def digest(values: Iterable[str]) -> str:
    """Return the digest of a value, whatever the order of its choices and its line ends."""
    lines = sorted("\n".join(value.splitlines()).strip() for value in values)
    return hashlib.sha256("\0".join(lines).encode()).hexdigest()[:DIGEST_CHARS]


def digests_of(row: Mapping[str, ShownField]) -> dict[str, str]:
    """Return the digests of a row by the names of its fields."""
    return {name: digest(field.values) for name, field in row.items()}


def _read_fields(form: forms.BaseForm, leaving_out: frozenset[str]) -> dict[str, ShownField]:
    return {
        bound.name: ShownField(
            label=str(bound.label), values=_list_values(bound), field=bound.field
        )
        for bound in form
        if bound.name not in leaving_out
    }


def _list_values(bound: BoundField) -> tuple[str, ...]:
    widget, value = bound.field.widget, bound.value()
    if isinstance(widget, forms.CheckboxInput):
        return ("on",) if value else ()
    shown = widget.format_value(value)
    if isinstance(shown, list | tuple):
        return tuple(str(item) for item in shown)
    return ("",) if shown is None else (str(shown),)


def _list_choices(field: forms.Field) -> dict[str, str]:
    choices: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
    return {str(value): str(label) for value, label in flatten_choices(choices) if value != ""}
