"""What a partner looks for who checks a memo before signing: reasons, decisions, who speaks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import translation

from assessments.memo import analysis, comparison
from assessments.memo.build import MemoBuilder, finality_text
from assessments.memo.citing import cites
from assessments.memo.document import AuthorityReference
from assessments.memo.sections import actions, cases, fact_sheet
from assessments.memo.sections.disputes import charge
from assessments.memo.speaker import speaking
from assessments.memo.weak_facts import weak_facts
from tests.support.memo_documents import opinion_of, runs, text_of

# A text that a tool drafted and a person rewrote; nothing of it is shown.
REWRITTEN: dict[str, Any] = {
    "schema": "creation-record/1",
    "title": "The watch mender",
    "kind": "text",
    "parties": [
        {"id": "p1", "name": "Shen", "kind": "person", "role": "author", "evidence": ["e1"]}
    ],
    "tools": [{"id": "t1", "name": "A model", "does": "language_model"}],
    "steps": [
        {"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "detail": "rich",
         "prompt": "a watch mender, an old gate, rain", "effect": "visible"},
        {"id": "s2", "parent": "s1", "by": "p1", "action": "adjust", "tool": "t1",
         "changed": ["seed"], "effect": "random", "outputs": 24, "kept": 1},
        {"id": "s3", "parent": "s2", "by": "p1", "action": "write", "extent": "substantial",
         "adds": ["wording", "structure"], "intent": "Rewrote every dialogue", "evidence": ["e1"]},
    ],
    "evidence": [{"id": "e1", "what": "drafts", "made": "contemporaneous", "shows": "A draft"}],
}  # fmt: skip
# A person who only pressed a button: no part is a work even as stated.
PRESSED: dict[str, Any] = {
    **REWRITTEN,
    "kind": "image",
    "tools": [{"id": "t1", "name": "A model", "does": "text_to_image"}],
    "steps": [{"id": "s1", "by": "p1", "action": "generate", "tool": "t1", "prompt": "rain",
               "detail": "none", "effect": "random", "outputs": 1, "kept": 1}],
    "foreseeability": "random",
    "distinctiveness": "commonplace",
}  # fmt: skip


@pytest.fixture(scope="module")
def rewritten(snapshot: Any) -> Any:
    return snapshot("en", REWRITTEN)


def build_of(made: Any) -> MemoBuilder:
    return MemoBuilder(made)


def texts_of(made: Any, *keys: str) -> str:
    with translation.override(made.language):
        return "\n".join(opinion_of(made).texts(*keys))


def test_the_decision_that_decides_is_compared_and_its_footing_is_said(rewritten: Any) -> None:
    with translation.override("en"):
        build = build_of(rewritten)
        stated = comparison.bound_by(build, "claimed")
        decided = [slug for slug in stated if build.outcome(slug) == "protected"]
        assert decided
        assert decided[0] == cases.favourable(build)[0]
        assert "On what is stated: May be referred to" in comparison.uses(build, decided[0])[-1]
    assert "On what is stated: May be referred to" in texts_of(rewritten, "annex-search")


def test_whatever_is_called_the_nearest_is_compared(opinions: Any) -> None:
    for memo in opinions:
        with translation.override(memo.language):
            build = build_of(memo.made)
            compared = {*cases.favourable(build), *cases.adverse(build)}
            named = {
                slug
                for element in build.result.proved.elements.values()
                for reason in element.reasons
                if reason.code in analysis.NEAREST
                for slug in reason.authority
            }
        assert named <= compared, memo.made.record.title


def test_a_weighing_by_the_rules_cites_no_decision(opinions: Any) -> None:
    found = 0
    for memo in opinions:
        for run in runs(memo.section("analysis").blocks):
            if re.search("by the rules of this assessment|依本次评估的判断规则", text_of(run)):
                found += 1
                keys = [key for key in _authorities(run) if key in memo.made.decisions_by_slug]
                assert keys == []
    assert found


def _authorities(run: Any) -> list[str]:
    return [
        key
        for inline in run
        for key in (
            [inline.key]
            if isinstance(inline, AuthorityReference)
            else _authorities(getattr(inline, "inlines", ()))
        )
    ]


def test_an_appraisal_of_the_software_is_not_told_as_what_was_stated(rewritten: Any) -> None:
    text = texts_of(rewritten, "analysis")
    assert "Stated is: many specific elements and how they go together." in text
    assert "This is an appraisal; read from what is recorded:" in text


def test_an_exhibit_linked_to_a_person_is_not_set_behind_each_fact_of_them(rewritten: Any) -> None:
    with translation.override("en"), speaking(rewritten.matter):
        text = "\n".join(
            text_of(run) for run in runs(fact_sheet.relevant_facts(build_of(rewritten)))
        )
    assert "Shen, a natural person, took part as author. [linked: E-01]" in text


def test_what_to_do_is_said_by_whoever_speaks(snapshot: Any, rewritten: Any) -> None:
    def advice(made: Any) -> str:
        with translation.override("en"), speaking(made.matter):
            return "\n".join(map(text_of, actions.recommendations(build_of(made))))

    of_firm = advice(snapshot("en", REWRITTEN, firm="Example LLP"))
    assert "have a lawyer" not in of_firm.lower() and " here" not in of_firm
    assert "to us for examination" in of_firm
    assert "have a lawyer" in advice(rewritten).lower()


def test_a_maker_calls_their_own_assessment_no_opinion(opinions: Any) -> None:
    for memo in opinions:
        if memo.language == "zh-hans":
            named = [text for text in memo.texts() if re.search("本意见|意见书", text)]
            assert named == [], memo.made.record.title


def test_nothing_follows_from_what_is_no_work_even_as_stated(snapshot: Any) -> None:
    made = snapshot("en", PRESSED)
    with translation.override("en"):
        memo = opinion_of(made)
    assert "Class, rights and term are not set out" in "\n".join(memo.texts("scope"))
    assert "preservation" not in {section.id for section in memo.parts}
    everything = "\n".join(memo.texts())
    assert "Rights: all rights" not in everything and "plan of preservation" not in everything


def test_a_run_is_charged_once_and_with_its_own_fault(rewritten: Any) -> None:
    with translation.override("en"):
        build = build_of(rewritten)
        found = {fact.name: fact for fact in weak_facts(build)}
        said = text_of(charge(build, found["rerolls"]))
    assert said == "Round 2 changed nothing but the random seed (results: 24)."
    assert found.get("random") is None


def test_a_criterion_that_names_nothing_is_no_choice(snapshot: Any) -> None:
    steps = [*REWRITTEN["steps"]]
    steps[1] = {**steps[1], "changed": ["prompt"], "criteria": "by feel", "prompt": "rain, wind"}
    with translation.override("en"):
        build = build_of(snapshot("en", {**REWRITTEN, "steps": steps}))
        found = {fact.name: fact for fact in weak_facts(build)}
        said = text_of(charge(build, found["rerolls"]))
    assert "gave 24 results, and why one of them was kept is not stated" in said


def test_words_to_clear_up_are_asked_about_and_admit_nothing(snapshot: Any) -> None:
    evidence = [{**REWRITTEN["evidence"][0], "shows": "A draft that the tool wrote and typed out"}]
    with translation.override("en"):
        build = build_of(snapshot("en", {**REWRITTEN, "evidence": evidence}))
        asked = [item for item in build.result.contradictions if item.is_question]
        assert asked
        fact = next(fact for fact in weak_facts(build) if fact.name == "unclear")
        said = text_of(charge(build, fact))
    assert fact.number == len(asked) and "It is closed by" in said
    assert "contradict" not in said


def test_a_judgment_that_was_affirmed_is_said_to_be(library: Any, rewritten: Any) -> None:
    build = build_of(rewritten)
    decision = build.decision("bic-cat-pendant-2025")
    assert decision is not None
    with translation.override("zh-hans"):
        assert finality_text(decision) == "二审维持，已生效"


def test_no_judgment_is_affirmed_by_itself(opinions: Any) -> None:
    seen = set()
    for memo in opinions:
        if memo.language == "en":
            with translation.override("en"):
                for one in comparison.reported_decisions(build_of(memo.made), home_only=True):
                    dockets = [text.split(",")[0] for text in one.dockets]
                    assert not [t for t in one.treatment for d in dockets if d in t], one.slug
                    seen.add(one.slug)
    assert "hangzhou-ultraman-2024" in seen


def test_the_annex_of_the_method_prints_no_bare_level(opinions: Any) -> None:
    for memo in opinions:
        assert not [
            text for text in memo.texts("annex-method") if re.match(r"[0-4](?:$|[:：(（])", text)
        ]


def test_official_wording_has_a_paraphrase_beside_it_in_english_alone(opinions: Any) -> None:
    for memo in opinions:
        text = "\n".join(memo.texts("annex-law"))
        assert ("that is no official translation" in text) == (memo.language == "en")
        assert "转述：" not in text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Copyright Law arts. 22, 23; Implementing Regulations art. 4(8)"),
        ("zh-hans", "《著作权法》第二十二条、第二十三条；《著作权法实施条例》第四条第八项"),
    ],
)
def test_articles_of_one_instrument_stand_behind_its_name(
    snapshot: Any, language: str, said: str
) -> None:
    law = "prc-copyright-law-"
    with translation.override(language):
        build = build_of(snapshot(language, REWRITTEN))
        named = build.cite_all([f"{law}23", "prc-implementing-regulations-4-8", f"{law}22"])
        assert text_of(cites(named)) == said
        noted = text_of(cites(named, {f"{law}22": " [one source]"}))
    assert noted.endswith("[one source]")
    assert "23;" in noted or "第二十三条；" in noted


def test_no_instrument_is_named_twice_in_one_citation(opinions: Any) -> None:
    twice = re.compile(r"([A-Z][\w ]+) arts?\. [^;()]+; \1 art|(《[^》]+》)第[^；（）［]+；\2第")
    for memo in opinions:
        for text in memo.texts():
            assert not twice.search(text), text


def test_what_was_replied_before_is_pointed_to(opinions: Any) -> None:
    pointed = 0
    for memo in opinions:
        said = [text for text in memo.texts("analysis") if re.match("Reply: |回应：", text)]
        given = [part for text in said for part in re.findall(r"(?:As stated|据陈述)[^.。]+", text)]
        assert len(given) == len(set(given)), memo.made.record.title
        pointed += sum("the same as above (" in text or "，同上文（" in text for text in said)
    assert pointed
