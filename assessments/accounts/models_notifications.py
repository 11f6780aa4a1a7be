"""Notifications by e-mail: a row before sending, so that a failing mail server loses none."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.jobs import JobRow


class NotificationKind(models.TextChoices):
    MEMO_READY = "memo_ready", _("memo ready")
    MEMO_FAILED = "memo_failed", _("memo failed")
    SHARED = "shared", _("shared with you")
    ASKED = "asked", _("question or answer")
    LOG_ROOT = "log_root", _("root of the log")
    REMINDER = "reminder", _("reminder to secure")
    INVITED = "invited", _("invitation into a firm")


# Not one of the kinds, among which a person chooses: a second factor, password or address changed.
ACCOUNT_NEWS = "account_news"


class Notification(JobRow):
    """One e-mail to one address."""

    TASK = "assessments.notifications.tasks.notice_send"
    REASONS = {
        "mail_server_away": _(
            "The mail server could not be reached, though it was tried several times."
        ),
        "address_refused": _("The mail server of this address refused the e-mail."),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=NotificationKind.choices)
    # The recipient; None for an address without an account, which may be invited.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("account"),
    )
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    # What the e-mail states: names, titles and the path of the page that it links.
    facts = models.JSONField(_("facts"), default=dict)
    # One event makes one e-mail, however often it is announced.
    key = models.CharField(_("event"), max_length=120, unique=True)

    class Meta(JobRow.Meta):
        verbose_name = _("letter")
        verbose_name_plural = _("letters")

    def __str__(self) -> str:
        return f"{self.kind} → {self.email}"
