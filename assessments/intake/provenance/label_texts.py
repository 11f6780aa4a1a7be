"""Texts that may be the AIGC label of GB 45438-2025, gathered from a carrier and read once.

The container's reader knows which key or field carries the label; `aigc_label` reads the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.intake.core.problems import Problem
from assessments.intake.provenance import aigc_label


@dataclass(kw_only=True)
class LabelTexts:
    """The candidate texts, in the order of the file."""

    keyed: list[str] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)  # inside fields that are not the label's own

    def add_keyed(self, key: str, text: str) -> None:
        """Keep the text if its key, whatever its case, is the label's."""
        if key.strip().upper() == aigc_label.KEY:
            self.keyed.append(text)

    def add_embedded(self, text: str) -> None:
        """Keep the label that stands inside a text of another field, if one does."""
        if inside := aigc_label.label_in(text):
            self.embedded.append(inside)

    def label(self) -> tuple[Mapping[str, Any] | None, tuple[Problem, ...]]:
        return aigc_label.read(self.keyed or self.embedded)
