"""Readers of the history of source code: git bundles and the output of `git log --numstat`."""

from __future__ import annotations

from assessments.intake.code_history.bundle import detect, read

__all__ = ["detect", "read"]
