"""Take the pictures of README and docs anew, from the application as it is now: `make pictures`.

A server of its own is started on a database of its own, a made-up work is assessed, its memo made,
and pages and memo are photographed into `docs/pictures/`. Nothing is retouched.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from pypdf import PdfReader

from tests.browser.site import ROOT, LiveSite
from tests.browser.visitors import READY, Visitor

FOLDER = ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium-headless-shell"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
LANGUAGES = {"en": "en", "zh": "zh-hans"}  # in a file's name, and in the application
COLOURS = 96
MAX_BYTES = 200_000
DECISION = "/cases/li-v-liu-2023/"
PUBLIC = {"home": "/", "cases": "/cases/", "case": DECISION, "timeline": "/cases/timeline/"}
ON_A_PHONE = {"home": "/", "cases": "/cases/"}
# The chapters of the memo that are worth a picture, by the ends of their titles in the bookmarks;
# the second title is sought after the first.
CHAPTERS = {
    "en": {
        "analysis": ("Originality", "Application"),
        "comparison": ("Comparison with decided cases", "Best for the Work"),
        "drawing": ("Where the work stands",),
    },
    "zh": {
        "analysis": ("独创性", "适用"),
        "comparison": ("类案比较", "最有利的裁判"),
        "drawing": ("作品所处的位置",),
    },
}
MEMO_DPI = 90


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_site() as site, chromium() as browser:
        for name, language in LANGUAGES.items():
            take_public_pages(browser, site, name, language)
            result = take_assessment(browser, site, name, language)
            take_phone(browser, site, name, language, result)


@contextmanager
def running_site() -> Iterator[LiveSite]:
    """With debugging off, so that no banner of a development server stands on the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        site = LiveSite(Path(folder)).prepare(with_library=True).publish().start()
        try:
            yield site
        finally:
            site.stop()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def take_public_pages(browser: Browser, site: LiveSite, name: str, language: str) -> None:
    reader = Visitor(browser, site, language=language)
    for page, address in PUBLIC.items():
        reader.open(address)
        save_png(reader.page.screenshot(), f"{page}-{name}")
    reader.leave()


def take_assessment(browser: Browser, site: LiveSite, name: str, language: str) -> str:
    """The result from top to bottom, the memo on its way and the memo; the result's address."""
    creator = Visitor(browser, site, language=language).sign_in("creator")
    result = creator.start_from(FOLDER / f"harbour-{name}.yaml")
    save_png(creator.page.screenshot(), f"result-{name}")
    for part in ("drawing", "precedents"):
        creator.page.locator(f"#{part}").scroll_into_view_if_needed()
        save_png(creator.page.locator(f"#{part}").screenshot(), f"result-{part}-{name}")
    creator.ask_for_memo(result)
    save_png(creator.page.screenshot(), f"memo-status-{name}")
    creator.wait_for_memo()
    save_png(creator.page.screenshot(), f"memo-ready-{name}")
    pdf = creator.page.request.get(creator.page.locator(READY).get_attribute("href") or "")
    take_memo(pdf.body(), name)
    creator.leave()
    return result


def take_phone(browser: Browser, site: LiveSite, name: str, language: str, result: str) -> None:
    creator = Visitor(browser, site, language=language, screen="phone").sign_in("creator")
    for page, address in {**ON_A_PHONE, "result": result}.items():
        creator.open(address)
        save_png(creator.page.screenshot(), f"{page}-phone-{name}")
    creator.leave()


def take_memo(pdf: bytes, name: str) -> None:
    pages = {"cover": 1} | {part: page_of(pdf, titles) for part, titles in CHAPTERS[name].items()}
    for part, number in pages.items():
        save_png(drawn_page(pdf, number, MEMO_DPI), f"memo-{part}-{name}")


def drawn_page(pdf: bytes, number: int, dpi: int) -> bytes:
    """One page of a PDF as a picture; pages are counted from one."""
    command = ["pdftoppm", "-png", "-r", str(dpi), "-f", str(number), "-l", str(number), "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout


def page_of(pdf: bytes, titles: tuple[str, ...]) -> int:
    """Counted from one."""
    reader = PdfReader(io.BytesIO(pdf))
    entries = iter(list(_flat(reader.outline)))
    for title in titles:
        found = next(entry for entry in entries if str(entry.title).endswith(title))
    number = reader.get_destination_page_number(found)
    assert number is not None
    return number + 1


def _flat(outline: list) -> Iterator:
    for entry in outline:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def save_png(png: bytes, name: str) -> None:
    """In few colours: flat pages lose nothing by it, and the repository stays small."""
    path = FOLDER / f"{name}.png"
    with Image.open(io.BytesIO(png)) as picture:
        quantised = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        quantised.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size // 1000} kB")
    if size > MAX_BYTES:
        sys.exit(f"{name} is larger than {MAX_BYTES // 1000} kB.")


if __name__ == "__main__":
    main()
