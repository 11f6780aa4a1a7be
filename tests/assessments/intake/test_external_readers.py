"""Readers from outside: asked last, confined, checked, marked, and never in anybody's way."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from django.conf import settings

from aigc_copyright import env
from aigc_copyright.doctor.services import check_external_readers
from assessments.exhibits.held import held_file
from assessments.intake.batch import read_batch
from assessments.intake.core import limits
from assessments.intake.core.bounding import encode
from assessments.intake.external import answer, asking, installed
from assessments.intake.reader import read
from assessments.intake.sandbox import read_in_child
from tests.support.made_files import png, text
from tests.support.packages import install, reader_folder, wheel, wheel_of_project

ROOT = Path(__file__).parents[3]
RESOURCES = ROOT / "tests" / "resources"
EXAMPLE = RESOURCES / "example_reader"
TALLY = EXAMPLE / "lantern.tally"
PROMPT = "a lantern above a wet street"
MARKER = Path("/var/tmp/written-by-an-external-reader")
HEAD = """
import json, os, socket, subprocess, sys, time
from assessments.intake import *
from assessments.intake import Extracted, Message, Parameters, Raw, Rejected, StatedTime, problem
def detect(source): return True
GOOD = Extracted(generator="Other", prompt="other words", confidence="verified")
def swallow(act):
    try: act()
    except BaseException: pass
    return GOOD
"""
DEEP = 'os.write(1, b"read\\n" + b"[" * 200_000); os._exit(0)'
# What a bad reader does when it reads, and the problem that the report then has.
BAD = {
    "raises": ('raise LookupError("x")', ("external_reader_failed", "LookupError")),
    "rejects": ('raise Rejected(problem("empty_file"))', ("external_reader_failed", "empty_file")),
    "leaves": ("sys.exit(0)", ("external_reader_failed", "SystemExit")),
    "names": ("raise type('<b>x</b>', (Exception,), {})", ("external_reader_failed", "?")),
    "other-type": ('return {"prompt": "x"}', ("external_reader_failed", "TypeError")),
    "greedy": ("bytearray(1 << 31)", ("external_reader_died", None)),
    "ends": ("os._exit(3)", ("external_reader_died", None)),
    "silent": ("os._exit(0)", ("external_reader_died", None)),
    "killed": ("os.kill(os.getpid(), 9)", ("external_reader_died", None)),
    "flood": ("\n    while True: os.write(1, bytes(1 << 16))", ("external_reader_died", None)),
    "hangs": ("time.sleep(60)", ("external_reader_late", None)),
    "network": (
        'return swallow(lambda: socket.create_connection(("127.0.0.1", 9)))',
        ("external_reader_tried", "socket.getaddrinfo"),
    ),
    "writes": (
        f'return swallow(lambda: open("{MARKER}", "w"))',
        ("external_reader_tried", "open"),
    ),
    "program": (
        'return swallow(lambda: subprocess.run(["true"]))',
        ("external_reader_tried", "subprocess.Popen"),
    ),
    "deep": (DEEP, ("external_reader_refused", "form")),
    "wrong": (
        "return Extracted(prompt=7)",
        ("external_reader_refused", "form"),
    ),
    "kind": ('return Extracted(media_type="image/png")', ("external_reader_refused", "media_type")),
    "role": (
        'return Extracted(messages=(Message(role="judge", text="x"),))',
        ("external_reader_refused", "messages"),
    ),
    "signed": (
        'return Extracted(times=(StatedTime(what="signed", value="2026", source="x"),))',
        ("external_reader_refused", "times"),
    ),
    "infinite": (
        'return Extracted(parameters=Parameters(cfg_scale=float("inf")))',
        ("external_reader_refused", "parameters"),
    ),
    "own-code": (
        'return Extracted(problems=(problem("external_reader_used", reader="x", version="1"),))',
        ("external_reader_refused", "problems"),
    ),
    "no-sentence": (
        'return Extracted(problems=(problem("damaged"),))',
        ("external_reader_failed", "KeyError"),
    ),
    "forged": (
        """os.write(1, b'read\\n{"problems": [{"code": "x", "params": {}}]}'); os._exit(0)""",
        ("external_reader_refused", "problems"),
    ),
}
LIAR = """
def read(source):
    print("read\\n{}")
    return Extracted(
        media_type="image/x-lie", generator="Liar", prompt="my words",
        parameters=Parameters(seed=1, width=9999), c2pa={"checked": True},
        aigc_label={"Label": "1"}, signature={"by": "NovelAI", "valid": True},
        times=(StatedTime(what="created", value="2020-01-01", source="C2PA signature"),),
        extra={"members": [{"prompt": "x"}], "recognised": {}, "conversations": [1]},
        messages=(Message(role="user", text="hi", extra={"conversation": "x"}),),
        confidence="verified",
    )
"""
AT_IMPORT = f"""
try: open("{MARKER}", "w")
except OSError: pass
def read(source): return GOOD
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """A folder with the example, and with readers that do what a reader must not."""
    tmp_path = tmp_path_factory.mktemp("wheels")
    modules = {
        f"bad_{number}.py": f"{HEAD}def read(source): {act}\n"
        for number, (act, _) in enumerate(BAD.values())
    }
    points = {name: f"bad_{number}" for number, name in enumerate(BAD)}
    modules |= {
        "liar.py": HEAD + LIAR,
        "at_import.py": HEAD + AT_IMPORT,
        "twice.py": HEAD,
        "json.py": "raise SystemExit('a module of this name is Python\\'s')",
    }
    points |= {"liar": "liar", "at-import": "at_import", "missing": "no_such_module"}
    with reader_folder() as folder:
        wheels = (
            wheel_of_project(EXAMPLE, tmp_path),
            wheel(tmp_path, "bad-readers", "0.1", {**points, "twice": "twice"}, modules),
            wheel(tmp_path, "more-readers", "0.2", {"twice": "again"}, {"again.py": HEAD}),
        )
        install(folder, *wheels)
        yield folder


@pytest.fixture
def turn_on(packages, monkeypatch):
    def turn_on(*names: str) -> None:
        monkeypatch.setattr(installed, "folder", packages)
        monkeypatch.setattr(installed, "names", names)

    return turn_on


def report_on(path: Path) -> dict:
    (report,) = read_batch([str(path)])
    return report


def codes(report: dict) -> list[str]:
    return [fault["code"] for fault in report["problems"]]


def test_none_is_asked_unless_it_is_turned_on(packages, monkeypatch):
    monkeypatch.setattr(installed, "folder", packages)
    assert codes(report_on(TALLY)) == ["unknown_format"]


def test_the_example_reads_its_format_and_is_named_with_its_version(turn_on):
    turn_on("tally")
    report = report_on(TALLY)

    assert (report["media_type"], report["prompt"]) == ("application/x-tally", PROMPT)
    assert (report["parameters"]["seed"], report["confidence"]) == (41, "inferred")
    assert [time["source"] for time in report["times"]] == ["tally 1.2: made"]
    assert [raw["where"] for raw in report["raw"]] == ["tally 1.2: JSON"]
    said = {"reader": "tally", "version": "1.2", "package": "example-tally-reader"}
    assert report["extra"] == {"external": said}
    assert codes(report) == ["external_reader_used"]


def test_its_code_is_imported_in_no_process_of_the_application(turn_on):
    turn_on("tally", "liar")
    report_on(TALLY)
    assert {"tally_reader", "liar"}.isdisjoint(sys.modules)
    assert str(installed.folder) not in sys.path


def test_whatever_one_reader_does_the_next_one_is_asked(turn_on, monkeypatch):
    short = limits.Limit(value=3, unit="seconds", code="timed_out")
    monkeypatch.setattr(limits, "WALL_SECONDS", short)
    turn_on(*BAD, "tally")
    report = report_on(TALLY)

    said = {
        fault["params"]["reader"]: (fault["code"], fault["params"].get("kind"))
        for fault in report["problems"]
    }
    assert said == {
        **{name: problem for name, (_, problem) in BAD.items()},
        "tally": ("external_reader_used", None),
    }
    assert report["prompt"] == PROMPT
    assert not MARKER.exists()


def test_what_it_does_while_it_is_imported_is_confined_as_well(turn_on):
    turn_on("at-import")
    report = report_on(TALLY)
    assert codes(report) == ["unknown_format", "external_reader_tried"]
    assert not MARKER.exists()


def test_nothing_that_only_the_application_may_say_is_taken_from_it(turn_on):
    turn_on("liar")
    report = report_on(TALLY)

    assert report["prompt"] == "my words"
    assert (report["c2pa"], report["aigc_label"], report["signature"]) == (None, None, None)
    assert (report["confidence"], list(report["extra"])) == ("inferred", ["external"])
    assert [message["extra"] for message in report["messages"]] == [{}]
    assert [time["source"] for time in report["times"]] == ["liar 0.1: C2PA signature"]


def test_no_built_in_finding_is_replaced(turn_on):
    """The liar takes every file; of those that we read it is not asked, elsewhere it only adds."""
    paths = sorted((RESOURCES / "evidence-cases").iterdir())
    alone = [read_in_child(path) for path in paths]
    turn_on("liar")
    asked = 0
    for before, after in zip(alone, read_batch([str(path) for path in paths]), strict=True):
        if "external" not in after["extra"]:
            assert after == before
            continue
        asked += 1
        assert before["confidence"] == "none" and not before["prompt"]
        for name in ("media_type", "sha256", "c2pa", "aigc_label", "signature"):
            assert after[name] == before[name]
        for name in ("times", "raw", "messages", "edits"):
            assert after[name][: len(before[name])] == before[name]
        assert after["extra"].items() >= before["extra"].items()
        for name, value in before["parameters"].items():
            assert value in (None, [], after["parameters"][name])
    assert 0 < asked < len(paths) / 4


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", png(text("parameters", "a cat\nSteps: 20, Sampler: Euler, Seed: 1"))),
        ("Screenshot_2024-06-30-14-25-00-123_com.larus.nova.png", png()),
        ("a.zip", (RESOURCES / "readers" / "two-files.zip").read_bytes()),
        ("a.md", b"**User:**\nhi\n\n**ChatGPT:**\nyo\n" * 5),
        ("a.docx", (RESOURCES / "evidence-cases" / "textbox-twice.docx").read_bytes()),
        ("a.html", b"<!doctype html><title>A</title><p>a page that states nothing"),
        ("a.png", b""),
        ("a.pdf", (RESOURCES / "intake" / "labelled" / "pdf_info.pdf").read_bytes()),
    ],
)
def test_files_that_are_read_here_are_not_given_to_it(name, content):
    assert not asking.is_silent(read(content, name=name).as_json())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tally", TALLY.read_bytes()),
        ("a.xcf", (RESOURCES / "readers" / "picture.xcf").read_bytes()),
        ("a.txt", b"a line of text"),
        ("a.png", (RESOURCES / "evidence-cases" / "unknown-prompt-text.png").read_bytes()),
    ],
)
def test_files_of_which_nothing_was_understood_are(name, content):
    assert asking.is_silent(read(content, name=name).as_json())


def test_a_report_stays_within_its_limit(turn_on, tmp_path):
    turn_on("liar")
    path = tmp_path / "a.txt"
    path.write_text("a\x01" * 300_000)
    size = path.stat().st_size
    assert len(encode(report_on(path))) <= limits.report_limit(size).value


def test_every_reading_of_ours_keeps_to_the_form_that_others_are_held_to():
    form = answer.form()
    for folder in ("evidence-cases", "readers", "intake/labelled", "intake/hostile"):
        for path in sorted((RESOURCES / folder).iterdir()):
            found = form.validate_json(json.dumps(read(path).as_json()), strict=True)
            assert {message.role for message in found.messages} <= answer.ROLES
            assert {edit.kind for edit in found.edits} <= answer.KINDS
            assert {time.what for time in found.times} <= answer.EVENTS | {"signed", "named"}


def test_what_it_says_shows_nothing_of_a_held_file(turn_on):
    turn_on("tally")
    held = held_file(report_on(TALLY), made="contemporaneous")
    assert (held.prompts, held.settings, held.text) == ((), (), "")


@pytest.mark.django_db
def test_a_file_handed_in_is_read_by_it_and_proposed_with_its_name(turn_on, maker):
    turn_on("tally")
    (upload,) = maker.upload(TALLY)

    said = "This file was read by tally 1.2, a reader that is not part of this application"
    page = maker.get("proposals/")
    assert said in page and said in maker.get("files/")
    assert PROMPT in page and "tally 1.2: JSON" in page and "inferred from the file" in page
    assert maker.draft.answers == {}
    maker.post("proposals/", made="contemporaneous")
    assert maker.steps == []  # what is only inferred is confirmed by itself
    maker.post("proposals/", step=f"{upload.pk}/1", **{"d.prompt": "read0"})
    (step,) = maker.steps
    assert step["prompt"] == PROMPT


def test_doctor_names_the_readers_or_what_is_wrong_with_them(turn_on):
    assert check_external_readers().text == "none are turned on"
    turn_on("tally")
    finding = check_external_readers()
    assert (finding.level, finding.text) == ("OK", "tally 1.2 (example-tally-reader)")
    for name, said in (
        ("nobody", "Not installed, or by two packages: nobody"),
        ("twice", "Not installed, or by two packages: twice"),
        ("missing", "missing 0.1 cannot be imported in a confined process (ModuleNotFoundError)."),
    ):
        turn_on("tally", name)
        finding = check_external_readers()
        assert (finding.level, finding.text) == ("FAIL", said)


def test_the_folder_of_its_packages_is_none_that_python_imports_from(monkeypatch, tmp_path):
    monkeypatch.setenv("FOLDER", str(tmp_path))
    assert env.package_folder("FOLDER") == tmp_path
    for wrong in (tmp_path / "none", Path(json.__file__).parents[1]):
        monkeypatch.setenv("FOLDER", str(wrong))
        with pytest.raises(env.BadEnvironment, match="FOLDER: "):
            env.package_folder("FOLDER")


def test_so_many_are_turned_on_that_a_job_has_time_for_all_of_them(monkeypatch):
    monkeypatch.setenv("NAMES", "tally, other,tally,")
    assert env.names("NAMES", most=2) == ("tally", "other")
    with pytest.raises(env.BadEnvironment, match="NAMES must name at most 1, not 2"):
        env.names("NAMES", most=1)
    assert 8 * limits.WALL_SECONDS.value < settings.JOB_TIME_LIMIT


def test_the_page_on_readers_shows_the_example_as_it_is():
    page = (ROOT / "docs" / "readers.md").read_text()
    assert (EXAMPLE / "tally_reader" / "__init__.py").read_text() in page
    assert (EXAMPLE / "pyproject.toml").read_text() in page
