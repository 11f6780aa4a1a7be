"""Sentences for who appraised a value, and for what contradicts a statement of the record, by code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "contradiction.detail": _(
        "What is stated of the instruction goes beyond the words that were typed; the words count."
    ),
    "contradiction.extent": _(
        "What is stated of the edit goes beyond what a comparison of the two results shows; the comparison counts."
    ),
    "contradiction.changed_prompt": _(
        "The prompt is stated as changed; its content is the same as before."
    ),
    "contradiction.changed_negative_prompt": _(
        "The negative prompt is stated as changed; its content is the same as before."
    ),
    "contradiction.changed_parameters": _(
        "The settings are stated as changed; the values recorded are the same as before."
    ),
    "contradiction.changed_model": _(
        "The model is stated as changed; the tool and all values recorded are the same as before."
    ),
    "contradiction.changed_weights": _(
        "The weights are stated as changed; all values recorded are the same as before."
    ),
    "contradiction.examined_by_party": _(
        "A party to the work is named as who examined this exhibit; it counts as not examined."
    ),
    "contradiction.tool": _(
        "This tool is known to generate, whatever is stated of it; what was done with it counts as generated."
    ),
    "contradiction.admission": _(
        "The act is recorded as by hand, and the record's own words say that a machine did it; it counts as generated."
    ),
    "contradiction.stock": _(
        "The act is recorded as placing no stock material, and the record's own words say that it did; it counts as stock material."
    ),
    "contradiction.chance": _(
        "The result is stated as left to chance and a step as having the effect that was wanted; chance counts."
    ),
    "appraisal.file": _("Read in a file that is held"),
    "appraisal.record": _("Read in the words and values recorded"),
    "appraisal.measured": _("Measured between two results"),
    "appraisal.decider": _("Held by the decider"),
    "appraisal.lawyer": _("Appraised by a lawyer"),
    "appraisal.examined": _("The client's own appraisal; a lawyer examined the exhibit"),
    "appraisal.presumed": _(
        "The client's own appraisal, presumed from the name on the work (Copyright Law art. 12) until the contrary is shown"
    ),
    "appraisal.not_stated": _("Not stated; it counts at its lowest"),
    "appraisal.maker": _("The client's own appraisal"),
}
