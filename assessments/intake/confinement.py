"""Confines the process of a reader: what a fault in a decoder could be made to do ends with it.

Rlimits bound how much a child takes; this bounds what it may touch. In this order: no new
privileges (prctl(2)); Landlock (landlock(7)): it reads the programs and libraries that it runs on
and nothing else, writes in its own folder alone, opens no port and signals nobody outside; where
the process is root, a user of its own, whom nothing belongs to; seccomp (seccomp(2), by
libseccomp): no socket, no other program, no new process, no tracing, no mounts or namespaces. What
it needs beside these it gets as open descriptors. A kernel or system without one of them does
without, which `missing` names and `check --deploy` reports.

Whoever calls this has imported what it needs: a user of its own may not even enter the folder of
the interpreter.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import signal
import struct
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Literal

import assessments

Lack = Literal["landlock", "seccomp"]

# prctl(2)
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38

# landlock(7), linux/landlock.h: system calls (the same on every architecture), flag and rule type.
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
CREATE_RULESET_VERSION, RULE_PATH_BENEATH = 1, 1
EXECUTE, READ_FILE, READ_DIR = 1 << 0, 1 << 2, 1 << 3
OF_FILES = EXECUTE | 1 << 1 | READ_FILE | 1 << 14 | 1 << 15  # rights that a rule on a file may have
# By version of the interface: how many rights of files it knows (bits from 0), then rights of the
# network (bind and connect, from 4) and scopes (abstract sockets and signals, from 6).
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
NEWEST_FILE_RIGHTS = 16
NETWORK_SINCE, NETWORK_RIGHTS = 4, 0b11
SCOPE_SINCE, SCOPES = 6, 0b11

# seccomp.h of libseccomp: actions and the operator of a comparison.
ALLOW, DENY = 0x7FFF0000, 0x00050000  # SCMP_ACT_ALLOW, SCMP_ACT_ERRNO(0)
MASKED_EQUAL, NOT_EQUAL = 7, 1  # SCMP_CMP_MASKED_EQ, SCMP_CMP_NE
CLONE_THREAD = 0x00010000  # clone(2)
DENIED: tuple[str, ...] = (
    # Network, and every other kind of socket.
    *(
        "socket",
        "socketpair",
        "connect",
        "bind",
        "listen",
        "accept",
        "accept4",
        "sendto",
        "sendmsg",
        "sendmmsg",
        "recvfrom",
        "recvmsg",
        "recvmmsg",
    ),
    # Other processes.
    *(
        "ptrace",
        "process_vm_readv",
        "process_vm_writev",
        "process_madvise",
        "pidfd_getfd",
        "pidfd_send_signal",
        "kcmp",
    ),
    # Namespaces and mounts.
    *(
        "unshare",
        "setns",
        "mount",
        "umount2",
        "move_mount",
        "open_tree",
        "fsopen",
        "fsmount",
        "pivot_root",
        "chroot",
    ),
    # Interfaces of the kernel in which most faults were found, and the machine itself.
    *(
        "keyctl",
        "add_key",
        "request_key",
        "bpf",
        "perf_event_open",
        "userfaultfd",
        "io_uring_setup",
        "io_uring_enter",
        "io_uring_register",
        "init_module",
        "finit_module",
        "delete_module",
        "kexec_load",
        "kexec_file_load",
        "reboot",
        "swapon",
        "swapoff",
        "settimeofday",
        "clock_settime",
        "clock_adjtime",
        "adjtimex",
        "acct",
        "quotactl",
        "open_by_handle_at",
        "name_to_handle_at",
        "fanotify_init",
    ),
    # Queues and memory that outlive the process.
    *("mq_open", "msgget", "semget", "shmget"),
    # Becoming somebody else again.
    *(
        "setuid",
        "setgid",
        "setreuid",
        "setregid",
        "setresuid",
        "setresgid",
        "setgroups",
        "setfsuid",
        "setfsgid",
        "capset",
        "personality",
        "seccomp",
    ),
)
DENIED_WITHOUT_PROGRAMS = ("execve", "execveat", "fork", "vfork")

# Read by the interpreter and by libraries: programs and their data, never /etc, /home or /var.
SYSTEM_FOLDERS = ("/usr", "/lib", "/lib64", "/bin")
SYSTEM_FILES = (
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/dev/null",
    "/dev/urandom",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system/cpu",
)
WRITABLE_FILES = ("/dev/null",)
# Users that no account has: every child gets its own, so that children cannot touch one another.
FIRST_USER = 1_000_000_000
MAX_PROCESSES = 64  # and threads; `git` starts a few, OpenCV one for each processor


class CannotConfine(RuntimeError):
    """The system has a means of confinement, yet refused it; the child must not go on."""


def confine_process(
    *, folder: Path | None = None, readable: Iterable[Path] = (), own_user: bool = True
) -> None:
    """Confine this process for good; raises `CannotConfine` where that was refused.

    With `folder`, which must belong to nobody else, it may write there and run installed programs
    (a bundle is unpacked by `git`); without one it writes nowhere and runs nothing. `readable` are
    files and folders that it may open besides programs. A process that opens files of the person
    who started it by their names keeps its user (`own_user`).
    """
    _control(PR_SET_NO_NEW_PRIVS, 1)
    if landlock_version() > 0:
        _restrict_files(folder, readable)
    if own_user and os.geteuid() == 0:
        _become_nobody(folder)
    # Not to be traced, nor its memory read, by others of the same user.
    _control(PR_SET_DUMPABLE, 0)
    # A change of user clears it (PR_SET_PDEATHSIG(2const)).
    _control(PR_SET_PDEATHSIG, signal.SIGKILL)
    if _libseccomp() is not None:
        _filter_calls(programs=folder is not None)


def missing() -> list[Lack]:
    """Return what confines a child elsewhere and not on this system."""
    lacks: list[Lack] = []
    if landlock_version() < SCOPE_SINCE:
        lacks.append("landlock")
    if _libseccomp() is None:
        lacks.append("seccomp")
    return lacks


@cache
def landlock_version() -> int:
    """Return the version of Landlock's interface; 0 where the kernel has none or it is off."""
    return max(0, int(_libc().syscall(CREATE_RULESET, None, 0, CREATE_RULESET_VERSION)))


def _become_nobody(folder: Path | None) -> None:
    user = FIRST_USER + os.getpid()
    if folder is not None:
        os.chown(folder, user, user)
    # Counted per user (getrlimit(2)), which is this process and its threads alone.
    resource.setrlimit(resource.RLIMIT_NPROC, (MAX_PROCESSES, MAX_PROCESSES))
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def _restrict_files(folder: Path | None, readable: Iterable[Path]) -> None:
    version = landlock_version()
    everything = (1 << FILE_RIGHTS.get(version, NEWEST_FILE_RIGHTS)) - 1
    # struct landlock_ruleset_attr: handled_access_fs, handled_access_net, scoped; each 64 bits.
    attributes = struct.pack("=Q", everything)
    if version >= NETWORK_SINCE:
        attributes += struct.pack("=Q", NETWORK_RIGHTS)
    if version >= SCOPE_SINCE:
        attributes += struct.pack("=Q", SCOPES)
    libc = _libc()
    ruleset = libc.syscall(CREATE_RULESET, attributes, len(attributes), 0)
    _require(ruleset)
    try:
        run = EXECUTE if folder is not None else 0
        for path in _program_paths():
            _allow(ruleset, path, (READ_FILE | READ_DIR | run) & everything)
        for path in (*map(Path, SYSTEM_FILES), *readable):
            _allow(ruleset, path, READ_FILE | READ_DIR)
        for path in map(Path, WRITABLE_FILES):
            _allow(ruleset, path, OF_FILES & everything & ~EXECUTE)
        if folder is not None:
            _allow(ruleset, folder, everything)
        _require(libc.syscall(RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _program_paths() -> Iterator[Path]:
    """The folders of the system, the interpreter, its libraries and this application's code.

    Not the folder of the application as a whole: it may hold the data and the secrets of the site.
    """
    yield from map(Path, SYSTEM_FOLDERS)
    yield from (Path(sys.prefix), Path(sys.base_prefix))
    yield from map(Path, sysconfig.get_paths().values())
    root = Path(assessments.__file__).parents[1]
    yield from (root / name for name in ("assessments", "cases"))


def _allow(ruleset: int, path: Path, rights: int) -> None:
    """Allow rights on a file, or on everything beneath a folder; a path that is not there is none.

    struct landlock_path_beneath_attr (packed): allowed_access, 64 bits; parent_fd, 32 bits.
    """
    with suppress(FileNotFoundError, PermissionError):
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            if not path.is_dir():
                rights &= OF_FILES
            rule = struct.pack("=Qi", rights, descriptor)
            _require(_libc().syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, rule, 0))
        finally:
            os.close(descriptor)


class _Comparison(ctypes.Structure):
    """struct scmp_arg_cmp of seccomp.h."""

    _fields_ = (
        ("arg", ctypes.c_uint),
        ("op", ctypes.c_int),
        ("datum_a", ctypes.c_uint64),
        ("datum_b", ctypes.c_uint64),
    )


def _filter_calls(*, programs: bool) -> None:
    """Deny system calls with EPERM; clone3(2) with ENOSYS, so that clone(2) is called instead."""
    library = _libseccomp()
    assert library is not None
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ALLOW))
    if not context:
        raise CannotConfine("seccomp_init")
    try:
        names = DENIED if programs else (*DENIED, *DENIED_WITHOUT_PROGRAMS)
        for name in names:
            _deny(context, name)
        # Signals go to this process alone; with Landlock's scope to programs that it runs as well.
        if not programs:
            own = _Comparison(arg=0, op=NOT_EQUAL, datum_a=os.getpid())
            for name in ("kill", "tgkill"):
                _deny(context, name, own)
            _deny(context, "clone3", code=errno.ENOSYS)
            new_process = _Comparison(arg=0, op=MASKED_EQUAL, datum_a=CLONE_THREAD, datum_b=0)
            _deny(context, "clone", new_process)
        if (result := library.seccomp_load(context)) < 0:
            raise CannotConfine(f"seccomp_load: {os.strerror(-result)}")
    finally:
        library.seccomp_release(context)


def _deny(
    context: ctypes.c_void_p, name: str, *comparisons: _Comparison, code: int = errno.EPERM
) -> None:
    library = _libseccomp()
    assert library is not None
    number = library.seccomp_syscall_resolve_name(name.encode())
    if number == -1:  # __NR_SCMP_ERROR: this version of the library does not know the call
        return
    count = len(comparisons)
    array = (_Comparison * count)(*comparisons)
    result = library.seccomp_rule_add_array(
        context, ctypes.c_uint32(DENY | code), number, count, array
    )
    # EDOM, EFAULT: a call that this architecture does not have cannot be made either.
    if result < 0 and -result not in (errno.EDOM, errno.EFAULT):
        raise CannotConfine(f"{name}: {os.strerror(-result)}")


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


@cache
def _libseccomp() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL("libseccomp.so.2")
    except OSError:
        return None


def _control(option: int, value: int) -> None:
    """Call prctl(2), whose arguments are unsigned long."""
    _require(_libc().prctl(option, *(ctypes.c_ulong(number) for number in (value, 0, 0, 0))))


def _require(result: int) -> None:
    """Raise the error of a system call by libc that failed."""
    if result < 0:
        raise CannotConfine(os.strerror(ctypes.get_errno()))
