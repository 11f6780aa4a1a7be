"""Every address, every kind of person, every method, with and without the token of a form.

The table of `tests/test_url_access.py` says who may open what. Here the same addresses are asked of
the served application, by methods that the table does not name as well. Whatever a request wrote is
undone before the next one, so that each meets the same rows. A violation is

- an error of the server;
- an answer to GET, HEAD or a form with its token that is not the table's;
- any other answer that shows or does something to a person whom the table refuses;
- a form without its token that does something;
- rows written by a safe method (but sessions and the log of who opened what), by a method that the
  application does not have, or for a person who is refused.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from http.client import HTTPException
from pathlib import Path
from typing import Any

from redis import Redis

from benchmarks.campaign.client import NONE, Answer, Client
from benchmarks.campaign.site import DATABASE, WEB, Parts, ServedSite, own_parts

SAFE = ("GET", "HEAD", "OPTIONS")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
# allauth asks for the password again before anything but GET, and by GET alone Django sends on who
# is signed in already.
REAUTHENTICATE = "/account/reauthenticate/"
HEAD_DIFFERS = {"admin:login"}
SIGN_IN = ("/account/login/", "/admin/login/")
REFUSALS = {"in", "400", "403", "404", "405", "429"}
# One click in a mail program ends a kind of letters; it knows no token (RFC 8058, 3.2).
WITHOUT_TOKEN = {"unsubscribe"}
MAY_ANSWER_503 = {"readyz"}  # no worker runs, so that nothing but requests writes
# What a safe request may write (tests/test_url_access.py), and what a refused one may: its count.
LOGGED = {"django_session", "assessments_auditentry", "usersessions_usersession"}
COUNTED = LOGGED | {"assessments_quotacount", "assessments_refusalcount"}
PRISTINE = "pristine"
COPY = "STRATEGY FILE_COPY"  # the other one writes every page to the log as well
TABLES = """
SELECT format('SELECT %L, count(*), count(*) FILTER (WHERE xmin::text::bigint >= %%s) FROM %I',
              tablename, tablename)
FROM pg_tables WHERE schemaname = 'public'
"""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One question: by whom, how, and what the table says of it."""

    name: str
    path: str
    person: str
    method: str
    with_token: bool
    expected: str  # the table's answer; empty where it has none for this method
    answers: frozenset[str]  # all that the table has for this person at this address
    sent: dict[str, str]

    def __str__(self) -> str:
        token = "" if self.with_token else " without token"
        return f"{self.method}{token} {self.name} by {self.person}"

    @property
    def is_open(self) -> bool:
        """Whether the person may do anything at all here."""
        return not self.answers <= REFUSALS


@dataclass(kw_only=True)
class Watch:
    """Sees what was written to the database since it was last asked, and undoes it."""

    parts: Parts
    redis: Redis
    beside: Any  # a cursor in another database, which stays open while this one is replaced
    counts: dict[str, int] = field(default_factory=dict)
    number: int = 0
    statement: str = ""

    def keep(self) -> None:
        """Take the present state as the one to return to."""
        self.beside.execute(f"CREATE DATABASE {PRISTINE} TEMPLATE {DATABASE} {COPY}")
        self.statement = " UNION ALL ".join(row[0] for row in self.parts.query(TABLES))
        self.written()

    def written(self) -> set[str]:
        """The tables in which rows were added, changed or removed."""
        # Only a transaction that writes takes a number (PostgreSQL, 9.27.9).
        self.beside.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::int8")
        [(number,)] = self.beside.fetchall()
        if number == self.number:
            return set()
        changed = set()
        values = [self.number] * self.statement.count("%s")
        for table, count, num_new in self.parts.query(self.statement, *values):
            if num_new or count != self.counts.get(table):
                changed.add(table)
            self.counts[table] = count
        self.number = number
        return changed

    def undo(self) -> None:
        """Return to the state that was kept; every connection is cut."""
        self.beside.execute(f"DROP DATABASE {DATABASE} WITH (FORCE)")
        self.beside.execute(f"CREATE DATABASE {DATABASE} TEMPLATE {PRISTINE} {COPY}")
        self.written()


def requests(rows: list[dict[str, Any]], people: tuple[str, ...]) -> Iterator[Request]:
    """Every request; those of one address and person together, the safe methods first."""
    by_name: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_name[row["name"].split("/")[0] + " " + row["path"]].append(row)
    for alike in by_name.values():
        for person in people:
            answers = frozenset(row["answers"][person] for row in alike)
            of_method = {row["method"]: row for row in alike}
            for method, with_token in [
                *((method, True) for method in SAFE),
                *((method, False) for method in UNSAFE),
                *((method, True) for method in UNSAFE),
            ]:
                row = of_method.get("GET" if method == "HEAD" else method)
                yield Request(
                    name=alike[0]["name"].split("/")[0],
                    path=alike[0]["path"],
                    person=person,
                    method=method,
                    with_token=with_token,
                    expected=row["answers"][person] if row and with_token else "",
                    answers=answers,
                    sent=of_method["POST"]["sent"] if method == "POST" and row else {},
                )


def fault(request: Request, answer: Answer, written: set[str]) -> str:
    """What is wrong with an answer; empty where nothing is."""
    got = "in" if answer.location.startswith(SIGN_IN) else str(answer.status)
    if answer.status >= 500 and request.name not in MAY_ANSWER_503:
        return f"{got}"
    may_differ = request.method == "HEAD" and (
        answer.location.startswith(REAUTHENTICATE) or request.name in HEAD_DIFFERS
    )
    if request.expected and got != request.expected and not may_differ:
        return f"{got}, not {request.expected}"
    is_refused = got in REFUSALS or (request.method == "OPTIONS" and not answer.body)
    is_csrf_free = request.with_token or request.name in WITHOUT_TOKEN
    if request.method in UNSAFE and not is_csrf_free and not is_refused:
        return f"{got} without a token"
    if not request.is_open and not is_refused and got not in request.answers:
        return f"{got} for whom the table refuses"
    allowed = LOGGED
    if request.method == "POST" and is_csrf_free:
        if not is_refused:
            return ""
        allowed = COUNTED
    return f"{got} and wrote {', '.join(sorted(written - allowed))}" if written - allowed else ""


def main(*, only: str = "*") -> int:
    """Ask everything of the addresses whose names match; the number of violations."""
    with tempfile.TemporaryDirectory() as folder, own_parts(Path(folder)) as parts:
        data = Path(folder) / "data"
        data.mkdir()
        site = ServedSite(data, parts.environment()).prepare(with_library=False)
        made = json.loads(site.call("rows.make_addresses"))
        site.serve([WEB])
        try:
            return ask_all(site, parts, made, only)
        finally:
            site.stop()


def ask_all(site: ServedSite, parts: Parts, made: dict[str, Any], only: str) -> int:
    """Ask, count, and print each violation."""
    people = ("anonymous", *made["sessions"])
    watch = Watch(
        parts=parts,
        redis=Redis.from_url(parts.redis.url),
        beside=parts.connect("postgres").cursor(),
    )
    watch.keep()
    statuses: dict[str, Counter[str]] = defaultdict(Counter)
    faults, num_written, begun = 0, 0, time.monotonic()
    names = set()
    for request in requests(made["rows"], people):
        if not fnmatchcase(request.name, only):
            continue
        names.add((request.name, request.path))
        watch.redis.flushdb()  # of what allauth counts, or it refuses after some tens of requests
        client = Client(site.port, session=made["sessions"].get(request.person, ""))
        has_form = request.method in UNSAFE
        try:
            answer = client.ask(
                request.method,
                request.path,
                request.sent if has_form else None,
                with_token=request.with_token,
            )
        except (OSError, HTTPException) as error:
            answer = Answer(status=599, headers=NONE, body=repr(error).encode())
        written = watch.written()
        token = "" if request.with_token else ", no token"
        statuses[f"{request.method}{token}"][str(answer.status)] += 1
        if wrong := fault(request, answer, written):
            faults += 1
            print(f"{request}: {wrong}", flush=True)
        if written - LOGGED or (written and has_form):
            num_written += 1
            watch.undo()
    return report(statuses, faults, num_written, len(names), time.monotonic() - begun)


def report(
    statuses: dict[str, Counter[str]], faults: int, num_written: int, addresses: int, seconds: float
) -> int:
    """Print the counts by status, and the line of figures."""
    for method, counts in statuses.items():
        print(
            f"  {method}: " + ", ".join(f"{n} × {status}" for status, n in sorted(counts.items()))
        )
    total = sum(sum(counts.values()) for counts in statuses.values())
    print(
        f"addresses: {total} requests to {addresses} addresses in {seconds:.0f} s, "
        f"{num_written} wrote rows, {faults} violations"
    )
    return faults
