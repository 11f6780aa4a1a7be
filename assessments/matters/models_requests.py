"""The rows of what a lawyer asks a client within a record, and of what came of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.matters.models_firms import NAME_CHARS, TEXT_CHARS, Matter, Member, Status

PATH_CHARS = 600


class RequestState(models.TextChoices):
    """Where a request stands. `ASKED` and `RETURNED` wait for the client."""

    ASKED = "asked", pgettext_lazy("a request", "waiting for an answer")
    ANSWERED = "answered", pgettext_lazy("a request", "answered")
    RETURNED = "returned", pgettext_lazy("a request", "returned for correction")
    CLOSED = "closed", pgettext_lazy("a request", "closed")


WITH_CLIENT = (RequestState.ASKED, RequestState.RETURNED)


class Request(models.Model):
    """What a lawyer asks about one fact of a record, or returns for correction.

    `about` is the path of the fact in the record: empty for the record as a whole, the name of a
    field (`title`), an item by its id (`evidence.e2`) or a field of one (`steps.s3.prompt`).
    `share` is that through which the matter received the record: its owner answers as long as it
    is not revoked. It is empty once the client deleted the work.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="requests")
    work = models.ForeignKey("assessments.Work", on_delete=models.CASCADE, related_name="requests")
    share = models.ForeignKey(
        "assessments.Share", on_delete=models.SET_NULL, null=True, related_name="requests"
    )
    about = models.CharField(_("fact"), max_length=PATH_CHARS, blank=True)
    text = models.TextField(_("question"), max_length=TEXT_CHARS)
    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=RequestState.choices)
    state_at = models.DateTimeField(_("since"))
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("asked at"), auto_now_add=True)

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["matter", "state"], name="request_of_matter"),
            models.Index(
                fields=["due_on"],
                name="request_due",
                condition=Q(due_on__isnull=False, reminded_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="request_known_state", condition=Q(state__in=RequestState.values)
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("desk:request", args=[self.pk])

    @property
    def is_with_client(self) -> bool:
        return self.state in WITH_CLIENT

    @property
    def may_be_answered(self) -> bool:
        """Whether it is open in a matter that is; an answer may be added to."""
        return self.state != RequestState.CLOSED and self.matter.status != Status.CLOSED


class RequestMessage(models.Model):
    """What was written to a request: an answer, a reason to return it, or why it was closed.

    `state` is the state that it brought. `files` are those of the client's draft that the answer
    names: a list of mappings of `id`, `name` and `sha256`. The name of the author stays when
    the account goes.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="messages")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=NAME_CHARS)
    text = models.TextField(_("text"), max_length=TEXT_CHARS, blank=True)
    files = models.JSONField(_("files"), default=list)
    state = models.CharField(_("status"), max_length=10, choices=RequestState.choices)
    at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("message to a request")
        verbose_name_plural = _("messages to requests")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="request_message_known_state", condition=Q(state__in=RequestState.values)
            )
        ]
