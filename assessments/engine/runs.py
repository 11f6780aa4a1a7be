"""The runs of the tools: which continues which, the words of each, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from typing import Any

from assessments.engine.lyrics import marks_in
from assessments.engine.of_words import of_words
from assessments.engine.own_lyrics import TEXT_TOOLS, OwnLyrics
from assessments.engine.reruns import Told
from assessments.engine.setting_values import is_same_setting
from assessments.prompts import PromptReading, beyond, content_of, contents_differ, read_prompt
from cases.record import Step


class Runs(OwnLyrics):
    """What the words, values and numbers recorded of the runs show by themselves."""

    def generating_parent(self, step: Step) -> Step | None:
        """The nearest run of the tool that a step continues; parents are earlier steps."""
        if step.id not in self._parents:
            at = self._by_id.get(step.parent or "")
            while at is not None and not self.is_generative(at):
                at = self._by_id.get(at.parent or "")
            self._parents[step.id] = at
        return self._parents[step.id]

    def follows(self, step: Step) -> bool:
        """Whether a step continues a run: an adjustment does so even where none is recorded."""
        return step.action == "adjust" or self.generating_parent(step) is not None

    def typed(self, step: Step) -> str | None:
        """How much expression the words typed fix; None where not recorded, or not readable."""
        source = self.with_words(step)
        return self._typed[source.id] if source is not None else None

    def with_words(self, step: Step) -> Step | None:
        """The step, or the run whose words it had: unless the makers say that they changed."""
        return self._source(step, self._sources)

    def _source(self, step: Step, before: Mapping[str, Step | None]) -> Step | None:
        if step.id in self._typed:
            return step
        goes_on = self.is_generative(step) and "prompt" not in (step.changed or ())
        parent = self.generating_parent(step) if goes_on else None
        return before[parent.id] if parent else None

    @cached_property
    def _sources(self) -> Mapping[str, Step | None]:
        found: dict[str, Step | None] = {}
        for step in self.record.steps:
            found[step.id] = self._source(step, found)
        return found

    @of_words
    def _typed(self) -> Mapping[str, str | None]:
        """A conversation counts as one text; each run of another tool by its own words."""
        return {name: reading.detail for name, reading in self._readings.items()}

    @of_words
    def _readings(self) -> Mapping[str, PromptReading]:
        """What is read in the words of each run that are its makers' own."""
        found: dict[str, PromptReading] = {}
        so_far: dict[str, str] = {}
        taken: dict[str, tuple[PromptReading, ...]] = {}  # of others' words, up to each run
        typed: dict[str, dict[str, tuple[str, ...]]] = {}  # up to each run, by who typed them
        for step in self.record.steps:
            words = (step.prompt or "").strip()
            parent = self.generating_parent(step)
            if self._tools.get(step.tool or "") in TEXT_TOOLS or step.action == "edit":
                before = so_far.get(parent.id, "") if parent else ""
                words = f"{before}\n{words}".strip()
            so_far[step.id] = words
            theirs = step.prompt if self.prompt_is_others(step) else self._lyrics_of(step)
            here = (read_prompt(theirs, self.record.kind),) if theirs else ()
            taken[step.id] = (*here, *(taken.get(parent.id, ()) if parent else ()))
            before_it = typed.get(parent.id, {}) if parent else {}
            typed[step.id] = dict(before_it)
            if step.by is not None and step.prompt and self._own != "decider":
                typed[step.id][step.by] = (*before_it.get(step.by, ()), step.prompt)
            if step.prompt and words:
                reading = read_prompt(words, self.record.kind)
                them = [texts for who, texts in before_it.items() if who != self._typist(step)]
                by_others = (read_prompt(text, self.record.kind) for text in chain(*them))
                others = (*taken[step.id], *by_others)
                found[step.id] = beyond(reading, others) if others else reading
        return found

    def has_words_of_another(self, step: Step) -> bool:
        """Whether a run has the words of a run before it that a machine or another typed."""
        source = self.with_words(step)
        return source is not None and self.is_typed_by_another(source, step)

    def is_typed_by_another(self, before: Step, step: Step) -> bool:
        """Whether a machine or another party first typed the words that a step goes on from."""
        return self._own != "decider" and before.by not in (None, self._typist(step))

    def repeats_words_of_another(self, step: Step) -> bool:
        """Whether a run asks for nothing but what another had typed in the run before."""
        before = self.generating_parent(step)
        return (
            before is not None
            and bool(step.prompt and before.prompt)
            and self.shown_changes(step).get("prompt") is False
            and self.is_typed_by_another(before, step)
        )

    def _typist(self, step: Step) -> str | None:
        """Who did a step: the only person recorded, where it names nobody."""
        sole = self._people[0].id if len(self._people) == 1 else None
        return step.by or sole

    def _lyrics_of(self, step: Step) -> str | None:
        """The lyrics of a run that others wrote, with the marks of their sections."""
        if step.id not in self._lyrics_of_machine | self._lyrics_of_others:
            return None
        return f"{marks_in(step.prompt or '')}\n{self._lyrics[step.id]}"

    def is_unread(self, step: Step) -> bool:
        """Whether words were typed of which most could not be read: nobody knows what they fix."""
        source = self.with_words(step)
        return source is not None and self._typed[source.id] is None

    def is_read_enough(self, step: Step) -> bool:
        """Whether so much of the words was read that the rest cannot say much more."""
        source = self.with_words(step)
        return source is not None and self._readings[source.id].is_nearly_all_read

    def overstates_detail(self, step: Step) -> bool:
        """Whether the words typed contradict what is said of them."""
        stated, typed = step.detail, self.typed(step)
        if stated is None or typed is None or self._own == "decider":
            return False
        if self.prompt_is_others(step) or not self.is_read_enough(step):
            return False
        scale = self.rules.appraisal.scales["detail"]
        above = scale.index(stated) - scale.index(typed)
        return above > self.rules.appraisal.detail_tolerance

    def first_with_these_words(self, step: Step) -> Step:
        """The run that first had the words of this one, where this one is not appraised itself."""
        before = self._before_with_these_words(step)
        if before is None:
            return step
        passed: list[str] = []
        while before is not None and before.id not in self._firsts:
            step = before
            passed.append(step.id)
            before = self._before_with_these_words(step)
        first = step if before is None else self._firsts[before.id]
        self._firsts.update(dict.fromkeys(passed, first))  # a long chain is walked once
        return first

    def _before_with_these_words(self, step: Step) -> Step | None:
        parent = self.generating_parent(step) if step.detail is None else None
        if parent is None or self.is_typed_by_another(parent, step):
            return None
        if step.prompt:
            is_same = parent.prompt and self._differ(parent.prompt, step.prompt) is False
        else:
            is_same = step.changed is not None and "prompt" not in step.changed
        return parent if is_same else None

    def lends_other_detail(self, step: Step, lower: Step) -> bool:
        """Whether a run with other values lends later runs with its words another detail."""
        without_words = "prompt" in (step.changed or ()) and not (step.prompt or lower.changed)
        return step.id in self._lending and (lower.detail != step.detail or without_words)

    @cached_property
    def _lending(self) -> frozenset[str]:
        parents = map(self._before_with_these_words, self.record.steps)
        return frozenset(parent.id for parent in parents if parent is not None)

    def shown_changes(self, step: Step) -> dict[str, bool]:
        """What the words and values recorded say of each kind of change that they can show.

        By id: no supposition changes words or settings.
        """
        if step.id not in self._shown_changes:
            parent = self.generating_parent(step)
            self._shown_changes[step.id] = self._compare(parent, step) if parent else {}
        return self._shown_changes[step.id]

    def _compare(self, parent: Step, step: Step) -> dict[str, bool]:
        words = {
            "prompt": self._differ(parent.prompt, step.prompt),
            "negative_prompt": self._differ(parent.negative_prompt, step.negative_prompt),
        }
        shown = {name: differs for name, differs in words.items() if differs is not None}
        if step.parameters is not None and parent.parameters is not None:
            before, after = map(self.settings, (parent.parameters, step.parameters))
            within = self.rules.appraisal.same_number_within
            same = before.keys() == after.keys() and all(
                is_same_setting(before[name], after[name], within) for name in before
            )
            changed = bool(self.changed_settings(parent, step))
            if changed or same:
                shown["parameters"] = changed
            if same:
                # Weights stand among the settings, or in the prompt: (red lantern:1.2).
                if _texts_of(parent) == _texts_of(step):
                    shown["weights"] = False
                if step.tool is not None and step.tool == parent.tool:
                    shown["model"] = False
        return shown

    def is_rerun(self, step: Step) -> bool:
        """Whether a tool was only run again, however often: what came out was left to chance."""
        if self._own == "decider" or not self.is_generative(step):
            return False
        key = (step.id, step.changed)  # no supposition changes words and settings
        if key not in self._reruns:
            self._reruns[key] = self._find_rerun(step)
        return self._reruns[key]

    def _find_rerun(self, step: Step) -> bool:
        shown = self.shown_changes(step)
        if any(shown.values()):
            return False
        if self.tells_of_rerun(step):
            return True
        follows = step.action == "adjust" or self.generating_parent(step) is not None
        known = step.changed is not None or bool(shown)
        return follows and known and not set(step.changed or ()) - shown.keys() - {"seed"}

    def tells_of_rerun(self, step: Step) -> bool:
        """Whether the makers' own words of a run tell of another run and of no change."""
        return self.rules.appraisal.reruns.read(step, self._told)[0]

    def came_by_chance(self, step: Step) -> bool:
        """Whether the makers' own words of a run deny that it did what was wanted."""
        if self._own == "decider" or not self.is_generative(step):
            return False
        return self.rules.appraisal.reruns.read(step, self._told)[1]

    @of_words
    def _told(self) -> Told:
        return {}

    def _differ(self, before: str | None, after: str | None) -> bool | None:
        """Whether two prompts ask for something different; None where that is not known."""
        if not before or not after:
            return None
        return contents_differ(before, after, self.record.kind)

    def is_taken_back(self, step: Step) -> bool:
        """Whether the chain of a run ends with the words that there were before it."""
        return step.id in self._taken_back

    @of_words
    def _taken_back(self) -> frozenset[str]:
        of = {s.id: content_of(s.prompt, self.record.kind) for s in self.record.steps if s.prompt}
        found = set()
        for step in self.record.steps:
            last = self._last_runs.get(step.id)
            at = self.generating_parent(step) if last is not None and last.prompt else None
            while last is not None and at is not None and of.get(at.id) != of[last.id]:
                at = self.generating_parent(at)
            if at is not None:
                found.add(step.id)
        return frozenset(found)

    @of_words
    def _last_runs(self) -> Mapping[str, Step]:
        """By run, the last one with words that continues it; the run itself where none does."""
        last: dict[str, Step] = {}
        for step in reversed(self.record.steps):
            at = step if step.prompt and step.kept != 0 and self.is_generative(step) else None
            while at is not None and at.id not in last:
                last[at.id] = step
                at = self.generating_parent(at)
        return last

    def changed_settings(self, parent: Step, step: Step) -> tuple[str, ...]:
        """Names of the settings with a value before and another one after that shape the result."""
        before, after = map(self.settings, (parent.parameters or {}, step.parameters or {}))
        within = self.rules.appraisal.same_number_within
        return tuple(
            name
            for name in before.keys() & after.keys() & self.rules.appraisal.settings_that_shape
            if not is_same_setting(before[name], after[name], within)
        )

    def has_unknown_changes(self, step: Step) -> bool:
        """Whether all that differs in the settings recorded is of names that nobody knows."""
        parent = self.generating_parent(step)
        if parent is None or step.parameters is None or parent.parameters is None:
            return False
        return "parameters" not in self.shown_changes(step)

    def has_slight_changes(self, step: Step) -> bool:
        """Whether the settings recorded differ only in quality, in size or by next to nothing."""
        parent, rules = self.generating_parent(step), self.rules.appraisal
        if parent is None:
            return False
        before, after = map(self.settings, (parent.parameters or {}, step.parameters or {}))
        changed = self.changed_settings(parent, step)
        return bool(changed) and all(
            name in rules.settings_of_quality
            or is_same_setting(before[name], after[name], rules.slight_number_within)
            for name in changed
        )

    def settings(self, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Settings by their names, without the seed and without how many results were asked for."""
        named = {key.casefold().replace(" ", "_"): value for key, value in settings.items()}
        seeds = self.rules.appraisal.seed_names
        return {key: value for key, value in named.items() if key not in seeds}

    def is_change_shown(self, name: str, parent: Step, step: Step) -> bool:
        """Whether held files show both sides of a change; what is described is taken as such."""
        files = self.files
        if files is None:
            return True
        sides = (parent, step)
        if name in ("prompt", "negative_prompt"):
            return all(self.are_words_shown(side, getattr(side, name) or "") for side in sides)
        settings = self.changed_settings(parent, step)
        return any(all(self._is_setting_shown(side, key) for side in sides) for key in settings)

    def are_words_shown(self, step: Step, words: str) -> bool:
        """Whether words are read in a held file that is linked to a step, or held by a lawyer."""
        files = self.files
        if self.is_accepted(step):
            return True
        return files is None or any(files.shows_words(n, words) for n in self.evidence_of(step))

    def are_words_shown_of(self, name: str, words: str) -> bool:
        """Whether words of several lines are read in a held file that is linked to a step."""
        step = self._by_id[name]
        return all(self.are_words_shown(step, line) for line in words.splitlines())

    def _is_setting_shown(self, step: Step, name: str) -> bool:
        assert self.files is not None
        if self.is_accepted(step):
            return True
        value = self.settings(step.parameters or {})[name]
        within = self.rules.appraisal.same_number_within
        held = [self.files.files[n] for n in self.evidence_of(step) if n in self.files.files]
        return any(
            name in read and is_same_setting(read[name], value, within)
            for file in held
            for read in map(self.settings, file.settings)
        )


def _texts_of(step: Step) -> tuple[str, ...]:
    """Return both prompts letter by letter, but for the space between words."""
    return tuple(" ".join((text or "").split()) for text in (step.prompt, step.negative_prompt))
