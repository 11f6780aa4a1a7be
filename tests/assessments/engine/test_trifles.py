"""An edit of which its maker's own words tell a trifle is one, however far it is said to go."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess
from tests.support.records import RULES, record

DRAFTS = {
    "id": "e1",
    "what": "layered_file",
    "made": "contemporaneous",
    "examined_by": {"name": "Wang Fang", "on": "2026-05-01"},
}


def result(kind: str, words: str, **fields: Any) -> Result:
    adds = "wording" if kind == "text" else "figure"
    edit = {
        "id": "s2",
        "parent": "s1",
        "by": "p1",
        "action": "edit",
        "extent": "substantial",
        "adds": [adds],
        "intent": words,
        "evidence": ["e1"],
        **fields,
    }
    run = {"id": "s1", "action": "generate", "tool": "t1", "by": "p1"}
    of = record(kind=kind, evidence=[DRAFTS], steps=[run, edit])
    return assess(of, CaseBase.build([], RULES), RULES)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("text", "fixed two commas and one typo"),
        ("text", "corrected the spelling"),
        ("text", "改了两个逗号和一处错别字"),
        ("image", "painted one black dot"),
        ("image", "加了水印"),
        ("image", "added my name in the corner"),
        ("image", "added a white border"),
        ("image", "加白边，在右下角加了签名"),
    ],
)
@pytest.mark.parametrize("effect", [None, "visible", "as_intended"])
def test_a_trifle_is_no_expression(kind: str, words: str, effect: Any) -> None:
    found = result(kind, words, **({"effect": effect} if effect else {}))

    assert found.claimed.findings["editing"].level <= 1
    assert found.proved.conclusion in ("unlikely", "not_protected", "open")
    assert "contradiction.trifle" in {c.code for c in found.contradictions}
    promised = {step.to for step in found.improvements if step.do == "tell.effect"}
    assert not promised & {"protected", "likely"}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("image", "painted a lantern and a border of a hundred dancing figures"),
        ("image", "added a name to every ship and repainted the whole sea"),
        ("image", "画了一盏灯笼，并加了水印"),
        ("text", "rewrote the ending and fixed two commas"),
    ],
)
def test_more_than_a_trifle_stays_what_it_is_said_to_be(kind: str, words: str) -> None:
    found = result(kind, words, effect="visible")

    assert found.claimed.findings["editing"].level == 4
    assert "contradiction.trifle" not in {c.code for c in found.contradictions}
