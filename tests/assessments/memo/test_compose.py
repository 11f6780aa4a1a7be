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
from assessments.memo.compose import SECTIONS, compose_memo
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
def test_sections_stand_in_their_order(html, language):
    found = re.findall(r'<h2 id="([a-z-]+)"', html[language])
    assert found[1 : 1 + len(SECTIONS)] == list(SECTIONS)
    assert "signature" not in found, "no firm issues it"


def test_english_headings_are_numbered_in_roman(html):
    assert headings(html["en"])[1:4] == [
        "I. Questions presented",
        "II. Short answers",
        "III. Documents reviewed",
    ]


def test_chinese_headings_are_numbered_without_letters(html):
    found = headings(html["zh-hans"])
    assert found[1:4] == ["一、 评估事项", "二、 结论摘要", "三、 所依据的资料"]
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


def letter_of(html: str) -> str:
    """The text of the letter, up to the cover."""
    return text_of(
        "</head>" + html[html.index('class="letter-page"') : html.index('class="cover"')]
    )


def test_letter_and_short_answers_start_with_the_conclusion_and_cite_nothing(html):
    answer = (
        "On the evidence available today, in my assessment “Lantern street at dusk” is unlikely"
    )
    assert section_of(html["en"], "answers").split("Short answers ")[1].startswith(answer)
    assert answer in letter_of(html["en"])
    start = html["en"].index('<h2 id="answers"')
    assert "#ta-" not in html["en"][start : html["en"].index("<h2 ", start + 1)]
    assert "#ta-" not in html["en"][: html["en"].index('class="cover"')]


@pytest.mark.parametrize(
    ("language", "firm", "maker"),
    [
        ("en", "You asked us whether", "This is my own assessment, not signed by a lawyer"),
        ("zh-hans", "本所接受贵方委托，就《Lantern", "本件系本人就《Lantern street at dusk》"),
    ],
)
def test_a_firm_speaks_where_it_issues_the_memo_and_else_the_maker(snapshot, language, firm, maker):
    issued = letter_of(compose_memo(snapshot(language, firm="Example LLP")).html)
    own = letter_of(compose_memo(snapshot(language)).html)
    assert firm in issued and maker not in issued
    assert maker in own and firm not in own
    if language == "zh-hans":
        assert "本所律师" in issued and "本所律师" not in own


def test_every_fact_says_what_supports_it(html):
    printed = section_of(html["en"], "facts")
    work = printed.split(" The Work ")[1].split("Those who took part")[0]
    assert "The work is called “Lantern street at dusk” and is a picture." in work
    assert work.strip().endswith("[my statement only]")
    assert re.search(r"part of its expression shows in the result\. \[linked: ?E-03 ?\]", printed)
    assert "not carried by: E-02" in printed.replace(" :", ":")


def test_unfavourable_facts_are_told(html):
    printed = section_of(html["en"], "analysis")
    assert "No exhibit is linked to Rounds 1, 5. Whoever claims a work has to prove" in printed
    assert "which carries no fact by itself: Round 4 (" in printed


def test_what_nobody_disputes_takes_one_paragraph_and_the_rest_is_argued(html):
    printed = section_of(html["en"], "analysis")
    undisputed = printed.split("A. Field and form")[1].split("B. What the making shows")[0]
    assert len(undisputed.split()) < 100
    assert printed.count("Originality: On the evidence:") == 1
    assert printed.count("Intellectual achievement: On the evidence:") == 1
    assert "D. What the other side would say" in printed
    assert printed.count("Reply: ") >= 2


def test_rules_are_set_out_once(html):
    says = "A work is an intellectual achievement in literature, art or science"
    assert html["en"].split('<div class="annexes">')[0].count(says) == 1
    wording = (
        "本法所称的作品，是指文学、艺术和科学领域内具有独创性并能以一定形式表现的智力成果，包括："
    )
    assert [html[language].count(wording) for language in ("en", "zh-hans")] == [1, 1]


def test_decisions_of_both_outcomes_are_set_beside_this_case(html, snapshot):
    made = snapshot()
    printed = section_of(html["en"], "comparison")
    favour, against = printed.split(" Against ")
    slugs = {c.slug for c in made.result.precedents}
    for text, outcome, count in ((favour, "protected", 1), (against, "not_protected", 2)):
        told = [
            decision
            for slug, (decision, judged) in made.decisions_by_slug.items()
            if judged is not None and judged.outcome == outcome
            and slug in slugs | {"bic-cat-pendant-2025"} and decision.summary.en in text
        ]  # fmt: skip
        assert len({d.slug for d in told}) == count
        assert all(d.jurisdiction == "CN" for d in told)


def test_doubts_of_sources_stand_in_the_working_papers_alone(snapshot):
    made = snapshot()
    opinion = text_of(compose_memo(made).html)
    papers = text_of(compose_memo(made, "papers").html)
    contested = [
        docket.number
        for compared in made.result.precedents
        for docket in made.decisions_by_slug[compared.slug][0].dockets
        if docket.mark not in ("A", "B", "H")
    ]
    assert contested
    assert [number for number in contested if number in opinion] == []
    assert [number for number in contested if number not in papers] == []
    assert "Sources differ:" in papers and "Sources differ:" not in opinion
    assert "Claim to evidence" in papers and "Claim to evidence" not in opinion


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_scores_stand_in_the_annex_of_the_method_alone(html, language):
    body = html[language][: html[language].index('<h2 id="annex-method"')]
    assert not re.search(r"[0-4] (?:of|/) ?4\b(?! results)|4分", text_of(body))
    assert "<svg" not in body


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_no_percentage_of_anything_is_printed(html, language):
    assert not re.search(r"\d\s?[%％]", text_of(html[language]))


def test_what_was_said_of_client_and_firm_is_text(snapshot):
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
    # Nothing is there to secure, so there is no plan of preservation.
    assert len(re.findall("<h2 ", made)) == len(SECTIONS) - 1 + 8
    assert "plan of preservation" not in made and "证据固定方案" not in made
    assert not re.search(r">\s*None\s*<|\bNone[.;]", made)


def test_without_any_decision_the_memo_says_so(library, record):
    empty = replace(library, decisions=())
    made = snapshot_of(
        load_data(record), empty, language="en", day=dt.date(2026, 11, 22), matter=Matter()
    )
    printed = text_of(compose_memo(made).html)
    assert (
        "Not compared: no decision of the mainland of China in the library that granted protection"
        in printed
    )
    assert (
        "Not compared: no decision of the mainland of China in the library that refused" in printed
    )
    assert "No decided work was compared." in printed


def test_the_owner_of_each_part_of_a_film_is_named_and_every_role(snapshot):
    made = compose_memo(snapshot("en", load_data(FILM))).html
    owned = section_of(made, "ownership")
    assert "Text or code written by a person “script”: Writer" in owned
    assert "The prompted output: Studio" in owned
    assert owned.count("apart from the audiovisual work") == 1
    facts = section_of(made, "facts")
    assert "took part as helper, producer of the audiovisual work" in facts
    short = letter_of(made)
    assert (
        "Studio (The prompted output); Writer (Text or code written by a person “script”)" in short
    )


@pytest.mark.parametrize(
    ("language", "unshown", "against", "stated"),
    [
        ("en", "does not yet show any owner", "Against it: contract: commission",
         "Contract (commission; date not stated; Writer, Client)"),
        ("zh-hans", "现有证据尚不能证明著作权归属", "合同（委托", "合同（委托"),
    ],
)  # fmt: skip
def test_a_stated_contract_is_a_fact_and_shows_no_owner(
    snapshot, language, unshown, against, stated
):
    made = compose_memo(snapshot(language, load_data(COMMISSIONED))).html
    assert unshown in letter_of(made)
    assert unshown in section_of(made, "ownership")
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
    assert "E-01" not in taking_part
    assert taking_part.count("[my statement only]") == 1


def test_counts_say_what_is_counted_and_the_method_what_is_done(snapshot):
    made = snapshot("en")
    printed = text_of(compose_memo(made).html)
    compared = len(made.result.precedents)
    assert f"{compared} judged works compared" in printed
    assert f"the library of this application: {len(made.places)} judged works" in printed
    assert f"Judged works in the library, all of them {len(made.places)}" in printed
    assert "decisions from elsewhere are compared and never give a word" in printed
    assert "in one of six fixed words" in printed
