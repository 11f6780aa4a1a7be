"""The creation record: one schema for a user's work and for every precedent.

Pure: no Django, no clock, no network.
"""

from __future__ import annotations

from cases.record.schema import (
    SCHEMA,
    CreationRecord,
    Evidence,
    Input,
    Party,
    Publication,
    Registration,
    Step,
    Tool,
)

__all__ = [
    "SCHEMA",
    "CreationRecord",
    "Evidence",
    "Input",
    "Party",
    "Publication",
    "Registration",
    "Step",
    "Tool",
]
