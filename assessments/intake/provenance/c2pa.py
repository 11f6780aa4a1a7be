"""Content Credentials (C2PA): are the bytes unchanged, who signed, is the signer known.

Three statements kept apart, because one word such as "invalid" accuses honest people whose
certificate has merely run out. Who is known stands in the lists of `signers`. The library never
goes to the network here: a file could name any address. Without the library the credentials are
reported as present and unchecked.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from assessments.intake.core.coerce import words
from assessments.intake.core.problems import Problem, problem
from assessments.intake.core.report import Found, Time
from assessments.intake.provenance import signers

# Neither what a file names is asked for, nor, should a check want to ask, may any host be reached.
OFFLINE: dict[str, dict[str, Any]] = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "core": {"allowed_network_hosts": [], "decode_identity_assertions": False},
}
HASH_MATCH = {"assertion.dataHash.match", "assertion.bmffHash.match", "assertion.boxesHash.match"}
HASH_MISMATCH = {code.replace(".match", ".mismatch") for code in HASH_MATCH}
ON_A_LIST = "signingCredential.trusted"
OUT_OF_DATE = {"signingCredential.expired", "claimSignature.outsideValidity"}
IN_DATE = "claimSignature.insideValidity"
TIMESTAMPED = {"timeStamp.validated", "timeStamp.trusted"}
ACTIONS = ("c2pa.actions", "c2pa.actions.v2")
GENERATED = "trainedalgorithmicmedia"
GENERATORS = (
    ("firefly", "Adobe Firefly"),
    ("chatgpt", "ChatGPT"),
    ("openai", "OpenAI"),
    ("gpt-image", "OpenAI"),
    ("dall-e", "OpenAI"),
    ("gemini", "Google Gemini"),
    ("black forest", "FLUX"),
    ("bfl", "FLUX"),
    ("bing image", "Bing Image Creator"),
    ("microsoft designer", "Microsoft Designer"),
    ("midjourney", "Midjourney"),
    ("stability", "Stability AI"),
    ("suno", "Suno"),
)


def read(data: bytes, media_type: str) -> Found:
    """What the credentials in these bytes state and how they check out."""
    try:
        text = _store(data, media_type)
    except ImportError:
        return _only(problem("c2pa_unavailable"))
    except Exception as error:  # the library reports every defect of a file by an exception
        kind = str(error).partition(":")[0][:60]
        return _only(problem("c2pa_remote" if kind == "Remote" else "c2pa_unreadable", kind=kind))
    return _found(json.loads(text))


def _only(one: Problem) -> Found:
    return Found(c2pa={"present": True, "checked": False}, problems=(one,))


def remote(address: str) -> Found:
    """Credentials that only a request to the named address would show; none is made."""
    named = {"present": False, "checked": False, "remote": address}
    return Found(c2pa=named, problems=(problem("c2pa_remote"),))


@cache
def _context(own: Path | None) -> Any:
    """The library's settings with the lists of signers; `own` tells one operator's from another."""
    import c2pa

    settings = {**OFFLINE, "trust": signers.anchors()}
    return c2pa.Context(c2pa.Settings.from_json(json.dumps(settings)))


def _store(data: bytes, media_type: str) -> str:
    import c2pa

    reader = c2pa.Reader(media_type, io.BytesIO(data), context=_context(signers.own))
    try:
        return str(reader.json())
    finally:
        reader.close()


def _found(store: Mapping[str, Any]) -> Found:
    manifests = store.get("manifests")
    active = str(store.get("active_manifest"))
    manifest = manifests.get(active) if isinstance(manifests, Mapping) else None
    manifest = manifest if isinstance(manifest, Mapping) else {}
    signed = _map(manifest.get("signature_info"))
    actions = _actions(manifest)
    made_by = _made_by(manifest)
    summary = {
        "present": True,
        "checked": True,
        **_verdict(store),
        "signer": words(signed.get("common_name")),
        "issuer": words(signed.get("issuer")),
        "signed_at": words(signed.get("time")),
        "claim_generator": made_by,
        "title": words(manifest.get("title")),
        "actions": actions,
        "ingredients": _ingredients(manifest),
    }
    holds = summary["bytes"] == "unchanged" and summary["signature"] == "matches"
    return Found(
        c2pa=summary,
        generator=_generator(made_by, actions),
        times=_times(signed, actions),
        confidence="verified" if holds else "stated",
    )


def _verdict(store: Mapping[str, Any]) -> dict[str, Any]:
    """The three lines: bytes, signature, signer; with the library's codes beside them."""
    results = _map(_map(store.get("validation_results")).get("activeManifest"))
    codes = {
        group: sorted({str(_map(one).get("code")) for one in _list(results.get(group))})
        for group in ("success", "informational", "failure")
    }
    good, bad = set(codes["success"]), set(codes["failure"])
    return {
        "bytes": _word(good & HASH_MATCH, bad & HASH_MISMATCH, "unchanged", "changed"),
        "signature": _word(
            good & {"claimSignature.validated"},
            bad & {"claimSignature.mismatch"},
            "matches",
            "does_not_match",
        ),
        **_standing(good, bad | set(codes["informational"])),
        "signer_list": _list_name(results),
        "codes": codes,
    }


def _standing(good: set[str], other: set[str]) -> dict[str, Any]:
    """Whether the signer is on a list, whether in date, and by which clock that was judged.

    Where the file carries a timestamp that holds, the certificate is judged as of then, else as of
    now. The library looks up no list for a certificate that has run out: then it is not known.
    """
    expired = bool(other & OUT_OF_DATE)
    listed = ON_A_LIST in good
    return {
        "signer_on_list": None if expired and not listed else listed,
        "signer_in_date": False if expired else True if IN_DATE in good else None,
        "dated_by": "timestamp" if good >= TIMESTAMPED else "clock",
    }


def _list_name(results: Mapping[str, Any]) -> str | None:
    """The list that the signer is on: the C2PA's, by its day, or the operator's own."""
    for one in map(_map, _list(results.get("success"))):
        if one.get("code") == ON_A_LIST:
            own = "user_anchors" in str(one.get("explanation"))
            return "own" if own else f"C2PA Trust List {signers.published_on()}"
    return None


def _word(good: set[str], bad: set[str], yes: str, no: str) -> str:
    if bad:
        return no
    return yes if good else "unknown"


def _actions(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []
    for assertion in map(_map, _list(manifest.get("assertions"))):
        if str(assertion.get("label")).startswith(ACTIONS[0]):
            for action in map(_map, _list(_map(assertion.get("data")).get("actions"))):
                found.append(
                    {
                        "action": words(action.get("action")),
                        "agent": _agent(action.get("softwareAgent")),
                        "digital_source_type": words(action.get("digitalSourceType")),
                        "when": words(action.get("when")),
                    }
                )
    return found


def _agent(value: Any) -> str | None:
    return words(_map(value).get("name")) or words(value)


def _made_by(manifest: Mapping[str, Any]) -> str | None:
    info = _list(manifest.get("claim_generator_info"))
    names = [name for one in info if (name := words(_map(one).get("name")))]
    return ", ".join(names) or words(manifest.get("claim_generator"))


def _generator(made_by: str | None, actions: list[dict[str, Any]]) -> str | None:
    """The generator by a known name, or as named where the source type says it generated.

    An editor or a camera is no generator: the same library signs photographs and made pictures.
    """
    agents = [str(action["agent"]) for action in actions if action["agent"]]
    for text in (made_by or "", *agents):
        for mark, name in GENERATORS:
            if mark in text.lower():
                return name
    for action in actions:
        if str(action["digital_source_type"]).lower().endswith(GENERATED):
            return action["agent"] or made_by
    return None


def _ingredients(manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"title": words(one.get("title")), "relationship": words(one.get("relationship"))}
        for one in map(_map, _list(manifest.get("ingredients")))
    ]


def _times(signed: Mapping[str, Any], actions: list[dict[str, Any]]) -> tuple[Time, ...]:
    found = []
    if words(signed.get("time")):
        found.append(Time(what="signed", value=str(signed["time"]), source="C2PA timestamp"))
    for action in actions:
        if action["when"]:
            source = f"C2PA {action['action']}"
            found.append(Time(what="edited", value=action["when"], source=source))
    return tuple(found)


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
