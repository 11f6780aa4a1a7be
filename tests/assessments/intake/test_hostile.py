"""Inputs that hang or exhaust other readers end here, soon, in little memory."""

from __future__ import annotations

import io
import json
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PIL import ImageFile

from assessments.intake import read, sandbox
from assessments.intake.core import limits
from assessments.intake.core.bounding import encode
from assessments.intake.core.problems import SENTENCES
from assessments.intake.core.source import MAX_DIRECTORY_BYTES, directory_fits
from assessments.intake.sandbox import read_in_child
from assessments.wording.files import UNITS
from tests.assessments.intake import hurried_reader
from tests.support.made_files import RESOURCES, chunk, jpeg, png, text, webp, xmp

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
    "polyglot_gif_html.png": "texts_not_understood",
    "polyglot_png_zip.png": "bytes_after_end",
    "xmp_billion_laughs.png": "xml_refused",
}


@contextmanager
def soon() -> Iterator[None]:
    """Bounds the processor time of what it holds, however busy the machine is."""
    started = time.thread_time()
    yield
    assert time.thread_time() - started < hurried_reader.SECONDS


def codes(reading) -> list[str]:
    return [problem["code"] for problem in reading["problems"]]


def test_every_hostile_file_has_its_row():
    assert {path.name for path in HOSTILE.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_ends_soon_with_a_clear_answer(name, monkeypatch):
    monkeypatch.setattr(sandbox, "CHILD", hurried_reader.__name__)
    reading = read_in_child(HOSTILE / name)
    size = (HOSTILE / name).stat().st_size
    assert len(encode(reading)) <= limits.report_limit(size).value
    assert not {"reader_died", "timed_out", "reader_failed"} & set(codes(reading))
    assert EXPECTED[name] is None or EXPECTED[name] in codes(reading)


def test_many_small_bombs_are_one_bomb():
    bomb = chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(4 * limits.MIB)))
    reading = read(png(*[bomb] * 1000))
    assert "text_too_large" in [raw_text.code for raw_text in reading.problems]
    assert sum(len(raw_text.text) for raw_text in reading.raw) <= limits.TEXT_TOTAL.value


def test_a_thousand_chunks_more_than_allowed_are_not_read():
    many = [text("k", "v")] * (limits.BLOCKS.value + 10)
    assert "too_many_blocks" in [problem.code for problem in read(png(*many)).problems]


def test_deep_and_broad_xmp_is_refused():
    deep = xmp("<a>" * 5000 + "</a>" * 5000)
    broad = xmp("<a/>" * 60_000)
    for packet, code in ((deep, "too_deep"), (broad, "too_many_blocks")):
        reading = read(png(chunk(b"tEXt", b"XML:com.adobe.xmp\0" + packet)))
        assert code in [problem.code for problem in reading.problems]


def test_json_that_never_closes_its_strings_is_linear():
    content = png(text("prompt", '{"a": "' + '\\"' * 400_000 + "[" * 100))
    with soon():
        read(content)


def ogg_packet_without_end() -> bytes:
    page = b"OggS\0\1" + bytes(20) + b"\xff" + b"\xff" * 255 + b"\3vorbis".ljust(255 * 255, b"x")
    return page * 150


def bomb_in_a_colour_profile() -> bytes:
    return png(chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(64 * limits.MIB))))


def archive(*members: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link.txt")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info


def matryoshka() -> bytes:
    inner = archive(("0.txt", bytes(limits.MIB)))
    for level in range(5):
        inner = archive(*((f"{level}{number}.zip", inner) for number in range(8)))
    return inner


def directory_of(entries: int) -> bytes:
    return b"II*\0\x08\0\0\0" + struct.pack("<H", entries) + bytes(12 * entries + 4)


def many_directories() -> bytes:
    """Each directory but the last names the next one."""
    names = (struct.pack("<HHHIII", 1, 0x8769, 4, 1, 26 + 18 * at, 0) for at in range(40))
    return b"II*\0\x08\0\0\0" + b"".join(names)


MADE = {
    "a directory of many entries": (lambda: directory_of(60_000), "too_many_blocks"),
    "directories that name each other": (many_directories, "too_many_blocks"),
    "an Ogg packet that never ends": (ogg_packet_without_end, "text_too_large"),
    "a JPEG of filling bytes": (lambda: b"\xff\xd8" + b"\xff" * 8_000_000, "truncated"),
    "a JPEG of bare markers": (lambda: b"\xff\xd8" + b"\xff\xd0" * 4_000_000, "too_many_blocks"),
    "a bomb in a colour profile": (bomb_in_a_colour_profile, "damaged"),
    "archives in archives": (matryoshka, "archive_nested"),
    "a symbolic link in an archive": (lambda: archive((link(), b"/etc/passwd")), "member_link"),
    "a name that climbs": (lambda: archive(("../../x.txt", b"hello")), "member_path"),
}


@pytest.mark.parametrize("what", MADE)
def test_what_exhausts_others_is_named_soon_and_followed_nowhere(what, monkeypatch):
    # WeasyPrint, which sets memos and is in no reader's process, changes it for its whole process.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    make, code = MADE[what]
    content = make()
    with soon():
        reading = read(content).as_json()
    assert code in codes(reading)
    assert "root:" not in json.dumps(reading)


def test_every_bound_has_its_sentence_and_its_unit_a_name():
    bounds = [bound for bound in vars(limits).values() if isinstance(bound, limits.Limit)]
    assert len(bounds) > 30
    assert {bound.code for bound in bounds} <= SENTENCES.keys()
    assert {bound.unit for bound in bounds} <= {"bytes", *UNITS}


def test_bytes_behind_a_picture_are_noted_whatever_the_picture():
    gif = b"GIF89a\1\0\1\0\0\0\0;"
    for picture in (gif, png(), jpeg(), webp(VP8X=bytes(10))):
        assert "bytes_after_end" not in codes(read(picture).as_json())
        assert "bytes_after_end" in codes(read(picture + archive(("a", b"a"))).as_json())


def test_an_archives_list_of_members_is_measured_before_it_is_read():
    plain = b"PK\5\6" + bytes(8) + struct.pack("<II", MAX_DIRECTORY_BYTES + 1, 0) + b"\0\0"
    wide = b"PK\6\6" + bytes(36) + struct.pack("<QQ", MAX_DIRECTORY_BYTES + 1, 0) + bytes(20)
    wide += b"PK\5\6" + bytes(8) + b"\xff" * 8 + b"\0\0"
    # A second mark inside the record's own fields does not hide the record.
    hidden = b"PK\5\6" + bytes(8) + struct.pack("<I", MAX_DIRECTORY_BYTES + 1) + b"PK\5\6\0\0"
    for content in (plain, wide, hidden):
        assert not directory_fits(io.BytesIO(content), len(content))
    small = archive(("a.txt", b"a"))
    assert directory_fits(io.BytesIO(small), len(small))


@pytest.fixture
def misbehaving(monkeypatch, tmp_path):
    """Reads a file in a child whose reader does what the file's name says."""
    monkeypatch.setattr(sandbox, "CHILD", "tests.assessments.intake.misbehaving_reader")
    file = tmp_path / "x"
    file.write_bytes(b"x")
    return lambda behaviour: read_in_child(file, name=behaviour)


def test_a_reader_that_takes_too_much_memory_fails_its_file_only(misbehaving):
    reading = misbehaving("greedy")
    assert codes(reading) == ["reader_died"]
    assert reading["file"] == "greedy" and reading["sha256"]


def test_a_reader_that_hangs_is_ended(misbehaving, monkeypatch):
    short = limits.Limit(value=2, unit="seconds", code="timed_out")
    monkeypatch.setattr(limits, "WALL_SECONDS", short)
    assert codes(misbehaving("endless")) == ["timed_out"]


def test_processor_time_that_runs_out_is_told_from_a_kill(misbehaving):
    soft, hard = misbehaving("bounds")["extra"]["cpu"]
    assert soft == limits.CPU_SECONDS.value < hard


def test_a_file_is_found_from_another_folder_too(monkeypatch, tmp_path):
    (tmp_path / "x.png").write_bytes(png())
    monkeypatch.chdir(tmp_path)
    reading = read_in_child("x.png")
    assert reading["file"] == "x.png" and reading["sha256"]
