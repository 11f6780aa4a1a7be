"""A memo is values: they are stored and read back, hold no markup, and render alike."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from assessments.memo import document as d
from assessments.memo.compose import document
from assessments.memo.making import render_memo
from assessments.memo.render_html import Renderer
from assessments.typesetting.pdf import page_count
from cases.record import load
from tests.assessments.memo.conftest import RESOURCES
from tests.support.pdf_text import page_texts


@pytest.fixture(scope="module")
def built(snapshot):
    def make(language):
        with translation.override(language):
            return document(snapshot(language))

    return {language: make(language) for language in ("en", "zh-hans")}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_value_holds_markup(built, language):
    sections = (*built[language].sections, *built[language].annexes)
    texts = [
        inline.text
        for section in sections
        for block in section.blocks
        for inline in d.inlines_of(block)
        if hasattr(inline, "text")
    ]
    assert len(texts) > 500
    assert [text for text in texts if re.search(r"</?[a-z]+[ >]|&[a-z]+;", text)] == []


def test_every_exhibit_and_authority_that_is_named_has_its_row(built):
    sections = (*built["en"].sections, *built["en"].annexes)
    rows = {
        row.id
        for section in built["en"].annexes
        for block in section.blocks
        if isinstance(block, d.Table)
        for row in block.rows
    }
    for section in sections:
        for block in section.blocks:
            for inline in d.inlines_of(block):
                if isinstance(inline, d.ExhibitReference):
                    assert inline.code in rows
    assert {f"ta-{key}" for key in d.mentions(sections)} <= rows


def test_a_renderer_escapes_whatever_it_is_given():
    hostile = '<img src=x onerror=y>"&'
    text = (d.Text(hostile), d.FactReference("title", hostile), d.AuthorityReference("k", hostile))
    section = d.Section(
        id="s",
        number="I.",
        title=hostile,
        blocks=(
            d.Heading(inlines=text, number=hostile),
            d.Paragraph(inlines=(d.Span("quiet", text),)),
            d.List(items=(text,)),
            d.Table(columns=(d.Column(title=text),), rows=(d.Row(cells=(text,)),), caption=text),
            d.Quotation(lines=(hostile,), source=text),
            d.Figure(picture="p.jpg", alternative=hostile, caption=text),
        ),
    )
    html = Renderer("en", {"ta-k"}).section(section)
    assert "<img src=x" not in html
    assert html.count("&lt;img src=x onerror=y&gt;&quot;&amp;") == 28


def test_a_reference_without_its_row_is_no_link():
    inlines = (d.ExhibitReference("E-01"), d.AuthorityReference("k", "Law art. 3"))
    section = d.Section(id="s", number="", title="", blocks=(d.Paragraph(inlines=inlines),))
    assert "<a " not in Renderer("en").section(section)
    assert Renderer("en", {"E-01", "ta-k"}).section(section).count("<a ") == 2


@pytest.mark.parametrize("form", ["papers", "creator"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_other_forms_are_made_without_a_warning(snapshot, form, language):
    """The answer to the maker is one page, and what to secure is the next."""
    pdf = render_memo(snapshot(language), form=form)
    if form == "creator":
        assert page_count(pdf) == 2
        first, second = page_texts(pdf)
        says = {"en": "Whattosecurefirst", "zh-hans": "先固定什么"}[language]
        assert says not in first and says in second


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_letter_is_one_page_whatever_stands_against_the_work(snapshot, language):
    company = load(RESOURCES / "company.yaml")
    pdf = render_memo(snapshot(language, company, firm="浙江某律师事务所", client="Client"))
    first, second = page_texts(pdf)[:2]
    assert {"en": "Opinionmemo", "zh-hans": "法律意见书"}[language] in second
    assert {"en": "Contents", "zh-hans": "目录"}[language] in second
    assert "浙江某律师事务所" in first
