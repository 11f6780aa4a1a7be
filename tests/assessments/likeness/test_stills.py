"""The small picture of a file that is no plain picture: made in the child, or said why not."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile

import cv2
import numpy as np
import pytest
from PIL import Image

from assessments.evidence.media_types import can_be_shown
from assessments.evidence.preview import preview_in_child
from tests.support.made_files import RESOURCES
from tests.support.made_films import SIZE, clip, encode

LABELLED = RESOURCES / "labelled"
CASES = RESOURCES.parent / "evidence-cases"


def pattern(side: int = 64) -> Image.Image:
    steps = np.arange(side, dtype="uint8")[:, None] * np.ones((1, side), "uint8")
    return Image.fromarray(np.dstack([steps * 3, steps.T * 3, steps]).astype("uint8"))


def psd() -> bytes:
    """A picture of Photoshop without layers: the header, three empty sections, plain channels."""
    header = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 64, 64, 8, 3)
    channels = b"".join(channel.tobytes() for channel in pattern().split())
    return header + bytes(12) + struct.pack(">H", 0) + channels


def archive(name: str) -> bytes:
    out, picture = io.BytesIO(), io.BytesIO()
    pattern().save(picture, "PNG")
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "image/openraster")
        file.writestr(name, picture.getvalue())
    return out.getvalue()


def shown(data: bytes) -> Image.Image:
    preview = preview_in_child(data)
    assert preview.code == ""
    assert preview.jpeg is not None
    return Image.open(io.BytesIO(preview.jpeg))


@pytest.mark.parametrize("name", ["mkv_simpletag.mkv", "mov_keys.mov", "avi_info.avi"])
def test_a_film_shows_a_frame(name):
    assert min(shown((LABELLED / name).read_bytes()).size) >= 16


def test_a_film_of_a_real_service_shows_a_frame():
    assert shown((CASES / "dreamina.mp4").read_bytes()).size == (64, 64)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
def test_a_pdf_shows_its_first_page():
    assert max(shown((LABELLED / "pdf_info.pdf").read_bytes()).size) == 512


def test_a_photograph_of_a_telephone_shows_itself():
    pytest.importorskip("pi_heif")
    data = (RESOURCES / "small.heic").read_bytes()
    assert can_be_shown("image/heic")
    assert shown(data).size == (64, 64)
    assert preview_in_child(data[:300]).code == "damaged"


def test_a_picture_of_photoshop_shows_the_whole():
    assert shown(psd()).size == (64, 64)


@pytest.mark.parametrize("name", ["mergedimage.png", "QuickLook/Thumbnail.png", "thumbnail.png"])
def test_a_layered_picture_in_an_archive_shows_what_its_program_stored(name):
    assert shown(archive(name)).size == (64, 64)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (archive("other.png"), "unknown_format"),
        (b"%PDF-1.7 and nothing", "damaged"),
        (b"\0\0\0\x18ftypisom" + bytes(400), "damaged"),
        (b"PK\x03\x04" + bytes(40), "archive_damaged"),
        (b"no picture", "damaged"),
    ],
)
def test_what_shows_nothing_has_a_code_and_ends_no_other(data, code):
    preview = preview_in_child(data)
    assert (preview.jpeg, preview.code) == (None, code)


def test_a_drawing_and_a_sound_have_no_small_picture():
    assert not can_be_shown("image/svg+xml") and not can_be_shown("audio/mpeg")
    assert can_be_shown("video/mp4") and can_be_shown("image/vnd.adobe.photoshop")


def test_a_film_of_several_shots_shows_a_moment_of_each_quarter():
    shots = [clip(seed) for seed in (1, 2, 3, 4)]
    sheet = np.asarray(shown(encode([frame for shot in shots for frame in shot])))

    height, width = SIZE[1] * 256 // SIZE[0], 256
    assert sheet.shape[:2] == (2 * height, 2 * width)
    for number in range(len(shots)):
        top, left = number // 2 * height, number % 2 * width
        part = sheet[top : top + height, left : left + width]
        others = [cv2.resize(s[len(s) // 2], (width, height))[:, :, ::-1] for s in shots]
        nearest = min(range(4), key=lambda n: abs(part.astype(int) - others[n].astype(int)).mean())
        assert nearest == number


def test_a_film_whose_picture_stands_still_shows_it_once():
    frame = clip(1)[0]

    assert shown(encode([frame] * 30)).size == SIZE
