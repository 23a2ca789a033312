"""The Merkle tree over all entries (RFC 6962): append in O(log n), proofs of inclusion and of consistency."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from hmac import compare_digest

EMPTY_ROOT = sha256(b"").digest()

# node(level, index) is the hash of the perfect subtree over leaves [index * 2**level, (index + 1) * 2**level).
Node = Callable[[int, int], bytes]


def leaf_hash(content: bytes) -> bytes:
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class CompactRange:
    """All that is needed to go on appending: the roots of the perfect subtrees, largest first."""

    size: int = 0
    nodes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.nodes) != self.size.bit_count():
            raise ValueError("A compact range has one node for each bit of its size.")

    def append(self, leaf: bytes) -> "CompactRange":
        return self.extend([leaf])

    def extend(self, leaves: Iterable[bytes]) -> "CompactRange":
        """The range after these leaf hashes."""
        nodes, size = list(self.nodes), self.size
        for node in leaves:
            # Each trailing 1 bit of the size is a subtree as large as the one just completed.
            carry = size
            while carry & 1:
                node = node_hash(nodes.pop(), node)
                carry >>= 1
            nodes.append(node)
            size += 1
        return CompactRange(size=size, nodes=tuple(nodes))

    @property
    def root(self) -> bytes:
        if not self.nodes:
            return EMPTY_ROOT
        return reduce(lambda right, left: node_hash(left, right), reversed(self.nodes))


class Tree:
    """A tree held in memory, from its leaf hashes; its `node` serves the proofs of any size up to its own."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels = [list(leaves)]
        while len(self._levels[-1]) > 1:
            below = self._levels[-1]
            self._levels.append([node_hash(below[n], below[n + 1]) for n in range(0, len(below) - 1, 2)])

    @property
    def size(self) -> int:
        return len(self._levels[0])

    def node(self, level: int, index: int) -> bytes:
        return self._levels[level][index]

    def root(self, size: int | None = None) -> bytes:
        size = self.size if size is None else size
        _check(0 <= size <= self.size, "The tree is not that large.")
        return subtree_hash(start=0, end=size, node=self.node) if size else EMPTY_ROOT

    def inclusion_proof(self, *, index: int, size: int | None = None) -> list[bytes]:
        size = self.size if size is None else size
        _check(size <= self.size, "The tree is not that large.")
        return inclusion_proof(index=index, size=size, node=self.node)

    def consistency_proof(self, *, first: int, second: int | None = None) -> list[bytes]:
        second = self.size if second is None else second
        _check(second <= self.size, "The tree is not that large.")
        return consistency_proof(first=first, second=second, node=self.node)


def _check(is_true: bool, sentence: str) -> None:
    if not is_true:
        raise ValueError(sentence)


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def subtree_hash(*, start: int, end: int, node: Node) -> bytes:
    """The hash over leaves [start, end), where `start` is a left edge of the tree's own division."""
    size = end - start
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return node(level, start >> level)
    middle = start + _split(size)
    return node_hash(subtree_hash(start=start, end=middle, node=node), subtree_hash(start=middle, end=end, node=node))


def inclusion_proof(*, index: int, size: int, node: Node) -> list[bytes]:
    """The hashes that lead from leaf `index` to the root of the first `size` leaves, lowest first."""
    _check(0 <= index < size, "The leaf is not in the tree.")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(subtree_hash(start=middle, end=end, node=node))
            end = middle
        else:
            path.append(subtree_hash(start=start, end=middle, node=node))
            start = middle
    return path[::-1]


def consistency_proof(*, first: int, second: int, node: Node) -> list[bytes]:
    """The hashes that show the tree of `first` leaves to be the beginning of the tree of `second` leaves."""
    _check(0 < first <= second, "The first size is not within the second.")
    start, end, path, is_old_root = 0, second, [], True
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            path.append(subtree_hash(start=middle, end=end, node=node))
            end = middle
        else:
            path.append(subtree_hash(start=start, end=middle, node=node))
            start, is_old_root = middle, False
    if not is_old_root:
        path.append(subtree_hash(start=start, end=end, node=node))
    return path[::-1]


def verify_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `leaf` is at `index` in the tree of this size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            node = node_hash(sibling, node)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and compare_digest(node, root)


def verify_consistency(*, first: int, second: int, proof: Sequence[bytes], first_root: bytes, second_root: bytes) -> bool:
    """Whether the second tree only adds to the first (RFC 9162, 2.1.4.2)."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and compare_digest(first_root, second_root)
    # The proof leaves out the old root when the old tree is itself a perfect subtree.
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    if not path:
        return False
    position, last = first - 1, second - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and compare_digest(old, first_root) and compare_digest(new, second_root)
