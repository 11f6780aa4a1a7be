"""What WeasyPrint and pydyf compute several times, computed once; the PDF stays byte for byte.

They replace attributes of classes for a while, which is not safe for threads: the caller holds the
lock of the renderer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.css.targets import TargetCollector


@contextlib.contextmanager
def replaced(owner: type, name: str, value: object) -> Iterator[None]:
    """Replace an attribute that the class itself defines."""
    before = owner.__dict__[name]
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextlib.contextmanager
def computed_once() -> Iterator[None]:
    """Compute once: pages that name pages, references to pages, and what each object writes."""
    with (
        replaced(TargetCollector, "collect_missing_counters", _collect_missing_counters),
        replaced(pydyf.PDF, "page_references", property(_page_references)),
        replaced(pydyf.PDF, "write", _write),
    ):
        yield


_collect = TargetCollector.collect_missing_counters
_references = pydyf.PDF.page_references
_write_all = pydyf.PDF.write


def _collect_missing_counters(
    collector: Any, box: Any, token: str, again: Any, own: list[str], of_targets: dict[Any, Any]
) -> None:
    """Collect the counters that a box lacks: those of its targets by their anchors.

    `compute_content_list` knows no anchor of `attr(href)` and passes the counter of the target as
    one of the box itself. So each page that names pages is laid out until the number of all
    pages is known, and not only until the pages are known that it names.
    """
    anchors = {name or box.element.get("href")[1:]: found for name, found in of_targets.items()}
    is_of_target = any(own is found for found in anchors.values())
    _collect(collector, box, token, again, [] if is_of_target else own, anchors)


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Every tag asks for the references of all pages, when all pages are there."""
    known: tuple[bytes, ...] = getattr(pdf, "known_references", ())
    if len(known) != pdf.pages["Count"]:
        known = pdf.known_references = _references.fget(pdf)
    return known


def _write(pdf: Any, *args: Any) -> None:
    """Write the objects; the digest that identifies the file asks each of them once more."""
    with contextlib.ExitStack() as stack:
        for kind in (pydyf.Stream, pydyf.Dictionary):
            stack.enter_context(replaced(kind, "data", _kept(kind.data)))
        _write_all(pdf, *args)


def _kept(data: property) -> property:
    def get(item: Any) -> bytes:
        if "written" not in vars(item):
            item.written = data.fget(item)  # type: ignore[misc]
        written: bytes = item.written
        return written

    return property(get)
