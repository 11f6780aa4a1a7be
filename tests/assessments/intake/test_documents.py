"""Documents: tracked changes with moves, the label, PDF, Markdown; nothing hostile is followed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from assessments.intake import FileReport, read

RESOURCES = Path("tests/resources/intake")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, **parts: str) -> bytes:
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    files = {"[Content_Types].xml": "<Types/>", "word/document.xml": document, **parts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def run_text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def change(kind: str, text: str, author: str = "甲", at: str = "2026-01-02T03:04:05Z") -> str:
    tag = "delText" if kind == "del" else "t"
    run = f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"
    return f'<w:{kind} w:id="1" w:author="{author}" w:date="{at}">{run}</w:{kind}>'


def codes(reading: FileReport) -> set[str]:
    return {problem.code for problem in reading.problems}


@pytest.mark.parametrize("name", ["docx_custom.docx", "md_front_matter.md", "pdf_info.pdf"])
def test_every_document_gives_its_label(name: str) -> None:
    reading = read(RESOURCES / "labelled" / name)
    assert reading.aigc_label is not None
    assert (reading.aigc_label["Label"], reading.aigc_label["ProduceID"]) == ("1", "P-0001")


def test_tracked_changes_come_with_author_and_time() -> None:
    reading = read(RESOURCES / "tracked_changes" / "OXML_TrackChanges_Test.docx")
    assert [(edit.kind, edit.author) for edit in reading.edits] == [
        ("insert", "Test Author"),
        ("delete", "Test Author"),
        ("delete", "Editor A"),
        ("insert", "Editor A"),
        ("delete", "Reviewer"),
        ("insert", "Reviewer B"),
        ("insert", "Author A"),
        ("delete", "Author B"),
    ]
    assert reading.edits[0].at == "2026-01-29T16:55:00"
    assert reading.edits[0].text == "inserted"


def test_the_zone_of_a_tracked_change_is_known_only_from_the_instant_beside_it() -> None:
    """Word writes the time of the wall into `date`, with a Z that is not meant."""
    instant = '" xmlns:u="x" u:dateUtc="2026-01-01T19:04:05Z'
    body = f"<w:p>{change('ins', 'a')}{change('del', 'b', at='2026-01-02T03:04:05Z' + instant)}"
    comments = (
        f'<w:comments xmlns:w="{WORD}"><w:comment w:author="丙" w:date="2026-02-03T00:00:00+08:00">'
        "<w:p/></w:comment></w:comments>"
    )
    reading = read(docx(body + "</w:p>", **{"word/comments.xml": comments}))
    assert [edit.at for edit in reading.edits] == [
        "2026-01-02T03:04:05",
        "2026-01-01T19:04:05Z",
        "2026-02-03T00:00:00",
    ]


def test_the_text_now_and_before_the_changes_are_told_apart() -> None:
    body = f"<w:p>{run_text('one ')}{change('ins', 'two')}{change('del', 'three')}</w:p>"
    reading = read(docx(body))
    assert reading.extra["text"] == "one two"
    assert reading.extra["text_before_changes"] == "one three"


def test_changes_in_notes_and_headers_are_changes_too() -> None:
    notes = f'<w:footnotes xmlns:w="{WORD}">{change("ins", "a note", "丙")}</w:footnotes>'
    body = f"<w:p>{change('ins', 'two')}</w:p>"
    reading = read(docx(body, **{"word/footnotes.xml": notes, "word/header1.xml": "<!DOCTYPE a>"}))
    assert [(edit.author, edit.text) for edit in reading.edits] == [("甲", "two"), ("丙", "a note")]
    assert reading.edits[1].extra["part"] == "word/footnotes.xml"
    assert codes(reading) == {"xml_refused"}


def test_a_move_is_one_edit_though_it_stands_in_two_places() -> None:
    start = '<w:move{0}RangeStart w:id="{1}" w:name="move1" w:author="乙" w:date="x"/>'
    end = '<w:move{0}RangeEnd w:id="{1}"/>'
    body = (
        f"<w:p>{start.format('From', 1)}{change('moveFrom', 'word', '乙')}{end.format('From', 1)}"
        f"{run_text(' stays ')}"
        f"{start.format('To', 2)}{change('moveTo', 'word', '乙')}{end.format('To', 2)}</w:p>"
    )
    reading = read(docx(body))
    assert [(edit.kind, edit.author, edit.text) for edit in reading.edits] == [
        ("move", "乙", "word")
    ]
    assert reading.edits[0].extra == {"move": "move1", "from": True, "to": True}
    assert reading.extra["text"] == " stays word"
    assert reading.extra["text_before_changes"] == "word stays "


def test_comments_are_edits_of_their_own() -> None:
    comments = (
        f'<w:comments xmlns:w="{WORD}"><w:comment w:author="丙" w:date="2026-02-03T00:00:00Z">'
        "<w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    reading = read(docx("<w:p/>", **{"word/comments.xml": comments}))
    assert [(edit.kind, edit.author, edit.text) for edit in reading.edits] == [
        ("comment", "丙", "why?")
    ]


def test_an_entity_is_refused_and_the_rest_still_read() -> None:
    reading = read(RESOURCES / "tracked_changes" / "hostile_entity.docx")
    assert "xml_refused" in codes(reading)
    assert reading.edits == () and "text" not in reading.extra
    assert reading.extra["creator"] == "eng-dept"


def test_a_document_type_is_refused_even_without_entities() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')
    assert "xml_refused" in codes(read(out.getvalue()))


def test_an_entity_in_utf_16_is_refused_too() -> None:
    hostile = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", hostile.encode("utf-16"))
    assert "xml_refused" in codes(read(out.getvalue()))


def test_a_document_that_unpacks_without_measure_is_refused() -> None:
    assert "archive_ratio" in codes(read(docx(" " * (40 << 20))))
    assert "archive_too_large" in codes(read(docx(" " * (70 << 20))))


def test_a_document_nested_too_deep_is_refused() -> None:
    assert "too_deep" in codes(read(docx("<w:r>" * 100_000)))


def test_a_macro_is_named_and_not_run() -> None:
    assert "macro_present" in codes(read(docx("<w:p/>", **{"word/vbaProject.bin": "x"})))


def test_front_matter_without_end_or_with_aliases_is_plain_text() -> None:
    assert read(b"---\nAIGC: x\ntext").aigc_label is None
    bomb = b"---\na: &a [x, x]\nb: &b [*a, *a]\nAIGC: *b\n---\ntext"
    assert "front_matter_damaged" in codes(read(bomb))


def test_a_number_in_the_label_stays_as_written() -> None:
    text = "---\nAIGC:\n  Label: 1\n  ContentProducer: x\n  ProduceID: 0012\n---\n正文".encode()
    label = read(text).aigc_label
    assert label is not None and (label["Label"], label["ProduceID"]) == ("1", "0012")


def test_text_in_gb_18030_is_read_and_bytes_are_not_text() -> None:
    assert read("一段文字".encode("gb18030")).extra["text"] == "一段文字"
    assert "unknown_format" in codes(read(b"\0\1\2\3" * 9))


def test_the_name_does_not_decide_how_a_file_is_read() -> None:
    data = (RESOURCES / "labelled" / "pdf_info.pdf").read_bytes()
    assert read(data, name="song.mp3").media_type == "application/pdf"


def test_a_damaged_pdf_ends_in_a_problem() -> None:
    assert "pdf_damaged" in codes(read(b"%PDF-1.7\n" + b"\xff" * 400))


def test_pdf_times_are_written_as_iso() -> None:
    from assessments.intake.readers.pdf import _format_iso

    assert _format_iso("D:20260102030405+08'00'") == "2026-01-02T03:04:05+08:00"
    assert _format_iso("D:202601") == "2026-01"
    assert _format_iso("yesterday") == "yesterday"
