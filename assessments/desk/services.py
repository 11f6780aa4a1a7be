"""Writes firms and their people: founding, inviting, joining, leaving."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from assessments.accounts.models_notifications import Notification, NotificationKind
from assessments.accounts.names import person_name
from assessments.accounts.queries import confirmed_addresses, person_by_address
from assessments.audit.services import audit_append
from assessments.jobs import JobState
from assessments.matters.access import open_invitations
from assessments.matters.models_firms import LAWYERS, Firm, Invitation, Matter, Member, Role
from assessments.notifications.services import notify


class FirmError(RuntimeError):
    """Something that a firm does not allow; `code` has a sentence in `wording`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def firm_found(*, by: User, name: str, name_en: str = "") -> Member:
    """Found a firm with its first partner; raises `FirmError` for whoever is in one."""
    firm = Firm.objects.create(name=name, name_en=name_en)
    member = _join(firm, by, Role.PARTNER)
    log_firm(firm, "firm.founded", by.pk)
    return member


@transaction.atomic
def member_invite(*, by: Member, email: str, role: str) -> tuple[Invitation, bool]:
    """Invite the holder of an address; return the invitation, and whether it was made now."""
    waiting = Invitation.objects.filter(firm=by.firm, email=email.lower())
    ended = waiting.filter(accepted_at=None, revoked_at=None).exclude(
        pk__in=open_invitations().values("pk")
    )
    ended.update(revoked_at=timezone.now())
    invitation, made = Invitation.objects.get_or_create(
        firm=by.firm,
        email=email.lower(),
        accepted_at=None,
        revoked_at=None,
        defaults={"role": role, "by": by},
    )
    if made:
        log_firm(by.firm, "firm.invited", by.user_id, {"invitation": str(invitation.pk)})
        notify(
            kind=NotificationKind.INVITED,
            key=invitation_key(invitation),
            user=person_by_address(invitation.email),
            email=invitation.email,
            facts={
                "path": reverse("desk:invitation", args=[invitation.pk]),
                "title": by.firm.name,
                "who": by.name,
            },
        )
    return invitation, made


@transaction.atomic
def invitation_revoke(*, invitation: Invitation, by: Member) -> None:
    """Take an invitation back, with its letter if that was not sent; twice changes nothing."""
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if waiting.update(revoked_at=timezone.now()):
        Notification.objects.filter(key=invitation_key(invitation), state=JobState.QUEUED).delete()
        log_firm(by.firm, "firm.uninvited", by.user_id, {"invitation": str(invitation.pk)})


@transaction.atomic
def invitation_accept(*, invitation: Invitation, by: User) -> Member:
    """Join the firm that invited a confirmed address of the user; raises `FirmError`."""
    if invitation.email not in confirmed_addresses(by):
        raise FirmError("not_invited")
    if not open_invitations().filter(pk=invitation.pk).update(accepted_at=timezone.now()):
        raise FirmError("invitation_over")
    member = _join(invitation.firm, by, Role(invitation.role))
    log_firm(invitation.firm, "firm.joined", by.pk, {"role": member.role})
    return member


@transaction.atomic
def member_change_role(*, member: Member, role: str, by: Member) -> None:
    """Give a member another role; invitations that a partner gave go with that role.

    Raises `FirmError` where no partner would be left, or where somebody who answers for matters or
    reviews them would be no lawyer any more.
    """
    members_locked(by.firm)
    if role != Role.PARTNER:
        _require_other_partner(member)
        _withdraw_invitations(member)
    if role not in LAWYERS and _named_in(member).exists():
        raise FirmError("answers_for_matters")
    Member.objects.filter(pk=member.pk, left_at=None).update(role=role)
    log_firm(by.firm, "firm.role", by.user_id, {"member": member.pk, "role": role})


@transaction.atomic
def member_leave(*, member: Member, to: Member | None, by: Member) -> None:
    """End a membership; all matters for which the member answers are handed over, closed ones too.

    A restricted matter goes to a lawyer who works on it, where there is one. Each hand-over is in
    the log of its matter. A firm that nobody else is in ends with it. Raises `FirmError` where no
    partner would be left, nobody takes the matters over, or a firm that ends still has matters.
    """
    if len(members_locked(member.firm)) == 1:
        return _dissolve(member)
    _require_other_partner(member)
    if to is not None and (to.pk == member.pk or to.firm_id != member.firm_id or to.left_at):
        raise FirmError("no_successor")
    named = list(_named_in(member).select_for_update())
    for matter in named:
        _hand_over(matter, member, to, by)
    _withdraw_invitations(member)
    member.on_matters.all().delete()
    Member.objects.filter(pk=member.pk).update(left_at=timezone.now())
    facts: dict[str, Any] = {"member": member.pk, "matters": len(named)}
    log_firm(member.firm, "firm.left", by.user_id, facts)


def _named_in(member: Member) -> QuerySet[Matter]:
    """Return the matters for which a member answers, or which the member reviews."""
    return Matter.objects.filter(Q(responsible=member) | Q(reviewer=member), firm=member.firm_id)


def _hand_over(matter: Matter, member: Member, to: Member | None, by: Member) -> None:
    if matter.responsible_id == member.pk:
        successor = _inside(matter, member) if matter.restricted else None
        successor = successor or to
        if successor is None:
            raise FirmError("no_successor")
        matter.responsible = successor
        if matter.reviewer_id == successor.pk:
            matter.reviewer = None
    if matter.reviewer_id == member.pk:
        matter.reviewer = None
    matter.version += 1
    matter.save()
    facts = {"from": member.pk, "member": matter.responsible_id}
    audit_append(
        subject=f"matter:{matter.pk}", act="matter.handed-over", actor=by.user_id, facts=facts
    )


def _inside(matter: Matter, member: Member) -> Member | None:
    """Return a lawyer who reads a restricted matter already, beside the member who leaves."""
    on_it = Q(pk=matter.reviewer_id) | Q(on_matters__matter=matter)
    lawyers = Member.objects.filter(on_it, firm=matter.firm_id, left_at=None, role__in=LAWYERS)
    return lawyers.exclude(pk=member.pk).order_by("pk").first()


def _withdraw_invitations(member: Member) -> None:
    """Withdraw the invitations that a member gave and nobody has accepted."""
    for invitation in Invitation.objects.filter(by=member, accepted_at=None, revoked_at=None):
        invitation_revoke(invitation=invitation, by=member)


def members_locked(firm: Firm) -> list[Member]:
    """Return the members of a firm, locked until the transaction ends."""
    rows = Member.objects.select_for_update().filter(firm=firm, left_at=None)
    return list(rows.order_by("pk"))


def invitation_key(invitation: Invitation) -> str:
    """Return the key of the notification about an invitation."""
    return f"invited:{invitation.pk}"


def log_firm(firm: Firm, act: str, actor: int | None, facts: dict[str, Any] | None = None) -> None:
    """Log an act in a firm."""
    audit_append(subject=f"firm:{firm.pk}", act=act, actor=actor, facts=facts or {})


def _join(firm: Firm, user: User, role: Role) -> Member:
    try:
        with transaction.atomic():
            return Member.objects.create(
                firm=firm, user=user, role=role, name=person_name(user)[:200]
            )
    except IntegrityError as error:  # the constraint: one firm at a time
        raise FirmError("in_a_firm") from error


def _dissolve(member: Member) -> None:
    """Delete the firm of its only member; its matters are deleted one by one before."""
    firm = member.firm
    if firm.matters.exists():
        raise FirmError("has_matters")
    log_firm(firm, "firm.dissolved", member.user_id)
    firm.delete()


def _require_other_partner(member: Member) -> None:
    others = Member.objects.filter(firm=member.firm_id, role=Role.PARTNER, left_at=None)
    if member.role == Role.PARTNER and not others.exclude(pk=member.pk).exists():
        raise FirmError("last_partner")
