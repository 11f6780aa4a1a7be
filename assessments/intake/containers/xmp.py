"""XMP: its properties as plain names and values; a packet with entities is rejected.

`properties` flattens the packet: `xmp:CreatorTool`, `dc:description`, `xmpMM:History/stEvt:when`.
The specification is ISO 16684-1 (XMP Specification Part 1). Prefixes are fixed here by namespace,
because a packet may choose any.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from assessments.intake.core import limits
from assessments.intake.core.problems import problem, raise_limit, reject
from assessments.intake.core.report import StatedTime

PREFIXES = {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#": "stEvt",
    "http://ns.adobe.com/xap/1.0/sType/ResourceRef#": "stRef",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://www.tc260.org.cn/ns/AIGC/1.0/": "TC260",
}
# ISO 16684-1, serialization: attributes of RDF/XML that are no properties; elements of RDF/XML and
# of the wrapper that are no part of a property's name.
NO_VALUE = {"rdf:about", "rdf:parseType", "rdf:resource", "xml:lang"}
TRANSPARENT = {"rdf:RDF", "rdf:Description", "rdf:Alt", "rdf:Seq", "rdf:Bag", "rdf:li"}
WRAPPERS = {"x:xmpmeta", "xmpmeta", "xapmeta"}
TIMES = {
    "xmp:CreateDate": "created",
    "xmp:ModifyDate": "modified",
    "photoshop:DateCreated": "created",
    "exif:DateTimeOriginal": "created",
}
# An entry of the history: what was done, and when (XMP Specification Part 2, 1.2.4.6).
ACTION, WHEN = "xmpMM:History/stEvt:action", "xmpMM:History/stEvt:when"
DIGITAL_SOURCE = "Iptc4xmpExt:DigitalSourceType"


@dataclass
class PropertyWalk:
    """Handler of XML events: the properties so far, and name and text of each open element.

    Names have the form that expat gives with a space as separator: the namespace and the name.
    """

    pairs: list[tuple[str, str]] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)
    nodes: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.nodes += 1
        if self.nodes > limits.XML_NODES.value:
            raise_limit(limits.XML_NODES)
        if len(self.path) >= limits.XML_DEPTH.value:
            raise_limit(limits.XML_DEPTH)
        self.path.append(prefixed(name))
        self.texts.append([])
        for key, value in attributes.items():
            short = prefixed(key)
            if short == "rdf:resource":
                self.pairs.append((_property_name(self.path), value))
            elif short not in NO_VALUE:
                self.pairs.append((_property_name([*self.path, short]), value))

    def end(self) -> None:
        text = "".join(self.texts.pop()).strip()
        if text:
            self.pairs.append((_property_name(self.path), text))
        self.path.pop()

    def text(self, data: str) -> None:
        if self.texts:
            self.texts[-1].append(data)


def properties(text: str) -> list[tuple[str, str]]:
    """Name and value of every property, in the packet's order.

    Raises `Rejected` for a packet that declares entities or a document type, that is too large, or
    of which nothing is well-formed.
    """
    start = text.find("<")
    body = text[start:] if start >= 0 else ""
    if "<!DOCTYPE" in body or "<!ENTITY" in body:
        reject(problem("xml_refused"))
    if body.startswith("<?xml"):
        body = body[body.find("?>") + 2 :]
    walk = PropertyWalk()
    # With a separator expat gives each name as its namespace, a space and the local name.
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = lambda name: walk.end()
    parser.CharacterDataHandler = walk.text
    try:
        parser.Parse(body.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        # Extra bytes after the packet are common; what was read before them is kept.
        if not walk.pairs:
            reject(problem("xml_damaged"))
    return walk.pairs


def _property_name(path: list[str]) -> str:
    return "/".join(step for step in path if step not in TRANSPARENT and step not in WRAPPERS)


def prefixed(name: str) -> str:
    """A name of expat's under the fixed prefix of its namespace; without one, the local name."""
    space, _, local = name.rpartition(" ")
    if space == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{local}"
    if space == "adobe:ns:meta/":
        return "x:xmpmeta"
    prefix = PREFIXES.get(space)
    return f"{prefix}:{local}" if prefix else local


def value(pairs: list[tuple[str, str]], name: str) -> str | None:
    """The first value of a property; None where the packet has none."""
    return next((text for key, text in pairs if key == name), None)


def times(pairs: list[tuple[str, str]]) -> tuple[StatedTime, ...]:
    """The times among the properties, as written: ISO 8601 with or without an offset."""
    stated = (
        StatedTime(what=TIMES[name], value=text, source=f"XMP {name}")
        for name, text in pairs
        if name in TIMES
    )
    return (*stated, *_history(pairs))


def _history(pairs: list[tuple[str, str]]) -> Iterator[StatedTime]:
    """The times of the history; an entry begins where a field comes that the last one has."""
    entries: list[dict[str, str]] = []
    for name, text in pairs:
        if name in (ACTION, WHEN):
            if not entries or name in entries[-1]:
                entries.append({})
            entries[-1][name] = text
    for entry in entries:
        if WHEN in entry:
            what = "created" if entry.get(ACTION) == "created" else "modified"
            yield StatedTime(what=what, value=entry[WHEN], source=f"XMP {WHEN}")
