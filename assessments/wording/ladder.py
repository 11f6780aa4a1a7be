"""The fixed ladder of sentences for a conclusion, by answer: as claimed and as proved."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PHRASES = {
    "claimed": {
        "protected": _(
            "If everything stated is accepted, the work is, in our opinion, protected by copyright."
        ),
        "likely": _("If everything stated is accepted, the work should be protected by copyright."),
        "arguable": _(
            "If everything stated is accepted, it is more likely than not that the work is "
            "protected by copyright."
        ),
        "unlikely": _(
            "If everything stated is accepted, there is some basis for protection by copyright, "
            "but considerable uncertainty."
        ),
        "not_protected": _(
            "Even if everything stated is accepted, the work is unlikely to be protected by "
            "copyright."
        ),
        "open": _("What is stated does not suffice for an answer yet."),
    },
    "proved": {
        "protected": _(
            "On what can be shown today, the work is, in our opinion, protected by copyright."
        ),
        "likely": _("On what can be shown today, the work should be protected by copyright."),
        "arguable": _(
            "On what can be shown today, it is more likely than not that the work is protected "
            "by copyright."
        ),
        "unlikely": _(
            "On what can be shown today, there is some basis for protection by copyright, but "
            "considerable uncertainty."
        ),
        "not_protected": _(
            "On what can be shown today, the work is unlikely to be protected by copyright."
        ),
        "open": _("What can be shown today does not suffice for an answer yet."),
    },
}
