"""Sentences for the report on a file, in the active language; `Json` is a `FileReport` as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.intake.core.problems import FORMS, SENTENCES
from assessments.wording import screenshots
from assessments.wording.credited_acts import recorded_acts, recorded_origins
from assessments.wording.source_types import source_type

Json = Mapping[str, Any]

UNITS = {
    "pixels": _("pixels"),
    "blocks": _("blocks"),
    "directories": _("directories"),
    "levels": _("levels"),
    "nodes": _("nodes"),
    "steps": _("steps"),
    "characters": _("characters"),
    "members": _("members"),
    "times": _("times"),
    "messages": _("messages"),
    "conversations": _("conversations"),
    "edits": _("edits"),
    "runs": _("runs"),
    "seconds": _("seconds"),
    "pages": _("pages"),
    "layers": _("layers"),
    "lines": _("lines"),
    "references": _("references"),
}
FIELDS = {
    "prompt": _("the prompt"),
    "negative_prompt": _("the negative prompt"),
    "steps": _("the steps"),
    "cfg_scale": _("the guidance scale"),
    "seed": _("the seed"),
    "sampler": _("the sampler"),
    "model": _("the model"),
    "width": _("the width"),
    "height": _("the height"),
    "output": _("the saved picture"),
    "generator": _("the generator"),
    "time": _("the time"),
}
PARAMETERS = {
    "steps": pgettext_lazy("setting", "steps"),
    "cfg_scale": _("guidance scale"),
    "seed": _("seed"),
    "sampler": _("sampler"),
    "model": _("model"),
}
# Further facts, by their names in the report.
EXTRA = {
    "credit": _("line of credit"),
    "edited_with": _("edited with"),
    "prompt_writer": _("writer of the prompt"),
    "digital_source_type": _("digital source type"),
    "device": _("camera or scanner"),
    "visible_label": _("visible label"),
    "distilled_guidance": _("distilled guidance"),
    "distilled_cfg_scale": _("distilled guidance"),
    "creator_tool": _("program"),
    "lyrics": _("lyrics"),
}
CONFIDENCE = {
    "verified": _("checked by signature"),
    "stated": _("as the file states"),
    "inferred": _("inferred from the file"),
    "none": _("nothing read of a generation"),
}
BYTES = {
    "unchanged": _("The bytes of the file are unchanged since it was signed."),
    "changed": _("The bytes of the file have changed since it was signed."),
    "unknown": _("Whether the bytes have changed since signing could not be established."),
}


def problem(found_problem: Json) -> str:
    """Return the sentence of a problem of a report."""
    params = dict(found_problem["params"])
    unit, most = params.get("unit"), params.get("most")
    sentence = gettext(SENTENCES[found_problem["code"]])
    if unit == "bytes":
        # filesizeformat writes the unit itself; the placeholder for one stays empty.
        params |= {"most": filesizeformat(most or 0), "unit": ""}
    elif unit:
        params["unit"] = UNITS.get(str(unit), unit)
    if params.get("form") in FORMS:
        params["form"] = gettext(FORMS[params["form"]]) % params
    if "field" in params:
        params["field"] = FIELDS.get(str(params["field"]), params["field"])
    return (
        (sentence % params)
        .replace("  ", " ")
        .replace(" .", ".")
        .replace(" ;", ";")
        .replace(" )", ")")
        .replace(" ）", "）")
    )


def credentials(c2pa: Json) -> list[str]:
    """Return Content Credentials (C2PA) in three sentences: bytes, signer, status of the signer.

    The list is empty where nothing was checked.
    """
    if not c2pa.get("checked"):
        return []
    return [str(BYTES[c2pa["bytes"]]), _signer(c2pa), _signer_status_sentence(c2pa)]


def _signer(c2pa: Json) -> str:
    signer = c2pa.get("signer") or c2pa.get("issuer")
    if not signer:
        return gettext("The credentials name no signer.")
    if c2pa["signature"] == "matches":
        return gettext("Signed by %(signer)s.") % {"signer": signer}
    if c2pa["signature"] == "does_not_match":
        return gettext("Names %(signer)s as signer; the signature does not match.") % {
            "signer": signer
        }
    return gettext("Names %(signer)s as signer; the signature could not be checked.") % {
        "signer": signer
    }


def _signer_status_sentence(c2pa: Json) -> str:
    return gettext("%(listed)s %(dated)s") % {
        "listed": _list_sentence(c2pa),
        "dated": _validity_sentence(c2pa),
    }


def _list_sentence(c2pa: Json) -> str:
    name = c2pa.get("signer_list")
    if c2pa["signer_on_list"] and name and name != "own":
        return gettext("The signer is on the %(list)s.") % {"list": name}
    return {
        True: gettext("The signer is on this site's own list of known signers."),
        False: gettext(
            "The signer is on no list kept here: nobody here vouches for that name, which anybody "
            "can write into a certificate. That says nothing against the signer."
        ),
        None: gettext("Whether the signer was on a list cannot be checked any more."),
    }[c2pa["signer_on_list"]]


def _validity_sentence(c2pa: Json) -> str:
    """Return whether the certificate was valid, at a timestamp in the file or when it was read."""
    is_valid, at = c2pa["signer_in_date"], {"date": str(c2pa.get("signed_at"))[:10]}
    if is_valid is None:
        return gettext("Whether its certificate was in date is unknown.")
    if c2pa.get("dated_by") == "timestamp":
        return {
            True: gettext("Its certificate was in date on %(date)s, by the file's timestamp."),
            False: gettext("Its certificate had run out on %(date)s, by the file's timestamp."),
        }[is_valid] % at
    return {
        True: gettext("Its certificate was in date when the file was read here."),
        False: gettext(
            "Its certificate has run out by now; the file carries no timestamp to show whether it "
            "was in date at the signing, so this says nothing against it."
        ),
    }[is_valid]


def one_line(text: str) -> str:
    """Return a text on one line, in which a stroke stands where a line ended."""
    return " / ".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def lines(report: Json) -> Iterator[str]:
    """Yield the facts of a report, one a line, then its problems."""
    yield str(report["file"])
    for name, value in _facts(report):
        yield "  " + gettext("%(name)s: %(value)s") % {"name": name, "value": value}
    c2pa = report["c2pa"] or {}
    for sentence in credentials(c2pa):
        yield f"  {sentence}"
    for sentence in (*recorded_acts(c2pa), *recorded_origins(c2pa)):
        yield f"  {sentence}"
    for name in report["inputs"]:
        yield "  " + gettext("names as its input: %(name)s") % {"name": name}
    for text in report["extra"].get("further_words") or ():
        shown = {"where": text["where"], "text": one_line(text["text"])}
        yield "  " + gettext("further words (%(where)s): %(text)s") % shown
    for model in report["extra"].get("further_models") or ():
        yield "  " + gettext("further model: %(name)s") % {"name": model}
    for post in report["extra"].get("media_posts") or ():
        shown = {"at": post["at"] or "–", "text": " ".join((post["prompt"] or "").split())}
        yield "  " + gettext("request for a picture or film (%(at)s): %(text)s") % shown
    for text in report["extra"].get("texts_not_understood") or ():
        shown = {"name": text["name"], "text": " ".join(text["text"].split())}
        yield "  " + gettext("%(name)s (not understood): %(text)s") % shown
    for sentence in screenshots.facts(report):
        yield f"  {sentence}"
    for line in screenshots.lines(report):
        yield "  " + gettext("recognised, not read (%(percent)s %%): %(text)s") % {
            "percent": line["confidence"],
            "text": line["text"],
        }
    for found_problem in report["problems"]:
        yield f"  ! {problem(found_problem)}"


def _facts(report: Json) -> Iterator[tuple[str, Any]]:
    if report["media_type"]:
        yield gettext("kind"), report["media_type"]
    yield gettext("SHA-256"), report["sha256"]
    if report["generator"]:
        yield gettext("generator"), report["generator"]
    yield gettext("standing"), CONFIDENCE[report["confidence"]]
    for key, name in (
        ("prompt", gettext("prompt")),
        ("negative_prompt", gettext("negative prompt")),
    ):
        if report[key]:
            yield name, one_line(report[key])
    yield from _parameters(report["parameters"])
    for key, label in EXTRA.items():
        if report["extra"].get(key):
            value = report["extra"][key]
            plain = one_line(str(value))
            yield str(label), source_type(value) if key == "digital_source_type" else plain
    if report["extra"].get("device") and report["extra"].get("program"):
        yield gettext("program"), report["extra"]["program"]
    for key, value in (report["extra"].get("aigc_info") or {}).items():
        yield gettext("provider's own mark, %(field)s") % {"field": key}, value
    for key, value in (report["aigc_label"] or {}).items():
        if value:
            yield gettext("AIGC label, %(field)s") % {"field": key}, value
    for stated_time in report["times"]:
        yield (
            gettext("time by %(source)s") % {"source": stated_time["source"]},
            stated_time["value"],
        )
    for key, name in (("messages", gettext("turns")), ("edits", pgettext("count", "edits"))):
        if report[key]:
            yield name, len(report[key])


def _parameters(values: Json) -> Iterator[tuple[str, Any]]:
    for key, name in PARAMETERS.items():
        if values[key] is not None:
            yield str(name), values[key]
    if values["width"] and values["height"]:
        yield gettext("size"), f"{values['width']} × {values['height']}"
    for lora in values["loras"]:
        weight = lora["weight"]
        yield gettext("LoRA"), lora["name"] if weight is None else f"{lora['name']} ({weight})"
