"""Requirements of PDF/A-3 (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) that WeasyPrint leaves open.

`finish` runs as the finisher of WeasyPrint, on the objects right before they are serialised. It
adds metadata and corrects mappings of glyphs to text, but changes no content of the pages.
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
from assessments.typesetting.computed_once import replaced

END_OF_RDF = b"</rdf:RDF>"
END_OF_STREAM = b"\nendstream"

# ISO 19005-3, 6.6.2.3: a property of another standard needs a description of its schema.
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

# A line of a ToUnicode map (ISO 32000-1, 9.10.3): glyph, then text in UTF-16BE.
GLYPH_TEXT = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
NUM_UTF16_DIGITS = 4  # hexadecimal digits of one UTF-16 unit
ZERO_WIDTH_SPACE = "\u200b"


class ForeignFont(Exception):
    """The document uses a font of the system; the stylesheet must name embedded fonts only."""


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Store the metadata uncompressed with the PDF/UA identifier; list each attachment once.

    Correct the text behind each glyph as well, so that text copied from the PDF equals the text
    printed. Raise `ForeignFont` where a font is not one of the embedded ones.
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
def unambiguous_stream_ends() -> Iterator[None]:
    """Write the end of each stream so that readers find it at the stated length.

    ISO 32000-1, 7.3.8.1 puts an end-of-line marker before `endstream`. Data that ends in a
    carriage return, as one compressed stream in 256 does, would form a marker with the line feed
    that follows, and the stream would be one byte shorter than its Length. Such data gets a
    carriage return and a line feed as its marker. Not safe for threads (`computed_once`).
    """
    written = pydyf.Stream.data

    def data(stream: pydyf.Stream) -> bytes:
        given: bytes = written.fget(stream)
        if not given.endswith(b"\r" + END_OF_STREAM):
            return given
        return given.removesuffix(END_OF_STREAM) + b"\r" + END_OF_STREAM

    with replaced(pydyf.Stream, "data", property(data)):
        yield


def missing_characters(document: Document) -> set[str]:
    """Return the characters for which the renderer drew an empty box in spite of the pre-flight."""
    return {chr(code) for font in document.fonts.values() for code in font.missing}


def _correct_text(pdf: pydyf.PDF) -> None:
    """Map glyphs to their own character where the renderer mapped them to a cluster or nothing.

    The renderer maps each glyph to the text of the first cluster in which it occurred. A letter
    that occurred first with two accents would be copied with them everywhere.
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
    if found is None or len(found[2]) == NUM_UTF16_DIGITS:
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
