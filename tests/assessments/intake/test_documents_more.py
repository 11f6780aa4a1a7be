"""OpenDocument and Rich Text: their text, their times, and who changed what."""

from __future__ import annotations

import io
import json
import random
import zipfile

from assessments.intake import read
from assessments.intake.core import limits

LABEL = {"Label": "1", "ContentProducer": "P1", "ProduceID": "7"}
NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
WHO = (
    "<office:change-info><dc:creator>{}</dc:creator><dc:date>2026-02-0{}T09:00:00</dc:date>"
    "</office:change-info>"
)
CHANGES = (
    "<text:tracked-changes>"
    '<text:changed-region text:id="c1"><text:insertion>'
    + WHO.format("林晚", 1)
    + "</text:insertion></text:changed-region>"
    '<text:changed-region text:id="c2"><text:deletion>'
    + WHO.format("Ada", 2)
    + "<text:p>gone words</text:p></text:deletion></text:changed-region></text:tracked-changes>"
)
BODY = (
    '<text:p>雨停了，<text:change-start text:change-id="c1"/>她推开窗。'
    '<text:change-end text:change-id="c1"/><text:change text:change-id="c2"/>天亮了。</text:p>'
    "<text:h>Second<text:tab/>line</text:h>"
)


def odt(content: str = CHANGES + BODY, meta: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml", f"<office:document-content {NAMES}>{content}</office:document-content>"
        )
        archive.writestr("meta.xml", f"<office:document-meta {NAMES}>{meta}</office:document-meta>")
    return out.getvalue()


def edits(reading) -> list[tuple]:
    return [(edit.kind, edit.author, edit.at, edit.text) for edit in reading.edits]


def test_an_odt_gives_its_text_now_and_who_inserted_and_deleted_what():
    reading = read(odt(), name="a.odt")
    assert reading.media_type == "application/vnd.oasis.opendocument.text"
    assert reading.extra["text"] == "雨停了，她推开窗。天亮了。\nSecond\tline"
    assert edits(reading) == [
        ("insert", "林晚", "2026-02-01T09:00:00", "她推开窗。"),
        ("delete", "Ada", "2026-02-02T09:00:00", "gone words"),
    ]
    assert not reading.problems


def test_an_odt_gives_its_properties_and_its_label():
    meta = (
        "<office:meta><meta:creation-date>2026-01-05T10:00:00</meta:creation-date>"
        "<meta:initial-creator>林晚</meta:initial-creator><meta:editing-cycles>4</meta:editing-cycles>"
        f'<meta:user-defined meta:name="AIGC">{json.dumps(LABEL)}</meta:user-defined></office:meta>'
    )
    reading = read(odt(meta=meta), name="a.odt")
    assert reading.aigc_label == LABEL
    assert (reading.extra["creator"], reading.extra["revision"]) == ("林晚", 4)
    assert [(stated_time.what, stated_time.value) for stated_time in reading.times] == [
        ("created", "2026-01-05T10:00:00")
    ]


def test_an_odt_with_entities_is_refused_in_that_part_only():
    bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", bomb)
    assert [problem.code for problem in read(out.getvalue()).problems] == ["xml_refused"]


PACKED = 30 | 9 << 6 | 2 << 11 | 3 << 16 | 126 << 20  # 2026-03-02 09:30
RTF = (
    r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 Song;}}{\*\revtbl{Unknown;}{Lin Wan;}}"
    r"{\info{\title Rain}{\author Lin Wan}{\creatim\yr2026\mo3\dy1\hr8\min5}}"
    r"\uc1 Rain \'b9\'fd\u21518?\par {\revised\revauth1\revdttmMOMENT she opened} the window"
    r"{\deleted\revauthdel1\revdttmdelMOMENT  slowly}.\par \u-10179?\u-8704?}"
).replace("MOMENT", str(PACKED))


def test_an_rtf_gives_its_text_in_its_code_page_without_what_was_deleted():
    reading = read(RTF.encode(), name="a.rtf")
    assert reading.media_type == "application/rtf"
    assert reading.extra["text"] == "Rain 过后\nshe opened the window.\n😀"
    assert (reading.extra["title"], reading.extra["creator"]) == ("Rain", "Lin Wan")
    assert [(stated_time.what, stated_time.value) for stated_time in reading.times] == [
        ("created", "2026-03-01T08:05:00")
    ]


def test_an_rtf_names_who_changed_what_and_when():
    assert edits(read(RTF.encode(), name="a.rtf")) == [
        ("insert", "Lin Wan", "2026-03-02T09:30:00", "she opened"),
        ("delete", "Lin Wan", "2026-03-02T09:30:00", " slowly"),
    ]


def test_an_rtf_that_is_nested_without_end_is_refused():
    data = b"{\\rtf1" + b"{" * (limits.DOCUMENT_DEPTH.value + 10)
    assert [problem.code for problem in read(data).problems] == ["too_deep"]


def test_mutated_documents_end_in_a_reading():
    rng = random.Random(5)
    for whole in (odt(), RTF.encode()):
        for _ in range(300):
            data = bytearray(whole)
            for _ in range(rng.randrange(1, 12)):
                data[rng.randrange(len(data))] = rng.randrange(256)
            problems = read(bytes(data[: rng.randrange(1, len(data) + 1)])).problems
            assert "reader_failed" not in [problem.code for problem in problems]
