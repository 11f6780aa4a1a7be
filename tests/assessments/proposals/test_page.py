"""The page of proposals: what asks for a decision stands open, all else is folded, none lost."""

from __future__ import annotations

import json

import pytest

from tests.support.uploads import DUCK, paint_square, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
FOLD = '<details class="card quiet"'


def card_of(upload) -> str:
    return f'id="file-{upload.pk}"'


def test_files_without_a_step_are_folded_together_and_can_still_be_kept(maker):
    plain, duck, other = maker.upload(
        ("a.png", picture()), DUCK, ("notes.txt", b"Rain fell all night on the old town.")
    )
    page = maker.get("proposals/")
    open_part, _, folded = page.partition(FOLD)
    assert card_of(duck) in open_part and card_of(duck) not in folded
    assert all(card_of(upload) in folded for upload in (plain, other))
    assert "2 files in which no further step was found" in folded
    assert folded.count('name="keep"') == 2
    assert "Confirm 1 step" in open_part


def test_one_file_without_a_step_is_not_folded(maker):
    (plain, duck) = maker.upload(("a.png", picture()), DUCK)
    page = maker.get("proposals/")
    assert FOLD not in page and card_of(plain) in page and card_of(duck) in page


def test_what_must_be_looked_at_is_never_folded(maker):
    """Two conversations, of which a person has to choose, propose no step by themselves."""
    turns = [
        {"role": role, "content": text}
        for role, text in (("user", "Write a line"), ("assistant", "Red lanterns sway"))
    ]
    export = [{"title": name, "messages": turns} for name in ("one", "two")]
    data = picture()
    files = [("a.png", data), ("b.png", paint_square(data, (40, 40)))]
    chat, *plain = maker.upload(("chats.json", json.dumps(export).encode()), *files)
    open_part, _, folded = maker.get("proposals/").partition(FOLD)
    assert card_of(chat) in open_part and "Choose the conversations" in open_part
    assert all(card_of(upload) in folded for upload in plain)
