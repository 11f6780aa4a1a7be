"""The page of an article says which rules stand on it, the method page what law is around them."""

from __future__ import annotations

import pytest
from django.test import Client

from assessments.engine import load_authorities, load_rules
from assessments.results.law_panel import rule_uses
from assessments.results.method import EVIDENCE_LAW, OPEN_QUESTION
from cases.law import load_law
from cases.pages.law_addresses import law_address

pytestmark = pytest.mark.django_db


def test_every_article_that_a_rule_names_has_its_rules_on_its_page(client: Client) -> None:
    rules = load_rules()
    named = rules.authorities & set(load_authorities())
    assert len(named) > 10
    silent = [
        id
        for id in sorted(named)
        if not list(rule_uses(rules, id))
        or 'id="rules"' not in client.get(law_address(id)).content.decode()
    ]
    assert silent == []


def test_a_rule_is_named_in_words_with_the_way_to_it(client: Client) -> None:
    html = client.get("/law/prc-copyright-law/5/").content.decode()
    section = html.split('id="rules"')[1].split("</section>")[0]

    assert 'href="/method/#gates"' in section
    assert "gate." not in section


def test_an_article_that_no_rule_names_has_no_such_section(client: Client) -> None:
    assert list(rule_uses(load_rules(), "prc-copyright-law-60")) == []
    assert 'id="rules"' not in client.get("/law/prc-copyright-law/60/").content.decode()


def test_the_method_page_shows_the_open_question_and_the_general_law_of_evidence(
    client: Client,
) -> None:
    assert {*OPEN_QUESTION, *EVIDENCE_LAW} <= set(load_law().articles)
    html = client.get("/method/").content.decode()
    missing = [id for id in (*OPEN_QUESTION, *EVIDENCE_LAW) if law_address(id) not in html]

    assert missing == []
    assert "leaves open, on purpose" in html
