"""IPTC's digital source types in words: how a file says that it came into being.

The codes are those of the controlled vocabulary http://cv.iptc.org/newscodes/digitalsourcetype/.
Anybody can write one, so that a sentence with them says what the file states.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

GENERATED = "trainedalgorithmicmedia"
TYPES: dict[str, Promise] = {
    "trainedalgorithmicmedia": pgettext_lazy("source type", "created by a trained model"),
    "compositewithtrainedalgorithmicmedia": pgettext_lazy(
        "source type", "composed with parts that a trained model generated"
    ),
    "algorithmicmedia": pgettext_lazy("source type", "created by an algorithm without training"),
    "compositesynthetic": pgettext_lazy("source type", "composed with synthetic parts"),
    "composite": pgettext_lazy("source type", "composed of several parts"),
    "compositecapture": pgettext_lazy("source type", "composed of several captures"),
    "humanedits": pgettext_lazy("source type", "edited by people without generating tools"),
    "digitalcreation": pgettext_lazy("source type", "created by people without generating tools"),
    "digitalcapture": pgettext_lazy("source type", "captured by a digital device"),
    "computationalcapture": pgettext_lazy(
        "source type", "captured by a digital device that merges several frames"
    ),
    "negativefilm": pgettext_lazy("source type", "digitised from a negative"),
    "positivefilm": pgettext_lazy("source type", "digitised from a positive"),
    "print": pgettext_lazy("source type", "digitised from a print"),
    "screencapture": pgettext_lazy("source type", "captured from a screen"),
}


def source_type(value: object) -> str:
    """Return a source type in words with its code; one of no such code as it is written."""
    code = _code_of(value)
    words = TYPES.get(code.lower())
    return f"{words} ({code})" if words else str(value)


def states_model(report: Mapping[str, Any]) -> bool:
    """Return whether a `FileReport` as JSON states that a trained model made it as a whole."""
    value = (report.get("extra") or {}).get("digital_source_type")
    return _code_of(value).lower() == GENERATED


def _code_of(value: object) -> str:
    return str(value or "").rstrip("/").rpartition("/")[2]
