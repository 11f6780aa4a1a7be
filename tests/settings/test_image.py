"""The image has what the application needs to run, by what the Dockerfile says of itself."""

from __future__ import annotations

import re
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
# What the application itself never calls: the image has them in another form.
BUILT_BEFORE = {"gettext"}  # the catalogues are compiled in the first stage


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile in order: name and rest, with lines joined."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(name, " ".join(rest.split())) for name, _, rest in (x.partition(" ") for x in lines)]


def stages() -> list[list[tuple[str, str]]]:
    found: list[list[tuple[str, str]]] = []
    for name, rest in instructions():
        if name == "FROM":
            found.append([])
        if name:
            found[-1].append((name, rest))
    return found


def installed(stage: list[tuple[str, str]]) -> set[str]:
    """The Debian packages that a stage installs."""
    runs = " && ".join(rest for name, rest in stage if name == "RUN")
    commands = re.findall(r"apt-get install ((?:(?!&&).)+)", runs)
    return {word for line in commands for word in line.split() if not word.startswith("-")}


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return loaded


def test_what_runs_has_every_package_that_make_run_installs() -> None:
    makefile = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    listed = re.search(r"^RUN_PACKAGES := (.*)$", makefile, re.MULTILINE)
    assert listed is not None
    packages = {word.partition("=")[0] for word in listed[1].split() if "$" not in word}
    build, run = map(installed, stages())
    assert {"libpango-1.0-0", "tesseract-ocr-chi-sim"} <= packages
    assert packages - BUILT_BEFORE - run == set()
    assert build >= BUILT_BEFORE


def test_the_client_of_the_database_is_as_new_as_its_server() -> None:
    server = compose()["services"]["postgres"]["image"].removeprefix("postgres:")
    assert f"postgresql-client-{server}" in installed(stages()[-1])


def test_everything_that_is_copied_is_there() -> None:
    copied = [
        path
        for name, rest in instructions()
        if name in ("COPY", "ADD") and "--from=" not in rest
        for path in rest.split()[:-1]
    ]
    assert "requirements.txt" in copied
    assert [path for path in copied if not (ROOT / path).exists()] == []


def test_nobody_runs_it_as_root_and_it_may_write_its_volume() -> None:
    run = stages()[-1]
    [(at, user)] = [(n, rest) for n, (name, rest) in enumerate(run) if name == "USER"]
    assert user not in ("root", "0", "")
    script = " ".join(rest for name, rest in run if name == "RUN")
    assert re.search(rf"useradd \S*.* --uid [1-9]\d+ {user}\b", script)
    [volume] = [rest for name, rest in run if name == "VOLUME"]
    assert f"--owner {user} --group {user} {volume}" in script
    assert not any(name in ("RUN", "COPY") for name, _ in run[at:])
    settings = next(rest for name, rest in run if name == "ENV")
    assert {f"DATA_DIR={volume}", "DEBUG=False"} <= set(settings.split())


def programs() -> dict[str, list[str]]:
    """Every command that the image or the compose file starts, by where it stands."""
    own = {
        name: re.findall(r'"([^"]*)"', rest)
        for name, rest in stages()[-1]
        if name in ("CMD", "HEALTHCHECK")
    }
    for name, service in compose()["services"].items():
        if service.get("image") == "aigc-copyright":
            own[name] = service["command"]
            own[f"health of {name}"] = service.get("healthcheck", {}).get("test", ["CMD"])[1:]
    words = {where: re.split(r"\s+|&&", " ".join(command)) for where, command in own.items()}
    return {where: [*filter(None, parts)] for where, parts in words.items()}


def test_everything_that_is_started_is_there() -> None:
    scripts = {point.name for point in entry_points(group="console_scripts")}
    required = (ROOT / "requirements.txt").read_text()
    found = programs()
    assert {"CMD", "HEALTHCHECK", "prepare", "web", "worker", "long-worker"} <= set(found)
    for where, words in found.items():
        program = next((word for word in words if word not in ("sh", "-c")), "python")
        assert program == "python" or (
            program in scripts and re.search(rf"^{program}==", required, re.MULTILINE)
        ), where
        files = [word for word in words if word.endswith(".py")]
        assert [name for name in files if not (ROOT / name).is_file()] == [], where


@pytest.mark.parametrize("stage", [0, 1])
def test_it_has_the_python_of_the_tests(stage: int) -> None:
    image = stages()[stage][0][1]
    assert image.startswith(f"python:{sys.version_info.major}.{sys.version_info.minor}-")


def test_docs_and_compose_file_name_the_same_services() -> None:
    services = set(compose()["services"])
    for page in ("docs/operations.md", ".env.example", "README.md"):
        text = (ROOT / page).read_text()
        commands = re.findall(r"docker compose (?:stop|up|restart|exec|run)([^`\n;&|]*)", text)
        words = [word for line in commands for word in line.split()]
        named = [word for word in words if re.fullmatch(r"(?:\w+-)?worker|web|prepare", word)]
        assert set(named) <= services, page
        stopped = [set(line.split()) for line in commands if " worker" in line]
        workers = {name for name in services if name.endswith("worker")}
        assert all(workers <= each for each in stopped), page
