"""The content of a label: the fields of GB 45438-2025, checked before anything is written."""

from __future__ import annotations

import json
from dataclasses import dataclass

from assessments.intake.core.problems import problem, reject
from assessments.intake.provenance import aigc_label


@dataclass(frozen=True, kw_only=True)
class Label:
    """The label's fields; the two that the standard reserves for the providers stay empty.

    Every field is text, as it comes from a form; `check` rejects a label other than 1, 2 or 3.
    """

    label: str  # 1: generated, 2: possibly generated, 3: suspected to be generated
    producer: str  # name or code of the provider that generated the content
    produce_id: str  # the provider's number for the content
    propagator: str = ""  # name or code of the service that spreads it
    propagate_id: str = ""  # that service's number for it

    def fields(self) -> dict[str, str]:
        """The fields in the standard's order; on first writing the propagator is the producer."""
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
        """Raise `Rejected` for a value that the standard does not provide or that needs escaping.

        A quotation mark or backslash would be written differently in JSON, XML and YAML.
        """
        fields = self.fields()
        for fault in aigc_label.check_fields(fields):
            reject(fault)
        for name, value in fields.items():
            if '"' in value or "\\" in value:
                reject(problem("label_value", field=name, value=value[:60]))
