"""What a partner who checks every citation would refuse to sign, point by point: A7 to A14.

Each point is read in the memos of every record, in both languages; what needs a fact that no
record has is read in one that has it.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import translation

from assessments.memo import document as d
from assessments.memo import levels
from assessments.memo.build import MemoBuilder
from assessments.memo.issues import issue_rules
from assessments.memo.sections import disputes, law
from assessments.memo.sections.cases import adverse
from assessments.memo.weak_facts import weak_facts
from assessments.typesetting.pdf import page_count
from cases import library as files
from cases.record import load
from tests.support.memo_documents import (
    COMPANY,
    LANGUAGES,
    Composed,
    opinion_of,
    runs,
    tables,
    text_of,
)
from tests.support.pdf_text import page_texts

LONGEST_BODY = 15  # pages, from the letter to the page of signatures
PICTURE: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "Heron",
    "kind": "image",
    "parties": [{"id": "p", "name": "Chen", "kind": "person", "role": "author"}],
}


class TestA7ReasonsAreFacts:
    def test_each_counter_argument_names_facts_and_has_a_reply(
        self, opinions: list[Composed]
    ) -> None:
        named = set()
        for memo in opinions:
            with translation.override(memo.language):
                build = MemoBuilder(memo.made)
                for fact in weak_facts(build):
                    named.add(fact.name)
                    said = text_of(disputes.charge(build, fact))
                    assert re.search(r"\d", said) or fact.name in ("random", "contradicted")
                blocks = disputes.disputes(build)
            assert len(blocks) == 2 * len(weak_facts(build))
        assert {"rerolls", "random", "third_party", "unshown", "self_appraised"} <= named
        assert set(issue_rules().weak_facts) >= named

    def test_adverse_decisions_are_set_fact_against_fact(self, opinions: list[Composed]) -> None:
        compared = 0
        for memo in opinions:
            with translation.override(memo.language):
                slugs = adverse(MemoBuilder(memo.made))
            assert len(slugs) <= 2
            for table in tables(memo.section("comparison")):
                for row in table.rows:
                    compared += 1
                    assert all(text_of(cell) for cell in row.cells)
        assert compared > 50

    def test_the_exhibits_of_a_reply_carry_only_where_somebody_saw_them(
        self, snapshot: Any
    ) -> None:
        texts = opinion_of(snapshot("en", load(COMPANY))).texts("analysis")
        assert any("yet to be produced and examined" in text and "E-01" in text for text in texts)
        assert not any("carry other steps" in text for text in texts)


class TestA8DutiesAreOfThoseWhoOweThem:
    def test_each_names_who_owes_it_and_burdens_are_none(self, opinions: list[Composed]) -> None:
        owed = {"the user", "the provider of the service", "the platform"}
        owed |= {"使用者", "服务提供者", "平台"}
        seen = set()
        for memo in opinions:
            for table in tables(memo.section("duties")):
                for row in table.rows:
                    assert text_of(row.cells[1]) in owed
                    seen.add(text_of(row.cells[1]))
            named = {k for issue in memo.section("law").blocks[1:] if isinstance(issue, d.Paragraph)
                   and text_of(issue.inlines).startswith(("Labels", "生成内容标识"))
                   for i in issue.inlines if isinstance(i, d.AuthorityReference)
                   for k in [i.key]}  # fmt: skip
            assert not any(key.startswith("prc-copyright-law") for key in named)
        assert len(seen) >= 4

    def test_a_providers_duty_is_no_risk_of_the_client(self, snapshot: Any) -> None:
        memo = opinion_of(snapshot("en", load(COMPANY)))
        texts = memo.texts("duties")
        assert "the provider of the service" in texts and "the user" in texts
        assert not any("Other people's material" in text for text in texts)
        assert not any(t.startswith("Label in the metadata") for t in memo.texts("risks"))


class TestA9ExhibitsHaveTheClassOfTheLaw:
    def test_web_terms_and_recordings_are_electronic_data(self, snapshot: Any) -> None:
        pieces = [
            {"id": f"e{n}", "what": what, "made": "contemporaneous"}
            for n, what in enumerate(("terms", "screen_recording"), 1)
        ]
        memo = opinion_of(snapshot("en", {**PICTURE, "evidence": pieces}))
        assert _classes(memo) == ["electronic data", "electronic data"]

    def test_a_layered_file_is_electronic_and_a_statement_a_statement(
        self, opinions: list[Composed]
    ) -> None:
        expected = {
            "layered_file": ("electronic data", "电子数据"),
            "statement": ("statement of a party", "当事人的陈述"),
            "contract": ("documentary evidence", "书证"),
        }
        seen = set()
        for memo in opinions:
            pieces = memo.made.record.evidence
            for piece, word in zip(pieces, _classes(memo), strict=True):
                if piece.what in expected:
                    seen.add(piece.what)
                    # Of a contract of which nobody says whether it is on paper, both are said.
                    assert word.startswith(expected[piece.what])
        assert seen == set(expected)

    def test_the_weight_of_a_statement_has_its_rules(self, opinions: list[Composed]) -> None:
        for memo in opinions:
            keys = d.mentions((memo.section("law"),))
            assert {"civil-evidence-provisions-2019-90", "prc-civil-procedure-law-78"} <= set(keys)


def _classes(memo: Composed) -> list[str]:
    for table in tables(memo.section("annex-evidence")):
        titles = [text_of(column.title) for column in table.columns]
        for name in ("Class of evidence", "证据种类"):
            if name in titles:
                return [text_of(row.cells[titles.index(name)]) for row in table.rows]
    return []


class TestA10CalligraphyIsFineArt:
    INSCRIPTION = {
        **PICTURE,
        "steps": [
            {"id": "s1", "by": "p", "action": "write", "extent": "local", "intent": "手书题款",
             "adds": ["wording"], "effect": "as_intended"},
        ],
    }  # fmt: skip

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_writing_by_hand_in_a_picture_is_not_refused(
        self, snapshot: Any, language: str
    ) -> None:
        memo = opinion_of(snapshot(language, self.INSCRIPTION))
        (layer,) = memo.made.result.layers
        assert levels.layer_level(memo.made, layer, "claimed") not in ("none", "unlikely")
        row = tables(memo.section("scope"))[0].rows[0]
        assert "calligraphy" in text_of(row.cells[1]) or "书法" in text_of(row.cells[1])
        assert "prc-implementing-regulations-4-8" in d.mentions(memo.parts)

    def test_no_text_by_a_person_in_a_picture_is_a_written_work_alone(
        self, opinions: list[Composed]
    ) -> None:
        checked = 0
        for memo in opinions:
            kinds = {layer.layer for layer in memo.made.result.layers}
            if memo.made.record.kind == "image" and "human_text" in kinds:
                checked += 1
                cells = [text_of(r.cells[1]) for r in tables(memo.section("scope"))[0].rows]
                assert any("calligraphy" in cell or "书法" in cell for cell in cells)
        assert checked


class TestA11NotesOfResearchAreNotForTheClient:
    def test_doubts_of_the_sources_stand_in_the_working_papers(
        self, composed: list[Composed]
    ) -> None:
        decisions = files.load_all()
        doubts = [text for one in decisions for text in one.discrepancies]
        dockets = {docket.number for one in decisions for docket in one.dockets
                   if docket.mark not in ("A", "B", "H")}  # fmt: skip
        noted = 0
        for memo in composed:
            text = "\n".join(memo.texts())
            found = [note.en for note in doubts if note.en in text or note.zh in text]
            found += [number for number in dockets if number in text]
            if memo.form == "papers":
                noted += len(found)
            else:
                assert found == [], memo.form
                assert "Sources differ" not in text and "来源不一致" not in text
        assert noted > 20


class TestA12LengthIsForContent:
    def test_field_and_form_take_one_paragraph(self, opinions: list[Composed]) -> None:
        for memo in opinions:
            blocks = memo.section("analysis").blocks
            heads = [n for n, b in enumerate(blocks) if isinstance(b, d.Heading) and b.id]
            if heads and getattr(blocks[heads[0]], "id", "") == "analysis-undisputed":
                assert heads[1] - heads[0] == 2

    def test_no_score_stands_before_the_annexes(self, opinions: list[Composed]) -> None:
        for memo in opinions:
            for section in memo.built.sections:
                for text in memo.texts(section.id):
                    assert not re.search(r"\d+\s*/\s*100|得分|score|[0-4]/4\b", text), text

    def test_decisions_elsewhere_are_cut_to_a_page(
        self, snapshot: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert law.MAX_COMPARED <= 8
        monkeypatch.setattr(law, "MAX_COMPARED", 2)
        section = opinion_of(snapshot("en", load(COMPANY))).section("annex-elsewhere")
        assert len(section.blocks) == 1 + 2, "what it is for, and two decisions"

    def test_the_body_of_an_ordinary_memo_has_fifteen_pages(self, pdf: dict[str, bytes]) -> None:
        for content in pdf.values():
            pages = page_texts(content)
            signed = next(n for n, text in enumerate(pages, 1)
                          if "holdsnofurthertext" in text
                          or "本页无正文" in text)  # fmt: skip
            assert signed <= LONGEST_BODY
            assert page_count(content) == len(pages)


class TestA13ChineseIsThatOfTheProfession:
    WRONG = (
        *("本意见认为", "本意见倾向", "受委托人委托", "决定性理由", "操作日志", "提示生成的内容"),
        *("该项手工修改增加了", "账户历史记录", "AI标识案", "不予受理", "是否生效不明"),
        *("已生效。二审维持", "终审上诉", "其用户协议未对", "意见书编号：", "可区分", "无制作者"),
        *("法律意见备忘录", "反映具体步骤"),
    )

    def test_no_refused_phrase_is_printed(self, composed: list[Composed]) -> None:
        decided = "\n".join(holding.says.zh for one in files.load_all() for holding in one.holdings)
        for memo in composed:
            if memo.language != "zh-hans":
                continue
            for text in memo.texts():
                for wrong in self.WRONG:
                    assert wrong not in text or text in decided, (wrong, text)
                assert not re.search(r"按[^。：]{1,6}：[是否]。", text), text

    @pytest.mark.parametrize(
        ("firm", "speaks"), [("大成律师事务所", "本所律师"), ("", "本人")]
    )  # fmt: skip
    def test_the_voice_is_the_firms_or_the_makers(
        self, snapshot: Any, firm: str, speaks: str
    ) -> None:
        memo = opinion_of(snapshot("zh-hans", load(COMPANY), firm=firm))
        for key in ("letter", "answers", "conclusion"):
            text = "\n".join(memo.texts(key))
            assert speaks in text
            assert ("本人认为" in text or "本人倾向" in text) == (not firm)

    def test_nothing_is_said_to_follow_a_decision_that_is_no_guiding_case(
        self, opinions: list[Composed]
    ) -> None:
        for memo in opinions:
            if memo.language == "zh-hans":
                assert not any("遵循" in text for text in memo.texts("comparison", "annex-search"))


class TestA14TypeIsSetWithCare:
    def test_no_doubled_stop_no_stray_space_no_doubled_article(
        self, composed: list[Composed]
    ) -> None:
        for memo in composed:
            for section in memo.parts:
                if section.id == "annex-ledger":
                    continue
                for run in runs(section.blocks):
                    text = text_of(run)
                    wrong = r"(?<!\.)\.\.(?!\.)|。。|：：|::|；。|\(\)|（）|\bat The\b|，。|、。"
                    assert not re.search(wrong, text), text
                    if memo.language == "zh-hans":
                        assert not re.search(r"[\u4e00-\u9fff] （|） [\u4e00-\u9fff]", text), text

    def test_columns_leave_room(self, composed: list[Composed]) -> None:
        for memo in composed:
            for section in memo.parts:
                for table in tables(section):
                    widths = [column.width for column in table.columns]
                    assert sum(widths) <= 100 - 10 * widths.count(0)

    def test_a_citation_breaks_at_its_spaces_only(self, settings: Any) -> None:
        sheet = (settings.BASE_DIR / "static" / "css" / "memo.css").read_text("utf-8")
        (rule,) = re.findall(r"\.cite \{([^}]*)\}", sheet)
        assert "overflow-wrap: normal" in rule and "hyphens: none" in rule
