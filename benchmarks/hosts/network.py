"""Hosts on one machine: each is a network namespace of its own, all of them at one bridge.

The bridge is in the namespace of this very process, which `enter_own_network` leaves the machine's
for: nothing here touches the machine's own network, and all of it ends with the processes in it.
A namespace is held by a process (unshare(1), nsenter(1), ip-link(8)); no name is mounted.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

BRIDGE = "br0"
OWN_ADDRESS = "10.77.0.1"
GOODBYE_SECONDS = 0.2  # for what the kernel sends at the end of a process
IN_OWN_NETWORK = "HOSTS_IN_OWN_NETWORK"


def enter_own_network() -> None:
    """Start this program again in a network namespace of its own, with the bridge in it."""
    if os.geteuid() != 0:
        sys.exit("Network namespaces need root.")
    if not os.environ.get(IN_OWN_NETWORK):
        os.environ[IN_OWN_NETWORK] = "1"
        again = [sys.executable, "-m", "benchmarks.hosts", *sys.argv[1:]]
        os.execvp("unshare", ["unshare", "--net", "--", *again])
    run("ip", "link", "set", "lo", "up")
    run("ip", "link", "add", BRIDGE, "type", "bridge")
    run("ip", "address", "add", f"{OWN_ADDRESS}/24", "dev", BRIDGE)
    run("ip", "link", "set", BRIDGE, "up")


class Host:
    """One host: an address, a host name, a folder that is its disk, and what runs on it."""

    def __init__(self, name: str, address: str, folder: Path) -> None:
        self.name, self.address, self.folder = name, address, folder
        self._holder: subprocess.Popen[bytes] | None = None

    def switch_on(self) -> None:
        """Make the namespace and plug it in; nothing runs on it yet."""
        self.folder.mkdir(exist_ok=True)
        self.folder.chmod(0o755)
        hold = f"hostname {self.name}; echo; exec sleep infinity"
        self._holder = subprocess.Popen(
            ["unshare", "--net", "--uts", "--", "sh", "-c", hold],
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        assert self._holder.stdout is not None
        self._holder.stdout.readline()  # by now the namespace is there
        holder = str(self._holder.pid)
        end = ["type", "veth", "peer", "name", "eth0", "netns", holder]
        run("ip", "link", "add", self._plug, "master", BRIDGE, *end)
        run(*self._inside("ip", "link", "set", "lo", "up"))
        # As a machine that starts again has: else its neighbours look for the earlier one (ARP).
        own = f"02:00:00:00:00:{int(self.address.rpartition('.')[2]):02x}"
        run(*self._inside("ip", "link", "set", "eth0", "address", own))
        run(*self._inside("ip", "address", "add", f"{self.address}/24", "dev", "eth0"))
        run(*self._inside("ip", "link", "set", "eth0", "up"))
        self.give_back()

    def cut_off(self) -> None:
        """Pull the plug of the network: what was sent is not answered, and nothing is said."""
        run("ip", "link", "set", self._plug, "down")

    def give_back(self) -> None:
        """Plug the network in again."""
        run("ip", "link", "set", self._plug, "up")

    def kill(self) -> None:
        """End all processes at once and the host with them; its kernel still says goodbye."""
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self._holder is not None:
            self._holder.wait()
            self._holder = None
            time.sleep(GOODBYE_SECONDS)
            # Sockets with unsent data keep a namespace for minutes, but not its plug.
            with contextlib.suppress(RuntimeError):  # it may be gone
                run("ip", "link", "delete", self._plug)

    def lose_power(self) -> None:
        """The same with nothing said on the network, as when a machine loses power."""
        self.cut_off()
        self.kill()

    def start(
        self,
        *command: str,
        log: str,
        env: dict[str, str] | None = None,
        user: str = "",
        cwd: str = "/",
    ) -> subprocess.Popen[bytes]:
        """Start a program on this host; its output goes to a file of the host's folder."""
        with (self.folder / f"{log}.log").open("ab") as out:
            return subprocess.Popen(
                self._inside(*command, user=user),
                env=env,
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def run(
        self, *command: str, env: dict[str, str] | None = None, user: str = "", cwd: str = "/"
    ) -> str:
        """Run a program on this host to its end; return what it printed, or fail with it."""
        return run(*self._inside(*command, user=user), env=env, cwd=cwd)

    def processes(self) -> list[int]:
        """Return all processes of this host, whoever started them."""
        if self._holder is None:
            return []
        own = os.stat(f"/proc/{self._holder.pid}/ns/net").st_ino
        found = []
        for place in Path("/proc").glob("[0-9]*/ns/net"):
            with contextlib.suppress(OSError):
                if place.stat().st_ino == own:
                    found.append(int(place.parts[2]))
        return found

    def logs(self) -> str:
        return "".join(path.read_text(errors="replace") for path in self.folder.glob("*.log"))

    @property
    def _plug(self) -> str:
        return f"plug-{self.name}"

    def _inside(self, *command: str, user: str = "") -> list[str]:
        assert self._holder is not None, f"{self.name} is off"
        rights = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if user else []
        return ["nsenter", f"--target={self._holder.pid}", "--net", "--uts", *rights, *command]


def run(*command: str, env: dict[str, str] | None = None, cwd: str | None = None) -> str:
    """Run a program to its end; return its output, or fail with all that it printed."""
    done = subprocess.run(command, env=env, cwd=cwd, text=True, capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout
