"""A cache that is away is replaced by the other one, and asked again after a while."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache, caches

from aigc_copyright.fallback_cache import RETRY_SECONDS, FallbackCache


@pytest.fixture
def way(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder above that of the first cache; a file in its place puts the cache out of reach."""
    folder = tmp_path / "way"
    settings.CACHES = {
        "default": {
            "BACKEND": "aigc_copyright.fallback_cache.FallbackCache",
            "OPTIONS": {"first": "first", "second": "second"},
        },
        "first": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": folder / "cache",
        },
        "second": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": str(tmp_path),
        },
    }
    monkeypatch.setattr(FallbackCache, "_away_until", 0.0)
    return folder


def test_while_both_work_the_first_one_is_used(way: Path) -> None:
    cache.set("n", 1)
    assert (caches["first"].get("n"), caches["second"].get("n")) == (1, None)


def test_nothing_fails_while_the_first_one_is_away(
    way: Path, caplog: pytest.LogCaptureFixture
) -> None:
    way.write_text("in the way")
    assert cache.add("n", 1)
    assert (cache.get("n"), cache.incr("n"), "n" in cache) == (1, 2, True)
    cache.set_many({"n": 5, "m": 6})
    assert cache.get_many(["n", "m"]) == {"n": 5, "m": 6}
    assert cache.touch("n")
    assert cache.delete("n")
    assert caplog.text.count("The cache is away") == 1, "it is not asked by every call"


def test_it_is_asked_again_after_a_while(
    way: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    way.write_text("in the way")
    cache.set("n", 1)
    way.unlink()
    assert cache.get("n") == 1
    monkeypatch.setattr(FallbackCache, "_away_until", FallbackCache._away_until - RETRY_SECONDS)
    assert cache.get("n") is None  # the first one has never heard of it
    assert "The cache is back" in caplog.text
