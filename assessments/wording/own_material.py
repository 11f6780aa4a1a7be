"""How much of a material shows in the result, as one press says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import pgettext_lazy

# Codes of the record (`in_output`), from the least to the most.
SHOWN: Final[Mapping[str, Any]] = {
    "none": pgettext_lazy("of a material in the result", "Nothing of it"),
    "trace": pgettext_lazy("of a material in the result", "Hardly anything"),
    "partial": pgettext_lazy("of a material in the result", "A part of it"),
    "dominant": pgettext_lazy("of a material in the result", "It makes up most of the result"),
}
