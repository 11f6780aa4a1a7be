"""Markup as WeasyPrint lays it out, read by the parser of XML.

WeasyPrint reads HTML by the algorithm for pages with errors, in Python: a twentieth of the time of
a memo. The templates write HTML that is well-formed XML as well, for which expat takes no time.
"""

from __future__ import annotations

from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import HTML

from assessments.typesetting.fetcher import AssetFetcher


class Markup(HTML):  # type: ignore[misc]  # the library carries no types
    """A document from well-formed markup; raise `ElementTree.ParseError` for any other."""

    def __init__(self, text: str, fetcher: AssetFetcher) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(ElementTree.fromstring(text))
        self.etree_element = self.wrapper_element.etree_element
