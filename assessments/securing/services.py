"""Ticks and reminders: written by a person, the reminders sent by the sweep."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from assessments.accounts.models_notifications import NotificationKind
from assessments.notifications.email import address_of, notify
from assessments.securing.models import SecuringItem
from assessments.works.drafts import Draft

MAX_PER_SWEEP = 500


class NoConfirmedAddress(RuntimeError):
    """A reminder needs an account with a confirmed e-mail address."""


def item_tick(draft: Draft, what: str, *, done: bool) -> None:
    """Store that a person has done a thing, or has not; what is done needs no reminder."""
    values = {"done_at": timezone.now() if done else None}
    if done:
        values |= {"remind_on": None, "remind_user": None}
    SecuringItem.objects.update_or_create(draft=draft, what=what, defaults=values)


def reminder_set(draft: Draft, what: str, *, on: dt.date, user: User) -> None:
    """Store on which day the user is reminded of a thing; raises `NoConfirmedAddress`."""
    if not address_of(user):
        raise NoConfirmedAddress
    values = {"remind_on": on, "remind_user": user, "reminded_at": None}
    SecuringItem.objects.update_or_create(draft=draft, what=what, defaults=values)


def reminder_clear(draft: Draft, what: str) -> None:
    """Forget the reminder of a thing."""
    rows = SecuringItem.objects.filter(draft=draft, what=what)
    rows.update(remind_on=None, remind_user=None, reminded_at=None)


def reminders_send() -> int:
    """Queue one e-mail for each work and person whose day has come; return how many rows.

    Who has no confirmed address any more, or stopped these e-mails, gets none.
    """
    with transaction.atomic():
        due = list(
            SecuringItem.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("draft", "remind_user")
            .filter(Q(remind_on__lte=timezone.localdate()), reminded_at=None, done_at=None)
            .order_by("draft_id", "remind_user_id", "remind_on")[:MAX_PER_SWEEP]
        )
        for (draft_id, user_id), rows in groupby(due, lambda r: (r.draft_id, r.remind_user_id)):
            of_one = list(rows)
            user, draft = of_one[0].remind_user, of_one[0].draft
            if user is None or not user.is_active:
                continue
            day = max(str(row.remind_on) for row in of_one)
            notify(
                kind=NotificationKind.REMINDER,
                key=f"reminder:{draft_id}:{user_id}:{day}",
                facts={
                    "title": str(draft.answers.get("title") or ""),
                    "path": reverse("assessments:secure-open", args=[draft_id]),
                },
                user=user,
            )
        SecuringItem.objects.filter(pk__in=[row.pk for row in due]).update(
            reminded_at=timezone.now()
        )
    return len(due)
