"""On a full disk people still sign in, and attempts are still counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from aigc_copyright.fallback_cache import FallbackCache
from tests.support.confirmed_users import confirmed_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_room(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped caches; no file can be made where the first one keeps its files."""
    (tmp_path / "full").write_text("in the way")
    settings.CACHES = {
        "default": {
            "BACKEND": "aigc_copyright.fallback_cache.FallbackCache",
            "OPTIONS": {"first": "first", "second": "second"},
        },
        "first": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": tmp_path / "full" / "cache",
        },
        "second": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": str(tmp_path),
        },
    }
    monkeypatch.setattr(FallbackCache, "_away_until", 0.0)
    with pytest.raises(OSError):
        caches["first"].set("n", 1)


def sign_in(client: Client, password: str) -> Any:
    return client.post("/account/login/", {"login": "creator@law.cn", "password": password})


def test_people_sign_in(no_room: None, client: Client) -> None:
    confirmed_user("creator")
    assert sign_in(client, "secret").status_code == 302
    assert client.get("/assessments/").status_code == 200


def test_attempts_are_counted_all_the_same(no_room: None, client: Client) -> None:
    confirmed_user("creator")
    answers = [sign_in(client, "wrong") for _ in range(12)]
    assert "At most 5 wrong passwords" in answers[-1].content.decode()
