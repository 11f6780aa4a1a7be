"""What a partner who checks every citation would refuse to sign, point by point: A1 to A6.

Read in the memos of every record, both languages; A7 to A14 stand in `test_checklist_form`.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils import translation

from assessments.engine.codes import BASES, Basis
from assessments.exhibits.references import ExhibitIndex
from assessments.memo import document as d
from assessments.memo import levels, scope
from assessments.memo.build import MemoBuilder
from assessments.memo.opening import owners_text
from assessments.memo.ownership import ownership
from assessments.memo.sections import voice
from assessments.memo.sections.letter import owner_line
from assessments.memo.speaker import speaking
from assessments.typesetting.dates import day
from cases import library as files
from cases.law.loading import HOME, load_law
from cases.law.validity import article
from cases.record import load, load_data
from tests.support.memo_documents import (
    COMPANY,
    Composed,
    blocks_of,
    codes_in,
    opinion_of,
    runs,
    tables,
    text_of,
)

RULES_OF_PROOF = {
    *(f"civil-evidence-provisions-2019-{n}" for n in (14, 15, 90, 93, 94, 95)),
    *("prc-civil-procedure-law-66", "prc-civil-procedure-law-78"),
    "civil-procedure-interpretation-2022-116",
}
PICTURE: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "Heron",
    "kind": "image",
    "parties": [{"id": "p", "name": "Chen", "kind": "person", "role": "author"}],
}
BARE = {
    **PICTURE,
    "tools": [{"id": "t", "name": "Tool", "does": "text_to_image"}],
    "steps": [{"id": "s1", "action": "generate", "tool": "t", "prompt": "cat"}],
}


class TestA1EvidenceIsCitedOnlyForWhatALinkSays:
    def test_behind_steps(self, composed: list[Composed]) -> None:
        checked, wrong = 0, []
        for memo in composed:
            index = ExhibitIndex(memo.made.record, memo.made.held)
            steps = {step.id: step for step in memo.made.record.steps}
            for section in memo.parts:
                for run in runs(section.blocks):
                    last: tuple[str, ...] = ()
                    for inline in run:
                        if isinstance(inline, d.StepReference):
                            last = inline.steps
                        if not (isinstance(inline, d.Span) and codes_in((inline,)) and last):
                            continue
                        for name in last:
                            found = index.support_of(steps[name])
                            linked = {
                                *found.carried_by,
                                *found.illustrated_by,
                                *found.not_held,
                            }
                            checked += 1
                            if not codes_in((inline,)) <= linked:
                                wrong.append((section.id, text_of(run)))
        assert checked > 100
        assert wrong == []

    def test_behind_people_tools_and_contracts(self, opinions: list[Composed]) -> None:
        checked, wrong = 0, []
        for memo in opinions:
            record, index = memo.made.record, ExhibitIndex(memo.made.record, memo.made.held)
            for run in runs(memo.section("facts").blocks):
                text, cited = text_of(run), codes_in(run)
                if any(isinstance(inline, d.StepReference) for inline in run):
                    continue
                linked = {e for p in record.parties if p.name in text for e in p.evidence}
                linked |= {e for t in record.tools if t.name in text for e in t.terms_evidence}
                if "ontract" in text or "合同" in text:
                    linked |= {e for contract in record.contracts for e in contract.evidence}
                if re.search(r"Input \d|素材\d", text):
                    linked |= {e for item in record.inputs for e in item.evidence}
                linked |= {piece.id for piece in record.evidence if piece.examined_by}
                known = {index.code(name) for name in linked if name in index.evidence}
                checked += len(cited)
                if not cited <= known:
                    wrong.append(text)
        assert checked > 5
        assert wrong == []

    def test_behind_an_owner(self, opinions: list[Composed]) -> None:
        """A contract with a stranger shows nothing of who owns the work."""
        checked = 0
        for memo in opinions:
            record, index = memo.made.record, ExhibitIndex(memo.made.record, memo.made.held)
            for row in (r for t in tables(memo.section("ownership")) for r in t.rows):
                of_owner = [p for p in record.parties if p.name in text_of(row.cells[1])]
                ids = {p.id for p in of_owner}
                linked = {e for p in record.parties for e in p.evidence if p.id in ids}
                linked |= {
                    e for c in record.contracts for e in c.evidence
                    if ids & set(c.parties) or "E-" in text_of(row.cells[2])
                    and any(p.role == "commissioner" and p.id in c.parties for p in record.parties)
                }  # fmt: skip
                linked |= {e for step in record.steps for e in step.evidence if step.by in ids}
                linked |= {e for item in record.inputs for e in item.evidence}
                linked |= {
                    p.id for p in record.evidence if p.shows_steps or p.what == "registration"
                }
                checked += len(codes_in(row.cells[2]))
                known = {index.code(name) for name in linked if name in index.evidence}
                assert codes_in(row.cells[2]) <= known, text_of(row.cells[2])
        assert checked


class TestA2OwnershipWorksThroughTheFactsThatDecideIt:
    def test_each_basis_has_its_conditions_and_its_rule(self, opinions: list[Composed]) -> None:
        bases = 0
        for memo in opinions:
            with translation.override(memo.language):
                found = ownership(MemoBuilder(memo.made))
            for basis in found.bases:
                bases += 1
                assert basis.conditions and basis.cited, memo.made.record.title
                if basis.code == "legal_entity_work":
                    assert len(basis.conditions) >= 3, "hosted, its will, its responsibility"
            section = memo.section("ownership")
            printed = [text_of(row.cells[2]) for table in tables(section) for row in table.rows]
            for basis in found.bases:
                assert any(
                    all(condition.text in text for condition in basis.conditions)
                    for text in printed
                )
        assert bases > 20

    def test_whoever_hosts_or_commissions_is_dealt_with(self, opinions: list[Composed]) -> None:
        seen = set()
        for memo in opinions:
            text = "\n".join(memo.texts("ownership"))
            for party in memo.made.record.parties:
                if party.role in ("host", "commissioner"):
                    seen.add(party.role)
                    assert party.name in text, (memo.made.record.title, party.role)
                if party.role == "host":
                    found = tables(memo.section("ownership"))
                    assert party.name in {text_of(r.cells[1]) for one in found for r in one.rows}
        assert seen == {"host", "commissioner"}

    def test_a_commission_brings_the_use_that_stays_with_the_commissioner(
        self, opinions: list[Composed]
    ) -> None:
        checked = 0
        for memo in opinions:
            with translation.override(memo.language):
                found = ownership(MemoBuilder(memo.made))
            if not any(basis.code == "commissioned_work" for basis in found.bases):
                continue
            checked += 1
            named = d.mentions((memo.section("ownership"),))
            assert {"prc-copyright-law-19", "spc-copyright-interpretation-2020-12"} <= set(named)
            text = "\n".join(memo.texts("ownership"))
            assert "specific purpose of the commission" in text or "特定目的范围内" in text
        assert checked >= 2

    def test_what_a_silent_contract_says_is_printed_beside_its_exhibit(self, snapshot: Any) -> None:
        memo = opinion_of(snapshot("zh-hans", load(COMPANY)))
        assert "E-04：委托合同，未约定著作权归属" in memo.texts("ownership")

    def test_who_was_employed_is_asked_and_the_law_of_employment_named(self, snapshot: Any) -> None:
        employed = {
            **PICTURE,
            "parties": [
                {"id": "p", "name": "Chen", "kind": "person", "role": "author"},
                {"id": "o", "name": "Studio", "kind": "organisation", "role": "employer"},
            ],
            "steps": [{"id": "s1", "by": "p", "action": "edit", "extent": "substantial"}],
        }
        memo = opinion_of(snapshot("en", employed))
        assert "prc-copyright-law-18" in d.mentions((memo.section("ownership"),))
        assert "Studio" in "\n".join(memo.texts("ownership"))

    def test_an_owner_is_never_shown_by_statements(self, opinions: list[Composed]) -> None:
        for memo in opinions:
            with translation.override(memo.language):
                for basis in ownership(MemoBuilder(memo.made)).bases:
                    if not basis.support.carried_by and basis.code != "presumption":
                        assert basis.proved not in ("Met", "成立"), memo.made.record.title


class TestA3NoConclusionClaimsMoreThanTheBody:
    def test_the_level_is_that_of_the_weakest(self, opinions: list[Composed]) -> None:
        for made in (memo.made for memo in opinions if memo.language == "en"):
            for basis in BASES:
                level = levels.opinion_level(made, basis)
                if level == "reserved":
                    continue
                rank, answer = levels.ORDER.index(level), made.result.answer(basis)
                assert rank <= levels.ORDER.index(levels.OF_CONCLUSION[answer.conclusion])
                for part in levels.opinions(made, basis):
                    for layer in part.layers:
                        assert part.level == levels.layer_level(made, layer, basis)
                        if layer.layer in ("prompted_output", "prompt"):
                            assert levels.ORDER.index(part.level) <= levels.ORDER.index("should")
                        if made.record.inputs and "third_party" in levels.limits(
                            made, layer, basis
                        ):
                            assert levels.ORDER.index(part.level) <= levels.ORDER.index("likelier")
                examined = made.record.evidence and all(
                    piece.examined_by for piece in made.record.evidence
                )
                if basis == "proved" and made.result.evidence_basis == "described" and not examined:
                    assert rank <= levels.ORDER.index("likelier")

    def test_letter_answers_and_conclusion_say_the_same_with_its_scope(
        self, opinions: list[Composed]
    ) -> None:
        for memo in opinions:
            with translation.override(memo.language), speaking(memo.made.matter):
                build = MemoBuilder(memo.made)
                proved = voice.overall(build, "proved")
                claimed = voice.overall(build, "claimed")
            for key in ("letter", "answers", "conclusion"):
                text = "\n".join(memo.texts(key))
                assert proved in text
            assert claimed in "\n".join(memo.texts("answers"))
            assert claimed not in "\n".join(memo.texts("conclusion")), "said once"

    def test_the_conclusion_answers_what_the_short_answers_do_not(
        self, opinions: list[Composed]
    ) -> None:
        """Whose it is and which duties are not met; reserved is only what is named as open."""
        reserved = {"en": "is reserved until", "zh-hans": "查明之前发表保留意见"}
        kinds = set()
        for memo in opinions:
            with translation.override(memo.language), speaking(memo.made.matter):
                owner = owner_line(owners_text(MemoBuilder(memo.made)))
            said = "\n".join(memo.texts("conclusion"))
            assert owner in said
            assert owner not in "\n".join(memo.texts("answers"))
            is_open = bool(memo.made.result.ownership.open_questions)
            assert (reserved[memo.language] in said) == is_open
            kinds.add(is_open)
        assert kinds == {True, False}

    def test_no_word_for_an_element_is_surer_than_its_level(self, opinions: list[Composed]) -> None:
        bare = {"en": ("Met", "Not met"), "zh-hans": ("符合", "不符合")}
        for memo in opinions:
            found = tables(memo.section("answers"))
            bases: tuple[tuple[int, Basis], ...] = ((0, "proved"), (1, "claimed"))
            for number, basis in bases:
                of_two = len(found) == 2
                rows, column = (found[number].rows, 1) if of_two else (found[0].rows, number + 1)
                elements = levels.element_levels(memo.made, basis).values()
                for row, level in zip(rows, elements, strict=True):
                    if level not in ("will", "none"):
                        assert text_of(row.cells[column]) not in bare[memo.language]


class TestA4TheLawIsCompleteAndOfTheDay:
    def test_it_opens_with_what_is_open_and_holds_the_rules_of_proof(
        self, opinions: list[Composed]
    ) -> None:
        for memo in opinions:
            keys = list(d.mentions((memo.section("law"),)))
            assert keys[0] == "spc-ai-opinion-2026"
            assert RULES_OF_PROOF | {"prc-copyright-law-54"} <= set(keys)
            of_scope = set(d.mentions((memo.section("scope"),)))
            wanted = {f"prc-copyright-law-{n}" for n in (10, 22, 23)}
            nothing = scope.is_nothing_a_work(memo.made)
            assert wanted & of_scope == (set() if nothing else wanted)
            assert not any(key.startswith("internet-courts") for key in keys)

    def test_wording_is_quoted_once_to_the_letter_in_its_version(
        self, opinions: list[Composed]
    ) -> None:
        law, checked, outdated = load_law(), 0, set()
        for memo in opinions:
            quoted: dict[str, int] = {}
            for block in blocks_of(memo.section("annex-law").blocks):
                if not isinstance(block, d.Quotation):
                    continue
                (key,) = (i.key for i in block.source if isinstance(i, d.AuthorityReference))
                found = article(key, memo.made.dated, law)
                version = found.version or found.article.versions[-1]
                assert "\n".join(block.lines) == "\n".join(version.texts)
                said = text_of(block.source)
                if found.version is None:
                    outdated.add(key)
                    assert "before the amendment" in said or "修正施行前" in said
                for item in found.article.renumbered:
                    assert item.in_text in said and item.now.zh in said or item.now.en in said
                quoted[key] = quoted.get(key, 0) + 1
                checked += 1
            assert set(quoted.values()) == {1}
            for section in memo.parts:
                if section.id != "annex-law":
                    kinds = {type(block) for block in blocks_of(section.blocks)}
                    assert d.Quotation not in kinds
        assert checked > 100
        assert "spc-copyright-interpretation-2020-12" in outdated

    def test_every_rule_that_is_cited_has_its_wording_or_what_it_says_in_the_annex(
        self, opinions: list[Composed]
    ) -> None:
        law = load_law()
        for memo in opinions:
            cited = d.mentions(memo.built.sections)
            home = {k for k in cited if k in law.articles
                    and law.instrument_of[k].jurisdiction == HOME}  # fmt: skip
            annexed = set(d.mentions((memo.section("annex-law"),)))
            assert home <= annexed, home - annexed

    def test_material_of_others_brings_the_decisions_on_infringement(self, snapshot: Any) -> None:
        memo = opinion_of(snapshot("en", load(COMPANY)))
        wanted = {
            *("jinshan-medusa-2025", "tongzhou-image-to-image-2025"),
            *("hangzhou-ultraman-2024", "guangzhou-ultraman-2024"),
        }
        assert wanted <= set(d.mentions((memo.section("law"),)))


class TestA5TheSearchReportIsOneThatALawyerCanCheck:
    def test_it_claims_no_currency_and_has_a_box_for_each(self, opinions: list[Composed]) -> None:
        listed = 0
        for memo in opinions:
            report = memo.section("annex-search")
            texts = memo.texts("annex-search")
            boxes = [text for text in texts if text.startswith("□")]
            if len(tables(report)) > 1:
                rows = tables(report)[1].rows
                listed += len(rows)
                assert len(boxes) == len(rows)
                for row in rows:
                    (key,) = d.mentions((d.Section(id="", number="", title="", blocks=(
                        d.Paragraph(inlines=row.cells[1]),)),))  # fmt: skip
                    decision, _ = memo.made.decisions_by_slug[key]
                    with translation.override(memo.language):
                        assert day(decision.last_verified) in text_of(row.cells[1])
                assert all(text_of(row.cells[2]) and text_of(row.cells[3]) for row in rows)
                assert "spc-ai-opinion-2026-19" in d.mentions((report,))
                result = next(t for t in texts if "cited only" in t or "仅作引用" in t)
                numbers = [int(n) for n in re.findall(r"\d+", result)]
                assert len(rows) == sum(numbers[-2:]), "compared and cited make up the list"
        assert listed > 50


class TestA6NothingContradictsItself:
    def test_silence_is_no_statement(self, opinions: list[Composed]) -> None:
        for memo in opinions:
            if memo.made.record.published is None:
                text = "\n".join(memo.texts())
                assert "尚未发布" not in text and "not published yet" not in text

    def test_an_intent_and_a_choice_that_are_recorded_are_not_denied(
        self, opinions: list[Composed]
    ) -> None:
        for memo in opinions:
            steps, text = memo.made.record.steps, "\n".join(memo.texts("facts", "analysis"))
            if any(step.intent for step in steps):
                assert "已确定的内容未予说明" not in text
            if any(step.criteria and step.kept for step in steps):
                assert "took what came" not in text and "来者不拒" not in text

    def test_a_finding_on_the_evidence_has_evidence(self, opinions: list[Composed]) -> None:
        for memo in opinions:
            if memo.language != "en":
                continue
            by_work = set(memo.made.by_work or ())
            with translation.override("en"):
                found = memo.made.result.proved.findings
            has_evidence = any(
                piece.what not in ("statement", "reconstruction")
                for piece in memo.made.record.evidence
            )
            for level in found.values():
                if level.level > 0 and level.because not in by_work and not has_evidence:
                    assert level.because.endswith((".presumed", ".claimed_not_needed")), level

    def test_law_elsewhere_stands_in_its_annex_only(self, opinions: list[Composed]) -> None:
        law = load_law()
        places = {decision.slug: decision.jurisdiction for decision in files.load_all()}
        for memo in opinions:
            for key in d.mentions(memo.built.sections):
                base = next((s for s in places if key == s or key.startswith(f"{s}-")), "")
                home = law.instrument_of[key].jurisdiction if key in law.articles else places[base]
                assert home == HOME, key

    def test_no_question_and_no_authority_stands_twice(self, opinions: list[Composed]) -> None:
        for memo in opinions:
            lists = [b for b in blocks_of(memo.section("ownership").blocks)
                     if isinstance(b, d.List) and b.ordered]  # fmt: skip
            items = [text_of(item) for block in lists for item in block.items]
            assert len(items) == len(set(items))
            rows = [r for t in tables(memo.section("annex-authorities")) for r in t.rows]
            names = [text_of(row.cells[0]) for row in rows]
            assert len(names) == len(set(names))

    def test_what_is_no_work_is_not_recommended_for_registration(self, snapshot: Any) -> None:
        memo = opinion_of(snapshot("en", load_data(BARE)))
        told = {section.id for section in memo.parts} & {"risks", "preservation"}
        assert not any("registration" in text for text in memo.texts(*told))

    def test_one_word_for_one_footing(self, opinions: list[Composed]) -> None:
        for memo in opinions:
            if memo.language == "zh-hans":
                text = "\n".join(t for s in memo.built.sections for t in memo.texts(s.id))
                assert not re.search(r"按(证明|主张|陈述|证据)[，：。]", text)
