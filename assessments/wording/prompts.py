"""What the phrases of a prompt are called, and why its words carry the level that they do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.wording.labels import Labels

PHRASE_KIND: Labels = {
    "subject": pgettext_lazy("phrase of a prompt", "Subject"),
    "attribute": pgettext_lazy("phrase of a prompt", "Attribute"),
    "setting": pgettext_lazy("phrase of a prompt", "Setting"),
    "action": pgettext_lazy("phrase of a prompt", "Action"),
    "composition": pgettext_lazy("phrase of a prompt", "Composition"),
    "viewpoint": pgettext_lazy("phrase of a prompt", "Viewpoint"),
    "light": pgettext_lazy("phrase of a prompt", "Light"),
    "colour": pgettext_lazy("phrase of a prompt", "Colour"),
    "medium": pgettext_lazy("phrase of a prompt", "Medium"),
    "style": pgettext_lazy("phrase of a prompt", "Style"),
    "mood": pgettext_lazy("phrase of a prompt", "Mood"),
    "exclusion": pgettext_lazy("phrase of a prompt", "Excluded"),
    "boilerplate": pgettext_lazy("phrase of a prompt", "Boilerplate, not counted"),
    "other": pgettext_lazy("phrase of a prompt", "Other words"),
    "structure": pgettext_lazy("phrase of a prompt", "Structure"),
    "character": pgettext_lazy("phrase of a prompt", "Characters"),
    "event": pgettext_lazy("phrase of a prompt", "Events"),
    "data": pgettext_lazy("phrase of a prompt", "Data"),
    "tone": pgettext_lazy("phrase of a prompt", "Tone"),
    "instrument": pgettext_lazy("phrase of a prompt", "Instruments"),
    "tempo": pgettext_lazy("phrase of a prompt", "Tempo"),
    "melody": pgettext_lazy("phrase of a prompt", "Melody"),
    "shot": pgettext_lazy("phrase of a prompt", "Shots"),
    "camera": pgettext_lazy("phrase of a prompt", "Camera movement"),
    "sound": pgettext_lazy("phrase of a prompt", "Sound"),
}

BECAUSE: Labels = {
    "nothing_readable": _("No word of it can be read."),
    "boilerplate_only": _(
        "It holds only tags of quality, names and switches, which fix no expression."
    ),
    "one_theme": _("It names one thing or theme."),
    "side_by_side": _("It names ordinary elements side by side."),
    "list_only": _(
        "Its chosen words describe things that nothing joins: a list, however long, stays ordinary."
    ),
    "few_details": _("Few chosen details are bound to what it names."),
    "few_categories": _("Its chosen details are of few kinds."),
    "bound_details": _("Chosen details of several kinds are bound to what it names."),
    "repetition": _("What is said again was counted once."),
    "boilerplate_ignored": _("Tags of quality, names of artists and switches were not counted."),
    "not_readable": _(
        "Some words are not in the lexicon; they were counted as mentions, not as details."
    ),
    "read_in_part": _("Only its first 20,000 characters were read."),
}
