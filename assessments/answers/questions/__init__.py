"""The questions: their texts, their authorities, and examples of a good and a useless answer.

There is one `Question` per field of the creation record; a test compares the two. A question that
is relevant to some answers only names them in `when`; a question with an answer is always shown.
`source` names articles of the law library (`cases/law`) or decisions.
"""

from __future__ import annotations

from assessments.answers.questions.question import Question
from assessments.answers.questions.steps import CHANGED, PROMPTED, STEP
from assessments.answers.questions.things import CONTRACT, EVIDENCE, INPUT, PARTY, TOOL
from assessments.answers.questions.work import PUBLICATION, WORK

__all__ = [
    "CHANGED",
    "CONTRACT",
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
