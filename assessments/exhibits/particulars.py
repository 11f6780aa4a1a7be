"""What a court's list of evidence asks of an exhibit beside what the creation record says.

Original state and where it is held, pages, source and how it was obtained, an opinion on its
authenticity, legality and relevance (真实性、合法性、关联性), and its class by law. The values are
filled in on a screen; each says who did. The module uses no Django.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assessments.exhibits.codes import Capacity, EvidenceClass, Seen
from cases.record import Evidence

CLASSES_OF_EVIDENCE = "prc-civil-procedure-law-66"
ELECTRONIC_DATA = "civil-evidence-provisions-2019-14"
STORED_RECORDINGS = "civil-procedure-interpretation-2022-116"
# Kinds that are what they are also where they are printed (Civil Evidence Provisions art. 15(2)),
# with the rule that says so.
_FIXED: dict[str, tuple[EvidenceClass, tuple[str, ...]]] = {
    "original_file": ("electronic", (ELECTRONIC_DATA,)),
    "generation_metadata": ("electronic", (ELECTRONIC_DATA,)),
    "account_history": ("electronic", (ELECTRONIC_DATA,)),
    "screen_recording": ("electronic", (STORED_RECORDINGS,)),
    "layered_file": ("electronic", (ELECTRONIC_DATA,)),
    "chat_export": ("electronic", (ELECTRONIC_DATA,)),
    "terms": ("electronic", (ELECTRONIC_DATA,)),
    "timestamp": ("electronic", (ELECTRONIC_DATA,)),
    "reconstruction": ("electronic", (ELECTRONIC_DATA,)),
    "witness": ("testimony", ()),
    "statement": ("party_statement", ()),
}
# Kinds that exist on paper and as data: what they are where nothing says which.
_EITHER: dict[str, tuple[EvidenceClass, ...]] = {
    "drafts": ("electronic", "documentary"),
    "notarised": ("documentary",),
    "registration": ("documentary",),
    "contract": ("documentary", "electronic"),
}


@dataclass(frozen=True, kw_only=True)
class FilledIn:
    """Who filled a value in, and when; the name as it was when the value was read."""

    by: str
    capacity: Capacity
    on: dt.date


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A text or a code (`OriginalState`, `Opinion`) that a person filled in."""

    value: str
    filled: FilledIn


@dataclass(frozen=True, kw_only=True)
class LegalClass:
    """The class of an exhibit by law; several where nothing says whether it is on paper.

    `law` holds the ids of the rules that it follows from. A lawyer's own class has a `reason`.
    """

    classes: tuple[EvidenceClass, ...]
    law: tuple[str, ...] = ()
    reason: str = ""
    filled: FilledIn | None = None  # None: computed


@dataclass(frozen=True, kw_only=True)
class Examined:
    """What a lawyer examined of an exhibit, on which day, and what it showed."""

    on: dt.date
    seen: Seen
    shows: str
    filled: FilledIn


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What was filled in of one exhibit; None where nobody did."""

    legal_class: LegalClass
    original: Answer | None = None
    held_by: Answer | None = None
    pages: Answer | None = None
    source: Answer | None = None
    obtained: Answer | None = None
    authenticity: Answer | None = None
    legality: Answer | None = None
    relevance: Answer | None = None
    remark: Answer | None = None
    examined: tuple[Examined, ...] = ()  # the reader's own first


def class_by_law(piece: Evidence, original: str = "") -> LegalClass:
    """Return the class of an exhibit by its kind and its original state.

    A digest shows that there is a file, not that no paper stands behind it: where nobody filled in
    the original state of a draft or a contract, both classes stay possible.
    """
    if piece.what in _FIXED:
        kind, law = _FIXED[piece.what]
        return LegalClass(classes=(kind,), law=(CLASSES_OF_EVIDENCE, *law))
    classes = _EITHER[piece.what]
    if original == "electronic":
        classes = ("electronic",)
    elif original in ("original", "copy"):
        classes = ("documentary",)
    law = (ELECTRONIC_DATA,) if "electronic" in classes else ()
    return LegalClass(classes=classes, law=(CLASSES_OF_EVIDENCE, *law))
