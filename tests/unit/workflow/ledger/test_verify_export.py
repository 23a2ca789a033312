"""The bundle of one case and the script that checks it without the database."""

import ast
import json
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.ledger import checkpoint, verify_export
from workflow.ledger.checkpoint import Checkpoint
from workflow.ledger.export import Proof, bundle
from workflow.ledger.merkle import Tree, leaf_hash

SCRIPT = Path(verify_export.__file__)
ORIGIN = "ledger.example/demo"


@pytest.fixture
def export_of(history):
    """Bundles entries whose leaves lie among those of other cases."""

    def export(entries, key):
        others = history(stream="case:2", length=9)
        tree = Tree(leaf_hash(entry.entry_hash) for entry in [*others[:6], *entries, *others[6:]])
        note = checkpoint.sign(Checkpoint(origin=ORIGIN, size=tree.size, root=tree.root()), key=key)
        places = range(6, 6 + len(entries))
        proofs = [Proof(index=place, hashes=tree.inclusion_proof(index=place)) for place in places]
        return bundle(entries, proofs, note, checkpoint.public_key(key))

    return export


@pytest.fixture
def exported(export_of, entries, key):
    return export_of(entries, key)


def run(export, tmp_path, *arguments):
    path = tmp_path / "export.json"
    path.write_text(export if isinstance(export, str) else json.dumps(export, ensure_ascii=False), encoding="utf-8")
    return verify_export.main([str(path), *arguments])


def key_text(key):
    return checkpoint.verifier_key(name=ORIGIN, public_key=checkpoint.public_key(key))


def test_script_stands_alone():
    lines = SCRIPT.read_text(encoding="utf-8")
    imported = [node for node in ast.walk(ast.parse(lines)) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {alias.name for node in imported if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in imported if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
    assert len(lines.splitlines()) <= 160


def test_isolated_script_verifies_an_export_and_refuses_an_altered_one(exported, key, tmp_path):
    path = tmp_path / "export.json"
    command = [sys.executable, "-I", str(SCRIPT), str(path), "--key", checkpoint.public_key(key).hex()]
    path.write_text(json.dumps(exported), encoding="utf-8")
    clean = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    exported["entries"][2]["payload"]["reason"] = "altered"
    path.write_text(json.dumps(exported), encoding="utf-8")
    altered = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (clean.returncode, clean.stderr) == (0, "")
    assert clean.stdout.splitlines() == [
        "OK   format: 'takwin-ledger-export/1'",
        "OK   checkpoint: 14 entries, signed by the key of 'ledger.example/demo'",
        "OK   entries: 5 of 'case:1', erased: none",
        "OK   chain: as recorded",
        "OK   content: as recorded",
        "OK   inclusion: as recorded",
        "VERIFIED with the given key",
    ]
    assert (altered.returncode, altered.stderr) == (1, "")
    assert altered.stdout.splitlines()[4:] == [
        "FAIL content: wrong at entries [3]",
        "OK   inclusion: as recorded",
        "NOT VERIFIED with the given key",
    ]


def test_export_verifies_with_the_published_key_and_with_its_own(exported, key, tmp_path):
    assert run(exported, tmp_path, "--key", key_text(key)) == 0
    assert run(exported, tmp_path) == 0


def test_export_with_erased_entries_verifies(export_of, entries, key, tmp_path, capsys):
    erased = [replace(entry, salt=None, payload=None) if entry.seq in (2, 3) else entry for entry in entries]
    assert run(export_of(erased, key), tmp_path, "--key", key_text(key)) == 0
    assert capsys.readouterr().out.splitlines()[2] == "OK   entries: 5 of 'case:1', erased: [2, 3]"


def test_export_signed_by_another_key_is_refused(export_of, entries, key, tmp_path):
    forged = export_of(entries, Ed25519PrivateKey.generate())
    assert run(forged, tmp_path) == 0
    assert run(forged, tmp_path, "--key", key_text(key)) == 1


def leaves_of(value, path=()):
    """The path of every single value in the export."""
    if isinstance(value, dict):
        return [found for name, item in value.items() for found in leaves_of(item, (*path, name))]
    if isinstance(value, list):
        return [found for place, item in enumerate(value) for found in leaves_of(item, (*path, place))]
    return [path]


def altered(value):
    if isinstance(value, int):
        return value + 1
    if value.startswith("2026-"):  # an instant, or a date in a payload
        return value.replace("2026", "2027")
    half = len(value) // 2
    return value[:half] + ("1" if value[half : half + 1] == "0" else "0") + value[half + 1 :]


def test_change_of_any_single_value_is_refused(exported, key, tmp_path):
    paths = leaves_of(exported)
    assert len(paths) > 80
    accepted = []
    for path in paths:
        export = deepcopy(exported)
        parent = export
        for step in path[:-1]:
            parent = parent[step]
        parent[path[-1]] = altered(parent[path[-1]])
        assert export != exported
        if run(export, tmp_path, "--key", key_text(key)) == 0:
            accepted.append(path)
    # With a key of one's own, the key inside the export is not read.
    assert accepted == [("public_key",)]


@pytest.mark.parametrize(
    "alter",
    [
        lambda export: export["entries"].pop(0),
        lambda export: export["entries"].pop(2),
        lambda export: export["entries"].insert(2, export["entries"][1]),
        lambda export: export["entries"].reverse(),
        lambda export: export["entries"].clear(),
        lambda export: export["entries"][1].update(salt=None),
        lambda export: export["entries"][1].update(payload=None),
        lambda export: export["entries"][1]["payload"].update(days=1.5),
        lambda export: export["entries"][1]["payload"].update(days=float("nan")),
        lambda export: export["entries"][1]["payload"].update(more=1),
        lambda export: export["entries"][1].update(proof=[]),
        lambda export: export["entries"][1].update(leaf_index=-1),
        lambda export: export["entries"][1].update(leaf_index=7.0),
        lambda export: export["entries"][1].pop("kind"),
        lambda export: export.update(checkpoint=export["checkpoint"].split("\n\n")[0] + "\n\n"),
        lambda export: export.update(format="takwin-ledger-export/2"),
        lambda export: export.pop("entries"),
    ],
)
def test_malformed_or_cut_export_is_refused(exported, key, tmp_path, alter):
    before = json.dumps(exported)
    alter(exported)
    assert json.dumps(exported) != before
    assert run(exported, tmp_path, "--key", key_text(key)) == 1


@pytest.mark.parametrize("text", ["", "[]", "null", '{"format": 1, "format": 1}', "[" * 100_000, "é"])
def test_text_that_is_no_export_is_refused(tmp_path, text):
    assert run(text, tmp_path) == 1


def test_repeated_key_in_a_payload_is_refused(exported, key, tmp_path):
    text = json.dumps(exported).replace('"documents": [1]', '"documents": [7], "documents": [1]')
    assert text != json.dumps(exported)
    assert run(text, tmp_path, "--key", key_text(key)) == 1


def test_missing_file_is_refused(tmp_path):
    assert verify_export.main([str(tmp_path / "nothing.json")]) == 1


def test_bundle_needs_one_stream_and_a_proof_for_each_entry(history, entries, key):
    note = checkpoint.sign(Checkpoint(origin=ORIGIN, size=1, root=bytes(32)), key=key)
    two_streams = [entries[0], *history(stream="case:2", length=1)]
    for some, proofs in [(entries, []), ([], []), (two_streams, [Proof(0, [])] * 2)]:
        with pytest.raises(ValueError):
            bundle(some, proofs, note, checkpoint.public_key(key))


# The signature check, against another implementation


def accepts(public_key, message, signature):
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200), st.integers(0, 511))
@settings(max_examples=25, deadline=None)
def test_signatures_are_judged_as_by_another_implementation(seed, message, bit):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = checkpoint.public_key(key), key.sign(message)
    assert verify_export.is_signed(public, message, signature)
    wrong = bytearray(signature)
    wrong[bit // 8] ^= 1 << bit % 8
    for case in [(public, message, bytes(wrong)), (public, message + b"x", signature)]:
        assert (verify_export.is_signed(*case), accepts(*case)) == (False, False)


def test_first_vectors_of_rfc_8032():
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert verify_export.is_signed(public, b"", signature)


def test_other_spellings_of_a_signature_are_refused(key):
    public, signature = checkpoint.public_key(key), key.sign(b"note")
    s = int.from_bytes(signature[32:], "little")
    shifted = signature[:32] + (s + verify_export.L).to_bytes(32, "little")
    assert not verify_export.is_signed(public, b"note", shifted)
    assert not verify_export.is_signed(public, b"note", signature + b"\0")
    assert not verify_export.is_signed(public, b"note", signature[:-1])


def test_octets_that_are_no_point_are_refused():
    too_large, off_the_curve = (number.to_bytes(32, "little") for number in (verify_export.P + 1, 2))
    for octets in [too_large, off_the_curve, b"\1" + bytes(30) + b"\x80"]:
        with pytest.raises(ValueError):
            verify_export.decompress(octets)
