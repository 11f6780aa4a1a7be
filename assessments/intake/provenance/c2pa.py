"""Content Credentials (C2PA): whether the bytes are unchanged, who signed, whether that is known.

These three statements stay apart, because one word such as "invalid" accuses honest people whose
certificate has merely expired. The lists of known signers are in `signers`. The library has no
access to the network: a file could name any address. Without the library the credentials are
reported as present and unchecked. Sections are those of "C2PA Technical Specification" 2.1.
"""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from assessments.intake.core.coerce import to_text
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Confidence, Extracted, StatedTime
from assessments.intake.provenance import acts, ingredients, signers
from assessments.intake.provenance.acts import as_list, as_mapping

# Nothing that a file names is fetched, and should a check try to, no host is allowed.
OFFLINE: dict[str, dict[str, Any]] = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "core": {"allowed_network_hosts": [], "decode_identity_assertions": False},
}
# 15.2.1, Standard Status Codes.
HASH_MATCH = {
    "assertion.dataHash.match",
    "assertion.bmffHash.match",
    "assertion.boxesHash.match",
    "assertion.collectionHash.match",
}
HASH_MISMATCH = {code.replace(".match", ".mismatch") for code in HASH_MATCH}
ON_A_LIST = "signingCredential.trusted"
OUT_OF_DATE = {"signingCredential.expired", "claimSignature.outsideValidity"}
IN_DATE = "claimSignature.insideValidity"
# Beginnings of the codes that concern who signed when, and not what was signed.
OF_SIGNER = ("signingCredential.", "timeStamp.")
# And of those that an act lacks what the specification asks of it (15.2.1).
OF_FORM = "assertion.action."
TIMESTAMPED = {"timeStamp.validated", "timeStamp.trusted"}
# The label of a manifest store (11.1.4.2), which stands in every file that embeds one; in SVG it is
# the namespace of the element that holds it.
MARK = b"c2pa"
# C2PA 2.1, A.5: the member of a ZIP archive (an office file, an e-book) that holds the store.
ZIP_MEMBER = "META-INF/content_credential.c2pa"
ABSENT = "ManifestNotFound"  # how the library says that a file embeds no store
MAX_KIND = 60  # characters of the library's message that are reported
Standing = Literal["known", "unlisted", "failed", "unchecked"]
# How claim generators and software agents are called, in whole words, and the name reported.
GENERATORS = tuple(
    (re.compile(rf"(?<![a-z]){words}(?![a-z])"), name)
    for words, name in (
        (r"(?:adobe[ _.-]?)?firefly", "Adobe Firefly"),
        ("chatgpt", "ChatGPT"),
        ("openai", "OpenAI"),
        ("gpt-image", "OpenAI"),
        ("dall-e", "OpenAI"),
        ("gemini", "Google Gemini"),
        (r"black[ _-]?forest[ _-]?labs", "FLUX"),
        ("bfl", "FLUX"),
        (r"bing[ _-]image", "Bing Image Creator"),
        (r"microsoft[ _-]designer", "Microsoft Designer"),
        ("midjourney", "Midjourney"),
        (r"stability[ _.-]?ai", "Stability AI"),
        ("suno", "Suno"),
    )
)


def look(data: bytes, media_type: str, *, marked: bool) -> Extracted:
    """The credentials in these bytes, whatever their kind; nothing where there are none.

    `marked` is true where the container's reader saw them. Otherwise the library is asked, for
    every kind of file that it reads, where the bytes hold the name of a manifest store.
    """
    if not marked and (MARK not in data or media_type not in media_types()):
        return Extracted()
    found = read(data, media_type)
    absent = not marked and any(fault.params.get("kind") == ABSENT for fault in found.problems)
    return Extracted() if absent else found


@cache
def media_types() -> frozenset[str]:
    """The media types that the library reads; none where it is not installed."""
    try:
        import c2pa
    except ImportError:
        return frozenset()
    return frozenset(c2pa.Reader.get_supported_mime_types())


def read(data: bytes, media_type: str) -> Extracted:
    """What the credentials in these bytes state, and the result of checking them."""
    try:
        text = _read_store(data, media_type)
    except ImportError:
        return _unchecked(problem("c2pa_unavailable"))
    except Exception as error:  # the library reports every defect of a file by an exception
        kind = str(error).partition(":")[0][:MAX_KIND]
        return _unchecked(
            problem("c2pa_remote" if kind == "Remote" else "c2pa_unreadable", kind=kind)
        )
    return _summarise(json.loads(text))


def _unchecked(fault: Problem) -> Extracted:
    return Extracted(c2pa={"present": True, "checked": False}, problems=(fault,))


def remote(address: str) -> Extracted:
    """Credentials at a remote address, which is reported and not requested."""
    named = {"present": False, "checked": False, "remote": address}
    return Extracted(c2pa=named, problems=(problem("c2pa_remote"),))


@cache
def _context(own: Path | None, process: int) -> Any:
    """The library's settings with the lists of signers; `own` is the operator's list.

    Both are only keys of the cache: `signers.anchors` reads the list itself, and the library
    refuses in a forked `process` what was made before the fork.
    """
    import c2pa

    settings = {**OFFLINE, "trust": signers.anchors()}
    return c2pa.Context(c2pa.Settings.from_json(json.dumps(settings)))


def _read_store(data: bytes, media_type: str) -> str:
    import c2pa

    reader = c2pa.Reader(media_type, io.BytesIO(data), context=_context(signers.own, os.getpid()))
    try:
        return str(reader.json())
    finally:
        reader.close()


def _summarise(store: Mapping[str, Any]) -> Extracted:
    manifests = store.get("manifests")
    active = str(store.get("active_manifest"))
    manifest = manifests.get(active) if isinstance(manifests, Mapping) else None
    manifest = manifest if isinstance(manifest, Mapping) else {}
    signed = as_mapping(manifest.get("signature_info"))
    claim_generator = _claim_generator(manifest)
    actions = acts.list_actions(manifest, claim_generator)
    summary = {
        "present": True,
        "checked": True,
        **_validation(store),
        "signer": to_text(signed.get("common_name")),
        "issuer": to_text(signed.get("issuer")),
        "signed_at": to_text(signed.get("time")),
        "claim_generator": claim_generator,
        "title": to_text(manifest.get("title")),
        "actions": actions,
        "ingredients": _list_ingredients(manifest),
        "origins": list(_list_origins(store, active)),
    }
    return Extracted(
        c2pa=summary,
        generator=_find_generator(claim_generator, actions),
        times=_list_times(signed, actions),
        extra=_extra(claim_generator, actions),
        confidence="verified" if _is_verified(summary) else "stated",
        problems=tuple(_list_problems(summary)),
    )


def _list_problems(summary: Mapping[str, Any]) -> Iterator[Problem]:
    irregular = [code for code in summary["codes"]["failure"] if code.startswith(OF_FORM)]
    if standing(summary) == "failed":
        yield problem("credentials_failed")
    elif irregular:
        yield problem("credentials_irregular", codes=", ".join(irregular))


def _is_verified(summary: Mapping[str, Any]) -> bool:
    """Whether a signer that a list vouches for signed just this.

    Anybody can make a certificate in any name: an intact signature alone shows only that nothing
    was changed since somebody signed.
    """
    intact = summary["bytes"] == "unchanged" and summary["signature"] == "matches"
    return intact and _is_known(summary) and not summary["codes"]["failure"]


def _is_known(summary: Mapping[str, Any]) -> bool:
    return summary["signer_on_list"] is True and summary["signer_in_date"] is not False


def standing(summary: Mapping[str, Any]) -> Standing:
    """What the check of credentials showed; `summary` is the one in a report.

    `known`: the bytes and the signature match, and the signer is on a list. `unlisted`: they match,
    but who signed is not established. `failed`: bytes, signature or assertions do not match. An act
    that lacks what the specification asks of it leaves all three as they are.
    """
    if not summary.get("checked"):
        return "unchecked"
    states = summary["bytes"], summary["signature"]
    codes = set(summary["codes"]["failure"]) - OUT_OF_DATE
    codes = {code for code in codes if not code.startswith(OF_FORM)}
    if any(not code.startswith(OF_SIGNER) for code in codes):
        return "failed"
    if states != ("unchanged", "matches"):
        return "unchecked"
    return "known" if _is_known(summary) and not codes else "unlisted"


def rate(own: Confidence, credentials: Extracted) -> Confidence:
    """How far a file is believed that states something by itself and carries credentials.

    The signer of the credentials states what the manifest holds, and nothing of what else stands
    in the file; `verified` is therefore kept for files that state nothing else.
    """
    if own != "none" or credentials.c2pa is None:
        return own
    return "verified" if credentials.confidence == "verified" else "stated"


def _validation(store: Mapping[str, Any]) -> dict[str, Any]:
    """The three statements on bytes, signature and signer, and the library's codes."""
    results = as_mapping(as_mapping(store.get("validation_results")).get("activeManifest"))
    codes = {
        group: sorted({str(as_mapping(row).get("code")) for row in as_list(results.get(group))})
        for group in ("success", "informational", "failure")
    }
    good, bad = set(codes["success"]), set(codes["failure"])
    return {
        "bytes": _state(good & HASH_MATCH, bad & HASH_MISMATCH, "unchanged", "changed"),
        "signature": _state(
            good & {"claimSignature.validated"},
            bad & {"claimSignature.mismatch"},
            "matches",
            "does_not_match",
        ),
        **_signer_state(good, bad | set(codes["informational"])),
        "signer_list": _signer_list(results),
        "codes": codes,
    }


def _signer_state(good: set[str], other: set[str]) -> dict[str, Any]:
    """Whether the signer is on a list and in date, and by which clock that was judged.

    Where the file carries a valid timestamp, the certificate is judged as of then, else as of now.
    The library looks up no list for a certificate that has expired; whether the signer is on a list
    is then unknown (None).
    """
    expired = bool(other & OUT_OF_DATE)
    listed = ON_A_LIST in good
    return {
        "signer_on_list": None if expired and not listed else listed,
        "signer_in_date": False if expired else True if IN_DATE in good else None,
        "dated_by": "timestamp" if good >= TIMESTAMPED else "clock",
    }


def _signer_list(results: Mapping[str, Any]) -> str | None:
    """The list that the signer is on: the C2PA's with its date, or the operator's own."""
    for row in map(as_mapping, as_list(results.get("success"))):
        if row.get("code") == ON_A_LIST:
            own = "user_anchors" in str(row.get("explanation"))
            return "own" if own else f"C2PA Trust List {signers.published_on()}"
    return None


def _state(good: set[str], bad: set[str], yes: str, no: str) -> str:
    if bad:
        return no
    return yes if good else "unknown"


def _claim_generator(manifest: Mapping[str, Any]) -> str | None:
    info = as_list(manifest.get("claim_generator_info"))
    names = [name for entry in info if (name := to_text(as_mapping(entry).get("name")))]
    return ", ".join(names) or to_text(manifest.get("claim_generator"))


def _find_generator(claim_generator: str | None, actions: list[dict[str, Any]]) -> str | None:
    """The generator by a known name, or as named where the digital source type is generated.

    An editor or a camera is no generator: photographs are signed by the same library. Nor is the
    program that put generated parts into a picture (`_is_part`), nor one that signed and records no
    act of making.
    """
    made = [
        action
        for action in actions
        if _is_making(action, actions) and not _is_part(action, actions)
    ]
    claimed = claim_generator if made and not _is_made_otherwise(actions) else None
    agents = [str(action["agent"]) for action in made if action["agent"]]
    for text in (claimed or "", *agents):
        if name := _known_name(text):
            return name
    for action in made:
        if acts.source_type(action).endswith(acts.GENERATED):
            return action["agent"] or claim_generator
    return None


def _known_name(text: str) -> str | None:
    lower = text.lower()
    return next((name for words, name in GENERATORS if words.search(lower)), None)


def _is_making(action: dict[str, Any], actions: list[dict[str, Any]]) -> bool:
    """Whether the act may be what made the work: its creation, or an edit of nothing opened."""
    name = action.get("action")
    opened = any(other.get("action") == acts.OPENED for other in actions)
    is_generated = acts.source_type(action).endswith(acts.GENERATED)
    return name == acts.CREATED or is_generated or (name in acts.EDITS and not opened)


def _is_made_otherwise(actions: list[dict[str, Any]]) -> bool:
    """Whether a creation is stated that no model made: of a photograph, a drawing."""
    made = [acts.source_type(act) for act in actions if act.get("action") == acts.CREATED]
    stated = [kind for kind in made if kind]
    return bool(stated) and not any(kind.endswith(acts.GENERATED) for kind in stated)


def _is_part(action: dict[str, Any], actions: list[dict[str, Any]]) -> bool:
    """Whether the act put generated parts into something that was there before.

    An edit by a known generator does so where the work was opened or made otherwise, unless its own
    digital source type says that all was generated.
    """
    if action.get("action") == acts.CREATED:
        return False
    kind = acts.source_type(action)
    if kind.endswith(acts.GENERATED):
        return kind.endswith(acts.COMPOSITE)
    is_edit = action.get("action") in acts.EDITS and _known_name(str(action["agent"]))
    opened = any(other.get("action") == acts.OPENED for other in actions)
    return bool(is_edit) and (opened or _is_made_otherwise(actions))


def _extra(claim_generator: str | None, actions: list[dict[str, Any]]) -> dict[str, Any]:
    """The digital source type of the work, and the program that put generated parts into it."""
    extra: dict[str, Any] = {}
    types = [action["digital_source_type"] for action in actions if action["digital_source_type"]]
    if types:
        extra["digital_source_type"] = types[0]
    part = next((action for action in actions if _is_part(action, actions)), None)
    if part:
        agent = part["agent"] or claim_generator or ""
        extra["edited_with"] = _known_name(agent) or agent
    return {key: value for key, value in extra.items() if value}


def _list_ingredients(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"title": to_text(entry.get("title")), "relationship": to_text(entry.get("relationship"))}
        for entry in map(as_mapping, as_list(manifest.get("ingredients")))
    ]


def _list_origins(store: Mapping[str, Any], active: str) -> Iterator[dict[str, Any]]:
    """Yield what the credentials of the files say that went into this one, directly or not.

    Named are those that state a generator or a digital source type.
    """
    for origin, manifest in ingredients.list_manifests(store, active):
        claim_generator = _claim_generator(manifest)
        actions = acts.list_actions(manifest, claim_generator)
        generator, extra = _find_generator(claim_generator, actions), _extra(None, actions)
        if generator or extra:
            signed = as_mapping(manifest.get("signature_info"))
            yield {
                **origin,
                "generator": generator,
                "claim_generator": claim_generator,
                "agents": list(dict.fromkeys(act["agent"] for act in actions if act["agent"])),
                "signer": to_text(signed.get("common_name")),
                **extra,
            }


def _list_times(signed: Mapping[str, Any], actions: list[dict[str, Any]]) -> tuple[StatedTime, ...]:
    found = []
    if to_text(signed.get("time")):
        found.append(StatedTime(what="signed", value=str(signed["time"]), source="C2PA timestamp"))
    for action in actions:
        if action["when"]:
            source = f"C2PA {acts.action_name(action)}"
            found.append(
                StatedTime(what=acts.event_of(action), value=action["when"], source=source)
            )
    return tuple(found)
