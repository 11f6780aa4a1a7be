"""What a label says: the fields of GB 45438-2025, checked before anything is written."""

from __future__ import annotations

import json
from dataclasses import dataclass

from assessments.intake.core.problems import problem, refuse
from assessments.intake.provenance import aigc_label


@dataclass(frozen=True, kw_only=True)
class Label:
    """The label's fields; what the standard reserves for the providers' own marks stays empty."""

    label: str  # 1 is, 2 may be, 3 is suspected to be generated
    producer: str  # name or code of the provider that generated it
    produce_id: str
    propagator: str = ""
    propagate_id: str = ""

    def fields(self) -> dict[str, str]:
        """As the standard orders them; on first writing the propagator is the producer."""
        values = (
            self.label,
            self.producer,
            self.produce_id,
            "",
            self.propagator or self.producer,
            self.propagate_id or self.produce_id,
            "",
        )
        return dict(zip(aigc_label.FIELDS, values, strict=True))

    def text(self) -> str:
        return json.dumps(self.fields(), separators=(",", ":"))

    def check(self) -> None:
        """Refuses what the standard does not provide, and what would need escaping."""
        fields = self.fields()
        for found in aigc_label.check(fields):
            refuse(found)
        for name, value in fields.items():
            if '"' in value or "\\" in value:
                refuse(problem("label_value", field=name, value=value[:60]))
