"""The questions about a work, and their answers as plain values.

Answers are stored as typed, also while they are wrong or incomplete. `to_plain` converts them into
the plain data of a creation record, `to_assess` into that which is assessed; `problems` lists what
makes it invalid. The names exported here read and write no rows; `services` does.
"""

from __future__ import annotations

from assessments.answers.answers import (
    UNKNOWN,
    answers_from_record,
    problems,
    to_assess,
    to_plain,
    undated_files,
)
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
    "to_assess",
    "to_plain",
    "undated_files",
]
