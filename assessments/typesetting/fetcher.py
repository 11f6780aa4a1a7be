"""The fetcher that gives WeasyPrint the named assets of the project and the pictures of a memo.

No address, file, `data:` URL or redirect is followed. A reference that is not on the list stops
the rendering; with `strict` off, which only tests use to see that nothing leaks, it is skipped
with a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

from assessments.typesetting.fonts import SCHEME

MIME_TYPES = {".ttf": "font/ttf", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
PICTURE = "image/jpeg"


class ForbiddenResource(ValueError):
    """The document refers to a resource that is not on the list."""


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # the library carries no types
    """Serve `asset:NAME` from a fixed list of files and of JPEG pictures in memory."""

    def __init__(
        self,
        assets: Mapping[str, Path],
        *,
        pictures: Mapping[str, bytes] | None = None,
        strict: bool = True,
    ) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=strict)
        self._assets = dict(assets)
        self._pictures = dict(pictures or {})

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return the asset; raise `ForbiddenResource` for every other address of any scheme."""
        name = url.removeprefix(SCHEME) if url.startswith(SCHEME) else ""
        if name in self._pictures:
            return URLFetcherResponse(url, self._pictures[name], {"Content-Type": PICTURE})
        path = self._assets.get(name)
        if path is None:
            raise ForbiddenResource(f"not on the list of assets: {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MIME_TYPES[path.suffix]})
