"""Text boxes that Word writes twice: one form counts, in every part."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessments.intake import read
from tests.assessments.intake.test_documents import WORD, change, docx, run_text

CASES = Path("tests/resources/evidence-cases")
NAMES = f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def twice(content: str) -> str:
    def form(name: str, inner: str, more: str = "") -> str:
        box = f"<w:txbxContent><w:p>{inner}</w:p></w:txbxContent>"
        return f"<mc:{name}{more}>{box}</mc:{name}>"

    forms = form("Choice", content, ' Requires="wps"') + form("Fallback", content)
    return f"<w:r><mc:AlternateContent {NAMES}>{forms}</mc:AlternateContent></w:r>"


def kinds(reading) -> list[tuple[str, str]]:
    return [(edit.kind, edit.text) for edit in reading.edits]


def test_a_change_in_a_text_box_is_one_change_and_its_text_stands_once():
    reading = read(CASES / "textbox-twice.docx")
    assert kinds(reading) == [("insert", "inside the box")]
    assert reading.extra["text"] == "Body. inside the box"


@pytest.mark.parametrize(
    ("kind", "expected"), [("ins", "insert"), ("del", "delete"), ("moveTo", "move")]
)
def test_every_kind_of_change_counts_once(kind, expected):
    body = f"<w:p>{run_text('a')}{twice(change(kind, 'b'))}</w:p>"
    assert kinds(read(docx(body))) == [(expected, "b")]


def test_a_box_within_a_box_counts_once():
    inner = twice(change("ins", "deep"))
    assert kinds(read(docx(f"<w:p>{twice(change('ins', 'box') + inner)}</w:p>"))) == [
        ("insert", "box"),
        ("insert", "deep"),
    ]


def test_a_box_that_was_inserted_as_a_whole_counts_once():
    box = twice(run_text("box"))
    body = f'<w:p><w:ins w:author="甲" w:date="2026-01-02T03:04:05Z">{box}</w:ins></w:p>'
    ((kind, text),) = kinds(read(docx(body)))
    assert (kind, text.strip()) == ("insert", "box")


@pytest.mark.parametrize(
    ("part", "root"), [("footnotes", "footnotes"), ("header1", "hdr"), ("footer2", "ftr")]
)
def test_the_side_parts_count_once(part, root):
    side = f"<w:{root} {NAMES}><w:p>{twice(change('ins', 'side'))}</w:p></w:{root}>"
    reading = read(docx(f"<w:p>{run_text('a')}</w:p>", **{f"word/{part}.xml": side}))
    assert kinds(reading) == [("insert", "side")]


def test_the_older_form_counts_where_it_is_the_only_one_and_text_behind_it_is_read():
    alone = f"<mc:Fallback><w:p>{change('ins', 'old')}</w:p></mc:Fallback>"
    box = f"<w:r><mc:AlternateContent {NAMES}>{alone}</mc:AlternateContent></w:r>"
    reading = read(docx(f"<w:p>{box}{change('ins', 'after')}</w:p>"))
    assert kinds(reading) == [("insert", "old"), ("insert", "after")]


def test_of_several_choices_the_first_counts():
    choices = "".join(
        f'<mc:Choice Requires="{name}">{change("ins", name)}</mc:Choice>' for name in ("a", "b")
    )
    body = f"<w:p><mc:AlternateContent {NAMES}>{choices}</mc:AlternateContent></w:p>"
    assert kinds(read(docx(body))) == [("insert", "a")]


def test_a_comment_with_a_box_is_one_comment():
    comments = (
        f'<w:comments {NAMES}><w:comment w:author="乙"><w:p>{run_text("see ")}'
        f"{twice(run_text('this'))}</w:p></w:comment></w:comments>"
    )
    reading = read(docx(f"<w:p>{run_text('a')}</w:p>", **{"word/comments.xml": comments}))
    assert kinds(reading) == [("comment", "see this")]


def test_the_fallback_counts_where_the_choices_hold_nothing():
    def forms(choice: str) -> str:
        inner = f'<mc:Choice Requires="new">{choice}</mc:Choice>'
        older = f"<mc:Fallback><w:p>{change('ins', 'older')}</w:p></mc:Fallback>"
        return f"<w:r><mc:AlternateContent {NAMES}>{inner}{older}</mc:AlternateContent></w:r>"

    def edits(choice: str) -> list[str | None]:
        return [edit.text for edit in read(docx(f"<w:p>{forms(choice)}</w:p>")).edits]

    assert edits("") == ["older"]
    assert edits(f"<w:p>{change('ins', 'newer')}</w:p>") == ["newer"]
