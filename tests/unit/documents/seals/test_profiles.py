"""A record in a square: read again without a connection, and refused whatever was changed."""

import dataclasses
import re
from uuid import UUID

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import codes
from documents.qr import drawn, qr_svg
from documents.seals import NotGenuine, base41, cose, keys, verify
from documents.seals.profiles import fragment
from documents.seals.records import record_of


def why(text, trusted):
    with pytest.raises(NotGenuine) as refused:
        verify(text, trusted)
    return refused.value.why


def test_record_comes_back(sealed, record, trusted):
    assert verify(sealed, trusted) == record


def test_record_comes_back_under_the_published_keys(sealed, record):
    assert verify(sealed, keys.read_set(keys.published())) == record


def test_record_without_holder_or_level(record, trusted):
    bare = dataclasses.replace(record, initials_ar="", initials_fr="", birth_year=None, level="")
    assert verify(f"https://x/v/{bare.code}/#{fragment(bare, profile='S1')}", trusted) == bare


def test_record_is_the_same_text_each_time(record):
    assert fragment(record, profile="S1") == fragment(record, profile="S1")


def test_any_changed_character_is_refused(sealed, record, trusted):
    head, _, text = sealed.partition("#S1.")
    for place, was in enumerate(text):
        changed = text[:place] + ("A" if was != "A" else "B") + text[place + 1 :]
        assert why(f"{head}#S1.{changed}", trusted) in ("form", "key", "signature")


def test_record_under_another_code_is_refused(sealed, record, trusted):
    other = codes.code_of(UUID(int=8))
    assert why(sealed.replace(record.code, other), trusted) == "signature"


def test_other_words_under_the_same_signature_are_refused(sealed, trusted):
    head, _, text = sealed.partition("#S1.")
    protected, unprotected, payload, signature = cbor2.loads(base41.decode(text))
    said = cbor2.loads(payload) | {8: "BTS"}
    forged = base41.encode(cbor2.dumps([protected, unprotected, cbor2.dumps(said), signature]))
    assert why(f"{head}#S1.{forged}", trusted) == "signature"


def test_another_key_is_refused(sealed, record, trusted):
    foreign = generate_private_key(SECP256R1())
    head, _, text = sealed.partition("#S1.")
    payload = cbor2.loads(base41.decode(text))[2]
    bound = f"S1.{record.code}".encode()
    as_itself = cose.sign(payload, key=foreign, kid=keys.kid_of(foreign.public_key()), bound_to=bound)
    as_ours = cose.sign(payload, key=foreign, kid=next(iter(trusted)), bound_to=bound)
    whys = [why(f"{head}#S1.{base41.encode(message)}", trusted) for message in (as_itself, as_ours)]
    assert whys == ["key", "signature"]


def test_a_former_key_still_proves(sealed, record, seal_key, settings, tmp_path):
    former = tmp_path / "former.pem"
    former.write_bytes(keys.own_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    seal_key.unlink()
    settings.SEAL_FORMER_KEYS = []
    assert why(sealed, keys.public_keys()) == "key"
    settings.SEAL_FORMER_KEYS = [str(former)]
    assert verify(sealed, keys.public_keys()) == record


def test_truncated_record_is_refused(sealed, trusted):
    for end in range(len(sealed) - 1, sealed.index("#"), -1):
        assert why(sealed[:end], trusted) == "form"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda s: s.replace("#S1.", "#S2."), "profile"),
        (lambda s: s.replace("#S1.", "#."), "profile"),
        (lambda s: s.partition(".")[0] + "/v/#S1", "form"),
        (lambda s: s.partition("#")[0], "form"),
        (lambda s: s + "0" * 2000, "form"),
        (lambda s: s.replace("/v/", "/v/X"), "form"),
        (lambda s: "", "form"),
    ],
)
def test_what_is_no_record_says_why(sealed, trusted, change, expected):
    assert why(change(sealed), trusted) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.binary(max_size=200))
def test_hostile_bytes_are_refused(sealed, trusted, content):
    head, _, _text = sealed.partition("#S1.")
    assert why(f"{head}#S1.{base41.encode(content)}", trusted) in ("form", "key", "signature")


@pytest.mark.parametrize("header", [{1: -8, 4: b"abcd"}, {1: -7}, {1: -7, 4: b"abcd", 3: 0}, [], 1])
def test_other_headers_are_refused(sealed, record, trusted, header):
    head, _, text = sealed.partition("#S1.")
    _protected, unprotected, payload, signature = cbor2.loads(base41.decode(text))
    message = base41.encode(cbor2.dumps([cbor2.dumps(header), unprotected, payload, signature]))
    assert why(f"{head}#S1.{message}", trusted) == "form"


def test_record_says_what_the_page_shows():
    content = {
        "number": "2026/EQV/000001",
        "date": "2026-11-23",
        "holder": {"civility": "ms", "name": {"ar": "ياسمين التجريبية", "fr": "Yasmine Exemple"}, "born_on": "1998-05-14"},
        "level": {"code": "BTP"},
    }
    made = record_of(code="x", kind="EQD", language="fr", content=content, fingerprint="ab" * 32)
    assert (made.initials_ar, made.initials_fr, made.birth_year, made.level) == ("يا", "YE", 1998, "BTP")
    assert made.fingerprint == b"\xab" * 16
    assert record_of(
        code="x", kind="AWB", language="en", fingerprint="ab" * 32,
        content={"number": "1", "date": "2026-11-23", "addressee": {"civility": "body", "name": "Institut Fictif"}},
    ).initials_fr == ""  # fmt: skip


@pytest.mark.parametrize("site", ["http://127.0.0.1:8000", "https://verification.emploi-formation.gov.tn"])
def test_modules_are_a_third_of_a_millimetre_and_more(record, site):
    longest = dataclasses.replace(record, number="2026/ACK/TN-11/000123", initials_ar="يا" * 2 + "ت", initials_fr="YEJMD")
    url = f"{site}/v/{record.code}/#{fragment(longest, profile='S1')}"
    side = drawn(url).symbol_size(border=4)[0]
    assert 25 / side >= 0.33
    assert re.search(rf'viewBox="0 0 {side} {side}"', qr_svg(url, title="x"))
