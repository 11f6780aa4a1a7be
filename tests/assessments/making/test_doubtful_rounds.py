"""A round says why its file is not to be believed, and from which file it was made."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.making.strip import strip_of
from tests.assessments.making.test_short_path import FOX, begin, picture
from tests.support.signed_pictures import sign_picture

pytestmark = pytest.mark.django_db
MISMATCH = "The file or its Content Credentials do not match what was signed."


def test_credentials_that_do_not_match_stand_on_the_card_and_are_not_accepted_with_all(
    client: Client,
) -> None:
    changed = bytearray(sign_picture().picture)
    changed[-40] ^= 1
    maker = begin(client, picture("1.png", FOX, 1), ("2.jpg", bytes(changed)))
    page = maker.get("making/")

    assert MISMATCH in page
    assert "This may belong to something else." not in page
    assert strip_of(maker.draft).num_open == 1
    maker.post("making/", do="accept-all")
    assert [step.get("prompt") for step in maker.steps] == [FOX]


def test_credentials_that_match_raise_no_doubt(client: Client) -> None:
    maker = begin(client, ("2.jpg", sign_picture().picture))
    assert MISMATCH not in maker.get("making/")
    assert strip_of(maker.draft).num_open == 1
