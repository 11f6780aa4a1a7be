"""The process that makes memos is not there: the page says so, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.browser.site import IMPATIENT
from tests.browser.visitors import READY

pytestmark = pytest.mark.browser

NOBODY = {
    "en": "Nothing is working on this at the moment",
    "zh-hans": "目前没有后台进程在处理",
}


@pytest.fixture
def site_without_worker(prepared_site, tmp_path):
    twin = prepared_site.copy(tmp_path / "data", settings=IMPATIENT).start(with_worker=False)
    yield twin
    twin.stop()


def test_the_page_says_that_nobody_is_at_work_without_scripts(site_without_worker, visitor):
    creator = visitor(site_without_worker, scripts=False).sign_in("creator")
    creator.ask_for_memo(creator.start_from("li-v-liu-2023"))
    assert NOBODY["en"] not in creator.text("#memo-status")
    creator.page.wait_for_timeout(1500)
    creator.page.reload()
    creator.page.get_by_text(NOBODY["en"]).wait_for()


def test_the_page_says_so_by_itself_and_the_memo_is_made_once_a_worker_is_there_again(
    site_without_worker, visitor
):
    creator = visitor(site_without_worker, language="zh-hans").sign_in("creator")
    address = creator.ask_for_memo(creator.start_from("li-v-liu-2023"))
    assert NOBODY["zh-hans"] not in creator.text("#memo-status")
    creator.page.get_by_text(NOBODY["zh-hans"]).wait_for()
    creator.open("/")
    site_without_worker.stop()
    site_without_worker.start()
    creator.open(address)
    creator.wait_for_memo()
    assert creator.download(READY).startswith(b"%PDF-")
