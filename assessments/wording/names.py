"""Names for the vocabularies of a result, one table each."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from cases.wording import labels

# Decisions and results have the same names for the same things.
ELEMENTS = labels.ELEMENT
ELEMENT_STATUS = labels.ELEMENT_FINDING
DIMENSIONS = labels.DIMENSION
LAYERS = labels.LAYER
LAYER_STATUS = labels.LAYER_FINDING

CONCLUSIONS = {
    "protected": pgettext_lazy("conclusions", "Protected"),
    "likely": pgettext_lazy("conclusions", "Likely protected"),
    "arguable": pgettext_lazy("conclusions", "Arguable"),
    "unlikely": pgettext_lazy("conclusions", "Uncertain, probably not"),
    "not_protected": pgettext_lazy("conclusions", "Not protected on this material"),
}

OUTCOMES = {
    "protected": pgettext_lazy("outcomes", "Protected"),
    "not_protected": pgettext_lazy("outcomes", "Not protected"),
}

RELATIONS = {
    "follows": pgettext_lazy("relations", "Follows"),
    "analogous": pgettext_lazy("relations", "Analogous"),
    "distinguished": pgettext_lazy("relations", "Distinguished"),
    "opposed": pgettext_lazy("relations", "Opposed"),
}

BASES = {
    "claimed": pgettext_lazy("bases", "As claimed"),
    "proved": pgettext_lazy("bases", "As proved"),
}

OWNERSHIP_BASES = {
    "legal_entity_work": pgettext_lazy("ownership bases", "Legal-entity work"),
    "employee_work": pgettext_lazy("ownership bases", "Employee work"),
    "commissioned_work": pgettext_lazy("ownership bases", "Commissioned work"),
    "joint_work": pgettext_lazy("ownership bases", "Joint work"),
    "author": pgettext_lazy("ownership bases", "Author"),
    "none": pgettext_lazy("ownership bases", "No owner found"),
}

DUTIES = {
    "visible_label": pgettext_lazy("duties", "Visible label"),
    "label_wording": pgettext_lazy("duties", "Wording of the label"),
    "metadata_label": pgettext_lazy("duties", "Label in the metadata"),
    "keep_records": pgettext_lazy("duties", "Records of the process"),
    "third_party_input": pgettext_lazy("duties", "Other people's material"),
}

DUTY_STATUS = {
    "met": pgettext_lazy("duty status", "Met"),
    "missing": pgettext_lazy("duty status", "Missing"),
    "unknown": pgettext_lazy("duty status", "Not known"),
}

BEARINGS = {
    "for": pgettext_lazy("bearings", "Speaks for"),
    "against": pgettext_lazy("bearings", "Speaks against"),
    "neutral": pgettext_lazy("bearings", "Weighs little"),
}

GROUNDS = {
    "prompting": pgettext_lazy("grounds", "Prompting and refinement"),
    "preparation": pgettext_lazy("grounds", "Prepared plan and tool"),
    "hand": pgettext_lazy("grounds", "Work by hand"),
    "own_input": pgettext_lazy("grounds", "Own input"),
    "arrangement": pgettext_lazy("grounds", "Selection and arrangement"),
    "prompt_text": pgettext_lazy("grounds", "The prompt as a text"),
}

EVIDENCE_KINDS = {
    "original_file": pgettext_lazy("evidence kinds", "Original file"),
    "generation_metadata": pgettext_lazy("evidence kinds", "Generation metadata"),
    "account_history": pgettext_lazy("evidence kinds", "Account history"),
    "screen_recording": pgettext_lazy("evidence kinds", "Screen recording"),
    "layered_file": pgettext_lazy("evidence kinds", "Layered file"),
    "chat_export": pgettext_lazy("evidence kinds", "Chat export"),
    "drafts": pgettext_lazy("evidence kinds", "Drafts"),
    "timestamp": pgettext_lazy("evidence kinds", "Timestamp"),
    "notarised": pgettext_lazy("evidence kinds", "Notarial certificate"),
    "registration": pgettext_lazy("evidence kinds", "Registration certificate"),
    "contract": pgettext_lazy("evidence kinds", "Contract"),
    "terms": pgettext_lazy("evidence kinds", "Terms of the tool"),
    "witness": pgettext_lazy("evidence kinds", "Witness"),
    "reconstruction": pgettext_lazy("evidence kinds", "Later re-run"),
    "statement": pgettext_lazy("evidence kinds", "Statement"),
}

ACTIONS = {
    "conceive": pgettext_lazy("actions", "Conceive"),
    "prepare": pgettext_lazy("actions", "Prepare"),
    "generate": pgettext_lazy("actions", "Generate"),
    "adjust": pgettext_lazy("actions", "Adjust"),
    "select": pgettext_lazy("actions", "Select"),
    "edit": pgettext_lazy("actions", "Edit"),
    "arrange": pgettext_lazy("actions", "Arrange"),
    "review": pgettext_lazy("actions", "Review"),
    "write": pgettext_lazy("actions", "Write"),
}

MADE = {
    "contemporaneous": pgettext_lazy("made", "Made at the time"),
    "later": pgettext_lazy("made", "Made later"),
}

STRENGTHS = {
    "none": pgettext_lazy("strengths", "Carries nothing"),
    "weak": pgettext_lazy("strengths", "Weak"),
    "fair": pgettext_lazy("strengths", "Fair"),
    "strong": pgettext_lazy("strengths", "Strong"),
}
