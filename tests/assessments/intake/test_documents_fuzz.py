"""Mutated real files of every kind but pictures: each ends in a reading, none in a defect."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assessments.intake import read

RESOURCES = Path("tests/resources/intake")
FILES = sorted(
    path
    for folder in ("labelled", "tracked_changes")
    for path in (RESOURCES / folder).iterdir()
    if path.name != "README.md"
)
MUTATIONS = 300  # of each file; more on demand


def mutated(data: bytes, dice: random.Random) -> bytes:
    """A few bytes changed, removed, doubled or set to an extreme, mostly near the beginning."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        reach = len(out) if dice.random() < 0.5 else min(len(out), 600)
        at = dice.randrange(reach)
        match dice.randrange(5):
            case 0:
                out[at] = dice.randrange(256)
            case 1:
                out[at : at + 4] = dice.choice([b"\0" * 4, b"\xff" * 4, b"\x7f\xff\xff\xff"])
            case 2:
                del out[at : at + dice.randint(1, 40)]
            case 3:
                out[at:at] = out[at : at + dice.randint(1, 400)]
            case _:
                del out[at + 1 :]
        if not out:
            break
    return bytes(out)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_mutated_file_ends_in_a_reading(path: Path) -> None:
    data = path.read_bytes()
    dice = random.Random(path.name)
    for number in range(MUTATIONS):
        reading = read(mutated(data, dice), name=path.name)
        codes = [one.code for one in reading.problems]
        assert not {"reader_failed", "reader_died"} & set(codes), (number, codes, reading.problems)
