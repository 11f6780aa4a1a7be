"""What PDF/A-3 and PDF/UA-1 ask for beyond what the renderer writes.

Runs as WeasyPrint's finisher, on the objects right before they are serialised. It adds no
content; it says of the file what is already true of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.document import Document

END_OF_RDF = b"</rdf:RDF>"

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


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Write the metadata in the clear with the PDF/UA mark; list each attachment once."""
    for stream in _metadata(pdf):
        (xmp,) = stream.stream
        stream.stream = [xmp.replace(END_OF_RDF, PDF_UA_1 + END_OF_RDF)]
        stream.compress = False
    associated = pdf.catalog.get("AF")
    if associated:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(associated))


def missing_characters(document: Document) -> set[str]:
    """The characters for which the renderer drew an empty box, whatever the pre-flight said."""
    return {chr(code) for font in document.fonts.values() for code in font.missing}


def _metadata(pdf: pydyf.PDF) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            yield item
