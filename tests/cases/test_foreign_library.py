"""Decisions from outside China: complete in both languages, marked as their sources allow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from cases.library import Decision
from cases.library.schema import Bilingual
from tests.support.real_library import real_decisions

# The fixed slugs with the outcome that each stands for.
FIXED = {
    "thaler-v-perlmutter-2025": "not_protected",
    "zarya-of-the-dawn-2023": "partly",
    "theatre-dopera-spatial-2023": "not_protected",
    "suryast-2023": "not_protected",
    "american-cheese-2025": "protected",
    "ag-muenchen-logos-2026": "not_protected",
    "lg-frankfurt-lyrics-2025": "protected",
    "cassazione-fractal-flower-2023": "protected",
    "ai-suros-wife-2023": "protected",
    "rose-enigma-2023": "protected",
    "ai-machinations-2024": "partly",
    "olg-duesseldorf-underwater-dog-2026": "not_protected",
    "prague-dalle-2023": "not_protected",
    "mexico-scjn-avatar-2025": "not_protected",
}
FOREIGN = {d.slug: d for d in real_decisions() if d.jurisdiction != "CN"}
HAN = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!(]|[,;:?!)][\u4e00-\u9fff]")
NAMES = re.compile(r"\.(name|short_name|content)$|parties|tools")


def bilinguals(value: object, path: str = "") -> Iterator[tuple[str, Bilingual]]:
    if isinstance(value, Bilingual):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, inner in value:
            yield from bilinguals(inner, f"{path}.{name}")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from bilinguals(inner, f"{path}.{name}")
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from bilinguals(inner, f"{path}[{n}]")


def marks(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name, inner in value:
            if name == "mark":
                yield inner
            yield from marks(inner)
    elif isinstance(value, dict | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from marks(inner)


def texts() -> Iterator[tuple[str, Bilingual]]:
    for slug, decision in FOREIGN.items():
        yield from bilinguals(decision, slug)


def test_each_fixed_decision_is_published_with_its_outcome():
    assert {slug: FOREIGN[slug].outcome for slug in FIXED} == FIXED
    assert {slug: FOREIGN[slug].status for slug in FIXED} == dict.fromkeys(FIXED, "published")


def test_a_police_referral_is_no_judgment_and_stays_a_draft():
    referral = FOREIGN["chiba-referral-2025"]

    assert (referral.status, referral.outcome, referral.judged) == ("draft", "undecided", ())


def test_every_text_is_there_in_both_languages():
    def is_name(path: str, text: Bilingual) -> bool:
        return text.en == text.zh and bool(NAMES.search(path))

    assert list(texts())
    assert [p for p, t in texts() if not HAN.search(t.zh) and not is_name(p, t)] == []
    assert [path for path, text in texts() if HAN.search(text.en)] == []


def test_chinese_text_uses_full_width_punctuation():
    assert [path for path, text in texts() if HALF_WIDTH.search(text.zh)] == []


def test_facts_carry_the_marks_of_the_foreign_note():
    used = {slug: set(marks(decision)) for slug, decision in FOREIGN.items()}
    assert [slug for slug in used if not used[slug] <= {"H", "M", "L", "disputed"}] == []


def test_findings_on_chinas_elements_are_marked_as_a_reading():
    holdings = [
        (judged.slug, holding)
        for decision in FOREIGN.values()
        for judged in decision.judged
        for holding in judged.elements.values()
    ]
    assert holdings
    assert [slug for slug, holding in holdings if holding.mark != "L"] == []
    english, chinese = "reading on China's scale", "按中国法要件解读"
    assert [slug for slug, holding in holdings if english not in holding.says.en] == []
    assert [slug for slug, holding in holdings if chinese not in holding.says.zh] == []


def test_what_has_no_outcome_or_a_single_source_is_not_compared_with():
    def is_undecided(decision: Decision) -> bool:
        return decision.status == "draft" or decision.outcome == "undecided"

    undecided = {slug for slug, decision in FOREIGN.items() if is_undecided(decision)}
    assert {slug for slug, decision in FOREIGN.items() if not decision.judged} == undecided
    single = {slug for slug, decision in FOREIGN.items() if len(decision.sources) < 2}
    assert single <= undecided


def test_the_comic_is_judged_twice_text_and_arrangement_apart_from_its_pictures():
    whole, pictures = FOREIGN["zarya-of-the-dawn-2023"].judged

    assert (whole.outcome, whole.record.claim) == ("protected", "arrangement")
    assert (pictures.outcome, pictures.record.claim) == ("not_protected", "output")


def test_the_machine_that_was_named_author_has_no_human_beside_it():
    (judged,) = FOREIGN["thaler-v-perlmutter-2025"].judged

    assert {party.kind for party in judged.record.parties} == {"machine"}
    assert judged.record.steps == ()
