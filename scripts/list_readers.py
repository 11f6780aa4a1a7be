"""Write the list of the readers of files into docs/formats.md, from their own folders.

python scripts/list_readers.py          writes it
python scripts/list_readers.py --check  exits with 1 where it is not what the folders say
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assessments.intake.dispatch import ORDER, PACKAGE  # noqa: E402

PAGE = ROOT / "docs" / "formats.md"
FIRST, LAST = "<!-- readers: written by scripts/list_readers.py -->", "<!-- end of readers -->"


def readers() -> Iterator[str]:
    """Yield a line for each reader, in the order in which they are asked."""
    for name in ORDER:
        folder = import_module(f"{PACKAGE}.{name}")
        kinds = ", ".join(f"`{kind}`" for kind in sorted(folder.MEDIA_TYPES))
        samples = ", ".join(f"`{sample}`" for sample in folder.SAMPLES)
        paragraph = " ".join((inspect.getdoc(folder) or "").split())
        yield f"1. `{name}`: {paragraph} Kinds: {kinds}. Samples: {samples}."


def composed(page: str) -> str:
    """Return the page with the list as the folders give it."""
    before, rest = page.split(FIRST)
    after = rest.split(LAST)[1]
    return before + FIRST + "\n" + "\n".join(readers()) + "\n" + LAST + after


def main() -> None:
    page = PAGE.read_text(encoding="utf-8")
    wanted = composed(page)
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(wanted, encoding="utf-8")
    elif wanted != page:
        sys.exit("docs/formats.md lists other readers than there are: run scripts/list_readers.py.")


if __name__ == "__main__":
    main()
