"""What other decisions did to a decision, and it to them, whichever file states it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from cases.library.schema import Bilingual, Decision, Direction, Mark, Relation, Treatment
from cases.library.standing import direction_of
from cases.wording import labels
from cases.wording.dates import day_text, reader_language


@dataclass(frozen=True, kw_only=True)
class TreatmentRow:
    """One relation, as the page of one of the two decisions shows it."""

    relation: str
    by: Bilingual  # the other
    slug: str  # of the other, where its page is public; else empty
    day: str
    mark: Mark


def treatment_rows(decision: Decision, related: Mapping[str, Decision]) -> list[TreatmentRow]:
    """Return the relations of a decision: those that it states, then those that others state.

    `related` are the public decisions that it names and that name it, by their slugs.
    """
    own = list(_own_rows(decision, related))
    stated = {(treatment.relation, treatment.slug) for treatment in decision.treatment}
    return [*own, *_rows_of_others(decision, related, stated)]


def _own_rows(decision: Decision, related: Mapping[str, Decision]) -> Iterator[TreatmentRow]:
    for treatment in decision.treatment:
        other = related.get(treatment.slug or "")
        direction = direction_of(treatment, decision, other)
        yield _row(treatment, direction, treatment.by, other)


def _rows_of_others(
    decision: Decision, related: Mapping[str, Decision], stated: Set[tuple[Relation, str | None]]
) -> Iterator[TreatmentRow]:
    for other in related.values():
        for treatment in other.treatment:
            known = other.slug == decision.slug or (treatment.relation, other.slug) in stated
            if treatment.slug != decision.slug or known:
                continue
            received = direction_of(treatment, other, decision) == "received"
            yield _row(treatment, "given" if received else "received", other.short_name, other)


def _row(
    treatment: Treatment, direction: Direction, by: Bilingual, other: Decision | None
) -> TreatmentRow:
    table = labels.TREATMENT_GIVEN if direction == "given" else labels.TREATMENT
    return TreatmentRow(
        relation=str(table[treatment.relation]),
        by=by,
        slug=other.slug if other else "",
        day=(
            day_text(treatment.on, reader_language(), treatment.precision) if treatment.on else ""
        ),
        mark=treatment.mark,
    )
