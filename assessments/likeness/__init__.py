"""Likeness: which output was made from which, and what changed between them.

The package uses no Django, network or clock. Pictures are decoded only in a confined child process.
The measures are areas and counts of tokens; none of them is a share of human authorship.
"""

from __future__ import annotations

from assessments.likeness.changes import Changes, Piece, Setting, changes, word_diff
from assessments.likeness.extent import Ground, Suggestion, edit_extent
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
    "edit_extent",
    "word_diff",
]
