"""An article on a day is the text then in force; what is not held is a value, not another text."""

from __future__ import annotations

import datetime as dt

import pytest

from assessments.engine import load_authorities
from cases import law
from cases.law import State

DAYS: list[tuple[str, str, State, str | None, str | None]] = [
    # the amendment of 2020: the wording before it is not in the library, before 1991 there was none
    ("prc-copyright-law-3", "2026-11-29", "in_force", "2021-06-01", None),
    ("prc-copyright-law-3", "2021-06-01", "in_force", "2021-06-01", None),
    ("prc-copyright-law-3", "2021-05-31", "earlier_text", "1991-06-01", "2021-05-31"),
    ("prc-copyright-law-3", "1991-05-31", "not_yet", None, "1991-05-31"),
    # a text that was amended, with and without a known successor
    ("spc-copyright-interpretation-2020-7", "2026-08-31", "in_force", "2021-01-01", "2026-08-31"),
    ("spc-copyright-interpretation-2020-7", "2026-09-01", "later_text", "2026-09-01", None),
    ("spc-copyright-interpretation-2020-12", "2026-09-01", "later_text", "2026-09-01", None),
    ("spc-copyright-interpretation-2026-6", "2026-08-31", "earlier_text", "2002-10-15",
     "2026-08-31"),
    ("internet-courts-provisions-2", "2025-10-31", "in_force", "2018-09-07", "2025-10-31"),
    ("internet-courts-provisions-2", "2025-11-01", "later_text", "2025-11-01", None),
    # a new instrument, and one whose first day no source names
    ("labelling-measures-10", "2025-08-31", "not_yet", None, "2025-08-31"),
    ("labelling-measures-10", "2025-09-01", "in_force", "2025-09-01", None),
    ("network-dissemination-interpretation-2020-3", "2020-12-31", "not_known", None, "2020-12-31"),
    ("works-registration-trial-measures-1994", "2000-01-01", "in_force", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("id", "day", "state", "first", "last"), DAYS)
def test_each_day_has_its_state(
    id: str, day: str, state: State, first: str | None, last: str | None
) -> None:
    found = law.article(id, dt.date.fromisoformat(day))

    assert (found.state, str(found.first or ""), str(found.last or "")) == (
        state,
        first or "",
        last or "",
    )
    assert (found.version is not None) == (state == "in_force")
    assert law.in_force(id, dt.date.fromisoformat(day)) == (state == "in_force")


def test_the_wording_of_another_time_never_stands_in() -> None:
    today = law.article("prc-copyright-law-3", dt.date(2026, 11, 29))
    before = law.article("prc-copyright-law-3", dt.date(2021, 5, 31))

    assert today.wording is not None
    assert today.wording.startswith("本法所称的作品，是指文学、艺术和科学领域内具有独创性")
    assert today.source is not None
    assert today.checked_on == dt.date(2026, 11, 29)
    assert (before.wording, before.source, before.checked_on) == (None, None, None)


def test_a_text_without_wording_has_neither_source_nor_day() -> None:
    found = law.article("labelling-measures-6")

    assert found.state == "in_force"
    assert (found.wording, found.source, found.checked_on) == (None, None, None)


def test_a_renumbered_article_names_its_successor_once_it_has_one() -> None:
    id = "spc-copyright-interpretation-2020-7"

    assert law.article(id, dt.date(2026, 8, 31)).successor is None
    assert law.article(id, dt.date(2026, 9, 1)).successor == "spc-copyright-interpretation-2026-6"
    assert law.article("spc-copyright-interpretation-2020-12").successor is None


def test_without_a_day_the_last_that_is_known_is_meant() -> None:
    assert law.article("prc-copyright-law-3").state == "in_force"
    assert law.article("spc-copyright-interpretation-2020-7").state == "later_text"


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(KeyError):
        law.article("prc-copyright-law-99")


def test_the_reasoning_takes_each_authority_as_it_stood() -> None:
    before = load_authorities(dt.date(2026, 8, 31))["spc-copyright-interpretation-2020-7"]
    after = load_authorities(dt.date(2026, 9, 1))["spc-copyright-interpretation-2020-7"]
    early = load_authorities(dt.date(2020, 1, 1))["prc-copyright-law-3"]

    assert (before["state"], after["state"]) == ("in_force", "later_text")
    assert after["until"] == dt.date(2026, 8, 31)
    assert (early["state"], early["in_force"]) == ("earlier_text", dt.date(2021, 6, 1))
    assert load_authorities()["prc-copyright-law-3"]["cite"] == {
        "en": "Copyright Law art. 3",
        "zh": "《著作权法》第三条",
    }


def test_every_address_of_before_is_kept() -> None:
    entry = load_authorities()["labelling-measures-5"]

    assert entry["url"] == "https://www.gov.cn/zhengce/zhengceku/202503/content_7014286.htm"
    assert "url" not in load_authorities()["prc-copyright-law-3"]
