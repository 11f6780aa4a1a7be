"""A memo read back from its PDF, as whoever receives it can."""

from __future__ import annotations

import io
import re
from typing import Any

import page
from pypdf import PdfReader

from tests.support.pdf_text import page_texts

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


class ReadMemo:
    """What the file says of itself."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._reader: Any = PdfReader(io.BytesIO(pdf))
        self.title = str(self._reader.metadata.title) if self._reader.metadata else ""
        self.language = str(self._reader.root_object.get("/Lang", ""))
        self.num_pages = len(self._reader.pages)

    def says(self, sentence: str) -> bool:
        """Whether the text holds the sentence, wherever its lines break."""
        return closed_up(sentence) in "".join(page_texts(self._pdf))

    def attachment(self, name: str) -> bytes:
        (content,) = self._reader.attachments[name]
        return content

    def fonts(self) -> dict[str, bool]:
        """Every font that a page uses, and whether it is inside the file."""
        return {
            str(font["/BaseFont"]): any(file in descriptor for file in FONT_FILES)
            for sheet in self._reader.pages
            for font in _values(sheet["/Resources"].get("/Font", {}))
            for descriptor in _descriptors(font)
        }

    def faults(self, profile: str) -> list[str]:
        """What an independent validator finds against a standard."""
        report = page.validate_pdf_bytes(self._pdf, profile=profile)
        return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def closed_up(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _values(resources: Any) -> list[Any]:
    return [value.get_object() for value in resources.get_object().values()]


def _descriptors(font: Any) -> list[Any]:
    """A composite font keeps its descriptor in its only descendant."""
    descendants = [font_object.get_object() for font_object in font.get("/DescendantFonts", [])]
    return [font_object["/FontDescriptor"].get_object() for font_object in (descendants or [font])]
