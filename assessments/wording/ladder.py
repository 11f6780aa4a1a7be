"""The ladder: one name and one sentence for each word of a conclusion, in each register.

Nothing else names a word: headline, layers, ranges, next steps, comparison, memo, command line and
method page all read it here. The glossary fixes the same names.
"""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

NAMES = {
    "plain": {
        "protected": pgettext_lazy("ladder, plain", "Protected"),
        "likely": pgettext_lazy("ladder, plain", "Likely protected"),
        "arguable": pgettext_lazy("ladder, plain", "Arguable"),
        "unlikely": pgettext_lazy("ladder, plain", "Unlikely to be protected"),
        "not_protected": pgettext_lazy("ladder, plain", "Not protected"),
        "open": pgettext_lazy("ladder, plain", "Cannot be said yet"),
    },
    "formal": {
        "protected": pgettext_lazy("ladder", "Protected"),
        "likely": pgettext_lazy("ladder", "Likely protected"),
        "arguable": pgettext_lazy("ladder", "Arguable"),
        "unlikely": pgettext_lazy("ladder", "Unlikely to be protected"),
        "not_protected": pgettext_lazy("ladder", "Not protected"),
        "open": pgettext_lazy("ladder", "Cannot be said yet"),
    },
}

PHRASES = {
    "plain": {
        "claimed": {
            "protected": pgettext_lazy(
                "ladder, plain", "If everything you say is accepted, it is protected by copyright."
            ),
            "likely": pgettext_lazy(
                "ladder, plain",
                "If everything you say is accepted, it is likely protected by copyright.",
            ),
            "arguable": pgettext_lazy(
                "ladder, plain",
                "If everything you say is accepted, it is arguable whether it is protected: there is some basis for it, but considerable uncertainty.",
            ),
            "unlikely": pgettext_lazy(
                "ladder, plain",
                "Even if everything you say is accepted, it is unlikely to be protected by copyright.",
            ),
            "not_protected": pgettext_lazy(
                "ladder, plain",
                "Even if everything you say is accepted, it is not protected by copyright.",
            ),
            "open": pgettext_lazy(
                "ladder, plain",
                "You have told too little so far; whether it is protected cannot be said yet.",
            ),
        },
        "proved": {
            "protected": pgettext_lazy(
                "ladder, plain", "On what you can show today, it is protected by copyright."
            ),
            "likely": pgettext_lazy(
                "ladder, plain", "On what you can show today, it is likely protected by copyright."
            ),
            "arguable": pgettext_lazy(
                "ladder, plain",
                "On what you can show today, it is arguable whether it is protected: there is some basis for it, but considerable uncertainty.",
            ),
            "unlikely": pgettext_lazy(
                "ladder, plain",
                "On what you can show today, it is unlikely to be protected by copyright.",
            ),
            "not_protected": pgettext_lazy(
                "ladder, plain", "Nothing that you can show today makes it protected by copyright."
            ),
            "open": pgettext_lazy(
                "ladder, plain",
                "You can show too little so far; whether it is protected cannot be said yet.",
            ),
        },
    },
    "formal": {
        "claimed": {
            "protected": pgettext_lazy(
                "ladder", "If everything stated is accepted, the work is protected by copyright."
            ),
            "likely": pgettext_lazy(
                "ladder",
                "If everything stated is accepted, the work is likely protected by copyright.",
            ),
            "arguable": pgettext_lazy(
                "ladder",
                "If everything stated is accepted, it is arguable whether the work is protected: there is some basis for it, but considerable uncertainty.",
            ),
            "unlikely": pgettext_lazy(
                "ladder",
                "Even if everything stated is accepted, the work is unlikely to be protected by copyright.",
            ),
            "not_protected": pgettext_lazy(
                "ladder",
                "Even if everything stated is accepted, the work is not protected by copyright.",
            ),
            "open": pgettext_lazy(
                "ladder",
                "Too little is stated; whether the work is protected cannot be said yet.",
            ),
        },
        "proved": {
            "protected": pgettext_lazy(
                "ladder", "On what can be shown today, the work is protected by copyright."
            ),
            "likely": pgettext_lazy(
                "ladder",
                "On what can be shown today, the work is likely protected by copyright.",
            ),
            "arguable": pgettext_lazy(
                "ladder",
                "On what can be shown today, it is arguable whether the work is protected: there is some basis for it, but considerable uncertainty.",
            ),
            "unlikely": pgettext_lazy(
                "ladder",
                "On what can be shown today, the work is unlikely to be protected by copyright.",
            ),
            "not_protected": pgettext_lazy(
                "ladder",
                "On what can be shown today, the work cannot be held to be protected by copyright.",
            ),
            "open": pgettext_lazy(
                "ladder",
                "Too little can be shown today; whether the work is protected cannot be said yet.",
            ),
        },
    },
}

# What is said of the work where a part of it alone is protected, or likely so.
PHRASES_OF_PART = {
    "plain": {
        "claimed": {
            "protected": pgettext_lazy(
                "ladder, plain",
                "If everything you say is accepted, a part of it is protected by copyright, not the whole.",
            ),
            "likely": pgettext_lazy(
                "ladder, plain",
                "If everything you say is accepted, a part of it is likely protected by copyright, not the whole.",
            ),
        },
        "proved": {
            "protected": pgettext_lazy(
                "ladder, plain",
                "On what you can show today, a part of it is protected by copyright, not the whole.",
            ),
            "likely": pgettext_lazy(
                "ladder, plain",
                "On what you can show today, a part of it is likely protected by copyright, not the whole.",
            ),
        },
    },
    "formal": {
        "claimed": {
            "protected": pgettext_lazy(
                "ladder",
                "If everything stated is accepted, a part of the work is protected by copyright, not the whole.",
            ),
            "likely": pgettext_lazy(
                "ladder",
                "If everything stated is accepted, a part of the work is likely protected, not the whole.",
            ),
        },
        "proved": {
            "protected": pgettext_lazy(
                "ladder",
                "On what can be shown today, a part of the work is protected by copyright, not the whole.",
            ),
            "likely": pgettext_lazy(
                "ladder",
                "On what can be shown today, a part of the work is likely protected, not the whole.",
            ),
        },
    },
}

# What is said where protection is asked for something else than the work; it says nothing of that.
PHRASES_OF_CLAIM = {
    "style": {
        "claimed": pgettext_lazy(
            "ladder",
            "If everything stated is accepted, of the style or idea that is claimed, not of the work itself: %(word)s.",
        ),
        "proved": pgettext_lazy(
            "ladder",
            "On what can be shown today, of the style or idea that is claimed, not of the work itself: %(word)s.",
        ),
    },
    "arrangement": {
        "claimed": pgettext_lazy(
            "ladder",
            "If everything stated is accepted, of the selection and arrangement that is claimed, not of its parts: %(word)s.",
        ),
        "proved": pgettext_lazy(
            "ladder",
            "On what can be shown today, of the selection and arrangement that is claimed, not of its parts: %(word)s.",
        ),
    },
}

# On the facts as a lawyer holds them, in both registers; "" speaks of the whole.
PHRASES_HELD = {
    "": pgettext_lazy("ladder", "On the facts as the lawyer holds them: %(word)s."),
    "part": pgettext_lazy(
        "ladder",
        "On the facts as the lawyer holds them, of a part of the work, not of the whole: %(word)s.",
    ),
    "style": pgettext_lazy(
        "ladder",
        "On the facts as the lawyer holds them, of the style or idea that is claimed, not of the work itself: %(word)s.",
    ),
    "arrangement": pgettext_lazy(
        "ladder",
        "On the facts as the lawyer holds them, of the selection and arrangement that is claimed, not of its parts: %(word)s.",
    ),
}


def phrase(register: str, word: str, basis: str, scope: str | None) -> str:
    """Return the sentence of a word, which speaks of a part where it is not for the whole."""
    if basis == "held":
        of_whole = scope == "whole" or (scope == "part" and word not in ("protected", "likely"))
        key = "" if of_whole or scope is None else scope
        return str(PHRASES_HELD[key]) % {"word": NAMES[register][word]}
    if scope in PHRASES_OF_CLAIM:
        name = str(NAMES[register][word])
        return str(PHRASES_OF_CLAIM[scope][basis]) % {"word": name}
    of_part = PHRASES_OF_PART[register][basis]
    phrases = of_part if scope == "part" and word in of_part else PHRASES[register][basis]
    return str(phrases[word])
