"""What the pages of the desk read, for one member."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.http import Http404
from django.utils import timezone

from assessments.accounts.queries import confirmed_addresses
from assessments.matters.access import matters_readable_by, open_invitations
from assessments.matters.models_firms import (
    Intake,
    Invitation,
    Matter,
    Member,
    Party,
    Status,
)
from assessments.matters.names import name_key
from assessments.sharing.queries import shares_received_by
from assessments.works.models import Assessment, Work
from assessments.works.shares import Share

SOON_DAYS = 7


def invitations_for(user: User) -> QuerySet[Invitation]:
    """Return the open invitations to a confirmed address of the user."""
    mine = open_invitations().filter(email__in=confirmed_addresses(user))
    return mine.select_related("firm", "by")


def invitation_get_for(user: User, pk: UUID) -> Invitation:
    """Return an open invitation to a confirmed address of the user; raise Http404 otherwise."""
    invitation = invitations_for(user).filter(pk=pk).first()
    if invitation is None:
        raise Http404
    return invitation


def invitations_of(member: Member) -> QuerySet[Invitation]:
    """Return the open invitations into the member's firm, newest first."""
    return open_invitations().filter(firm=member.firm_id)


def members_of(member: Member) -> QuerySet[Member]:
    """Return the members of the member's firm, those who left last."""
    mine = Member.objects.filter(firm=member.firm_id).select_related("user")
    return mine.order_by("-left_at", "name", "pk") if mine else mine


def matters_listed(
    user: User | AnonymousUser, *, status: str = "", words: str = ""
) -> QuerySet[Matter]:
    """Return the matters that the user may read, newest first; without a status the open ones.

    `words` is looked for in the titles of matter and works and in the names of client and parties,
    as written and as names are compared (full-width letters, punctuation and case make no
    difference).
    """
    matters = matters_readable_by(user).select_related("client", "responsible")
    if status:
        matters = matters.filter(status=status)
    elif not words:
        matters = matters.exclude(status=Status.CLOSED)
    if words:
        key = name_key(words)
        named: Any = Q(title__icontains=words) | Q(client__name__icontains=words)
        named |= Q(client__other_name__icontains=words)
        named |= Exists(Work.objects.filter(matter=OuterRef("pk"), title__icontains=words))
        if key:
            party = Party.objects.filter(matter=OuterRef("pk"), key__contains=key)
            named |= Q(client__key__contains=key) | Q(client__other_key__contains=key)
            named |= Exists(party)
        matters = matters.filter(named)
    return matters.order_by("-opened_at", "-pk")


def matters_due(user: User | AnonymousUser) -> QuerySet[Matter]:
    """Return the open matters that are due within a week or overdue, first due first."""
    until = timezone.localdate() + timedelta(days=SOON_DAYS)
    return matters_listed(user).filter(due_on__lte=until).order_by("due_on", "pk")


def shares_waiting(user: User, member: Member) -> QuerySet[Share]:
    """Return the shares for the user that no matter of the firm has received, newest first."""
    taken = Intake.objects.filter(
        source=OuterRef("assessment"), work__matter__firm=member.firm_id, share__revoked_at=None
    )
    return shares_received_by(user).exclude(Exists(taken))


def assessments_of_matter(matter: Matter) -> QuerySet[Assessment]:
    """Return the assessments of a matter without their snapshots, newest first.

    `facts_sha256` is the hash of the facts as lawyers hold them, None for what was received.
    """
    mine = Assessment.objects.filter(work__matter=matter).select_related(
        "work__intake__by", "work__intake__share"
    )
    mine = mine.annotate(facts_sha256=KT("library__facts_sha256"))
    return mine.defer("record", "library", "result", "work__record").order_by("-created_at")
