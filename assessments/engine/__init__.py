"""The reasoning: from a creation record, decided cases and held files to a result.

Pure: a function of its arguments, without Django, clock, network or chance. What measures the
reasoning on decided cases is imported from `calibration`, which one assessment does not need.
"""

from __future__ import annotations

from assessments.engine.case import Case
from assessments.engine.codes import BASES, Basis, Column
from assessments.engine.comparison import CaseBase
from assessments.engine.held_files import HeldFile, HeldFiles, Measured
from assessments.engine.lawyer_view import FactHeld, LawyerView, lawyer_view
from assessments.engine.opinion import OtherLayers, assess
from assessments.engine.placement import PlacedPrecedent, Precedent
from assessments.engine.reasons import dimension_levels
from assessments.engine.result import Result, canonical_json
from assessments.engine.rules import InvalidRules, Rules, load_authorities, load_rules

__all__ = [
    "BASES",
    "Basis",
    "Case",
    "CaseBase",
    "Column",
    "FactHeld",
    "HeldFile",
    "HeldFiles",
    "InvalidRules",
    "LawyerView",
    "Measured",
    "OtherLayers",
    "PlacedPrecedent",
    "Precedent",
    "Result",
    "Rules",
    "assess",
    "canonical_json",
    "dimension_levels",
    "lawyer_view",
    "load_authorities",
    "load_rules",
]
