"""Writes matters: opening with a conflict check, changing, parties, people, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from assessments.audit.services import audit_append
from assessments.matters.access import matter_locked
from assessments.matters.conflicts import Hit, hits_json
from assessments.matters.models import (
    Client,
    ConflictCheck,
    Matter,
    MatterPerson,
    Member,
    Note,
    Party,
    Role,
    Side,
    Status,
)
from assessments.matters.names import name_key


class MatterChanged(RuntimeError):
    """The matter was saved by somebody else since the form was rendered; `now` is as it stands."""

    def __init__(self, now: Matter) -> None:
        super().__init__(str(now.pk))
        self.now = now


@dataclass(frozen=True, kw_only=True)
class MatterFields:
    """What a form says of a matter beside its client."""

    title: str
    due_on: date | None = None
    responsible: Member
    reviewer: Member | None = None
    restricted: bool = False
    status: str = Status.OPEN
    hold: str = ""


@dataclass(frozen=True, kw_only=True)
class Parties:
    """The names of the parties of a matter, by side."""

    adverse: Sequence[str] = ()
    connected: Sequence[str] = ()


@transaction.atomic
def client_ensure(*, by: Member, name: str, other_name: str = "") -> Client:
    """Return the client of the firm with this name, made where there is none."""
    client, _made = Client.objects.get_or_create(
        firm=by.firm,
        key=name_key(name),
        defaults={"name": name, "other_name": other_name, "other_key": name_key(other_name)},
    )
    return client


@transaction.atomic
def matter_open(
    *,
    by: Member,
    client: Client,
    fields: MatterFields,
    parties: Parties,
    hits: Iterable[Hit],
    conclusion: str = "",
) -> Matter:
    """Open a matter with its parties, and store the conflict check that came before it."""
    matter = Matter.objects.create(
        firm=by.firm,
        client=client,
        title=fields.title,
        due_on=fields.due_on,
        responsible=fields.responsible,
        reviewer=fields.reviewer,
        restricted=fields.restricted,
    )
    MatterPerson.objects.create(matter=matter, member=by)
    parties_set(matter=matter, parties=parties)
    check_store(matter=matter, by=by, hits=hits, conclusion=conclusion)
    log_matter(matter, "matter.opened", by)
    return matter


@transaction.atomic
def matter_change(*, matter: Matter, by: Member, fields: MatterFields, version: int) -> Matter:
    """Save what a form says; raises `MatterChanged` where it was rendered before another save."""
    now = matter_locked(matter.pk)
    if now.version != version:
        raise MatterChanged(now)
    before = {name: getattr(now, name) for name in vars(fields)}
    for name, value in vars(fields).items():
        setattr(now, name, value)
    if now.status != Status.CLOSED:
        now.closed_at = None
    elif now.closed_at is None:
        now.closed_at = timezone.now()
    now.version += 1
    now.save()
    changed = sorted(name for name, value in vars(fields).items() if before[name] != value)
    if changed:
        log_matter(now, "matter.changed", by, {"fields": changed, "status": str(now.status)})
    return now


def parties_set(*, matter: Matter, parties: Parties) -> None:
    """Make the parties of a matter those that are named; a name on both sides is adverse."""
    sides = {name_key(name): (name, Side.CONNECTED) for name in parties.connected}
    sides |= {name_key(name): (name, Side.ADVERSE) for name in parties.adverse}
    matter.parties.exclude(key__in=sides).delete()
    for key, (name, side) in sides.items():
        Party.objects.update_or_create(
            matter=matter, key=key, defaults={"name": name, "side": side}
        )


@transaction.atomic
def parties_change(
    *, matter: Matter, by: Member, parties: Parties, hits: Iterable[Hit], conclusion: str
) -> None:
    """Change the parties of a matter with the conflict check of the new names."""
    parties_set(matter=matter, parties=parties)
    check_store(matter=matter, by=by, hits=hits, conclusion=conclusion)
    log_matter(matter, "matter.parties", by)


def check_store(
    *, matter: Matter, by: Member, hits: Iterable[Hit], conclusion: str
) -> ConflictCheck:
    """Store a conflict check with what was found and concluded."""
    return ConflictCheck.objects.create(
        matter=matter, by=by, hits=hits_json(hits), conclusion=conclusion
    )


@transaction.atomic
def people_set(*, matter: Matter, by: Member, members: Iterable[Member]) -> None:
    """Make these members the people of a matter; the log names whom by number."""
    wanted = {member.pk: member for member in members}
    matter.people.exclude(member__in=wanted).delete()
    for member in wanted.values():
        MatterPerson.objects.get_or_create(matter=matter, member=member)
    log_matter(matter, "matter.people", by, {"members": sorted(wanted)})


class MatterHeld(RuntimeError):
    """Nothing of the matter may be deleted: it is open, or there is a hold."""


@transaction.atomic
def matter_delete(*, matter: Matter, by: Member) -> None:
    """Delete a closed matter with its works, assessments, notes and checks; the log stays.

    A client that no matter names any more goes too. Raises `MatterHeld`.
    """
    now = matter_locked(matter.pk)
    if now.hold or now.status != Status.CLOSED:
        raise MatterHeld
    log_matter(now, "matter.deleted", by)
    client = now.client
    now.delete()
    if not client.matters.exists():
        client.delete()


@transaction.atomic
def note_write(*, matter: Matter, by: Member, text: str) -> Note:
    """Write a note, which only the firm reads."""
    note = Note.objects.create(matter=matter, by=by, text=text)
    log_matter(matter, "matter.note", by, {"note": note.pk})
    return note


def lawyers_of(member: Member) -> list[Member]:
    """Return the members of a firm who may answer for a matter or review one."""
    roles = (Role.PARTNER, Role.ASSOCIATE)
    return list(Member.objects.filter(firm=member.firm_id, left_at=None, role__in=roles))


def log_matter(matter: Matter, act: str, by: Member, facts: dict[str, Any] | None = None) -> None:
    """Log an act on a matter."""
    audit_append(subject=f"matter:{matter.pk}", act=act, actor=by.user_id, facts=facts or {})
