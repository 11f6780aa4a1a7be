"""Sentences of the page of things to secure, by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TITLES: Final[Mapping[str, str | Promise]] = {
    "platform": _("Save the tool's own history"),
    "originals": _("Fix your files in time"),
    "publication": _("Record the page where it was published"),
    "terms": _("Keep the terms of the tools"),
    "agreements": _("Put in writing who owns it"),
    "licences": _("Get licences for what others made"),
    "registration": pgettext_lazy("thing to secure", "Register the work, if you wish"),
    "label": _("Label the copy that you publish"),
}
WHY: Final[Mapping[str, str | Promise]] = {
    "platform": _(
        "Prompts, results and times in the account are kept by somebody else and can disappear. Export them as they are; do not tidy up."
    ),
    "originals": _(
        "Keep every file exactly as it was saved: layers, drafts, results that you did not use. A timestamp then shows that they existed that day and were not changed since."
    ),
    "publication": _(
        "The page shows when it came out, and whose name and which label stood on it. Pages change: have it recorded while it is there."
    ),
    "terms": _(
        "Whose the output is under the terms depends on the version that you accepted. Save that page with its date."
    ),
    "agreements": _(
        "Without a clause, the law decides, and often not as people expect. Sign it before the next work; for this one, an assignment."
    ),
    "licences": _(
        "Material of others shows in the work or went into it, and no licence is recorded. Ask for it in writing."
    ),
    "registration": _(
        "Registration is voluntary and checks the form only. State truly which tools were used."
    ),
    "label": _(
        "Content made or composed by AI is to be labelled when it is published. The copy gets the label; your original stays as it is."
    ),
}
