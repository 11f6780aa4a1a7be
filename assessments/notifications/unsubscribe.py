"""The signed link at the foot of every letter: it stops one kind of letter without signing in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

from assessments.accounts.models_notifications import NotificationKind

UNSUBSCRIBE_SALT = "assessments.letters"


def unsubscribe_read(token: str) -> tuple[Any | None, NotificationKind]:
    """Whom and which letters a signed link means; nobody, where the account is gone.

    Raises `signing.BadSignature` for a link that we did not write.
    """
    facts = signing.loads(token, salt=UNSUBSCRIBE_SALT)
    return get_user_model().objects.filter(pk=facts["u"]).first(), NotificationKind(facts["k"])


def unsubscribe_url(user: Any, kind: str) -> str:
    """The address that stops letters of one kind without signing in.

    A person opens it and presses one button; a mail program may POST to it (RFC 8058).
    """
    token = signing.dumps({"u": user.pk, "k": str(kind)}, salt=UNSUBSCRIBE_SALT)
    return urljoin(settings.SITE_ROOT, reverse("unsubscribe", args=[token]))
