"""Timestamps of third parties (RFC 3161): asking an authority, and checking what it answers.

Knows no Django. The address is the operator's alone; a redirect is not followed, and no more is
read than an answer can be. An answer counts as trusted only where its imprint, its nonce (if we
asked), its signature and its signer's chain to a root that the operator named all hold.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

import rfc3161_client as rfc3161
from cryptography import x509
from cryptography.x509.oid import NameOID

from assessments.evidence.digests import list_text

SHA256_OID = "2.16.840.1.101.3.4.2.1"
MOST_BYTES = 256 * 1024
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
GRANTED = (0, 1)  # granted, granted with modifications
PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
# A response that holds nothing but a status and a token: services hand out the token alone.
STATUS_GRANTED = b"\x30\x03\x02\x01\x00"


class BadTimestamp(RuntimeError):
    """An answer that cannot be used; `code` is one of the five below.

    `away`, `refused`, `unreadable`, `other_digest`, `untrusted`.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What a third party said: when, who it is, its number, and whether all of it was verified."""

    at: datetime
    authority: str
    serial: str
    trusted: bool
    response: bytes


def ask(
    digests: Sequence[str], *, url: str, roots: Sequence[x509.Certificate], seconds: float
) -> Receipt:
    """A verified timestamp over a list of digests; raises `BadTimestamp`."""
    builder = rfc3161.TimestampRequestBuilder(data=list_text(digests))
    request = builder.hash_algorithm(rfc3161.HashAlgorithm.SHA256).build()
    response = _decoded(_posted(url, request.as_bytes(), seconds))
    verifier = _verifier(roots, nonce=request.nonce)
    try:
        verifier.verify_message(response, list_text(digests))
    except (rfc3161.VerificationError, ValueError) as error:
        raise BadTimestamp("untrusted", str(error)) from error
    return _receipt(response, trusted=True)


def check(data: bytes, sha256: str, *, roots: Sequence[x509.Certificate]) -> Receipt:
    """A receipt from elsewhere, where it is for this digest; raises `BadTimestamp`."""
    response = _decoded(data)
    imprint = response.tst_info.message_imprint
    is_sha256 = imprint.hash_algorithm.dotted_string == SHA256_OID
    if not is_sha256 or imprint.message != bytes.fromhex(sha256):
        raise BadTimestamp("other_digest")
    return _receipt(response, trusted=bool(roots) and _verifies(response, sha256, roots))


def certificates(pem: bytes) -> list[x509.Certificate]:
    """The certificates of a PEM file."""
    return [x509.load_pem_x509_certificate(found) for found in PEM.findall(pem)]


def imprint_of(data: bytes) -> str:
    """The digest that a receipt is for; raises `BadTimestamp`."""
    return str(_decoded(data).tst_info.message_imprint.message.hex())


def _verifies(response: Any, sha256: str, roots: Sequence[x509.Certificate]) -> bool:
    try:
        return bool(_verifier(roots).verify(response, bytes.fromhex(sha256)))
    except (rfc3161.VerificationError, ValueError):
        return False


def _verifier(roots: Sequence[x509.Certificate], nonce: int | None = None) -> rfc3161.Verifier:
    if not roots:
        raise BadTimestamp("untrusted", "no root certificate is named")
    return rfc3161.VerifierBuilder(roots=list(roots), nonce=nonce).build()


def _decoded(data: bytes) -> Any:
    for shape in (data, _wrapped(data)):
        try:
            response = rfc3161.decode_timestamp_response(shape)
            if response.status not in GRANTED:
                raise BadTimestamp("refused", f"status {response.status}")
            response.tst_info.message_imprint  # noqa: B018  raises where there is no token
            return response
        except ValueError:
            continue
    raise BadTimestamp("unreadable")


def _wrapped(token: bytes) -> bytes:
    body = STATUS_GRANTED + token
    size = len(body)
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return b"\x30" + (length if size < 128 else bytes([0x80 | len(length)]) + length) + body


def _receipt(response: Any, *, trusted: bool) -> Receipt:
    info = response.tst_info
    return Receipt(
        at=info.gen_time,
        authority=_signer(response)[:300],
        serial=f"{info.serial_number:x}"[:80],
        trusted=trusted,
        response=bytes(response.as_bytes()),
    )


def _signer(response: Any) -> str:
    """The name on the certificate that signed; nothing where the answer holds none."""
    signers = list(response.signed_data.signer_infos)
    for der in response.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(der)
        if any(one.serial_number == certificate.serial_number for one in signers):
            names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            return str(names[0].value) if names else certificate.subject.rfc4514_string()
    return ""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _posted(url: str, query: bytes, seconds: float) -> bytes:
    if urlsplit(url).scheme not in ("http", "https"):
        raise BadTimestamp("away", "the address is neither http nor https")
    headers = {"Content-Type": QUERY, "Accept": REPLY}
    request = urllib.request.Request(url, data=query, headers=headers, method="POST")
    opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler())
    try:
        with opener.open(request, timeout=seconds) as answer:
            data: bytes = answer.read(MOST_BYTES + 1)
    except (URLError, HTTPException, OSError) as error:
        raise BadTimestamp("away", str(error)) from error
    if len(data) > MOST_BYTES:
        raise BadTimestamp("unreadable", "the answer is too large")
    return data
