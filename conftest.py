"""What holds for every test: private files, no live network of services unless given."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache, caches
from django.utils import timezone, translation
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from aigc_copyright import celery  # noqa: F401  what the tasks that a test calls belong to
from tests.support import flushing

# These wait for browsers and servers, long: while one process does them the others compute. At the
# end of a run, where they would stand by name, all processors would wait.
WAITING = ("browser", "embedded", "services")

pytest_plugins = [
    "tests.support.made_once",  # before those that import it
    "tests.support.databases",
    "tests.support.mail_server",
    "tests.support.object_server",
    "tests.support.timestamp_authority",
]

# PDFs and fonts carry a date; a fixed one makes them the same to the byte.
os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")

# Two busy cores make any deadline a matter of luck. In CI the examples are the same every time, and
# few: of four rules that were broken to try it, 25 find those that 100 find. The nightly run looks
# for examples that nobody has seen.
hypothesis_settings.register_profile("shared", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True, max_examples=25)
hypothesis_settings.register_profile("nightly", deadline=None, max_examples=300)
if os.environ.get("NIGHTLY"):
    hypothesis_settings.load_profile("nightly")
else:
    hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "shared")


def pytest_configure(config: pytest.Config) -> None:
    flushing.install()


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """What is imported and collected leaves hardly any garbage and stays to the end, so the garbage
    collector looks through it neither now nor while tests run."""
    gc.disable()
    yield
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="Only tests that touch the database: the others do not change with it.",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of real services are chosen only where both are given, as `make test` gives them,
    and those of the nightly run only there. What mostly waits comes first (`WAITING`)."""
    given = bool(os.environ.get("POSTGRES_HOST") and os.environ.get("REDIS_URL"))
    nightly = bool(os.environ.get("NIGHTLY"))
    database_only = config.getoption("--database-only")
    away = [
        item
        for item in items
        if ("services" in item.keywords and not given)
        or ("nightly" in item.keywords and not nightly)
        or (database_only and not _touches_database(item))
    ]
    gone = set(away)
    items[:] = sorted((item for item in items if item not in gone), key=_is_quick)
    config.hook.pytest_deselected(items=away)


def _is_quick(item: pytest.Item) -> bool:
    return not any(item.get_closest_marker(name) for name in WAITING)


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})


@pytest.fixture(autouse=True)
def private_files(settings: Settings, tmp_path: Path) -> None:
    """Each test keeps its uploads and PDFs to itself."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def pages_composed_anew(settings: Settings) -> None:
    """What one test changes by hand, another one does not find in a kept page."""
    settings.PAGE_CACHE = False
    caches["pages"].clear()


@pytest.fixture(autouse=True)
def no_attempts() -> None:
    """No test is locked out for what another one tried."""
    cache.clear()


@pytest.fixture(autouse=True)
def lasting_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window of a quota, which may be a minute of the clock, ends in the middle of a test."""
    begin = timezone.now()
    still = SimpleNamespace(now=lambda: begin)
    monkeypatch.setattr("assessments.quotas.services.timezone", still)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """No test inherits the language that another one left active."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def may_be_without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a record comes to by the rules alone is tested without decisions, too."""
    monkeypatch.setattr("assessments.precedents.no_library.is_empty", lambda library: False)
