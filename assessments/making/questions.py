"""At most six questions before the first answer, each only where no file and no answer has it.

"No" and "I don't know" leave a note in the answers (`asked.` and the name), not in the record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from assessments.answers.answers import ASKED, has_known_value
from assessments.making.notes import CREATED
from assessments.works.drafts import Draft

Name = Literal["kind", "people", "idea", "typed", "hand", "originals", "published"]
NAMES: Final[tuple[Name, ...]] = get_args(Name)
NONE: Final = "none"  # the note of a question: there is nothing of the kind
BY_HAND = frozenset({"edit", "write", "arrange"})
PROMPTED = frozenset({"generate", "adjust"})
Answers = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where a question stands among those that are asked."""

    number: int
    total: int


def open_questions(draft: Draft) -> list[Name]:
    """Return the names of the questions that are still to be asked, in their order."""
    answers = draft.answers
    asked = {name for name in NAMES if has_known_value(answers.get(f"{ASKED}{name}"))}
    left = [name for name in NAMES if name not in asked and not ANSWERED[name](answers)]
    # Who tells what was typed has no file of it: what else is kept is on the page of securing.
    tells = "typed" in asked or "typed" in left
    if "hand" not in left and edits_denied(answers):
        left = [name for name in NAMES if name in left or name == "hand"]
    return [name for name in left if not (tells and name == "originals")]


def edits_of(answers: Answers) -> list[Mapping[str, Any]]:
    """Return the rounds that were changed by hand, apart from what the question itself added."""
    edits = (step for step in answers.get("steps") or [] if step.get("action") == "edit")
    return [step for step in edits if not step.get(CREATED)]


def edits_denied(answers: Answers) -> bool:
    """Whether it was answered that nothing was changed by hand, and rounds say the contrary."""
    return answers.get(f"{ASKED}hand") == NONE and bool(edits_of(answers))


def progress_of(draft: Draft, name: Name) -> Progress:
    """Return the place of a question among those asked so far and those still open."""
    left = open_questions(draft)
    asked = [known for known in NAMES if draft.answers.get(f"{ASKED}{known}") or known in left]
    asked = asked if name in asked else [*asked, name]
    return Progress(number=sorted(asked, key=NAMES.index).index(name) + 1, total=len(asked))


def question_before(draft: Draft, name: Name) -> Name | None:
    """Return the question that was asked before another, None where it is the first."""
    asked = [known for known in NAMES[: NAMES.index(name)] if draft.answers.get(f"{ASKED}{known}")]
    return asked[-1] if asked else None


def asked_questions(draft: Draft) -> list[Name]:
    """Return the questions that were asked, in their order; each can be opened again."""
    return [name for name in NAMES if draft.answers.get(f"{ASKED}{name}")]


def _has_kind(answers: Answers) -> bool:
    return has_known_value(answers.get("kind")) and has_known_value(answers.get("title"))


def _has_people(answers: Answers) -> bool:
    return bool(answers.get("parties"))


def _has_idea(answers: Answers) -> bool:
    return any(
        step.get("action") in ("conceive", "prepare") and has_known_value(step.get("intent"))
        for step in answers.get("steps") or []
    )


def _has_typed(answers: Answers) -> bool:
    return any(step.get("action") in PROMPTED for step in answers.get("steps") or [])


def _has_hand(answers: Answers) -> bool:
    return any(
        step.get("action") in BY_HAND
        and (has_known_value(step.get("adds")) or has_known_value(step.get("extent")))
        for step in answers.get("steps") or []
    )


def _has_originals(answers: Answers) -> bool:
    return any(piece.get("sha256") for piece in answers.get("evidence") or [])


def _has_published(answers: Answers) -> bool:
    return any(
        has_known_value(value) for name, value in answers.items() if name.startswith("published.")
    )


ANSWERED: Final[Mapping[Name, Callable[[Answers], bool]]] = {
    "kind": _has_kind,
    "people": _has_people,
    "idea": _has_idea,
    "typed": _has_typed,
    "hand": _has_hand,
    "originals": _has_originals,
    "published": _has_published,
}
