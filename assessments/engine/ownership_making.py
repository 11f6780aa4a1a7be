"""What making a layer gives: to its author, to joint authors, to whoever adapts or is named.

Where another's expression shows in a layer, its maker owns what was added; using it needs the
consent of the other owner, on which owning it does not depend (arts. 13, 15 and 16).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from assessments.engine.appraisal import Appraiser
from assessments.engine.judging import RANK
from assessments.engine.layers import LayerReading
from assessments.engine.ownership_claims import NOTHING, with_conditions
from assessments.engine.ownership_employment import ByEmployment
from assessments.engine.people import ids, only_helps, roles_of
from assessments.engine.result_ownership import OwnershipClaim, OwnershipCondition
from assessments.engine.result_reasons import Facts
from cases.record import Party
from cases.record.schema import Input, Step

AUTHORS = frozenset({"author", "co_author"})
SHOWS = ("partial", "dominant")  # how much of another's expression makes an adaptation


class ByMaking(ByEmployment):
    """The bases on which those who made a layer stand, and those who are named on it."""

    def made(self, reading: LayerReading, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        """Joint authors first; whoever made a part owns it alone where nobody shares it."""
        is_arranged = reading.shape.kind == "arrangement"
        code = "condition.arranged" if is_arranged else "condition.created"
        joint = self.joint_with_others(reading, makers)
        alone = list(self._alone(reading, makers, joint)) if joint else []
        if joint:
            yield self._as_agreed_among(joint)
        if len(makers) > 1:
            together = self._created_together(reading, makers)
            yield self._as_agreed_among(self.claim("joint_work", makers, [together, *alone]))
        created = self._created(reading, makers, code)
        consent = self._consent(reading)
        beside = [consent] if consent else []
        whole = joint if joint and joint.claimed == "met" else None
        is_bare = not is_arranged and not consent
        if len(makers) == 1 and (is_bare or whole):
            also = self.rules.authority["joint_work"] if alone else ()
            yield self.claim("author", makers, [created, *alone], also)
        if is_bare:
            return
        # What several made together they adapted or compiled together: whether a part of it can be
        # used by itself (art. 14(3)) is no question of those articles.
        owners = [self.by_id[name] for name in whole.parties] if whole else makers
        conditions = [created, *(whole.conditions if whole else alone), *beside]
        if is_arranged:
            also = self.rules.used_authority if consent else ()
            yield self.claim("compilation", owners, conditions, also)
        else:
            yield self.claim("adaptation", owners, conditions)

    def _created(
        self, reading: LayerReading, makers: Sequence[Party], code: str
    ) -> OwnershipCondition:
        """A step of the layer that they took states it; where no step says who, their role does.

        To be a member of a team states part in the work, not that one created this layer.
        """
        acting = self.acting_in(reading)
        stated = all(
            party in acting if acting else roles_of(party) & AUTHORS for party in makers
        ) or self._is_sole_actor(makers)
        appraiser = self.case.appraiser
        own_steps = [s for s in appraiser.steps if s.id in reading.shape.steps]
        if any(map(appraiser.is_of_another_hand, own_steps)):
            stated = False
        if any(map(appraiser.may_be_machine, makers)):
            stated = False  # only a natural person creates (art. 11(2))
        if appraiser.record.appraiser != "decider" and _only_repeat(appraiser, own_steps, makers):
            stated = False  # whose words they are, made it, or wrote them down for somebody
        if any(map(appraiser.only_paid, makers)):
            stated = False  # payment and organisation create nothing (Regulations art. 3(2))
        if reading.shape.lyrics:
            stated = self.creators == makers and len(makers) == 1
        return self.condition(
            code,
            "met" if stated else "open",
            self.proof.shows_making(reading, makers),
            Facts(parties=ids(makers), steps=reading.shape.steps, inputs=_own_inputs(reading)),
        )

    def _is_sole_actor(self, makers: Sequence[Party]) -> bool:
        """Whether they alone took all recorded steps: of an own input nothing else is stated."""
        by = {step.by for step in self.case.appraiser.steps}
        return len(makers) == 1 and by == {makers[0].id}

    # Several authors (art. 14)

    def _created_together(
        self, reading: LayerReading, makers: Sequence[Party]
    ) -> OwnershipCondition:
        """Steps that each of them took, or a co-author; two authors may have made two layers.

        Who took no part in creating a layer is no joint author of it (art. 14).
        """
        acting = self.acting_in(reading)
        joining = [party for party in makers if "co_author" in roles_of(party)]
        stated = all(p in acting for p in makers) or len(joining) >= len(makers) - 1
        stated = stated and not reading.shape.lyrics
        return self.condition(
            "condition.created_together",
            "met" if stated else "open",
            self.proof.shows_making(reading, makers),
            Facts(parties=ids(makers), steps=reading.shape.steps if acting else ()),
        )

    def _as_agreed_among(self, joint: OwnershipClaim) -> OwnershipClaim:
        """The same with what the joint authors agreed among themselves; nobody owns by that."""
        authors = set(joint.parties)
        agreed = [
            contract
            for contract in self.contracts("cooperation")
            if contract.says == "shared" and set(contract.parties) == authors
        ]
        if not agreed:
            return joint
        among = self.condition(
            "condition.agreed_among_authors",
            "met",
            self.proof.shows_contracts(agreed),
            Facts(contracts=ids(agreed)),
        )
        return with_conditions(joint, [among.model_copy(update={"of_use": True})])

    def joint_with_others(
        self, reading: LayerReading, makers: Sequence[Party]
    ) -> OwnershipClaim | None:
        """A work of authors who made different parts of it (art. 14(1) and (3)).

        That somebody is a co-author states one work made together; of two authors each may have
        made a work of their own. Whoever made no part that is a work is no joint author; of a
        script, those who made only the pictures of the film are none (art. 17(3)).
        """
        authors = [p for p in self.authors if p not in self.without_creation]
        if len(self.authors) < 2:
            return None
        parts = self._parts_by_author
        beside = self._parts_of_kind(reading)
        is_stated = any("co_author" in roles_of(p) for p in authors)
        group = [p for p in authors if beside[p.id] or (is_stated and not parts[p.id])]
        if not set(ids(makers)) < set(ids(group)):
            return self._with_no_creation(makers)
        creating = [p for p in group if any(map(self.is_work, beside[p.id]))]
        shown = len(creating) == len(group) and all(
            any(self.proof.shows_making(r, [p]) for r in beside[p.id]) for p in group
        )
        steps = dict.fromkeys(s for p in group for r in beside[p.id] for s in r.shape.steps)
        condition = self.condition(
            "condition.created_in_common",
            "met" if is_stated and len(creating) == len(group) else "open",
            shown,
            Facts(parties=ids(group), steps=tuple(steps)),
            against=Facts(parties=ids([p for p in group if p not in creating])),
        )
        return self.claim("joint_work", group, [condition])

    @cached_property
    def _parts_by_author(self) -> dict[str, list[LayerReading]]:
        """The layers that may be a work of which each author took a step."""
        return {p.id: [r for r in self.creations if p in self.acting_in(r)] for p in self.authors}

    def _parts_of_kind(self, reading: LayerReading) -> dict[str, list[LayerReading]]:
        """Those that may be one work with a layer; all layers of its kind share them."""
        kind = reading.shape.kind if self.is_audiovisual() else ""
        if kind not in self._parts_by_kind:
            self._parts_by_kind[kind] = {
                name: [r for r in parts if self._may_be_one(r, reading)]
                for name, parts in self._parts_by_author.items()
            }
        return self._parts_by_kind[kind]

    @cached_property
    def _parts_by_kind(self) -> dict[str, dict[str, list[LayerReading]]]:
        return {}

    @cached_property
    def authors(self) -> list[Party]:
        return [p for p in self.makers if p.kind == "person" and roles_of(p) & AUTHORS]

    @cached_property
    def without_creation(self) -> list[Party]:
        """Authors of whom the record says what they did, and none of it can be creation.

        To run a tool on a few words, or again, and to do technical work is none.
        """
        found = []
        for party in self.authors:
            did = [r for r in self.case.reading("claimed") if party in self.acting_in(r)]
            created = [r for r in did if self.could_be_work(r) and party in self.makers_of(r)]
            only_checked = not did and any(
                step.by == party.id and step.action in self.rules.approving_actions
                for step in self.case.appraiser.steps
            )
            if only_checked or (did and not created):
                found.append(party)
        return found

    def _with_no_creation(self, makers: Sequence[Party]) -> OwnershipClaim | None:
        """The joint work that the role of a co-author raises, against what the steps say."""
        named = [p for p in self.without_creation if "co_author" in roles_of(p)]
        others = [p for p in named if p not in makers]
        if not others:
            return None
        against = Facts(parties=ids(others))
        code = "condition.created_in_common"
        refuted = self.condition(code, "not_met", False, NOTHING, against=against)
        return self.claim("joint_work", [*makers, *others], [refuted])

    def owning(self, reading: LayerReading) -> list[Party]:
        """Those whose the layer is by making it: joint authors of the whole, or its makers."""
        makers = self.makers_of(reading)
        joint = self.joint_with_others(reading, makers) if makers else None
        is_joint = joint is not None and joint.claimed == "met"
        return [self.by_id[name] for name in joint.parties] if joint and is_joint else makers

    @cached_property
    def creations(self) -> list[LayerReading]:
        """The layers that may be a work, their unknowns at their highest."""
        return [r for r in self.case.reading("claimed") if self.could_be_work(r)]

    def could_be_work(self, reading: LayerReading) -> bool:
        """Whether the layer may be a work on what is stated."""
        highest = self.case.range_of(reading, "claimed")[1]
        return self.case.is_open or RANK[highest] > RANK["unlikely"]

    def is_work(self, reading: LayerReading) -> bool:
        """Whether the layer is more than unlikely to be a work, or nothing can be said yet."""
        word = self.case.word(reading, "claimed")
        return self.case.is_open or RANK[word] > RANK["unlikely"]

    def _may_be_one(self, part: LayerReading, reading: LayerReading) -> bool:
        """Whether two layers may be one work; in a film only those of one kind (art. 17(3))."""
        return not self.is_audiovisual() or part.shape.kind == reading.shape.kind

    def _alone(
        self, reading: LayerReading, makers: Sequence[Party], joint: OwnershipClaim
    ) -> Iterator[OwnershipCondition]:
        """What keeps a part its maker's beside a work that is stated to be joint."""
        if joint.claimed == "not_met":
            return
        stated = [p for p in joint.parties if "co_author" in roles_of(self.by_id[p])]
        if joint.claimed == "met":
            of = Facts(steps=reading.shape.steps, inputs=_own_inputs(reading))
            yield self.condition("condition.usable_by_itself", "open", False, of)
        elif stated:
            others = tuple(name for name in joint.parties if name not in ids(makers))
            yield self.condition(
                "condition.no_joint_author",
                "open",
                False,
                Facts(steps=reading.shape.steps),
                against=Facts(parties=others),
            )

    # Another's work in it (arts. 13, 15 and 16)

    def _consent(self, reading: LayerReading) -> OwnershipCondition | None:
        """Another's expression shows in the layer: it is owned, but used only with consent.

        The licence is the makers' word: evidence of the input itself does not show it.
        """
        foreign = [item for item in self._inputs_of_others(reading) if item.in_output in SHOWS]
        if not foreign:
            return None
        refused = tuple(item.id for item in foreign if item.licence == "unlicensed")
        licences = {self.case.appraiser.licence(item) for item in foreign}
        found = self.condition(
            "condition.consent_of_other_owner",
            "not_met" if refused else "met" if licences <= {"own", "licensed"} else "open",
            self.proof.shows_contracts(self.contracts("licence")),
            Facts(inputs=tuple(item.id for item in foreign)),
            against=Facts(inputs=refused),
        )
        return found.model_copy(update={"of_use": True})

    def _inputs_of_others(self, reading: LayerReading) -> list[Input]:
        """The material of others that may show in a layer; of pictures none does in a text."""
        kind, name = reading.shape.kind, reading.shape.name
        if kind not in self.rules.adapted_layers:
            return []
        return [
            item
            for item in self.record.inputs
            if self.case.appraiser.made_by(item) == "third_party"
            and (item.layer == name if item.layer else self._fits(item, kind))
        ]

    def _fits(self, item: Input, kind: str) -> bool:
        return kind != "human_text" or item.what in self.rules.adapted_into_text

    def unknown_inputs_of_others(self) -> list[Input]:
        """Material of others of which nobody said whether it shows in what may be a work."""
        found = [i for r in self.creations for i in self._inputs_of_others(r)]
        return [i for i in self.record.inputs if i in found and i.in_output is None]

    # Those who are named on it (art. 12)

    @cached_property
    def signing(self) -> list[Party]:
        """Those whose name stands on the work; an unnamed signature is that of the only party."""
        signing = [party for party in self.humans if party.signs_work]
        published = self.record.published
        others = [p for p in self.humans if p not in self.makers and not only_helps(p)]
        if published and published.signature and not signing and not others:
            return self.makers if len(self.makers) == 1 else []
        return signing

    def presumed(self, reading: LayerReading, makers: Sequence[Party]) -> Iterator[OwnershipClaim]:
        """Whoever is named on the work (art. 12); what shows another author speaks against it."""
        signing, published = self.signing, self.record.published
        if not signing:
            return
        acting = self.acting_in(reading)
        is_own = any(party in signing for party in acting)
        others = [p for p in acting if p not in signing and (p in makers or not is_own)]
        if not any(p in self.makers or "host" in roles_of(p) for p in signing):
            # Who is recorded as its author is stated to have created it, whoever signs.
            others += [p for p in self.makers if p.kind == "person" and p not in others]
        labelled = self.case.appraiser.is_labelled
        fields = ("published",) if published and published.signature else ()
        condition = self.condition(
            "condition.named_on_work",
            "open" if labelled or others else "met",
            self.proof.shows_signatures(signing),
            Facts(parties=ids(signing), fields=fields),
            against=Facts(parties=ids(others), fields=("published",) if labelled else ()),
        )
        yield self.claim("presumption", signing, [condition])

    def is_audiovisual(self) -> bool:
        return self.record.kind in self.rules.audiovisual_kinds


def _own_inputs(reading: LayerReading) -> tuple[str, ...]:
    return reading.shape.inputs if reading.shape.kind == "own_input" else ()


def _only_repeat(appraiser: Appraiser, steps: Sequence[Step], makers: Sequence[Party]) -> bool:
    """Whether others typed the prompts of a layer, and its makers at most typed the same again."""
    names = {party.id for party in makers}
    runs = [step for step in steps if step.prompt and step.by]
    own = [step for step in runs if step.by in names]
    return len(own) < len(runs) and all(map(appraiser.repeats_words_of_another, own))
