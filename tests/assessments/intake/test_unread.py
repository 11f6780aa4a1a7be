"""That a file says nothing is said only of a file in which nothing was found."""

from __future__ import annotations

import pytest

from assessments.intake import read
from assessments.wording.contents import unread_texts
from assessments.wording.files import lines
from tests.support import made_files, made_media
from tests.support.made_files import RESOURCES, chunk, itxt, jpeg, jpeg_comment, png, text, webp

CASES = RESOURCES.parent / "evidence-cases"
TAKEN = {0x9003: b"2026:01:02 03:04:05"}


def names(data: bytes) -> str | None:
    """The names of what was not understood; None where another thing is said."""
    said = [problem for problem in read(data).problems if problem.code == "texts_not_understood"]
    return str(said[0].params["names"]) if said else None


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in read(data).problems]


def test_a_prompt_of_an_unknown_program_is_named_shown_and_never_denied():
    reading = read(CASES / "unknown-prompt-text.png")
    assert [problem.code for problem in reading.problems] == ["texts_not_understood"]
    assert reading.problems[0].params["names"] == "prompt, seed, Software"
    assert "a boat at sea" in str(reading.extra["texts_not_understood"])
    assert any("a boat at sea" in line for line in lines(reading.as_json()))
    assert unread_texts(reading.extra)[0] == {"name": "prompt", "text": "a boat at sea"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png(itxt("my_settings", "boat")), "my_settings"),
        (png(chunk(b"prVW", b"layers")), "PNG prVW"),
        (png(text("Comment", "CREATOR: x")), "Comment"),
        (jpeg((0xFE, b"a boat at sea")), "Comment"),
        (jpeg((0xE4, b"MYGEN\0{}")), "JPEG APP4 MYGEN"),
        (jpeg_comment(b"ASCII\0\0\0a boat at sea"), "UserComment"),
        (webp(XYZW=b"boat"), "WebP XYZW"),
        (png(chunk(b"tEXt", b"XML:com.adobe.xmp\0" + made_files.xmp("<dc:title>x</dc:title>"))),
         "dc:title"),
        (made_media.flac((4, made_media.comments("MYGEN=a boat"))), "MYGEN"),
        (made_media.film(first=True, inside=made_media.box(
            b"udta", made_media.make_keyed_list(b"other"))), "other"),
    ],
)  # fmt: skip
def test_whatever_carries_a_text_or_an_unknown_part_says_so(data, said):
    assert names(data) == said
    assert "no_metadata" not in codes(data)


@pytest.mark.parametrize(
    "data",
    [
        png(),
        png(chunk(b"gAMA", b"\0\0\xb1\x8f"), chunk(b"tIME", b"\x07\xe8\1\1\0\0\0")),
        png(text("date:create", "2026-01-01")),
        jpeg((0xE0, b"JFIF\0\1\1"), (0xE2, b"ICC_PROFILE\0\1\1")),
        jpeg(
            (
                0xE1,
                b"Exif\0\0" + made_files.tiff({0x010F: b"Canon", 0x0110: b"EOS 5D"}, TAKEN),
            )
        ),
        made_media.film(first=True),
        made_media.wav(),
    ],
)
def test_a_file_with_dates_sizes_and_a_camera_alone_says_that_it_states_nothing(data):
    assert "no_metadata" in codes(data)
    assert names(data) is None


def test_what_a_reader_understood_is_not_called_unread():
    settings = "a cat\nSteps: 20, Sampler: Euler, Seed: 1, Size: 8x16"
    assert names(png(text("parameters", settings), text("Title", "Cat"))) is None


def test_a_labelled_file_does_not_call_its_label_unread():
    label = {"AIGC": {"Label": "1", "ContentProducer": "p", "ProduceID": "1"}}
    assert codes(png(text("Description", label))) == []
    assert names(png(text("AIGC", label["AIGC"]), text("mygen", "boat"))) == "mygen"


def test_many_names_are_counted_and_long_texts_are_cut():
    data = png(*(text(f"key{number:02}", "x" * 9000) for number in range(30)))
    shown = names(data)
    assert shown is not None and shown.endswith("key11 (+18)")
    kept = read(data).extra["texts_not_understood"]
    assert len(kept) == 20 and all(len(one["text"]) <= 500 for one in kept)


def test_a_statement_of_provenance_in_words_is_no_remote_address():
    for value, remote in (("bought in 1999", False), ("https://example.org/m.c2pa", True)):
        packet = made_files.xmp(
            "", f'xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="{value}"'
        )
        picture = jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet))
        assert ("c2pa_remote" in codes(picture)) is remote


@pytest.mark.parametrize(
    "data",
    [
        png() + b"something behind the end",
        png(chunk(b"iTXt", b"prompt")),
        png(chunk(b"tEXt", b"XML:com.adobe.xmp\0<!DOCTYPE x><x/>")),
        png()[:-12],
        jpeg((0xFE, b""))[:-2],
    ],
)
def test_where_a_part_was_not_read_nothing_is_denied(data):
    found = codes(data)
    assert found and not {"no_metadata", "texts_not_understood"} & set(found)


def test_the_toolkit_of_a_packet_is_no_text():
    packet = made_files.xmp("").replace(b"<x:xmpmeta ", b'<x:xmpmeta x:xmptk="XMP Core 6.0" ')
    assert codes(png(chunk(b"tEXt", b"XML:com.adobe.xmp\0" + packet))) == ["no_metadata"]
