"""The settings as shipped, with what only tests need."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

if "REDIS_URL" in os.environ and "PYTEST_XDIST_WORKER" in os.environ:
    # Workers that run tests side by side, each with a numbered Redis database of its own.
    number = os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw")
    os.environ["REDIS_URL"] = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{number}").geturl()

from aigc_copyright.settings import *  # noqa: F403
from aigc_copyright.settings import DATABASES as SHIPPED_DATABASES
from aigc_copyright.settings import INSTALLED_APPS as SHIPPED_APPS
from aigc_copyright.settings import POSTGRES_HOST
from aigc_copyright.settings import STORAGES as SHIPPED_STORAGES

INSTALLED_APPS = [*SHIPPED_APPS, "tests.assessments.jobs.sample"]
DATABASES = {"default": {**SHIPPED_DATABASES["default"]}}
# A server that a test starts works on the database of that test.
if not POSTGRES_HOST and os.environ.get("TEST_DATABASE"):
    DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
# Tests run with DEBUG off, on static files that nobody has collected.
STORAGES = {
    **SHIPPED_STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
# Attempts are counted in the cache; a broker that other tests use must not be emptied with it.
if not os.environ.get("TEST_SHIPPED_CACHES"):  # set for servers whose Redis a test kills
    CACHES = {
        name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
        for name in ("default", "pages", "results")
    }
# Signing in is part of many tests; how passwords are hashed is Django's own affair.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
