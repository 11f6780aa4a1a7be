"""What to do, in the order of its effect, as whoever speaks in the memo would say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext

from assessments import wording
from assessments.memo import consequences, preservation, scope
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Inlines
from assessments.memo.speaker import by_speaker, called
from assessments.memo.writing import run


def recommendations(build: MemoBuilder) -> list[Inlines]:
    """Return what to do, in the order of its effect; what concerns the same rounds together."""
    found = consequences.risks(build)
    alike: dict[tuple[int, ...], list[str]] = {}
    for item in found.improvements:
        alike.setdefault(tuple(item.steps), []).append(_action(item.do))
    actions = [run(text) for text in found.rights_steps]
    actions += [_of_steps(build, steps, texts) for steps, texts in alike.items()]
    return [*actions, *map(run, _fixed(build, found))]


def _of_steps(build: MemoBuilder, steps: tuple[int, ...], texts: list[str]) -> Inlines:
    actions = ("" if build.chinese else " ").join(texts)
    return _named(build, steps, actions) if steps else run(actions)


def _named(build: MemoBuilder, steps: tuple[int, ...], actions: str) -> Inlines:
    colon = gettext("%(steps)s: %(actions)s")
    before, after = colon.split("%(steps)s")
    return run(before, build.steps(steps, named=False), after % {"actions": actions})


def _action(code: str) -> str:
    """Return what to do in the words of the memo, else in those that every page uses."""
    return _ACTIONS[code]() if code in _ACTIONS else wording.sentence(code)


def _files() -> str:
    return by_speaker(
        gettext(
            "Give us the files of these exhibits; what is only named carries nothing. Whether the "
            "conclusion can be revised depends on what they show and on when they were made."
        ),
        gettext(
            "Add the files of these exhibits to the record; what is only named carries nothing. "
            "Whether the answer rises depends on what they show and on when they were made."
        ),
    )


def _files_examined() -> str:
    return by_speaker(
        gettext(
            "Give us the files of these exhibits for examination; what is only named carries "
            "nothing. Whether the conclusion can be revised depends on what we find."
        ),
        gettext(
            "Add the files of these exhibits to the record, and have a lawyer examine them; what "
            "is only named carries nothing. Whether the answer rises depends on what is found."
        ),
    )


def _published_copy() -> str:
    return by_speaker(
        gettext(
            "Give us a copy of the work as it was published, with the author's name on it and "
            "something that shows its day: authorship is then presumed until the contrary is "
            "proved."
        ),
        gettext(
            "Add a copy of the work as it was published, with the author's name on it and "
            "something that shows its day: authorship is then presumed until the contrary is "
            "proved."
        ),
    )


def _examine() -> str:
    return by_speaker(
        gettext(
            "Produce the originals of these exhibits to us; until we have examined them and "
            "recorded what they show, they are attached, not examined."
        ),
        wording.sentence("examine.exhibits"),
    )


def _layered_file() -> str:
    return by_speaker(
        gettext(
            "Secure the layered or working file that shows the state before and after, and produce "
            "it to us for examination."
        ),
        wording.sentence("secure.layered_file"),
    )


def _versions() -> str:
    return by_speaker(
        gettext(
            "Secure the drafts and versions from the time of writing, and produce them to us for "
            "examination."
        ),
        wording.sentence("secure.versions"),
    )


def _choices() -> str:
    return by_speaker(
        gettext(
            "Secure what shows the choice, all results of the round and which one was kept, and "
            "produce it to us for examination."
        ),
        wording.sentence("secure.choice_records"),
    )


def _input_originals() -> str:
    return by_speaker(
        gettext(
            "Secure the originals or drafts of the own material that went in, and produce them to "
            "us for examination."
        ),
        wording.sentence("secure.input_originals"),
    )


def _everything() -> str:
    return by_speaker(
        gettext(
            "Secure records made at the time for all of these facts, and produce them to us for "
            "examination."
        ),
        wording.sentence("secure.everything"),
    )


def _notarised() -> str:
    return by_speaker(
        gettext(
            "Have a notary record what is still there of these facts in accounts and files, and "
            "produce the record to us for examination."
        ),
        wording.sentence("secure.notarised_now"),
    )


_ACTIONS: dict[str, Callable[[], str]] = {
    "hold.files": _files,
    "hold.files_examined": _files_examined,
    "secure.published_copy": _published_copy,
    "examine.exhibits": _examine,
    "secure.layered_file": _layered_file,
    "secure.versions": _versions,
    "secure.choice_records": _choices,
    "secure.input_originals": _input_originals,
    "secure.everything": _everything,
    "secure.notarised_now": _notarised,
}


def _fixed(build: MemoBuilder, found: consequences.Risks) -> Iterable[str]:
    if preservation.plan(build):
        yield gettext("Secure the evidence in the order of the plan of preservation.")
    if scope.is_nothing_a_work(build.snapshot):
        return
    if found.questions:
        yield gettext(
            "Clear up the open questions of ownership in writing, and keep the version of the "
            "terms that was in force."
        )
    yield called(
        gettext(
            "Before relying on this memo against others, have the open evidence of every "
            "element secured."
        )
    )
