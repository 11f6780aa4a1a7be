"""The English sentence of each code of this package, marked for translation.

They state what was measured, and turn no area or number of words into a share of anyone's work.
"""

from __future__ import annotations

from assessments.intake.core.translatable import gettext_noop

# Reasons for a parent (`Reason.code`).
REASONS: dict[str, str] = {
    "parent_gen_id": gettext_noop("The export names the picture that this one was made from."),
    "input_name": gettext_noop("The file states that a file of this name went in."),
    "c2pa_parent": gettext_noop(
        "The file's Content Credentials name a file of this name as the parent; whether they match "
        "was not established."
    ),
    "c2pa_parent_known": gettext_noop(
        "Content Credentials that match, of a signer on a list, name a file of this name as the "
        "parent."
    ),
    "c2pa_parent_unlisted": gettext_noop(
        "Content Credentials that match name a file of this name as the parent; who signed them is "
        "not established."
    ),
    "c2pa_parent_failed": gettext_noop(
        "The file's Content Credentials name a file of this name as the parent, but what they "
        "state does not match: they show nothing."
    ),
    "conversation": gettext_noop("It is the nearest result before it in the conversation."),
    "same_seed": gettext_noop("Both state the same seed and the same model."),
    "prompt_likeness": gettext_noop(
        "The prompts share %(value)s of their words, in the same order."
    ),
    "picture_hash": gettext_noop(
        "The outlines of the two pictures agree; %(value)s of the compared places differ."
    ),
    "picture_features": gettext_noop(
        "%(value)s details of the one picture are found again, in place, in the other."
    ),
    "picture_mirrored": gettext_noop(
        "%(value)s details of the one picture are found again, in place, in the other: mirrored."
    ),
    "picture_area": gettext_noop(
        "Of the pictures that it may come from, this one differs least: by %(value)s of the area "
        "that both show."
    ),
    "text_kept": gettext_noop("%(value)s of the longer text stands in both."),
    "time_order": gettext_noop("By the times in the files it came before."),
    "turn_order": gettext_noop("In the conversation it came before."),
    "name_order": gettext_noop("By the numbers in the file names it came before."),
    "suffix_order": gettext_noop("By the file names, the one is a version of the other."),
    "data_order": gettext_noop(
        "Only the earlier one carries the data of its making; a copy edited later loses it."
    ),
}
CONFIDENCE: dict[str, str] = {
    "stated": gettext_noop("Stated by a file."),
    "likely": gettext_noop("Likely, by what is alike."),
    "possible": gettext_noop("Possible; to be confirmed."),
    "undecided": gettext_noop("Undecided: nothing says which came first."),
}
# Position of the source in the final picture (`PictureMeasure.geometry`).
GEOMETRY: dict[str, str] = {
    "same": gettext_noop("The same frame."),
    "scaled": gettext_noop("The same frame at another size."),
    "cropped": gettext_noop("A part of the source, cropped."),
    "extended": gettext_noop("The source, extended beyond its edges."),
    "placed": gettext_noop("The source is one part of a larger picture."),
    "moved": gettext_noop("The source, turned, moved or mirrored."),
}
# Reasons for a missing measure (`PictureMeasure.code`, `TextMeasure.refused`); further codes are
# those of `assessments.intake.core.problems`.
REFUSALS: dict[str, str] = {
    "not_comparable": gettext_noop(
        "Too little of the source is found in the picture for an area to be measured; it may have "
        "been redrawn, which says nothing about who redrew it."
    ),
    "picture_too_small": gettext_noop("The picture is too small to be compared."),
    "text_too_long": gettext_noop("The text is too long to be compared."),
    "empty_text": gettext_noop("One of the texts has no words."),
    "too_many_items": gettext_noop("There are more files than are ordered at once."),
    "too_many_pairs": gettext_noop(
        "There were more pictures or texts than are compared with each other."
    ),
}
# Grounds of an extent (`Ground.code`).
GROUNDS: dict[str, str] = {
    "changed": gettext_noop("Changed area: %(value)s of what both pictures show."),
    "beyond": gettext_noop("Area beyond the source: %(value)s of the final picture."),
    "new": gettext_noop("Not in the source: %(value)s of the final text."),
    "moved": gettext_noop("Moved: %(value)s of the final text."),
    "removed": gettext_noop("Removed: %(value)s of the source text."),
    "tone_only": gettext_noop("Only the colours of the whole changed."),
}
CAUTIONS: dict[str, str] = {
    "area": gettext_noop(
        "An area is not creativity, and a machine's change looks like a person's; only the files' "
        "data or the account of the person tells them apart."
    ),
    "words": gettext_noop(
        "Words that the source does not have may come from a person, from another tool or from "
        "another text; the comparison does not tell them apart."
    ),
    "film": gettext_noop(
        "Only pictures were compared, not the sound. A shot that was cropped, mirrored or painted "
        "over may not be found; that it is not found does not make it new. Who cut the film, a "
        "person or a program, the comparison does not tell."
    ),
    "thresholds": gettext_noop(
        "The thresholds are this project's own; no statute, court or standard names any."
    ),
    "flat": gettext_noop("Pictures with large even areas look alike without being related."),
}
