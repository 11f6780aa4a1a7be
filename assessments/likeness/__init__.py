"""Likeness: which output came from which, and what was changed between them.

Pure: no Django, no network, no clock. Pictures are decoded only in a confined child process. What
is measured is an area or a number of words; nothing here says how much of a work is human.
"""

from __future__ import annotations

from assessments.likeness.changes import Changes, Piece, Setting, changes, word_diff
from assessments.likeness.extent import Ground, Suggestion, suggest_extent
from assessments.likeness.isolated import compare_isolated, fingerprint_isolated
from assessments.likeness.items import Item, items_of
from assessments.likeness.measures import Box, Fingerprint, PictureMeasure
from assessments.likeness.texts import Span, TextMeasure, compare_texts
from assessments.likeness.tree import Candidate, Node, Reason, grow

__all__ = [
    "Box",
    "Candidate",
    "Changes",
    "Fingerprint",
    "Ground",
    "Item",
    "Node",
    "PictureMeasure",
    "Piece",
    "Reason",
    "Setting",
    "Span",
    "Suggestion",
    "TextMeasure",
    "changes",
    "compare_isolated",
    "compare_texts",
    "fingerprint_isolated",
    "grow",
    "items_of",
    "suggest_extent",
    "word_diff",
]
