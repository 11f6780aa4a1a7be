"""The main job in a real browser: from an example or a file to the opinion memo in one's hands.

Against the application as `make run` serves it, with its own worker, in both languages, at a desk
and on a phone. A complaint of the browser (console, policy, request elsewhere) fails any of these.
"""

from __future__ import annotations

import json

import pytest
from django.utils import translation

from assessments.engine.codes import BASES
from assessments.memo.sections.voice import footing
from cases.record import dump_json, load
from tests.browser.memos import ReadMemo, closed_up
from tests.browser.site import ROOT
from tests.browser.visitors import READY

pytestmark = pytest.mark.browser

OWN_RECORD = ROOT / "tests" / "resources" / "records" / "strong-image.yaml"
LI = "li-v-liu-2023"
DREAMWRITER = "tencent-v-yingxun-2019"
CHAIR = "zhangjiagang-butterfly-chair-2025"
# What the page may say of an example on what was proved: what its court said.
PROVED = {
    ("en", LI): {"Protected", "Likely protected"},
    ("en", DREAMWRITER): {"Protected", "Likely protected"},
    # Without its own decision nothing refuses what it claims: it is merely not shown.
    ("en", CHAIR): {"Not protected", "Unlikely to be protected"},
    ("zh-hans", LI): {"受保护", "很可能受保护"},
    ("zh-hans", DREAMWRITER): {"受保护", "很可能受保护"},
    ("zh-hans", CHAIR): {"不受保护", "难以受保护"},
}
ANSWERS = {
    "en": ["As you state it", "On your evidence"],
    "zh-hans": ["按您的陈述", "凭现有证据"],
}
PAGE_LANGUAGES = {"en": "en", "zh-hans": "zh-Hans"}
PDF_LANGUAGES = {"en": "en", "zh-hans": "zh-CN"}
ELEMENTS = ["field", "originality", "form", "intellectual_achievement"]
# Every example in every language, one of them on each screen.
EXAMPLES = [
    (LI, "en", "desktop"),
    (LI, "zh-hans", "phone"),
    (DREAMWRITER, "en", "phone"),
    (DREAMWRITER, "zh-hans", "desktop"),
    (CHAIR, "en", "desktop"),
    (CHAIR, "zh-hans", "phone"),
]
# Every language, every screen; the nightly run adds the other pairs and ways to start.
MEMOS = [
    (LI, "en", "desktop"),
    (DREAMWRITER, "zh-hans", "phone"),
    pytest.param(CHAIR, "zh-hans", "desktop", marks=pytest.mark.nightly),
    pytest.param(OWN_RECORD, "en", "phone", marks=pytest.mark.nightly),
]
every_language = pytest.mark.parametrize("language", ["en", "zh-hans"])


@pytest.mark.parametrize(("slug", "language", "screen"), EXAMPLES)
def test_an_example_shows_both_answers_with_all_their_reasons(
    site, visitor, slug, language, screen
):
    creator = visitor(site, language=language, screen=screen).sign_in("creator")
    creator.start_from(slug)
    assert creator.page.get_attribute("html", "lang") == PAGE_LANGUAGES[language]
    assert creator.texts(".answer h3") == ANSWERS[language]
    assert creator.text(".answer-proved .badge").strip() in PROVED[language, slug]
    assert_everything_is_there(creator)


@pytest.mark.parametrize(("language", "screen"), [("en", "phone"), ("zh-hans", "desktop")])
def test_ones_own_record_is_assessed_from_a_file(site, visitor, language, screen):
    creator = visitor(site, language=language, screen=screen).sign_in("creator")
    creator.start_from(OWN_RECORD)
    assert creator.text("h1") == "Harbour at first light"
    assert_everything_is_there(creator)
    assert creator.download("a[href$='record.json']").decode() == dump_json(load(OWN_RECORD))


def assert_everything_is_there(creator):
    for element in ELEMENTS:
        assert creator.count(f"#element-{element} .reasons > li") >= 1
        assert creator.count(f"#element-{element} .twice .badge") in (1, 2)  # one where they agree
    creator.page.locator("#drawing summary").first.click()
    drawing = creator.page.locator("#drawing svg.drawing:visible")
    assert drawing.count() == 1
    assert drawing.bounding_box()["width"] > 300
    assert creator.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert creator.count("#drawing svg.drawing title") >= 1
    assert creator.count("#drawing tbody tr") > 10
    tables = creator.page.locator("#precedents > table")
    assert tables.count() == 2
    for n in range(2):
        assert tables.nth(n).locator("tbody tr").count() >= 1
    assert creator.count("#next-steps li, #next-steps > p") >= 1


@pytest.mark.parametrize(("source", "language", "screen"), MEMOS)
def test_the_memo_is_made_once_downloaded_and_read_back(site, visitor, source, language, screen):
    creator = visitor(site, language=language, screen=screen).sign_in("creator")
    result = creator.start_from(source)
    title = creator.text("h1")
    record = creator.download("a[href$='record.json']")
    data = creator.download("a[href$='result.json']")
    asked = creator.ask_for_memo(result)
    assert creator.ask_for_memo(result) == asked
    creator.open(f"{result}memos/")
    assert creator.count("main table a[href^='/memos/']") == 1
    creator.open(asked)
    creator.wait_for_memo()
    memo = ReadMemo(creator.download(READY))
    assert title in memo.title
    assert memo.language == PDF_LANGUAGES[language]
    assert memo.num_pages > 5
    with translation.override(language):  # it opens with an answer on either footing
        assert all(memo.says(footing(basis)) for basis in BASES)
    assert json.loads(memo.attachment("creation-record.json")) == json.loads(record)
    assert json.loads(memo.attachment("result.json")) == json.loads(data)
    assert memo.fonts() and all(memo.fonts().values())
    assert (memo.faults("3a"), memo.faults("ua1")) == ([], [])


def test_the_memo_comes_to_a_browser_without_scripts(site, visitor):
    creator = visitor(site, language="zh-hans", scripts=False).sign_in("creator")
    creator.ask_for_memo(creator.start_from(CHAIR))
    creator.wait_for_memo()
    assert creator.download(READY).startswith(b"%PDF-")


@every_language
def test_an_example_can_be_changed_before_it_is_assessed(site, visitor, language):
    creator = visitor(site, language=language).sign_in("creator")
    creator.open(f"/assessments/start/?example={CHAIR}")
    text = creator.page.input_value("#id_text")
    creator.page.fill("#id_text", text.replace("幻之翼透明艺术椅", "另一把椅子"))
    creator.submit()
    assert creator.text("h1") == "另一把椅子"


def test_a_newcomer_sees_the_answer_to_an_example_without_an_account(site, visitor):
    newcomer = visitor(site, language="zh-hans", screen="phone")
    newcomer.open("/")
    newcomer.follow(f"#examples a[href$='?example={DREAMWRITER}']")
    newcomer.submit()
    assert "股市午评" in closed_up(newcomer.text("h1"))
    assert newcomer.count(".answer") == 2
