"""The law of a memo is data that the law library and the library of decisions hold."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.html import escape

from assessments.memo.issues import current, issue_rules
from assessments.memo.preservation import preservation_rules
from assessments.memo.scope import scope_rules
from assessments.memo.sections.law import statement
from assessments.memo.sections.replies import REPLIES
from cases import library as files
from cases.law.loading import load_law

DAY = dt.date(2026, 11, 22)


def keys_of_issues() -> set[str]:
    rules = issue_rules()
    keys = {key for issue in rules.issues for said in issue.statements for key in said.keys}
    return keys | {key for rule in rules.weak_facts.values() for key in rule.keys}


def keys_of_scope() -> set[str]:
    rules = scope_rules()
    keys = {key for rule in rules.classes.values() for key in rule.authority}
    return keys | {*rules.term_authority, rules.rights_authority, rules.compilation_authority}


def keys_of_preservation() -> set[str]:
    return {key for rule in preservation_rules().means.values() for key in rule.keys}


def test_every_rule_is_held_and_in_force():
    named = keys_of_issues() | keys_of_scope() | keys_of_preservation()
    assert named <= set(load_law().articles)
    assert set(current(sorted(named), DAY)) == named


def test_a_replaced_article_gives_way_to_its_successor():
    """Article 7 of the interpretation of 2020 is article 6 since 1 September 2026."""
    replaced = "spc-copyright-interpretation-2020-7"
    assert list(current([replaced], DAY)) == ["spc-copyright-interpretation-2026-6"]
    assert list(current([replaced], dt.date(2025, 1, 1))) == [replaced]


def test_every_decision_is_in_the_library():
    assert set(issue_rules().decisions) <= {decision.slug for decision in files.load_all()}
    # The job brings the decisions of issues only.
    assert set(preservation_rules().decisions) <= set(issue_rules().decisions)


def test_every_statement_and_every_weak_fact_has_its_words():
    for issue in issue_rules().issues:
        for said in issue.statements:
            assert statement(said.say)
    assert set(issue_rules().weak_facts) == set(REPLIES)


@pytest.mark.django_db
def test_every_rule_of_the_data_has_a_public_page(client):
    law = load_law()
    for instrument in law.instruments:
        page = client.get(reverse("law:instrument", args=[instrument.slug]))
        assert page.status_code == 200
        shown = page.content.decode()
        named = [article.cite.en for article in instrument.articles]
        assert [name for name in named if escape(name) not in shown] == []
