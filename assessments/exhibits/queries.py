"""Reads what was filled in of the exhibits of a work, for one reader."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from assessments.accounts.names import person_name
from assessments.exhibits.codes import Capacity, EvidenceClasses, SeenCodes
from assessments.exhibits.models import ExhibitEntry
from assessments.exhibits.particulars import (
    Answer,
    Examined,
    FilledIn,
    LegalClass,
    Particulars,
    class_by_law,
)
from assessments.matters.models_firms import Member, Role
from assessments.works.models import Work
from cases.record import CreationRecord, Evidence

FACTS = ("original", "held_by", "pages", "source", "obtained")
MAX_ID_CHARS = 500
OPINIONS = ("authenticity", "legality", "relevance", "remark")


def particulars_for(
    user: User | None, work: Work, record: CreationRecord
) -> dict[str, Particulars]:
    """Return the particulars of every exhibit of a record, by its id, as one account has them.

    What the account filled in goes before what the owner of the work did, value by value. What
    other readers filled in is theirs and is left out, except that in a matter what one lawyer of
    the firm examined is known to all.
    """
    own = Q(by=user) if user is not None else Q(pk=None)
    mine = own | Q(by=work.owner_id)
    rows = ExhibitEntry.objects.filter(mine | _examined_in_firm(work), work=work)
    by_evidence: dict[str, list[ExhibitEntry]] = {}
    for row in rows.select_related("by"):
        by_evidence.setdefault(row.evidence, []).append(row)
    authors = {user.pk if user is not None else None, work.owner_id}
    return {
        piece.id: _particulars(
            piece, _in_turn(by_evidence.get(key_of(piece), ()), user, piece), authors
        )
        for piece in record.evidence
    }


def _examined_in_firm(work: Work) -> Q:
    """Return the condition on what members of the matter's firm examined, outside readers not."""
    if work.matter_id is None:
        return Q(pk=None)
    firm = Member.objects.filter(firm__matters=work.matter_id).exclude(role=Role.OUTSIDE)
    return Q(examined_on__isnull=False, by__in=firm.values("user"))


def entries_of_exhibit(work: Work, piece: Evidence) -> list[ExhibitEntry]:
    """Return what every account filled in of an exhibit, last changed first."""
    rows = ExhibitEntry.objects.filter(work=work, evidence=key_of(piece)).select_related("by")
    return [row for row in rows.order_by("-updated_at") if speaks_of(row, piece)]


def own_entry(user: User, work: Work, piece: Evidence) -> ExhibitEntry | None:
    """Return what a user filled in of an exhibit."""
    row = ExhibitEntry.objects.filter(work=work, evidence=key_of(piece), by=user).first()
    return row if row is not None and speaks_of(row, piece) else None


def key_of(piece: Evidence) -> str:
    """Return the id of a piece of evidence as rows have it."""
    return piece.id[:MAX_ID_CHARS]


def speaks_of(row: ExhibitEntry, piece: Evidence) -> bool:
    """Whether the row was filled in of this evidence and not of another with the same id."""
    return (row.what, row.sha256) == (piece.what, (piece.sha256 or "").lower())


def _in_turn(
    rows: Iterable[ExhibitEntry], user: User | None, piece: Evidence
) -> list[ExhibitEntry]:
    """Return the rows that speak of the evidence, the user's own first."""
    own = user.pk if user is not None else None
    return sorted((r for r in rows if speaks_of(r, piece)), key=lambda row: row.by_id != own)


def _particulars(
    piece: Evidence, known: list[ExhibitEntry], authors: Collection[int | None]
) -> Particulars:
    rows = [row for row in known if row.by_id in authors]
    answers: Mapping[str, Answer | None] = {
        name: next((_answer(row, name) for row in rows if getattr(row, name)), None)
        for name in (*FACTS, *OPINIONS)
    }
    original = answers["original"]
    computed = class_by_law(piece, original.value if original else "")
    chosen = next((row for row in rows if row.legal_class), None)
    return Particulars(
        legal_class=_chosen_class(chosen) or computed,
        examined=tuple(examined for row in known if (examined := examination_of(row))),
        **answers,
    )


def examination_of(row: ExhibitEntry) -> Examined | None:
    """Return the examination that a row records; None where it records none."""
    if row.examined_on is None:
        return None
    seen = next(code for code in SeenCodes if code == row.examined)
    return Examined(on=row.examined_on, seen=seen, shows=row.examined_shows, filled=filled_in(row))


def _chosen_class(row: ExhibitEntry | None) -> LegalClass | None:
    if row is None:
        return None
    code = next(name for name in EvidenceClasses if name == row.legal_class)
    return LegalClass(classes=(code,), reason=row.class_reason, filled=filled_in(row))


def _answer(row: ExhibitEntry, name: str) -> Answer:
    return Answer(value=getattr(row, name), filled=filled_in(row))


def filled_in(row: ExhibitEntry) -> FilledIn:
    """Return who filled a row in."""
    capacity: Capacity = "reader"
    if row.capacity in ("maker", "lawyer"):
        capacity = "lawyer" if row.capacity == "lawyer" else "maker"
    return FilledIn(
        by=person_name(row.by), capacity=capacity, on=timezone.localdate(row.updated_at)
    )
