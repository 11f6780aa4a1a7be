"""Pages of a user's own account: language, e-mails, export, deletion.

Sign-in, addresses, passwords and second factors are views of django-allauth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.decorators import rate_limit
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core import signing
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language

from assessments.accounts.queries import CHOICE_OF, LANGUAGE_SESSION_KEY, preferences_of, roles_of
from assessments.accounts.services import language_choose
from assessments.matters.access import membership_of
from assessments.notifications.unsubscribe import unsubscribe_read
from assessments.privacy.export import personal_data
from assessments.privacy.forms import DeletionForm, LanguageForm, NotificationsForm
from assessments.privacy.queries import belongings, is_last_superuser
from assessments.privacy.services import (
    account_delete,
    account_subject,
    notifications_choose,
    notifications_stop,
)
from assessments.privacy.zip_stream import zip_stream
from assessments.works.handing_out import download_count, handed_out

UNPROCESSABLE = 422


@dataclass(frozen=True, kw_only=True)
class AccountPage:
    """What the account page shows."""

    language_form: LanguageForm
    letters_form: NotificationsForm
    addresses: QuerySet[EmailAddress]
    second_factor: bool
    sessions: int
    roles: list[str]


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show the user's account, with links to change it."""
    return _account_page(request)


@require_POST
@login_required
def language_save(request: HttpRequest) -> HttpResponse:
    """Store the language of pages and e-mails, for every device."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return _account_page(request, language_form=form, status=UNPROCESSABLE)
    chosen = form.cleaned_data["language"]
    language_choose(user=cast("User", request.user), language=chosen)
    request.session[LANGUAGE_SESSION_KEY] = chosen
    with translation.override(chosen):
        messages.success(request, _("Saved. Pages and e-mails are now in this language."))
    return redirect("account")


@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Set the language from the switch on every page; store it for a user who is signed in."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):  # Django's switch takes any that it has texts in
        sent = request.POST.copy()
        sent.pop("language", None)  # so that it only leads back
        request.POST = sent  # type: ignore[assignment]
    response = set_language(request)
    if "language" in request.POST and request.user.is_authenticated:
        language_choose(user=request.user, language=chosen)
        request.session[LANGUAGE_SESSION_KEY] = chosen
    return response


@require_POST
@login_required
def letters_save(request: HttpRequest) -> HttpResponse:
    """Store which e-mails the user wants."""
    form = NotificationsForm(request.POST)
    if not form.is_valid():
        return _account_page(request, letters_form=form, status=UNPROCESSABLE)
    notifications_choose(user=cast("User", request.user), wanted=form.cleaned_data)
    messages.success(request, _("Saved. You will get the e-mails that you ticked."))
    return redirect("account")


@csrf_exempt  # a mail program posts here (RFC 8058); the signature in the address is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Stop one kind of e-mail, by POST only: mail filters open links, too."""
    try:
        stop = request.method == "POST"
        kind = notifications_stop(token=token) if stop else unsubscribe_read(token)[1]
    except (signing.BadSignature, KeyError, ValueError) as error:
        raise Http404 from error
    context = {"what": NotificationsForm().fields[CHOICE_OF[kind]].label}
    return render(
        request, "privacy/unsubscribe.html", {**context, "done": request.method == "POST"}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required(allow_get=True)
def export(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Return the personal data of the user as a ZIP archive, written while it is sent."""
    if request.method != "POST":
        return render(request, "privacy/export.html")
    user = cast("User", request.user)
    download_count(request)
    handed_out(request, subject=account_subject(user.pk), act="account.exported", facts={})
    name = f"{user.get_username()}-{timezone.localdate().isoformat()}.zip"
    return StreamingHttpResponse(
        zip_stream(personal_data(user)),
        content_type="application/zip",
        headers={"Content-Disposition": str(content_disposition_header(True, name))},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@rate_limit(action="reauthenticate")
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the user's account once the password was entered again."""
    posted = request.POST if request.method == "POST" else None
    user = cast("User", request.user)
    form = DeletionForm(posted, user=user)
    kept, member = is_last_superuser(user), membership_of(user)
    if form.is_valid() and not kept and member is None:
        account_delete(user=user)
        logout(request)
        messages.success(request, _("Your account and what belonged to it are deleted."))
        return redirect("home")
    context = {"form": form, "kept": kept, "member": member, "belongings": belongings(user)}
    status = UNPROCESSABLE if posted is not None else 200
    return render(request, "privacy/delete.html", context, status=status)


def _account_page(
    request: HttpRequest,
    *,
    status: int = 200,
    language_form: LanguageForm | None = None,
    letters_form: NotificationsForm | None = None,
) -> HttpResponse:
    user = cast("User", request.user)
    preferences = preferences_of(user)
    chosen = preferences.language or translation.get_language()
    page = AccountPage(
        language_form=language_form or LanguageForm(initial={"language": chosen}),
        letters_form=letters_form or NotificationsForm(instance=preferences),
        addresses=EmailAddress.objects.filter(user=user).order_by("-primary", "email"),
        second_factor=is_mfa_enabled(user),
        sessions=UserSession.objects.filter(user=user).count(),
        roles=roles_of(user),
    )
    return render(request, "privacy/account.html", vars(page), status=status)
