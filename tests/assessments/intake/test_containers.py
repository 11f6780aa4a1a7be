"""Where texts stand in PNG, JPEG, WebP, GIF, TIFF and AVIF."""

from __future__ import annotations

import io

import brotli
import pytest
from PIL import Image

from assessments.intake import read
from assessments.intake.core import limits
from tests.support import made_files
from tests.support.made_files import chunk, itxt, jpeg, jpeg_comment, png, text, tiff, ztxt

SETTINGS = "a 猫 in fog\nNegative prompt: rain\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 5"
CODECS = {
    "UTF-16 big-endian": b"UNICODE\0" + SETTINGS.encode("utf-16-be"),
    "UTF-16 little-endian": b"UNICODE\0" + SETTINGS.encode("utf-16-le"),
    "UTF-16 with its mark": b"UNICODE\0" + SETTINGS.encode("utf-16"),
    "UTF-8 under the wrong name": b"UNICODE\0" + SETTINGS.encode(),
    "UTF-8 under ASCII": b"ASCII\0\0\0" + SETTINGS.encode(),
    "UTF-8 without a name": SETTINGS.encode(),
    "UTF-8 after zeros": b"\0" * 8 + SETTINGS.encode(),
}


def problems(data: bytes) -> list[str]:
    return [problem.code for problem in read(data).problems]


def states_the_cat(data: bytes) -> bool:
    reading = read(data)
    return reading.prompt == "a 猫 in fog" and reading.parameters.seed == 5


@pytest.mark.parametrize("order", "><")
@pytest.mark.parametrize("comment", CODECS.values(), ids=CODECS)
def test_a_user_comment_is_read_in_each_of_its_encodings(comment, order):
    assert states_the_cat(jpeg_comment(comment, order))


@pytest.mark.parametrize(
    "data",
    [
        png(text("parameters", SETTINGS)),
        png(itxt("parameters", SETTINGS)),
        png(ztxt("parameters", SETTINGS.encode())),
        png(chunk(b"eXIf", tiff({0x010E: SETTINGS.encode()}))),
        jpeg((0xFE, SETTINGS.encode())),
        jpeg((0xE1, b"Exif\0\0" + tiff({0x9C9C: SETTINGS.encode("utf-16-le")}))),
        made_files.webp(EXIF=tiff({}, {0x9286: CODECS["UTF-16 big-endian"]})),
        made_files.webp(EXIF=b"Exif\0\0" + tiff({}, {0x9286: CODECS["UTF-16 little-endian"]})),
        tiff({0x010E: SETTINGS.encode()}),
    ],
)
def test_the_text_is_found_in_every_carrier(data):
    assert states_the_cat(data)


def test_latin_text_stays_latin():
    value = b"caf\xe9\nSteps: 20, Sampler: Euler, Seed: 5"
    assert read(png(chunk(b"tEXt", b"parameters\0" + value))).prompt == "café"


def test_avif_carries_its_exif_in_an_item():
    out = io.BytesIO()
    Image.new("RGB", (16, 16)).save(out, "AVIF", exif=tiff({0x010E: SETTINGS.encode()}))
    reading = read(out.getvalue())
    assert reading.media_type == "image/avif"
    assert states_the_cat(out.getvalue())
    assert reading.extra["picture"] == {"width": 16, "height": 16}


def test_gif_comments_are_read():
    out = io.BytesIO()
    Image.new("P", (4, 4)).save(out, "GIF", comment=SETTINGS.encode())
    assert states_the_cat(out.getvalue())


def test_times_come_with_their_source():
    data = jpeg(
        (0xE1, b"Exif\0\0" + tiff({}, {0x9003: b"2024:01:31 10:20:30\0", 0x9011: b"+08:00"}))
    )
    (time,) = read(data).times
    assert (time.value, time.source) == ("2024-01-31T10:20:30+08:00", "EXIF DateTimeOriginal")


def test_the_digital_source_type_is_read_from_xmp():
    source = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    packet = made_files.xmp(
        f"<Iptc4xmpExt:DigitalSourceType>{source}</Iptc4xmpExt:DigitalSourceType>"
    )
    data = png(chunk(b"tEXt", b"XML:com.adobe.xmp\0" + packet))
    assert read(data).extra["digital_source_type"] == source


def test_a_cut_file_gives_what_stands_before_the_cut():
    whole = png(text("parameters", SETTINGS))
    cut = whole[:-20]
    assert states_the_cat(cut)
    assert "truncated" in problems(cut)


def test_bytes_after_the_end_are_counted():
    (problem,) = [
        problem
        for problem in read(png() + b"PK\3\4junk").problems
        if problem.code == "bytes_after_end"
    ]
    assert problem.params["bytes"] == 8


def test_a_damaged_compressed_text_is_left_out():
    bad = chunk(b"zTXt", b"parameters\0\0not zlib")
    assert "damaged" in problems(png(bad))
    assert states_the_cat(png(bad, text("parameters", SETTINGS)))


def box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def test_jpeg_xl_carries_its_exif_in_a_box():
    container = box(b"JXL ", b"\r\n\x87\n") + box(b"ftyp", b"jxl \0\0\0\0jxl ")
    comment = tiff({}, {0x9286: CODECS["UTF-16 big-endian"]})
    data = container + box(b"Exif", b"\0\0\0\0" + comment) + box(b"jxlc", b"\xff\x0a")
    assert states_the_cat(data)
    assert read(data).media_type == "image/jxl"


def brotli_box(kind: bytes, body: bytes) -> bytes:
    return box(b"brob", kind + brotli.compress(body))


def test_a_compressed_box_of_jpeg_xl_is_read_as_a_plain_one():
    container = box(b"JXL ", b"\r\n\x87\n") + box(b"ftyp", b"jxl \0\0\0\0jxl ")
    comment = b"\0\0\0\0" + tiff({}, {0x9286: CODECS["UTF-16 big-endian"]})
    assert states_the_cat(container + brotli_box(b"Exif", comment))
    assert problems(container + box(b"brob", b"Exif not brotli")) == ["damaged"]


def test_a_compressed_box_that_inflates_too_far_is_left_out():
    container = box(b"JXL ", b"\r\n\x87\n") + box(b"ftyp", b"jxl \0\0\0\0jxl ")
    assert problems(container + brotli_box(b"xml ", bytes(40 * 1024**2))) == ["text_too_large"]


def test_many_compressed_boxes_are_inflated_as_far_as_the_report_has_room(monkeypatch):
    container = box(b"JXL ", b"\r\n\x87\n") + box(b"ftyp", b"jxl \0\0\0\0jxl ")
    data = container + brotli_box(b"xml ", bytes(4 * 1024**2)) * 50
    inflated = []

    class Counted:
        def __init__(self) -> None:
            self.stream = ORIGINAL()
            self.is_finished = self.stream.is_finished

        def process(self, *args, **kwargs) -> bytes:
            inflated.append(self.stream.process(*args, **kwargs))
            return inflated[-1]

    ORIGINAL = brotli.Decompressor
    monkeypatch.setattr(brotli, "Decompressor", Counted)

    assert set(problems(data)) == {"text_too_large"}
    assert 0 < sum(map(len, inflated)) <= 2 * limits.report_limit(len(data)).value


def test_a_caption_is_read_from_photoshops_resources():
    caption = SETTINGS.encode()
    records = b"\x1c\2\x50\0\4name" + b"\x1c\2\x78" + len(caption).to_bytes(2, "big") + caption
    path = b"8BIM\x07\xd0\3abc\0\0\0\2xy"
    resources = path + b"8BIM\4\4\0\0" + len(records).to_bytes(4, "big") + records
    data = jpeg((0xED, b"Photoshop 3.0\0" + resources))
    assert states_the_cat(data)
    assert "name" not in [raw_text.text for raw_text in read(data).raw]
    assert not states_the_cat(data.replace(b"8BIM\4\4", b"8BIM\4\5"))


def test_utf_16_without_a_name_and_keys_with_a_capital_are_read():
    assert states_the_cat(jpeg_comment(SETTINGS.encode("utf-16-le"), "<"))
    graph = {"1": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 9}}}
    assert read(png(text("Prompt", graph))).parameters.seed == 5


def test_a_prompt_that_begins_with_a_brace_is_no_damaged_json():
    assert "json_damaged" not in problems(png(text("parameters", "{red|blue} cat in the rain")))
    assert "json_damaged" in problems(png(text("parameters", '{"prompt": "a cat"')))


def test_the_end_of_a_thumbnail_is_not_that_of_the_picture():
    thumbnail = b"Exif\0\0" + tiff({}, {}) + b"\xff\xd8small\xff\xd9"
    whole = jpeg((0xE1, thumbnail))
    cut = whole[: whole.rfind(b"\xff\xd9")]
    assert "truncated" in problems(cut)
    assert "bytes_after_end" not in problems(cut)


def test_a_gif_that_ends_early_says_so():
    out = io.BytesIO()
    Image.new("P", (8, 8)).save(out, "GIF")
    assert "truncated" in problems(out.getvalue()[:-2])
    assert "truncated" not in problems(out.getvalue())
