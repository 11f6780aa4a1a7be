"""Archives: members by the same door, bounds, nothing followed out of the archive."""

from __future__ import annotations

import io
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assessments.intake import FileReport, read
from assessments.intake.core import limits
from assessments.intake.core.limits import Limit

LABELLED = Path("tests/resources/intake/labelled")


def make_archive(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def codes(reading: FileReport) -> set[str]:
    return {problem.code for problem in reading.problems}


def members(reading: FileReport) -> dict[str, Any]:
    return {member["file"]: member for member in reading.extra["members"]}


def test_every_member_is_read_by_the_same_door() -> None:
    names = ("wav_aigc_chunk.wav", "docx_custom.docx", "pdf_info.pdf")
    reading = read(make_archive(*((name, (LABELLED / name).read_bytes()) for name in names)))
    assert reading.media_type == "application/zip"
    assert {value["aigc_label"]["ProduceID"] for value in members(reading).values()} == {"P-0001"}
    assert members(reading)["pdf_info.pdf"]["sha256"] == read(LABELLED / "pdf_info.pdf").sha256


def test_an_export_s_conversations_become_the_archive_s() -> None:
    turns = [{"uuid": "m", "sender": "human", "text": "hi"}]
    export = json.dumps([{"uuid": "c", "chat_messages": turns}]).encode()
    reading = read(make_archive(("conversations.json", export), ("user.json", b"{}")))
    assert (reading.generator, reading.messages[0].text) == ("Claude", "hi")
    assert list(members(reading)) == ["user.json"]


def test_a_name_that_climbs_out_is_said_and_acts_on_nothing(tmp_path: Path) -> None:
    reading = read(make_archive(("../../evil.txt", b"text"), ("C:\\evil.txt", b"text")))
    assert codes(reading) == {"member_path"}
    assert len(members(reading)) == 2


def test_a_symbolic_link_is_not_followed() -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    reading = read(make_archive((link, b"/etc/passwd")))
    assert (codes(reading), members(reading)) == ({"member_link"}, {})


def test_an_archive_in_the_archive_is_named_and_not_opened() -> None:
    inner = make_archive(("a.txt", b"secret"))
    reading = read(make_archive(("inner.zip", inner), ("inner.gz", b"\x1f\x8b\x08" + b"\0" * 20)))
    assert codes(reading) == {"archive_nested"}
    assert members(reading) == {}


def test_a_bomb_is_refused_before_anything_is_unpacked() -> None:
    assert codes(read(make_archive(("a", b"0" * (60 << 20))))) == {"archive_ratio"}


def test_more_members_than_the_bound_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert limits.EXPORT_MEMBERS.value <= 20_000
    empty = make_archive(*((str(number), b"") for number in range(limits.EXPORT_MEMBERS.value + 1)))
    assert codes(read(empty)) == {"too_many_members"}


def test_a_member_that_lies_about_its_size_fails_alone() -> None:
    data = bytearray(make_archive(("a.txt", b"x" * 500), ("b.txt", b"good")))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"PK\x01\x02"))
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    reading = read(bytes(data))
    assert members(reading)["b.txt"]["extra"]["text"] == "good"
    assert {problem["code"] for problem in members(reading)["a.txt"]["problems"]} == {"damaged"}


def test_an_encrypted_member_fails_alone() -> None:
    data = bytearray(make_archive(("a.txt", b"secret")))
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    reading = read(bytes(data))
    assert {problem["code"] for problem in members(reading)["a.txt"]["problems"]} == {
        "member_encrypted"
    }


def test_texts_of_all_members_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    bound = Limit(value=300, unit="characters", code="too_much_conversation")
    monkeypatch.setattr(limits, "EXPORT_TEXT", bound)
    wav = (LABELLED / "wav_aigc_chunk.wav").read_bytes()
    reading = read(make_archive(("1.wav", wav), ("2.wav", wav)))
    assert members(reading)["1.wav"]["aigc_label"] is not None
    assert members(reading)["2.wav"]["problems"][0]["code"] == "too_much_conversation"


def test_an_archive_without_its_list_is_damaged() -> None:
    assert codes(read(make_archive(("a", b"text"))[:20])) == {"archive_damaged"}
