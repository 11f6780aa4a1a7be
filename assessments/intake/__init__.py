"""Reading evidence: from a file's bytes to what it states about how a work was made.

Pure: no Django, no network, no clock. States what a file says and never guesses; what is unknown
stays None, what contradicts itself is reported as a problem.
"""

from __future__ import annotations

from assessments.intake.core.problems import Problem
from assessments.intake.core.report import (
    Edit,
    Extracted,
    FileReport,
    Lora,
    Message,
    Parameters,
    Raw,
    StatedTime,
)
from assessments.intake.reader import read

__all__ = [
    "Edit",
    "Extracted",
    "FileReport",
    "Lora",
    "Message",
    "Parameters",
    "Problem",
    "Raw",
    "StatedTime",
    "read",
]
