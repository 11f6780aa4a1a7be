"""Text written by hand in a picture is calligraphy and so fine art (Regulations art. 4(8))."""

from __future__ import annotations

import pytest

from assessments.memo.compose import compose_memo
from cases.record import load
from tests.assessments.memo.conftest import RESOURCES
from tests.assessments.memo.test_compose import section_of

WORDS = {"en": "work of fine art (calligraphy)", "zh-hans": "系手书的，为美术作品（书法）"}


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_an_inscription_in_a_picture_may_be_fine_art(snapshot, language):
    made = snapshot(language, load(RESOURCES / "company.yaml"))
    printed = section_of(compose_memo(made).html, "scope")
    assert printed.count(WORDS[language]) == 1
    assert "calligraphy and a work" in printed or "属于书法，系美术作品" in printed


def test_of_a_text_nothing_is_said_of_calligraphy(snapshot, record):
    steps = [{"id": "s1", "action": "write", "by": "p1", "extent": "substantial"}]
    text = {**record, "kind": "text", "steps": steps, "inputs": [], "evidence": []}
    text["tools"] = []
    assert "calligraphy" not in section_of(compose_memo(snapshot("en", text)).html, "scope")
