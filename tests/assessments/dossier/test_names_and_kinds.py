"""A file's name is harmless, and its kind is judged by its bytes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.evidence.file_names import MAX_NAME_CHARS, clean_name
from assessments.evidence.media_types import media_type_of

RESOURCES = Path(__file__).parents[2] / "resources" / "intake"


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("猫与月亮.png", "猫与月亮.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\a b.png", "a b.png"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\u3164\u115f\u2800b.txt", "ab.txt"),
        ("\u3164", "file"),
        ("in\u200bvo\u00adi\u200dce\ufe0f\U000e0041.pdf", "invoice.pdf"),
        ("\ufeff\u2060नक़्\u200dशा 👩\u200d👧.png", "नक़्\u200dशा 👩\u200d👧.png"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".jpeg", "x" * (MAX_NAME_CHARS - 6) + "….jpeg"),
    ],
)
def test_a_name_is_its_last_part_without_what_acts(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@given(st.text(max_size=400))
def test_whatever_the_name_it_is_short_visible_and_no_path(name: str) -> None:
    kept = clean_name(name)

    assert 0 < len(kept) <= MAX_NAME_CHARS
    assert not {"/", "\\", "\u202e", "\x00"} & set(kept)
    assert all(unicodedata.category(character) != "Cc" for character in kept)
    assert clean_name(kept) == kept


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", "image/avif"),
        (b"%PDF-1.7", "application/pdf"),
        (b'\xef\xbb\xbf [{"mapping": 1}]', "application/json"),
        ("原创说明".encode(), "text/plain"),
        (("原" * 2000).encode()[:4096], "text/plain"),
        (b"MZ\x90\0", "application/octet-stream"),
        (b"\xff\xfe", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_first_bytes_say_what_a_file_is(head: bytes, kind: str) -> None:
    assert media_type_of(head) == kind
