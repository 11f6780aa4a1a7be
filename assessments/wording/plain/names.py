"""Names of elements and layers for readers without legal training."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from assessments.wording import names

# What each element asks for, in one line.
ELEMENTS = {
    "field": pgettext_lazy(
        "plain reading",
        "It must be a piece of literature, art or science, not a law, bare news or a common table.",
    ),
    "originality": pgettext_lazy(
        "plain reading",
        "It must show choices of your own and must not be copied from what was there before.",
    ),
    "form": pgettext_lazy(
        "plain reading",
        "It must exist so that others can see, hear or read it and copy it. An idea is not enough.",
    ),
    "intellectual_achievement": pgettext_lazy(
        "plain reading",
        "It must come from a person's thinking and choosing, not from the machine or from luck.",
    ),
}

LAYERS = {
    "prompted_output": pgettext_lazy("plain reading", "What the tool made from your prompts"),
    "own_input": pgettext_lazy("plain reading", "Your own material"),
    "hand_editing": pgettext_lazy("plain reading", "What you did by hand"),
    "human_text": pgettext_lazy("plain reading", "The text or code you wrote"),
    "lyrics": pgettext_lazy("plain reading", "The lyrics typed in"),
    "arrangement": pgettext_lazy("plain reading", "How you chose and put the pieces together"),
    "prompt": pgettext_lazy("plain reading", "Your prompt"),
}

BASES = {
    "claimed": pgettext_lazy("plain reading", "As you state it"),
    "proved": pgettext_lazy("plain reading", "On your evidence"),
    "held": names.BASES["held"],
}

# An own input by what it is; any other is "Your own material".
INPUTS = {
    "sketch": pgettext_lazy("plain reading", "Your own drawing"),
    "photo": pgettext_lazy("plain reading", "Your own photograph"),
    "text": pgettext_lazy("plain reading", "Your own text"),
    "audio": pgettext_lazy("plain reading", "Your own recording"),
    "video": pgettext_lazy("plain reading", "Your own film"),
    "data": pgettext_lazy("plain reading", "Your own data"),
    "template": pgettext_lazy("plain reading", "Your own template"),
}

# Whose a duty is; any other status has its formal word.
DUTY_STATUS = {"not_applicable": pgettext_lazy("plain reading", "Not yours")}

# How a decided work stands to this one.
RELATIONS = {
    "follows": pgettext_lazy("plain reading", "Its reasons apply here"),
    "opposed": pgettext_lazy("plain reading", "Its reasons apply here, its outcome differs"),
    "analogous": pgettext_lazy("plain reading", "Similar"),
    "distinguished": pgettext_lazy("plain reading", "Different on a decisive point"),
}
