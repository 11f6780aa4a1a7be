"""Attacks and faults against the application as it is served, and what must hold meanwhile.

`.venv/bin/python -m benchmarks.campaign PART`, from the root of the repository; each part starts a
PostgreSQL, a Redis, a mail server, a timestamping authority and the application of its own, on
loopback and in a temporary folder, and ends what it started, by process id. The last line has the
figures; the exit code is 1 where anything did not hold. The same seed asks and breaks the same.
"""
