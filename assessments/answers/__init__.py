"""The interview: what is asked about a work, and the answers as they are given.

Answers are kept as typed, also while they are wrong or not yet complete; `to_plain` makes a
creation record of them and `problems` says what keeps it from being one. No row is read or
written here.
"""

from __future__ import annotations

from assessments.answers.answers import UNKNOWN, answers_from_record, problems, to_plain
from assessments.answers.editing import AnswerEditor
from assessments.answers.merging import SaveConflict, merge
from assessments.answers.sections import SECTIONS, Section, section_of_field
from assessments.answers.status import Status, statuses

__all__ = [
    "SECTIONS",
    "UNKNOWN",
    "SaveConflict",
    "AnswerEditor",
    "Section",
    "Status",
    "answers_from_record",
    "merge",
    "problems",
    "section_of_field",
    "statuses",
    "to_plain",
]
