"""Sound and film: the label and the facts of every container; what is cut or cyclic ends."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from assessments.intake import read
from tests.support import made_media as media

LABELLED = Path("tests/resources/intake/labelled")
TYPES = {
    "avi_info.avi": "video/x-msvideo",
    "flac_vorbis.flac": "audio/flac",
    "mkv_simpletag.mkv": "video/x-matroska",
    "mov_keys.mov": "video/quicktime",
    "mp3_txxx.mp3": "audio/mpeg",
    "mp4_keys_ilst.mp4": "video/mp4",
    "ogg_vorbis.ogg": "audio/ogg",
    "wav_aigc_chunk.wav": "audio/wav",
}
SUNO = "made with suno; created=2026-03-04T05:06:07.000Z; id=11111111-2222-3333-4444-555555555555"


def frame(name: bytes, body: bytes) -> bytes:
    return name + struct.pack(">I", len(body)) + b"\0\0" + body


def mp3(*frames: bytes) -> bytes:
    body = b"".join(frames)
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + body


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


@pytest.mark.parametrize("name", TYPES)
def test_every_container_gives_its_label(name: str) -> None:
    reading = read(LABELLED / name)
    assert reading.media_type == TYPES[name]
    assert reading.aigc_label is not None
    assert (reading.aigc_label["Label"], reading.aigc_label["ProduceID"]) == ("1", "P-0001")
    assert reading.problems == ()


@pytest.mark.parametrize("name", TYPES)
def test_every_container_gives_its_duration(name: str) -> None:
    expected = 0.2 if name.endswith("wav") else 1.0
    assert read(LABELLED / name).extra["seconds"] == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize("name", TYPES)
def test_a_container_cut_anywhere_ends_in_a_reading(name: str) -> None:
    data = (LABELLED / name).read_bytes()
    for size in range(1, min(len(data), 4000), 37):
        codes = {problem.code for problem in read(data[:size], name=name).problems}
        assert "reader_failed" not in codes, size


def test_suno_is_known_by_its_comment_and_gives_time_and_id() -> None:
    reading = read(
        mp3(
            frame(b"TIT2", b"\3Morning"),
            frame(b"COMM", b"\3eng\0" + SUNO.encode()),
            frame(b"USLT", b"\3eng\0la la"),
        ),
        name="song.mp3",
    )
    assert reading.generator == "Suno"
    assert [(stated_time.what, stated_time.value) for stated_time in reading.times] == [
        ("generated", "2026-03-04T05:06:07.000Z")
    ]
    assert reading.extra["generation_id"].startswith("11111111")
    assert (reading.extra["title"], reading.extra["lyrics"]) == ("Morning", "la la")
    assert reading.prompt is None


def test_udio_is_known_by_its_address_only() -> None:
    assert read(mp3(frame(b"WOAS", b"https://www.udio.com/songs/x"))).generator == "Udio"
    assert read(mp3(frame(b"TIT2", b"\3a song about udio"))).generator is None


def test_utf16_texts_of_an_id3_tag_are_read() -> None:
    label = '{"Label":"2","ContentProducer":"x","ProduceID":"甲"}'
    body = b"\1" + "AIGC\0".encode("utf-16") + label.encode("utf-16")
    reading = read(mp3(frame(b"TXXX", body)))
    assert reading.aigc_label is not None and reading.aigc_label["ProduceID"] == "甲"


def test_a_film_list_without_keys_gives_its_label() -> None:
    label = b'{"Label":"1","ContentProducer":"x","ProduceID":"P-2"}'
    data = box(b"data", b"\0\0\0\1\0\0\0\0" + label)
    name = box(b"name", b"\0\0\0\0AIGC")
    entry = box(b"----", box(b"mean", b"\0\0\0\0com.apple.iTunes") + name + data)
    meta = box(b"meta", b"\0\0\0\0" + box(b"hdlr", b"\0" * 24) + box(b"ilst", entry))
    reading = read(box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", meta))
    assert reading.aigc_label is not None and reading.aigc_label["ProduceID"] == "P-2"


def test_a_graph_in_a_film_s_comment_is_read_as_comfyui() -> None:
    graph = (
        '{"prompt": "{\\"1\\": {\\"class_type\\": \\"KSampler\\", \\"inputs\\": {\\"seed\\": 7,'
        ' \\"steps\\": 9, \\"cfg\\": 2, \\"sampler_name\\": \\"euler\\"}}}"}'
    )
    entry = box(b"\xa9cmt", box(b"data", b"\0\0\0\1\0\0\0\0" + graph.encode()))
    meta = box(b"meta", b"\0\0\0\0" + box(b"hdlr", b"\0" * 24) + box(b"ilst", entry))
    reading = read(box(b"ftyp", b"isom\0\0\0\0") + box(b"moov", box(b"udta", meta)))
    assert (reading.generator, reading.parameters.seed) == ("ComfyUI", 7)


def test_boxes_nested_without_end_are_refused_not_followed() -> None:
    data = b""
    for _ in range(5000):
        data = box(b"moov", data)
    reading = read(box(b"ftyp", b"isom\0\0\0\0") + data)
    assert reading.media_type == "video/mp4"
    assert "reader_failed" not in {problem.code for problem in reading.problems}


def test_a_text_larger_than_the_bound_is_left_out_and_said() -> None:
    data = mp3(frame(b"TXXX", b"\3AIGC\0" + b"x" * (5 << 20)))
    reading = read(data)
    assert reading.aigc_label is None
    assert "text_too_large" in {problem.code for problem in reading.problems}


def test_an_aiff_gives_its_label_from_id3_and_its_duration() -> None:
    label = b"\0AIGC\0" + b'{"Label":"1","ContentProducer":"p","ProduceID":"P-1"}'
    rate = struct.pack(">HQ", 16383 + 12, 8000 << 51)  # 8000 as a number of ten bytes
    chunks = (
        (b"COMM", struct.pack(">HIH", 1, 16000, 8) + rate),
        (b"NAME", b"Fox"),
        (b"ID3 ", mp3(frame(b"TXXX", label))),
    )
    parts = (n + struct.pack(">I", len(b)) + b + b"\0" * (len(b) % 2) for n, b in chunks)
    body = b"AIFF" + b"".join(parts)
    reading = read(b"FORM" + struct.pack(">I", len(body)) + body)
    assert (reading.media_type, reading.problems) == ("audio/aiff", ())
    assert reading.aigc_label is not None and reading.aigc_label["ProduceID"] == "P-1"
    assert (reading.extra["seconds"], reading.extra["title"]) == (2.0, "Fox")


def test_large_sound_says_its_size_elsewhere() -> None:
    reading = read(media.rf64())
    codes = [problem.code for problem in reading.problems]
    assert (reading.extra["seconds"], codes) == (0.1, ["no_metadata"])
