"""A person at a browser: one language, one screen, and everything that went wrong on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

from tests.browser.site import FORWARDED, LiveSite

SCREENS = {"desktop": (1280, 900), "phone": (390, 844)}
LOCALES = {"en": "en-GB", "zh-hans": "zh-CN"}
SUBMIT = "main form button[type=submit]"
READY = "#memo-status a[href$='memo.pdf']"
FAILED = "#memo-status form"
LOOK_AGAIN = "#memo-status p.muted a"
SESSION = "sessionid"
PATIENCE_SECONDS = 60
# What a worker makes gives way to all else, and may take as long as any job (JOB_TIME_LIMIT).
WORK_SECONDS = 300


class Visitor:
    """Opens pages of one site and remembers every complaint of the browser."""

    def __init__(
        self,
        browser: Browser,
        site: LiveSite,
        *,
        language: str = "en",
        screen: str = "desktop",
        scripts: bool = True,
        dots: int = 1,
    ) -> None:
        """`dots`: of the screen, for each pixel of a page in either direction."""
        width, height = SCREENS[screen]
        self.site = site
        self.language = language
        self.scripts = scripts
        self.complaints: list[str] = []
        self.refusals: frozenset[int] = frozenset()  # answers of 400 and more that are asked for
        self._context = browser.new_context(
            base_url=site.address,
            locale=LOCALES[language],
            viewport={"width": width, "height": height},
            device_scale_factor=dots,
            java_script_enabled=scripts,
            # What turns while one waits would take the processor from what is waited for.
            reduced_motion="reduce",
            extra_http_headers=FORWARDED if site.production else None,
        )
        self.page: Page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE_SECONDS * 1000)
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._on_request)
        self.page.on("response", self._on_response)

    def open(self, address: str) -> int:
        """The status of the answer."""
        response = self.page.goto(address)
        assert response is not None
        return response.status

    def sign_in(self, name: str) -> Visitor:
        """By the form once; after that with the session it gave, since hashing takes its time."""
        if name not in self.site.sessions:
            self.open("/account/login/")
            self.fill_in_sign_in(name)
            (mine,) = [cookie for cookie in self.cookies() if cookie["name"] == SESSION]
            self.site.sessions[name] = mine["value"]
        else:
            value, url = self.site.sessions[name], self.site.address
            self._context.add_cookies([{"name": SESSION, "value": value, "url": url}])
        return self

    def fill_in_sign_in(self, name: str) -> None:
        self.page.fill("#id_login", name)
        self.page.fill("#id_password", self.site.passwords[name])
        self.submit()

    def submit(self) -> int:
        """Press the page's own button; the status of the page that answers."""
        return self.follow(SUBMIT)

    def follow(self, what: str | Locator) -> int:
        """Press what leads to another page and wait until that one is whole; its status."""
        element = self.page.locator(what).first if isinstance(what, str) else what
        with self.page.expect_navigation() as navigation:
            element.click()
        return navigation.value.status

    def start_from(self, source: str | Path) -> str:
        """Assess an example, given by its slug, or a file; the address of the result."""
        self.open("/assessments/start/")
        if isinstance(source, Path):
            self.page.set_input_files("#id_file", source)
        else:
            self.follow(f"main a[href$='?example={source}']")
        self.submit()
        self.unfold()
        return self.page.url

    def unfold(self) -> None:
        """Open what a result folds away: every reason, part and decision."""
        folded = self.page.locator("#in-full:not([open]) > summary")
        if folded.count():
            folded.click()

    def ask_for_memo(self, result: str) -> str:
        """In the visitor's own language; the address of the page on which one waits."""
        self.open(f"{result}memos/")
        self.submit()
        return self.page.url

    def wait_for_memo(self) -> None:
        """Scripts look again by themselves; without them a person does."""
        if self.scripts:
            ended = self.page.locator(f"{READY}, {FAILED}")
            ended.wait_for(timeout=WORK_SECONDS * 1000)
        else:
            for _ in range(WORK_SECONDS):
                if not self.count(LOOK_AGAIN):
                    break
                self.page.wait_for_timeout(1000)
                self.follow(LOOK_AGAIN)
        assert self.count(READY) == 1, self.text("#memo-status")

    def download(self, link: str) -> bytes:
        with self.page.expect_download() as downloading:
            self.page.locator(link).first.click()
        return Path(downloading.value.path()).read_bytes()

    def text(self, selector: str) -> str:
        return self.page.locator(selector).first.inner_text()

    def texts(self, selector: str) -> list[str]:
        return self.page.locator(selector).all_inner_texts()

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()

    def cookies(self) -> list[Any]:
        return self._context.cookies()

    def take_over(self, other: Visitor) -> None:
        """Go on as the person who is at another screen."""
        self._context.add_cookies(other.cookies())

    def leave(self) -> None:
        self._context.close()

    def _on_console(self, message: ConsoleMessage) -> None:
        # What was refused is judged by its status, where the answer arrives.
        refused = message.text.startswith("Failed to load resource: the server responded")
        if message.type in ("error", "warning") and not refused:
            self.complaints.append(f"console: {message.text} on {self.page.url}")

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme != "data" and address.netloc != urlsplit(self.site.address).netloc:
            self.complaints.append(f"elsewhere: {request.url} from {self.page.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.refusals:
            self.complaints.append(f"{response.status}: {response.url} from {self.page.url}")
