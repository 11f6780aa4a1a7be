"""The list of evidence in the form of a Chinese court, and the files behind the exhibits."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext, pgettext

from assessments.exhibits.holdings import CustodyLog
from assessments.memo import evidence
from assessments.memo.build import MemoBuilder
from assessments.memo.document import Block, Blocks, Inlines, Paragraph, Row, Text
from assessments.memo.writing import (
    colon,
    columns,
    cut,
    heading,
    in_brackets,
    labelled,
    lines,
    paragraph,
    quiet,
    remarks,
    row,
    run,
    sentences,
    table,
)


def exhibit_list(build: MemoBuilder) -> Blocks:
    """List the exhibits in the form of a Chinese court, then the files behind them."""
    return tuple(_exhibits(build))


def _exhibits(build: MemoBuilder) -> Iterator[Block]:
    found = evidence.schedule(build)
    if found.rows:
        yield table(
            columns(
                (gettext("No."), 7),
                (gettext("Name of the evidence"), 24),
                (gettext("Class of evidence"), 15),
                gettext("What it is to prove"),
                (gettext("Source"), 11),
                (gettext("Original"), 10),
                (pgettext("column of an evidence list", "Pages"), 6),
            ),
            [_exhibit(build, item) for item in found.rows],
            header=1,
        )
        yield paragraph(
            gettext(
                "Electronic files have no pages. For all other exhibits pages and the state of "
                "the originals are filled in when they are bound."
            )
        )
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


def _exhibit(build: MemoBuilder, item: evidence.ExhibitRow) -> Row:
    return row(
        item.code,
        lines(
            item.name,
            Text(item.file, "filename") if item.file else "",
            quiet(remarks(item.made, item.strength, item.examined)),
            run("SHA-256", pgettext("after a label", ": "), Text(item.sha256, "hash"))
            if item.sha256
            else "",
        ),
        item.evidence_class,
        lines(cut(item.shows) if item.shows else "", build.steps(item.steps) if item.steps else ""),
        item.source,
        item.original,
        "—" if item.is_held else "",
        identifier=item.code,
    )


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
