"""A record typed into the interview by hand, answer by answer, as a person would."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator

from assessments.answers import SECTIONS, answers_from_record
from assessments.answers.answers import LISTS
from assessments.answers.questions import Question
from assessments.answers.sections import BY_SLUG
from tests.browser.visitors import Visitor

NEXT = ".save-bar button[value=next]"
STAY = ".save-bar button[value=stay]"
SAVED = re.compile(r"(Saved|已保存) \d\d:\d\d")
# Evidence first, since steps and tools name it.
ORDER = ("evidence", "parties", "tools", "inputs", "steps")


class InterviewPage:
    """Somebody with one draft open in a browser."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.url = ""

    def begin(self) -> InterviewPage:
        self.visitor.open("/interview/")
        self.visitor.follow(".begin form button")
        self.url = self.page.url.rsplit("/", 2)[0] + "/"
        return self

    def type_record(self, record: Mapping[str, Any]) -> None:
        """Everything that a record says, in the form of the pages."""
        answers = answers_from_record(record)
        for slug in ORDER:
            for item in answers[slug]:
                self._add(slug, item)
        for section in SECTIONS:
            if section.slug not in LISTS:
                self.go(f"{section.slug}/")
                self.answer(section.questions, answers)

    def _add(self, slug: str, item: Mapping[str, Any]) -> None:
        self.go(f"{slug}/")
        button = f"button[name=action][value={item.get('action')}]"
        self.press(button if slug == "steps" else ".add .actions form:first-child button")
        self.answer(BY_SLUG[slug].questions, item)

    def answer(self, questions: Sequence[Question], part: Mapping[str, Any]) -> None:
        """Without scripts the page is sent; with them every answer is saved by itself."""
        for question in questions:
            if question.name in part:
                self.give(question, part[question.name])
        if self.visitor.scripts:
            self.wait_until_saved()
        else:
            self.press(STAY)

    def give(self, question: Question, value: Any) -> None:
        if question.how == "pairs":
            return self._give_pairs(question.name, value)
        fields = self.page.locator(f'.questions [name="{question.name}"]')
        if not fields.first.is_visible():
            self.press(STAY)  # without scripts, what matters now is shown once it is sent
        kind = fields.first.evaluate("each => each.type || each.localName")
        if kind in ("radio", "checkbox"):
            for code in value if isinstance(value, list) else [value]:
                self.page.check(f'.questions [name="{question.name}"][value="{code}"]')
        elif kind == "select-one":
            fields.select_option(value)
        else:
            fields.fill(value)
            fields.blur()

    def _give_pairs(self, name: str, pairs: Sequence[Sequence[str]]) -> None:
        """Three rows are empty at first; more come with a button, or once these are saved."""
        for number, pair in enumerate(pairs):
            for column, text in zip(("name", "value"), pair, strict=True):
                field = self.page.locator(f'[name="{name}.{column}"]').nth(number)
                field.fill(text)
                field.blur()

    def wait_until_saved(self) -> None:
        self.page.wait_for_function(
            """() => [...Array(sessionStorage.length).keys()]
                .every(n => !sessionStorage.key(n).startsWith('unsaved:'))
                && /\\d\\d:\\d\\d/.test(document.querySelector('#saved').textContent)"""
        )

    def go(self, place: str) -> None:
        self.visitor.open(f"{self.url}{place}")

    def press(self, button: str) -> int:
        return self.visitor.follow(button)

    def field(self, name: str) -> Locator:
        return self.page.locator(f'.questions [name="{name}"]')
