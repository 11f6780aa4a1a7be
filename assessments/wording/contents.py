"""Sentences on what is inside a file: layers, changed words, length, and texts not understood.

`Json` is a `FileReport` as JSON. They describe; that somebody worked on it does not follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from assessments.likeness.items import holds_data
from assessments.wording import files
from assessments.wording.credited_acts import recorded_origins
from assessments.wording.source_types import source_type

Json = Mapping[str, Any]
MAX_LAYERS = 12  # names in one sentence
MAX_WORDS = 120  # characters of a changed text
MAX_EXCERPT = 300  # characters of the beginning of a text
MAX_PROMPTS = 1000  # of a conversation that are proposed (proposals/from_files/turns)
MAX_TEXTS = 12  # texts that were not understood
SHOWN_PROBLEMS = ("external_reader_used", "workflow_not_run")
# By the value of `Label` in GB 45438-2025: generated, possibly, suspected to be.
LABELS = {
    "1": _("It carries the metadata label of generated content."),
    "2": _("It carries the metadata label of content that may be generated."),
    "3": _("It carries the metadata label of content that is suspected to be generated."),
}
LABEL_OF_OTHER_FORM = _(
    "It carries a metadata label that does not say, by a value of the standard, whether it is "
    "generated."
)
INSERTED, DELETED, REPLACED = ("insert",), ("delete",), ("replace",)


def contents(report: Json) -> list[str]:
    """Return what is inside a file, a sentence each; empty where nothing is known of it."""
    return [
        *_label(report),
        *_source(report),
        *recorded_origins(report.get("c2pa") or {}),
        *_layers(report),
        *taken_files(report),
        *_changed_words(report),
        *_first_words(report),
        *_extent(report),
        *_shown_problems(report),
        *_beyond_the_most(report),
    ]


def _beyond_the_most(report: Json) -> Iterator[str]:
    """Say that a conversation has more prompts than are proposed."""
    prompts = sum(
        turn.get("role") == "user" and bool(turn.get("text"))
        for turn in report.get("messages") or ()
    )
    if prompts > MAX_PROMPTS:
        yield gettext(
            "It has %(n)s prompts; at most %(most)s are proposed as steps, the first in the file."
        ) % {"n": prompts, "most": MAX_PROMPTS}


def excerpt(report: Json) -> str:
    """Return the first words of a text, or of what a person asked; empty where there are none."""
    asked = [turn for turn in report.get("messages") or () if turn.get("role") == "user"]
    text = str((asked[0] if asked else report.get("extra") or {}).get("text") or "")
    if not asked and holds_data(text):
        return ""  # a workflow or a list of settings is not read as words
    return Truncator(" ".join(text[: 4 * MAX_EXCERPT].split())).chars(MAX_EXCERPT)


def unread_texts(extra: Json | None) -> list[dict[str, str]]:
    """Return the first texts that were not understood, by name and shortened text."""
    texts = (extra or {}).get("texts_not_understood") or ()
    return [
        {"name": text["name"], "text": Truncator(" ".join(text["text"].split())).chars(MAX_WORDS)}
        for text in list(texts)[:MAX_TEXTS]
    ]


def further_words(entries: Iterable[Json] | None) -> list[dict[str, str]]:
    """Return words beside the prompt by the name of the place where they stand, shortened."""
    return [
        {"name": str(entry["where"]), "text": Truncator(str(entry["text"])).chars(MAX_EXCERPT)}
        for entry in list(entries or ())[:MAX_TEXTS]
    ]


def _label(report: Json) -> Iterator[str]:
    """That a file carries the statutory label is often all that it states of its making."""
    if label := report.get("aigc_label"):
        yield str(LABELS.get(str(label.get("Label")), LABEL_OF_OTHER_FORM))


def _source(report: Json) -> Iterator[str]:
    """What a file states by a standard code of how it came into being, and its visible label."""
    extra = report.get("extra") or {}
    if value := extra.get("digital_source_type"):
        yield gettext("Its metadata state how it came into being: %(value)s.") % {
            "value": source_type(value)
        }
    for key, sentence in (
        ("visible_label", gettext("It carries a visible label: “%(words)s”")),
        ("lyrics", gettext("It carries lyrics: “%(words)s”")),
    ):
        if words := " ".join(str(extra.get(key) or "").split()):
            yield sentence % {"words": Truncator(words).chars(MAX_WORDS)}


def unread_in_words(report: Json) -> list[str]:
    """Return the texts that were not understood, a sentence each."""
    return [
        gettext("Not understood, in %(name)s: “%(words)s”")
        % {"name": text["name"], "words": text["text"]}
        for text in unread_texts(report.get("extra"))
    ]


def taken_files(report: Json) -> Iterator[str]:
    """The files that a generator took: reference pictures, drafts, masks."""
    names = [str(name) for name in report.get("inputs") or ()]
    if names:
        shown = gettext(", ").join(names[:MAX_LAYERS]) + (" …" if len(names) > MAX_LAYERS else "")
        yield ngettext(
            "It names a file that went into it: %(names)s",
            "It names %(count)s files that went into it: %(names)s",
            len(names),
        ) % {"count": len(names), "names": shown}


def attached_words(texts: Iterable[Json]) -> Iterator[str]:
    """Say which texts went with a message; their words are not read (`conversations/claude`)."""
    named = [
        gettext("%(name)s (%(count)s characters)")
        % {"name": text.get("name") or gettext("without a name"), "count": text["characters"]}
        for text in texts
    ]
    if named:
        yield gettext("Texts were sent along, of which only the length is read: %(names)s") % {
            "names": gettext(", ").join(named[:MAX_LAYERS])
        }


def _layers(report: Json) -> Iterator[str]:
    names = [str(edit.get("text") or "") for edit in _edits(report, ("layer",))]
    if not names:
        return
    shown = gettext(", ").join(name for name in names[:MAX_LAYERS] if name)
    more = " …" if len(names) > MAX_LAYERS else ""
    yield ngettext("%(count)s layer: %(names)s", "%(count)s layers: %(names)s", len(names)) % {
        "count": len(names),
        "names": shown + more,
    }


def _changed_words(report: Json) -> Iterator[str]:
    inserted, deleted = _edits(report, INSERTED), _edits(report, DELETED)
    is_chat = bool(report.get("messages"))
    if not inserted and not deleted and not (is_chat and _edits(report, REPLACED)):
        return
    counts = {"inserted": len(inserted), "deleted": len(deleted)}
    if is_chat:
        replaced = len(_edits(report, REPLACED))
        counts = {"written": len(inserted), "replaced": replaced + len(deleted)}
        yield (
            gettext(
                "By the conversation, the tool wrote into files: %(written)s texts written, "
                "%(replaced)s passages replaced or deleted."
            )
            % counts
        )
    else:
        yield gettext("Tracked changes: %(inserted)s inserted, %(deleted)s deleted.") % counts
    for edit in (inserted or deleted)[:1]:
        if words := " ".join(str(edit.get("text") or "").split()):
            yield gettext("The first: “%(words)s”") % {"words": Truncator(words).chars(MAX_WORDS)}


def changes_of_step(edits: Iterable[Json]) -> Iterator[str]:
    """Say how many changes one step of a document with tracked changes has, and the first moved."""
    kinds = [edit.get("kind") for edit in edits]
    inserted, deleted, moved = (kinds.count(kind) for kind in ("insert", "delete", "move"))
    if not (inserted or deleted or moved):
        return
    yield gettext(
        "Tracked changes of this step: %(inserted)s inserted, %(deleted)s deleted, %(moved)s moved."
    ) % {"inserted": inserted, "deleted": deleted, "moved": moved}
    words = (" ".join(str(e.get("text") or "").split()) for e in edits if e.get("kind") == "move")
    if first := next(filter(None, words), ""):
        yield gettext("The first moved: “%(words)s”") % {"words": Truncator(first).chars(MAX_WORDS)}


def _first_words(report: Json) -> Iterator[str]:
    """The beginning of a text or of what a person asked in a conversation."""
    if words := excerpt(report):
        asked = any(turn.get("role") == "user" for turn in report.get("messages") or ())
        sentence = (
            gettext("It begins by asking: “%(words)s”")
            if asked
            else gettext("It begins: “%(words)s”")
        )
        yield sentence % {"words": words}


def _extent(report: Json) -> Iterator[str]:
    extra, parameters = report.get("extra") or {}, report.get("parameters") or {}
    if extra.get("seconds"):
        yield gettext("It lasts %(seconds)s seconds.") % {"seconds": round(extra["seconds"], 1)}
    is_film = str(report.get("media_type") or "").startswith("video/")
    width, height = extra.get("frame_size") or (parameters.get("width"), parameters.get("height"))
    if is_film and width and height:
        size = {"width": width, "height": height}
        yield gettext("Its pictures have %(width)s × %(height)s pixels.") % size
    for key, sentence in (
        ("credit", gettext("Its line of credit: %(value)s")),
        ("edited_with", gettext("It says that it was edited with %(value)s.")),
        ("prompt_writer", gettext("It names %(value)s as the writer of the prompt.")),
    ):
        if extra.get(key):
            yield sentence % {"value": extra[key]}


def _edits(report: Json, kinds: tuple[str, ...]) -> list[Json]:
    return [edit for edit in report.get("edits") or () if edit.get("kind") in kinds]


def _shown_problems(report: Json) -> Iterator[str]:
    """Say which reader from outside read the file, and what was never run, wherever it is shown."""
    for fault in report.get("problems") or ():
        if fault["code"] in SHOWN_PROBLEMS:
            yield files.problem(fault)
