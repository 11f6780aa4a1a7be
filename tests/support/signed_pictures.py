"""A certificate authority of the tests, and pictures signed by it with Content Credentials."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image

BORN = {
    "action": "c2pa.created",
    "digitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
}
MANIFEST = {
    "claim_generator_info": [{"name": "Studio Image"}],
    "assertions": [{"label": "c2pa.actions", "data": {"actions": [BORN]}}],
}
SETTINGS = {"verify": {"verify_after_sign": False}, "builder": {"thumbnail": {"enabled": False}}}


@dataclass(frozen=True, kw_only=True)
class SignedPicture:
    """A signed picture and the authority that stands behind its signer."""

    picture: bytes
    authority: str


def sign_picture(*, valid: timedelta = timedelta(days=300)) -> SignedPicture:
    """A picture signed just now; the signer's certificate is valid for so long from now."""
    plain = io.BytesIO()
    Image.new("RGB", (16, 16), "teal").save(plain, "JPEG")
    return sign_file(plain.getvalue(), "image/jpeg", valid=valid)


def sign_file(
    data: bytes,
    media_type: str,
    *,
    valid: timedelta = timedelta(days=300),
    manifest: dict[str, Any] = MANIFEST,
) -> SignedPicture:
    """A file of any kind that the library signs, signed just now."""
    root, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _certificate("Test authority", root, root, None, timedelta(days=3000))
    signer = _certificate("Test signer", key, root, authority, valid)
    chain = signer.public_bytes(Encoding.PEM) + authority.public_bytes(Encoding.PEM)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    info = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain, private_key=private, ta_url=None)
    out = io.BytesIO()
    context = c2pa.Context(c2pa.Settings.from_json(json.dumps(SETTINGS)))
    builder = c2pa.Builder(json.dumps(manifest), context=context)
    builder.sign(c2pa.Signer.from_info(info), media_type, io.BytesIO(data), out)
    pem = authority.public_bytes(Encoding.PEM).decode()
    return SignedPicture(picture=out.getvalue(), authority=pem)


def _certificate(
    name: str, key: Any, by: Any, issuer: x509.Certificate | None, valid: timedelta
) -> x509.Certificate:
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Studio"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    now, leaf = datetime.now(UTC), issuer is not None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + valid)
        .add_extension(x509.BasicConstraints(ca=not leaf, path_length=None), critical=True)
        .add_extension(_usage(leaf), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False
        )
    )
    if leaf:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(usage, critical=False)
    return builder.sign(by, hashes.SHA256())


def _usage(leaf: bool) -> x509.KeyUsage:
    unused = ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    more = dict.fromkeys((*unused, "encipher_only", "decipher_only"), False)
    return x509.KeyUsage(digital_signature=leaf, key_cert_sign=not leaf, crl_sign=not leaf, **more)
