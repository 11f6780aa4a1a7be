"""Likeness: which output came from which, and what was changed between them.

Pure: no Django, no network, no clock. Pictures are decoded only in a confined child process. What
is measured is an area or a number of words; nothing here says how much of a work is human.
"""

from __future__ import annotations

from assessments.likeness.extent import Ground, Suggestion, suggest_extent
from assessments.likeness.isolated import compare_isolated, fingerprint_isolated
from assessments.likeness.measures import Box, Fingerprint, PictureMeasure
from assessments.likeness.texts import Span, TextMeasure, compare_texts

__all__ = [
    "Box",
    "Fingerprint",
    "Ground",
    "PictureMeasure",
    "Span",
    "Suggestion",
    "TextMeasure",
    "compare_isolated",
    "compare_texts",
    "fingerprint_isolated",
    "suggest_extent",
]
