"""The reasoning: from a creation record and decided cases to a result.

Pure: a function of its arguments, without Django, clock, network or chance.
"""

from __future__ import annotations

from assessments.engine.calibration import Calibration, calibrate
from assessments.engine.comparison import CaseBase, PlacedPrecedent, Precedent
from assessments.engine.findings import Findings, find_all
from assessments.engine.opinion import assess, summarise_record
from assessments.engine.reasons import dimension_levels
from assessments.engine.result import BASES, Basis, Result, canonical_json
from assessments.engine.rules import InvalidRules, Rules, load_authorities, load_rules

__all__ = [
    "BASES",
    "InvalidRules",
    "Basis",
    "Calibration",
    "CaseBase",
    "Findings",
    "PlacedPrecedent",
    "Precedent",
    "Result",
    "Rules",
    "assess",
    "calibrate",
    "canonical_json",
    "dimension_levels",
    "find_all",
    "load_authorities",
    "load_rules",
    "summarise_record",
]
