"""The letter, cover and signature page: what was asked for is printed, and nothing else."""

from __future__ import annotations

import re

import pytest

from assessments.memo.compose import compose_memo
from cases.record import load_data
from tests.assessments.memo.test_compose import letter_of, section_of, text_of

PEOPLE = {
    "en": {"client": "Red Lantern Studio", "firm": "Wang & Partners", "principal": "Wang"},
    "zh-hans": {"client": "红灯工作室", "firm": "王某律师事务所", "principal": "王某"},
}
LAWYERS = {"en": ("Zhao", "Qian"), "zh-hans": ("赵某", "钱某")}
PURPOSE = {"en": "Voluntary registration.", "zh-hans": "办理作品自愿登记。"}


def composed(snapshot, language, **matter) -> str:
    return compose_memo(snapshot(language, **matter)).html


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_firm_prints_what_it_was_asked_with(snapshot, language):
    matter = {**PEOPLE[language], "lawyers": LAWYERS[language], "purpose": PURPOSE[language]}
    matter["reference"] = "(2026) 7"
    letter = letter_of(composed(snapshot, language, **matter))
    expected = {
        "en": (
            "Reference number: (2026) 7",
            "To: Red Lantern Studio",
            "On the instructions of Red Lantern Studio, Wang & Partners, through Zhao, Qian, advis",
            "may be used for this purpose only: Voluntary registration.",
            "Yours faithfully,",
            "Principal: Wang",
            "Responsible lawyers: Zhao, Qian",
        ),
        "zh-hans": (
            "文号：(2026) 7",
            "致：红灯工作室",
            "王某律师事务所（以下简称“本所”）接受红灯工作室的委托，指派赵某、钱某律师，就《",
            "仅可用于下列目的：办理作品自愿登记。",
            "特此函复。",
            "负责人：王某",
            "经办律师：赵某、钱某",
        ),
    }[language]
    assert [text for text in expected if text not in letter] == []
    day = {"en": "22 November 2026", "zh-hans": "2026年11月22日"}[language]
    assert letter.count(day) == 1
    assert letter.removesuffix("<section ").rstrip().endswith(day) == (language == "zh-hans"), (
        "in Chinese it is signed"
    )


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_what_is_not_given_is_not_printed(snapshot, language):
    labels = {
        "en": ("Reference number", "To:", "Principal", "Responsible lawyer", "Purpose", "From"),
        "zh-hans": ("文号", "致：", "负责人", "经办律师", "用途", "出具人", "签署页"),
    }[language]
    own = composed(snapshot, language)
    front = text_of("</head>" + own[own.index("<body") : own.index('<h2 id="questions"')])
    assert [label for label in labels if label in front] == []
    assert 'id="signature"' not in own
    firm = composed(snapshot, language, firm="Wang")
    assert [label for label in labels if label in letter_of(firm)] == []
    assert "–" not in letter_of(own) + letter_of(firm)
    assert 'id="signature"' in firm


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("To: The Copyright Office", "Client Red", "for the Client and The Copyright Off")),
        ("zh-hans", ("致：The Copyright Office", "委托人 Red", "仅供委托人、The Copyright Office")),
    ],
)
def test_an_addressee_beside_the_client_is_named_with_it(snapshot, language, expected):
    asked = {"firm": "Wang", "client": "Red", "addressee": "The Copyright Office"}
    made = text_of(composed(snapshot, language, **asked))
    assert [text for text in expected if text not in made] == []


def test_letterhead_declarations_and_closing_are_the_firms_own(snapshot):
    phrases = {
        "letterhead": ("Wang & Partners", "1 Example Road"),
        "declarations": ("The first declaration.",),
        "closing": "With kind regards,",
    }
    made = composed(snapshot, "en", firm="Wang", **phrases)
    letter = letter_of(made)
    assert "1 Example Road" in letter and "With kind regards," in letter
    assert "Yours faithfully" not in letter
    declared = section_of(made, "assumptions").split("Wang declares:")[1]
    assert "The first declaration." in declared and "Its limits:" in declared


def test_phrases_of_a_firm_stand_in_no_memo_of_a_maker(snapshot):
    phrases = {"letterhead": ("1 Example Road",), "declarations": ("First.",), "closing": "Yours"}
    assert composed(snapshot, "en", **phrases) == composed(snapshot, "en")


@pytest.mark.parametrize("name", ["record", "bare"])
@pytest.mark.parametrize(
    ("language", "words", "own"),
    [
        ("en", r"\b[Cc]lients?\b|Opinion memo", "my"),
        ("zh-hans", "委托人|本所|法律意见书》", "本人"),
    ],
)
def test_a_maker_is_never_called_the_client(snapshot, record, name, language, words, own):
    data = (
        record if name == "record" else {"schema": record["schema"], "title": "空", "kind": "text"}
    )
    made = text_of(compose_memo(snapshot(language, load_data(data))).html)
    assert re.findall(f".{{20}}(?:{words})", made) == []
    assert own in made
