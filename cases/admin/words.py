"""The place of a change in a decision, in the words of the form."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cases.decisions.differences import Place
from cases.wording import labels

FIELD_WORDS = {
    "slug": gettext_lazy("slug"),
    "status": gettext_lazy("status"),
    "status_reason": gettext_lazy("reason for the status"),
    "jurisdiction": gettext_lazy("jurisdiction"),
    "name": gettext_lazy("name"),
    "short_name": gettext_lazy("short name"),
    "court": gettext_lazy("court"),
    "court_level": gettext_lazy("level of court"),
    "matter": gettext_lazy("matter"),
    "instance": gettext_lazy("instance"),
    "dockets": gettext_lazy("docket numbers"),
    "number": gettext_lazy("number"),
    "date": gettext_lazy("date"),
    "value": gettext_lazy("value"),
    "precision": gettext_lazy("date is known"),
    "finality": gettext_lazy("finality"),
    "state": gettext_lazy("state"),
    "parties": gettext_lazy("parties"),
    "role": gettext_lazy("role"),
    "content_kind": gettext_lazy("kind of content"),
    "content": gettext_lazy("content"),
    "tools": gettext_lazy("tools"),
    "outcome": gettext_lazy("outcome"),
    "summary": gettext_lazy("summary"),
    "facts": gettext_lazy("facts"),
    "holdings": gettext_lazy("holdings"),
    "remedies": gettext_lazy("remedies"),
    "discrepancies": gettext_lazy("discrepancies between sources"),
    "judged": gettext_lazy("judged works"),
    "elements": gettext_lazy("elements"),
    "layers": gettext_lazy("layers"),
    "turned_on": gettext_lazy("dimensions that the outcome turned on"),
    "refused_for": gettext_lazy("refused for"),
    "held": gettext_lazy("levels held"),
    "level": gettext_lazy("level"),
    "because": gettext_lazy("what was held"),
    "passage": gettext_lazy("passage"),
    "source": gettext_lazy("source"),
    "where": gettext_lazy("where in it"),
    "quote": gettext_lazy("quotation"),
    "text": gettext_lazy("wording"),
    "language": gettext_lazy("language"),
    "record": gettext_lazy("creation record (YAML)"),
    "ownership": gettext_lazy("ownership"),
    "owner": pgettext_lazy("ownership", "owner"),
    "basis": gettext_lazy("basis of ownership"),
    "infringement": gettext_lazy("rights pleaded"),
    "right": gettext_lazy("right"),
    "finding": gettext_lazy("finding"),
    "amounts": gettext_lazy("amounts"),
    "currency": gettext_lazy("currency"),
    "proof": gettext_lazy("evidence that convinced or failed"),
    "effect": gettext_lazy("effect"),
    "treatment": gettext_lazy("treatment"),
    "relation": gettext_lazy("relation"),
    "direction": gettext_lazy("who treated whom"),
    "on": gettext_lazy("since"),
    "sources": gettext_lazy("sources"),
    "url": gettext_lazy("address"),
    "official": gettext_lazy("official"),
    "last_verified": gettext_lazy("last verified"),
    "mark": gettext_lazy("confidence"),
    "note": gettext_lazy("note"),
    "title": gettext_lazy("title"),
    "en": gettext_lazy("in English"),
    "zh": gettext_lazy("in Chinese"),
    **labels.ELEMENT,
}
# Fields whose keys are codes of a vocabulary.
KEY_WORDS = {"held": labels.DIMENSION, "turned_on": labels.LAYER}


def describe_place(place: Place) -> str:
    """Describe `facts[2].says.en` as "facts › no. 3 › in English".

    The names of fields within a creation record are not translated.
    """
    described: list[str] = []
    within_record = False
    above: str | int = ""
    for part in place:
        if isinstance(part, int):
            described.append(_("no. %(number)s") % {"number": part + 1})
        elif within_record:
            described.append(part)
        elif part not in ("says", "what", "by"):
            words = KEY_WORDS.get(str(above), FIELD_WORDS)
            described.append(str(words.get(part, part)))
        above = part
        within_record = within_record or part == "record"
    return " › ".join(described)
