"""Reading evidence: from a file's bytes to what it states about how a work was made.

Pure: no Django, no network, no clock. States what a file says and never guesses; what is unknown
stays None, what contradicts itself is reported as a problem.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assessments.intake.core.problems import Problem, Rejected, problem
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
    from assessments.intake.core.source import Source
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
    "Rejected",
    "Source",
    "StatedTime",
    "problem",
    "read",
]


MODULES = {
    "Problem": "core.problems",
    "Rejected": "core.problems",
    "Source": "core.source",
    "problem": "core.problems",
    "read": "reader",
}


def __getattr__(name: str) -> Any:
    """Each name is imported when it is first asked for: some modules here are needed alone."""
    if name not in __all__:
        raise AttributeError(name)
    module = MODULES.get(name, "core.report")
    return getattr(import_module(f"{__name__}.{module}"), name)
