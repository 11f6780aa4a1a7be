from __future__ import annotations

import argparse
import signal
import sys

import benchmarks.campaign
from benchmarks.campaign import addresses, files, flood, kills, outages

SEED = 20261129


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends what was started
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.campaign", description=benchmarks.campaign.__doc__
    )
    parts = parser.add_subparsers(dest="part", required=True)
    asked = parts.add_parser("addresses", help=addresses.__doc__.splitlines()[0])
    asked.add_argument("--only", default="*", help="names of addresses, such as assessments:*")
    asked = parts.add_parser("files", help=files.__doc__.splitlines()[0])
    asked.add_argument("--count", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=SEED)
    asked = parts.add_parser("kills", help=kills.__doc__.splitlines()[0])
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--proofs", type=float, default=1.0, help="asked for, for each kill")
    asked.add_argument("--seed", type=int, default=SEED)
    asked = parts.add_parser("outages", help=outages.__doc__.splitlines()[0])
    asked.add_argument("--seconds", type=float, default=20.0, help="for which each part is away")
    asked.add_argument("--only", default="", help="a part of the name of a part")
    asked.add_argument("--seed", type=int, default=SEED)
    asked = parts.add_parser("flood", help=flood.__doc__.splitlines()[0])
    asked.add_argument("--strangers", type=int, default=20)
    asked.add_argument("--people", type=int, default=50)
    asked.add_argument("--reading", type=float, default=80.0, help="seconds of it all")
    options = parser.parse_args()
    if options.part == "addresses":
        return addresses.main(only=options.only)
    if options.part == "kills":
        return kills.main(kills=options.kills, proofs=options.proofs, seed=options.seed)
    if options.part == "outages":
        return outages.main(seconds=options.seconds, seed=options.seed, only=options.only)
    if options.part == "flood":
        return flood.main(
            people=options.people, strangers=options.strangers, reading=options.reading
        )
    return files.main(count=options.count, seed=options.seed)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
