"""Every reader is one folder that says how it knows a file, what kinds it states, and samples."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from assessments.intake import readers
from assessments.intake.core.source import Source
from assessments.intake.dispatch import ORDER, PACKAGE, reader_of
from assessments.intake.reader import READERS, read

ROOT = Path(__file__).parents[3]
RESOURCES = ROOT / "tests" / "resources"


def test_every_folder_is_asked_and_every_reader_is_a_folder():
    folders = {path.parent.name for path in Path(readers.__file__).parent.glob("*/__init__.py")}
    assert sorted(folders) == sorted(ORDER)
    assert [reader.name for reader in READERS] == list(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_a_readers_samples_are_its_own_and_of_the_kinds_it_names(name):
    folder = import_module(f"{PACKAGE}.{name}")
    assert folder.SAMPLES and folder.MEDIA_TYPES
    for sample in folder.SAMPLES:
        source = Source(name="", path=RESOURCES / sample)  # the name decides nothing
        assert (found := reader_of(source, READERS)) and (sample, found.name) == (sample, name)
        assert (sample, read(source).media_type in folder.MEDIA_TYPES) == (sample, True)


def test_a_reader_states_no_other_kind_than_those_it_names():
    kinds = {name: {None, *import_module(f"{PACKAGE}.{name}").MEDIA_TYPES} for name in ORDER}
    for folder in ("evidence-cases", "intake", "readers"):
        for path in sorted((RESOURCES / folder).rglob("*.*")):
            source = Source(name=path.name, path=path)
            if (reader := reader_of(source, READERS)) is not None:
                assert (path.name, read(source).media_type in kinds[reader.name]) == (
                    path.name,
                    True,
                )


def test_every_reader_says_by_which_marks_it_knows_a_file():
    docs = {name: import_module(f"{PACKAGE}.{name}").__doc__ or "" for name in ORDER}
    assert [name for name, doc in docs.items() if "\nMarks: " not in doc] == []


def test_the_page_of_formats_lists_the_readers_as_their_folders_say():
    command = [sys.executable, "scripts/list_readers.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
