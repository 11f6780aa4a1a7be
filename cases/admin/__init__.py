"""The admin of the library of decisions, where curators work."""

from __future__ import annotations

from cases.admin.decision import DecisionAdmin
from cases.admin.judged import JudgedAdmin

__all__ = ["DecisionAdmin", "JudgedAdmin"]
