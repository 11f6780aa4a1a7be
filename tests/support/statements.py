"""What page and memo state of one result, read from the texts that they print.

Each word is found again by its text in the active language, so that a sentence that says another
word than its neighbours is seen, whatever code it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from assessments import wording
from assessments.engine import BASES
from assessments.engine.codes import Basis
from assessments.memo import document as d
from assessments.memo.levels import ORDER, OpinionLevel
from assessments.memo.sections.creator import can_prove, can_say
from assessments.memo.sections.letter import owner_line
from assessments.memo.sections.voice import footing_name, level_name, opinion
from assessments.results.page.result import ResultPage
from assessments.wording import Register
from tests.support.memo_documents import runs, tables, text_of

LADDER = ("not_protected", "unlikely", "arguable", "likely", "protected")
LEVELS: tuple[OpinionLevel, ...] = (*ORDER, "reserved")
REFUSED = frozenset({"none", "unlikely"})
# The word of the page that each level of an opinion is at most; a level may be lower than the
# word, since it is held down by what was not seen, but it never crosses over to a refusal.
AT_MOST = {"none": 0, "unlikely": 1, "basis": 2, "likelier": 3, "should": 3, "will": 4}
SUBJECT = "\ue001"  # a character for private use: no text has it
NAMED = (  # the title, with the claim or the parts spoken of, which no grade stands in
    "(?:the (?:style or idea that is claimed in|selection and arrangement of) )?"
    "[“《][^”》]+[”》](?:中所主张的风格或者思想|的选择与编排|, as to [^.]*?,"
    "|中的(?:(?!很可能|可能|难以|应当)[^。])*?)?"
)
ALONE = ("style", "idea", "arrangement")  # claims that are not of the work itself


def page_contradictions(
    page: ResultPage,
    register: Register,
    claim: str | None,
    speaking: Mapping[Basis, Sequence[bool]],
) -> Iterator[str]:
    """Yield where two statements of a page say different things.

    `speaking`: of each layer whether it speaks for the work, so that anything is in it.
    """
    words = {bar.basis: bar.label for bar in page.headline.bars}
    ranks = {basis: _rank(words[basis], register) for basis in BASES}
    for answer in page.answers:
        if answer.label != words[answer.basis]:
            yield f"answer and headline, {answer.basis}: {answer.label}, {words[answer.basis]}"
        sentences = {register.conclusion(word, answer.basis, scope): word for word, scope in _all()}
        if sentences.get(answer.sentence) not in _words_of(answer.label, register):
            yield f"sentence and word: {answer.sentence} {answer.label}"
    if ranks["proved"] > ranks["claimed"]:
        yield f"more is proved than claimed: {words}"
    yield from _layers(page, register, ranks, claim, speaking)
    yield from _elements(page, ranks)
    yield from _steps(page, {basis: words[basis] for basis in BASES}, register)
    texts = [set(lines.texts) for lines in page.headline.reasons]
    if any(first & second for first, second in pairwise(texts)):
        yield f"one reason for and against: {texts}"
    for owner in page.ownership.owners:
        of_layers = [_rank(row.claimed_word, register) for row in page.layers]
        is_work = ranks["claimed"] not in (0, 1) or (claim in ALONE and max(of_layers) > 1)
        if owner.owner and not is_work:
            yield f"an owner of what is no work: {owner.owner}"
        if owner.proved_owner and not owner.owner:
            yield f"an owner proved and not claimed: {owner.proved_owner}"
    for group in page.ownership.owned:
        for basis in group.bases:
            if basis.proved == "met" and basis.claimed != "met":
                yield f"a basis proved and not claimed: {basis.name}"


def _all() -> Iterator[tuple[str, str | None]]:
    for word in (*LADDER, "open"):
        for scope in (None, "whole", "part", "style", "arrangement"):
            yield word, scope


def _rank(label: str, register: Register) -> int:
    """Return the place of a word on the ladder; -1 where nothing can be said yet."""
    return next((n for n, w in enumerate(LADDER) if register.conclusion_label(w) == label), -1)


def _words_of(label: str, register: Register) -> set[str]:
    return {word for word in (*LADDER, "open") if register.conclusion_label(word) == label}


def _layers(
    page: ResultPage,
    register: Register,
    ranks: Mapping[Basis, int],
    claim: str | None,
    speaking: Mapping[Basis, Sequence[bool]],
) -> Iterator[str]:
    lines = [line.sentence for line in page.headline.layers]
    if sum(line.count for line in page.headline.layers) != len(page.layers):
        yield f"layers in the headline: {lines}"
    for layer in page.layers:
        said = [line for line in lines if layer.name in line]
        if not any(layer.word in line and layer.claimed_word in line for line in said):
            yield f"layer {layer.name}: {layer.claimed_word}, {layer.word}; headline {said}"
        if _rank(layer.word, register) > _rank(layer.claimed_word, register):
            yield f"layer {layer.name}: more is proved than claimed"
    if not page.layers or claim in ALONE or min(ranks.values()) < 0:
        return
    for basis in BASES:
        of_layers = [
            _rank(row.claimed_word if basis == "claimed" else row.word, register)
            for row, speaks in zip(page.layers, speaking[basis], strict=True)
            if speaks
        ]
        if max(of_layers) != ranks[basis]:
            yield f"the whole and its strongest layer, {basis}: {ranks[basis]}, {of_layers}"


def _elements(page: ResultPage, ranks: Mapping[Basis, int]) -> Iterator[str]:
    not_met, arguable = (wording.element_status(status) for status in ("not_met", "arguable"))
    for basis in BASES:
        every = [(row.title, answer) for row in page.elements for answer in row.answers]
        words = {title: answer.word for title, answer in every if answer.basis == basis}
        is_refused = ranks[basis] in (0, 1)
        if (not_met in words.values()) and ranks[basis] > 1:
            yield f"an element is not met, {basis}: {words}"
        if is_refused and page.layers and not_met not in words.values():
            yield f"refused though no element is missing, {basis}: {words}"
        if ranks[basis] > 2 and arguable in words.values():
            yield f"an arguable element and a sure answer, {basis}: {words}"


def _steps(page: ResultPage, words: Mapping[Basis, str], register: Register) -> Iterator[str]:
    titles = {register.basis(basis): basis for basis in BASES}
    for step in page.next_steps:
        if step.from_label != words[titles[step.basis]]:
            yield f"a next step begins elsewhere: {step.text} {step.from_label}"
        if _rank(step.to_label, register) < _rank(step.from_label, register):
            yield f"a next step leads down: {step.text}"


def memo_contradictions(
    page: ResultPage, opened: d.Document, brief: d.Document, register: Register
) -> Iterator[str]:
    """Yield where the opinion, the page in brief and the page of the result disagree."""
    sections = {section.id: section for section in opened.sections}
    for basis in BASES:
        found: dict[str, set[OpinionLevel]] = {
            name: _levels(sections[name], basis)
            for name in ("letter", "answers", "conclusion")
            if name in sections
        }
        sentence = can_say if basis == "claimed" else can_prove
        found["brief"] = _matching(
            _texts(brief.sections[0]), {level: sentence(level) for level in LEVELS}
        )
        # The letter leaves out the answer as claimed where it is the same as that as proved, and
        # the conclusion refers for it to the answers.
        may_refer = ("letter", "conclusion") if basis == "claimed" else ("letter",)
        stated = {name: levels for name, levels in found.items() if levels or name not in may_refer}
        if len({frozenset(levels) for levels in stated.values()}) != 1:
            yield f"levels of the memo, {basis}: {found}"
            continue
        (level,) = next(iter(stated.values())) or {"reserved"}
        rank = next(_rank(bar.label, register) for bar in page.headline.bars if bar.basis == basis)
        if not _agree(level, rank):
            yield f"memo and page, {basis}: {level}, {page.headline.bars}"
    yield from _memo_elements(page, sections["answers"])
    yield from _memo_layers(page, sections["scope"], register)
    yield from _memo_owner(page, sections["letter"])


def _agree(level: OpinionLevel, rank: int) -> bool:
    """Whether a level is no higher than a word of the page, and on the same side."""
    if level == "reserved" or rank < 0:
        return level == "reserved" and rank < 0
    return AT_MOST[level] <= rank and (level in REFUSED) == (rank < 2)


def _levels(section: d.Section, basis: Basis) -> set[OpinionLevel]:
    patterns = {level: opinion(level, basis, SUBJECT) for level in LEVELS}
    return _matching(_texts(section), patterns)


def _matching(texts: Iterable[str], patterns: Mapping[OpinionLevel, str]) -> set[OpinionLevel]:
    """Return the levels whose sentence stands in one of the texts."""
    found: set[OpinionLevel] = set()
    for text in texts:
        for level, pattern in patterns.items():
            escaped = re.escape(pattern).replace(re.escape("%(work)s"), SUBJECT)
            if re.search(escaped.replace(SUBJECT, NAMED), text):
                found.add(level)
    return found


def _texts(section: d.Section) -> list[str]:
    return [text_of(run) for run in runs(section.blocks)]


def _memo_elements(page: ResultPage, section: d.Section) -> Iterator[str]:
    allowed = {
        "met": {"should", "likelier", "basis"},  # held down as the opinion on its part is
        "arguable": {"basis"},
        "not_met": {"unlikely"},
        "open": {"reserved"},
    }
    printed: dict[str, list[d.Inlines]] = {}
    found = tables(section)
    for table in found:  # one for both answers, or one for each where they are of other parts
        for of_one in table.rows:
            cells = of_one.cells[1:3] if len(found) == 1 else of_one.cells[1:2]
            printed.setdefault(text_of(of_one.cells[0]), []).extend(cells)
    for row in page.elements:
        if row.title not in printed:
            yield f"element {row.title} is missing in the memo"
            continue
        for answer, cell in zip(reversed(row.answers), printed[row.title], strict=True):
            words = {level_word(level) for level in allowed[answer.status]} | {answer.word}
            if text_of(cell) not in words:
                yield f"element {row.title}: page {answer.word}, memo {text_of(cell)}"


def level_word(level: str) -> str:
    """Return the word for an element of a level."""
    from django.utils.translation import pgettext

    texts = {
        "should": "should be held to be met",
        "likelier": "more likely than not met",
        "basis": "some basis, uncertain",
        "unlikely": "unlikely to be met",
        "reserved": "reserved",
    }
    return pgettext("level of an element", texts[level])


def _memo_layers(page: ResultPage, section: d.Section, register: Register) -> Iterator[str]:
    """Compare the table of parts, row by row, with the layers of the page."""
    rows = [row for t in tables(section) for row in t.rows]
    titles = [text_of(column.title) for t in tables(section) for column in t.columns]
    if not rows:
        return
    places = [titles.index(footing_name(basis)) for basis in BASES]
    names = [{level_name(level, basis): level for level in LEVELS} for basis in BASES]
    told = [
        [named[text_of(row.cells[place])] for named, place in zip(names, places, strict=True)]
        for row in rows
    ]
    ranks = [[_rank(w, register) for w in (row.claimed_word, row.word)] for row in page.layers]
    # Layers that are alike share a row of the memo.
    for pair in ranks:
        if not any(all(map(_agree, levels, pair)) for levels in told):
            yield f"a layer of the page {pair}, of the memo {told}"
    for levels in told:
        if not any(all(map(_agree, levels, pair)) for pair in ranks):
            yield f"a layer of the memo {levels}, of the page {ranks}"
    if len(told) == len(ranks):
        for levels, pair in zip(told, ranks, strict=True):
            if not all(map(_agree, levels, pair)):
                yield f"layers of page and memo: {pair}, {levels}"


def _memo_owner(page: ResultPage, letter: d.Section) -> Iterator[str]:
    nobody = owner_line("") in "\n".join(_texts(letter))
    owners = [row.owner for row in page.ownership.owners if row.owner]
    if nobody != (not owners):
        yield f"owners of the page {owners}, of the letter: {'none' if nobody else 'some'}"
    for owner in owners:
        if owner not in "\n".join(_texts(letter)):
            yield f"the letter does not name {owner}"
