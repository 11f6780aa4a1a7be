"""Likeness: which output was made from which, and what changed between them.

The package uses no Django, network or clock. Pictures are decoded only in a confined child process.
The measures are areas and counts of tokens; none of them is a share of human authorship.
"""

from __future__ import annotations

from assessments.likeness.changes import Changes, DiffPiece, Setting, changes, word_diff
from assessments.likeness.confined import (
    compare_in_child,
    film_frames_in_child,
    fingerprint_in_child,
)
from assessments.likeness.extent import ExtentGround, Suggestion, edit_extent
from assessments.likeness.films import FilmFrames, FilmMeasure, Passage, compare_films
from assessments.likeness.items import Item, items_of
from assessments.likeness.lineage import build_lineage
from assessments.likeness.measures import Box, Fingerprint, PictureMeasure
from assessments.likeness.nodes import Candidate, Node, Reason
from assessments.likeness.texts import TextMeasure, TextSpan, compare_texts

__all__ = [
    "Box",
    "Candidate",
    "Changes",
    "FilmFrames",
    "FilmMeasure",
    "Fingerprint",
    "ExtentGround",
    "Item",
    "Node",
    "Passage",
    "PictureMeasure",
    "DiffPiece",
    "Reason",
    "Setting",
    "TextSpan",
    "Suggestion",
    "TextMeasure",
    "changes",
    "compare_films",
    "compare_in_child",
    "compare_texts",
    "film_frames_in_child",
    "fingerprint_in_child",
    "build_lineage",
    "items_of",
    "edit_extent",
    "word_diff",
]
