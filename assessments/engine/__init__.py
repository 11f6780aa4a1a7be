"""The reasoning: from a creation record and decided cases to an opinion.

Pure: a function of its arguments, without Django, clock, network or chance.
"""

from __future__ import annotations

from assessments.engine.calibration import calibrate
from assessments.engine.comparison import CaseBase, PlacedPrecedent, Precedent
from assessments.engine.findings import Findings, find_all
from assessments.engine.opinion import assess, canonical_json, summarise_record
from assessments.engine.reasons import finding_entries
from assessments.engine.rules import InvalidRules, Rules, load_authorities, load_rules

__all__ = [
    "InvalidRules",
    "CaseBase",
    "Findings",
    "PlacedPrecedent",
    "Precedent",
    "Rules",
    "assess",
    "calibrate",
    "canonical_json",
    "find_all",
    "finding_entries",
    "load_authorities",
    "load_rules",
    "summarise_record",
]
