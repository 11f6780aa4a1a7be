"""A form that ends inside a file is refused whole, with the names of its files."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.answers.services import draft_start
from assessments.evidence.models import Upload
from tests.support.accounts import confirmed_user
from tests.support.pages import text_of

pytestmark = pytest.mark.django_db
KIND = "multipart/form-data; boundary=b"


def part(name: str, words: str) -> str:
    head = f'Content-Disposition: form-data; name="files"; filename="{name}"'
    return f"--b\r\n{head}\r\nContent-Type: text/plain\r\n\r\n{words}"


WHOLE = f"{part('first.txt', 'a red boat')}\r\n{part('second.txt', 'a blue boat')}\r\n--b--\r\n"


@pytest.mark.parametrize("place", ["files/", "making/"])
@pytest.mark.parametrize("left", [WHOLE.index("a blue") + 3, WHOLE.index("\r\n--b--")])
def test_no_file_of_a_form_that_was_cut_off_is_kept_without_a_word(
    client: Client, place: str, left: int
) -> None:
    client.force_login(owner := confirmed_user("owner"))
    address = f"/interview/{draft_start(owner=owner).pk}/{place}"
    response = client.generic("POST", address, WHOLE[:left], content_type=KIND)
    assert (response.status_code, Upload.objects.count()) == (400, 0)
    page = text_of(response)
    assert "broke off before all files had arrived" in page
    assert "first.txt" in page
    assert "second.txt" in page


def test_a_form_that_came_whole_is_taken(client: Client) -> None:
    client.force_login(owner := confirmed_user("owner"))
    address = f"/interview/{draft_start(owner=owner).pk}/files/"
    assert client.generic("POST", address, WHOLE, content_type=KIND).status_code == 302
    assert Upload.objects.count() == 2
