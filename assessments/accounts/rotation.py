"""Encrypting the secrets of second factors again, once SECRET_KEY was replaced.

A secret under a fallback key works, so nobody waits for this; it lets the operator drop that key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction

from assessments.accounts.cipher import build_cipher, has_present_key

# Where `allauth.mfa` keeps what its adapter encrypts: of an app, and of recovery codes.
ENCRYPTED_KEYS = ("secret", "seed")


@dataclass(frozen=True, kw_only=True)
class Rotation:
    """How many second factors were encrypted again, and the accounts whose key is not known."""

    renewed: int
    unreadable: list[int]


def count_old_secrets() -> int:
    """Return how many second factors were not encrypted by SECRET_KEY itself."""
    return sum(bool(_old_keys(factor.data)) for factor in Authenticator.objects.iterator())


def secrets_rotate() -> Rotation:
    """Encrypt by SECRET_KEY what was encrypted by a fallback key; safe to call again."""
    renewed, unreadable = 0, []
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if factor is None or not (keys := _old_keys(factor.data)):
                continue
            try:
                fresh = {key: _renew(factor.data[key]) for key in keys}
            except InvalidToken:
                unreadable.append(int(factor.user_id))
                continue
            factor.data = {**factor.data, **fresh}
            factor.save(update_fields=["data"])
            renewed += 1
    return Rotation(renewed=renewed, unreadable=unreadable)


def _old_keys(data: dict[str, Any]) -> list[str]:
    return [key for key in ENCRYPTED_KEYS if key in data and not has_present_key(data[key])]


def _renew(secret: str) -> str:
    return build_cipher().rotate(secret.encode()).decode()
