"""Check the exported history of one case: python verify_export.py export.json [--key PUBKEY]

Needs Python 3.10 or later and nothing else. Prints a verdict for each check; ends with 0 when all hold, otherwise 1.
PUBKEY is the published key of the log, as `name+id+base64` or in hexadecimal; without it the key inside the export is
used, which shows that the export is coherent but not who made it. Acts left out at the end cannot be noticed here.

The export is a JSON object in UTF-8 without fractions or repeated keys; hashes and salts are in hexadecimal:
  format      "takwin-ledger-export/1"; stream, the name of the history, such as "case:" and the case's identifier
  public_key  name+id+base64(0x01 and the 32 bytes of the Ed25519 key)
  checkpoint  signed note: origin, size and root of the tree one per line, an empty line, signature lines
  entries     from the first act on, each with seq (1, 2, ...), at (UTC), actor, on_behalf_of, kind, commit_hash,
              prev_hash, entry_hash, salt and payload (both null once erased), leaf_index, proof (list of hashes)

commit_hash = SHA-256("takwin ledger commitment 1" 0x00, salt of 16 bytes, canonical payload); entry_hash = SHA-256(
"takwin ledger entry 1" 0x00, canonical object of actor, at, commit_hash, kind, on_behalf_of, prev_hash, seq, stream);
prev_hash is the entry_hash before, at first 32 zero bytes; leaf = SHA-256(0x00, entry_hash), nodes as in RFC 6962.
"""

import argparse
import base64
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from hashlib import sha256, sha512
from typing import Any

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def add(
    a: tuple[int, ...], b: tuple[int, ...]
) -> tuple[int, ...]:  # points of Edwards25519 in extended coordinates (RFC 8032, 5.1.4)
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar: int, point: tuple[int, ...]) -> tuple[int, ...]:
    total: tuple[int, ...] = (0, 1, 1, 0)
    while scalar:
        total, point, scalar = add(total, point) if scalar & 1 else total, add(point, point), scalar >> 1
    return total


def decompress(octets: bytes) -> tuple[int, ...]:
    y, sign = int.from_bytes(octets, "little") & (2**255 - 1), octets[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if len(octets) != 32 or y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = decompress((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Ed25519 (RFC 8032, 5.1.7), with the stricter reading: S below the order, the equation without cofactor."""
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(sha512(signature[:32] + public_key + message).digest(), "little") % L
    x, y, _, xy = decompress(public_key)
    x, y, z, _ = add(multiply(s, BASE), multiply(h, (P - x, y, 1, P - xy)))
    x, y = x * pow(z, -1, P) % P, y * pow(z, -1, P) % P
    return len(signature) == 64 and s < L and (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


def open_checkpoint(note: str, key: bytes) -> tuple[str, int, bytes, bool]:
    body, _, tail = note.rpartition("\n\n")
    origin, size, root = (body + "\n").split("\n")[:3]
    key_id = sha256(origin.encode() + b"\n\x01" + key).digest()[:4]
    lines = [line.split(" ") for line in tail.split("\n") if line.startswith(f"— {origin} ")]
    ours = [octets for octets in (base64.b64decode(line[2]) for line in lines) if octets[:4] == key_id]
    signed = bool(ours) and all(is_signed(key, (body + "\n").encode(), octets[4:]) for octets in ours)
    return origin, int(size), base64.b64decode(root, validate=True), signed


def root_from(leaf: bytes, index: int, size: int, proof: list[str]) -> bytes | None:  # RFC 9162, 2.1.3.2
    last = size - 1 if 0 <= index < size else -1
    for sibling in map(bytes.fromhex, proof):
        if last < 1:
            return None
        if index & 1 or index == last:
            leaf = sha256(b"\x01" + sibling + leaf).digest()
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            leaf = sha256(b"\x01" + leaf + sibling).digest()
        index, last = index >> 1, last >> 1
    return leaf if last == 0 else None


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError("a key is repeated")
    return dict(pairs)


def flaws(entry: Any, seq: int, previous: str, stream: str, size: int, root: bytes) -> Iterator[str]:
    facts = {name: entry[name] for name in ("actor", "at", "commit_hash", "kind", "on_behalf_of", "prev_hash", "seq")}
    entry_hash = sha256(b"takwin ledger entry 1\0" + canonical({**facts, "stream": stream})).digest()
    if entry["seq"] != seq or entry["prev_hash"] != previous or entry["entry_hash"] != entry_hash.hex():
        yield "chain"
    if entry["salt"] is not None or entry["payload"] is not None:
        salt = bytes.fromhex(entry["salt"] or "")
        commitment = sha256(b"takwin ledger commitment 1\0" + salt + canonical(entry["payload"]))
        if len(salt) != 16 or commitment.hexdigest() != entry["commit_hash"]:
            yield "content"
    if root_from(sha256(b"\0" + entry_hash).digest(), entry["leaf_index"], size, entry["proof"]) != root:
        yield "inclusion"


def verdicts(export: Any, key: str | None = None) -> Iterator[tuple[bool, str]]:
    yield export["format"] == "takwin-ledger-export/1", f"format: {export['format']!r}"
    text = key or export["public_key"]
    octets = base64.b64decode(text.split("+", 2)[2], validate=True)[1:] if "+" in text else bytes.fromhex(text)
    origin, size, root, signed = open_checkpoint(export["checkpoint"], octets)
    yield signed, f"checkpoint: {size} entries, signed by the key of {origin!r}"
    entries, previous = export["entries"], "00" * 32
    found: dict[str, list[int]] = {"chain": [], "content": [], "inclusion": []}
    for seq, entry in enumerate(entries, start=1):
        for check in flaws(entry, seq, previous, export["stream"], size, root):
            found[check].append(seq)
        previous = entry["entry_hash"]
    erased = [entry["seq"] for entry in entries if entry["payload"] is None]
    yield bool(entries), f"entries: {len(entries)} of {export['stream']!r}, erased: {erased or 'none'}"
    for check, where in found.items():
        yield not where, f"{check}: " + (f"wrong at entries {where}" if where else "as recorded")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export")
    parser.add_argument("--key", help="the published key of the log")
    options = parser.parse_args(arguments)
    try:
        with open(options.export, encoding="utf-8") as file:
            export = json.load(file, object_pairs_hook=unique, parse_float=Decimal)  # no Decimal can be encoded
        results = list(verdicts(export, options.key))
    except (ValueError, LookupError, TypeError, AttributeError, OSError, RecursionError) as error:
        results = [(False, f"unreadable: {type(error).__name__}: {error}")]
    for holds, sentence in results:
        print("OK  " if holds else "FAIL", sentence)
    verified = all(holds for holds, _ in results)
    print("VERIFIED" if verified else "NOT VERIFIED", "with the given key" if options.key else "with its own key only")
    return 0 if verified else 1


if __name__ == "__main__":
    sys.exit(main())
