"""Words typed as lyrics into a tool that makes music, and who wrote them by the record's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assessments.engine.admissions import Admissions
from assessments.engine.held_files import normalise_words
from assessments.engine.lyrics import PHRASE_ENDS, lyrics_of
from assessments.engine.of_words import of_words
from assessments.engine.provenance import Provenance

OF_ANOTHER: Admissions = frozenset({"others_hand", "others_input", "copied", "copied_text"})
TEXT_TOOLS = frozenset({"language_model", "code"})


class OwnLyrics(Provenance):
    """A record, and the words typed as lyrics in it."""

    @of_words
    def lyrics(self) -> Mapping[str, str]:
        """By step: words typed as lyrics into a tool that makes music, whoever wrote them.

        Not those that the record says a machine or another wrote.
        """
        others = self._lyrics_of_machine | self._lyrics_of_others
        return {n: w for n, w in self._lyrics.items() if n not in others}

    def are_own_lyrics(self, name: str) -> bool:
        """Whether the record says that its maker wrote them."""
        return name in self._lyrics_told(
            lambda clause: bool(self.rules.appraisal.lyrics.own.search(clause))
        )

    @of_words
    def lyrics_of_machine(self) -> Mapping[str, str]:
        """By step: those that the record says a machine wrote, in no run that it records."""
        of_run = any(self._tools.get(s.tool or "") in TEXT_TOOLS for s in self.record.steps)
        typed = self._lyrics
        return {} if of_run else {n: typed[n] for n in typed if n in self._lyrics_of_machine}

    @of_words
    def _lyrics(self) -> Mapping[str, str]:
        """By step: words recorded as lyrics; none where the record has them as a text."""
        as_text = any(s.action == "write" for s in self.steps) or any(
            item.made_by == "own" and item.what == "text" for item in self.record.inputs
        )
        if as_text or self._own == "decider":
            return {}
        found: dict[str, str] = {}
        for step in self.steps:
            does = self._tools.get(step.tool or "")
            is_music = does == "audio" or (self.record.kind == "audio" and does not in TEXT_TOOLS)
            if self.is_generative(step) and is_music:
                words = lyrics_of(step, self.rules.appraisal.lyrics)
                if words:
                    found[step.id] = words
        return found

    @of_words
    def _lyrics_of_machine(self) -> frozenset[str]:
        """Ids of the steps whose lyrics a machine wrote, by the record's own words."""
        return self._lyrics_told(lambda clause: "machine" in self._admissions(clause))

    @of_words
    def _lyrics_of_others(self) -> frozenset[str]:
        """Ids of the steps whose lyrics another person wrote, by the record's own words."""
        return self._lyrics_told(
            lambda clause: (
                bool(self._admissions(clause) & OF_ANOTHER)
                or bool(self.rules.appraisal.lyrics.of_others.search(clause))
            )
        )

    def _lyrics_told(self, tells: Callable[[str], bool]) -> frozenset[str]:
        """Ids of the steps of whose lyrics a clause of the step, or of the whole, tells."""
        named = self.rules.appraisal.lyrics.named

        def told(text: str | None) -> bool:
            clauses = map(normalise_words, PHRASE_ENDS.split(text or ""))
            return any(named.search(clause) and tells(clause) for clause in clauses)

        of_all = any(map(told, (self.record.summary, self.record.notes)))
        steps = {name: self._by_id[name] for name in self._lyrics}
        return frozenset(
            name for name, s in steps.items() if of_all or told(s.intent) or told(s.criteria)
        )
