"""Who made each step of a record, who appraised it, and what its evidence carries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, get_args

from assessments.engine.carrying import Carrying
from assessments.engine.codes import FULL_LEVEL, AppraisedBy, Basis
from assessments.engine.contrary_words import acts_named
from assessments.engine.examinations import day_of, latest_day
from assessments.engine.held_files import HeldFile, normalise_words
from assessments.engine.of_words import of_words
from assessments.engine.own_words import (
    COPYING,
    GENERATING_ACTIONS,
    HAND_ACTIONS,
    RESULT_ACTIONS,
)
from cases.record import Evidence, Input, Party, Step

ARGUABLE_LEVEL = 2  # of an own input
# What a copy lacks for the name on it to carry anything, the farthest from it first.
CopyLack = Literal["no_day", "no_copy", "labelled", "undated", "nameless"]
COPY_LACKS: tuple[CopyLack | None, ...] = (*get_args(CopyLack), None)


class Provenance(Carrying):
    """A record, who made and who appraised each step, and what evidence carries for it."""

    # Who made and who appraised it

    @of_words
    def has_machine_only(self) -> bool:
        """Whether the record names makers or acts, and all are a machine's."""
        if self.record.parties and all(p.kind == "machine" for p in self.record.parties):
            return True
        return bool(self.record.steps) and not self.steps and not self._human_makers

    @of_words
    def _human_makers(self) -> bool:
        return any(p.kind != "machine" and p.role != "tool_provider" for p in self.record.parties)

    def is_generative(self, step: Step) -> bool:
        """Whether the step ran a tool that generates: an instruction is typed to such a tool.

        By id: no supposition changes the act, the tool or the words of a step.
        """
        if step.id not in self._generative:
            self._generative[step.id] = self._runs_generator(step)
        return self._generative[step.id]

    def _runs_generator(self, step: Step) -> bool:
        if step.action in GENERATING_ACTIONS or (step.tool or "") in self.generators:
            return True
        if step.action in RESULT_ACTIONS and "machine" in self.admissions_of(step):
            return True
        return step.action in RESULT_ACTIONS and bool((step.prompt or "").strip())

    def copies(self, step: Step) -> bool:
        """Whether the makers' own words say that an act copies what another made."""
        by_hand = step.action in RESULT_ACTIONS and not self.is_generative(step)
        return by_hand and bool(self.admissions_of(step) & {"copied", "copied_text"})

    def is_of_another_hand(self, step: Step) -> bool:
        """Whether the makers' own words say that a person did an act who is not recorded.

        Of several people who are, the one who did it may be meant.
        """
        people = [p for p in self.record.parties if p.kind == "person"]
        by_hand = step.action in RESULT_ACTIONS and not self.is_generative(step)
        return by_hand and len(people) < 2 and "others_hand" in self.admissions_of(step)

    def may_copy(self, step: Step) -> bool:
        """Whether words leave open if an act adds anything to another's work."""
        return bool((self.doubts_of_whole | self.admissions_of(step)) & COPYING)

    def is_doubted(self, step: Step) -> bool:
        """Whether words can be read as saying that an act is not its maker's."""
        if self.is_generative(step):
            return self.may_copy(step) or "prompt" in self.doubts_of_whole
        of_machine = step.action in RESULT_ACTIONS and "machine" in self.doubts_of_whole
        return of_machine or self.may_copy(step)

    @of_words
    def has_copying(self) -> bool:
        """Whether any words can be read as saying that something was copied."""
        return any(map(self.may_copy, self.steps)) or bool(self.doubts_of_whole & COPYING)

    @of_words
    def is_copied(self) -> bool:
        """Whether the work is a copy: by its label, or since every act that made it copies."""
        making = [s for s in self.steps if s.action in GENERATING_ACTIONS | RESULT_ACTIONS]
        of_acts = bool(making) and all(map(self.copies, making)) and not self.record.inputs
        return self.record.distinctiveness == "copied" or of_acts

    @of_words
    def is_generated(self) -> bool:
        """Whether a tool that generates is named, or any step ran one."""
        return bool(self.generators) or any(map(self.is_generative, self.record.steps))

    @property
    def may_be_generated(self) -> bool:
        """Whether something was done or put in where a tool that generates may have been used."""
        return bool(self.record.inputs) or (bool(self.generators) and bool(self.record.steps))

    @property
    def _is_made_by_hand(self) -> bool:
        return not self.is_generated

    def by(self, item: Step | Input, basis: Basis) -> AppraisedBy:
        """Who appraised the values of a step or an input; a lawyer does so who holds them.

        A record that a lawyer wrote carries the lawyer's claims; what is proved by a lawyer needs
        an exhibit, with the name of who examined it and the day.
        """
        if self._own == "decider" or (self._own == "lawyer" and basis == "claimed"):
            return self._own
        key = (type(item), item.id)
        if key not in self._by:
            is_held = self.is_accepted(item) or any(self._examined_of(item))
            self._by[key] = "lawyer" if is_held else "maker"
        return self._by[key]

    def _examined_of(self, item: Step | Input) -> Iterator[Evidence]:
        """The exhibits of an item that a lawyer examined after it was there to be seen."""
        pieces = self._relied_on(item)
        return (
            p
            for p in pieces
            if self.is_examined(p) and not self._was_before(p, item) and not self.is_miscalled(p)
        )

    def is_to_come(self, step: Step) -> bool:
        """Whether the day on which a step is said to have been taken is still to come."""
        if step.at is None or self.record.appraiser == "decider":
            return False
        return day_of(step.at) > latest_day()

    def is_of_record(self, step: Step) -> bool:
        """Whether a step stands in the record as it is, not with a value that was lowered."""
        return self._by_id.get(step.id) is step

    def step_before(self, step: Step) -> Step | None:
        """The step that another one names as its parent."""
        return self._by_id[step.parent] if step.parent is not None else None

    @property
    def presumed_level(self) -> int:
        """The level (0-4) that the name on the work carries."""
        return self._presumed_level

    def pieces_of(self, step: Step) -> tuple[tuple[int, int], ...]:
        """The identity of the evidence linked to a step, and of what was read in its files."""
        files = self.files.files if self.files is not None else {}
        names = self.evidence_of(step)
        return tuple((id(self._evidence.get(name)), id(files.get(name))) for name in names)

    # What evidence carries

    def step_carries(self, step: Step) -> int:
        """The level (0-4) that evidence carries for a step; nothing shows what is still to come."""
        if step.id not in self._step_carries:  # by id: a value that is lowered has its evidence
            self._step_carries[step.id] = self._find_step_carries(step)
        return self._step_carries[step.id]

    @cached_property
    def _step_carries(self) -> dict[str, int]:
        same = self.same_words
        if same is None or same.presumed_level != self.presumed_level:
            return {}
        return {n: same._step_carries[n] for n in self.steps_as_before & same._step_carries.keys()}

    def _find_step_carries(self, step: Step) -> int:
        if self.is_to_come(step) or (self.view is not None and self.view.leaves_out(step)):
            return 0
        return FULL_LEVEL if self.is_accepted(step) else self._find_carried(step)

    def _find_carried(self, step: Step) -> int:
        group = self.rules.proof.group_of(step.action)
        carried = self._carried(step, group) if group else 0
        return max(carried, self._presumed(step))

    def input_carries(self, item: Input) -> int:
        """The level (0-4) that evidence carries for an input; arguable where it is asked about."""
        if self.view is not None and self.view.leaves_out(item):
            return 0
        carried = FULL_LEVEL if self.is_accepted(item) else self._carried(item, "own_input")
        carried = max(carried, self._presumed_level if self._is_made_by_hand else 0)
        asked = item.made_by == "own" and self.is_asked_as_proved(item)
        return min(carried, ARGUABLE_LEVEL) if asked else carried

    def _carried(self, item: Step | Input, group: str) -> int:
        return max((self.carries(piece, group) for piece in self._relied_on(item)), default=0)

    def _relied_on(self, item: Step | Input) -> Sequence[Evidence]:
        """The evidence of an item; only what is understood to show it, where that is fair."""
        key = (type(item), item.id)
        if key not in self._relied:
            self._relied[key] = self._find_relied_on(item)
        return self._relied[key]

    @cached_property
    def _relied(self) -> dict[tuple[type, str], Sequence[Evidence]]:
        return {}

    def _find_relied_on(self, item: Step | Input) -> Sequence[Evidence]:
        pieces = [self._evidence[n] for n in self.evidence_of(item) if n in self._evidence]
        clear = [piece for piece in pieces if not self.shows_less(piece, item)]
        if len(clear) in (0, len(pieces)):
            return pieces
        group = "own_input" if isinstance(item, Input) else self.rules.proof.group_of(item.action)
        best = max((self.carries(piece, group) for piece in clear), default=0) if group else 0
        return clear if best >= self.rules.proof.carries["fair"] else pieces

    def is_asked_as_proved(self, item: Step | Input) -> bool:
        """Whether words may speak against an act or an input, or against all that shows it."""
        if self._own == "decider":
            return False
        key = (type(item), item.id)
        if key not in self._asked_as_proved:
            self._asked_as_proved[key] = (
                self.is_asked(item)
                or (isinstance(item, Step) and self.is_taken_by_another(item))
                or self.has_contrary_exhibit(item)
                or (not self.is_accepted(item) and self._shows_less(item))
            )
        return self._asked_as_proved[key]

    def _shows_less(self, item: Step | Input) -> bool:
        return any(self.shows_less(piece, item) for piece in self._relied_on(item))

    @cached_property
    def _asked_as_proved(self) -> dict[tuple[type, str], bool]:
        return {}

    @cached_property
    def acts_of_others(self) -> Mapping[str, frozenset[str]]:
        """By id of a party: acts that its words name, and that the record knows as another's.

        Nothing else that it did settles who did what is shown, unless that is shown, too.
        """
        return {
            party: named
            for party, named in self.named_acts_of_others.items()
            if not self._has_shown_its_part(party, named)
        }

    def _has_shown_its_part(self, party: str, named: frozenset[str]) -> bool:
        of_kind = [step for step in self.record.steps if named & acts_named(step)]
        own = [step for step in of_kind if step.by == party]
        if any(map(self.step_carries, own)):
            return True
        return bool(own) and not any(self.step_carries(s) for s in of_kind if s.by != party)

    def is_taken_by_another(self, step: Step) -> bool:
        """Whether another party is said to have done what a step is recorded as another's act."""
        if not self.acts_of_others:
            return False
        acts = acts_named(step)
        return any(
            step.by != party and acts & named for party, named in self.acts_of_others.items()
        )

    def _presumed(self, step: Step) -> int:
        by_hand = step.action in HAND_ACTIONS or step.action == "arrange"
        return self._presumed_level if by_hand and self._is_made_by_hand else 0

    @cached_property
    def _signing(self) -> Sequence[Party]:
        """Those whose name is said to stand on the work: a signature may be that of any of them."""
        people = [p for p in self.record.parties if p.kind != "machine"]
        signing = [p for p in people if p.signs_work]
        is_signed = self.record.published is not None and self.record.published.signature
        return signing or (people if is_signed else [])

    @cached_property
    def is_labelled(self) -> bool:
        """Whether any label, its words or its data say that a machine generated the work."""
        published = self.record.published
        return published is not None and bool(
            published.visible_label or published.metadata_label or published.label_text
        )

    @cached_property
    def _presumed_level(self) -> int:
        """What the name on the work carries (Copyright Law art. 12), where it was not generated."""
        signing = self._signing
        if not signing or self.is_labelled:
            return 0
        # The decider saw the work.
        if self._own != "decider" and not any(self.is_named_on_copy(p.name) for p in signing):
            return 0
        return self.rules.proof.carries[self.rules.proof.presumption.carries]

    def is_named_on_copy(self, name: str) -> bool:
        """Whether a held copy of the work from its time, which bears no AI label, shows a name."""
        return self.lack_of_copy(name) is None

    def lack_of_copy(self, name: str) -> CopyLack | None:
        """What is missing for the name on the work to carry anything; None where nothing is.

        Of several copies, what the one lacks that comes nearest.
        """
        published = self.record.published
        if published is None or published.on is None:
            return "no_day"
        if self.is_labelled:
            return "labelled"
        lacks = [self._lack_of(piece, published.on, name) for piece in self.record.evidence]
        return max(lacks, key=COPY_LACKS.index, default="no_copy")

    def _lack_of(self, piece: Evidence, on: dt.date, name: str) -> CopyLack | None:
        """What one piece lacks as a copy of what was published on a day with a name on it."""
        presumption = self.rules.proof.presumption
        file = self.files.files.get(piece.id) if self.files is not None else None
        if file is None or piece.what not in presumption.copies:
            return "no_copy"
        if file.is_plain_text and self.record.kind not in presumption.kinds_of_letters:
            return "no_copy"
        if self.is_miscalled(piece):
            return "no_copy"
        if file.labelled_as_generated:
            return "labelled"
        said = self.contrary_of(piece, None)
        if self.is_against(piece) or (said is not None and said.weighs):
            return "nameless"  # by its own description it shows another maker
        within = dt.timedelta(days=presumption.within_days)
        is_of_then = file.existed_on is not None and file.existed_on <= on + within
        if not is_of_then or "later" in (piece.made, file.made):
            return "undated"
        return None if self._shows_name(piece, file, name) else "nameless"

    def _shows_name(self, piece: Evidence, file: HeldFile, name: str) -> bool:
        text = file.normal_text
        if not text.strip():
            return self.is_examined(piece)  # a name in a picture
        words = re.escape(normalise_words(name))
        rest, found = re.subn(rf"(?<![a-z0-9]){words}(?![a-z0-9])", "", text)
        letters = sum(letter.isalpha() for letter in rest)
        least = self.rules.proof.presumption.least_letters
        return bool(found) and (not file.is_plain_text or letters >= least)

    @cached_property
    def presumption_lacks(self) -> CopyLack | None:
        """What is missing where a name that is said to stand on a work by hand carries nothing."""
        signing = self._signing
        if not signing or self._own == "decider" or self.is_presumed or not self._is_made_by_hand:
            return None
        return max((self.lack_of_copy(p.name) for p in signing), key=COPY_LACKS.index)

    @cached_property
    def has_others_parts(self) -> bool:
        """Whether parts of the result are a machine's own or show somebody else's expression."""
        mine = {step.id for step in self.steps}
        content = GENERATING_ACTIONS | RESULT_ACTIONS
        made = (s for s in self.record.steps if s.action in content)
        return any(s.id not in mine or self.copies(s) for s in made) or self.shows_others

    @cached_property
    def shows_others(self) -> bool:
        """Whether another's expression, or the public's, shows by more than a trace."""
        return any(
            self.made_by(item) in ("third_party", "public")
            and item.in_output in ("partial", "dominant")
            for item in self.record.inputs
        )

    @property
    def is_presumed(self) -> bool:
        """Whether what is proved rests on the name on the work."""
        return self._is_made_by_hand and bool(self._presumed_level)
