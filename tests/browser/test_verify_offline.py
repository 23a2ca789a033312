"""A paper proves itself in the browser of whoever holds it, with a connection and without."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import segno
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from documents import codes
from documents.models import Document
from documents.qr import drawn
from documents.seals import Record, keys, profiles
from documents.seals.profiles import fragment
from tests.browser.person import Person
from tests.browser.site import Site

NUMBER = "2026/EQV/000123"
ID = UUID(int=7)
KEPT = "html[data-kept]"


@pytest.fixture(autouse=True)
def _key(settings: Any, tmp_path: Path) -> None:
    settings.SEAL_KEY = tmp_path / "seal.pem"


def record(document_id: UUID = ID) -> Record:
    return Record(
        code=codes.code_of(document_id),
        kind="EQD",
        language="ar",
        number=NUMBER,
        on=date(2026, 11, 23),
        initials_ar="يا",
        initials_fr="YE",
        birth_year=1998,
        level="BTP",
        fingerprint=bytes(range(16)),
    )


def address(site: Site, **changes: Any) -> str:
    told = record(**changes)
    return f"{site.url}/v/{told.code}/#{fragment(told, profile='S1')}"


def issue(status: str = "issued") -> Document:
    content = {
        "number": NUMBER,
        "date": "2026-11-23",
        "holder": {"civility": "ms", "name": {"ar": "ياسمين التجريبية", "fr": "Yasmine Exemple"}, "born_on": "1998-05-14"},
        "letterhead": {"directorate": {"ar": "إدارة", "fr": "Direction", "en": "Directorate"}},
    }
    return Document.objects.create(
        id=ID, kind="EQD", language="ar", number=NUMBER, act=ID, status=status, content=content, content_sha256="00" * 32,
        sha256="11" * 32, code_hash=codes.hashed(codes.code_of(ID)), ordered_at=datetime(2026, 11, 23, 8, tzinfo=UTC),
    )  # fmt: skip


@pytest.fixture
def reader(site: Site) -> Iterator[Person]:
    return site.visitor(language="fr")


def seen(person: Person) -> tuple[list[str], list[str]]:
    """The outcome of the proof and the state that the page shows."""
    page = person.page
    page.wait_for_selector("[data-outcome]:not([hidden])")
    page.wait_for_selector("[data-state=asking]", state="hidden")
    return tuple(  # type: ignore[return-value]
        page.eval_on_selector_all(f"[data-{what}]:not([hidden])", f"found => found.map(e => e.dataset.{what})")
        for what in ("outcome", "state")
    )


def offline(person: Person) -> None:
    person.page.wait_for_selector(KEPT, state="attached")
    person.page.context.set_offline(True)


def forgive(site: Site) -> None:
    """A browser reports each request that finds no connection."""
    site.wrong[:] = [line for line in site.wrong if "Failed to load resource: net::ERR_" not in line]


def test_page_opens_and_proves_without_a_connection(site: Site, reader: Person) -> None:
    reader.open("/verify/")
    offline(reader)
    reader.page.goto(address(site))
    assert seen(reader) == (["genuine"], ["listed"])
    facts = reader.text("[data-record]")
    for told in (NUMBER, "ي. ا.", "Y. E.", "1998", "BTP", "23 novembre 2026", bytes(range(16)).hex(), codes.shown(record().code)):
        assert told in facts
    forgive(site)


def test_withdrawal_is_known_without_a_connection_from_the_kept_list(site: Site, reader: Person) -> None:
    issue("withdrawn")
    reader.open("/verify/")
    offline(reader)
    reader.page.goto(address(site))
    assert seen(reader) == (["genuine"], ["withdrawn"])
    forgive(site)


def test_list_that_ran_out_is_not_relied_on(site: Site, reader: Person) -> None:
    reader.open("/verify/")
    offline(reader)
    reader.page.clock.install(time=datetime(2026, 12, 5, tzinfo=UTC))
    reader.page.goto(address(site))
    assert seen(reader) == (["genuine"], ["offline"])
    forgive(site)


def test_other_pages_are_not_kept(site: Site, reader: Person) -> None:
    reader.open("/verify/")
    reader.page.wait_for_selector(KEPT, state="attached")
    scopes = "navigator.serviceWorker.getRegistrations().then(all => all.map(r => new URL(r.scope).pathname).sort())"
    assert reader.page.evaluate(scopes) == ["/v/", "/verify/"]
    kept = "caches.open('verification').then(c => c.keys()).then(all => all.map(r => new URL(r.url).pathname))"
    pages = [path for path in reader.page.evaluate(kept) if not path.startswith("/static/")]
    assert pages == ["/verify/", "/verify/revoked.json"]


def test_state_is_told_above_when_there_is_a_connection(site: Site, reader: Person) -> None:
    issue()
    reader.open(address(site))
    assert seen(reader) == (["genuine"], [])
    assert reader.page.locator("main .notice.success").count() >= 2


@pytest.mark.parametrize("status", ["issued", "replaced", "withdrawn"])
def test_fragment_changed_on_the_page_is_proved_and_its_state_asked(site: Site, reader: Person, status: str) -> None:
    issue(status)
    reader.open("/verify/")
    reader.page.evaluate("address => window.Seal.prove(address)", address(site))
    assert seen(reader) == (["genuine"], [{"issued": "valid"}.get(status, status)])


def test_what_is_not_genuine_is_told(site: Site, reader: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = address(site)
    head, _, text = genuine.partition("#S1.")
    foreign = generate_private_key(SECP256R1())
    told = {
        "tampered": f"{head}#S1.{text[:150]}{'A' if text[150] != 'A' else 'B'}{text[151:]}",
        "truncated": genuine[:-30],
        "another code": genuine.replace(record().code, record(UUID(int=8)).code),
        "wrong profile": genuine.replace("#S1.", "#S9."),
        "no base 41": f"{head}#S1.:::",
    }
    monkeypatch.setattr(profiles, "own_key", lambda: foreign)
    told["another key"] = address(site)
    monkeypatch.undo()
    found = {}
    for name, text in told.items():
        reader.open("/verify/")
        reader.page.evaluate("address => window.Seal.prove(address)", text)
        found[name] = seen(reader)[0]
        assert reader.page.locator("[data-record]").is_visible() is False
    assert found == {
        "tampered": ["false"],
        "truncated": ["false"],
        "another code": ["false"],
        "wrong profile": ["profile"],
        "no base 41": ["false"],
        "another key": ["key"],
    }


def test_square_is_read_from_a_picture(site: Site, reader: Person, tmp_path: Path) -> None:
    issue()
    drawn(address(site)).save(str(tmp_path / "square.png"), scale=4, border=4)
    segno.make("https://example.invalid/").save(str(tmp_path / "foreign.png"), scale=8)
    reader.open("/verify/")
    reader.page.set_input_files("#picture", tmp_path / "foreign.png")
    told = reader.page.get_attribute("[data-square-status]", "data-text-foreign")
    reader.page.get_by_text(told or "", exact=True).wait_for()
    reader.page.set_input_files("#picture", tmp_path / "square.png")
    assert seen(reader) == (["genuine"], ["valid"])
    assert reader.page.input_value("#code") == record().code


@pytest.mark.tools
@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="NOT CHECKED: pdftoppm not installed (poppler-utils)")
def test_square_is_read_from_a_picture_of_the_whole_page_without_a_connection(site: Site, reader: Person, tmp_path: Path) -> None:
    from documents.rendering.letters import html_of, metadata_of
    from documents.rendering.zygote import render_contained
    from tests.unit.documents.example_letters import example

    context = example("EQD")
    context["verification"]["square"] = address(site)
    asked: dict[str, Any] = {"template": "EQD", "language": "ar", "context": context}
    (tmp_path / "letter.pdf").write_bytes(render_contained(html_of(**asked), language="ar", metadata=metadata_of(**asked)))
    subprocess.run(["pdftoppm", "-r", "150", "-png", tmp_path / "letter.pdf", tmp_path / "page"], check=True)
    reader.open("/verify/")
    offline(reader)
    reader.page.set_input_files("#picture", max(tmp_path.glob("page-*.png")))
    assert seen(reader) == (["genuine"], ["listed"])
    forgive(site)


def test_fingerprint_is_sent_once_its_reader_agrees(site: Site, reader: Person, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"%PDF- a letter")
    reader.open("/verify/")
    reader.page.wait_for_selector(KEPT, state="attached")
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.page.set_input_files("#file", tmp_path / "letter.pdf")
    reader.page.wait_for_selector("#sha256:valid")
    assert asked == []
    reader.press(reader.page.locator("[data-verify-file] button"))
    assert re.search(r"\?sha256=[0-9a-f]{64}$", asked[0])


def test_published_keys_are_those_of_the_page(site: Site, reader: Person) -> None:
    reader.open("/verify/")
    assert reader.page.evaluate("window.Seal.told.keys") == keys.published()["keys"]
    assert reader.page.evaluate("fetch('/verify/keys.json').then(a => a.json())") == keys.published()
