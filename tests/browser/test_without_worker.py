"""The process that makes memos is not there: the page says so, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.browser.site import IMPATIENT
from tests.browser.visitors import READY

pytestmark = pytest.mark.browser

NOBODY = {
    "en": "Nobody is at work on it",
    "zh-hans": "目前没有后台进程在处理",
}


@pytest.fixture
def site_without_worker(prepared_site, tmp_path):
    twin = prepared_site.copy(tmp_path / "data", settings=IMPATIENT).start(with_worker=False)
    yield twin
    twin.stop()


@pytest.mark.parametrize(("language", "scripts"), [("en", False), ("zh-hans", True)])
def test_the_page_says_that_nobody_is_at_work(site_without_worker, visitor, language, scripts):
    creator = visitor(site_without_worker, language=language, scripts=scripts).sign_in("creator")
    creator.ask_for_memo(creator.start_from("li-v-liu-2023"))
    assert NOBODY[language] not in creator.text("#memo-status")
    if not scripts:
        creator.page.wait_for_timeout(1500)
        creator.page.reload()
    creator.page.get_by_text(NOBODY[language]).wait_for()


def test_the_memo_is_made_once_a_worker_is_there_again(site_without_worker, visitor):
    creator = visitor(site_without_worker).sign_in("creator")
    address = creator.ask_for_memo(creator.start_from("li-v-liu-2023"))
    creator.open("/")
    site_without_worker.stop()
    site_without_worker.start()
    creator.open(address)
    creator.wait_for_memo()
    assert creator.download(READY).startswith(b"%PDF-")
