"""The answer to who owns it: each layer as stated and on evidence, and the clauses missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assessments.engine import Result
from assessments.evidence.models import Upload
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import Link
from assessments.proposals.final_work import picture_of
from assessments.results.finish import draft_preview
from assessments.results.page.ownership import OwnershipRow, ownership
from assessments.securing.clauses import Clause, ClauseName, clause
from assessments.securing.owner_questions import is_unread, organisation_of, roles_of, side_of
from assessments.wording import Register
from assessments.works.drafts import Draft


@dataclass(frozen=True, kw_only=True)
class ClauseRow:
    """A clause to copy in the words of the reader."""

    clause: Clause
    name: str
    when: str
    limits: str
    authorities: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class OwnerPage:
    """The template context of the answer."""

    draft: Draft
    title: str
    work_picture: Upload | None
    ownership: OwnershipRow
    rows: tuple[ClauseRow, ...]  # the clauses that are missing
    speaker: str  # the name of whoever the page speaks to


def owner_page(draft: Draft, register: Register) -> OwnerPage:
    """Return the answer; raises `InvalidRecord` where the answers make no record."""
    preview = draft_preview(draft)
    result = preview.typed_result
    refs = CitationLinks(preview.record, preview.library)
    return OwnerPage(
        draft=draft,
        title=preview.work.title,
        work_picture=picture_of(draft),
        ownership=ownership(result, refs, register),
        rows=tuple(clause_row(clause(n), refs) for n in missing_clauses(draft, result)),
        speaker=_speaker(draft),
    )


def clause_row(entry: Clause, refs: CitationLinks) -> ClauseRow:
    """Return a clause with its rules in the active language."""
    return ClauseRow(
        clause=entry,
        name=refs.localise(entry.name.model_dump()),
        when=refs.localise(entry.when.model_dump()),
        limits=refs.localise(entry.limits.model_dump()),
        authorities=refs.authorities(entry.authority),
    )


def missing_clauses(draft: Draft, result: Result) -> list[ClauseName]:
    """Return the clauses that would settle what no contract settles yet, for whoever speaks."""
    return list(dict.fromkeys(_missing(draft, result)))


def _missing(draft: Draft, result: Result) -> Iterator[ClauseName]:
    side, other = side_of(draft.answers), organisation_of(draft.answers)
    roles = roles_of(other) if other else set()
    contracts = draft.answers.get("contracts") or []
    says = {str(contract.get("says")) for contract in contracts}
    kinds = {
        str(c.get("kind")) for c in contracts if c.get("says") not in (None, "silent", "unknown")
    }
    # What a contract says that was handed in and not read is not missing, but unknown.
    unread = {str(c.get("kind")) for c in contracts if is_unread(c)}
    kinds |= unread
    owners = {layer.owner for layer in result.ownership.layers if layer.bases}
    is_theirs = bool(other) and owners == {str(other and other.get("name"))}
    wants = side in ("company", "employee")
    if wants and "employer" in roles and "employment" not in kinds:
        yield "employee"
    if side == "company" and "commissioner" in roles and "commission" not in kinds:
        yield "commission_client"
    if side == "freelancer" and "commission" not in kinds:
        yield "commission_maker"
    authors = [c for layer in result.ownership.layers for c in layer.bases if len(c.parties) > 1]
    if authors and "cooperation" not in kinds and "shared" not in says:
        yield "cooperation"
    # A clause speaks from its day on: what is there already passes by an assignment alone.
    if side == "company" and not is_theirs and not unread and "assignment" not in kinds:
        yield "assignment"


def _speaker(draft: Draft) -> str:
    other = organisation_of(draft.answers)
    if side_of(draft.answers) == "company" and other:
        return str(other.get("name") or "")
    return ""
