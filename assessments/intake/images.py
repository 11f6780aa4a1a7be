"""Pictures: which container, and what stands in it. (First form; the containers follow.)"""

from __future__ import annotations

from assessments.intake.reading import Found
from assessments.intake.source import Source


def detect(source: Source) -> bool:
    return False


def read(source: Source) -> Found:
    return Found()
