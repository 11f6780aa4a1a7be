"""Timestamps of third parties (RFC 3161): requests, and the verification of responses.

The module uses no Django. The address of the authority comes from the operator; redirects are not
followed, and the size of a response is limited. A response is trusted only where its message
imprint, its nonce (if it was requested here), its signature (CMS, RFC 5652, 5.4) and the chain of
its signer to a root certificate of the operator are valid.
"""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from typing import Any, Literal
from urllib.error import URLError
from urllib.parse import urlsplit

import rfc3161_client as rfc3161
from cryptography import x509
from cryptography.x509.oid import NameOID

# RFC 5754, 2.2: id-sha256.
SHA256_OID = "2.16.840.1.101.3.4.2.1"
MAX_RECEIPT_BYTES = 256 * 1024  # a token with its certificates has some kilobytes
# RFC 3161, 3.4 (Time-Stamp Protocol via HTTP).
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
GRANTED = (0, 1)  # RFC 3161, 2.4.2: granted, grantedWithMods
PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
# PKIStatusInfo in DER: SEQUENCE { INTEGER 0 (granted) }. Some services give only the token of a
# TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken } (RFC 3161, 2.4.2).
STATUS_GRANTED = b"\x30\x03\x02\x01\x00"


BadTimestampCode = Literal["away", "refused", "unreadable", "other_digest", "untrusted"]


class InvalidTimestamp(RuntimeError):
    """A response that cannot be used, with the reason as a code."""

    def __init__(self, code: BadTimestampCode, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code


@dataclass(frozen=True, kw_only=True)
class TimestampToken:
    """A timestamp: its time, authority and serial number, and whether it was verified."""

    at: datetime
    authority: str
    serial: str
    trusted: bool
    response: bytes


def request_timestamp(
    data: bytes, *, url: str, roots: Sequence[x509.Certificate], seconds: float
) -> TimestampToken:
    """Request a timestamp over these bytes and verify it; raises `InvalidTimestamp`.

    `seconds` limits the connection and each read.
    """
    builder = rfc3161.TimestampRequestBuilder(data=data)
    request = builder.hash_algorithm(rfc3161.HashAlgorithm.SHA256).build()
    response = _decode_response(_post_query(url, request.as_bytes(), seconds))
    verifier = _build_verifier(roots, nonce=request.nonce)
    try:
        verifier.verify_message(response, data)
    except (rfc3161.VerificationError, ValueError) as error:
        raise InvalidTimestamp("untrusted", str(error)) from error
    return _build_token(response, trusted=True)


def verify_token(data: bytes, sha256: str, *, roots: Sequence[x509.Certificate]) -> TimestampToken:
    """Check a response of another service for this SHA-256; raises `InvalidTimestamp`.

    Without roots, or where the verification fails, the token is not trusted.
    """
    response = _decode_response(data)
    imprint = response.tst_info.message_imprint
    is_sha256 = imprint.hash_algorithm.dotted_string == SHA256_OID
    if not is_sha256 or imprint.message != bytes.fromhex(sha256):
        raise InvalidTimestamp("other_digest")
    return _build_token(response, trusted=bool(roots) and _is_verified(response, sha256, roots))


def load_certificates(pem: bytes) -> list[x509.Certificate]:
    """Return the certificates of a PEM file."""
    return [x509.load_pem_x509_certificate(block) for block in PEM.findall(pem)]


def imprint_of(data: bytes) -> str:
    """Return the hashed message of a response in hexadecimal; raises `InvalidTimestamp`."""
    return str(_decode_response(data).tst_info.message_imprint.message.hex())


def _is_verified(
    response: rfc3161.TimeStampResponse, sha256: str, roots: Sequence[x509.Certificate]
) -> bool:
    try:
        return bool(_build_verifier(roots).verify(response, bytes.fromhex(sha256)))
    except (rfc3161.VerificationError, ValueError):
        return False


def _build_verifier(
    roots: Sequence[x509.Certificate], nonce: int | None = None
) -> rfc3161.Verifier:
    if not roots:
        raise InvalidTimestamp("untrusted", "no root certificate is named")
    return rfc3161.VerifierBuilder(roots=list(roots), nonce=nonce).build()


def _decode_response(data: bytes) -> rfc3161.TimeStampResponse:
    for shape in (data, _wrap_token(data)):
        try:
            response = rfc3161.decode_timestamp_response(shape)
            if response.status not in GRANTED:
                raise InvalidTimestamp("refused", f"status {response.status}")
            response.tst_info.message_imprint  # noqa: B018  raises where there is no token
            return response
        except ValueError:
            continue
    raise InvalidTimestamp("unreadable")


def _wrap_token(token: bytes) -> bytes:
    """Wrap a token as a granted TimeStampResp in DER."""
    body = STATUS_GRANTED + token
    size = len(body)
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    # ITU-T X.690, 8.1.3: lengths below 128 take one octet, others an octet with their number first.
    return b"\x30" + (length if size < 128 else bytes([0x80 | len(length)]) + length) + body


def _build_token(response: rfc3161.TimeStampResponse, *, trusted: bool) -> TimestampToken:
    info = response.tst_info
    return TimestampToken(
        at=info.gen_time,
        authority=_name_signer(response)[:300],
        serial=f"{info.serial_number:x}"[:80],
        trusted=trusted,
        response=bytes(response.as_bytes()),
    )


def _name_signer(response: rfc3161.TimeStampResponse) -> str:
    """Return the name in the certificate of the signer; empty where it is not included.

    The serial number of `SignerInfo` identifies the certificate (RFC 5652, 5.3).
    """
    signers = list(response.signed_data.signer_infos)
    for der in response.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(der)
        if any(signer.serial_number == certificate.serial_number for signer in signers):
            names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            return str(names[0].value) if names else certificate.subject.rfc4514_string()
    return ""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no redirect, so that the authority cannot choose another address."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _post_query(url: str, query: bytes, seconds: float) -> bytes:
    if urlsplit(url).scheme not in ("http", "https"):
        raise InvalidTimestamp("away", "the address is neither http nor https")
    headers = {"Content-Type": QUERY, "Accept": REPLY}
    request = urllib.request.Request(url, data=query, headers=headers, method="POST")
    opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler())
    try:
        with opener.open(request, timeout=seconds) as answer:
            data: bytes = answer.read(MAX_RECEIPT_BYTES + 1)
    except (URLError, HTTPException, OSError) as error:
        raise InvalidTimestamp("away", str(error)) from error
    if len(data) > MAX_RECEIPT_BYTES:
        raise InvalidTimestamp("unreadable", "the answer is too large")
    return data
