"""MHTML: a page that a browser saved in one file, read as the page that is in it."""

from __future__ import annotations

import base64
import quopri

import pytest

from assessments.intake import read

PAGE = (
    "<!DOCTYPE html><html><head><title>Lantern</title></head><body>"
    '<div data-message-author-role="user" data-message-id="u1">Write a poem</div>'
    '<div data-message-author-role="assistant" data-message-id="a1">雨里红灯</div></body></html>'
)
HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://chatgpt.com/c/1?token=secret\r\n"
    "Subject: Lantern\r\nDate: Sun, 1 Mar 2026 18:00:00 +0800\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--mark--"\r\n\r\n\r\n'
)


def mhtml(page: bytes, way: str, kind: str = "text/html") -> bytes:
    part = f"----mark--\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {way}\r\n\r\n"
    return HEAD.encode() + part.encode() + page + b"\r\n----mark----\r\n"


@pytest.mark.parametrize(
    ("way", "page"),
    [
        ("quoted-printable", quopri.encodestring(PAGE.encode())),
        ("base64", base64.encodebytes(PAGE.encode())),
        ("binary", PAGE.encode()),
    ],
)
def test_the_conversation_on_a_saved_page_is_read(way, page):
    report = read(mhtml(page, way), name="Lantern.mhtml")

    assert [turn.text for turn in report.messages] == ["Write a poem", "雨里红灯"]
    assert (report.media_type, report.generator) == ("multipart/related", "ChatGPT")
    assert report.extra["address"] == "https://chatgpt.com/c/1"
    assert ("exported", "2026-03-01T18:00:00+08:00") in [(t.what, t.value) for t in report.times]


def test_a_saved_page_of_another_kind_gives_its_text():
    page = b"<!doctype html><html><body><p>Red lantern</p></body></html>"
    assert "Red lantern" in read(mhtml(page, "7bit")).extra["text"]


@pytest.mark.parametrize(
    "data",
    [
        mhtml(b"not a page", "7bit"),
        mhtml(b"%%%", "base64"),
        mhtml(PAGE.encode(), "binary", kind="image/png"),
        HEAD.encode(),
        HEAD.replace("boundary", "other").encode(),
    ],
)
def test_a_file_without_a_page_says_so(data):
    report = read(data)
    assert [fault.code for fault in report.problems] == ["saved_page_missing"]


def test_a_letter_about_parts_is_a_text():
    text = "Dear reader\n\ncontent-type: multipart/related is what browsers write.\n"
    assert read(text.encode(), name="x.txt").media_type == "text/plain"
