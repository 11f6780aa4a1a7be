"""Who may read and change matters, clients and firms: decided here and nowhere else.

Whoever may not read a row gets 404, as if it did not exist. A partner reads every matter of the
firm, unless it is restricted to its people; everybody else those on which they work. An outside
reader changes nothing.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from assessments.matters.models_firms import (
    INVITATION_DAYS,
    Client,
    Firm,
    Invitation,
    Matter,
    MatterPerson,
    Member,
    Role,
)

Visitor = User | AnonymousUser


def membership_of(user: Visitor) -> Member | None:
    """Return the membership that a user has now; an account is in one firm at a time."""
    if not user.is_authenticated:
        return None
    return Member.objects.filter(user=user, left_at=None).select_related("firm").first()


def member_or_404(user: Visitor) -> Member:
    """Return the membership of a user; raise Http404 for anybody in no firm."""
    member = membership_of(user)
    if member is None:
        raise Http404
    return member


def partner_or_403(user: Visitor) -> Member:
    """Return the membership of a partner; Http404 for strangers, PermissionDenied for members."""
    member = member_or_404(user)
    if member.role != Role.PARTNER:
        raise PermissionDenied
    return member


def matters_readable_by(user: Visitor) -> QuerySet[Matter]:
    """Return the matters that a user may read."""
    if not user.is_authenticated:
        return Matter.objects.none()
    now_in = Member.objects.filter(user=user, left_at=None)
    partner_of = now_in.filter(role=Role.PARTNER, firm=OuterRef("firm"))
    works_on = MatterPerson.objects.filter(
        matter=OuterRef("pk"),
        member__user=user,
        member__left_at=None,
        member__firm=F("matter__firm"),
    )
    named = Q(responsible__in=now_in) | Q(reviewer__in=now_in)
    everybody = Q(restricted=False) & Exists(partner_of)
    return Matter.objects.filter(everybody | Exists(works_on) | named)


def matter_get_for(user: Visitor, pk: UUID) -> Matter:
    """Return a matter that the user may read; raise Http404 otherwise."""
    matters = matters_readable_by(user).select_related("client", "firm", "responsible", "reviewer")
    matter = matters.filter(pk=pk).first()
    if matter is None:
        raise Http404
    return matter


def matter_locked(pk: UUID) -> Matter:
    """Return a matter as it is now, locked until the transaction ends.

    Raises Http404 where it was deleted since the request read it.
    """
    matter = Matter.objects.select_for_update().filter(pk=pk).first()
    if matter is None:
        raise Http404
    return matter


def matter_get_for_change(user: Visitor, pk: UUID) -> tuple[Matter, Member]:
    """Return a matter that the user may change, and the membership to do it in.

    Raises Http404 for whoever may not read it, PermissionDenied for an outside reader.
    """
    matter, member = matter_get_for(user, pk), member_or_404(user)
    if member.role == Role.OUTSIDE:
        raise PermissionDenied
    return matter, member


def matter_get_for_lawyer(user: Visitor, pk: UUID) -> tuple[Matter, Member]:
    """Return a matter on whose facts the user may say what a lawyer holds, and the membership.

    Raises Http404 for whoever may not read it, PermissionDenied for whoever is no lawyer.
    """
    matter, member = matter_get_for_change(user, pk)
    if not is_lawyer(member):
        raise PermissionDenied
    return matter, member


def is_lawyer(member: Member) -> bool:
    """Return whether a member speaks as a lawyer; an assistant and an outside reader do not."""
    return member.role in (Role.PARTNER, Role.ASSOCIATE)


def may_manage(member: Member, matter: Matter) -> bool:
    """Return whether a reader of a matter also says who works on it, and sets a hold."""
    named = {matter.responsible_id, matter.reviewer_id}
    return member.role == Role.PARTNER or member.pk in named


def open_invitations() -> QuerySet[Invitation]:
    """Return the invitations that can be accepted: not yet, not withdrawn, and not too old."""
    since = timezone.now() - timedelta(days=INVITATION_DAYS)
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    return waiting.filter(created_at__gte=since)


def colleagues_of(user: User) -> set[int]:
    """Return the account numbers of a user and of everybody in the user's firm now."""
    firm = Member.objects.filter(user=user, left_at=None).values("firm")
    members = Member.objects.filter(firm__in=firm, left_at=None, user__isnull=False)
    return {user.pk, *members.values_list("user", flat=True)}


def clients_of(member: Member) -> QuerySet[Client]:
    """Return the clients of the matters that a member may read; an outside reader chooses none."""
    if member.role == Role.OUTSIDE or member.user is None:
        return Client.objects.none()
    readable = matters_readable_by(member.user).filter(client=OuterRef("pk"))
    return Client.objects.filter(Exists(readable), firm=member.firm_id)


def firm_locked(pk: UUID) -> Firm:
    """Return a firm, locked until the transaction ends: what is checked within it stays so.

    Raises Http404 where it was dissolved since the request read it.
    """
    firm = Firm.objects.select_for_update().filter(pk=pk).first()
    if firm is None:
        raise Http404
    return firm
