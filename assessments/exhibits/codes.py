"""The codes of what is filled in of an exhibit."""

from __future__ import annotations

from typing import Literal

OriginalState = Literal["original", "copy", "electronic"]
OriginalStates: tuple[OriginalState, ...] = ("original", "copy", "electronic")
Opinion = Literal["affirmed", "reserved", "denied"]
Opinions: tuple[Opinion, ...] = ("affirmed", "reserved", "denied")
# The order is that of the Civil Procedure Law art. 66(1).
EvidenceClass = Literal[
    "party_statement",
    "documentary",
    "physical",
    "audio_visual",
    "electronic",
    "testimony",
    "expert_opinion",
    "inspection_record",
]
EvidenceClasses: tuple[EvidenceClass, ...] = (
    "party_statement",
    "documentary",
    "physical",
    "audio_visual",
    "electronic",
    "testimony",
    "expert_opinion",
    "inspection_record",
)
# What a lawyer looked at who examined an exhibit: the file as it is kept here, or the original.
Seen = Literal["file", "original"]
SeenCodes: tuple[Seen, ...] = ("file", "original")
# The owner of the work; an account that calls itself a lawyer's; another reader of a share.
Capacity = Literal["maker", "lawyer", "reader"]
