"""The page of proposals on a phone: short, and nothing that was chosen is lost."""

from __future__ import annotations

import pytest

from tests.browser.test_files import READ, TWELVE, begin_draft, drop, wait_until_read
from tests.browser.visitors import WORK_SECONDS, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.embedded]

MAX_HEIGHT = 4500  # of the page with twelve files, in CSS pixels of a phone 390 wide
HEIGHT = "document.documentElement.scrollHeight"


def open_proposals(creator: Visitor) -> None:
    draft = begin_draft(creator)
    creator.open(f"{draft}files/")
    if creator.scripts:
        drop(creator, {path.name: path.read_bytes() for path in TWELVE})
        creator.page.locator("#files-list .file").nth(11).wait_for()
        creator.page.wait_for_selector(READ, timeout=WORK_SECONDS * 1000)
    else:
        creator.page.set_input_files("#id_files", [TWELVE[0], TWELVE[3]])
        creator.follow("form.drop button")
        wait_until_read(creator, draft)
    creator.open(f"{draft}proposals/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_twelve_files_are_a_short_page_and_choices_on_other_cards_stay(site, visitor, language):
    creator = visitor(site, screen="phone", language=language).sign_in("creator")
    open_proposals(creator)
    assert creator.count(".proposed") == 12
    assert creator.page.evaluate(HEIGHT) < MAX_HEIGHT

    first, other = (
        creator.page.locator(f".proposed[data-file='{TWELVE[n].name}']") for n in (2, 3)
    )
    other.locator(".fields > summary").click()
    other.locator("select[name=made]").select_option("later")
    first.locator("button[value=accept]").click()
    creator.page.wait_for_selector("details.settled")
    assert other.locator("select[name=made]").input_value() == "later"
    creator.page.wait_for_selector(".proposed:focus-within details.settled")

    left = creator.count("button[value=accept]")
    creator.page.locator("button[value=refuse]").first.focus()
    creator.page.keyboard.press("Enter")
    creator.page.wait_for_selector("form.refused")
    assert creator.count("button[value=accept]") == left - 1


def test_a_step_is_refused_and_taken_back_without_scripts(site, visitor):
    creator = visitor(site, screen="phone", scripts=False).sign_in("creator")
    open_proposals(creator)
    for button, shown in (("refuse", "form.refused"), ("back", "button[value=refuse]")):
        creator.follow(f"button[value={button}]")
        assert creator.count(shown) >= 1
    assert creator.count("form.refused") == 0
