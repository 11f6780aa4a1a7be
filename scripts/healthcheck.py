"""Exit 0 where the web server of this container answers; asked with the site's own host name."""

from __future__ import annotations

import os
import sys
import urllib.request
from urllib.parse import urlsplit


def main() -> int:
    host = urlsplit(os.environ.get("SITE_ROOT", "http://localhost")).netloc
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz"
    request = urllib.request.Request(address, headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:
            return int(answer.status != 200)
    except OSError as error:
        print(error)
        return 1


if __name__ == "__main__":
    sys.exit(main())
