"""Content Credentials: three statements apart, and never a request."""

from __future__ import annotations

import builtins
import json
import os
import socket
import threading

import pytest
from cryptography import x509

from assessments.intake import read
from assessments.intake.provenance import c2pa, signers
from assessments.intake.provenance.c2pa import _find_generator, _validation
from assessments.intake.sandbox import read_in_child
from assessments.wording import files
from tests.support import made_files
from tests.support.made_files import RESOURCES
from tests.support.signed_pictures import SignedPicture, sign_picture

C2PA = RESOURCES / "c2pa"


def test_an_intact_picture_has_unchanged_bytes_and_a_signer():
    reading = read(C2PA / "adobe-20220124-C.jpg")
    assert reading.c2pa
    assert reading.c2pa["bytes"] == "unchanged"
    assert reading.c2pa["signature"] == "matches"
    assert reading.c2pa["signer"] == "C2PA Signer"
    assert reading.c2pa["signer_on_list"] is False
    assert reading.c2pa["signer_in_date"] is True
    assert reading.c2pa["dated_by"] == "timestamp"
    assert reading.confidence == "stated"
    assert [stated_time.what for stated_time in reading.times] == ["signed"]


def test_a_forked_child_reads_as_its_parent_did():
    path = C2PA / "adobe-20220124-C.jpg"
    assert read(path).c2pa == read_in_child(path)["c2pa"]

    child = os.fork()
    if not child:
        found = read(path).c2pa
        os._exit(0 if found and found["checked"] else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_changed_byte_changes_the_first_line_only():
    data = bytearray((C2PA / "adobe-20220124-C.jpg").read_bytes())
    data[-2000] ^= 1
    reading = read(bytes(data))
    assert reading.c2pa and reading.c2pa["bytes"] == "changed"
    assert reading.c2pa["signature"] == "matches"
    assert reading.confidence == "stated"


def test_a_broken_signature_is_not_called_a_changed_picture():
    reading = read(C2PA / "adobe-20220124-E-sig-CA.jpg")
    assert reading.c2pa and reading.c2pa["bytes"] == "unchanged"
    assert reading.c2pa["signature"] == "does_not_match"
    assert reading.confidence == "stated"
    assert reading.c2pa["ingredients"] == [{"title": "A.jpg", "relationship": "parentOf"}]


def test_nothing_is_fetched_whatever_address_a_file_names(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for path in (C2PA / "cloud.jpg", RESOURCES / "hostile" / "c2pa_ssrf.jpg"):
        reading = read(path)
        assert reading.c2pa and reading.c2pa["present"] is False
        assert reading.c2pa["remote"].startswith("http")
        assert "c2pa_remote" in [problem.code for problem in reading.problems]


@pytest.mark.parametrize("lock", ["verify", "core"])
def test_the_library_itself_fetches_nothing_by_either_lock_alone(lock, monkeypatch):
    """Its own connections are not Python's, so a listener has to wait for them."""
    monkeypatch.setattr(c2pa, "OFFLINE", {lock: c2pa.OFFLINE[lock]})
    monkeypatch.setattr(c2pa, "_context", c2pa._context.__wrapped__)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/manifest"
        packet = made_files.xmp(
            "", f'xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="{address}"'
        )
        picture = made_files.jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet))
        found = c2pa.read(picture, "image/jpeg")
        with pytest.raises(TimeoutError):
            listener.accept()
    assert [problem.code for problem in found.problems] == ["c2pa_remote"]


def test_without_the_library_the_credentials_are_present_and_unchecked(monkeypatch):
    real = builtins.__import__

    def missing(name, *args, **kwargs):
        if name == "c2pa":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    reading = read(C2PA / "adobe-20220124-C.jpg")
    assert reading.c2pa == {"present": True, "checked": False}
    assert [problem.code for problem in reading.problems if "c2pa" in problem.code] == [
        "c2pa_unavailable"
    ]


@pytest.fixture(scope="module")
def work() -> SignedPicture:
    return sign_picture()


@pytest.fixture
def own_list(tmp_path, monkeypatch, work):
    """A list of the site's own that names the authority of the tests."""
    file = tmp_path / "own.pem"
    file.write_text(work.authority)
    monkeypatch.setattr(signers, "own", file)


def credentials_lines(reading) -> list[str]:
    return files.credentials(json.loads(json.dumps(reading.as_json()["c2pa"])))


def test_a_signer_on_no_list_is_told_so_and_not_accused(work):
    reading = read(work.picture)
    assert reading.c2pa and reading.c2pa["signer_on_list"] is False
    assert reading.c2pa["signer_list"] is None
    assert reading.c2pa["dated_by"] == "clock"
    assert credentials_lines(reading) == [
        "The bytes of the file are unchanged since it was signed.",
        "Signed by Test signer.",
        "The signer is on no list kept here: nobody here vouches for that name, which anybody can "
        "write into a certificate. That says nothing against the signer. Its certificate was in "
        "date when the file was read here.",
    ]


def test_a_signer_on_the_sites_own_list_is_known(own_list, work):
    reading = read(work.picture)
    assert reading.c2pa and reading.c2pa["signer_on_list"] is True
    assert reading.c2pa["signer_list"] == "own"
    assert credentials_lines(reading)[2].startswith(
        "The signer is on this site's own list of known signers."
    )


def test_a_child_that_is_spawned_knows_the_sites_own_list(own_list, work, tmp_path):
    file = tmp_path / "x.jpg"
    file.write_bytes(work.picture)
    busy = threading.Event()
    thread = threading.Thread(target=busy.wait)
    thread.start()
    try:
        assert read_in_child(file)["c2pa"]["signer_list"] == "own"
    finally:
        busy.set()
        thread.join()


def test_a_signer_on_the_c2pas_list_is_told_with_the_lists_date(monkeypatch, tmp_path, work):
    head, issued = "# a head\n", f"{signers.ISSUED}2026-01-02\n"
    file = tmp_path / "published.pem"
    file.write_text(head + issued + work.authority)
    monkeypatch.setattr(signers, "PUBLISHED", file)
    signers.published_on.cache_clear()
    c2pa._context.cache_clear()
    try:
        reading = read(work.picture)
    finally:
        monkeypatch.undo()
        signers.published_on.cache_clear()
        c2pa._context.cache_clear()
    assert reading.c2pa and reading.c2pa["signer_list"] == "C2PA Trust List 2026-01-02"
    assert credentials_lines(reading)[2].startswith(
        "The signer is on the C2PA Trust List 2026-01-02."
    )


def test_a_certificate_that_ran_out_accuses_nobody():
    """A picture signed once by a test's authority; the signer's certificate ran out since."""
    reading = read(C2PA / "own-expired.jpg")
    assert reading.c2pa and reading.c2pa["bytes"] == "unchanged"
    assert reading.c2pa["signer_on_list"] is None
    assert reading.c2pa["signer_in_date"] is False
    first, second, third = credentials_lines(reading)
    assert first == "The bytes of the file are unchanged since it was signed."
    assert second == "Signed by Test signer."
    assert "run out by now" in third and "says nothing against it" in third


def test_a_timestamp_decides_as_of_when_a_certificate_was_in_date():
    codes = ("timeStamp.validated", "timeStamp.trusted", "claimSignature.insideValidity")
    active = {"success": [{"code": code} for code in codes]}
    found = _validation({"validation_results": {"activeManifest": active}})
    summary = {"checked": True, "signer": "A", "signed_at": "2023-01-24T14:48:56+00:00", **found}
    lines = files.credentials(summary)
    assert "in date on 2023-01-24, by the file's timestamp" in lines[2]


def test_the_list_that_is_shipped_holds_only_authorities_and_says_where_it_is_from():
    text = signers.PUBLISHED.read_text()
    found = x509.load_pem_x509_certificates(text.encode())
    assert len(found) == 29
    for certificate in found:
        assert certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        if certificate.issuer == certificate.subject:
            certificate.verify_directly_issued_by(certificate)
    assert signers.published_on() == "2026-08-05"
    assert "# source: " in text and "# commit: " in text and "O-UDA-1.0" in text


def test_a_generator_is_named_only_where_the_credentials_name_one():
    made = {"agent": None, "digital_source_type": "x/trainedAlgorithmicMedia"}
    edited = {"agent": "Adobe Photoshop", "digital_source_type": None}
    born = {"action": "c2pa.created", "agent": None, "digital_source_type": None}
    assert _find_generator("ChatGPT", [born]) == "ChatGPT"
    assert _find_generator("Some Library", [made]) == "Some Library"
    assert (
        _find_generator("Some Library", [{**made, "digital_source_type": "x/digitalCapture"}])
        is None
    )
    assert _find_generator("Adobe Photoshop", [edited]) is None
