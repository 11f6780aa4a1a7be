"""What an act that Content Credentials record is, in words; its code stands behind them.

An act of which nothing is known here keeps its code alone: it is named and not interpreted. None of
the words says who did it, a person or a program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from assessments.intake.provenance import acts

MAX_ACTS = 30  # of the credentials, in one sentence
EDITED = "c2pa.edited"
_ADJUSTED = pgettext_lazy("act of credentials", "tone or colour adjusted")
_WATERMARKED = pgettext_lazy("act of credentials", "watermark inserted")
_RESIZED = pgettext_lazy("act of credentials", "size changed")
ACTS: dict[str, Promise] = {
    "c2pa.addedText": pgettext_lazy("act of credentials", "visible text added"),
    "c2pa.adjustedColor": _ADJUSTED,
    "c2pa.changedSpeed": pgettext_lazy("act of credentials", "playing speed changed"),
    "c2pa.color_adjustments": _ADJUSTED,
    "c2pa.converted": pgettext_lazy("act of credentials", "format changed"),
    "c2pa.created": pgettext_lazy("act of credentials", "created"),
    "c2pa.cropped": pgettext_lazy("act of credentials", "cropped"),
    "c2pa.deleted": pgettext_lazy("act of credentials", "areas deleted"),
    "c2pa.drawing": pgettext_lazy("act of credentials", "changed with drawing tools"),
    "c2pa.dubbed": pgettext_lazy("act of credentials", "sound changed"),
    EDITED: pgettext_lazy("act of credentials", "edited"),
    "c2pa.edited.metadata": pgettext_lazy(
        "act of credentials", "metadata changed, the content not"
    ),
    "c2pa.enhanced": pgettext_lazy("act of credentials", "enhanced, as by less noise"),
    "c2pa.filtered": pgettext_lazy("act of credentials", "filter or style applied"),
    "c2pa.opened": pgettext_lazy("act of credentials", "existing file opened"),
    "c2pa.orientation": pgettext_lazy("act of credentials", "direction or position changed"),
    "c2pa.placed": pgettext_lazy("act of credentials", "component placed into it"),
    "c2pa.published": pgettext_lazy("act of credentials", "released to a wider audience"),
    "c2pa.redacted": pgettext_lazy("act of credentials", "statement of the credentials removed"),
    "c2pa.removed": pgettext_lazy("act of credentials", "component removed"),
    "c2pa.repackaged": pgettext_lazy("act of credentials", "put into another container"),
    "c2pa.resized": _RESIZED,
    "c2pa.resized.proportional": _RESIZED,
    "c2pa.transcoded": pgettext_lazy("act of credentials", "encoded anew"),
    "c2pa.translated": pgettext_lazy("act of credentials", "language changed"),
    "c2pa.trimmed": pgettext_lazy("act of credentials", "stretch of time removed"),
    "c2pa.unknown": pgettext_lazy("act of credentials", "something that its program cannot name"),
    "c2pa.watermarked": _WATERMARKED,
    "c2pa.watermarked.bound": _WATERMARKED,
    "c2pa.watermarked.unbound": _WATERMARKED,
}
CHECKS = {
    "matches": _("Their signature matches; who signed them is not established."),
    "failed": _("They do not match what was signed, so they show nothing."),
    "unknown": _("Whether their signature matches is not known."),
}
Json = Mapping[str, Any]


def recorded_acts(c2pa: Json) -> list[str]:
    """Return the acts that the credentials record, each with its number, as one sentence."""
    counts: dict[str, int] = {}
    actions = c2pa.get("actions") or ()
    several = len({action.get("program") for action in actions}) > 1
    for action in actions:
        name = _act_name(action)
        if several and action.get("program"):
            name = gettext("%(act)s (%(program)s)") % {"act": name, "program": action["program"]}
        counts[name] = counts.get(name, 0) + 1
    named = [name if count == 1 else f"{name} × {count}" for name, count in counts.items()]
    if not named:
        return []
    shown = gettext("; ").join(named[:MAX_ACTS]) + (" …" if len(named) > MAX_ACTS else "")
    return [gettext("Acts that the credentials record: %(acts)s.") % {"acts": shown}]


def recorded_origins(c2pa: Json) -> list[str]:
    """Return what the credentials of files say that went into this one, a sentence each."""
    return [_origin(origin) for origin in c2pa.get("origins") or ()]


def _origin(origin: Json) -> str:
    sentence = (
        gettext("Made from the file %(title)s, whose credentials state: %(what)s. %(check)s")
        if origin.get("relationship") == "parentOf"
        else gettext(
            "The credentials of a file that went into it (%(title)s) state: %(what)s. %(check)s"
        )
    )
    what = gettext("; ").join(_statements(origin))
    title = origin.get("title") or gettext("without a name")
    return sentence % {"title": title, "what": what, "check": CHECKS[origin["check"]]}


def _statements(origin: Json) -> Iterator[str]:
    """Yield the program, its models, and whether a model made all of it or parts."""
    program = origin.get("generator") or origin.get("claim_generator")
    agents = [name for name in origin.get("agents") or () if name != program]
    yield from filter(None, [program, *agents])
    kind = str(origin.get("digital_source_type") or "").rpartition("/")[2]
    if kind.lower() == acts.COMPOSITE:
        yield gettext("parts of it generated by a model")
    elif kind.lower() == acts.GENERATED:
        yield gettext("generated by a model")
    elif kind:
        yield gettext("digital source type %(code)s") % {"code": kind}
    if origin.get("edited_with"):
        yield gettext("edited with %(program)s") % {"program": origin["edited_with"]}


def _act_name(action: Json) -> str:
    """Return an act in words, with its code and the name or description that its program gave."""
    return " ".join(_parts(action))


def _parts(action: Json) -> Iterator[str]:
    code = str(action.get("action"))
    if code in ACTS:
        yield gettext("%(act)s [%(code)s]") % {"act": ACTS[code], "code": code}
    else:
        yield code
    yield from filter(None, [action.get("name") or action.get("description")])
