"""What may be the AIGC label of GB 45438-2025, gathered from a carrier and read once.

The container's reader passes its keys, texts and properties; this module knows which of them carry
the label and how they depart from the standard, `aigc_label` reads the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.intake.core.problems import Problem
from assessments.intake.provenance import aigc_label
from assessments.intake.provenance.aigc_label import Candidate, Form

# Fields that hold other texts and in which the label was seen (docs/formats.md).
FIELDS = frozenset(
    {"UserComment", "ImageDescription", "Comment", "XPComment", "Description", "exif:UserComment"}
)
NAMESPACE = "TC260"  # the prefix that `containers.xmp` gives to the label's namespace
# Alibaba Cloud writes the label as Base64 under this property (Csas 2023-01-20, `XmpKvBase64`).
BASE64 = "xmpkvbase64"
# Fields that by themselves tell that a group of properties is the label: `Label` alone is XMP's own
# property of colours.
TELLING = frozenset({"ContentProducer", "ProduceID", "ContentPropagator", "PropagateID"})
FOLDED_KEY = aigc_label.KEY.casefold()
MAX_FIELD = 4096  # characters of a field that stands apart


@dataclass(kw_only=True)
class LabelTexts:
    """The candidates, in the order of the file."""

    keyed: list[Candidate] = field(default_factory=list)
    embedded: list[Candidate] = field(default_factory=list)  # inside fields of another name

    def add_keyed(self, key: str, text: str) -> None:
        """Keep the text if its key, whatever its case, is the label's."""
        plain = key.strip()
        if plain.upper() == aigc_label.KEY:
            forms = () if plain == aigc_label.KEY else (Form(form="key_case"),)
            self.keyed.append(Candidate(text=text, forms=forms))

    def add_texts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Keep what stands under the label's key or, field by field, under those of its fields."""
        apart: dict[str, str] = {}
        for key, text in pairs:
            folded = key.casefold()
            if folded in aigc_label.FIELDS_BY_FOLDED_NAME:
                apart.setdefault(key, text)
            elif FOLDED_KEY in folded:
                self.add_keyed(key, text)
        self.add_fields(apart)

    def add_embedded(self, text: str) -> None:
        """Keep the label that stands inside a text of another field, if one does."""
        if inside := aigc_label.label_in(text):
            self.embedded.append(inside)

    def add_properties(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Keep the label among the properties of XMP, as one text or one property a field."""
        apart: dict[str, str] = {}
        for name, value in pairs:
            space, _, local = name.rpartition("/")[2].rpartition(":")
            if local.upper() == aigc_label.KEY:
                self.add_keyed(local, value)
            elif local.casefold() == BASE64:
                self.keyed.append(Candidate(text=value))
            elif space in ("", NAMESPACE) and (space or _is_field(local)):
                apart.setdefault(local, value)
        self.add_fields(apart)

    def add_fields(self, apart: Mapping[str, str]) -> None:
        """Keep the fields of a label that stand apart, each under its own key, if they do."""
        if not apart:
            return
        named = {aigc_label.FIELDS_BY_FOLDED_NAME.get(name.casefold()) for name in apart}
        if TELLING & named:
            fields = {name: text for name, text in apart.items() if len(text) <= MAX_FIELD}
            self.keyed.append(Candidate(fields=fields, forms=(Form(form="properties"),)))

    def label(self) -> tuple[Mapping[str, Any] | None, tuple[Problem, ...]]:
        if not self.keyed:
            return aigc_label.read(self.embedded)
        # One inside another field counts beside the label only where it says something else.
        others = (label for label in self.embedded if not aigc_label.agrees(label, self.keyed))
        return aigc_label.read((*self.keyed, *others))


def _is_field(name: str) -> bool:
    return name.casefold() in aigc_label.FIELDS_BY_FOLDED_NAME
