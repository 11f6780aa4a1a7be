"""The list of evidence in the form of a Chinese court, and the files behind the exhibits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy

from assessments.exhibits.holdings import CustodyLog
from assessments.memo import evidence
from assessments.memo.build import MemoBuilder
from assessments.memo.document import (
    Block,
    Blocks,
    ExhibitReference,
    Inlines,
    Paragraph,
    Row,
    Text,
)
from assessments.memo.writing import (
    colon,
    columns,
    cut,
    heading,
    in_brackets,
    joined,
    labelled,
    lines,
    paragraph,
    quiet,
    remarks,
    row,
    run,
    sentences,
    stop,
    table,
)
from assessments.wording.exhibits import FIELD


@dataclass(frozen=True, kw_only=True)
class OptionalColumn:
    """A column of the list for particulars by their names, as wide as `width` hundredths."""

    title: str | Promise
    names: tuple[str, ...]
    width: int


OPTIONAL = (
    OptionalColumn(
        title=gettext_lazy("Source, and how obtained"), names=("source", "obtained"), width=15
    ),
    OptionalColumn(
        title=gettext_lazy("Original, and where held"), names=("original", "held_by"), width=12
    ),
    OptionalColumn(
        title=pgettext_lazy("column of an evidence list", "Pages"), names=("pages",), width=6
    ),
)


def exhibit_list(build: MemoBuilder) -> Blocks:
    """List the exhibits in the form of a Chinese court, then the files behind them."""
    return tuple(_exhibits(build))


def _exhibits(build: MemoBuilder) -> Iterator[Block]:
    found = evidence.schedule(build)
    if found.rows:
        yield from _list(build, found.rows)
        yield from _opinions(found.rows)
        yield from map(_filled_in, found.filled_in)
    else:
        yield paragraph(gettext("No exhibit is named."))
    if found.files:
        yield heading(gettext("The files behind the exhibits"))
        yield paragraph(
            gettext(
                "The files that the Record names by their digest and that are stored with it, as "
                "of %(at)s. Three voices are kept apart: the file's own word; the clock of the "
                "server that received it, which is self-recorded and no trusted timestamp; and "
                "third parties."
            )
            % {"at": found.as_of}
        )
        yield from map(_file, found.files)
        for log in found.logs:
            yield from _log(log)
    elif found.is_read_without_files:
        yield paragraph(
            gettext("The Record was read without its files; digests are those that it states.")
        )
    else:
        yield paragraph(gettext("No file that the Record names by its digest is stored with it."))


def _list(build: MemoBuilder, rows: list[evidence.ExhibitRow]) -> Iterator[Block]:
    """List the exhibits; what is filled in for none of them has no column, and that is said."""
    filled = {name for item in rows for name in item.particulars}
    optional = [column for column in OPTIONAL if filled & set(column.names)]
    missing = [column for column in OPTIONAL if column not in optional]
    yield table(
        columns(
            (gettext("No."), 6),
            # A digest breaks into fewer lines where there is room for it.
            (gettext("Name of the evidence"), 24 + sum(c.width for c in missing) // 2),
            (gettext("Class of evidence"), 13),
            gettext("What it is to prove"),
            *((str(column.title), column.width) for column in optional),
        ),
        [_exhibit(build, item, optional) for item in rows],
        header=1,
    )
    if any(item.examinations for item in rows):
        yield paragraph(
            gettext(
                "Examinations in this list were recorded on this site by accounts that call "
                "themselves a lawyer's, beside the Record: no level and no answer of this memo "
                "counts them. The original and its examination by the parties before the court "
                "remain."
            )
        )
    if missing:
        named = pgettext("memo list", ", ").join(str(column.title) for column in missing)
        yield paragraph(gettext("Filled in for no exhibit: %(names)s.") % {"names": named})


def _exhibit(build: MemoBuilder, item: evidence.ExhibitRow, optional: list[OptionalColumn]) -> Row:
    received = gettext("received here on %(day)s") % {"day": item.received} if item.received else ""
    return row(
        item.code,
        lines(
            Text(item.file, "filename") if item.file else item.name,
            quiet(
                remarks(
                    item.name if item.file else "",
                    item.made,
                    item.strength,
                    item.examined,
                    received,
                )
            ),
            run("SHA-256", pgettext("after a label", ": "), Text(item.sha256, "hash"))
            if item.sha256
            else "",
            *item.examinations,
        ),
        lines(item.evidence_class, quiet(item.class_reason) if item.class_reason else ""),
        lines(cut(item.shows) if item.shows else "", build.steps(item.steps) if item.steps else ""),
        *(lines(*(item.particulars.get(name, "") for name in c.names)) for c in optional),
        identifier=item.code,
    )


def _opinions(rows: list[evidence.ExhibitRow]) -> Iterator[Block]:
    """Print the opinions on the exhibits of which somebody gave one."""
    stated = [item for item in rows if set(evidence.OPINIONS) & set(item.particulars)]
    if not stated:
        return
    yield table(
        columns(
            (gettext("No."), 6),
            *((str(FIELD[name]), 14) for name in evidence.OPINIONS[:-1]),
            str(FIELD["remark"]),
        ),
        [
            row(
                ExhibitReference(item.code),
                *(item.particulars.get(name, "") for name in evidence.OPINIONS),
            )
            for item in stated
        ],
        caption=gettext("Opinion on authenticity, legality and relevance"),
    )


def _filled_in(found: evidence.FilledInRow) -> Paragraph:
    values = (
        sentences(ExhibitReference(code), in_brackets(pgettext("memo list", ", ").join(names)))
        for code, names in found.values
    )
    by = gettext("Filled in by %(who)s") % {"who": found.by}
    return paragraph(colon(by, stop(joined(values, pgettext("memo list", "; ")))), style="quiet")


def _file(file: evidence.FileSheet) -> Block:
    changed = gettext("Unfavourable: the stored bytes are no longer those that were received.")
    rows = [
        row(gettext("Size"), gettext("%(size)s bytes") % {"size": file.size}),
        row("SHA-256", lines(Text(file.sha256, "hash"), "" if file.intact else changed)),
        row(gettext("The file's own word"), lines(*file.own_word)),
        row(
            gettext("Self-recorded"),
            gettext("Received %(at)s by the clock of the receiving server; no trusted timestamp.")
            % {"at": file.received},
        ),
        row(
            gettext("Third parties"),
            lines(*map(_timestamp, file.third_parties))
            or gettext("None: no third party has vouched for a time."),
        ),
        row(gettext("What follows"), lines(remarks(file.follows, file.by), *file.grounds)),
        row(
            gettext("Custody"),
            lines(*file.custody) or gettext("The custody log names no act on this file."),
        ),
    ]
    if file.again:
        again = [remarks(Text(name, "filename"), at) for name, at in file.again]
        rows.append(row(gettext("The same bytes again"), lines(*again)))
    return table(
        columns(("", 25), ""),
        rows,
        caption=colon(
            Text(pgettext("memo list", ", ").join(file.codes), "label"),
            Text(file.name, "filename"),
        ),
        style="file",
    )


def _timestamp(stamp: evidence.TimestampRow) -> Inlines:
    serial = (
        labelled(gettext("Serial number"), Text(stamp.serial, "hash"), emphasis="")
        if stamp.serial
        else ""
    )
    return lines(sentences(stamp.text, in_brackets(stamp.source)), serial)


def _log(log: CustodyLog) -> Iterator[Paragraph]:
    label = (
        gettext("Log of the work")
        if log.of == "work"
        else gettext("Log of the answers, before they became a work")
    )
    pattern = (
        ngettext(
            "The custody log has %(number)s entry up to then. Each is bound to the one before by "
            "its digest; computed again, the chain holds.",
            "The custody log has %(number)s entries up to then. Each is bound to the one before "
            "by its digest; computed again, the chain holds.",
            log.num_entries,
        )
        if log.is_intact
        else ngettext(
            "Unfavourable: the custody log has %(number)s entry up to then, and computed again "
            "its chain does not hold.",
            "Unfavourable: the custody log has %(number)s entries up to then, and computed again "
            "their chain does not hold.",
            log.num_entries,
        )
    )
    yield paragraph(labelled(label, pattern % {"number": log.num_entries}, emphasis="label"))
    yield paragraph(gettext("Digest of the last entry:"), Text(log.last_hash, "hash"))
