"""Reading the files of the law library: all of them, or an error with every fault of every file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

import yaml
from pydantic import ValidationError

from cases.law.checking import faults_among, faults_of_instrument
from cases.law.schema import Article, Instrument, InstrumentKind

FOLDER = Path(__file__).parent / "texts"
# Kinds as pages and memos group them: by rank.
KINDS: tuple[InstrumentKind, ...] = (
    "statute",
    "regulation",
    "interpretation",
    "judicial_opinion",
    "standard",
    "guidance",
)
HOME = "CN"


class InvalidLaw(ValueError):
    """Files of the law library are invalid; the message has one line per fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, kw_only=True)
class Law:
    """All instruments: Chinese law by rank, the largest part first, then law elsewhere."""

    instruments: tuple[Instrument, ...]
    by_slug: Mapping[str, Instrument]
    articles: Mapping[str, Article]
    instrument_of: Mapping[str, Instrument]  # by the id of an article


@lru_cache(maxsize=2)
def load_law(folder: Path = FOLDER) -> Law:
    """Read every instrument of a folder; raises `InvalidLaw`."""
    instruments: list[Instrument] = []
    faults: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            instrument = _read(path)
        except (ValidationError, yaml.YAMLError) as error:
            faults.append(f"{path.name}: {error}")
            continue
        if instrument.slug != path.stem:
            faults.append(f"{path.name}: the slug is {instrument.slug}")
        faults += [f"{path.name}: {fault}" for fault in faults_of_instrument(instrument)]
        instruments.append(instrument)
    faults += faults_among(instruments)
    if faults:
        raise InvalidLaw(faults)
    return _arrange(instruments)


def _read(path: Path) -> Instrument:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Instrument.model_validate(data)


def _arrange(instruments: Iterable[Instrument]) -> Law:
    ordered = sorted(
        instruments,
        key=lambda instrument: (
            instrument.jurisdiction != HOME,
            KINDS.index(instrument.kind) if instrument.jurisdiction == HOME else 0,
            -len(instrument.articles),
            instrument.name.en,
        ),
    )
    owners = {article.id: instrument for instrument in ordered for article in instrument.articles}
    articles = {article.id: article for instrument in ordered for article in instrument.articles}
    return Law(
        instruments=tuple(ordered),
        by_slug=MappingProxyType({instrument.slug: instrument for instrument in ordered}),
        articles=MappingProxyType(articles),
        instrument_of=MappingProxyType(owners),
    )
