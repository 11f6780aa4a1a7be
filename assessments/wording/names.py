"""Names for the vocabularies of a result, one table each."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from cases.wording import labels

# Decisions and results have the same names for the same things.
ELEMENTS = labels.ELEMENT
ELEMENT_STATUS = {
    **labels.ELEMENT_FINDING,
    "open": pgettext_lazy("element status", "Cannot be said yet"),
}
# Met because no fact closes it; nobody has proved it.
NOT_QUESTIONED = pgettext_lazy("element status", "Nothing speaks against it")
DIMENSIONS = labels.DIMENSION
LAYERS = {
    **labels.LAYER,
    "human_text": pgettext_lazy("layers", "Text or code written by a person"),
    "lyrics": pgettext_lazy("layer", "Words typed as lyrics"),
}

# What an answer rests on.
GROUND_BASES = {
    "bound": pgettext_lazy("ground", "Decided"),
    "between": pgettext_lazy("ground", "Between decisions"),
    "scale": pgettext_lazy("ground", "No decision is near"),
    "conflict": pgettext_lazy("ground", "Decisions point both ways"),
}

EVIDENCE_BASES = {
    "held": pgettext_lazy(
        "evidence basis", "Evidence counts only where its file is held here and was read."
    ),
    "described": pgettext_lazy(
        "evidence basis", "Evidence is taken as the record describes it; no file was read."
    ),
}
# Of a record that names who appraised it: a command line cannot know who filled it in.
APPRAISED_BY_RECORD = {
    "decider": pgettext_lazy(
        "appraiser",
        "The record says that its values are those of the court or office that decided; this is not checked.",
    ),
    "lawyer": pgettext_lazy(
        "appraiser",
        "The record says that a lawyer appraised its values. They count as stated; on "
        "the evidence, only where the lawyer examined an exhibit.",
    ),
}
CONDITION_STATUS = {
    "met": pgettext_lazy("condition", "Met"),
    "open": pgettext_lazy("condition", "Open"),
    "not_met": pgettext_lazy("condition", "Not met"),
}

OUTCOMES = {
    "protected": pgettext_lazy("outcomes", "Protected"),
    "not_protected": pgettext_lazy("outcomes", "Not protected"),
}

RELATIONS = {
    "follows": pgettext_lazy("relations", "May be referred to"),
    "analogous": pgettext_lazy("relations", "Analogous"),
    "distinguished": pgettext_lazy("relations", "Distinguished"),
    "opposed": pgettext_lazy("relations", "Decided the other way; may be referred to"),
}

BASES = {
    "claimed": pgettext_lazy("bases", "As stated"),
    "proved": pgettext_lazy("bases", "On the evidence"),
    "held": pgettext_lazy("bases", "As the lawyer holds"),
}

OWNERSHIP_BASES = {
    "legal_entity_work": pgettext_lazy("ownership bases", "Legal-entity work"),
    "employee_work": pgettext_lazy("ownership bases", "Employee work"),
    "commissioned_work": pgettext_lazy("ownership bases", "Commissioned work"),
    "joint_work": pgettext_lazy("ownership bases", "Joint work"),
    "ghost_written": pgettext_lazy("ownership bases", "Report or speech drafted by another"),
    "autobiographical_work": pgettext_lazy(
        "ownership bases", "Autobiographical work written by another"
    ),
    "succession": pgettext_lazy("ownership bases", "Succession"),
    "author": pgettext_lazy("ownership bases", "Author"),
    "presumption": pgettext_lazy("ownership bases", "Presumption of authorship"),
    "special_employee_work": pgettext_lazy("ownership bases", "Special employee work"),
    "compilation": pgettext_lazy("ownership bases", "Compilation"),
    "adaptation": pgettext_lazy("ownership bases", "Adaptation"),
    "film_work": pgettext_lazy("ownership bases", "Film or television drama"),
    "audiovisual_work": pgettext_lazy("ownership bases", "Audiovisual work"),
    "assignment": pgettext_lazy("ownership bases", "Assignment"),
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
    "not_applicable": pgettext_lazy("duty status", "Not the maker's"),
}

BEARINGS = {
    "for": pgettext_lazy("bearings", "Speaks for"),
    "against": pgettext_lazy("bearings", "Speaks against"),
    "neutral": pgettext_lazy("bearings", "Speaks neither way"),
}

GROUNDS = {
    "prompting": pgettext_lazy("grounds", "Prompting and refinement"),
    "preparation": pgettext_lazy("grounds", "Prepared plan and tool"),
    "hand": pgettext_lazy("grounds", "Work by hand"),
    "human_text": pgettext_lazy("grounds", "Text or code written by a person"),
    "own_input": pgettext_lazy("grounds", "Own input"),
    "arrangement": pgettext_lazy("grounds", "Selection and arrangement"),
    "prompt_text": pgettext_lazy("grounds", "The prompt as a text"),
}

EVIDENCE_KINDS = {
    "original_file": pgettext_lazy("evidence kinds", "Original file"),
    "generation_metadata": pgettext_lazy("evidence kinds", "Generation metadata"),
    "account_history": pgettext_lazy("evidence kinds", "Account history"),
    "screen_recording": pgettext_lazy("evidence kinds", "Screenshot or screen recording"),
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
# Why evidence is taken as made later though nobody said so.
TAKEN_AS_LATER = {
    "unsaid": pgettext_lazy("made", "Time unknown (counts as made later)"),
    "contradicted": pgettext_lazy(
        "made", "Said to be of its time, which its dates do not bear out (counts as made later)"
    ),
}


def when_made(made: str, taken: str | None) -> str:
    """Say when evidence was made; `taken` is why it only counts as made later, if it does.

    What the engine assumes is never said as what somebody stated.
    """
    return str(TAKEN_AS_LATER.get(taken or "") or MADE[made])


STRENGTHS = {
    "none": pgettext_lazy("strengths", "Carries nothing"),
    "weak": pgettext_lazy("strengths", "Weak"),
    "fair": pgettext_lazy("strengths", "Fair"),
    "strong": pgettext_lazy("strengths", "Strong"),
}
