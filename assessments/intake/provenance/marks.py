"""Texts that may be the AIGC label of GB 45438-2025, gathered from a carrier, read once.

Which key or field carries it is known to the container's reader; what the text means is the task of
`aigc_label`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.intake.core.problems import Problem
from assessments.intake.provenance import aigc_label


@dataclass(kw_only=True)
class Marks:
    """The texts in the order in which they were met."""

    keyed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)  # inside fields that are not the label's own

    def offer(self, key: str, text: str) -> None:
        """Takes the text if its key, whatever its case, is the label's."""
        if key.strip().upper() == aigc_label.KEY:
            self.keyed.append(text)

    def search(self, text: str) -> None:
        """Takes the label that stands inside a text of another field, if one does."""
        if inside := aigc_label.within(text):
            self.held.append(inside)

    def label(self) -> tuple[Mapping[str, Any] | None, tuple[Problem, ...]]:
        return aigc_label.read(self.keyed or self.held)
