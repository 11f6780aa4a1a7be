"""Exports as a page, Gemini's activity, and lists longer than are kept."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from assessments.intake import read
from assessments.intake.core import limits
from assessments.intake.core.limits import Limit


def chat(text: str = "draw a fox", answer: str = "here") -> dict:
    def node(key: str, parent: str | None, role: str, words: str) -> dict:
        content = {"content_type": "text", "parts": [words]}
        return {
            "id": key,
            "parent": parent,
            "message": {"author": {"role": role}, "content": content},
        }

    nodes = {"a": node("a", None, "user", text), "b": node("b", "a", "assistant", answer)}
    return {"title": "Fox", "mapping": nodes, "current_node": "b"}


def page(chats: list[dict]) -> bytes:
    script = f"var jsonData = {json.dumps(chats)};\nfunction show() {{ return '[' }}"
    style = "<style>" + "p { margin: 0 }\n" * 500 + "</style>"
    return f"<html><head>{style}<script>{script}</script></head><body></body></html>".encode()


def texts(reading) -> list[tuple[str, str]]:
    return [(message.role, message.text) for message in reading.messages]


def codes(reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_a_page_of_conversations_is_read_like_the_export_and_ends_with_its_list():
    reading = read(page([chat(), chat("再画一只", "好的")]), name="chat.html")
    assert (reading.generator, reading.media_type) == ("ChatGPT", "text/html")
    assert texts(reading) == [
        ("user", "draw a fox"),
        ("assistant", "here"),
        ("user", "再画一只"),
        ("assistant", "好的"),
    ]
    assert codes(reading) == []


def test_a_page_that_breaks_off_keeps_what_stood_before():
    whole = page([chat(), chat("second " + "word " * 40_000)])
    reading = read(whole[: len(whole) // 2], name="chat.html")
    assert texts(reading)[:1] == [("user", "draw a fox")]
    assert codes(reading) == ["export_damaged"]


def test_another_page_is_no_conversation():
    assert not read(b"<html><script>var jsonData = {};</script></html>", name="a.html").messages


@pytest.mark.parametrize("name", ["conversations.json", "a/conversations-000.json"])
def test_the_page_beside_the_export_is_not_read_twice(name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("chat.html", page([chat()]))
        archive.writestr(name, json.dumps([chat()]))
    reading = read(out.getvalue(), name="export.zip")
    assert len(reading.messages) == 2
    assert reading.extra["members"][0]["messages"] == []


def entry(title: str = "Prompted a 狐狸 in snow", **values) -> dict:
    return {
        "header": "Gemini Apps",
        "title": title,
        "time": "2026-05-01T08:00:00.000Z",
        "products": ["Gemini Apps"],
        "safeHtmlItem": [{"html": "<p>Two foxes &amp; snow.</p><ul><li>one</li></ul>"}],
    } | values


def activity(*entries: dict) -> bytes:
    return json.dumps(list(entries)).encode()


def test_an_entry_of_gemini_is_a_request_and_its_answer():
    reading = read(activity(entry()), name="MyActivity.json")
    assert reading.generator == "Gemini"
    assert texts(reading) == [("user", "a 狐狸 in snow"), ("assistant", "Two foxes & snow.\none")]
    asked, answer = reading.messages
    assert (
        answer.parent == asked.id and asked.at == "2026-05-01T08:00:00.000Z" and answer.at is None
    )


def test_entries_of_one_moment_are_not_mixed_up():
    reading = read(activity(entry("Prompted one"), entry("Prompted two")), name="a.json")
    first, second = (message for message in reading.messages if message.role == "assistant")
    assert first.parent != second.parent


def test_a_verb_in_another_language_stays_with_the_request():
    reading = read(activity(entry("已输入提示：画一只狐狸")), name="a.json")
    assert texts(reading)[0] == ("user", "已输入提示：画一只狐狸")


def test_an_entry_that_asked_nothing_keeps_no_turn():
    reading = read(activity(entry("Used Gemini Apps", safeHtmlItem=[]), entry()), name="a.json")
    assert len(reading.messages) == 2


def test_a_tag_that_never_ends_is_text_and_takes_no_time():
    reading = read(activity(entry(safeHtmlItem=[{"html": "<" * 200_000}])), name="a.json")
    assert reading.messages[1].text == "<" * 200_000


def test_conversations_beyond_the_list_are_said_to_be_missing(monkeypatch):
    most = Limit(value=2, unit="conversations", code="too_many_conversations")
    monkeypatch.setattr(limits, "EXPORT_LISTED", most)
    reading = read(json.dumps([chat()] * 3).encode(), name="a.json")
    assert len(reading.extra["conversations"]) == 2
    assert codes(reading) == ["too_many_conversations"]
    assert codes(read(json.dumps([chat()] * 2).encode(), name="a.json")) == []
