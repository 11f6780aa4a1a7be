"""A creator with a draft, at the pages of files."""

from __future__ import annotations

import pytest

from assessments.answers.services import draft_start
from tests.assessments.reading.handing_in import DraftClient


@pytest.fixture
def maker(client, creator):
    client.force_login(creator)
    return DraftClient(client, draft_start(owner=creator))
