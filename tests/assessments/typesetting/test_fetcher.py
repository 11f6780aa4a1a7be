"""The renderer fetches nothing: every way out that HTML and CSS know is tried."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from typing import Any

import pypdf
import pytest
from weasyprint import CSS, HTML
from weasyprint.css.tokens import InvalidValues
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetchingError

from assessments.typesetting import fonts
from assessments.typesetting.fetcher import AssetFetcher, ForbiddenResource
from assessments.typesetting.pdf import render

pytestmark = pytest.mark.usefixtures("may_warn")

SECRET = "content-of-a-private-file"

IN_HTML = {
    "picture": '<img src="{url}" alt="x">',
    "stylesheet": '<link rel="stylesheet" href="{url}">',
    "import": '<style>@import url("{url}");</style>',
    "background": '<style>body {{ background: url("{url}") }}</style>',
    "list marker": '<style>li {{ list-style-image: url("{url}") }}</style><ul><li>x</ul>',
    "content": '<style>p::before {{ content: url("{url}") }}</style><p>x</p>',
    "page background": '<style>@page {{ background: url("{url}") }}</style>',
    "font": '<style>@font-face {{ font-family: X; src: url("{url}") }}</style>'
    '<p style="font-family: X">x',
    "colour profile": '<style>@color-profile --x {{ src: url("{url}") }}</style>',
    "picture in SVG": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<title>x</title><image href="{url}" width="9" height="9"/></svg>',
    "use in SVG": '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title>'
    '<use href="{url}#a"/></svg>',
    "style in SVG": '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title>'
    '<style>@import url("{url}");</style></svg>',
    "picture in a data SVG": '<img alt=x src="data:image/svg+xml,'
    "<svg xmlns='http://www.w3.org/2000/svg'><image href='{url}' width='9' height='9'/></svg>\">",
    "entity in SVG": '<img alt="x" src="data:image/svg+xml,'
    "<!DOCTYPE svg [<!ENTITY e SYSTEM '{url}'>]>"
    "<svg xmlns='http://www.w3.org/2000/svg'><text>%26e;</text></svg>\">",
    "object": '<object data="{url}">x</object>',
    "embed": '<embed src="{url}">',
    "base": '<base href="{url}/"><img src="picture.png" alt="x">',
    "link to an attachment": '<link rel="attachment" href="{url}">',
    "anchor to an attachment": '<a rel="attachment" href="{url}">take it</a>',
    "frame": '<iframe src="{url}"></iframe>',
    "video": '<video src="{url}" poster="{url}"></video>',
    "refresh": '<meta http-equiv="refresh" content="0; url={url}">',
    "script": '<script src="{url}"></script>',
}
IN_CSS = {
    "import": '@import url("{url}");',
    "background": 'body {{ background: url("{url}") }}',
    "font": '@font-face {{ font-family: X; src: url("{url}") }} html {{ font-family: X }}',
    "profile": '@color-profile --x {{ src: url("{url}") }}',
}


@pytest.fixture(scope="module")
def server():
    """A server on this machine that counts who asks; `/away` redirects to a file."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(302 if self.path == "/away" else 200)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, *args):
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{http.server_port}", asked
    http.shutdown()
    http.server_close()


@pytest.fixture
def addresses(server, tmp_path):
    server[1].clear()
    private = tmp_path / "private.txt"
    private.write_text(SECRET)
    return [f"{server[0]}/x.css", f"{server[0]}/away", private.as_uri(), str(private)]


def lenient() -> AssetFetcher:
    return AssetFetcher(fonts.assets(), strict=False)


def assert_nothing_leaks(write: Callable[[], bytes], asked: list[str]) -> None:
    """Nobody is asked and the file holds nothing; refusing to write it at all is fine too."""
    try:
        pdf = write()
    except (URLFetchingError, InvalidValues):
        pdf = b""
    assert asked == []
    assert not pdf or SECRET.encode() not in b"".join(contents(pdf))


def contents(pdf: bytes) -> Iterator[bytes]:
    """Every stream of the file, attachments among them, and the text of its pages."""
    reader: Any = pypdf.PdfReader(BytesIO(pdf))
    yield from (page.extract_text().encode() for page in reader.pages)
    for number in range(1, reader.trailer["/Size"]):
        item = reader.get_object(number)
        if isinstance(item, pypdf.generic.StreamObject):
            yield item.get_data()


@pytest.mark.parametrize("way", IN_HTML)
def test_no_way_out_of_the_html_is_followed(way, addresses, server):
    for address in addresses:
        page = f"<html lang=en><title>t</title>{IN_HTML[way].format(url=address)}<p>x</p>"
        html = HTML(string=page, url_fetcher=lenient())
        assert_nothing_leaks(html.write_pdf, server[1])


@pytest.mark.parametrize("way", IN_CSS)
def test_no_way_out_of_a_stylesheet_is_followed(way, addresses, server):
    html = HTML(string="<html lang=en><title>t</title><p>x", url_fetcher=lenient())

    def write(css: str) -> bytes:
        config = FontConfiguration()
        sheet = CSS(string=css, url_fetcher=lenient(), font_config=config)
        return html.write_pdf(stylesheets=[sheet], font_config=config)

    for address in addresses:
        assert_nothing_leaks(partial(write, IN_CSS[way].format(url=address)), server[1])


def test_a_memo_that_refers_to_anything_is_refused(addresses, server):
    for address in addresses[:3]:
        page = f'<html lang="en"><title>t</title><img alt="x" src="{escape(address)}"/></html>'
        with pytest.raises(ForbiddenResource):
            render(page, identifier="x", moment=dt.datetime(2026, 1, 1))
    assert server[1] == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "asset:../fonts.py",
        "asset:/etc/passwd",
        "ASSET:NotoEmoji-Regular.ttf",
        "data:text/plain,x",
        "ftp://127.0.0.1/x",
        "relative.png",
        "",
    ],
)
def test_only_listed_names_are_served(url):
    with pytest.raises(ForbiddenResource):
        lenient().fetch(url)


def test_a_listed_name_is_served_with_its_type():
    response = lenient().fetch("asset:NotoEmoji-Regular.ttf")
    assert response.content_type == "font/ttf"
    assert response.read() == fonts.assets()["NotoEmoji-Regular.ttf"].read_bytes()
