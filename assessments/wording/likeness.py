"""What was measured and why outputs belong together, in words, in the active language.

Shares are of area or of words, and are said to be that; nothing here speaks of anyone's share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.intake.core.problems import SENTENCES
from assessments.likeness import sentences
from assessments.wording.files import PARAMETERS

Json = Mapping[str, Any]
COUNTS = frozenset({"picture_features", "picture_mirrored"})
SETTINGS = {
    **PARAMETERS,
    "width": _("width"),
    "height": _("height"),
    "loras": _("add-on models"),
}


def share(value: float) -> str:
    """A share in plain figures; what rounds to nothing is not said to be nothing."""
    if 0 < value < 0.005:
        return gettext("less than 1%")
    return gettext("%(n)s%%") % {"n": round(value * 100)}


def reason(found_reason: Json) -> str:
    """Why an output is taken to come from another."""
    value = found_reason.get("value")
    shown = (
        ""
        if value is None
        else str(round(value))
        if found_reason["code"] in COUNTS
        else share(value)
    )
    return gettext(sentences.REASONS[found_reason["code"]]) % {"value": shown}


def confidence(code: str | None) -> str:
    return gettext(sentences.CONFIDENCE[code]) if code in sentences.CONFIDENCE else ""


def refusal(code: str) -> str:
    """Why nothing was measured."""
    if code in sentences.REFUSALS:
        return gettext(sentences.REFUSALS[code])
    if code == "damaged":
        return gettext("One of the files is no picture that can be decoded here.")
    known = SENTENCES.get(code, "")
    return gettext("This could not be compared.") if not known or "%(" in known else gettext(known)


def ground(found_ground: Any) -> str:
    """What an extent rests on; a refusal where nothing could be measured."""
    if found_ground.code in sentences.GROUNDS:
        value = share(found_ground.value) if found_ground.value is not None else ""
        return gettext(sentences.GROUNDS[found_ground.code]) % {"value": value}
    return refusal(found_ground.code)


def caution(code: str) -> str:
    return gettext(sentences.CAUTIONS[code])


def geometry(code: str | None) -> str:
    return gettext(sentences.GEOMETRY[code]) if code in sentences.GEOMETRY else ""


def setting_name(name: str) -> str:
    return str(SETTINGS.get(name, name))


def setting_value(value: Any) -> str:
    """A setting as a person writes it; unknown is said to be unknown."""
    if value is None:
        return gettext("not stated")
    if isinstance(value, Iterable) and not isinstance(value, str):
        return gettext(", ").join(_lora(part) for part in value) or gettext("none")
    return str(value)


def _lora(lora: Any) -> str:
    if not isinstance(lora, Mapping):
        return str(lora)
    name, weight = str(lora.get("name")), lora.get("weight")
    return (
        name
        if weight is None
        else gettext("%(name)s (%(weight)s)") % {"name": name, "weight": weight}
    )
