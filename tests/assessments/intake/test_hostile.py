"""Inputs that hang or exhaust other readers end here, soon, in little memory."""

from __future__ import annotations

import json
import time
import zlib

import pytest

from assessments.intake import limits, read, sandbox
from assessments.intake.sandbox import read_isolated
from tests.assessments.intake.making import RESOURCES, chunk, png, text, xmp

HOSTILE = RESOURCES / "hostile"
EXPECTED = {
    "a1111_redos1.png": None,
    "c2pa_ssrf.jpg": "c2pa_remote",
    "comfy_cycle.png": "graph_cycle",
    "comfy_diamond.png": None,
    "exif_ifd_loop.jpg": "no_metadata",
    "itxt_bomb_600MB.png": "text_too_large",
    "json_depth_200k.png": "too_deep",
    "pixels_13000x13000_169MP.png": "too_many_pixels",
    "polyglot_gif_html.png": "no_metadata",
    "polyglot_png_zip.png": "bytes_after_end",
    "xmp_billion_laughs.png": "xml_refused",
}
SOON = 5.0  # seconds; each takes a fraction of one on an idle machine


def codes(reading) -> list[str]:
    return [one["code"] for one in reading["problems"]]


def test_every_hostile_file_has_its_row():
    assert {path.name for path in HOSTILE.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_ends_soon_with_a_clear_answer(name):
    started = time.monotonic()
    reading = read_isolated(HOSTILE / name)
    assert time.monotonic() - started < SOON
    assert not {"reader_died", "timed_out", "reader_failed"} & set(codes(reading))
    assert EXPECTED[name] is None or EXPECTED[name] in codes(reading)


def test_many_small_bombs_are_one_bomb():
    bomb = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(4 * limits.MIB)))
    reading = read(png(*[bomb] * 1000))
    assert "text_too_large" in [one.code for one in reading.problems]
    assert sum(len(one.text) for one in reading.raw) <= limits.TEXT_TOTAL.most


def test_a_thousand_chunks_more_than_allowed_are_not_read():
    many = [text("k", "v")] * (limits.BLOCKS.most + 10)
    assert "too_many_blocks" in [one.code for one in read(png(*many)).problems]


def test_deep_and_broad_xmp_is_refused():
    deep = xmp("<a>" * 5000 + "</a>" * 5000)
    broad = xmp("<a/>" * 60_000)
    for packet, code in ((deep, "too_deep"), (broad, "too_many_blocks")):
        reading = read(png(chunk(b"tEXt", b"XML:com.adobe.xmp\0" + packet)))
        assert code in [one.code for one in reading.problems]


def test_json_that_never_closes_its_strings_is_linear():
    started = time.monotonic()
    read(png(text("prompt", '{"a": "' + '\\"' * 400_000 + "[" * 100)))
    assert time.monotonic() - started < SOON


@pytest.fixture
def forked(monkeypatch):
    """A replaced reader reaches a forked child only; other tests may have left threads behind."""
    monkeypatch.setattr(sandbox.threading, "active_count", lambda: 1)


def test_a_reader_that_takes_too_much_memory_fails_its_file_only(forked, monkeypatch, tmp_path):
    def greedy(path, *, name):
        bytearray(limits.MEMORY.most * 2)

    monkeypatch.setattr(sandbox, "read", greedy)
    file = tmp_path / "x"
    file.write_bytes(b"x")
    reading = read_isolated(file, name="given")
    assert codes(reading) == ["reader_died"]
    assert reading["file"] == "given" and reading["sha256"]


def test_a_reader_that_hangs_is_ended(forked, monkeypatch, tmp_path):
    def endless(path, *, name):
        time.sleep(60)

    short = limits.Limit(most=1, unit="seconds", code="timed_out")
    monkeypatch.setattr(sandbox, "read", endless)
    monkeypatch.setattr(limits, "WALL_SECONDS", short)
    file = tmp_path / "x"
    file.write_bytes(b"x")
    assert codes(read_isolated(file)) == ["timed_out"]


def test_a_child_of_its_own_gives_the_same_reading():
    file = RESOURCES / "sd-parsers" / "automatic1111_cropped.png"
    answer, trouble = sandbox._spawned(file, "given", limits.WALL_SECONDS)
    assert trouble is None
    assert json.loads(answer) == read_isolated(file, name="given")
