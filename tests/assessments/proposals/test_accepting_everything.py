"""Whatever files are handed in, accepting all that they propose leaves a record that is valid."""

from __future__ import annotations

import json
import random

import pytest

from assessments.answers.services import draft_save, item_add
from assessments.proposals.dated_files import record_by_clocks
from assessments.proposals.final_work import final_work
from assessments.proposals.matching import proposed_files
from assessments.results.finish import draft_preview
from cases.record import load_data
from tests.support.uploads import SAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_as_library")]
CASES = SAMPLES.parent / "evidence-cases"
FILES = sorted(
    path
    for folder in (CASES, SAMPLES)
    for path in folder.rglob("*")
    if path.is_file() and path.name not in ("manifest.json", "README.md")
)
KINDS = ("text", "image", "audio", "video", "code", "mixed")
DAYS = ("2019-01-01", "2024-06-01T12:00:00+08:00", "2026-11-01", "2027-01-01", "")


def type_something(maker, rng: random.Random) -> None:
    """Answers that were given before: a work, and steps of days in their own order."""
    work = {"title": "Work", "kind": rng.choice(KINDS)}
    draft_save(maker.draft, part="work", sent=work, version=0)
    days = sorted(rng.sample(DAYS[:-1], rng.randrange(3)))
    for day in days:
        action = rng.choice(("generate", "edit", "select"))
        item_add(maker.draft, part="steps", values={"action": action, "at": day})


def accept_everything(maker, rng: random.Random) -> None:
    for file in proposed_files(maker.draft):
        if file.conversations:
            place = f"proposals/{file.upload.pk}/conversations/"
            page = maker.get(place)
            keys = [part.partition('"')[0] for part in page.split('name="shown" value="')[1:]]
            maker.post(place, shown=keys, chosen=rng.sample(keys, rng.randrange(len(keys) + 1)))
    made = rng.choice(("contemporaneous", "later", ""))
    assert maker.post("proposals/", made=made).status_code == 302
    for file in proposed_files(maker.draft):
        if file.steps:
            maker.post("proposals/", file=str(file.upload.pk), made=made)
        target = rng.choice([step["id"] for step in maker.steps] or [""])
        what = file.what or "original_file"
        maker.post("proposals/", keep=str(file.upload.pk), target=target, what=what, made=made)
    choices = final_work(maker.draft).choices
    if choices:
        maker.post("proposals/final-work/", final=rng.choice(choices))


@pytest.mark.parametrize(
    "seed", [*range(6), *(pytest.param(n, marks=pytest.mark.nightly) for n in range(6, 60))]
)
def test_accepting_everything_leaves_a_record_that_is_valid_and_assessed(maker, seed):
    rng = random.Random(seed)
    type_something(maker, rng)
    maker.upload(*rng.sample(FILES, rng.randrange(2, 14)))
    accept_everything(maker, rng)

    record = load_data(record_by_clocks(maker.draft))
    assert json.dumps(draft_preview(maker.draft).result)
    assert {step.id for step in record.steps} == {step["id"] for step in maker.steps}
