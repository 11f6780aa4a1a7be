"""SVG: its metadata element, title and description, XMP, presence of Content Credentials.

SVG 2, 5.8 and 5.9: `metadata` holds what other namespaces define, `title` and `desc` describe.
ComfyUI's SaveSVGNode puts one JSON object with `prompt` and `workflow` into `metadata` as CDATA.
The same reader takes files whose root has a prefix. Scripts, styles and drawings are not read.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from assessments.intake.containers.embedded import Collector, Embedded
from assessments.intake.containers.xmp import PropertyWalk, prefixed
from assessments.intake.core import limits
from assessments.intake.core.coerce import parse_object
from assessments.intake.core.problems import Rejected, problem, raise_limit, reject

MEDIA_TYPE = "image/svg+xml"
SPACE = "http://www.w3.org/2000/svg"
# The root within the first bytes, behind a declaration, comments and a document type.
ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*"
    rb"(?:<\?xml[^>]{0,200}\?>|<!--|<!DOCTYPE\s{1,9}svg\b|<(?:\w{1,20}:)?svg[\s>])"
)
INSIDE = re.compile(rb"<(?:\w{1,20}:)?svg[\s>]")
TEXTS = frozenset({"title", "desc"})
# C2PA 2.1, A.3.3: an element of this namespace inside `metadata` holds the manifest in Base64.
CREDENTIALS = "http://c2pa.org/manifest"
RDF = "rdf:RDF"
LABEL = "AIGC"  # GB 45438-2025, the key of the label (`provenance.aigc_label`)
# A number of pixels; other units say nothing of them.
LENGTH = re.compile(r"\s*(\d{1,6})(?:\.\d{0,9})?\s*(?:px)?\s*")


def detect(head: bytes) -> bool:
    if not ROOT.match(head):
        return False
    root = INSIDE.search(head)
    page = head.lower().find(b"<html")  # a page may draw with SVG
    return bool(root and not 0 <= page < root.start()) or b"<!DOCTYPE svg" in head


def read(data: bytes) -> Embedded:
    collector = Collector(media_type=MEDIA_TYPE)
    if len(data) > limits.XML_BYTES.value:
        collector.report_limit(limits.XML_BYTES)
        return collector.build()
    walk = _Walk(collector)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        collector.report("damaged", where="SVG")
    except Rejected as rejection:
        collector.problems.append(rejection.problem)
    walk.finish()
    return collector.build()


def _refuse(*_: object) -> None:
    reject(problem("xml_refused"))


class _Walk:
    """Handler of the document: texts, and inside RDF the properties of XMP."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.properties = PropertyWalk()
        self.path: list[str] = []
        self.texts: list[list[str]] = []
        self.rdf = 0  # depth of the RDF that is open

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.path) >= limits.DOCUMENT_DEPTH.value:
            raise_limit(limits.DOCUMENT_DEPTH)
        short = prefixed(name)
        if self.rdf or short == RDF:
            self.rdf += 1
            self.properties.start(name, attributes)
            return
        self.path.append(short)
        self.texts.append([])
        if len(self.path) == 1:
            self.collector.width = _length(attributes.get("width"))
            self.collector.height = _length(attributes.get("height"))
        if name.startswith(CREDENTIALS + " "):
            self.collector.c2pa = True
        for key, value in attributes.items():  # a label as an attribute of its own
            if prefixed(key).startswith("TC260:"):
                self.collector.properties.append((prefixed(key), value))

    def end(self, name: str) -> None:
        if self.rdf:
            self.rdf -= 1
            self.properties.end()
            return
        kind, text = self.path.pop(), "".join(self.texts.pop()).strip()
        inside = "metadata" in self.path or kind == "metadata"
        if not text or name.startswith(CREDENTIALS + " "):
            return
        if not (inside or kind in TEXTS) or not self.collector.count_block():
            return
        if self.collector.reserve(len(text)):
            self._add(kind, text, inside)

    def _add(self, kind: str, text: str, inside: bool) -> None:
        """Keep a text; a JSON object inside `metadata` as one text for each of its values.

        The AIGC label under an element of its own stays the one object that it is.
        """
        labelled = kind.rpartition(":")[2].upper() == LABEL
        data = parse_object(text) if inside and not labelled else None
        for key, value in (data or {}).items():
            self.collector.add_value(str(key), value, "SVG metadata")
        if not data:
            self.collector.add(kind, text, "SVG")

    def text(self, data: str) -> None:
        if self.rdf:
            self.properties.text(data)
        elif self.texts:
            self.texts[-1].append(data)

    def finish(self) -> None:
        self.collector.properties += self.properties.pairs
        for name, value in self.properties.pairs:
            if self.collector.count_block() and self.collector.reserve(len(value)):
                self.collector.add(name, value, "XMP")


def _length(text: str | None) -> int | None:
    """A width or height in pixels; None for one in another unit."""
    match = LENGTH.fullmatch(text) if text else None
    return int(match[1]) if match else None
