"""Labels in sound, film and documents: read back, all else as it was, nothing named wrongly."""

from __future__ import annotations

import io
import random
import re
import struct
import tracemalloc
import wave
import zipfile
import zlib
from pathlib import Path

import pytest

from assessments.intake import read
from assessments.intake.core.problems import Rejected
from assessments.intake.core.source import Source
from assessments.labelling.write import label_copy, write_label
from assessments.labelling.write.ogg import checksum
from tests.assessments.intake.fuzzing import mutate
from tests.assessments.labelling.test_write import FIELDS, LABEL, rejection
from tests.support import made_media as media
from tests.support.made_files import RESOURCES

DOCX = (RESOURCES / "tracked_changes" / "license_reviewed.docx").read_bytes()
LONG = "COMMENT=" + "x" * 60_000
SAYS_NOTHING = ("no_metadata", "texts_not_understood")
FILES = {
    "mp4": media.film(first=False),
    "mp4, table first": media.film(first=True),
    "mp4 with keys": media.film(
        first=True, inside=media.box(b"udta", media.make_keyed_list(b"other"))
    ),
    "mp4 with a title": media.film(
        first=True, inside=media.box(b"udta", media.make_itunes_list(b"Fox"))
    ),
    "mp4 in fragments": media.make_fragmented(),
    "mov": media.film(first=True, brand=b"qt  ", inside=media.box(b"udta", b"\0\0\0\0")),
    "m4a": media.film(first=True, brand=b"M4A "),
    "mp3": media.mp3(),
    "mp3, id3 2.2": media.mp3(2),
    "mp3, id3 2.3": media.mp3(3),
    "mp3, id3 2.4 with a footer": media.mp3(4, 0x10),
    "wav": media.wav(),
    "wav, odd": media.wav(odd=True),
    "wav, rf64": media.rf64(),
    "avi": media.avi(),
    "flac": media.flac((4, media.comments("TITLE=Fox"))),
    "flac without comments": media.flac(),
    "opus": media.opus(media.comments("TITLE=Fox")),
    "opus on two pages": media.opus(media.comments("TITLE=Fox", LONG), spread=2),
    "webm": media.matroska(room=40),
    "webm without room": media.matroska(room=0),
    "webm of a live recording": media.matroska(room=40, sized=False),
    "opus on many small pages": media.opus(media.comments(LONG[:18_000]), spread=70),
    "docx": DOCX,
    "markdown": "# 狐\n\n- one\n".encode(),
    "markdown with front matter": b"\xef\xbb\xbf---\r\ntitle: Fox\r\n---\r\n# Fox\r\n",
    "markdown conversation": b"## User\nHello\n\n## Assistant\nHi\n",
}


def stated(reading) -> list:
    return [fault for fault in reading.problems if fault.code not in SAYS_NOTHING]


@pytest.mark.parametrize("name", FILES)
def test_the_label_is_read_back_and_never_written_twice(name):
    copy = write_label(FILES[name], LABEL)
    before, after = read(FILES[name]), read(copy)
    assert after.aigc_label == FIELDS
    # Without a label the file says that it states nothing of its making.
    assert (after.media_type, stated(after)) == (before.media_type, stated(before))
    extra = {key: value for key, value in before.extra.items() if key not in SAYS_NOTHING}
    assert after.extra.items() >= extra.items()
    assert rejection(copy) == "label_present"


@pytest.mark.parametrize("name", ["mp4", "mp4, table first", "mp4 with keys", "mp4 with a title"])
def test_every_place_that_a_film_names_holds_the_same_sample(name):
    copy = write_label(FILES[name], LABEL)
    (near,) = struct.unpack_from(">I", copy, copy.index(b"stco") + 12)
    (far,) = struct.unpack_from(">Q", copy, copy.index(b"co64") + 12)
    assert copy[near : near + 12] == b"FIRST sample"
    assert copy[far : far + 13] == b"SECOND sample"


def test_the_places_of_fragments_move_too():
    copy = write_label(FILES["mp4 in fragments"], LABEL)
    moof = copy.index(b"moof") - 4
    assert struct.unpack_from(">Q", copy, copy.index(b"tfhd") + 12) == (moof,)
    assert struct.unpack_from(">Q", copy, copy.index(b"tfra") + 28) == (moof,)


def test_other_tags_of_a_film_stay_beside_the_label():
    assert read(write_label(FILES["mp4 with a title"], LABEL)).extra["title"] == "Fox"
    raw = read(write_label(FILES["mp4 with keys"], LABEL)).raw
    assert [raw_text.where for raw_text in raw] == ["other", "AIGC"]


@pytest.mark.parametrize(
    "inside",
    [
        media.full(b"meta", media.full(b"iloc")),
        media.trak(media.full(b"saio")),
        media.box(b"udta", media.make_itunes_list(b"Fox")) + media.make_itunes_list(b"Fox"),
    ],
)
def test_a_film_whose_places_are_not_known_is_refused(inside):
    assert rejection(media.film(first=True, inside=inside)) == "label_no_room"


def test_sound_is_the_same_to_the_byte():
    for name in ("wav", "wav, odd"):
        with wave.open(io.BytesIO(write_label(FILES[name], LABEL))) as file:
            assert file.readframes(9999) == b"\x80" * (801 if "odd" in name else 800)
    for name, sound in (("mp3, id3 2.3", media.FRAME * 2), ("flac", b"\xff\xf8SOUND")):
        assert write_label(FILES[name], LABEL).endswith(sound)


def test_the_footer_of_a_tag_says_what_its_head_says():
    copy = write_label(FILES["mp3, id3 2.4 with a footer"], LABEL)
    assert copy[3:10] == copy[copy.index(b"3DI") + 3 :][:7]


def test_a_tag_with_a_checksum_and_a_stream_of_unknown_length_are_refused():
    assert rejection(media.mp3(3, 0x40)) == "label_no_room"
    assert rejection(FILES["wav"].replace(FILES["wav"][4:8], b"\xff" * 4, 1)) == "truncated"


@pytest.mark.parametrize("name", ["opus", "opus on two pages"])
def test_every_page_of_ogg_keeps_its_number_and_has_a_checksum_that_holds(name):
    copy = write_label(FILES[name], LABEL)
    pages = [copy[at.start() :] for at in re.finditer(b"OggS", copy)]
    goes_on = False
    for number, page_bytes in enumerate(pages):
        assert bool(page_bytes[5] & 1) == goes_on
        goes_on = page_bytes[26 + page_bytes[26]] == 255
        size = 27 + page_bytes[26] + sum(page_bytes[27 : 27 + page_bytes[26]])
        data, stored = (
            page_bytes[:22] + b"\0" * 4 + page_bytes[26:size],
            struct.unpack("<I", page_bytes[22:26]),
        )
        assert (checksum(data), number) == (*stored, struct.unpack("<I", page_bytes[18:22])[0])
    assert copy.endswith(FILES[name][-33:])


def test_the_checksum_is_the_one_that_other_programs_write():
    data = (RESOURCES / "labelled" / "ogg_vorbis.ogg").read_bytes()
    size = 27 + data[26] + sum(data[27 : 27 + data[26]])
    blank = data[:22] + b"\0" * 4 + data[26:size]
    assert struct.pack("<I", checksum(blank)) == data[22:26]


def test_pages_without_room_are_refused():
    assert rejection(media.opus(media.comments(LONG + "x" * 4_900))) == "label_no_room"
    assert rejection(media.opus(media.comments(), serial=8)) == "label_no_room"


def test_the_table_of_a_webm_names_the_label_and_its_checksum_holds():
    data, copy = FILES["webm"], write_label(FILES["webm"], LABEL)
    start = data.index(b"\x18\x53\x80\x67") + 12
    table = copy[start + 12 :][: int.from_bytes(copy[start + 5 : start + 12], "big")]
    assert zlib.crc32(table[6:]).to_bytes(4, "little") == table[2:6]
    place = start + int.from_bytes(table[-8:], "big")
    assert copy[place:].startswith(b"\x12\x54\xc3\x67")
    assert place == len(data)  # nothing before it moved
    assert copy[start + 12 + len(table) :].startswith(b"\xec")
    kept = data.index(b"\x15\x49\xa9\x66", start + 60)
    assert copy[kept:place] == data[kept:]


def test_every_part_of_an_office_file_stays_but_those_that_name_the_label():
    before, after = (zipfile.ZipFile(io.BytesIO(name)) for name in (DOCX, write_label(DOCX, LABEL)))
    changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {"[Content_Types].xml", "_rels/.rels"}
    assert set(after.namelist()) - set(before.namelist()) == {"docProps/custom.xml"}
    assert after.testzip() is None


def test_a_custom_property_gets_the_next_number():
    custom = b'<Properties><property pid="4" name="Other"><s>x</s></property></Properties>'
    copy = write_label(_with("docProps/custom.xml", custom), LABEL)
    part = zipfile.ZipFile(io.BytesIO(copy)).read("docProps/custom.xml")
    assert b'pid="5" name="AIGC"' in part
    assert part.startswith(custom[:-13])


def test_a_signed_or_strangely_written_office_file_is_refused():
    assert rejection(_with("_xmlsignatures/origin.sigs", b"")) == "label_no_room"
    utf16 = "<Properties/>".encode("utf-16")
    assert rejection(_with("docProps/custom.xml", utf16)) == "label_no_room"


def _with(name: str, data: bytes) -> bytes:
    out = io.BytesIO(DOCX)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, data)
    return out.getvalue()


def test_a_text_keeps_its_words_and_its_other_fields():
    for name in ("markdown", "markdown with front matter", "markdown conversation"):
        copy, original = write_label(FILES[name], LABEL), FILES[name]
        body = original.partition(b"title: Fox\r\n")[2] or original
        assert copy.endswith(body)
    assert b"title: Fox" in write_label(FILES["markdown with front matter"], LABEL)


def test_a_film_of_a_gigabyte_needs_the_memory_of_its_table(tmp_path: Path):
    path = tmp_path / "film"
    data = media.film(first=True)
    with path.open("wb") as file:
        start = data.index(b"mdat") - 4
        file.write(data[:start] + struct.pack(">I", 1000 << 20) + data[start + 4 :])
        file.truncate(start + (1000 << 20))
    tracemalloc.start()
    copy = label_copy(Source(name="film", path=path), LABEL)
    with copy.open() as file:
        (near,) = struct.unpack_from(">I", head := file.read(4096), head.index(b"stco") + 12)
        file.seek(near)
        assert file.read(12) == b"FIRST sample"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert copy.size > 1000 << 20
    assert peak < 20 << 20


@pytest.mark.parametrize("name", FILES)
def test_a_mutated_file_ends_in_a_labelled_copy_or_a_refusal(name):
    chance = random.Random(name)
    for _ in range(20):
        try:
            copy = write_label(mutate(FILES[name], chance), LABEL)
        except Rejected:
            continue
        assert read(copy).aigc_label == FIELDS
