"""Markup in any text of any letter is printed as text; nothing is fetched, nothing is read."""

import base64
import io
import pkgutil
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import import_module
from typing import Any, get_type_hints, is_typeddict

import pytest
from PIL import Image

from documents import wording
from documents.rendering import assets
from documents.rendering.letters import html_of, metadata_of
from documents.rendering.pdf import Metadata, fetcher, render
from documents.wording import LETTERS, languages_of
from tests.unit.documents.example_letters import example
from tests.unit.documents.hostile_html import VECTORS
from tests.unit.documents.reading import markup, pages

EVERY = [(code, language) for code in LETTERS for language in languages_of(code)]
# Codes, dates and addresses made by the system: their shape is not free, nobody types them.
WRITTEN_BY_NOBODY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.+-]+)?|\d\d:\d\d")
STRUCTURAL = {"url", "square", "law"}


def chosen_from_a_list() -> set[str]:
    """The names of the facts that are one of a few codes, in any letter."""
    shapes = [
        c for m in pkgutil.iter_modules(wording.__path__) for c in vars(import_module(f"{wording.__name__}.{m.name}")).values()
    ]
    hints = [get_type_hints(shape) for shape in shapes if is_typeddict(shape)]
    return {name for told in hints for name, hint in told.items() if "Literal" in str(hint) and "Words" not in str(hint)}


CODES = STRUCTURAL | chosen_from_a_list()
SECRET = "canary-7f3a-not-to-be-printed"


def poisoned(value: Any, text: str, key: str = "") -> Any:
    """The same context with `text` in every place where a text may stand."""
    if isinstance(value, dict):
        return {name: poisoned(item, text, name) for name, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item, text, key) for item in value]
    return text if isinstance(value, str) and key not in CODES and not WRITTEN_BY_NOBODY.fullmatch(value) else value


class _Visitors(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.seen.append(self.path)
        self.send_error(404)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def canary(tmp_path_factory):
    """Addresses to fill into a vector, and what visited them."""
    server = HTTPServer(("127.0.0.1", 0), _Visitors)
    server.seen = []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    secret = tmp_path_factory.mktemp("canary") / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    host = f"127.0.0.1:{server.server_port}"
    yield {"web": f"http://{host}", "host": host, "file": secret.as_uri()}, server.seen
    server.shutdown()
    server.server_close()
    thread.join()


def test_vectors_are_many_and_distinct():
    assert len(set(VECTORS)) == len(VECTORS) >= 37


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_html_of_hostile_texts_adds_no_markup(canary, code, language):
    """All vectors at once, in every field: the tags of the letter are those of an honest one."""
    text = " ".join(VECTORS).format(**canary[0])
    honest = html_of(template=code, language=language, context=poisoned(example(code), "x"))
    hostile = html_of(template=code, language=language, context=poisoned(example(code), text))
    assert markup(hostile) == markup(honest)
    assert len(hostile) > len(honest) + len(text)


@pytest.mark.parametrize("code", ["EQD", "REF", "MIN", "AWB", "CPL"])
def test_letter_with_hostile_texts_fetches_nothing_and_prints_them(canary, renderer, code):
    addresses, seen = canary
    vector = VECTORS[list(LETTERS).index(code) * 4 % len(VECTORS)].format(**addresses)
    asked = {"template": code, "language": "fr", "context": poisoned(example(code), vector)}
    pdf = renderer.render(html_of(**asked), language="fr", metadata=metadata_of(**asked))
    printed = "".join("".join(pages(pdf)).split())
    assert "".join(vector.split())[:12] in printed
    assert seen == []


@pytest.mark.filterwarnings("ignore:unclosed file.*sRGB2014:ResourceWarning")
@pytest.mark.parametrize("vector", VECTORS)
def test_render_raw_markup_fetches_nothing(canary, vector):
    """Even if a letter escaped nothing: the renderer itself, in this process, where the network is in reach."""
    addresses, seen = canary
    html = f"<p>start</p>{vector.format(**addresses)}<p>end</p>"
    pdf = render(html, language="fr", metadata=Metadata(title="t"))
    assert SECRET not in "".join(pages(pdf))
    assert b"EmbeddedFile" not in pdf
    assert seen == []


def test_canary_would_have_noticed(canary):
    from urllib.error import HTTPError
    from urllib.request import urlopen

    addresses, seen = canary
    with pytest.raises(HTTPError) as error:
        urlopen(f"{addresses['web']}/visit")
    error.value.close()
    assert seen.pop() == "/visit"


def data_uri(size: tuple[int, int], kind: str = "PNG") -> str:
    buffer = io.BytesIO()
    Image.new("1" if kind == "PNG" else "L", size).save(buffer, kind)
    return f"data:image/{kind.lower()};base64,{base64.b64encode(buffer.getvalue()).decode()}"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_fetch_small_picture(kind):
    assert fetcher().fetch(data_uri((8, 8), kind)).content_type == f"image/{kind.lower()}"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "https://example.tn/", "file:///etc/passwd", "ftp://example.tn/a", "asset:settings.py",
        "asset:../letter.css", "asset:/etc/passwd", "asset:amiri-arabic-400-normal.woff2/..", "ASSET:x", "x", "",
        "data:text/html,x", "data:image/svg+xml;base64,AAAA", "data:image/png;base64,AAAA", "data:image/png;base64,!",
        "data:image/gif;base64,R0lGODlhAQABAAAAACw=", "data:image/png;base64," + "A" * 500_000,
    ],
)  # fmt: skip
def test_fetch_anything_else_is_refused(url):
    with pytest.raises(assets.AssetRefused):
        fetcher().fetch(url)


def test_fetch_large_picture_is_refused():
    with pytest.raises(assets.AssetRefused, match="too large"):
        fetcher().fetch(data_uri((9000, 9000)))


def test_open_is_refused():
    with pytest.raises(assets.AssetRefused):
        fetcher().open("http://127.0.0.1/")
