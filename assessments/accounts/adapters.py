"""The adapters of django-allauth: messages, e-mails in the language of the account, encryption.

Roles and languages are defined in `assessments`.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from smtplib import SMTPException
from typing import Any
from urllib.parse import urljoin, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from assessments.accounts.attempts import attempt_count, attempt_of, browser_remember
from assessments.accounts.cipher import build_cipher
from assessments.accounts.forms_allauth import AFTER_SIGN_IN
from assessments.accounts.queries import has_account, person_by_address, preferences_of
from assessments.accounts.signing_in import account_news, before_sign_in
from assessments.quotas.identity import identity_of
from assessments.quotas.limits import Kind, Scope
from assessments.quotas.refusal import QuotaExceeded
from assessments.quotas.services import quota_refund, quota_spend

logger = logging.getLogger(__name__)
COUNTED_LETTERS = frozenset(
    f"account/email/{name}"
    for name in (
        "account_already_exists",
        "email_confirmation",
        "email_confirmation_signup",
        "password_reset_key",
        "unknown_account",
    )
)
LETTERS_TO_GET_IN = frozenset(
    ("account/email/password_reset_key", "account/email/email_confirmation")
)
LETTER_GOES = "account/messages/email_confirmation_sent.txt"
TO_NOBODY = "account/email/unknown_account"  # the answer to a reset where there is no account


class AccountAdapter(DefaultAccountAdapter):
    """Messages, redirects and e-mails of accounts."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "cannot_remove_primary_email": _("Your main address cannot be removed."),
        "duplicate_email": _("This address is already in your account."),
        "email_password_mismatch": _(
            "The address or the password is wrong. Check both, or reset your password."
        ),
        "email_taken": _("This address belongs to another account."),
        "enter_current_password": _("This is not your current password. Type it again."),
        "incorrect_code": _("This code is wrong. Check it, or ask for a new one."),
        "incorrect_password": _("This password is wrong. Type it again."),
        "invalid_or_expired_key": _("This link no longer works."),
        "invalid_password_reset": _("This link no longer works."),
        "max_email_addresses": _("An account has at most %d addresses."),
        "rate_limited": _("Too many requests in a short time. Wait a few minutes."),
        "same_as_current": _("Choose something different from the current one."),
        "select_only_one": _("Choose one only."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
        "unverified_primary_email": _("Your main address must be confirmed first."),
        "username_password_mismatch": _(
            "The user name or the password is wrong. Check both and try again."
        ),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the page that the user wanted before signing up, or the default page."""
        target = str(request.session.pop(AFTER_SIGN_IN, ""))
        if target and self.is_safe_url(target):
            return target
        return str(super().get_login_redirect_url(request))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt as a wrong password until it is known to be right."""
        attempt_count(attempt_of(request, credentials), Kind.WRONG_PASSWORDS)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return the user with these credentials; a right password takes its count back."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None:
            quota_refund(attempt_of(request, credentials), Kind.WRONG_PASSWORDS)
        return user

    @transaction.atomic
    def login(self, request: HttpRequest, user: User) -> None:
        """Sign a user in; what the visitor's session began is theirs in the same moment."""
        before_sign_in.send(type(self), request=request, user=user)
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        """Return where a user goes who has signed in; the browser is known from now on."""
        response: HttpResponse = super().post_login(request, user, **options)
        browser_remember(request, response, user)
        return response

    def _is_counted(self, template_prefix: str, email: str) -> bool:
        """Count a letter that a stranger can ask for; False where it is left out without a word.

        What the owner of an account needs to get in is never refused because of what all visitors
        together did. That may not show who has an account: to an address without one no letter
        goes then, and the page says the same. Raises `QuotaExceeded` at every other limit.
        """
        is_needed = template_prefix in LETTERS_TO_GET_IN and has_account(email)
        asking = replace(
            identity_of(current.request), recipient=email.lower(), spares_site=is_needed
        )
        try:
            quota_spend(asking, Kind.EMAILS)
        except QuotaExceeded as refused:
            if template_prefix == TO_NOBODY and refused.limit.scope == Scope.SITE:
                return False
            raise
        return True

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Send news of an account to its main address, or to another that it has or had."""
        super().send_notification_mail(
            template_prefix, user, {**(context or {}), "user": user}, email
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send an e-mail in the language of its reader, whose links start at SITE_ROOT.

        Letters that a stranger can ask for are counted, and raise `QuotaExceeded`; whoever asked
        waits for their short-lived code, so they go at once, and a failure is shown as a message.
        Any other letter is news of an account: it is queued, since nobody would ask for it again.
        """
        is_asked_for = template_prefix in COUNTED_LETTERS
        if is_asked_for and not self._is_counted(template_prefix, email):
            return
        language = _choose_language(context.get("user"), email)
        context = {
            **{name: _root_link(name, value) for name, value in context.items()},
            "product_name": settings.PRODUCT_NAME,
            "site_root": settings.SITE_ROOT,
        }
        if not is_asked_for:
            self._queue_news(template_prefix, email, language, context)
            return
        try:
            with translation.override(language):
                super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("The letter %s could not be sent.", template_prefix)
            message = _("We could not send the e-mail. Try again in a few minutes.")
            messages.error(current.request, message)
            current.request.is_letter_unsent = True

    def _queue_news(
        self, template_prefix: str, email: str, language: str, context: dict[str, Any]
    ) -> None:
        """Have news written in its reader's language, with what is so now, and sent by a job."""
        with translation.override(language):
            letter = self.render_mail(template_prefix, email, {**context, "email": email})
        account_news.send(
            type(self),
            user=context.get("user"),
            email=email,
            language=language,
            subject=letter.subject,
            text=letter.body,
        )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **options: Any,
    ) -> None:
        """Show a message; not that a letter goes where this request could not send it."""
        is_unsent = getattr(request, "is_letter_unsent", False)
        if not (is_unsent and message_template == LETTER_GOES):
            super().add_message(request, level, message_template, *args, **options)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Messages, issuer name and encryption of the second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is wrong. Check it, or ask for a new one."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def get_totp_issuer(self) -> str:
        """Return the English name of the product, which authenticator apps show with the code."""
        with translation.override("en"):
            return str(settings.PRODUCT_NAME)

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return build_cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret of the database."""
        return build_cipher().decrypt(encrypted_text.encode()).decode()


def _root_link(name: str, value: Any) -> Any:
    """Return the address of a page of this site under SITE_ROOT; other values as they are."""
    if not name.endswith("_url"):
        return value
    return urljoin(settings.SITE_ROOT, urlsplit(value)._replace(scheme="", netloc="").geturl())


def _choose_language(user: User | None, email: str) -> str:
    """Return the language of an account; for an address without one, the active language."""
    known = user or person_by_address(email)
    if isinstance(known, get_user_model()):
        return preferences_of(known).language or str(translation.get_language())
    return str(translation.get_language())
