"""The interview in a real browser: typed by hand, closed midway, open twice, without an account."""

from __future__ import annotations

import json
import re

import pytest

from cases import library
from cases.record import dump_json, load_text, to_plain
from tests.browser.interviews import SAVED, STAY, InterviewPage

pytestmark = pytest.mark.browser
LI = "li-v-liu-2023"
WAYS = [("en", "desktop", True), ("zh-hans", "phone", False)]


@pytest.fixture(scope="module")
def li():
    decision = next(published for published in library.load_all() if published.slug == LI)
    return decision.judged[0].record


@pytest.fixture(scope="module")
def li_file(li, tmp_path_factory):
    path = tmp_path_factory.mktemp("records") / "li.json"
    path.write_text(dump_json(li), encoding="utf-8")
    return path


@pytest.mark.parametrize(("language", "screen", "scripts"), WAYS)
def test_a_record_typed_by_hand_is_the_record_of_the_file(
    site, visitor, li, li_file, language, screen, scripts
):
    creator = visitor(site, language=language, screen=screen, scripts=scripts).sign_in("creator")
    writer = InterviewPage(creator).begin()
    writer.type_record(to_plain(li))
    writer.go("review/")
    assert creator.count(".error-summary") == 0
    writer.press(".interview-part form button.btn-primary")
    creator.open(f"{creator.page.url}record/")
    typed = creator.download("a[href$='record.json']").decode()
    told = {name: value for name, value in to_plain(li).items() if name != "appraiser"}
    assert to_plain(load_text(typed, "json")) == told  # nobody types a record as a court's
    by_hand = result_of(creator)
    creator.start_from(li_file)
    assert result_of(creator) == by_hand


def result_of(creator):
    address = re.sub(r"record/$", "", creator.page.url)
    creator.open(address)
    return json.loads(creator.download("a[href$='result.json']"))


def test_closing_the_browser_midway_loses_nothing(site, visitor):
    first = visitor(site).sign_in("creator")
    writer = InterviewPage(first).begin()
    writer.field("title").fill("Closed midway")
    writer.field("summary").fill("A girl at dusk")
    writer.field("summary").blur()
    writer.wait_until_saved()
    writer.field("created_from").fill("2024-02-03")  # nobody leaves the field, no button
    writer.wait_until_saved()
    first.leave()

    second = visitor(site).sign_in("creator")
    second.open("/drafts/")
    assert "Last at “The work”" in second.text(".items li:has-text('Closed midway')")
    second.follow(".items li:has-text('Closed midway') .btn")
    assert second.page.input_value("[name=summary]") == "A girl at dusk"
    assert second.page.input_value("[name=created_from]") == "2024-02-03"


def test_a_lost_connection_keeps_the_text_across_a_reload(site, visitor):
    creator = visitor(site).sign_in("creator")
    writer = InterviewPage(creator).begin()
    creator.page.route("**/work/", lambda route: route.abort())
    writer.field("title").fill("Typed in a tunnel")
    writer.field("title").blur()
    creator.page.wait_for_selector("#saved.failed")
    creator.complaints.clear()
    creator.page.unroute("**/work/")
    creator.page.on("dialog", lambda dialog: dialog.accept())
    creator.page.reload()
    assert creator.page.input_value("[name=title]") == "Typed in a tunnel"
    writer.wait_until_saved()
    creator.page.reload()
    assert creator.page.input_value("[name=title]") == "Typed in a tunnel"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_tabs_conflict_visibly_and_one_chooses(site, visitor, scripts):
    first_tab = visitor(site, scripts=scripts, language="zh-hans").sign_in("creator")
    other = visitor(site, scripts=scripts, language="zh-hans").sign_in("creator")
    other.refusals = frozenset({409})
    first, second = InterviewPage(first_tab).begin(), InterviewPage(other)
    second.url = first.url
    second.go("work/")
    for writer, title in ((first, "春风"), (second, "秋水")):
        writer.field("title").fill(title)
        if not scripts:
            writer.press(STAY)
        else:
            writer.field("title").blur()
        if writer is first and scripts:
            writer.wait_until_saved()
    if scripts:
        other.page.wait_for_selector("#saved.failed button")
        assert second.press("#saved button") == 409
    assert "春风" in other.text(".conflict") and "秋水" in other.text(".conflict")
    other.page.check("[name='choose.title'][value=theirs]")
    second.press("main form button")
    assert other.page.input_value("[name=title]") == "春风"


def test_questions_appear_only_when_they_matter(site, visitor):
    stranger = visitor(site)
    writer = InterviewPage(stranger).begin()
    writer.go("publication/")
    label = stranger.page.locator("[id='q-published.label_text']")
    assert not label.is_visible()
    stranger.page.check("[name='published.visible_label'][value=yes]")
    label.wait_for()
    stranger.page.check("[name='published.visible_label'][value=no]")
    label.wait_for(state="hidden")


def test_steps_are_put_in_order_with_the_keyboard_and_with_the_mouse(site, visitor):
    stranger = visitor(site)
    writer = InterviewPage(stranger).begin()
    for action in ("conceive", "generate", "select"):
        writer.go("steps/")
        writer.press(f"button[name=action][value={action}]")
    writer.go("steps/")
    button = stranger.page.locator(".item [data-down]").first
    button.focus()
    with stranger.page.expect_navigation():
        stranger.page.keyboard.press("Enter")
    run, idea, choice = (
        "generated with the tool",
        "idea or plan",
        "results looked through and chosen",
    )
    assert titles(stranger) == [f"Round 1: {run}", f"Round 2: {idea}", f"Round 3: {choice}"]
    assert "Moved from 1 to 2." in stranger.text("[role=status]")
    # A page takes the focus when it is first drawn, which may be after it is loaded.
    stranger.page.wait_for_function(
        "title => document.activeElement.textContent === title", arg=f"Round 2: {idea}"
    )

    grips = stranger.page.locator(".grip")
    start, end = grips.nth(2).bounding_box(), grips.nth(0).bounding_box()
    with stranger.page.expect_navigation():
        stranger.page.mouse.move(start["x"] + 5, start["y"] + 5)
        stranger.page.mouse.down()
        stranger.page.mouse.move(end["x"] + 5, end["y"] + 5, steps=4)
        stranger.page.mouse.up()
    assert titles(stranger)[0] == f"Round 1: {choice}"


def titles(visitor):
    return [title.strip() for title in visitor.texts(".item-title")]


def test_a_stranger_sees_the_answer_and_keeps_it_after_signing_in(site, visitor):
    stranger = visitor(site, screen="phone")
    writer = InterviewPage(stranger).begin()
    writer.field("title").fill("From a stranger")
    stranger.page.check("[name=kind][value=image]")
    writer.wait_until_saved()
    assert SAVED.search(stranger.text("#saved"))
    writer.go("result/")
    assert stranger.count(".answer") == 2
    stranger.follow(".keep-result a[href*='/login/']")
    stranger.page.fill("[name=login]", "creator")
    stranger.page.fill("[name=password]", site.passwords["creator"])
    stranger.submit()
    assert stranger.page.url == f"{writer.url}result/"
    writer.press(".keep-result button")
    assert "/assessments/" in stranger.page.url
    assert stranger.text("h1") == "From a stranger"
