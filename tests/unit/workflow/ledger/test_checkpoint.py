"""Signed notes, against the published example of the format, and the file that holds the key."""

from base64 import b64decode, b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from workflow.ledger import checkpoint
from workflow.ledger.checkpoint import Checkpoint, CheckpointRefused

STATE = Checkpoint(origin="ledger.example/demo", size=12, root=sha256(b"root").digest())
WITNESS = "— witness.example/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWX\n"


@pytest.fixture
def note(key):
    return checkpoint.sign(STATE, key=key)


def verified(note, key):
    return checkpoint.verify(note, origin=STATE.origin, public_key=checkpoint.public_key(key))


def test_published_verifier_key_has_the_published_id():
    # The key of the example in the documentation of Go's package sumdb/note.
    octets = b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    text = checkpoint.verifier_key(name="PeterNeumann", public_key=octets[1:])
    assert text == "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


def test_note_has_the_form_of_the_standard(note):
    body, signature = note.split("\n\n")
    assert body.split("\n") == [STATE.origin, "12", "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I="]
    assert signature.startswith("— ledger.example/demo ")


def test_signed_checkpoint_verifies(note, key):
    assert verified(note, key) == STATE
    assert checkpoint.parse(note) == STATE


def test_empty_tree_can_be_signed(key):
    empty = Checkpoint(origin=STATE.origin, size=0, root=sha256(b"").digest())
    assert verified(checkpoint.sign(empty, key=key), key) == empty


def test_signatures_of_witnesses_are_passed_over(note, key):
    assert verified(note + WITNESS, key) == STATE


def test_other_keys_and_origins_are_refused(note, key):
    with pytest.raises(CheckpointRefused):
        verified(note, Ed25519PrivateKey.generate())
    with pytest.raises(CheckpointRefused):
        checkpoint.verify(note, origin="ledger.example/other", public_key=checkpoint.public_key(key))


@pytest.mark.parametrize(
    "alter",
    [
        lambda note: note.replace("\n12\n", "\n13\n"),
        lambda note: note.replace("\n12\n", "\n012\n"),
        lambda note: note.replace("\n12\n", "\n-12\n"),
        lambda note: note.replace("\n12\n", "\n12\nextension\n"),
        lambda note: note.replace("SBNJ", "SBNK"),
        lambda note: note.replace("d7I=", "d7J="),
        lambda note: note.replace("ledger.example/demo\n", "ledger.example/demi\n", 1),
        lambda note: note.replace("\n\n", "\n"),
        lambda note: note.replace("— ", "- "),
        lambda note: note[:-1],
        lambda note: note[:-6] + "AAA=\n",
        lambda note: note + note.split("\n\n")[1][:-8] + "AAAAA==\n",
        lambda note: note.replace("\n12\n", "\n12\r\n"),
        lambda note: "",
    ],
)
def test_altered_note_is_refused(note, key, alter):
    altered = alter(note)
    assert altered != note
    with pytest.raises(CheckpointRefused):
        verified(altered, key)


def test_checkpoint_of_another_log_signed_by_our_key_is_refused(key):
    body = Checkpoint(origin="ledger.example/other", size=1, root=STATE.root).body
    identity = checkpoint.key_id(name=STATE.origin, public_key=checkpoint.public_key(key))
    signature = b64encode(identity + key.sign(body.encode())).decode()
    with pytest.raises(CheckpointRefused):
        verified(f"{body}\n— {STATE.origin} {signature}\n", key)


def test_root_has_one_spelling_and_the_origin_is_not_empty(note):
    for altered in (note.replace("d7I=", "d7J="), note.replace(STATE.origin, "", 1)):
        with pytest.raises(CheckpointRefused):
            checkpoint.parse(altered)


def test_origin_with_a_space_or_a_plus_cannot_be_signed(key):
    for origin in ("", "two words", "a+b", "line\nbreak"):
        with pytest.raises(CheckpointRefused):
            checkpoint.sign(Checkpoint(origin=origin, size=1, root=STATE.root), key=key)


def test_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    path = tmp_path / "keys" / "ledger.pem"
    made = checkpoint.load_or_generate_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["ledger.pem"]
    assert checkpoint.public_key(checkpoint.load_or_generate_key(path)) == checkpoint.public_key(made)
    with pytest.raises(FileExistsError):
        checkpoint.generate_key(path)
    assert checkpoint.public_key(checkpoint.load_key(path)) == checkpoint.public_key(made)


def test_key_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "ledger.pem"
    checkpoint.generate_key(path)
    path.chmod(0o640)
    with pytest.raises(CheckpointRefused):
        checkpoint.load_key(path)
