"""What is asked, why, on which authority, and what a good and a useless answer look like.

One `Question` per field of the creation record; a test holds the two together. A question that
matters only for some answers says for which (`when`); one that was answered is always shown.
`source` names entries of `engine/rules/authorities.yaml` or decisions of the library.
"""

from __future__ import annotations

from assessments.answers.questions.question import Question
from assessments.answers.questions.steps import CHANGED, PROMPTED, STEP
from assessments.answers.questions.things import EVIDENCE, INPUT, PARTY, TOOL
from assessments.answers.questions.work import PUBLICATION, WORK

__all__ = [
    "CHANGED",
    "EVIDENCE",
    "INPUT",
    "PARTY",
    "PROMPTED",
    "PUBLICATION",
    "STEP",
    "TOOL",
    "WORK",
    "Question",
]
