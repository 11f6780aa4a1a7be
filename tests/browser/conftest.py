"""Chromium, and the application served as `make run` serves it, for tests of both together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.site import LiveSite
from tests.browser.visitors import Visitor
from tests.support.made_once import make_once

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, which Django takes for an asynchronous caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def empty_site(shared_folder: Path) -> LiveSite:
    """A database with the demo accounts and no decision, to be copied."""

    def prepare(folder: Path) -> None:
        LiveSite(folder).prepare(with_library=False)

    return LiveSite(make_once(shared_folder / "empty-site", prepare))


@pytest.fixture(scope="session")
def prepared_site(empty_site: LiveSite, shared_folder: Path) -> LiveSite:
    """A database with the library and the demo accounts, to be copied."""

    def load_library(folder: Path) -> None:
        empty_site.copy(folder).manage("load_library")

    return LiveSite(make_once(shared_folder / "site", load_library))


@pytest.fixture(scope="session")
def site(prepared_site: LiveSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The running application; tests that stop it take a copy of their own."""
    twin = prepared_site.copy(tmp_path_factory.mktemp("running") / "data").start()
    yield twin
    twin.stop()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Visitors of any site. Whatever their browsers complained of fails the test."""
    met: list[Visitor] = []

    def visit(site: LiveSite, **who: Any) -> Visitor:
        met.append(Visitor(browser, site, **who))
        return met[-1]

    yield visit
    for opened in met:
        opened.leave()
    assert [complaint for opened in met for complaint in opened.complaints] == []
