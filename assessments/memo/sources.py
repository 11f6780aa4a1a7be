"""What a memo stands on, as digests, and what of it changed since.

`sources` of a memo are those of the PDF as it was made; those of today are computed from the newest
assessment that the reader may read, the decisions published today and the law of today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.utils import timezone

from assessments.engine import load_authorities, load_rules
from assessments.exhibits.particulars import Particulars
from assessments.exhibits.queries import particulars_for
from assessments.exhibits.snapshot import Snapshot
from assessments.memo.models import Memo
from assessments.precedents import no_library
from assessments.precedents.examples import counted_record
from assessments.precedents.placed_library import library_published
from assessments.precedents.states import (
    WITHDRAWN,
    Changed,
    State,
    changed_since,
    decision_state,
    digest,
    law_state,
)
from assessments.works.access import newest_readable
from assessments.works.models import Assessment
from cases.library.schema import Decision
from cases.library.standing import Standing
from cases.record import CreationRecord, dump_json

Sources = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What of a memo is different: in its record, exhibits, rules, decisions and law."""

    record: bool = False
    exhibits: bool = False
    rules: bool = False
    decisions: tuple[Changed, ...] = ()
    law: tuple[Changed, ...] = ()
    come: tuple[Mapping[str, str], ...] = ()  # names of decisions that only the later one names

    @property
    def by_facts(self) -> bool:
        return self.record or self.exhibits

    @property
    def makes_version(self) -> bool:
        """Whether a memo of the same assessment would be another one."""
        return self.by_facts or any(decision.change != "edited" for decision in self.decisions)

    @property
    def needs_assessment(self) -> bool:
        """Whether only a new assessment takes it up: a memo keeps rules and law of its own."""
        return self.rules or bool(self.law)


def sources_of(snapshot: Snapshot) -> dict[str, Any]:
    """Return what a memo made from this snapshot stands on."""
    return {
        "record": _record_digest(snapshot.record),
        "exhibits": _exhibits_digest(snapshot.particulars),
        "rules": snapshot.result.rubric,
        "decisions": {d.slug: _decision(snapshot, d) for d in snapshot.decisions},
        "law": {key: law_state(entry) for key, entry in snapshot.authorities.items()},
    }


def sources_today(assessment: Assessment, user: User | None, before: Sources) -> dict[str, Any]:
    """Return what a memo made today from an assessment would stand on, of what `before` names."""
    record = counted_record(assessment)
    filled = particulars_for(user, assessment.work, record)
    return {
        **_library_today(before),
        "record": _record_digest(record),
        "exhibits": _exhibits_digest(filled),
    }


def changes_today(memo: Memo, user: User) -> Changes:
    """Return what changed since a memo was made, as far as the user may know.

    Nothing is said of a record that the user may not read any more.
    """
    before: Sources = memo.sources
    if not before:
        return Changes()
    work = memo.assessment.work_id if memo.assessment else None
    newest = newest_readable(user, work) if work else None
    if newest is None:
        return compare(before, {**before, **_library_today(before)})
    return compare(before, sources_today(newest, memo.requested_by, before))


def with_changed_decisions(memos: Iterable[Memo]) -> set[UUID]:
    """Return which memos name a decision that changed since they were made."""
    return set(changed_decisions_of(memos))


def changed_decisions_of(memos: Iterable[Memo]) -> dict[UUID, tuple[Changed, ...]]:
    """Return the decisions that changed since a memo was made, by the memo that names them."""
    named = {memo.pk: memo.sources["decisions"] for memo in memos if memo.sources}
    library = library_published()
    if not named or no_library.is_empty(library):
        return {}
    found = {pk: changed_since(states, library.states) for pk, states in named.items()}
    return {pk: changed for pk, changed in found.items() if changed}


def compare(before: Sources, after: Sources) -> Changes:
    """Return in what two memos differ; nothing where what one stands on was not stored."""
    if not before or not after:
        return Changes()
    then, now = before["decisions"], after["decisions"]
    return Changes(
        record=before["record"] != after["record"],
        exhibits=before["exhibits"] != after["exhibits"],
        rules=before["rules"] != after["rules"],
        decisions=changed_since(then, now),
        law=changed_since(before["law"], after["law"]),
        come=tuple(state["name"] for slug, state in now.items() if slug not in then),
    )


def _decision(snapshot: Snapshot, decision: Decision) -> State:
    state = decision_state(decision, snapshot.standings.get(decision.slug, Standing()))
    is_withdrawn = decision.slug in snapshot.withdrawn
    return {**state, "standing": WITHDRAWN} if is_withdrawn else state


def _library_today(before: Sources) -> dict[str, Any]:
    library, law = library_published(), load_authorities(timezone.localdate())
    # Of a site without decisions nothing follows: none was withdrawn, there are none.
    states = before["decisions"] if no_library.is_empty(library) else library.states
    return {
        "rules": load_rules().version,
        "decisions": {key: states[key] for key in before["decisions"] if key in states},
        "law": {key: law_state(law[key]) for key in before["law"] if key in law},
    }


def _record_digest(record: CreationRecord) -> str:
    return digest(dump_json(record))


def _exhibits_digest(particulars: Mapping[str, Particulars]) -> str:
    """Digest what was filled in, without when and by whom."""
    plain = {
        key: [
            [answer.value if answer else "" for answer in _answers(filled)],
            filled.legal_class.classes,
            filled.legal_class.reason,
            # Memos from before there were any have the digest without this.
            *([[one.on.isoformat(), one.seen, one.shows] for one in filled.examined]),
        ]
        for key, filled in particulars.items()
    }
    return digest(plain)


def _answers(filled: Particulars) -> list[Any]:
    return [
        filled.original,
        filled.held_by,
        filled.pages,
        filled.source,
        filled.obtained,
        filled.authenticity,
        filled.legality,
        filled.relevance,
        filled.remark,
    ]
