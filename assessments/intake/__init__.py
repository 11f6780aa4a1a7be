"""Reading evidence: from a file's bytes to what it states about how a work was made.

Pure: no Django, no network, no clock. States what a file says and never guesses; what is unknown
stays None, what contradicts itself is reported as a problem.
"""

from __future__ import annotations

from assessments.intake.door import read
from assessments.intake.problems import Problem
from assessments.intake.reading import Edit, Found, Lora, Message, Parameters, Raw, Reading, Time

__all__ = [
    "Edit",
    "Found",
    "Lora",
    "Message",
    "Parameters",
    "Problem",
    "Raw",
    "Reading",
    "Time",
    "read",
]
