"""The headers of every page; what may be stored is asked of every address in test_url_access."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/account/", "/no-such-page/", "/healthz"])
def test_every_page_forgoes_what_it_does_not_use(client: Client, address: str) -> None:
    policy = client.get(address).headers["Permissions-Policy"]
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in policy.split(", ")


def test_a_public_page_that_names_who_is_signed_in_is_not_stored(admin_client: Client) -> None:
    assert "no-store" not in Client().get("/cases/").headers.get("Cache-Control", "")
    assert admin_client.get("/cases/").headers["Cache-Control"] == "no-store"
