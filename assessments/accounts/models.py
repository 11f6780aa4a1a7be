"""The preferences of a user: the language, and which e-mails to receive."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Preferences(models.Model):
    """One row per user who chose something; without a row the defaults apply."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="preferences"
    )
    language = models.CharField(
        _("language"), max_length=10, blank=True, choices=settings.LANGUAGES
    )
    mail_memo = models.BooleanField(_("a memo is ready or has failed"), default=True)
    mail_shared = models.BooleanField(_("an assessment is shared with me"), default=True)
    mail_asked = models.BooleanField(_("a question or an answer arrives"), default=True)
    mail_reminder = models.BooleanField(
        _("a day comes that I asked to be reminded of"), default=True
    )

    class Meta:
        verbose_name = _("preferences")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return str(self.user)
