"""The page of things to secure: in order, each with its means, and ticked where it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.utils.functional import Promise

from assessments.engine import Result
from assessments.engine.codes import Conclusion
from assessments.evidence.models import Upload
from assessments.exhibits.references import ExhibitIndex
from assessments.memo.preservation import MeansName, in_order, preservation_rules, raised
from assessments.memo.sections.preservation import means_name, weight
from assessments.notifications.email import address_of
from assessments.precedents.citations import CitationLinks
from assessments.precedents.values import Link
from assessments.proposals.final_work import picture_of
from assessments.results.finish import draft_preview
from assessments.results.page.next_steps import NextStepRow, next_steps
from assessments.securing.known import KnownState, known_states
from assessments.securing.models import SecuringItem
from assessments.wording import Register
from assessments.wording.securing import TITLES, WHY
from assessments.works.drafts import Draft
from assessments.works.models import Assessment
from cases.record import CreationRecord

ITEMS = tuple(TITLES)  # every code, `label` included
REFUSED = ("not_protected", "unlikely", "open")  # words on which nobody advises to register
EVIDENCE_STEPS = ("secure.", "hold.")  # improvements that come from securing evidence


@dataclass(frozen=True, kw_only=True)
class MeansRow:
    """A means with what it can show, what it does not, and the rules by which it weighs."""

    name: str
    shows: str
    not_shown: str
    authorities: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class SecureRow:
    """A thing to secure as the page shows it."""

    what: str
    title: str | Promise
    why: str | Promise
    names: tuple[str, ...]  # of tools or a place, which it concerns
    means: tuple[MeansRow, ...]
    known: KnownState | None
    is_ticked: bool  # by the person
    remind_on: dt.date | None
    was_reminded: bool

    @property
    def is_done(self) -> bool:
        """Whether it is done, by what is known or as the person says."""
        return self.is_ticked or bool(self.known and self.known.is_done)


@dataclass(frozen=True, kw_only=True)
class SecurePage:
    """The template context of the things to secure."""

    draft: Draft
    title: str
    work_picture: Upload | None
    rows: tuple[SecureRow, ...]
    done: int
    claimed: Conclusion
    claimed_label: str
    proved: Conclusion
    proved_label: str
    moving: tuple[NextStepRow, ...]  # what of the evidence moves the answer, as the engine says
    assessment: Assessment | None  # the newest stored one
    can_timestamp: bool
    address: str  # where a reminder goes; empty where none can be sent
    today: dt.date


def secure_page(
    draft: Draft, user: User | AnonymousUser, register: Register, today: dt.date
) -> SecurePage:
    """Return the page of a draft; raises `InvalidRecord` where its answers make no record."""
    preview = draft_preview(draft)
    result = preview.typed_result
    refs = CitationLinks(preview.record, preview.library)
    rows = tuple(_rows(draft, preview, result, refs))
    stored = Assessment.objects.filter(work=draft.work_id) if draft.work_id else None
    return SecurePage(
        draft=draft,
        title=preview.work.title,
        work_picture=picture_of(draft),
        rows=rows,
        done=sum(row.is_done for row in rows),
        claimed=result.claimed.conclusion,
        claimed_label=register.conclusion_label(result.claimed.conclusion),
        proved=result.proved.conclusion,
        proved_label=register.conclusion_label(result.proved.conclusion),
        moving=tuple(
            step
            for step in next_steps(result, refs, register)
            if step.moves and step.code.startswith(EVIDENCE_STEPS)
        ),
        assessment=stored.order_by("-created_at").first() if stored is not None else None,
        can_timestamp=bool(settings.TIMESTAMP_URL and settings.TIMESTAMP_ROOTS),
        address=address_of(user) if isinstance(user, User) else "",
        today=today,
    )


def _rows(
    draft: Draft, preview: Assessment, result: Result, refs: CitationLinks
) -> Sequence[SecureRow]:
    record = CreationRecord.model_validate(preview.record)
    held = frozenset(preview.library["held"] or ())
    uploads = list(draft.uploads.select_related("original"))
    known = known_states(draft, record, uploads, held)
    marked = {row.what: row for row in SecuringItem.objects.filter(draft=draft)}
    found = raised(
        record,
        ExhibitIndex(record, held),
        is_seen=lambda piece: piece.id in held or piece.examined_by is not None,
        may_register=result.proved.conclusion not in REFUSED,
    )
    names = {item.what: item.names for item in in_order(found)}
    rules = preservation_rules()
    order = [rule for rule in rules.order if rule.what in names or rule.what in known]
    rows = [
        _row(rule.what, names.get(rule.what, ()), rule.means, known, marked, refs) for rule in order
    ]
    return [*rows, _row("label", (), (), known, marked, refs)]


def _row(
    what: str,
    names: tuple[str, ...],
    means: tuple[MeansName, ...],
    known: dict[str, KnownState],
    marked: dict[str, SecuringItem],
    refs: CitationLinks,
) -> SecureRow:
    mark = marked.get(what)
    return SecureRow(
        what=what,
        title=TITLES[what],
        why=WHY[what],
        names=names,
        means=tuple(_means(name, refs) for name in means),
        known=known.get(what),
        is_ticked=bool(mark and mark.done_at),
        remind_on=mark.remind_on if mark else None,
        was_reminded=bool(mark and mark.reminded_at),
    )


def _means(name: MeansName, refs: CitationLinks) -> MeansRow:
    rule = preservation_rules().means[name]
    shows, not_shown = weight(name)
    return MeansRow(
        name=means_name(name),
        shows=shows,
        not_shown=not_shown,
        authorities=refs.authorities(rule.keys),
    )
