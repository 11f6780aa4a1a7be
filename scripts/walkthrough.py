"""Take the pictures of docs/walkthrough*.md anew: `make pictures`.

A newcomer without an account drops the files of a made-up work, decides on its rounds, answers the
questions and looks at the answer; then types in another made-up work answer by answer, signs in,
keeps it and gets the memo; once in English, once in Chinese.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser

from assessments.answers.editing import LETTERS, REFERENCES
from cases.record import load, to_plain
from scripts.pictures import (
    FOLDER,
    LANGUAGES,
    MEMO_DPI,
    chromium,
    drawn_page,
    running_site,
    save_png,
)
from tests.browser.interviews import InterviewPage
from tests.browser.makers import Maker
from tests.browser.site import LiveSite
from tests.browser.visitors import READY, Visitor
from tests.support.dropped_files import illustrator


def main() -> None:
    with running_site() as site, chromium() as browser:
        for name, language in LANGUAGES.items():
            walk(browser, site, name, language)


def walk(browser: Browser, site: LiveSite, name: str, language: str) -> None:
    newcomer = Visitor(browser, site, language=language)
    walk_short_path(newcomer, name)
    walk_long_path(newcomer, name)
    newcomer.leave()


def walk_short_path(newcomer: Visitor, name: str) -> None:
    """From dropped files to the first answer."""
    picture = camera(newcomer, name)
    maker = Maker(visitor=newcomer)
    newcomer.open("/begin/")
    picture("begin")
    maker.drop(illustrator())
    picture("rounds")
    maker.decide("fox-final.psd", "value=accept-edit")
    maker.press(".final:has-text('fox-final.psd')")
    maker.press("button[value=accept-all]")
    newcomer.open(newcomer.page.url.partition("/ask/")[0] + "/making/")
    picture("accepted")
    maker.press(".making-next a")
    picture("ask")
    maker.answer_all()
    picture("answer")


def walk_long_path(newcomer: Visitor, name: str) -> None:
    """From the long interview to the memo."""
    picture = camera(newcomer, name)
    newcomer.open("/interview/")
    writer = InterviewPage(newcomer).begin()
    writer.type_record(with_page_ids(to_plain(load(FOLDER / f"harbour-{name}.yaml"))))
    writer.go("work/")
    newcomer.page.locator("details summary").first.click()
    picture("work")
    writer.go("steps/")
    picture("steps")
    writer.go("steps/s2/")
    newcomer.page.locator("[name=prompt]").scroll_into_view_if_needed()
    picture("step")
    writer.go("files/")
    picture("files")
    writer.go("review/")
    picture("review")
    writer.go("result/")
    picture("result")
    newcomer.open("/account/signup/")
    picture("signup")
    newcomer.open("/account/login/")  # by the form, so that what this browser began comes along
    newcomer.fill_in_sign_in("creator")
    writer.go("result/")
    writer.press(".keep-result button")
    result = newcomer.page.url
    newcomer.page.locator("#next-steps").scroll_into_view_if_needed()
    picture("next")
    newcomer.open(f"{result}evidence/")
    picture("evidence")
    newcomer.ask_for_memo(result)
    newcomer.wait_for_memo()
    picture("memo")
    pdf = newcomer.page.request.get(newcomer.page.locator(READY).get_attribute("href") or "")
    save_png(drawn_page(pdf.body(), 1, MEMO_DPI), f"walk-cover-{name}")


def camera(newcomer: Visitor, name: str) -> Callable[[str], None]:
    """Return what takes a picture of the open page under the name of a stage."""

    def picture(stage: str) -> None:
        newcomer.page.wait_for_load_state("networkidle")
        save_png(newcomer.page.screenshot(), f"walk-{stage}-{name}")

    return picture


def with_page_ids(record: Mapping[str, Any]) -> dict[str, Any]:
    """The same record with the ids that the pages give by themselves."""
    given = json.loads(json.dumps(record))
    new = {
        part: {item["id"]: f"{letter}{n}" for n, item in enumerate(given.get(part, ()), 1)}
        for part, letter in LETTERS.items()
    }
    for part, names in new.items():
        for item in given.get(part, ()):
            item["id"] = names[item["id"]]
        for other, field in REFERENCES[part]:
            for item in given.get(other, ()):
                value = item.get(field)
                if isinstance(value, list):
                    item[field] = [names[name] for name in value]
                elif value is not None:
                    item[field] = names[value]
    return dict(given)


if __name__ == "__main__":
    main()
