"""The law by issue, and the annexes with its official wording and with law elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.memo import issues
from assessments.memo.build import MemoBuilder
from assessments.memo.citing import cites
from assessments.memo.document import Block, Blocks, Inlines, Paragraph, Quotation, Text
from assessments.memo.issues import Issue
from assessments.memo.speaker import called
from assessments.memo.writing import (
    colon,
    in_brackets,
    labelled,
    paragraph,
    quiet,
    remarks,
    run,
    sentences,
    stop,
)
from assessments.typesetting.dates import day
from cases.law.loading import HOME
from cases.law.schema import Renumbered
from cases.law.validity import article
from cases.wording.labels import JURISDICTION

MAX_COMPARED = 8  # decisions elsewhere: they fit on a page


def law(build: MemoBuilder) -> Blocks:
    """State the rules, by issue."""
    return tuple(_law(build))


def _law(build: MemoBuilder) -> Iterator[Block]:
    yield paragraph(
        gettext(
            "Stated by issue is what this case needs, in our words; the official wording and its "
            "version stand once, in the annex of the law, as far as it was read. A note in "
            "brackets says where a rule rests on weaker sources."
        )
    )
    for issue in issues.issues(build.snapshot):
        yield _issue(build, issue)


def _issue(build: MemoBuilder, issue: Issue) -> Paragraph:
    said = [
        sentences(statement(rule.say), quiet(in_brackets(_with_reservations(build, rule.keys))))
        for rule in issue.statements
    ]
    further = (
        sentences(
            FURTHER[issue.id]() if issue.id in FURTHER else gettext("Further:"),
            stop(_with_reservations(build, issue.further)),
        )
        if issue.further
        else ""
    )
    decided = [_decided(build, slug) for slug in issue.decisions]
    return Paragraph(
        inlines=run(
            Text(issue_title(issue) + pgettext("end of a title in the text", ". "), "strong"),
            sentences(*said, further, *decided),
        )
    )


def _with_reservations(build: MemoBuilder, keys: Iterable[str]) -> Inlines:
    """Name rules, each with its reservation where its source is weak."""
    listed, reserved = list(keys), {}
    for key in listed:
        entry = build.authority(key)
        notes = [build.reservation(entry["mark"]) if entry else "", build.outdated_text(key)]
        notes = [note for note in notes if note]
        reserved[key] = "".join(f" [{note}]" for note in notes)
    return cites(build.cite_all(listed), reserved)


FURTHER: Mapping[str, Callable[[], str]] = {
    "ownership": lambda: gettext("The bases that the facts raise are governed by:"),
    "duties": lambda: gettext("Duties that go with publishing generated content:"),
}


def statement(code: str) -> str:
    """Return what rules give, in a sentence."""
    return {
        "left_open": gettext(
            "The Supreme People's Court's opinion on disputes involving artificial intelligence "
            "leaves open, on purpose, whether what a machine generates is a work and whether "
            "training on works infringes; both stay with the case law."
        ),
        "elements": gettext(
            "A work is an intellectual achievement in literature, art or science that is original "
            "and can be expressed in a certain form."
        ),
        "creation": gettext(
            "Creation is the intellectual activity that directly produces the work; organising, "
            "advising, supplying means or other help is none."
        ),
        "older_definition": gettext(
            "An older definition that asks for a tangible form is overtaken in substance and still "
            "recited by some judgments."
        ),
        "excluded": gettext(
            "Laws and official documents, bare facts of news, calendars and generic tables and "
            "formulas are outside the Law."
        ),
        "author": gettext(
            "Copyright belongs to the author; the natural person who creates is the author, and an "
            "organisation counts as the author only if the work was created under its direction, "
            "expresses its will and it bears the responsibility."
        ),
        "presumption": gettext(
            "Whoever is named on the work is taken to be its author, and the corresponding rights "
            "to subsist in it, unless the contrary is proved."
        ),
        "burden": gettext(
            "Whoever asserts a fact proves it, to a high probability; what stays doubtful counts "
            "as not proved."
        ),
        "statement_alone": gettext(
            "A party's statement is weighed with the other evidence and cannot carry a fact alone."
        ),
        "electronic": gettext(
            "Electronic data are evidence: files, records of accounts and logs, what a platform "
            "publishes, and recordings on electronic media."
        ),
        "originals": gettext(
            "The original of electronic data is to be produced; a copy made by its maker that "
            "agrees with it, or a printout taken directly from it, counts as the original."
        ),
        "genuineness": gettext(
            "Whether data are genuine is judged by how they came about, were kept and were taken; "
            "those that a neutral platform recorded, that arose in ordinary business or that are "
            "unfavourable to whoever hands them in may be accepted unless refuted."
        ),
        "withheld": gettext(
            "If whoever controls evidence withholds it without good reason, what the other side "
            "asserts of it may be found."
        ),
        "chain": gettext(
            "Data kept on a blockchain that are technically verified may be found unchanged since "
            "they were put there, unless the contrary is proved; an objection needs good reason."
        ),
        "without_leave": gettext(
            "To adapt, copy or spread another's work without leave infringes, even where something "
            "new was added; fines follow only where the public interest is harmed too."
        ),
        "leave_to_show": gettext("Whoever relies on leave, or on needing none, has to show it."),
        "user_liable": gettext(
            "A user who knew or should have known of an earlier work and still generates what is "
            "substantially similar is reported to be liable and cannot plead that the machine did "
            "it."
        ),
        "damages": gettext(
            "An infringer ceases, removes the effects, apologises and pays: the loss or the gain, "
            "else the licence fee, up to five times of it where infringement is wilful and "
            "serious; where none can be determined, 500 to 5,000,000 yuan; reasonable costs are "
            "added."
        ),
        "before_suit": gettext(
            "Orders against an imminent infringement, and the preserving of evidence, can be asked "
            "for before the action."
        ),
    }[code]


def issue_title(issue: Issue) -> str:
    """Name an issue."""
    return {
        "unsettled": gettext("What is open"),
        "work": gettext("What a work is"),
        "ownership": gettext("Authorship and ownership"),
        "proof": gettext("Proof"),
        "timestamps": gettext("Timestamps and data kept by others"),
        "third_party": gettext("Material of others"),
        "duties": gettext("Labels"),
        "remedies": gettext("Remedies"),
    }[issue.id]


def _decided(build: MemoBuilder, slug: str) -> Inlines:
    decision = build.decision(slug)
    assert decision is not None  # issues name decisions of the snapshot only
    return sentences(
        colon(build.cite(slug), build.localise(decision.summary)),
        build.notice_of(slug),
    )


def wordings(build: MemoBuilder, keys: Iterable[str]) -> Blocks:
    """Quote the official wording of rules, each with its version and where it was read."""
    quoted: list[Block] = []
    unread: list[Inlines] = []
    for key in keys:
        entry = build.authority(key)
        if entry is None or entry["jurisdiction"] != HOME:
            continue
        found = article(key, build.snapshot.dated)
        outdated = build.outdated_text(key)
        version = found.article.versions[-1] if outdated else found.version
        texts = version.texts if version else ()
        if version is None or not texts:
            reservation = build.reservation(entry["mark"])
            unread.append(
                sentences(
                    colon(build.cite(key), build.localise(entry["says"])),
                    quiet(f"[{reservation}]") if reservation else "",
                )
            )
            continue
        quoted.append(
            Quotation(
                lines=tuple(line for text in texts for line in text.splitlines()),
                source=stop(
                    remarks(
                        run(build.cite(key)),
                        outdated
                        or (
                            gettext("text in force since %(day)s") % {"day": day(version.in_force)}
                            if version.in_force
                            else ""
                        ),
                        *(_renumbered(build, item) for item in found.article.renumbered),
                        gettext("compared with the source on %(day)s") % {"day": day(checked)}
                        if (checked := version.checked_on or found.instrument.checked_on)
                        else "",
                    )
                ),
            )
        )
        if not build.chinese and not outdated:
            quoted.append(
                Paragraph(
                    inlines=labelled(
                        gettext("In our words"),
                        build.localise(entry["says"]),
                        emphasis="label",
                    )
                )
            )
    if not quoted:
        return ()
    return (
        paragraph(
            gettext(
                "The wording was read in a public collection or in quotations of the official "
                "page; whoever signs compares it with the official publication."
            ),
            ""
            if build.chinese
            else gettext(
                "Below each text stands what it says, in our words; that is no official "
                "translation."
            ),
        ),
        *quoted,
        *(
            (
                paragraph(
                    gettext("The wording of these was not read; what they say, in our words:")
                ),
                *(Paragraph(inlines=text) for text in unread),
            )
            if unread
            else ()
        ),
    )


def _renumbered(build: MemoBuilder, item: Renumbered) -> str:
    """Say under which number an article that the wording names stands today."""
    values = {"in_text": item.in_text, "now": build.localise(item.now)}
    return gettext("“%(in_text)s” is now %(now)s") % values


def elsewhere(build: MemoBuilder) -> Blocks:
    """Name the nearest decisions elsewhere on one page; empty where none was compared."""
    compared = [c for c in build.result.precedents if c.jurisdiction != HOME][:MAX_COMPARED]
    items = []
    for work in compared:
        decision = build.decision(work.slug)
        if decision is None:
            continue
        head = sentences(
            build.cite(work.slug),
            in_brackets(
                remarks(
                    str(JURISDICTION.get(work.jurisdiction, work.jurisdiction)),
                    build.localise(decision.court),
                    wording.outcome(work.outcome),
                )
            ),
        )
        items.append(Paragraph(inlines=sentences(colon(head, build.localise(decision.summary)))))
    if not items:
        return ()
    return (
        paragraph(
            called(
                gettext(
                    "For comparison only: no conclusion of this memo rests on law outside the "
                    "mainland of China."
                )
            )
        ),
        *items,
    )
