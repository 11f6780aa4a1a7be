"""The creation record: one schema for a user's work and for every precedent.

The package uses no Django, clock or network.
"""

from __future__ import annotations

from cases.record.checking import doubts
from cases.record.dumping import dump_json, dump_yaml, to_plain
from cases.record.json_schema import json_schema
from cases.record.links import evidence_by_step, linked_evidence, steps_of_evidence
from cases.record.loading import load, load_bytes, load_data, load_text
from cases.record.problems import InvalidRecord, Problem
from cases.record.reading import Format
from cases.record.schema import (
    SCHEMA,
    Contract,
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
    "Contract",
    "CreationRecord",
    "Evidence",
    "Format",
    "Input",
    "InvalidRecord",
    "Party",
    "Problem",
    "Publication",
    "Registration",
    "Step",
    "Tool",
    "doubts",
    "dump_json",
    "dump_yaml",
    "evidence_by_step",
    "json_schema",
    "linked_evidence",
    "load",
    "load_bytes",
    "load_data",
    "load_text",
    "steps_of_evidence",
    "to_plain",
]
