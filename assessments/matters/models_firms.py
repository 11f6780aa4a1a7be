"""The rows of firms and their people, of clients, and of matters.

They know no work and no assessment: a work of a matter points to it (`works.models.Work.matter`).
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAME_CHARS = 200
TEXT_CHARS = 5000
PATH_CHARS = 40


class Firm(models.Model):
    """A law firm, or one lawyer who practises alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("full name"), max_length=NAME_CHARS)
    name_en = models.CharField(_("name in English"), max_length=NAME_CHARS, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("firm")
        verbose_name_plural = _("firms")

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member of a firm may do; `access.py` says what follows."""

    PARTNER = "partner", _("partner")
    ASSOCIATE = "associate", _("associate")
    ASSISTANT = "assistant", _("assistant")
    OUTSIDE = "outside", _("outside reader")


# Who may answer for a matter or review one.
LAWYERS = (Role.PARTNER, Role.ASSOCIATE)
INVITATION_DAYS = 14  # an invitation that nobody accepts ends


class Member(models.Model):
    """An account in a firm, in one role; it stays as a row when the person leaves."""

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="members")
    # None: the account was deleted. The name stays with what the person did.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="memberships"
    )
    name = models.CharField(_("name"), max_length=NAME_CHARS)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    joined_at = models.DateTimeField(_("joined at"), auto_now_add=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["name", "pk"]
        constraints = [
            # An account stands in one firm at a time, so that nothing crosses between two.
            models.UniqueConstraint(
                fields=["user"], condition=Q(left_at=None), name="member_of_one_firm"
            ),
            models.CheckConstraint(name="member_known_role", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """An invitation into a firm for the holder of one confirmed e-mail address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(_("invited at"), auto_now_add=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["firm", "email"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_once_per_address",
            ),
            models.CheckConstraint(name="invitation_known_role", condition=Q(role__in=Role.values)),
        ]

    def __str__(self) -> str:
        return self.email


class Client(models.Model):
    """A client of a firm, with an account here or without."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="clients")
    name = models.CharField(_("full name"), max_length=NAME_CHARS)
    other_name = models.CharField(_("other name"), max_length=NAME_CHARS, blank=True)
    # The names as they are compared (`names.name_key`), not what tells two clients apart.
    key = models.CharField(max_length=NAME_CHARS, editable=False)
    other_key = models.CharField(max_length=NAME_CHARS, blank=True, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["firm", "name"], name="client_once_per_firm"),
        ]

    def __str__(self) -> str:
        return self.name


class Status(models.TextChoices):
    """Where a matter stands."""

    OPEN = "open", pgettext_lazy("a matter", "open")
    WAITING = "waiting", _("waiting for the client")
    REVIEW = "review", _("with the reviewing lawyer")
    CLOSED = "closed", pgettext_lazy("a matter", "closed")


class Matter(models.Model):
    """What a firm does for one client."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="matters")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="matters")
    title = models.CharField(_("title"), max_length=NAME_CHARS)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    responsible = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", verbose_name=_("responsible lawyer")
    )
    reviewer = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewing lawyer"),
    )
    # Only the people of the matter read it, partners included (ethical wall).
    restricted = models.BooleanField(_("only for the people of this matter"), default=False)
    # Why nothing of the matter may be deleted; empty: no hold.
    hold = models.CharField(_("reason of the hold"), max_length=500, blank=True)
    # How often the matter was saved; a form that was rendered at another count conflicts.
    version = models.PositiveIntegerField(default=1, editable=False)
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("matter")
        verbose_name_plural = _("matters")
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["firm", "status", "-opened_at"], name="matter_of_firm"),
        ]
        constraints = [
            models.CheckConstraint(
                name="matter_known_status", condition=Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="matter_closed_has_time",
                condition=Q(status=Status.CLOSED, closed_at__isnull=False)
                | (~Q(status=Status.CLOSED) & Q(closed_at=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("desk:matter", args=[self.pk])


class MatterPerson(models.Model):
    """A member who works on a matter."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="on_matters")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "member"], name="person_once_per_matter"),
        ]


class Side(models.TextChoices):
    """On which side of a matter a party stands."""

    ADVERSE = "adverse", _("adverse party")
    CONNECTED = "connected", _("connected party")


class Party(models.Model):
    """Somebody other than the client in a matter."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(_("full name"), max_length=NAME_CHARS)
    key = models.CharField(max_length=NAME_CHARS, editable=False, db_index=True)
    side = models.CharField(_("side"), max_length=10, choices=Side.choices)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "name"], name="party_once_per_matter"),
            models.CheckConstraint(name="party_known_side", condition=Q(side__in=Side.values)),
        ]

    def __str__(self) -> str:
        return self.name


class ConflictCheck(models.Model):
    """A search for conflicts by name, with what was found and what a person concluded.

    `hits` is a list of `conflicts.Hit` as JSON, as found at that time.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="conflict_checks")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("checked at"), auto_now_add=True)
    hits = models.JSONField(default=list)
    conclusion = models.TextField(_("conclusion"), max_length=TEXT_CHARS, blank=True)

    class Meta:
        verbose_name = _("conflict check")
        verbose_name_plural = _("conflict checks")
        ordering = ["-at", "-pk"]


class Note(models.Model):
    """A note of a member on a matter, for the firm only."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=TEXT_CHARS)
    at = models.DateTimeField(_("written at"), auto_now_add=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["at", "pk"]


class Intake(models.Model):
    """How a matter received a client's record: a copy at a hash, which no later change reaches.

    `source` and `share` are empty once the client deleted them. `record_sha256` is that of the
    record as it is downloaded (`cases.record.dump_json`).
    """

    work = models.OneToOneField("assessments.Work", on_delete=models.CASCADE, related_name="intake")
    source = models.ForeignKey(
        "assessments.Assessment", on_delete=models.SET_NULL, null=True, related_name="intakes"
    )
    share = models.ForeignKey(
        "assessments.Share", on_delete=models.SET_NULL, null=True, related_name="intakes"
    )
    record_sha256 = models.CharField("SHA-256", max_length=64)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("received at"), auto_now_add=True)

    class Meta:
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")


class FactState(models.TextChoices):
    """What a lawyer holds of one fact of a client's record."""

    CONFIRMED = "confirmed", pgettext_lazy("a fact", "confirmed")
    CORRECTED = "corrected", pgettext_lazy("a fact", "corrected")
    UNSUPPORTED = "unsupported", pgettext_lazy("a fact", "unsupported")
    DISPUTED = "disputed", pgettext_lazy("a fact", "disputed")
    WITHDRAWN = "withdrawn", pgettext_lazy("a fact", "withdrawn")


class FactView(models.Model):
    """What a lawyer held of one fact of a work of a matter at one time; the last version counts.

    `path` names the fact (`steps[0]`); `value` has the corrected fields, null where a value is
    taken away. A version is never changed, so that what was held before stays.
    """

    work = models.ForeignKey("assessments.Work", on_delete=models.CASCADE, related_name="facts")
    path = models.CharField(_("fact"), max_length=PATH_CHARS)
    state = models.CharField(_("what you hold"), max_length=12, choices=FactState.choices)
    value = models.JSONField(_("corrected value"), default=dict)
    reason = models.TextField(_("reason"), max_length=TEXT_CHARS)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("written at"), auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("fact as a lawyer holds it")
        verbose_name_plural = _("facts as lawyers hold them")
        ordering = ["path", "-version"]
        constraints = [
            # Of two lawyers who save at once, the second conflicts.
            models.UniqueConstraint(
                fields=["work", "path", "version"], name="fact_once_per_version"
            ),
            models.CheckConstraint(
                name="fact_known_state", condition=Q(state__in=FactState.values)
            ),
        ]

    def __str__(self) -> str:
        return self.path
