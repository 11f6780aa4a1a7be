"""Every page that a link leads to opens without a complaint of the browser.

Links are the same in both languages; `test_accessibility` opens every page in either. And the site
makes sense on the first day, before any decision is loaded.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

MAX_PAGES = 60
# Each is a file or leads away from what is walked.
NOT_PAGES = (".json", ".yaml", ".pdf", "/admin/", "/schemas/")
HUNDREDS = "/law/"  # articles, which a walk would not leave again
LINKS = "links => links.map(link => link.href)"
every_language = pytest.mark.parametrize("language", ["en", "zh-hans"])
EMPTY = {
    "en": {
        "/": "No decisions yet",
        "/cases/": "The library is empty",
        "/cases/timeline/": "The library is empty",
        "/method/": "How we assess",
        "/calibration/": "No decision is published yet",
        "/assessments/": "No assessment yet",
        "/interview/": "How was your work made?",
    },
    "zh-hans": {
        "/": "案例库还没有裁判",
        "/cases/": "案例库是空的",
        "/cases/timeline/": "案例库是空的",
        "/method/": "评估方法",
        "/calibration/": "尚无已发布的裁判",
        "/assessments/": "还没有评估",
        "/interview/": "说说这件作品是怎么做出来的",
    },
}


def test_every_page_that_is_linked_opens_without_complaint(site, visitor):
    creator = visitor(site).sign_in("creator")
    result = creator.start_from("li-v-liu-2023")
    waiting, seen = ["/", result, f"{result}record/", f"{result}memos/"], set()
    while waiting and len(seen) < MAX_PAGES:
        path = urlsplit(waiting.pop(0)).path
        if path in seen:
            continue
        seen.add(path)
        assert creator.open(path) == 200, path
        assert creator.count("h1") == 1, path
        found = creator.page.eval_on_selector_all("a[href]", LINKS)
        waiting += [link for link in found if leads_to_a_page(link, site)]
    assert len(seen) > 30


def leads_to_a_page(link, site):
    path = urlsplit(link).path
    is_page = link.startswith(site.address) and not path.endswith(NOT_PAGES)
    return is_page and not path.startswith(HUNDREDS)


def test_the_visitor_sees_what_a_browser_complains_of(site, visitor):
    careless = visitor(site)
    careless.open("/")
    with careless.page.expect_console_message():
        careless.page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<b style=\"top:0\">!</b>')"
        )
    careless.page.evaluate("new Image().src = 'http://elsewhere.invalid/picture.png'")
    careless.open("/no-such-page/")
    kinds = {complaint.split(":")[0] for complaint in careless.complaints}
    careless.complaints.clear()
    assert kinds >= {"console", "404"}


@pytest.fixture(scope="module")
def new_site(empty_site, tmp_path_factory):
    twin = empty_site.copy(tmp_path_factory.mktemp("new") / "data").start()
    yield twin
    twin.stop()


@every_language
def test_the_first_day_before_any_decision_is_loaded(new_site, visitor, language):
    newcomer = visitor(new_site, language=language, screen="phone").sign_in("creator")
    for address, said in EMPTY[language].items():
        assert newcomer.open(address) == 200
        assert said in newcomer.text("main"), address
