"""Take the pictures of README and docs anew, from the application as it is now: `make pictures`.

A server of its own is started on a database of its own, a made-up work is assessed, its memo made,
and pages and memo are photographed into `docs/pictures/`, two parts of the short path into
`static/pictures/` for the start page. Nothing is retouched.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader

from scripts.harbour import rounds
from tests.browser.site import ROOT, LiveSite
from tests.browser.visitors import READY, SCREENS, Visitor

FOLDER = ROOT / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium-headless-shell"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]
LANGUAGES = {"en": "en", "zh": "zh-hans"}  # in a file's name, and in the application
COLOURS = 96
MAX_BYTES = 200_000
# Width and height at most, as `templates/site/home.html` gives them.
WIDE, NARROW, TALL = (1120, 560), (720, 1000), (720, 1120)
DECISION = "/cases/li-v-liu-2023/"
PUBLIC = {"home": "/", "cases": "/cases/", "case": DECISION, "timeline": "/cases/timeline/"}
ON_A_PHONE = {"home": "/", "cases": "/cases/"}
# The chapters of the memo that are worth a picture, by the ends of their titles in the bookmarks.
CHAPTERS = {
    "en": {
        "analysis": ("Originality, Intellectual achievement",),
        "comparison": ("Comparison with decided cases",),
        "drawing": ("Where the work stands",),
    },
    "zh": {
        "analysis": ("独创性、智力成果",),
        "comparison": ("类案比较",),
        "drawing": ("作品所处的位置",),
    },
}
MEMO_DPI = 90
TITLES = {"en": "Harbour at first light", "zh": "晨光中的港口"}
IDEAS = {
    "en": "A small boat leaving the harbour, dawn behind the lighthouse, one red lantern",
    "zh": "小船驶出港口，晨光从灯塔后照来，船头一盏红灯",
}
GULLS = {"en": "Three gulls above the mast", "zh": "桅杆上方的三只海鸥"}
ANSWERS: dict[str, Callable[[Page, str], None]] = {
    "kind": lambda page, name: page.fill("#id_title", TITLES[name]),
    "people": lambda page, name: page.check("[name=people][value=self]"),
    "idea": lambda page, name: page.fill("#id_idea", IDEAS[name]),
    "hand": lambda page, name: answer_hand(page, name),
    "published": lambda page, name: None,
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_site() as site, chromium() as browser:
        for name, language in LANGUAGES.items():
            take_short_path(browser, site, name, language)
            take_public_pages(browser, site, name, language)
            result = take_assessment(browser, site, name, language)
            take_phone(browser, site, name, language, result)


def answer_hand(page: Page, name: str) -> None:
    page.check("[name=adds][value=figure]")
    page.check("[name=extent][value=local]")
    page.fill("#id_where", GULLS[name])


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


def take_short_path(browser: Browser, site: LiveSite, name: str, language: str) -> None:
    """From dropped files to the answer, for the start page: the rounds and the answer."""
    maker = Visitor(browser, site, language=language)
    page = maker.page
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / file for file, _ in rounds()]
        for path, (_, data) in zip(paths, rounds(), strict=True):
            path.write_bytes(data)
        maker.open("/begin/")
        page.set_input_files("#id_begin_files", paths)
        page.wait_for_url("**/making/")
        page.wait_for_selector(".making-progress", state="detached")
        page.wait_for_selector(".round-picture img")
    page.click("button[value=accept-all]")
    page.wait_for_selector("button[value=accept-all]", state="detached")
    page.locator(".final").first.click()
    page.wait_for_selector("section.making-final", state="detached")
    phone = Visitor(browser, site, language=language, screen="phone", dots=2)
    phone.take_over(maker)
    phone.open(page.url)
    save_webp(page, "#rounds", f"rounds-{name}", WIDE)
    save_webp(phone.page, "#rounds", f"rounds-phone-{name}", NARROW)
    maker.open(f"{page.url.split('/making/')[0]}/ask/")
    for question, fill in ANSWERS.items():
        page.wait_for_url(f"**/ask/{question}/")
        fill(page, name)
        page.click("form .btn-primary" if question != "published" else "button[name=none]")
    page.wait_for_url("**/result/")
    phone.open(page.url)
    save_webp(phone.page, ".headline", f"answer-{name}", TALL)
    phone.leave()
    take_stronger(page, name)
    take_what_follows(maker, name)
    maker.leave()


def take_stronger(page: Page, name: str) -> None:
    """What would move the answer, one of its questions, and the answer after it."""
    page.locator("#next-steps").scroll_into_view_if_needed()
    save_png(page.screenshot(), f"stronger-list-{name}")
    with page.expect_navigation():
        page.locator("#next-steps a.btn").first.click()
    page.wait_for_selector(".stronger")
    save_png(page.screenshot(), f"stronger-{name}")
    page.locator(".stronger a").last.click()
    page.wait_for_url("**/result/")


def take_what_follows(maker: Visitor, name: str) -> None:
    """What to secure and who owns it, on a desktop and on a phone."""
    page, draft = maker.page, maker.page.url.partition("/result/")[0]
    for screen, ending in (("desktop", ""), ("phone", "-phone")):
        width, height = SCREENS[screen]
        page.set_viewport_size({"width": width, "height": height})
        for place in ("secure", "owner"):
            maker.open(f"{draft}/{place}/")
            save_png(page.screenshot(), f"{place}{ending}-{name}")


def save_webp(page: Page, selector: str, name: str, size: tuple[int, int]) -> None:
    """The beginning of a part of a page, for the start page, which every visitor loads."""
    page.locator(selector).scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    width, height = size
    with Image.open(io.BytesIO(page.locator(selector).screenshot())) as picture:
        scaled = picture.convert("RGB").resize(
            (width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS
        )
        path = ROOT / "static" / "pictures" / f"{name}.webp"
        scaled.crop((0, 0, width, min(height, scaled.height))).save(path, quality=82)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


def take_assessment(browser: Browser, site: LiveSite, name: str, language: str) -> str:
    """The result from top to bottom, the memo on its way and the memo; the result's address."""
    creator = Visitor(browser, site, language=language).sign_in("creator")
    result = creator.start_from(FOLDER / f"harbour-{name}.yaml")
    save_png(creator.page.screenshot(), f"result-{name}")
    creator.page.locator("#drawing summary").first.click()
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
