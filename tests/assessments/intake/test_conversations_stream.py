"""Large, broken and hostile exports: little memory, everything listed, what is left out said."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from assessments.intake import conversations, read
from assessments.intake.core import limits
from assessments.intake.core.limits import Limit


def conversation(number: int, text: str = "hi") -> dict[str, Any]:
    first = {"uuid": f"m{number}", "sender": "human", "text": text}
    return {"uuid": f"c{number}", "name": str(number), "chat_messages": [first]}


def export(count: int, text: str = "hi") -> bytes:
    return json.dumps([conversation(number, text) for number in range(count)]).encode()


class Endless(io.RawIOBase):
    """An export made while it is read, so that only the reader can take memory."""

    def __init__(self, count: int) -> None:
        self._parts = self._made(count)
        self._left = b""

    def _made(self, count: int) -> Iterator[bytes]:
        yield b"["
        body = json.dumps(conversation(0, "x" * 100_000)).encode()
        for number in range(count):
            yield (b"," if number else b"") + body
        yield b"]"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while len(self._left) < len(buffer) and (part := next(self._parts, b"")):
            self._left += part
        out, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(out)] = out
        return len(out)

    def seek(self, place: int, whence: int = 0) -> int:
        assert place == 0
        self.__init__(400)  # type: ignore[misc]
        return 0


def test_forty_megabytes_pass_through_in_a_few() -> None:
    tracemalloc.start()
    count = sum(1 for _ in conversations.stream(Endless(400)))  # type: ignore[arg-type, misc]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert peak < 5 * limits.MIB


def test_an_export_that_breaks_off_keeps_what_stood_before() -> None:
    reading = read(export(3)[:-40])
    assert len(reading.messages) == 2
    assert [(problem.code, problem.params["kept"]) for problem in reading.problems] == [
        ("export_damaged", 2)
    ]


def test_a_byte_order_mark_is_no_damage() -> None:
    assert len(read(b"\xef\xbb\xbf" + export(2)).messages) == 2


def test_past_the_bound_of_messages_every_conversation_is_still_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bound = Limit(value=3, unit="messages", code="too_many_messages")
    monkeypatch.setattr(limits, "EXPORT_MESSAGES", bound)
    reading = read(export(5))
    assert len(reading.messages) == 3
    assert [problem["kept"] for problem in reading.extra["conversations"]] == [True] * 3 + [
        False
    ] * 2
    assert [problem.code for problem in reading.problems] == ["too_many_messages"]


def test_past_the_bound_of_text_no_more_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    bound = Limit(value=10, unit="characters", code="too_much_conversation")
    monkeypatch.setattr(limits, "EXPORT_TEXT", bound)
    reading = read(export(5, "1234"))
    assert len(reading.messages) == 2
    assert [problem.code for problem in reading.problems] == ["too_much_conversation"]


def test_a_conversation_past_its_own_bound_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bound = Limit(value=2000, unit="bytes", code="conversation_too_large")
    monkeypatch.setattr(limits, "EXPORT_ITEM", bound)
    large = conversation(1, "x" * 3000)
    reading = read(json.dumps([conversation(0), large, conversation(2)]).encode())
    assert [problem.id for problem in reading.messages] == ["m0", "m2"]
    assert [problem.code for problem in reading.problems] == ["conversation_too_large"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'[{"mapping":' + b"[" * 300_000, "too_deep"),
        (b'{"mapping":' + b'{"a":' * 200_000, "too_deep"),
        (b'[{"mapping":' + b"[" * 5_000 + b"]" * 5_000 + b"}]", "too_deep"),
    ],
)
def test_brackets_without_end_take_no_memory(data: bytes, code: str) -> None:
    tracemalloc.start()
    reading = read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert code in {problem.code for problem in reading.problems}
    assert peak < 20 * limits.MIB
