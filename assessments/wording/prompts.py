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
    "aside": pgettext_lazy("phrase of a prompt", "Asked, left open or beside it, not counted"),
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

NOT_READ = pgettext_lazy("what the words of a prompt fix", "not read")

BECAUSE: Labels = {
    "nothing_readable": _("No word of it can be read."),
    "not_readable": _(
        "Most of its words are not among the English and Chinese ones known here, or lie beyond "
        "the first 20,000 characters: how much they fix was not read."
    ),
    "nothing_fixed": _("Beyond its kind, nothing in it says what the result is to be."),
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
    "excluded": _("What it rules out was not counted; in a text, as one detail at most."),
    "left_open": _("What it asks, leaves to the tool or has still to fill in was not counted."),
    "addressed": _(
        "Courtesies and words to whoever reads the record, or about it, were not counted."
    ),
    "material": _("Code and text that is given to be worked on were not counted."),
    "partly_readable": _(
        "Some words are not in the lexicon; they were counted as mentions, not as details: it may "
        "fix more than was read."
    ),
    "read_in_part": _("Only its first 20,000 characters were read."),
}
