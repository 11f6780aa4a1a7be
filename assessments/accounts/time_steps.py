"""A code of an authenticator app is accepted once (RFC 6238, 5.2).

The time step of the last accepted code is kept beside its secret, and no code of that step or an
earlier one is accepted again. allauth remembers a code for one step only, and a clock may be off by
`MFA_TOTP_TOLERANCE` steps, so a code is good for longer than that.
"""

from __future__ import annotations

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from django.db import transaction
from django.db.models.signals import pre_save

LAST_STEP = "last_step"  # of `Authenticator.data`
ENROLLED_AT = "totp_enrolled_at"  # of the user, from the form to the row that is made of it


def step_of(secret: str, code: str, *, after: int = -1) -> int | None:
    """Return the earliest time step later than `after` whose code this is now; else None."""
    steps = (step for step in yield_hotp_counters_from_time() if step > after)
    codes = ((step, format_hotp_value(hotp_value(secret, step))) for step in steps)
    return next((step for step, due in codes if compare_user_code(actual=code, expected=due)), None)


@transaction.atomic
def code_spend(authenticator: Authenticator, code: str) -> bool:
    """Return whether a code is accepted, and keep its step so that it is not again."""
    held = Authenticator.objects.select_for_update().filter(pk=authenticator.pk).first()
    if held is None:
        return False
    step = step_of(decrypt(held.data["secret"]), code, after=held.data.get(LAST_STEP, -1))
    if step is None:
        return False
    held.data = {**held.data, LAST_STEP: step}
    held.save(update_fields=["data"])
    return True


def connect() -> None:
    """Connect the handler; called once, when the application is ready."""
    pre_save.connect(_keep_enrolled, sender=Authenticator, dispatch_uid="accounts.time_steps")


def _keep_enrolled(*, instance: Authenticator, **kwargs: Any) -> None:
    """The code that turns the app on is accepted by that, too."""
    step = getattr(instance.user, ENROLLED_AT, None)
    if instance._state.adding and instance.type == Authenticator.Type.TOTP and step is not None:
        instance.data = {**instance.data, LAST_STEP: step}
