"""Mutated real files: whatever is changed, cut, doubled or swapped, a reading comes out.

`FUZZ_ROUNDS` multiplies the work for a long run by hand.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from assessments.intake import read
from assessments.intake.problems import SENTENCES
from tests.assessments.intake.making import RESOURCES

ROUNDS = 100 * int(os.environ.get("FUZZ_ROUNDS", "1"))
LARGEST = 60_000  # bytes; larger files are only slower
NUMBERS = (b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\1", b"\x80\0\0\0")


def real_files() -> list[Path]:
    return sorted(
        path
        for path in RESOURCES.rglob("*")
        if path.is_file() and 0 < path.stat().st_size < LARGEST and path.suffix != ".md"
    )


def mutated(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(made) or 1)
        match chance.randrange(6):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                made[at : at + 4] = chance.choice(NUMBERS)
            case 2:
                del made[at : at + chance.randint(1, 40)]
            case 3:
                made[at:at] = made[at : at + chance.randint(1, 400)]
            case 4:
                del made[at:]
            case _:
                other = chance.randrange(len(made) or 1)
                made[at : at + 16], made[other : other + 16] = (
                    made[other : other + 16],
                    made[at : at + 16],
                )
    return bytes(made)


@pytest.mark.parametrize("path", real_files(), ids=lambda path: path.name)
def test_a_mutated_file_always_ends_in_a_reading(path):
    data = path.read_bytes()
    chance = random.Random(path.name)
    for _ in range(ROUNDS):
        reading = read(mutated(data, chance), name=path.name)
        codes = {one.code for one in reading.problems}
        assert codes <= SENTENCES.keys()
        assert "reader_failed" not in codes, [one.message() for one in reading.problems]
        json.dumps(reading.as_json())
