"""Git bundles (gitformat-bundle): the header is parsed here, the commits by a confined `git`.

Marks: the signature `# v2 git bundle` or `# v3 git bundle`. `git` unpacks the bundle into an empty
bare repository in a temporary folder. Nothing is checked out; no hook, filter, configuration or
attribute of the bundle can run; there is no network; memory, time and file size are limited.
Without `git` only the header is read, and a problem reports it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from assessments.intake.code_history import log as log_reader
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, problem, raise_limit, reject
from assessments.intake.core.report import Extracted
from assessments.intake.core.source import Source

# gitformat-bundle: `signature` of versions 2 and 3.
MAGICS = (b"# v2 git bundle\n", b"# v3 git bundle\n")
MEDIA_TYPE = "application/x-git-bundle"
MAX_HEADER_BYTES = limits.MIB
# Options against code execution, network access and exhaustion of memory.
SAFE = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.attributesFile=/dev/null",
    "core.bigFileThreshold=1m",  # larger files count as binary: no line-by-line comparison
    "core.deltaBaseCacheLimit=32m",
    "core.quotePath=false",
    "protocol.allow=never",
    "pack.threads=1",
    "gc.auto=0",
    "log.showSignature=false",  # would start another program
    "log.mailmap=false",
    "i18n.logOutputEncoding=utf-8",
)
# The shell sets the limits before `git` starts, so that its child processes inherit them: processor
# seconds (-t), KiB of virtual memory (-v), blocks of a file (-f; POSIX: 512 bytes, bash: 1,024).
ULIMIT_SCRIPT = 'ulimit -t "$1" && ulimit -v "$2" && ulimit -f "$3" && shift 3 && exec "$@"'
LOG = ("log", "--numstat", "--date=iso-strict", "--no-renames", "--no-ext-diff", "--no-textconv")
MEDIA_TYPES = (MEDIA_TYPE,)
SAMPLES = ("readers/one-commit.bundle",)


@dataclass(frozen=True, kw_only=True)
class Header:
    """The references of a bundle and the number of its prerequisites."""

    references: tuple[tuple[str, str], ...]  # (object id, reference name)
    prerequisites: (
        int  # prerequisite commits; with any, the bundle holds only a part of the history
    )


def detect(source: Source) -> bool:
    """Return whether the file has the signature of a bundle."""
    return source.head.startswith(MAGICS)


def read(source: Source) -> Extracted:
    """Read the references and, where `git` can, the commits of a bundle."""
    if source.size > limits.FILE.value:
        raise_limit(limits.FILE)
    header = _read_header(source)
    found, problems = _read_history(source, header)
    return replace(
        found,
        media_type=MEDIA_TYPE,
        problems=(*found.problems, *problems),
        extra={**found.extra, "references": [name for _, name in header.references]},
        confidence="stated",
    )


def _read_header(source: Source) -> Header:
    # gitformat-bundle: signature, *capability ("@…"), *prerequisite ("-" obj-id SP comment),
    # *reference (obj-id SP refname), a blank line, then the pack.
    with source.open() as file:
        start = file.read(MAX_HEADER_BYTES)
    text, blank, _ = start.partition(b"\n\n")
    if not blank:
        reject(problem("truncated", where="git bundle"))
    lines = text.decode("utf-8", "replace").split("\n")[1:]
    lines = [line for line in lines if not line.startswith("@")]
    pairs = [line.partition(" ") for line in lines if not line.startswith("-")]
    return Header(
        references=tuple(
            (object_id, name) for object_id, _, name in pairs if _is_object_id(object_id)
        ),
        prerequisites=sum(line.startswith("-") for line in lines),
    )


def _is_object_id(text: str) -> bool:
    # Hexadecimal SHA-1 or SHA-256.
    return len(text) in (40, 64) and all(character in "0123456789abcdef" for character in text)


def _read_history(source: Source, header: Header) -> tuple[Extracted, tuple[Problem, ...]]:
    git = shutil.which("git")
    if git is None or shutil.which("sh") is None:
        return Extracted(), (problem("git_missing"),)
    if header.prerequisites:
        return Extracted(), (problem("bundle_partial", count=header.prerequisites),)
    tips = sorted({object_id for object_id, _ in header.references})[: limits.BUNDLE_TIPS.value]
    if not tips:
        return Extracted(), ()
    with tempfile.TemporaryDirectory(prefix="bundle-") as folder:
        work = Path(folder)
        (work / "bundle").write_bytes(source.data())
        return _read_unpacked(git, work, tips)


def _read_unpacked(git: str, work: Path, tips: list[str]) -> tuple[Extracted, tuple[Problem, ...]]:
    kind = ("--object-format=sha256",) if len(tips[0]) == 64 else ()
    made = _run_git(git, work, "init", "--quiet", "--bare", "--template=", *kind, "repository")
    if made is None or _run_git(git, work, *IN_REPOSITORY, "bundle", "unbundle", "bundle") is None:
        return Extracted(), (problem("bundle_damaged"),)
    max_count = f"--max-count={limits.EDITS.value}"
    log = _run_git(git, work, *IN_REPOSITORY, *LOG, max_count, "--end-of-options", *tips, "--")
    if log is None:
        return Extracted(), (problem("bundle_damaged"),)
    return log_reader.read(log, complete=True), ()


IN_REPOSITORY = ("--git-dir=repository",)


def _run_git(git: str, work: Path, *arguments: str) -> str | None:
    """Return the output of `git`; None where it fails or exceeds a limit."""
    settings = [part for setting in SAFE for part in ("-c", setting)]
    ceiling = [limits.GIT_SECONDS.value, limits.MEMORY.value // 1024, limits.FILE.value // 1024 * 4]
    command = ["sh", "-c", ULIMIT_SCRIPT, "sh", *map(str, ceiling), git, *settings, *arguments]
    with (work / "output").open("w+b") as output:
        try:
            process = subprocess.Popen(
                command,
                cwd=work,
                env=_build_environment(work),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return None
        if not _wait_for_exit(process):
            return None
        output.seek(0)
        return output.read(limits.EXPORT_TEXT.value).decode("utf-8", "replace")


def _wait_for_exit(process: subprocess.Popen[bytes]) -> bool:
    try:
        return process.wait(limits.GIT_SECONDS.value) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


def _build_environment(work: Path) -> dict[str, str]:
    """Build an environment without the home, the configuration or the prompts of this process."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(work),
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_CEILING_DIRECTORIES": str(work),
    }
