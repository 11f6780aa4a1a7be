"""How a program came about: git bundles, and the text of `git log --numstat`."""

from __future__ import annotations

from assessments.intake.code_history.bundle import detect, read

__all__ = ["detect", "read"]
