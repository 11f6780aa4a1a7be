"""Git bundles: the header by ourselves, the commits through the `git` program in a cage.

Trigger: `# v2 git bundle` or `# v3 git bundle`. The program unpacks into an empty bare repository
in a temporary folder: nothing is checked out, no hook, filter, configuration or attribute of the
bundle can run, no network, and memory, time and disk are limited. Without the program the header
alone is read, and that is said.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from assessments.intake.code_history import numstat
from assessments.intake.core import limits
from assessments.intake.core.problems import Problem, problem, refuse
from assessments.intake.core.report import Found
from assessments.intake.core.source import Source

MARKS = (b"# v2 git bundle\n", b"# v3 git bundle\n")
MEDIA_TYPE = "application/x-git-bundle"
HEADER_BYTES = limits.MIB
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
# The shell sets the limits before git starts, so that whatever git starts is under them too.
CAGE = 'ulimit -t "$1" && ulimit -v "$2" && ulimit -f "$3" && shift 3 && exec "$@"'
LOG = ("log", "--numstat", "--date=iso-strict", "--no-renames", "--no-ext-diff", "--no-textconv")


@dataclass(frozen=True, kw_only=True)
class Header:
    references: tuple[tuple[str, str], ...]  # object id, name
    needs: int  # commits that must be there already; the bundle is then a part only


def detect(source: Source) -> bool:
    return source.head.startswith(MARKS)


def read(source: Source) -> Found:
    if source.size > limits.FILE.most:
        refuse(limits.FILE)
    header = _header(source)
    found, problems = _history(source, header)
    return replace(
        found,
        media_type=MEDIA_TYPE,
        problems=(*found.problems, *problems),
        extra={**found.extra, "references": [name for _, name in header.references]},
        confidence="stated",
    )


def _header(source: Source) -> Header:
    with source.open() as file:
        start = file.read(HEADER_BYTES)
    text, blank, _ = start.partition(b"\n\n")
    if not blank:
        refuse(problem("truncated", where="git bundle"))
    lines = text.decode("utf-8", "replace").split("\n")[1:]
    lines = [line for line in lines if not line.startswith("@")]
    pairs = [line.partition(" ") for line in lines if not line.startswith("-")]
    return Header(
        references=tuple((one, name) for one, _, name in pairs if _is_id(one)),
        needs=sum(line.startswith("-") for line in lines),
    )


def _is_id(text: str) -> bool:
    return len(text) in (40, 64) and all(one in "0123456789abcdef" for one in text)


def _history(source: Source, header: Header) -> tuple[Found, tuple[Problem, ...]]:
    git = shutil.which("git")
    if git is None or shutil.which("sh") is None:
        return Found(), (problem("git_missing"),)
    if header.needs:
        return Found(), (problem("bundle_partial", count=header.needs),)
    tips = sorted({one for one, _ in header.references})[: limits.BUNDLE_TIPS.most]
    if not tips:
        return Found(), ()
    with tempfile.TemporaryDirectory(prefix="bundle-") as folder:
        work = Path(folder)
        (work / "bundle").write_bytes(source.data())
        return _unpacked(git, work, tips)


def _unpacked(git: str, work: Path, tips: list[str]) -> tuple[Found, tuple[Problem, ...]]:
    kind = ("--object-format=sha256",) if len(tips[0]) == 64 else ()
    made = _run(git, work, "init", "--quiet", "--bare", "--template=", *kind, "repository")
    if made is None or _run(git, work, *_IN, "bundle", "unbundle", "bundle") is None:
        return Found(), (problem("bundle_damaged"),)
    most = f"--max-count={limits.EDITS.most}"
    log = _run(git, work, *_IN, *LOG, most, "--end-of-options", *tips, "--")
    if log is None:
        return Found(), (problem("bundle_damaged"),)
    return numstat.read(log), ()


_IN = ("--git-dir=repository",)


def _run(git: str, work: Path, *arguments: str) -> str | None:
    """What git prints; None where it fails, is too slow or says too much."""
    settings = [part for one in SAFE for part in ("-c", one)]
    ceiling = [limits.GIT_SECONDS.most, limits.MEMORY.most // 1024, limits.FILE.most // 1024 * 4]
    command = ["sh", "-c", CAGE, "sh", *map(str, ceiling), git, *settings, *arguments]
    with (work / "output").open("w+b") as output:
        try:
            process = subprocess.Popen(
                command,
                cwd=work,
                env=_environment(work),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError:
            return None
        if not _ended_well(process):
            return None
        output.seek(0)
        return output.read(limits.EXPORT_TEXT.most).decode("utf-8", "replace")


def _ended_well(process: subprocess.Popen[bytes]) -> bool:
    try:
        return process.wait(limits.GIT_SECONDS.most) == 0
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False


def _environment(work: Path) -> dict[str, str]:
    """Nothing of ours: no home, no configuration, no prompt."""
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
