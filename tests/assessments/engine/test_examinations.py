"""Who can examine an exhibit: somebody in particular, no party, nobody close to one."""

from __future__ import annotations

from typing import Any

import pytest

from assessments.engine import CaseBase, Result, assess
from tests.support.records import RULES, record

PAINTED = {"id": "s1", "action": "edit", "intent": "painted two cranes", "evidence": ["e1"]}
BY_NAME = {"id": "p1", "kind": "person", "role": "author"}


def read(
    examiner: str = "Zhou Wenhua", maker: str = "Author", step: Any = None, **fields: Any
) -> Result:
    piece = {"id": "e1", "what": "layered_file", "made": "contemporaneous",
             "examined_by": {"name": examiner, "on": "2026-11-01"}}  # fmt: skip
    made = record(
        **{
            "steps": [{**PAINTED, "extent": "substantial", "adds": ["figure"], **(step or {})}],
            "tools": [],
            "evidence": [piece],
            "parties": [{**BY_NAME, "name": maker}],
            **fields,
        }
    )
    return assess(made, CaseBase.build([], RULES), RULES)


def codes(result: Result) -> set[str]:
    return {found.code.removeprefix("contradiction.") for found in result.contradictions}


@pytest.mark.parametrize(
    ("examiner", "maker"),
    [
        ("AI律师", "孙悦"),
        ("AI lawyer", "Sun Yue"),
        ("孙悦的母亲", "孙悦"),
        ("妈妈", "孙悦"),
        ("my mother", "Sun Yue"),
        ("周律师（对方代理人）", "孙悦"),
        ("Zhou Wen (opposing counsel)", "Sun Yue"),
        ("孙律师（孙悦）", "孙悦"),
        ("a lawyer (Sun Yue)", "Sun Yue"),
        ("律师", "孙悦"),
        ("一位执业律师", "孙悦"),
        ("A lawyer", "Sun Yue"),
        ("external counsel", "Sun Yue"),
    ],
)
def test_a_party_its_kin_a_program_or_a_bare_profession_examines_nothing(
    examiner: str, maker: str
) -> None:
    assert "examined_by_party" in codes(read(examiner, maker))


@pytest.mark.parametrize("examiner", ["Sun Yue", "SUN Yue", "Sunyue", "Yue Sun (lawyer)"])
def test_a_name_in_another_writing_may_be_a_party(examiner: str) -> None:
    assert "examined_by_perhaps" in codes(read(examiner, "孙悦"))


@pytest.mark.parametrize(
    ("examiner", "maker"),
    [("周律师", "孙悦"), ("上海恒信律师事务所", "孙悦"), ("Jane Smith", "孙悦"),
     ("Zhou Wenhua", "Sun Yue")],
)  # fmt: skip
def test_somebody_in_particular_examines(examiner: str, maker: str) -> None:
    assert codes(read(examiner, maker)) == set()
