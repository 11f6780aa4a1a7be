"""The activity log of a work in words, and whether its hash chains are intact.

A work may have two chains: one of the draft from before the first assessment, and its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils import formats, timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext

from assessments.accounts.names import person_name
from assessments.answers.sections import BY_SLUG
from assessments.audit.chain import Fault, utc_text
from assessments.audit.models import AuditEntry
from assessments.audit.queries import audit_check, audit_of, leaves_of
from assessments.dossier.models import Dossier
from assessments.evidence.models import Upload
from assessments.evidence.models_timestamps import Timestamp
from assessments.history.queries import subjects_of
from assessments.matters.access import colleagues_of
from assessments.memo.models import FORMS, Memo
from assessments.wording.acts import (
    ACTS_OF_APPLICATION,
    act_sentence,
    fact_name,
    fault_sentence,
)
from assessments.works.models import Work
from assessments.works.shares import Share


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """One entry of the activity log in words."""

    number: int
    at: datetime
    who: str
    act: str
    facts: list[tuple[str, str]]  # (name, value)


@dataclass(frozen=True, kw_only=True)
class Chain:
    """One chain of the activity log, oldest entry first."""

    rows: list[EntryRow]
    faults: list[str]  # sentences; none where the chain is intact
    last: str  # the hash of the last entry; "" without entries
    covered: int  # the number of the last entry that a daily root covers; 0 for none


def audit_chains(work: Work, reader: User | None = None) -> list[Chain]:
    """Return each chain about a work with its entries in words.

    None: for its owner. A reader learns the names of the owner and of the reader's own firm; with
    whom else the owner shared is the owner's.
    """
    subjects = subjects_of(work)
    chains = [(list(audit_of(subject)), audit_check(subject)) for subject in subjects]
    words = _EntryWording(work, [entry for entries, _ in chains for entry in entries], reader)
    covered = {leaf.subject: leaf.number for leaf in leaves_of(subjects)}
    return [
        words.chain(entries, faults, covered.get(subject, 0))
        for subject, (entries, faults) in zip(subjects, chains, strict=True)
        if entries or faults
    ]


def audit_plain(work: Work) -> list[dict[str, Any]]:
    """Return the same chains in the form that is hashed, so that anyone can verify them."""
    return [
        {
            "subject": subject,
            "entries": [_plain(entry) for entry in audit_of(subject)],
            "faults": [vars(fault) for fault in audit_check(subject)],
        }
        for subject in subjects_of(work)
    ]


def _plain(entry: AuditEntry) -> dict[str, Any]:
    return {
        "subject": entry.subject,
        "number": entry.number,
        "at": utc_text(entry.at),
        "actor": entry.actor,
        "act": entry.act,
        "facts": entry.facts,
        "before": entry.before,
        "hash": entry.hash,
    }


class _EntryWording:
    """Words for entries; names for numbers and ids are read once for all entries."""

    def __init__(self, work: Work, entries: Iterable[AuditEntry], reader: User | None) -> None:
        actors = {entry.actor for entry in entries if entry.actor is not None}
        people = get_user_model().objects.in_bulk(actors)
        known = {work.owner_id, *colleagues_of(reader)} if reader is not None else {*actors, None}
        other = gettext("somebody else")
        self._people = {
            number: person_name(person) if number in known else other
            for number, person in people.items()
        }
        shares = Share.objects.filter(assessment__work=work).values_list("pk", "email", "reader")
        self._shares = {
            str(pk): email if reader is None or by in known else other for pk, email, by in shares
        }
        times = work.assessments.values_list("pk", "created_at")
        self._assessments = {str(pk): at for pk, at in times}

        uploads = Upload.objects.filter(draft__work=work).values_list("pk", "name")
        self._files = {str(pk): name for pk, name in uploads}

    def chain(self, entries: list[AuditEntry], faults: list[Fault], covered: int) -> Chain:
        """Return one chain in words."""
        return Chain(
            rows=[self._entry_row(entry) for entry in entries],
            faults=[fault_sentence(fault.code, fault.number) for fault in faults],
            last=entries[-1].hash if entries else "",
            covered=covered,
        )

    def _entry_row(self, entry: AuditEntry) -> EntryRow:
        return EntryRow(
            number=entry.number,
            at=entry.at,
            who=self._actor_name(entry.actor, entry.act),
            act=act_sentence(entry.act),
            facts=[(fact_name(c), self._value_text(c, v)) for c, v in entry.facts.items()],
        )

    def _actor_name(self, actor: int | None, act: str) -> str:
        if actor is None:
            by_application = act in ACTS_OF_APPLICATION
            return gettext("the application") if by_application else gettext("a visitor")
        return self._people.get(actor) or gettext("deleted account (no. %(number)s)") % {
            "number": actor
        }

    def _value_text(self, code: str, value: Any) -> str:
        if code == "share":
            return self._shares.get(value, gettext("no longer known"))
        if code == "file":
            return self._files.get(value, str(value))
        if value in (None, ""):
            return "–"
        if code == "assessment" and value in self._assessments:
            return gettext("of %(time)s") % {"time": _time_text(self._assessments[value])}
        if code == "reason":
            return _reason_sentence(str(value))
        if code == "form":
            return str(FORMS.get(value, value))
        if code == "language":
            return str(dict(Memo._meta.get_field("language").flatchoices).get(value, value))
        if code in ("asked", "at") and (at := parse_datetime(str(value))):
            return _time_text(at)
        if code in ("as_of", "day") and (day := parse_date(str(value))):
            return formats.date_format(day, "DATE_FORMAT")
        if code == "part":
            return _section_title(str(value))
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _reason_sentence(value: str) -> str:
    """Return why a job failed; the kinds of job have reasons of their own."""
    jobs = (Memo, Timestamp, Dossier)
    known = next((job for job in jobs if value in job.REASONS), Memo)
    return known(reason=value).reason_sentence


def _section_title(value: str) -> str:
    """Return the title of a section of the interview, with the item where there is one."""
    slug, _, item = value.partition("/")
    title = str(BY_SLUG[slug].title) if slug in BY_SLUG else slug
    return f"{title} · {item}" if item else title


def _time_text(at: datetime) -> str:
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")
