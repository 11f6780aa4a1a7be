"""The signed link at the foot of every e-mail, which stops one kind of e-mail without sign-in."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core import signing
from django.urls import reverse

from assessments.accounts.models_notifications import NotificationKind

UNSUBSCRIBE_SALT = "assessments.letters"


def unsubscribe_read(token: str) -> tuple[User | None, NotificationKind]:
    """Return the user and the kind that a signed link names; no user if the account is deleted.

    Raises `signing.BadSignature` for a link that this site did not sign.
    """
    facts = signing.loads(token, salt=UNSUBSCRIBE_SALT)
    return get_user_model().objects.filter(pk=facts["u"]).first(), NotificationKind(facts["k"])


def unsubscribe_url(user: User, kind: str) -> str:
    """Return the address that stops e-mails of one kind without sign-in.

    A GET shows a page with one button; a mail program may POST to it directly (RFC 8058).
    """
    token = signing.dumps({"u": user.pk, "k": str(kind)}, salt=UNSUBSCRIBE_SALT)
    return urljoin(settings.SITE_ROOT, reverse("unsubscribe", args=[token]))
