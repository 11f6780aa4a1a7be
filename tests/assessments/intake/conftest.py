"""What all tests of readers share."""

from __future__ import annotations

import pytest
from PIL import ImageFile


@pytest.fixture(autouse=True)
def cut_pictures_are_refused(monkeypatch):
    """WeasyPrint allows them for its whole process; the child that reads has none."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
