"""People and assessments for the tests of this app."""

from __future__ import annotations

import pytest

from assessments.answers.services import draft_start
from assessments.results import services as results_services
from tests.support.pages import WEAK, assess_record
from tests.support.real_library import real_library
from tests.support.uploads import DraftClient


@pytest.fixture
def files_as_library(monkeypatch):
    """The published decisions, read from their files: the real ones, without loading rows."""
    monkeypatch.setattr(results_services, "library_published", real_library)


@pytest.fixture
def creator(django_user_model):
    return django_user_model.objects.create_user("creator", password="secret")


@pytest.fixture
def stranger(django_user_model):
    return django_user_model.objects.create_user("stranger", password="secret")


@pytest.fixture
def assessment(db, creator, files_as_library):
    return assess_record(creator, WEAK)


@pytest.fixture
def maker(client, creator):
    """A creator with a draft, at the pages of files."""
    client.force_login(creator)
    return DraftClient(client, draft_start(owner=creator))
