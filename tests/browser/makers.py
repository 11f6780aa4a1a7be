"""A maker on the short path: drops files, decides on rounds, answers; every press is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.browser.visitors import WORK_SECONDS, Visitor
from tests.support.dropped_files import File

# The text that one sees in the main part, apart from what the maker's own files say.
VISIBLE = """() => {
    const seen = {ours: "", own: ""};
    const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        const isHidden = parent.closest(".visually-hidden, script, select");
        if (isHidden || !parent.checkVisibility()) continue;
        const part = parent.closest("[data-own]") ? "own" : "ours";
        seen[part] += " " + walker.currentNode.data;
    }
    return seen;
}"""


@dataclass(kw_only=True)
class Maker:
    """Who walks from the drop to the answer; `words` and `own` are the texts seen on the way."""

    visitor: Visitor
    presses: int = 0
    words: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)

    @property
    def page(self) -> Any:
        return self.visitor.page

    def look(self) -> None:
        """Read the page that is open; a page that is still coming has no main part."""
        self.page.wait_for_load_state()
        seen = self.page.evaluate(VISIBLE)
        self.words.append(seen["ours"])
        self.own.append(seen["own"])

    def press(self, selector: str) -> None:
        """Press something and wait for what follows."""
        self.presses += 1
        element = self.page.locator(selector).first
        is_link = element.evaluate("element => element.tagName") == "A"
        if is_link or not self.visitor.scripts or "/making/" not in self.page.url:
            self.visitor.follow(element)
            return
        held = element.element_handle()
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as waiting:
            element.click()
        if waiting.value.headers.get("hx-redirect"):
            self.page.wait_for_url("**/ask/**")
        else:  # the strip was put in anew
            held.wait_for_element_state("hidden")

    def drop(self, files: list[File]) -> None:
        """Begin with files and wait until all of them are read."""
        self.visitor.open("/begin/")
        self.look()
        sent = [
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
            for name, data in files
        ]
        self.presses += 1
        self.page.set_input_files("#id_begin_files", sent)
        if self.visitor.scripts:
            self.page.wait_for_url("**/making/")
            # The strip comes with a new page, of which nothing is there at first either.
            progress = self.page.locator(".making-progress")
            progress.wait_for(state="detached", timeout=WORK_SECONDS * 1000)
            self.page.wait_for_load_state()
            return
        self.press("main form button.btn-primary")
        for _ in range(WORK_SECONDS):
            if not self.page.locator(".making-progress").count():
                return
            self.page.wait_for_timeout(1000)
            self.visitor.follow(".no-script")
        raise AssertionError("The files were not read.")

    def decide(self, name: str, button: str) -> None:
        """Press a button on the card of a file."""
        card = f".round:has(.file-name:text-is('{name}'))"
        self.press(f"{card} button[{button}]")

    def answer(self, name: str) -> None:
        """Answer the question that is open with the least that says something."""
        assert f"/ask/{name}/" in self.page.url, self.page.url
        self.look()
        if name == "people":
            self.tick("people", "self")
        elif name == "idea":
            self.page.fill("#id_idea", "A fox seen from below, lit only by its lantern")
        elif name == "hand":
            self.tick("adds", "other")
        elif name in ("originals", "published"):
            self.press("button[name=none]")
            return
        self.press("form .btn-primary")

    def tick(self, name: str, value: str) -> None:
        self.presses += 1
        self.page.check(f"input[name={name}][value={value}]")

    def answer_all(self) -> None:
        """Answer whatever is asked until the answer is there."""
        asked: list[str] = []
        while "/ask/" in self.page.url:
            asked.append(self.page.url.rstrip("/").rpartition("/")[2])
            assert asked.count(asked[-1]) == 1, asked
            self.answer(asked[-1])
        assert self.page.url.endswith("/result/"), self.page.url

    def count(self, texts: list[str]) -> int:
        """Return the number of words, in Chinese of characters."""
        words = " ".join(texts).split()
        return len("".join(words)) if self.visitor.language == "zh-hans" else len(words)
