"""Names for the codes of a creation record, in the active language.

There is one table for each vocabulary of `cases/record/schema.py`; a test checks that none lacks a
code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, pgettext, pgettext_lazy

from assessments.wording.names import ACTIONS, EVIDENCE_KINDS
from cases.wording.labels import AUTHORITY_KIND as AUTHORITY_KIND

Labels = Mapping[str, Any]

KIND: Labels = {
    "text": pgettext_lazy("memo kind", "a text"),
    "image": pgettext_lazy("memo kind", "a picture"),
    "audio": pgettext_lazy("memo kind", "a sound recording or piece of music"),
    "video": pgettext_lazy("memo kind", "a video"),
    "code": pgettext_lazy("memo kind", "computer code"),
    "model_3d": pgettext_lazy("memo kind", "a three-dimensional model"),
    "mixed": pgettext_lazy("memo kind", "a work of mixed kinds"),
}
WHEN_GIVEN: Labels = {
    "protected": pgettext_lazy(
        "when a word is given",
        "A statute itself protects the layer: substantial work by hand, own material that makes up the result, an original arrangement.",
    ),
    "likely": pgettext_lazy(
        "when a word is given",
        "A decision binds in favour, or every element is met by the rules and no decision binds.",
    ),
    "arguable": pgettext_lazy(
        "when a word is given",
        "An element is arguable, decisions bind both ways, or the answer turns on the maker's own appraisal.",
    ),
    "unlikely": pgettext_lazy(
        "when a word is given", "An element is not met by the rules and no decision binds."
    ),
    "not_protected": pgettext_lazy(
        "when a word is given", "A statute excludes it, or a decision binds against it."
    ),
    "open": pgettext_lazy(
        "when a word is given", "The record says too little for any of the other words."
    ),
}
CLAIM: Labels = {
    "output": pgettext_lazy("memo claim", "the finished result"),
    "arrangement": pgettext_lazy("memo claim", "the selection and arrangement of the whole"),
    "prompt": pgettext_lazy("memo claim", "the prompt itself, as a text"),
    "style": pgettext_lazy("memo claim", "a style"),
    "idea": pgettext_lazy("memo claim", "an idea"),
}
SUBJECT_MATTER: Labels = {
    "expressive": pgettext_lazy("memo subject", "expressive matter"),
    "functional": pgettext_lazy("memo subject", "functional matter"),
    "data": pgettext_lazy("memo subject", "a generic table, chart, calendar or formula"),
    "news": pgettext_lazy("memo subject", "bare news of facts"),
    "official": pgettext_lazy("memo subject", "a law or official document"),
}
FREEDOM: Labels = {
    "none": pgettext_lazy("memo freedom", "no room"),
    "narrow": pgettext_lazy("memo freedom", "narrow room"),
    "wide": pgettext_lazy("memo freedom", "wide room"),
}
DISTINCTIVENESS: Labels = {
    "copied": pgettext_lazy("memo distinctiveness", "copied from an earlier work"),
    "commonplace": pgettext_lazy("memo distinctiveness", "commonplace"),
    "different": pgettext_lazy("memo distinctiveness", "visibly different"),
    "striking": pgettext_lazy("memo distinctiveness", "strikingly different"),
}
FORESEEABILITY: Labels = {
    "random": pgettext_lazy("memo foreseeability", "not at all; it was left to chance"),
    "broad": pgettext_lazy("memo foreseeability", "in broad outline"),
    "close": pgettext_lazy("memo foreseeability", "closely"),
}
PARTY_KIND: Labels = {
    "person": pgettext_lazy("memo party", "a natural person"),
    "organisation": pgettext_lazy("memo party", "an organisation"),
    "machine": pgettext_lazy("memo party", "a machine"),
}
ROLE: Labels = {
    "author": pgettext_lazy("memo role", "author"),
    "team": pgettext_lazy("memo role", "member of the team"),
    "host": pgettext_lazy("memo role", "organisation that directed the making"),
    "employer": pgettext_lazy("memo role", "employer"),
    "commissioner": pgettext_lazy("memo role", "commissioning party"),
    "co_author": pgettext_lazy("memo role", "co-author"),
    "tool_provider": pgettext_lazy("memo role", "provider of the tool"),
    "helper": pgettext_lazy("memo role", "helper"),
    "producer": pgettext_lazy("memo role", "producer of the audiovisual work"),
}
APPRAISER: Labels = {
    "maker": pgettext_lazy("memo appraiser", "the makers"),
    "lawyer": pgettext_lazy("memo appraiser", "a lawyer"),
    "decider": pgettext_lazy("memo appraiser", "the court or office that decided"),
}
CONTRACT_KIND: Labels = {
    "employment": pgettext_lazy("memo contract", "employment"),
    "commission": pgettext_lazy("memo contract", "commission"),
    "assignment": pgettext_lazy("memo contract", "assignment of rights"),
    "licence": pgettext_lazy("memo contract", "licence"),
    "cooperation": pgettext_lazy("memo contract", "cooperation"),
    "tool_terms": pgettext_lazy("memo contract", "terms of a tool"),
}
CONTRACT_SAYS: Labels = {
    "author_owns": pgettext_lazy("memo contract", "the copyright stays with whoever made the work"),
    "organisation_owns": pgettext_lazy("memo contract", "the copyright goes to the employer"),
    "commissioner_owns": pgettext_lazy("memo contract", "the copyright goes to the commissioner"),
    "producer_owns": pgettext_lazy("memo contract", "the copyright goes to the producer"),
    "shared": pgettext_lazy("memo contract", "the copyright is shared"),
    "silent": pgettext_lazy("memo contract", "it says nothing of copyright"),
    "unknown": pgettext_lazy("memo contract", "what it says of copyright is not known"),
}
DOES: Labels = {
    "text_to_image": pgettext_lazy("memo tool", "turns text into pictures"),
    "image_to_image": pgettext_lazy("memo tool", "turns pictures into pictures"),
    "language_model": pgettext_lazy("memo tool", "generates text"),
    "audio": pgettext_lazy("memo tool", "generates sound"),
    "video": pgettext_lazy("memo tool", "generates video"),
    "code": pgettext_lazy("memo tool", "generates code"),
    "template": pgettext_lazy("memo tool", "fills templates"),
    "analysis": pgettext_lazy("memo tool", "analyses data"),
    "other": pgettext_lazy("memo tool", "other tool"),
}
OUTPUT_TERMS: Labels = {
    "user": pgettext_lazy("memo terms", "its terms leave the output to the user"),
    "shared": pgettext_lazy("memo terms", "its terms share the output between user and provider"),
    "provider": pgettext_lazy("memo terms", "its terms reserve the output to the provider"),
    "unclaimed": pgettext_lazy("memo terms", "its terms claim the output for nobody"),
    "unknown": pgettext_lazy("memo terms", "its terms on the output are not known"),
}
INPUT: Labels = {
    "sketch": pgettext_lazy("memo input", "sketch"),
    "photo": pgettext_lazy("memo input", "photograph"),
    "text": pgettext_lazy("memo input", "text"),
    "audio": pgettext_lazy("memo input", "sound"),
    "video": pgettext_lazy("memo input", "video"),
    "data": pgettext_lazy("memo input", "data"),
    "template": pgettext_lazy("memo input", "template"),
    "model": pgettext_lazy("memo input", "model"),
    "reference": pgettext_lazy("memo input", "reference"),
}
MADE_BY: Labels = {
    "own": pgettext_lazy("memo input", "made by the maker"),
    "third_party": pgettext_lazy("memo input", "made by a third party"),
    "public": pgettext_lazy("memo input", "publicly available"),
}
LICENCE: Labels = {
    "own": pgettext_lazy("memo licence", "own rights"),
    "licensed": pgettext_lazy("memo licence", "licensed"),
    "unlicensed": pgettext_lazy("memo licence", "not licensed"),
    "unknown": pgettext_lazy("memo licence", "licence not known"),
}
IN_OUTPUT: Labels = {
    "none": pgettext_lazy("memo input", "its expression does not show in the result"),
    "trace": pgettext_lazy("memo input", "a trace of its expression shows in the result"),
    "partial": pgettext_lazy("memo input", "part of its expression shows in the result"),
    "dominant": pgettext_lazy("memo input", "its expression dominates the result"),
}
DETAIL: Labels = {
    "none": pgettext_lazy("memo detail", "no expression fixed"),
    "topic": pgettext_lazy("memo detail", "a word or theme"),
    "ordinary": pgettext_lazy("memo detail", "ordinary elements side by side"),
    "specific": pgettext_lazy("memo detail", "several specific expressive elements"),
    "rich": pgettext_lazy("memo detail", "many specific elements and how they go together"),
}
CHANGED: Labels = {
    "prompt": pgettext_lazy("memo change", "prompt"),
    "negative_prompt": pgettext_lazy("memo change", "negative prompt"),
    "parameters": pgettext_lazy("memo change", "parameters"),
    "seed": pgettext_lazy("memo change", "random seed"),
    "model": pgettext_lazy("memo change", "model"),
    "weights": pgettext_lazy("memo change", "weights"),
    "region": pgettext_lazy("memo change", "region"),
    "input": pgettext_lazy("memo change", "input"),
    "order": pgettext_lazy("memo change", "order"),
}
EFFECT: Labels = {
    "none": pgettext_lazy("memo effect", "no effect"),
    "random": pgettext_lazy("memo effect", "a random effect"),
    "visible": pgettext_lazy("memo effect", "a visible effect"),
    "as_intended": pgettext_lazy("memo effect", "the effect intended"),
}
EXTENT: Labels = {
    "technical": pgettext_lazy("memo extent", "technical only"),
    "minor": pgettext_lazy("memo extent", "minor"),
    "local": pgettext_lazy("memo extent", "local"),
    "substantial": pgettext_lazy("memo extent", "substantial"),
}
# The classes of evidence under which a schedule for a Chinese court lists them.
MADE: Labels = {
    "contemporaneous": pgettext_lazy("memo evidence", "made at the time"),
    "later": pgettext_lazy("memo evidence", "made later"),
}
STRENGTH: Labels = {
    "weak": pgettext_lazy("memo evidence", "weak"),
    "fair": pgettext_lazy("memo evidence", "fair"),
    "strong": pgettext_lazy("memo evidence", "strong"),
}
ADDS: Labels = {
    "figure": pgettext_lazy("adds", "a figure or object"),
    "composition": pgettext_lazy("adds", "composition"),
    "wording": pgettext_lazy("adds", "wording"),
    "colour": pgettext_lazy("adds", "colour"),
    "crop": pgettext_lazy("adds", "a crop"),
    "retouch": pgettext_lazy("adds", "a retouch"),
    "sound": pgettext_lazy("adds", "sound"),
    "structure": pgettext_lazy("adds", "structure"),
    "order": pgettext_lazy("adds", "order"),
    "cut": pgettext_lazy("adds", "a cut"),
    "other": pgettext_lazy("adds", "something else"),
}

# The vocabularies of the fields that somebody appraises.
_APPRAISED: Mapping[str, Labels] = {
    "says": CONTRACT_SAYS,
    "action": ACTIONS,
    "made_by": MADE_BY,
    "does": DOES,
    "detail": DETAIL,
    "effect": EFFECT,
    "extent": EXTENT,
    "changed": CHANGED,
    "adds": ADDS,
    "in_output": IN_OUTPUT,
    "distinctiveness": DISTINCTIVENESS,
    "foreseeability": FORESEEABILITY,
}


def contract_kind(contract: Mapping[str, Any]) -> str:
    """Return of which kind a contract of a record is, in words.

    One of a single maker that nobody read is recorded as what may give the rights away; no more is
    known of it.
    """
    is_unread = contract.get("says", "unknown") == "unknown"
    if contract["kind"] == "assignment" and is_unread and len(contract.get("parties") or ()) < 2:
        return pgettext("memo contract", "kind not known")
    return str(CONTRACT_KIND[contract["kind"]])


def value_label(field: str, value: str) -> str:
    """Return a value of an appraised field in words; several values are separated by commas."""
    labels = EVIDENCE_KINDS if field == "what" else _APPRAISED.get(field, {})
    return gettext(", ").join(str(labels.get(code, code)) for code in value.split(", "))
