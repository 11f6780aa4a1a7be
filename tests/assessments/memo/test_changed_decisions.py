"""Decisions that were withdrawn, reversed or changed since: said where they are cited."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import translation

from assessments.memo.build import MemoBuilder
from assessments.memo.compose import compose_memo, document
from assessments.memo.document import inlines_of
from assessments.memo.sections.cases import adverse
from cases.library.schema import Bilingual
from cases.library.standing import Relationship, Standing
from tests.assessments.memo.test_compose import section_of, text_of

WITHDRAWN = {
    "en": ("[withdrawn from the library]", "Withdrawn from the library since the assessment of"),
    "zh-hans": ("已从案例库撤下", "评估之后已从案例库撤下"),
}
EDITED = {
    "en": "The library has changed what it says of it; it stands here as it was",
    "zh-hans": "案例库此后修改了该裁判的内容",
}


def cited(made) -> str:
    """The slug of a decision that the memo sets beside the case."""
    with translation.override(made.language):
        (slug, *_) = adverse(MemoBuilder(made))
    return made.decisions_by_slug[slug][0].slug


def named(made, slug) -> list[str]:
    """Every place where a decision, or a work that it judged, is cited."""
    keys = {key for key, (decision, _) in made.decisions_by_slug.items() if decision.slug == slug}
    with translation.override(made.language):
        built = document(made)
    return [
        inline.text
        for section in (*built.sections, *built.annexes)
        for block in section.blocks
        for inline in inlines_of(block)
        if inline.type == "authority" and inline.key in keys
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_withdrawn_decision_is_marked_wherever_it_is_cited(snapshot, language):
    made = snapshot(language)
    slug = cited(made)
    mark, notice = WITHDRAWN[language]
    assert [text for text in named(made, slug) if mark in text] == []
    gone = replace(made, withdrawn=frozenset({slug}))
    assert [text for text in named(gone, slug) if mark not in text] == []
    html = compose_memo(gone).html
    assert notice in section_of(html, "comparison") and notice in section_of(html, "annex-search")
    assert notice not in text_of(compose_memo(made).html)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_reversed_decision_is_marked_with_day_and_court(snapshot, language):
    made = snapshot(language)
    slug = cited(made)
    end = Relationship(
        relation="reversed",
        treated=slug,
        acting=None,
        by=Bilingual(en="the Example High Court", zh="示例高级人民法院"),
        on=dt.date(2026, 11, 20),
        precision="day",
        mark="A",
    )
    standing = replace(made.standings.get(slug, Standing()), end=end)
    html = compose_memo(replace(made, standings={**made.standings, slug: standing})).html
    said = {"en": "by the Example High Court", "zh-hans": "示例高级人民法院"}[language]
    assert said in section_of(html, "comparison")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_decision_of_which_the_library_says_something_else_is_said_to_be_as_it_was(
    snapshot, language
):
    made = snapshot(language)
    edited = compose_memo(replace(made, edited=frozenset({cited(made)}))).html
    assert section_of(edited, "comparison").count(EDITED[language]) == 1
    assert EDITED[language] not in text_of(compose_memo(made).html)
