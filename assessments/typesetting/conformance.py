"""What PDF/A-3 and PDF/UA-1 ask for beyond what the renderer writes.

Runs as WeasyPrint's finisher, on the objects right before they are serialised. It adds no
content; it says of the file what is already true of it.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.document import Document

from assessments.typesetting import fonts

END_OF_RDF = b"</rdf:RDF>"
END_OF_STREAM = b"\nendstream"

# PDF/A accepts a property of another standard only with a description of its schema.
PDF_UA_1 = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />
<rdf:Description rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


GLYPH_TEXT = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
ONE_CHARACTER = 4  # hexadecimal digits of one UTF-16 unit
ZERO_WIDTH_SPACE = "\u200b"


class ForeignFont(Exception):
    """A font of the machine got into the document; the stylesheet must name ours only."""


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Write the metadata in the clear with the PDF/UA mark; list each attachment once.

    The text behind each glyph is put right as well, so that what is copied out of the PDF is
    what stands in it.
    """
    _correct_text(pdf)
    for stream in _metadata(pdf):
        (xmp,) = stream.stream
        stream.stream = [xmp.replace(END_OF_RDF, PDF_UA_1 + END_OF_RDF)]
        stream.compress = False
    associated = pdf.catalog.get("AF")
    if associated:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(associated))


@contextlib.contextmanager
def clear_ends() -> Iterator[None]:
    """Write streams so that where they end can be read in one way only.

    Data that ends in a carriage return, as one compressed stream in 256 does, would make with the
    line feed behind it the end of a line, and the stream one byte shorter than it says. It gets
    both as the end of its line. Not for threads: whoever writes holds the lock of the press.
    """
    written = pydyf.Stream.data

    def data(stream: pydyf.Stream) -> bytes:
        given: bytes = written.fget(stream)
        if not given.endswith(b"\r" + END_OF_STREAM):
            return given
        return given.removesuffix(END_OF_STREAM) + b"\r" + END_OF_STREAM

    pydyf.Stream.data = property(data)
    try:
        yield
    finally:
        pydyf.Stream.data = written


def missing_characters(document: Document) -> set[str]:
    """The characters for which the renderer drew an empty box, whatever the pre-flight said."""
    return {chr(code) for font in document.fonts.values() for code in font.missing}


def _correct_text(pdf: pydyf.PDF) -> None:
    """Give glyphs their own character where the renderer gave them a cluster or nothing.

    The renderer remembers for each glyph the text of the first cluster it occurred in. A letter
    that was first seen under two accents would bring them along wherever it stands.
    """
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Font" and "ToUnicode" in item:
            name = item["BaseFont"].decode()
            file = fonts.file_of(name)
            if file is None:
                raise ForeignFont(name)
            stream = pdf.objects[int(item["ToUnicode"].split()[0])].stream
            stream[:] = [_glyph_line(line, file) for line in stream]


def _glyph_line(line: bytes, file: str) -> bytes:
    found = GLYPH_TEXT.fullmatch(line)
    if found is None or len(found[2]) == ONE_CHARACTER:
        return line
    own = fonts.characters_of_glyphs(file).get(int(found[1], 16))
    given = bytes.fromhex(found[2].decode()).decode("utf-16-be")
    if given and (own is None or unicodedata.normalize("NFKC", own) == given):
        return line  # a ligature: it stands for several characters
    text = (own or ZERO_WIDTH_SPACE).encode("utf-16-be").hex()
    return b"<%b> <%b>" % (found[1], text.encode())


def _metadata(pdf: pydyf.PDF) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            yield item
