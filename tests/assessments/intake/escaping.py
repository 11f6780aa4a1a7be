"""A child that tries, once it is confined, what a fault in a decoder could be made to do."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from assessments.intake import fork_server
from assessments.intake.core import limits
from assessments.intake.sandbox import confine

PTRACE_ATTACH, CLONE_NEWUSER, SYS_IO_URING_SETUP, SYS_BPF = 16, 0x10000000, 425, 321


def call(number: int, *arguments: object) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "")


def attach(pid: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(PTRACE_ATTACH, pid, None, None) < 0:
        raise OSError(ctypes.get_errno(), "")


def unshare() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) < 0:
        raise OSError(ctypes.get_errno(), "")


def attempts(secret: Path, folder: Path) -> dict[str, Callable[[], object]]:
    """Each by its name; `secret` is a file of the site, `folder` one in which it writes."""
    parent = os.getppid()
    return {
        "tcp": lambda: socket.socket().connect(("127.0.0.1", 6379)),
        "udp": lambda: socket.socket(type=socket.SOCK_DGRAM),
        "unix socket": lambda: socket.socket(socket.AF_UNIX),
        "socket pair": socket.socketpair,
        "netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
        "read a secret": secret.read_bytes,
        "read accounts": lambda: Path("/etc/passwd").read_bytes(),
        "list the folder of the site": lambda: os.listdir(folder),
        "environment of the server": lambda: Path(f"/proc/{parent}/environ").read_bytes(),
        "memory of the server": lambda: Path(f"/proc/{parent}/mem").open("r+b"),
        "descriptors of the server": lambda: os.listdir(f"/proc/{parent}/fd"),
        "write into the site": lambda: (folder / "new").write_bytes(b"x"),
        "change a file": lambda: secret.open("ab"),
        "remove a file": secret.unlink,
        "rename a file": lambda: secret.rename(folder / "other"),
        "link to a file": lambda: os.symlink(secret, folder / "link"),
        "hard link": lambda: os.link(secret, folder / "link"),
        "write into the temporary folder": lambda: Path("/tmp", f"x{os.getpid()}").touch(),
        "write into shared memory": lambda: Path("/dev/shm", f"x{os.getpid()}").touch(),
        "run a program": lambda: subprocess.run(["/bin/true"], check=True),
        "become a program": lambda: os.execv("/bin/true", ["true"]),
        "fork": os.fork,
        "signal the server": lambda: os.kill(parent, 0),
        "kill the server": lambda: os.kill(parent, signal.SIGKILL),
        "trace the server": lambda: attach(parent),
        "become root": lambda: os.setresuid(0, 0, 0),
        "new user namespace": unshare,
        "io_uring": lambda: call(SYS_IO_URING_SETUP, 1, None),
        "bpf": lambda: call(SYS_BPF, 0, None, 0),
        "raise a limit": lambda: __import__("resource").setrlimit(
            __import__("resource").RLIMIT_CPU, (3600, 3600)
        ),
    }


def outcome(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except (OSError, ValueError) as error:
        return type(error).__name__
    return "it worked"


def run_thread() -> str:
    """What decoders do all the time must still work."""
    done: list[bool] = []
    thread = threading.Thread(target=lambda: done.append(True))
    thread.start()
    thread.join()
    return "it worked" if done else ""


def main() -> None:
    secret, folder, programs = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "programs"
    own = fork_server.child_folder() if programs else None
    confine(limits.CPU_SECONDS, folder=own)
    tried = attempts(secret, folder)
    if programs:  # they work and leave this process
        del tried["become a program"], tried["fork"]
    found = {name: outcome(attempt) for name, attempt in tried.items()}
    found["a thread"] = run_thread()
    found["standard input"] = outcome(lambda: os.pread(0, 1, 0))
    if own:
        found["own folder"] = outcome(lambda: (own / "file").write_bytes(b"x"))
    sys.stdout.write(json.dumps({"user": os.getuid(), "found": found}))
