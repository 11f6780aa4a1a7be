"""The report on a file is no larger than the file allows, and says what it leaves out."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.intake import batch, read
from assessments.intake.core import limits
from assessments.intake.core.bounding import cut_report, encode, encode_report, fair_share
from assessments.intake.core.report import Extracted, FileReport, Message, Raw, StatedTime, copy_as
from assessments.intake.sandbox import read_in_child
from tests.support.made_files import chunk, png, text

MIB = limits.MIB


def report_with(**values: Any) -> FileReport:
    return copy_as(FileReport, Extracted(**values), file="a.png", sha256="0" * 64)


def cut(size: int, **values: Any) -> dict[str, Any]:
    encoded = encode_report(report_with(**values), size)
    assert len(encoded) <= limits.report_limit(size).value
    loaded: dict[str, Any] = json.loads(encoded)
    return loaded


def left_out(report: dict[str, Any]) -> dict[str, int]:
    (params,) = (p["params"] for p in report["problems"] if p["code"] == "report_too_large")
    return dict(params)


def test_a_report_within_the_limit_is_whole() -> None:
    report = report_with(prompt="一只猫", raw=(Raw(where="PNG tEXt", text="\x01猫\ud800"),))
    assert json.loads(encode_report(report, 100)) == report.as_json()


def test_the_longest_text_is_cut_first_and_is_marked() -> None:
    texts = (Raw(where="a", text="x" * MIB), Raw(where="b", text="short"))
    report = cut(1000, raw=texts, times=(StatedTime(what="created", value="2024", source="s"),))
    first, second = report["raw"]
    assert first["text"].endswith("x […]")
    assert len(encode(report)) > limits.report_limit(1000).value * 0.9
    assert second["text"] == "short"
    assert report["times"] == [{"what": "created", "value": "2024", "source": "s"}]
    assert left_out(report) == {"texts": 1, "entries": 0}


def test_a_part_of_a_prompt_never_passes_for_the_prompt() -> None:
    report = cut(1000, prompt="p" * MIB, negative_prompt="n")
    assert (report["prompt"], report["negative_prompt"]) == (None, "n")
    assert left_out(report)["texts"] == 1


def test_of_too_many_messages_the_first_are_kept_whole_enough() -> None:
    messages = tuple(Message(role="user", text=f"{n} " + "t" * 300) for n in range(10_000))
    report = cut(1000, messages=messages)
    kept = report["messages"]
    assert 100 < len(kept) < 1000
    assert [message["text"].partition(" ")[0] for message in kept] == [
        str(number) for number in range(len(kept))
    ]
    assert left_out(report)["entries"] == 10_000 - len(kept)


def test_a_control_character_counts_as_it_is_written() -> None:
    report = cut(1000, raw=(Raw(where="a", text="\x01" * MIB),))
    assert (
        report["raw"][0]["text"].rstrip(" […]").count("\x01") < limits.report_limit(1000).value / 6
    )


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=60,
)


@given(value=st.dictionaries(st.text(), JSON, min_size=1), limit=st.integers(2100, 4000))
def test_whatever_is_cut_fits_and_is_json(value: dict[str, Any], limit: int) -> None:
    swollen = {**value, "problems": [], "raw": ["\x01é猫" * 400] * 5}
    report = cut_report(swollen, limit + 2048)
    assert len(encode(report)) <= limit + 2048
    assert json.loads(encode(report)) == report
    assert report["problems"][-1]["code"] == "report_too_large"


def test_a_fair_share_cuts_the_largest_to_one_length() -> None:
    assert fair_share([1, 2, 3], 6) == 6
    assert fair_share([1, 10, 10], 11) == 5
    assert fair_share([10, 10], 0) == 0


def bomb() -> bytes:
    """A small picture with two texts of 7.9 MB of a control character, six bytes each in JSON."""
    packed = zlib.compress(b"\1" * 7_900_000, 9)
    return png(*(chunk(b"zTXt", key + b"\0\0" + packed) for key in (b"parameters", b"workflow")))


def test_a_deflated_text_is_inflated_as_far_as_the_report_has_room(tmp_path: Any) -> None:
    data = bomb()
    path = tmp_path / "bomb.png"
    path.write_bytes(data)
    report = read_in_child(path)
    assert len(encode(report)) <= limits.report_limit(len(data)).value
    assert "text_too_large" in {problem["code"] for problem in report["problems"]}
    assert sum(len(raw.text) for raw in read(data).raw) <= limits.report_limit(len(data)).value


def test_a_batch_is_bound_alike(tmp_path: Any) -> None:
    path = tmp_path / "chat.png"
    path.write_bytes(png(text("prompt", "\x01" * 200_000)))
    (report,) = batch.read_batch([str(path)])
    size = path.stat().st_size
    assert limits.report_limit(size).value / 2 < len(encode(report))
    assert len(encode(report)) <= limits.report_limit(size).value


def test_a_child_that_prints_more_is_taken_for_dead(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a poem")
    assert read_in_child(path)["problems"] == []
    monkeypatch.setattr(limits, "REPORT_FACTOR", 0)
    monkeypatch.setattr(limits, "REPORT_BASE", 100)
    assert [p["code"] for p in read_in_child(path)["problems"]] == ["reader_died"]
