"""The XMP packet that holds a label, and one more description in a packet that is there."""

from __future__ import annotations

from html import escape

# The namespace of TC260, the committee that wrote GB 45438-2025.
NAMESPACE = "http://www.tc260.org.cn/ns/AIGC/1.0/"
RDF_END = b"</rdf:RDF>"
# XMP Specification Part 1 (ISO 16684-1), XMP packet wrapper: the processing instructions with the
# byte order mark and the fixed id; `end="w"` allows that the packet is changed in place.
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">%s</rdf:RDF>'
    '</x:xmpmeta><?xpacket end="w"?>'
)
DESCRIPTION = (
    '<rdf:Description rdf:about="" xmlns:TC260="%s"><TC260:AIGC>%s</TC260:AIGC></rdf:Description>'
)


def description(text: str) -> bytes:
    return (DESCRIPTION % (NAMESPACE, escape(text))).encode()


def packet(text: str) -> bytes:
    return (PACKET % description(text).decode()).encode()


def extend_packet(data: bytes, text: str) -> bytes | None:
    """The packet with one more description; None where it has not exactly one end of RDF."""
    if data.count(RDF_END) != 1:
        return None
    return data.replace(RDF_END, description(text) + RDF_END)
