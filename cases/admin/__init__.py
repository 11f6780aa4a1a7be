"""The curator's workplace: Django's admin over the library of decisions."""

from __future__ import annotations

from cases.admin.decision import DecisionAdmin
from cases.admin.judged import JudgedAdmin

__all__ = ["DecisionAdmin", "JudgedAdmin"]
