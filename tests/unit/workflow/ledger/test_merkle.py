"""The tree of RFC 6962: published vectors, then every proof of every small tree."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.ledger.merkle import (
    EMPTY_ROOT,
    CompactRange,
    Tree,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)

# The leaves and tree heads with which implementations of Certificate Transparency are tested.
CONTENTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
STANDARD = Tree(leaf_hash(bytes.fromhex(content)) for content in CONTENTS)
LEAVES = [leaf_hash(bytes([number])) for number in range(64)]
TREE = Tree(LEAVES)


def reference_root(leaves):
    """The definition in RFC 6962, section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = max(1 << n for n in range(7) if 1 << n < len(leaves))
    return sha256(b"\x01" + reference_root(leaves[:split]) + reference_root(leaves[split:])).digest()


REFERENCE_ROOTS = [reference_root(LEAVES[:size]) for size in range(65)]


def flipped(hashes):
    """The same hashes with one bit changed in each of them in turn, one missing, and one too many."""
    for place, node in enumerate(hashes):
        yield [*hashes[:place], bytes([node[0] ^ 1]) + node[1:], *hashes[place + 1 :]]
    yield [*hashes, EMPTY_ROOT]
    if hashes:
        yield hashes[:-1]
        yield hashes[1:]


@pytest.mark.parametrize("size", range(9))
def test_published_roots(size):
    leaves = [leaf_hash(bytes.fromhex(content)) for content in CONTENTS[:size]]
    assert (STANDARD.root(size).hex(), CompactRange().extend(leaves).root.hex()) == (ROOTS[size], ROOTS[size])


def test_published_proofs():
    assert [node.hex() for node in STANDARD.inclusion_proof(index=5, size=8)] == [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        ROOTS[4],
    ]
    assert [node.hex() for node in STANDARD.consistency_proof(first=2, second=5)] == [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ]
    assert [node.hex() for node in STANDARD.consistency_proof(first=6, second=8)] == [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        ROOTS[4],
    ]


def test_compact_range_follows_the_definition_one_leaf_at_a_time():
    state = CompactRange()
    for size, leaf in enumerate(LEAVES, start=1):
        state = state.append(leaf)
        assert (state.size, state.root, TREE.root(size)) == (size, REFERENCE_ROOTS[size], REFERENCE_ROOTS[size])
        assert len(state.nodes) == size.bit_count()


def test_compact_range_resumes_from_what_was_stored():
    state = CompactRange().extend(LEAVES[:37])
    assert CompactRange(size=37, nodes=state.nodes).extend(LEAVES[37:]).root == REFERENCE_ROOTS[64]
    with pytest.raises(ValueError):
        CompactRange(size=36, nodes=state.nodes)


@pytest.mark.parametrize("size", range(1, 65))
def test_every_leaf_is_proved_in_every_tree(size):
    for index in range(size):
        proof = TREE.inclusion_proof(index=index, size=size)
        facts = {"leaf": LEAVES[index], "index": index, "size": size, "proof": proof, "root": REFERENCE_ROOTS[size]}
        assert verify_inclusion(**facts)
        assert not verify_inclusion(**facts | {"leaf": LEAVES[(index + 1) % 64]})
        assert not verify_inclusion(**facts | {"index": index + 1})
        assert not verify_inclusion(**facts | {"index": index - 1})
        assert not verify_inclusion(**facts | {"root": REFERENCE_ROOTS[size - 1]})


@pytest.mark.parametrize("second", range(1, 65))
def test_every_tree_begins_with_every_smaller_one(second):
    for first in range(1, second + 1):
        proof = TREE.consistency_proof(first=first, second=second)
        roots = {"first_root": REFERENCE_ROOTS[first], "second_root": REFERENCE_ROOTS[second]}
        assert verify_consistency(first=first, second=second, proof=proof, **roots)
        assert not verify_consistency(first=first, second=second, proof=proof, **roots | {"first_root": EMPTY_ROOT})
        assert not verify_consistency(first=first, second=second, proof=proof, **roots | {"second_root": EMPTY_ROOT})


@given(st.integers(1, 64), st.data())
@settings(max_examples=80, deadline=None)
def test_altered_proofs_are_refused(size, data):
    index = data.draw(st.integers(0, size - 1))
    first = data.draw(st.integers(1, size))
    root, first_root = REFERENCE_ROOTS[size], REFERENCE_ROOTS[first]
    for proof in flipped(TREE.inclusion_proof(index=index, size=size)):
        assert not verify_inclusion(leaf=LEAVES[index], index=index, size=size, proof=proof, root=root)
    for proof in flipped(TREE.consistency_proof(first=first, second=size)):
        assert not verify_consistency(first=first, second=size, proof=proof, first_root=first_root, second_root=root)


def test_changed_past_is_not_consistent():
    other = Tree([leaf_hash(b"forged"), *LEAVES[1:40]])
    proof = other.consistency_proof(first=20)
    assert not verify_consistency(first=20, second=40, proof=proof, first_root=REFERENCE_ROOTS[20], second_root=other.root())


def test_leaf_and_node_cannot_be_confused():
    left, right = LEAVES[:2]
    assert node_hash(left, right) != leaf_hash(left + right)


@pytest.mark.parametrize(
    "refused",
    [
        lambda: TREE.inclusion_proof(index=64),
        lambda: TREE.inclusion_proof(index=0, size=65),
        lambda: TREE.consistency_proof(first=0),
        lambda: TREE.consistency_proof(first=9, second=8),
        lambda: TREE.root(65),
    ],
)
def test_proofs_outside_the_tree_are_refused(refused):
    with pytest.raises(ValueError):
        refused()
