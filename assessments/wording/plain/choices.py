"""The choices of a question as the short path words them, by the field of the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# How much of a material shows in the result, from the least to the most.
SHOWN: Final[Mapping[str, Any]] = {
    "none": pgettext_lazy("of a material in the result", "Nothing of it"),
    "trace": pgettext_lazy("of a material in the result", "Hardly anything"),
    "partial": pgettext_lazy("of a material in the result", "A part of it"),
    "dominant": pgettext_lazy("of a material in the result", "It makes up most of the result"),
}
EXTENT: Final[Mapping[str, Any]] = {
    "substantial": _("New or quite different parts"),
    "local": _("Some parts of it"),
    "minor": _("Small touches"),
    "technical": _("Only size, format, brightness or the like"),
}
CHOICES: Final[Mapping[str, Mapping[str, Any]]] = {"in_output": SHOWN, "extent": EXTENT}
