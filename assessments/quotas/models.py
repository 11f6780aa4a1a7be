"""The counts: how much was spent in a window, and how often something was refused."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuotaCount(models.Model):
    """What somebody has spent of one limit in one window, which ends at `ends_at`.

    `key` is a keyed hash of who it is, different in every window, so that a row tells nobody's
    network address and two rows do not tell that they are of the same person.
    """

    kind = models.CharField(_("kind"), max_length=20)
    scope = models.CharField(_("counted by"), max_length=10)
    key = models.CharField(max_length=64)
    ends_at = models.DateTimeField(_("end of the window"), db_index=True)
    spent = models.BigIntegerField(_("spent"), default=0)

    class Meta:
        verbose_name = _("count of a limit")
        verbose_name_plural = _("counts of limits")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "scope", "key", "ends_at"], name="quota_once_per_window"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}.{self.scope} {self.spent}"


class Refusal(models.Model):
    """How often something was refused in one hour; of nobody in particular."""

    kind = models.CharField(_("kind"), max_length=20)
    scope = models.CharField(_("counted by"), max_length=10)
    hour = models.DateTimeField(_("hour"))
    count = models.PositiveBigIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("refusal")
        verbose_name_plural = _("refusals")
        constraints = [
            models.UniqueConstraint(fields=["kind", "scope", "hour"], name="refusal_once_per_hour")
        ]

    def __str__(self) -> str:
        return f"{self.kind}.{self.scope} {self.count}"
