"""What words of documents say of their making: visible labels, conversations, requests."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from assessments.intake import FileReport, read
from tests.support.made_files import png, text

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TALK = ("You said:", "Write a lantern story", "ChatGPT said:", "A lantern crossed the river.")


def word(lines: tuple[str, ...], **parts: tuple[str, ...]) -> bytes:
    """A document of Word with these paragraphs, and in each further part its own."""

    def part(root: str, texts: tuple[str, ...]) -> str:
        body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
        inner = f"<w:body>{body}</w:body>" if root == "document" else body
        return f'<w:{root} xmlns:w="{WORD}">{inner}</w:{root}>'

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", part("document", lines))
        for name, texts in parts.items():
            archive.writestr(f"word/{name}.xml", part("hdr", texts))
    return target.getvalue()


def label_of(reading: FileReport) -> Any:
    return reading.extra.get("visible_label")


def codes(reading: FileReport) -> list[str]:
    return [fault.code for fault in reading.problems]


@pytest.mark.parametrize("place", ["header", "footer"])
def test_a_label_on_every_page_of_a_document_is_read(place):
    assert (
        label_of(read(word(("Body.",), **{f"{place}1": ("AI生成 由豆包生成",)})))
        == "AI生成 由豆包生成"
    )
    assert label_of(read(word(("Body.",), **{f"{place}1": ("第一章",)}))) is None
    assert label_of(read(word(("Body.",), footnotes=("AI生成",)))) is None


def test_a_label_at_the_end_of_a_document_is_read_and_words_about_labels_are_not():
    assert label_of(read(word(("一", "二", "三", "（本文由AI生成）")))) == "（本文由AI生成）"
    assert label_of(read(word(("一", "论AI生成", "二", "三", "四")))) is None


def test_a_conversation_in_a_document_is_said_and_not_read_as_turns():
    reading = read(word(TALK * 2))
    assert (reading.messages, codes(reading)) == ((), ["conversation_in_document"])
    assert codes(read(word(("You said it.", "She said nothing.")))) == []


def test_a_request_of_addresses_alone_names_pictures_and_no_words():
    blend = "https://s.mj.run/A?x=1 ::2 https://s.mj.run/B --v 6.1 Job ID: 1"
    reading = read(png(text("Description", blend)))
    assert reading.prompt is None
    assert reading.inputs == ("https://s.mj.run/A", "https://s.mj.run/B")
    words = read(png(text("Description", "https://s.mj.run/A a grey cat --v 6.1 Job ID: 1")))
    assert (words.prompt or "").endswith("a grey cat")
