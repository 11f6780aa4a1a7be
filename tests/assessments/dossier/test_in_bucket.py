"""A dossier of files in a bucket is made there and handed out whole."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assessments.dossier.models import Dossier
from tests.assessments.dossier.conftest import FILES
from tests.support.object_server import Bucket


@pytest.fixture
def ready_dossier(bucket: Bucket, ready_dossier: Dossier) -> Dossier:
    """As elsewhere, but every file is in the bucket."""
    return ready_dossier


def test_a_dossier_is_made_of_objects_and_is_one(
    ready_dossier: Dossier, bucket: Bucket, person: User, client: Client
) -> None:
    client.force_login(person)
    answer = client.get(reverse("assessments:dossier-zip", args=[ready_dossier.pk]))
    data = answer.getvalue()

    assert hashlib.sha256(data).hexdigest() == ready_dossier.sha256
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = [archive.read(name) for name in archive.namelist() if "/originals/" in name]
    assert held == list(FILES.values())
    assert str(ready_dossier.file.name) in bucket.names()
