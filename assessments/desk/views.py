"""The desk and the firm: what waits, founding, people, invitations."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.desk import services
from assessments.desk.forms import FirmForm, InvitationForm, LeavingForm
from assessments.desk.page import DeskPage, FirmPage, FoundingPage, matter_rows
from assessments.desk.page_requests import request_rows
from assessments.desk.queries import (
    invitation_get_for,
    invitations_for,
    invitations_of,
    matters_due,
    matters_listed,
    members_of,
    shares_waiting,
)
from assessments.desk.queries_waiting import (
    requests_answered,
    requests_due,
    stale_authorities,
)
from assessments.desk.services import FirmError
from assessments.desk.wording import REFUSALS
from assessments.matters.access import member_or_404, membership_of, partner_or_403
from assessments.matters.models_firms import Invitation, Member, Role
from assessments.quotas.identity import Identity
from assessments.quotas.limits import Kind
from assessments.quotas.refusal import QuotaExceeded
from assessments.quotas.services import quota_refund, quota_spend
from assessments.quotas.wording import refusal_sentence

UNPROCESSABLE = 422
SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for a member; somebody in no firm founds one here, or joins one."""
    user = cast("User", request.user)
    member = membership_of(user)
    if member is None:
        return _show_founding(request, user)
    due = list(matters_due(user)[:SHOWN])
    others = matters_listed(user).exclude(pk__in=[matter.pk for matter in due])
    page = DeskPage(
        member=member,
        shares=list(shares_waiting(user, member)[:SHOWN]),
        answered=request_rows(requests_answered(user)[:SHOWN]),
        asked=request_rows(requests_due(user)[:SHOWN]),
        stale=stale_authorities(user)[:SHOWN],
        due=matter_rows(due),
        recent=matter_rows(others[:SHOWN]),
    )
    return render(request, "desk/desk.html", vars(page))


def _show_founding(request: HttpRequest, user: User) -> HttpResponse:
    form = FirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.firm_found(by=user, **form.cleaned_data)
        except FirmError as refused:  # by a request that came at the same time
            messages.error(request, str(REFUSALS[refused.code]))
        return redirect("desk:desk")
    page = FoundingPage(form=form, invitations=list(invitations_for(user)))
    return render(
        request, "desk/found.html", vars(page), status=UNPROCESSABLE if form.errors else 200
    )


@require_safe
@login_required
def firm(request: HttpRequest) -> HttpResponse:
    """Show the people of the firm."""
    return _firm_page(request, member_or_404(request.user))


@require_POST
@login_required
def invite(request: HttpRequest) -> HttpResponse:
    """Invite the holder of an address into the firm."""
    member = partner_or_403(request.user)
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return _firm_page(request, member, form, status=UNPROCESSABLE)
    email = form.cleaned_data["email"].lower()
    account = Identity(account=str(request.user.pk), recipient=email)
    try:
        quota_spend(account, Kind.EMAILS)
    except QuotaExceeded as refused:
        form.add_error("email", refusal_sentence(refused))
        return _firm_page(request, member, form, status=refused.status)
    _row, made = services.member_invite(by=member, email=email, role=form.cleaned_data["role"])
    if made:
        sentence = gettext("We are sending an invitation to %(email)s.")
        messages.success(request, sentence % {"email": email})
    else:
        quota_refund(account, Kind.EMAILS)
        messages.info(request, gettext("%(email)s is invited already.") % {"email": email})
    return redirect("desk:firm")


@require_POST
@login_required
def uninvite(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an invitation back."""
    member = partner_or_403(request.user)
    row = invitations_of(member).filter(pk=pk).first()
    if row is None:
        raise Http404
    services.invitation_revoke(invitation=row, by=member)
    return redirect("desk:firm")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an invitation to its addressee, who may accept it."""
    user = cast("User", request.user)
    row: Invitation = invitation_get_for(user, pk)
    if request.method == "POST":
        try:
            services.invitation_accept(invitation=row, by=user)
        except FirmError as refused:
            messages.error(request, str(REFUSALS[refused.code]))
            return redirect("desk:invitation", pk)
        return redirect("desk:desk")
    context = {"invitation": row, "role": Role(row.role).label, "member": membership_of(user)}
    return render(request, "desk/invitation.html", context)


@require_POST
@login_required
def member_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a member of the firm another role."""
    by = partner_or_403(request.user)
    member, role = _member_of(by, pk), request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    try:
        services.member_change_role(member=member, role=role, by=by)
    except FirmError as refused:
        messages.error(request, str(REFUSALS[refused.code]))
    return redirect("desk:firm")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def member_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a membership: one's own, or as a partner anybody's; open matters are handed over."""
    by = member_or_404(request.user)
    if pk != by.pk:
        by = partner_or_403(request.user)
    member = _member_of(by, pk)
    form = LeavingForm(request.POST or None, member=member)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            services.member_leave(member=member, to=form.cleaned_data["to"], by=by)
        except FirmError as refused:
            form.add_error("to", str(REFUSALS[refused.code]))
        else:
            return redirect("desk:desk" if pk == by.pk else "desk:firm")
    if form.errors:
        status = UNPROCESSABLE
    context = {"form": form, "leaver": member, "is_self": pk == by.pk, "tab": "firm"}
    return render(request, "desk/leave.html", context, status=status)


def _member_of(by: Member, pk: int) -> Member:
    member = members_of(by).filter(pk=pk, left_at=None).first()
    if member is None:
        raise Http404
    return member


def _firm_page(
    request: HttpRequest, member: Member, form: InvitationForm | None = None, status: int = 200
) -> HttpResponse:
    page = FirmPage(
        member=member,
        members=list(members_of(member)),
        invitations=list(invitations_of(member)),
        invitation_form=form or InvitationForm(),
        leaving_form=LeavingForm(member=member),
        roles=Role.choices,
    )
    return render(request, "desk/firm.html", vars(page), status=status)
