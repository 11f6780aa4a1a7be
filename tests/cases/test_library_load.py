"""Loading the library's files: all or nothing, and never over a curator's work."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from cases import library
from cases.decisions import documents
from cases.decisions.models import Decision
from cases.decisions.services import decision_publish, decision_store, decision_withdraw
from cases.decisions.services_library import library_load
from tests.support.library import decision_data
from tests.support.stored_library import library_rows, library_store

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "library").mkdir()
    return tmp_path / "library"


def write(folder: Path, slug: str = "chen-v-zhou-2024", **overrides: Any) -> None:
    # JSON is YAML too.
    text = json.dumps(decision_data(slug, **overrides), ensure_ascii=False)
    (folder / f"{slug}.yaml").write_text(text, encoding="utf-8")


def load(folder: Path, **options: Any) -> dict[str, str]:
    report = library_load(folder=folder, **options)
    return {loaded_decision.slug: loaded_decision.action for loaded_decision in report.loaded}


def run(folder: Path, *arguments: str) -> str:
    out = StringIO()
    call_command("load_library", *arguments, folder=folder, stdout=out)
    return out.getvalue()


SUMMARY = {"en": "Another summary.", "zh": "另一摘要。"}


def test_files_are_loaded_once_and_again_without_effect(folder: Path) -> None:
    write(folder)

    assert load(folder) == {"chen-v-zhou-2024": "created"}
    assert load(folder) == {"chen-v-zhou-2024": "unchanged"}
    assert Decision.history.count() == 1


def test_the_real_library_loads_and_loads_again_without_effect() -> None:
    first = library_load()
    second = library_load()

    assert {loaded_decision.action for loaded_decision in first.loaded} == {"created"}
    assert {loaded_decision.action for loaded_decision in second.loaded} == {"unchanged"}
    published = Decision.objects.filter(status="published").values_list("document", flat=True)
    expected = [value for value in library.load_all() if value.status == "published"]
    values = [documents.value_of(text) for text in published]
    assert sorted(values, key=lambda value: value.slug) == expected


def test_the_copy_that_other_tests_start_from_is_what_was_loaded() -> None:
    """Here and not on PostgreSQL, where nothing is copied."""
    found = []
    for _ in range(2):
        with transaction.atomic():
            library_store()
            found.append(library_rows())
            transaction.set_rollback(True)

    (_, decisions), (_, entries) = (
        found[0][f"cases_{name}"] for name in ("decision", "searchentry")
    )
    assert len(decisions) == len(entries) == len(library.load_all())
    if connection.vendor == "sqlite":
        assert found[0] == found[1]
    assert Decision.objects.count() == 0


def test_a_changed_file_changes_its_row_with_a_version_in_the_history(folder: Path) -> None:
    write(folder)
    load(folder)
    write(folder, summary=SUMMARY)

    assert load(folder) == {"chen-v-zhou-2024": "updated"}
    decision = Decision.objects.get()
    assert decision.summary_en == "Another summary."
    assert decision.history.count() == 2
    assert not decision.is_edited


def test_what_a_curator_edited_is_kept(folder: Path) -> None:
    write(folder)
    load(folder)
    edited = decision_data(summary={"en": "A curator's words.", "zh": "编者之言。"})
    decision_store(data=edited, decision=Decision.objects.get(), reason="better")
    write(folder, summary=SUMMARY)

    assert load(folder) == {"chen-v-zhou-2024": "kept"}
    assert Decision.objects.get().summary_en == "A curator's words."


def test_a_curator_who_goes_back_to_the_file_follows_it_again(folder: Path) -> None:
    write(folder)
    load(folder)
    decision = Decision.objects.get()
    decision_store(data=decision_data(summary=SUMMARY), decision=decision, reason="try")
    write(folder, summary=SUMMARY)
    load(folder)
    write(folder)

    assert load(folder) == {"chen-v-zhou-2024": "updated"}


def test_what_a_curator_withdrew_stays_withdrawn(folder: Path) -> None:
    write(folder)
    load(folder)
    decision_withdraw(
        decision=Decision.objects.get(), reason_en="Not a judgment.", reason_zh="并非裁判。"
    )
    write(folder, summary=SUMMARY)

    assert "kept: withdrawn by curator: chen-v-zhou-2024" in run(folder)
    assert Decision.objects.get().status == "withdrawn"


def test_a_draft_that_a_curator_published_stays_published(folder: Path) -> None:
    write(folder, status="draft")
    load(folder)
    decision_publish(decision=Decision.objects.get())

    assert load(folder) == {"chen-v-zhou-2024": "kept"}
    assert Decision.objects.get().status == "published"


def test_what_a_curator_made_is_not_taken_over_by_a_file_of_the_same_name(folder: Path) -> None:
    decision_store(data=decision_data(summary=SUMMARY), reason="made by hand")
    write(folder)

    assert load(folder) == {"chen-v-zhou-2024": "kept"}


def test_one_bad_file_loads_nothing_and_every_problem_is_named(folder: Path) -> None:
    write(folder)
    write(folder, "wu-v-xu-2024", outcome="maybe", court_level="village")
    (folder / "broken-2024.yaml").write_text("schema: [", encoding="utf-8")

    with pytest.raises(CommandError) as error:
        run(folder)

    said = str(error.value)
    assert "broken-2024.yaml" in said
    assert "wu-v-xu-2024.yaml: outcome" in said
    assert "wu-v-xu-2024.yaml: court_level" in said
    assert "Nothing was loaded." in said
    assert not Decision.objects.exists()


def test_a_slug_that_a_curator_gave_to_another_decision_is_refused(folder: Path) -> None:
    data = decision_data("wu-v-xu-2024")
    data["judged"][0]["slug"] = "wu-v-xu-2024"
    other = decision_store(data=data, reason="made by hand")
    other.judged_set.update(slug="chen-v-zhou-2024")
    write(folder)

    with pytest.raises(library.InvalidLibrary, match="wu-v-xu-2024"):
        library_load(folder=folder)


def test_a_docket_number_that_a_curator_gave_to_another_decision_is_refused(folder: Path) -> None:
    number = decision_data()["dockets"]
    decision_store(data=decision_data("wu-v-xu-2024", dockets=number), reason="made by hand")
    write(folder)

    with pytest.raises(library.InvalidLibrary, match="listed by the decision wu-v-xu-2024"):
        library_load(folder=folder)

    assert Decision.objects.count() == 1


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(folder: Path) -> None:
    write(folder)

    said = run(folder, "--dry-run")

    assert "created: chen-v-zhou-2024" in said
    assert "1 created, 0 updated, 0 unchanged, 0 kept (dry run: nothing was written)" in said
    assert not Decision.objects.exists()


def test_the_difference_between_a_kept_row_and_its_file_can_be_shown(folder: Path) -> None:
    write(folder)
    load(folder)
    decision_store(
        data=decision_data(summary=SUMMARY), decision=Decision.objects.get(), reason="better"
    )

    said = run(folder, "--show-diff")

    assert "kept: edited by curator: chen-v-zhou-2024" in said
    assert "  summary.en\n    here: Another summary.\n    file: The lantern is a work.\n" in said
    assert "facts" not in said


def test_a_decision_whose_file_is_gone_is_kept_and_named(folder: Path) -> None:
    write(folder)
    load(folder)
    (folder / "chen-v-zhou-2024.yaml").unlink()
    write(folder, "wu-v-zheng-2024")

    out = run(folder)
    assert "kept: no file any more: chen-v-zhou-2024" in out
    assert "1 created, 0 updated, 0 unchanged, 1 kept" in out
    assert Decision.objects.get(slug="chen-v-zhou-2024").status == "published"


def test_a_folder_without_decisions_is_taken_for_a_wrong_one(folder: Path) -> None:
    with pytest.raises(CommandError, match="no decision in this folder"):
        run(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such folder"):
        run(tmp_path / "nowhere")


def test_decisions_may_name_each_other_whatever_the_order_of_their_files(folder: Path) -> None:
    by = {"en": "Wu v Xu", "zh": "吴某诉徐某案"}
    later = [{"relation": "followed", "by": by, "slug": "wu-v-xu-2024", "mark": "A"}]
    write(folder, treatment=later)
    write(folder, "wu-v-xu-2024")

    assert set(load(folder).values()) == {"created"}
