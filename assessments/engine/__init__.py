"""The reasoning: from a creation record and decided cases to an opinion.

Pure: a function of its arguments, without Django, clock, network or chance.
"""

from __future__ import annotations

from assessments.engine.calibration import calibrate
from assessments.engine.comparison import CaseBase, Placed, Precedent
from assessments.engine.findings import Findings, find
from assessments.engine.opinion import assess, canonical_json, standing
from assessments.engine.reasons import finding_entries
from assessments.engine.rules import BadRules, Rules, load_authorities, load_rules

__all__ = [
    "BadRules",
    "CaseBase",
    "Findings",
    "Placed",
    "Precedent",
    "Rules",
    "assess",
    "calibrate",
    "canonical_json",
    "find",
    "finding_entries",
    "load_authorities",
    "load_rules",
    "standing",
]
