"""People and assessments for the tests of this app."""

from __future__ import annotations

import pytest

from assessments import services
from assessments.precedents import library_from_files
from tests.assessments.pages import WEAK, assessed


@pytest.fixture
def files_as_library(monkeypatch):
    """The published decisions, read from their files: the real ones, without loading rows."""
    monkeypatch.setattr(services.works, "library_published", library_from_files)


@pytest.fixture
def creator(django_user_model):
    return django_user_model.objects.create_user("creator", password="secret")


@pytest.fixture
def stranger(django_user_model):
    return django_user_model.objects.create_user("stranger", password="secret")


@pytest.fixture
def assessment(db, creator, files_as_library):
    return assessed(creator, WEAK)
