"""The forms of django-allauth with labels and help texts of this application.

Validation and effect are allauth's; only the sign-up form adds a field, the role.
"""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.utils import get_next_redirect_url
from allauth.core import context as current
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth.models import User
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.accounts.attempts import attempt_counted, attempt_of
from assessments.accounts.roles import CREATOR, LAWYER
from assessments.accounts.services import language_choose, role_choose
from assessments.accounts.time_steps import ENROLLED_AT, code_spend, step_of
from assessments.quotas.identity import Identity
from assessments.quotas.limits import Kind
from assessments.quotas.services import quota_spend

# Of any text field of a form without a limit of its own: the database is not asked for longer ones.
MAX_CHARS = 1000
# The session key of the page that a user wanted before signing up.
AFTER_SIGN_IN = "after_sign_in"


class OwnWordingMixin:
    """Sets labels and help texts by field name; removes placeholders, which vanish on typing.

    A text longer than anybody types is refused before it is looked up. The widget does not state
    the limit, since browsers would cut a password without a word.
    """

    labels: dict[str, Any] = {}
    helps: dict[str, Any] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, field.help_text)
            if isinstance(field, forms.CharField) and field.max_length is None:
                field.validators.append(MaxLengthValidator(MAX_CHARS))


class SignInForm(OwnWordingMixin, account.LoginForm):
    labels = {"login": _("E-mail address or user name"), "password": _("Password")}
    helps = {"password": ""}


class SignUpForm(OwnWordingMixin, account.SignupForm):
    role = forms.ChoiceField(
        label=_("Who are you?"),
        help_text=_("The staff of this site can change it later."),
        choices=[
            (CREATOR, _("I create: I want to know where my works stand")),
            (LAWYER, _("I am a lawyer: others share assessments with me")),
        ],
        widget=forms.RadioSelect,
        initial=CREATOR,
    )
    field_order = ["email", "password1", "role"]
    labels = {"email": _("E-mail address"), "password1": _("Password")}
    helps = {"email": _("We will e-mail you a code to enter on the next page.")}

    def clean(self) -> Any:
        """Count the sign-up before anything is stored; raises `QuotaExceeded`."""
        cleaned = super().clean()
        if not self.errors:
            quota_spend(current.request, Kind.SIGN_UPS)
        return cleaned

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Store the role, the language, and in the session the page to return to."""
        super().custom_signup(request, user)
        role_choose(user=user, role=self.cleaned_data["role"])
        language_choose(user=user, language=get_language() or "en")
        if target := get_next_redirect_url(request):
            request.session[AFTER_SIGN_IN] = target


class AddAddressForm(OwnWordingMixin, account.AddEmailForm):
    labels = {"email": _("Another e-mail address")}
    helps = {
        "email": _("We will e-mail a code there. The address counts once you have entered it.")
    }


class AddressCodeForm(OwnWordingMixin, account.ConfirmEmailVerificationCodeForm):
    labels = {"code": _("Code from the e-mail")}


class PasswordForm(OwnWordingMixin, account.ChangePasswordForm):
    labels = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("Repeat the new password"),
    }
    helps = {"oldpassword": ""}
    user: User

    def clean_oldpassword(self) -> str:
        """Count it as at sign-in, where it is wrong."""
        who = attempt_of(current.request, {"username": self.user.get_username()})
        with attempt_counted(who, Kind.WRONG_PASSWORDS):
            return str(super().clean_oldpassword())


class ResetForm(OwnWordingMixin, account.ResetPasswordForm):
    labels = {"email": _("E-mail address")}


class NewPasswordForm(OwnWordingMixin, account.ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("Repeat the new password")}


class ReauthenticateForm(OwnWordingMixin, account.ReauthenticateForm):
    labels = {"password": _("Password")}
    helps = {"password": ""}


class CountedCodeMixin(OwnWordingMixin):
    """Counts wrong codes of an account; one of an app that was accepted before is wrong."""

    user: User
    authenticator: Authenticator

    def clean_code(self) -> str:
        with attempt_counted(Identity(account=str(self.user.pk)), Kind.WRONG_CODES):
            code = str(super().clean_code())
            is_of_app = self.authenticator.type == Authenticator.Type.TOTP
            if is_of_app and not code_spend(self.authenticator, code):
                raise get_adapter().validation_error("incorrect_code")
            return code


class SecondFactorForm(CountedCodeMixin, mfa.AuthenticateForm):
    labels = {"code": _("Code of your app, or a recovery code")}


class ReauthenticateSecondFactorForm(CountedCodeMixin, mfa.ReauthenticateForm):
    labels = {"code": _("Code of your app, or a recovery code")}


class ActivateForm(OwnWordingMixin, totp.ActivateTOTPForm):
    labels = {"code": _("Code that the app shows now")}

    def clean_code(self) -> str:
        code = str(super().clean_code())
        setattr(self.user, ENROLLED_AT, step_of(self.secret, code))
        return code
