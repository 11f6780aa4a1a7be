"""What a partner who checks every citation would look for, over all records, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import translation

from assessments.engine.codes import BASES
from assessments.exhibits.references import ExhibitIndex
from assessments.memo import document as d
from assessments.memo import levels
from assessments.memo.compose import document
from cases import library as files
from cases.law.loading import load_law
from cases.law.validity import article
from cases.record import load, load_data
from tests.assessments.memo.conftest import RESOURCES
from tests.assessments.memo.test_authorities import scenario_records
from tests.support.owned_works import FILM

LANGUAGES = ("en", "zh-hans")
COMPANY = RESOURCES / "company.yaml"
DOCKET = re.compile(r"[（(]20\d\d[）)][^\s，、；;。]{2,20}?号")


@pytest.fixture(scope="module")
def snapshots(snapshot):
    """The snapshots of every scenario, and of a company's record with all that can go wrong."""
    records = [load(COMPANY), load(RESOURCES / "record.yaml"), *scenario_records()]
    return [snapshot("en", record) for record in records]


def documents(snapshots, form="opinion"):
    for made in snapshots:
        for language in LANGUAGES:
            told = replace(made, language=language)
            with translation.override(language):
                yield told, document(told, form)


def runs(blocks) -> Iterator[d.Inlines]:
    """Every run of inlines: a paragraph, an item of a list, a cell."""
    for block in blocks:
        match block:
            case d.Group():
                yield from runs(block.blocks)
            case d.Paragraph() | d.Heading():
                yield block.inlines
            case d.List():
                yield from block.items
            case d.Table():
                yield from (cell for row in block.rows for cell in row.cells)
            case d.Quotation():
                yield block.source


def text_of(inlines: d.Inlines) -> str:
    return "".join(
        text_of(inline.inlines)
        if isinstance(inline, d.Span)
        else getattr(inline, "text", getattr(inline, "code", ""))
        for inline in inlines
    )


def codes_in(span: d.Span) -> set[str]:
    return {i.code for i in span.inlines if isinstance(i, d.ExhibitReference)}


def test_an_exhibit_behind_steps_is_linked_to_each_of_them(snapshots):
    """A1: support comes from a link, never from the kind of an exhibit, nor from a neighbour."""
    checked, wrong = 0, []
    for made, built in documents(snapshots):
        index = ExhibitIndex(made.record, made.held)
        steps = {step.id: step for step in made.record.steps}
        for section in built.sections:
            for run in runs(section.blocks):
                last: tuple[str, ...] = ()
                for inline in run:
                    if isinstance(inline, d.StepReference):
                        last = inline.steps
                    if isinstance(inline, d.Span) and codes_in(inline) and last:
                        for name in last:
                            found = index.support_of(steps[name])
                            linked = {
                                *found.carried_by,
                                *found.illustrated_by,
                                *found.not_held,
                            }
                            checked += 1
                            if not codes_in(inline) <= linked:
                                wrong.append((section.id, text_of(run)))
    assert checked > 100
    assert wrong == []


def test_an_exhibit_behind_people_tools_and_contracts_is_linked_to_them(snapshots):
    checked, wrong = 0, []
    for made, built in documents(snapshots):
        record, index = made.record, ExhibitIndex(made.record, made.held)
        facts = next(section for section in built.sections if section.id == "facts")
        for run in runs(facts.blocks):
            text, cited = text_of(run), set()
            if any(isinstance(inline, d.StepReference) for inline in run):
                continue
            for inline in run:
                cited |= codes_in(inline) if isinstance(inline, d.Span) else set()
            linked = {e for party in record.parties if party.name in text for e in party.evidence}
            linked |= {e for tool in record.tools if tool.name in text for e in tool.terms_evidence}
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


def test_no_conclusion_is_stronger_than_the_weakest_that_it_needs(snapshots):
    """A3: elements, the layer that decides, third-party material, unsettled law, unseen files."""
    for made in snapshots:
        for basis in BASES:
            level = levels.opinion_level(made, basis)
            if level == "reserved":
                continue
            rank, answer = levels.ORDER.index(level), made.result.answer(basis)
            for element in answer.elements.values():
                if element.status != "open":
                    assert rank <= levels.ORDER.index(levels.element_level(element))
            assert rank <= levels.ORDER.index(levels.OF_CONCLUSION[answer.conclusion])
            for layer in levels.spoken_of(made, answer):
                assert rank <= levels.ORDER.index(levels.layer_level(made, layer, basis))
                if layer.layer in ("prompted_output", "prompt"):
                    assert rank <= levels.ORDER.index("should")
                if made.record.inputs and "third_party" in levels.limits(made, layer, basis):
                    assert rank <= levels.ORDER.index("likelier")
            examined = made.record.evidence and all(p.examined_by for p in made.record.evidence)
            if basis == "proved" and made.result.evidence_basis == "described" and not examined:
                assert rank <= levels.ORDER.index("likelier")


def test_open_material_of_others_holds_every_opinion_down(snapshot):
    def by_hand(made):
        (layer,) = [la for la in made.result.layers if la.layer == "hand_editing"]
        return levels.layer_level(made, layer, "claimed")

    company = load(COMPANY)
    made = snapshot("en", company)
    assert levels.opinion_level(made, "claimed") == by_hand(made) == "should"
    assert by_hand(snapshot("en", company.model_copy(update={"inputs": ()}))) == "will"


def test_one_level_for_several_parts_holds_for_each(snapshot):
    """The text of a film is by hand, its pictures are not."""
    made = snapshot("en", load_data(FILM))
    found = {la.layer: levels.layer_level(made, la, "claimed") for la in made.result.layers}
    assert found == {"human_text": "will", "prompted_output": "should"}
    assert levels.opinion_level(made, "claimed") == "should"


def test_quotations_are_the_official_wording_to_the_letter(snapshots):
    """A4: quoted once, exactly, in the version in force, with where it was read."""
    law, checked = load_law(), 0
    for made, built in documents(snapshots):
        annex = next(section for section in built.annexes if section.id == "annex-law")
        quoted: dict[str, int] = {}
        for block in annex.blocks:
            if not isinstance(block, d.Quotation):
                continue
            (key,) = (i.key for i in block.source if isinstance(i, d.AuthorityReference))
            found = article(key, made.dated, law)
            assert found.version is not None and found.state == "in_force"
            assert "\n".join(block.lines) == "\n".join(found.version.texts)
            quoted[key] = quoted.get(key, 0) + 1
            checked += 1
        assert set(quoted.values()) == {1}
    assert checked > 100


def test_dockets_of_the_opinion_stand_in_the_library_with_a_good_source(snapshots):
    settled = {
        docket.number.replace("(", "（").replace(")", "）")
        for decision in files.load_all()
        for docket in decision.dockets
        if docket.mark in ("A", "B", "H")
    }
    printed = set()
    for _, built in documents(snapshots):
        for section in (*built.sections, *built.annexes):
            for run in runs(section.blocks):
                printed |= set(DOCKET.findall(text_of(run)))
    named = {number.replace("(", "（").replace(")", "）") for number in printed}
    assert named
    assert {n for n in named if not n.startswith("（2026）10")} <= settled


def test_the_law_opens_with_what_is_open_and_always_holds_the_rules_of_proof(snapshots):
    for made, built in documents(snapshots):
        law = next(section for section in built.sections if section.id == "law")
        keys = list(d.mentions((law,)))
        assert keys[0] == "spc-ai-opinion-2026"
        wanted = {f"civil-evidence-provisions-2019-{n}" for n in (14, 15, 90, 93, 94, 95)}
        wanted |= {"prc-civil-procedure-law-66", "prc-civil-procedure-law-78"}
        wanted |= {"civil-procedure-interpretation-2022-116", "prc-copyright-law-54"}
        assert wanted <= set(keys)
        scope = next(section for section in built.sections if section.id == "scope")
        of_scope = set(d.mentions((scope,)))
        assert {f"prc-copyright-law-{n}" for n in (10, 22, 23)} <= of_scope
        assert not any(key.startswith("internet-courts") for key in keys), made.record.title


def test_material_of_others_brings_the_decisions_on_infringement(snapshot):
    made = snapshot("en", load(COMPANY))
    with translation.override("en"):
        law = next(s for s in document(made).sections if s.id == "law")
    assert {
        "jinshan-medusa-2025",
        "hangzhou-ultraman-2024",
        "guangzhou-ultraman-2024",
        "tongzhou-image-to-image-2025",
    } <= set(d.mentions((law,)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_doubled_stop_and_no_research_note_is_printed(snapshots, language):
    """A11, A14."""
    for _, built in documents(snapshots):
        if built.language != language:
            continue
        for section in (*built.sections, *built.annexes):
            if section.id == "annex-ledger":
                continue
            for run in runs(section.blocks):
                text = text_of(run)
                assert not re.search(r"(?<!\.)\.\.(?!\.)|。。|：：|::|；。|\(\)|（）", text), text
                assert "Sources differ" not in text and "来源不一致" not in text


def test_the_search_claims_no_currency_and_asks_for_a_check_of_each_decision(snapshots):
    """A5."""
    for made, built in documents(snapshots):
        report = next(section for section in built.annexes if section.id == "annex-search")
        texts = [text_of(run) for run in runs(report.blocks)]
        boxes = [text for text in texts if text.startswith("□")]
        tables = [block for block in report.blocks if isinstance(block, d.Table)]
        if len(tables) > 1:
            assert len(boxes) == len(tables[1].rows)
            assert "spc-ai-opinion-2026-19" in d.mentions((report,))
        verified = {text for text in texts if "last verified on" in text or "最后核对日" in text}
        today = f"{made.dated.day} November 2026"
        assert not any(f"verified on {today}" in text for text in verified)


def test_what_is_no_work_is_not_recommended_for_registration(snapshot):
    """A6."""
    bare = {
        "schema": "creation-record/1", "title": "Cat", "kind": "image",
        "tools": [{"id": "t", "name": "Tool", "does": "text_to_image"}],
        "steps": [{"id": "s1", "action": "generate", "tool": "t", "prompt": "cat"}],
    }  # fmt: skip
    with translation.override("en"):
        built = document(snapshot("en", load_data(bare)))
    risks = next(section for section in built.sections if section.id == "risks")
    assert not any("registration" in text_of(run) for run in runs(risks.blocks))


def test_duties_name_who_owes_them_and_burdens_are_none(snapshot):
    """A8."""
    with translation.override("en"):
        built = document(snapshot("en", load(COMPANY)))
    duties = next(section for section in built.sections if section.id == "duties")
    texts = [text_of(run) for run in runs(duties.blocks)]
    assert "the provider of the service" in texts and "the user" in texts
    assert not any("Other people's material" in text for text in texts)
    risks = next(section for section in built.sections if section.id == "risks")
    assert not any(text_of(run).startswith("Label in the metadata") for run in runs(risks.blocks))


def test_web_terms_and_recordings_are_electronic_data(snapshot):
    """A9."""
    pieces = [
        {"id": f"e{n}", "what": what, "made": "contemporaneous"}
        for n, what in enumerate(("terms", "screen_recording"), 1)
    ]
    record = {
        "schema": "creation-record/1",
        "title": "x",
        "kind": "image",
        "evidence": pieces,
    }
    with translation.override("en"):
        built = document(snapshot("en", load_data(record)))
    annex = next(section for section in built.annexes if section.id == "annex-evidence")
    (rows,) = [block.rows for block in annex.blocks if isinstance(block, d.Table)]
    assert [text_of(row.cells[2]) for row in rows] == ["electronic data", "electronic data"]


def test_each_open_matter_names_whom_it_concerns(snapshot):
    """A6: the same question of two tools is told apart."""
    with translation.override("en"):
        built = document(snapshot("en", load(COMPANY)))
    ownership = next(section for section in built.sections if section.id == "ownership")
    lists = [block for block in ownership.blocks if isinstance(block, d.List) and block.ordered]
    items = [text_of(item) for block in lists for item in block.items]
    assert len(items) == len(set(items))
    assert any("Stable Diffusion XL" in item for item in items)


def test_working_papers_print_words_and_no_codes(snapshots):
    codes = re.compile(r"\b(random|technical|as_intended|unknown|input_originals|none)\b")
    for _, built in documents(snapshots, "papers"):
        if built.language == "en":
            continue
        section = next(s for s in built.sections if s.id == "papers-appraisals")
        printed = [text_of(run) for run in runs(section.blocks)]
        assert [text for text in printed if codes.search(text)] == []
