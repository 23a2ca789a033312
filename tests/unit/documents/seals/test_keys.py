"""The key of seals: made once in a demonstration, brought by a ministry, closed to others."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from documents.seals import keys


def test_key_is_made_once_and_closed_to_others(seal_key):
    first = keys.own_key()
    assert stat.S_IMODE(seal_key.stat().st_mode) == 0o600
    assert keys.own_key() is first
    assert [file.name for file in seal_key.parent.iterdir()] == ["seal.pem"]


def test_several_processes_make_one_key(seal_key):
    with ThreadPoolExecutor(8) as pool:
        made = {keys.kid_of(key.public_key()) for key in pool.map(lambda _n: keys.own_key(), range(8))}
    assert len(made) == 1


def test_ministry_brings_its_key(seal_key, settings):
    settings.IN_MINISTRY = True
    with pytest.raises(keys.SealKeyRefused, match="SEAL_KEY"):
        keys.own_key()
    assert seal_key.exists() is False


def test_key_open_to_others_is_refused(seal_key):
    keys.own_key()
    seal_key.chmod(0o640)
    with pytest.raises(keys.SealKeyRefused, match="0600"):
        keys.own_key()


def test_key_of_another_kind_is_refused(seal_key):
    seal_key.parent.mkdir()
    seal_key.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    seal_key.chmod(0o600)
    with pytest.raises(keys.SealKeyRefused, match="P-256"):
        keys.own_key()


def test_published_set_tells_nothing_private(seal_key):
    (jwk,) = keys.published()["keys"]
    assert sorted(jwk) == ["alg", "crv", "kid", "kty", "use", "x", "y"]
    assert (jwk["kid"], json.dumps(jwk).count("PRIVATE")) == (keys.kid_of(keys.own_key().public_key()).hex(), 0)
