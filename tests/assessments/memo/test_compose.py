"""What a memo says, in which order and language, read from its HTML."""

from __future__ import annotations

import datetime as dt
import html as entities
import re
from dataclasses import replace

import pytest
from django.utils import translation

from assessments.exhibits.snapshot import Matter
from assessments.management.commands.memo import snapshot_of
from assessments.memo.compose import SECTIONS
from assessments.memo.making import compose_memo
from cases.record import load_data
from tests.support.owned_works import BARE_PICTURE, COMMISSIONED, FILM


def text_of(html: str) -> str:
    body = re.sub(r"<[^>]+>", " ", html.split("</head>")[1])
    return re.sub(r"\s+", " ", entities.unescape(body))


def section_of(html: str, name: str) -> str:
    """The text of one section, from its heading to the next."""
    start = html.index(f'<h2 id="{name}"')
    return text_of("</head>" + html[start : html.find("<h2 ", start + 1)])


def headings(html: str) -> list[str]:
    return [
        text_of("</head>" + h).strip() for h in re.findall(r"<h2[^>]*>(.*?)</h2>", html, re.DOTALL)
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_sections_stand_in_the_order_of_the_language(html, language):
    found = re.findall(r'<h2 id="([a-z-]+)"', html[language])
    assert found[1 : 1 + len(SECTIONS[language])] == list(SECTIONS[language])
    assert found[1 + len(SECTIONS[language])] == "signature"


def test_english_headings_are_numbered_in_roman(html):
    assert headings(html["en"])[1:4] == [
        "I. Defined terms",
        "II. Questions presented",
        "III. Short answers",
    ]


def test_chinese_headings_are_numbered_without_letters(html):
    found = headings(html["zh-hans"])
    assert found[1:4] == ["一、 引言", "二、 委托事项", "三、 结论摘要"]
    assert not any(re.match(r"[A-Z]", heading) for heading in found)


def test_the_language_is_the_memos_whatever_the_reader_speaks(snapshot, html):
    with translation.override("zh-hans"):
        assert compose_memo(snapshot("en")).html == html["en"]
        assert translation.get_language() == "zh-hans"


def test_a_chinese_memo_has_no_english_left_in_its_fixed_phrases(html):
    printed = section_of(html["zh-hans"], "assumptions") + section_of(html["zh-hans"], "risks")
    assert not re.findall(r"[A-Za-z]{3,} [A-Za-z]{3,}", printed)


def test_composing_twice_gives_the_same_text(snapshot, html):
    assert compose_memo(snapshot("en")).html == html["en"]


def test_short_answers_start_with_the_conclusion_and_cite_nothing(html):
    printed = section_of(html["en"], "answers")
    assert re.search(
        r"As proved: (Protected|Likely protected|Arguable|Unlikely to be protected|Not protected)"
        r"\. ",
        printed,
    )
    start = html["en"].index('<h2 id="answers"')
    assert "#ta-" not in html["en"][start : html["en"].index("<h2 ", start + 1)]


def test_every_fact_says_what_supports_it(html):
    printed = section_of(html["en"], "facts")
    named = "The work is called “Lantern street at dusk” and is a picture."
    assert f"{named} [client statement only]" in printed
    assert re.search(r"part of its expression shows in the result\. \[ ?E-03 ?\]", printed)
    assert "not carried by: E-02" in printed.replace(" :", ":")


def test_unfavourable_facts_are_told(html):
    printed = section_of(html["en"], "facts")
    assert "is at hand for: Steps 1, 4, 5." in printed


def test_each_element_that_is_weighed_is_argued_both_ways(html):
    printed = section_of(html["en"], "analysis")
    for heading in ("Rule", "Application", "Conclusion on the element"):
        assert printed.count(heading) >= 4
    for heading in ("The case for", "The case against", "Counter-argument", "Open evidence"):
        assert printed.count(f"{heading} ") == 2
    assert printed.count("None of the reasons weighed speaks against this element.") >= 2


def test_rules_are_set_out_once(html):
    says = "A work is an intellectual achievement in literature, art or science"
    assert html["en"].count(says) == 1


def test_the_nearest_decision_of_each_outcome_is_always_discussed(html, snapshot):
    made = snapshot()
    printed = section_of(html["en"], "comparison")
    for outcome, heading in (("protected", "Best for"), ("not_protected", "Best against")):
        nearest = next(c for c in made.result.precedents if c.outcome == outcome)
        decision = made.decisions_by_slug[nearest.slug][0]
        assert decision.summary.en in printed[printed.index(heading) :]


def test_contested_docket_numbers_carry_their_mark_in_words(html, snapshot):
    made = snapshot()
    contested = [
        docket
        for compared in made.result.precedents
        for docket in made.decisions_by_slug[compared.slug][0].dockets
        if docket.mark not in ("A", "B", "H")
    ]
    printed = section_of(html["en"], "annex-search")
    assert contested
    for docket in contested:
        assert re.search(re.escape(docket.number) + r"[^;·]*\[[A-Z][a-z ]+\]", printed)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_percentage_of_anything_is_printed(html, language):
    assert not re.search(r"\d\s?[%％]", text_of(html[language]))


def test_what_nobody_said_of_client_and_firm_stays_blank(html, snapshot):
    assert re.search(r">To</th><td>\s*　\s*</td>", html["en"])
    filled = compose_memo(snapshot("en", client="Acme & Sons", firm="Example LLP")).html
    assert "Acme &amp; Sons" in filled
    assert filled.count("Example LLP") >= 2


def test_what_was_typed_is_text_and_never_markup(snapshot, record):
    hostile = "<script>alert(1)</script><img src=x onerror=y> {{ 7|add:7 }} {% now 'Y' %}"
    changed = {**record, "title": hostile, "steps": [{**record["steps"][1], "parent": None}]}
    changed["steps"][0] = {**record["steps"][0], "prompt": hostile}
    made = compose_memo(snapshot("en", changed)).html
    assert "<script" not in made
    assert "<img" not in made
    assert entities.escape(hostile) in made


def test_a_long_prompt_is_cut_and_the_cut_is_said(snapshot, record):
    steps = [*record["steps"]]
    steps[1] = {**steps[1], "prompt": "灯" * 100_000}
    made = compose_memo(snapshot("en", {**record, "steps": steps}))
    assert len(made.html) < 400_000
    assert "Only the first 1200 of 100000 characters are printed" in text_of(made.html)
    assert ("灯" * 100_000).encode() in made.attachments[0].content


def test_characters_without_a_glyph_are_shown_listed_and_kept(snapshot, record):
    steps = [*record["steps"]]
    steps[1] = {**steps[1], "prompt": "โคม \u202e😀"}
    made = compose_memo(snapshot("en", {**record, "steps": steps}))
    assert "⟨U+0E42⟩⟨U+0E04⟩⟨U+0E21⟩ ⟨U+202E⟩😀" in made.html
    assert "THAI CHARACTER SARA O" in section_of(made.html + "<h2 ", "annex-substitutes")
    assert "โคม".encode() in made.attachments[0].content


def test_without_substitutes_there_is_no_annex_of_them(html):
    assert "annex-substitutes" not in html["en"]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_barest_record_makes_a_whole_memo(snapshot, language):
    bare = load_data({"schema": "creation-record/1", "title": "空", "kind": "text"})
    made = compose_memo(snapshot(language, bare)).html
    assert len(re.findall("<h2 ", made)) == len(SECTIONS[language]) + 8
    assert not re.search(r">\s*None\s*<|\bNone[.;]", made)


def test_without_any_decision_the_memo_says_so(library, record):
    empty = replace(library, decisions=())
    made = snapshot_of(
        load_data(record), empty, language="en", day=dt.date(2026, 11, 22), matter=Matter()
    )
    printed = text_of(compose_memo(made).html)
    assert "Not compared: no decision in the library that granted protection" in printed
    assert "Not compared: no decision in the library that refused protection" in printed
    assert "No decided work was compared." in printed


def test_the_owner_of_each_part_of_a_film_is_named_and_every_role(snapshot):
    made = compose_memo(snapshot("en", load_data(FILM))).html
    owned = section_of(made, "ownership")
    assert "Text written by a person “script”: Writer" in owned
    assert "The prompted output: Studio" in owned
    assert owned.count("apart from the audiovisual work") == 1
    facts = section_of(made, "facts")
    assert "took part as helper, producer of the audiovisual work" in facts
    short = section_of(made, "answers")
    assert "Studio (The prompted output); Writer (Text written by a person “script”)" in short


@pytest.mark.parametrize(
    ("language", "unshown", "against", "stated"),
    [
        ("en", "does not yet show any owner", "Against it: contract: commission",
         "Contract (commission; date not stated; Writer, Client)"),
        ("zh-hans", "现有证据尚不能证明权利归谁", "合同（委托", "合同（委托"),
    ],
)  # fmt: skip
def test_a_stated_contract_is_a_fact_and_shows_no_owner(
    snapshot, language, unshown, against, stated
):
    made = compose_memo(snapshot(language, load_data(COMMISSIONED))).html
    for section in ("answers", "ownership", "conclusion"):
        assert unshown in section_of(made, section)
    assert against in section_of(made, "ownership")
    assert stated in section_of(made, "facts")


@pytest.mark.parametrize(
    ("language", "unlikely", "condition"),
    [
        ("en", "unlikely to be a work, so no owner is named", "prompted output, if it were a work"),
        ("zh-hans", "难以认定构成作品，故不列权利人", "由提示词生成的部分（如构成作品）"),
    ],
)
def test_of_a_part_that_is_unlikely_a_work_bases_stand_under_that_condition(
    snapshot, language, unlikely, condition
):
    owned = section_of(compose_memo(snapshot(language, load_data(BARE_PICTURE))).html, "ownership")
    assert owned.count(unlikely) == owned.count(condition) == 1
    assert "()" not in owned and "（）" not in owned


def test_a_contract_supports_only_what_it_is_linked_to(snapshot):
    exhibits = [{"id": "e1", "what": "contract", "made": "contemporaneous"}]
    made = compose_memo(snapshot("en", load_data({**COMMISSIONED, "evidence": exhibits}))).html
    taking_part = section_of(made, "facts").split("Those who took part")[1].split("Tools")[0]
    assert taking_part.count("[client statement only]") == 3


def test_counts_say_what_is_counted_and_the_method_what_is_done(snapshot):
    made = snapshot("en")
    printed = text_of(compose_memo(made).html)
    compared = len(made.result.precedents)
    assert f"Of the {len(made.places)} judged works in it, the nearest {compared} whose" in printed
    assert f"Judged works in the library, all of them {len(made.places)}" in printed
    assert "decisions from elsewhere are compared and never give a word" in printed
    assert "in one of six fixed words" in printed
