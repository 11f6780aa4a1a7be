"""The encryption of the secrets of second factors, keyed by SECRET_KEY."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def build_cipher() -> MultiFernet:
    """Return the cipher: it encrypts by SECRET_KEY and decrypts by the fallback keys, too."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_build_fernet(str(key)) for key in keys])


def has_present_key(secret: str) -> bool:
    """Return whether a secret of the database was encrypted by SECRET_KEY itself."""
    try:
        _build_fernet(str(settings.SECRET_KEY)).decrypt(secret.encode())
    except InvalidToken:
        return False
    return True


def _build_fernet(key: str) -> Fernet:
    """Derive a Fernet key (32 bytes, URL-safe base64) from a secret by HMAC-SHA-256."""
    digest = salted_hmac("aigc_copyright.second-factor", "", secret=key, algorithm="sha256")
    return Fernet(base64.urlsafe_b64encode(digest.digest()))
