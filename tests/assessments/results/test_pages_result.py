"""The result and the record: both answers, every reason with its facts and authority."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from assessments import wording
from assessments.engine import BASES, Result, canonical_json
from assessments.results.page import result_page
from assessments.results.services import assessment_run, work_create
from assessments.works.models import Assessment
from cases.record import load, load_text
from tests.support.pages import LANGUAGES, STRONG, WEAK, assess_record, signed_in, text_of

pytestmark = pytest.mark.django_db


def address(assessment: Assessment, ending: str = "") -> str:
    return f"/assessments/{assessment.pk}/{ending}"


def get_page(user, assessment, language="en", ending="", reading="formal"):
    client = signed_in(user, language)
    return unescape(text_of(client.get(address(assessment, ending), {"reading": reading})))


def codes_of(result: Result) -> list[str]:
    """Every code of a result that a reader sees as a sentence."""
    reasons = [
        reason.code
        for basis in BASES
        for element in result.answer(basis).elements.values()
        for reason in element.reasons
    ]
    parts = [layer.because for layer in result.layers] + [result.ownership.because]
    parts += [duty.because for duty in result.duties]
    steps = [improvement.do for improvement in result.improvements]
    open_ones = [unknown.code for unknown in result.unknowns]
    asked = [question.code for question in result.ownership.open_questions]
    return [*reasons, *parts, *steps, *open_ones, *asked]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [STRONG, WEAK], ids=["strong", "weak"])
def test_both_answers_stand_in_the_words_of_the_ladder(creator, files_as_library, language, path):
    made = assess_record(creator, path)
    html = get_page(creator, made, language)
    with translation.override(language):
        for basis in BASES:
            answer = made.typed_result.answer(basis)
            word, scope = answer.conclusion, answer.scope
            assert wording.conclusion(word, basis, scope) in html
            assert wording.conclusion_label(word) in html


@pytest.mark.parametrize("reading", wording.REGISTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_the_result_says_is_on_the_page(creator, assessment, language, reading):
    html, result = get_page(creator, assessment, language, reading=reading), assessment.typed_result
    with translation.override(language):
        said = [wording.register(reading).sentence(code) for code in codes_of(result)]
        said += [
            line for improvement in result.improvements for line in wording.how(improvement.do)
        ]
    assert len(said) > 20
    assert [sentence for sentence in said if sentence not in html] == []


@pytest.mark.parametrize("path", [STRONG, WEAK], ids=["strong", "weak"])
def test_every_fact_and_every_rule_is_one_click_away(creator, files_as_library, path):
    made = assess_record(creator, path)
    result, record = get_page(creator, made), get_page(creator, made, ending="record/")
    own = set(re.findall(r'href="#([^"]+)"', result))
    facts = set(re.findall(rf'href="{address(made)}record/#([^"]+)"', result))
    rules = set(re.findall(r'href="(/law/[^"]+)"', result))
    assert "/law/prc-copyright-law/3/" in rules
    assert [address for address in rules if Client().get(address).status_code != 200] == []
    assert facts
    assert [target for target in own if f'id="{target}"' not in result] == []
    assert [target for target in facts if f'id="{target}"' not in record] == []
    assert [t for t in re.findall(r'href="#([^"]+)"', record) if f'id="{t}"' not in record] == []


def test_every_decision_named_leads_to_its_page(creator, assessment):
    html = get_page(creator, assessment)
    for compared in assessment.typed_result.precedents:
        decision = next(
            d
            for d in assessment.library["decisions"]
            if compared.slug in [j["slug"] for j in d.get("judged", [])]
        )
        assert f'href="/cases/{decision["slug"]}/"' in html


def test_a_gap_between_the_answers_is_said(creator, files_as_library):
    record = load(STRONG)
    stripped = record.model_copy(
        update={
            "evidence": (),
            "steps": tuple(s.model_copy(update={"evidence": ()}) for s in record.steps),
            "inputs": tuple(i.model_copy(update={"evidence": ()}) for i in record.inputs),
            "tools": tuple(t.model_copy(update={"terms_evidence": ()}) for t in record.tools),
        }
    )
    says = "You say more than you can prove"
    work = work_create(owner=creator, record=stripped)
    unproved = assessment_run(work=work)
    result = unproved.typed_result
    assert result.claimed.conclusion != result.proved.conclusion
    assert says in get_page(creator, unproved)
    proved = assess_record(creator, WEAK)
    result = proved.typed_result
    assert result.claimed.conclusion == result.proved.conclusion
    assert says not in get_page(creator, proved)


def test_what_only_one_answer_has_says_so(creator, assessment):
    html = get_page(creator, assessment)
    assert "only as stated" in html and "only on the evidence" in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_has_its_figures_as_a_table(creator, assessment, language):
    html = get_page(creator, assessment, language)
    assert html.count('class="drawing drawing-wide"') == 1
    assert html.count('class="drawing drawing-narrow"') == 1
    assert html.count('class="drawing-table') == 2


def test_an_element_is_said_once_where_both_answers_agree(creator, assessment):
    page = result_page(assessment, "")
    rows = {row.name: row for row in page.elements}
    assert rows["field"].is_unquestioned and rows["field"].is_same
    for row in page.elements:
        above = [r for r in page.elements[: page.elements.index(row)] if r.title == row.same_as]
        assert bool(row.same_as) == bool(above)
    html = get_page(creator, assessment, "en")
    field = html.split('id="element-field"')[1].split("</article>")[0]
    assert field.count('class="badge') == 1
    assert "of 100" not in html


def test_that_decisions_do_not_bind_is_said_once_in_each_answer(creator, assessment):
    html = get_page(creator, assessment, "en")
    for answer in html.split('class="card answer ')[1:3]:
        assert answer.split("</article>")[0].count("for reference, not binding") <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_is_shown_as_it_was_read(creator, files_as_library, language):
    made = assess_record(creator, STRONG)
    html = get_page(creator, made, language, "record/")
    record = load(STRONG)
    told = [record.summary, *(s.prompt for s in record.steps), *(s.intent for s in record.steps)]
    told += [*(p.name for p in record.parties), *(e.shows for e in record.evidence)]
    words = re.sub(r"<sup.*?</sup>|<[^>]+>", "", html)  # the phrases of a prompt are marked
    assert [text for text in told if text and text not in words] == []
    assert html.count('class="phrase chosen"') > 3
    assert re.findall(r'id="steps-(\d+)"', html) == [str(n + 1) for n in range(len(record.steps))]


def test_downloads_hold_record_and_result(creator, assessment):
    client = signed_in(creator)
    as_json = client.get(address(assessment, "record.json"))
    assert as_json.headers["Content-Disposition"].startswith("attachment")
    assert load_text(text_of(as_json), "json") == load(WEAK)
    as_yaml = client.get(address(assessment, "record.yaml"))
    assert load_text(text_of(as_yaml), "yaml") == load(WEAK)
    result = text_of(client.get(address(assessment, "result.json")))
    assert result == canonical_json(assessment.typed_result) + "\n"
    assert json.loads(result) == assessment.result


def test_a_new_run_is_a_new_row_and_shows_what_changed(creator, assessment):
    work = assessment.work
    work.record = {**work.record, "summary": "Another summary"}
    work.save()
    response = signed_in(creator).post(address(assessment, "again/"))
    newer = Assessment.objects.exclude(pk=assessment.pk).get()
    assert response["Location"] == address(assessment, f"compare/{newer.pk}/")
    assert newer.work == assessment.work
    assert Assessment.objects.get(pk=assessment.pk).result == assessment.result


PAGES = ["", "record/", "record.json", "record.yaml", "result.json", "memos/"]


@pytest.mark.parametrize("ending", PAGES)
def test_a_stranger_does_not_learn_that_it_exists(stranger, assessment, ending):
    assert signed_in(stranger).get(address(assessment, ending)).status_code == 404


@pytest.mark.parametrize("ending", ["again/", "memos/"])
def test_a_stranger_changes_nothing(stranger, assessment, ending):
    response = signed_in(stranger).post(address(assessment, ending), {"language": "en"})
    assert response.status_code == 404
    assert Assessment.objects.count() == 1
    assert not assessment.memos.exists()


@pytest.mark.parametrize("ending", PAGES)
def test_who_is_not_signed_in_is_led_to_sign_in(client, assessment, ending):
    assert client.get(address(assessment, ending)).url.startswith("/account/login/?next=")


@pytest.mark.parametrize("ending", ["", "record/", "memos/"])
def test_pages_ask_the_database_little(creator, assessment, ending, django_assert_max_num_queries):
    client = signed_in(creator)
    with django_assert_max_num_queries(12):
        client.get(address(assessment, ending))


def test_a_page_with_all_it_loads_stays_light(creator, assessment):
    html = signed_in(creator).get(address(assessment)).content
    loads = re.findall(r'(?:src|href)="/static/([^"#]+)', html.decode())
    files = [settings.BASE_DIR / "static" / name for name in sorted(set(loads))]
    weight = sum(len(gzip.compress(file.read_bytes())) for file in files)
    assert len(files) > 8
    assert weight + len(gzip.compress(html)) < 150_000


def test_the_list_shows_ones_own_and_asks_no_more_for_many(
    creator, stranger, assessment, django_assert_max_num_queries
):
    """One of them reads the session, which a cache may already hold."""
    client = signed_in(creator)
    theirs = assess_record(stranger, STRONG)
    with django_assert_max_num_queries(12):
        short_list = text_of(client.get("/assessments/"))
    for _ in range(24):
        assess_record(creator, WEAK)
    with django_assert_max_num_queries(12):
        many = text_of(client.get("/assessments/"))
    assert str(assessment.pk) in short_list
    assert str(theirs.pk) not in short_list + many
    rows = many.split('<li class="card saved">')[1:]
    assert len(rows) == 20
    # What deletes stands last, behind both answers, and not in the heading with the name.
    assert all(row.index("</dl>") < row.index('class="saved-delete"') for row in rows)
    assert all("delete" not in row[: row.index("</h2>")] for row in rows)
    assert "?page=2" in many


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_how_to_begin(creator, language):
    html = text_of(signed_in(creator, language).get("/assessments/"))
    assert 'class="empty"' in html
    assert 'href="/interview/"' in html
