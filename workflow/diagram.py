"""The machine of a procedure as a drawing: stages in layers, from the first downwards, and the ways between them."""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from workflow.procedure import Procedure
from workflow.terms import ClockState

WIDTH, HEIGHT, GAP, DROP, EDGE, ASIDE = 160, 52, 20, 60, 8, 24  # pixels
ABREAST = 3  # stages beside each other: a page is higher than it is wide
LINE, LINES = 22, 2  # characters of a line, lines of a label


@dataclass(frozen=True)
class Node:
    stage: str
    kind: str  # first, open, waiting (the legal clock stands still), last
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]  # vertical place and text

    @property
    def middle(self) -> int:
        return self.x + WIDTH // 2


@dataclass(frozen=True)
class Way:
    """A line from one stage to another; `path` is the data of an SVG path."""

    source: str
    target: str
    path: str
    is_back: bool
    is_end: bool  # leads to a final stage


@dataclass(frozen=True)
class Act:
    """The same in words: what is done at a stage, by whom, and where it leads."""

    label: Any
    roles: str
    target: Any


@dataclass(frozen=True)
class Diagram:
    width: int
    height: int
    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]
    told: tuple[tuple[Any, tuple[Act, ...]], ...]  # stage, and the acts that leave it


def drawn(procedure: type[Procedure], *, right_to_left: bool = False) -> Diagram:
    """The drawing in the active language; mirrored where the language is read from the right."""
    layers = _layers(procedure)
    widest = max(len(layer) for layer in layers)
    width = 2 * EDGE + widest * WIDTH + (widest - 1) * GAP + 4 * ASIDE
    height = 2 * EDGE + len(layers) * HEIGHT + (len(layers) - 1) * DROP
    places: dict[str, tuple[int, int]] = {}
    for row, layer in enumerate(layers):
        start = (width - len(layer) * WIDTH - (len(layer) - 1) * GAP) // 2
        for column, stage in enumerate(layer):
            x = start + column * (WIDTH + GAP)
            places[stage] = (width - x - WIDTH if right_to_left else x, EDGE + row * (HEIGHT + DROP))
    nodes = tuple(_node(procedure, stage, place) for stage, place in places.items())
    return Diagram(width, height, nodes, tuple(_ways(procedure, places, width=width, flip=right_to_left)), _told(procedure))


def _layers(procedure: type[Procedure]) -> list[list[str]]:
    """Stages by how many acts lead to them; final ones below all that lead to them, near to what they follow."""
    machine = procedure.machine
    depth = {machine.initial: 0}
    waiting = deque([machine.initial])
    while waiting:
        stage = waiting.popleft()
        for transition in machine.leaving(stage):
            if transition.target not in depth:
                depth[transition.target] = depth[stage] + 1
                waiting.append(transition.target)
    lowest = max(depth.values(), default=0)
    for stage in machine.stages:
        if machine.is_final(stage):
            depth[stage] = lowest + 1
    layers: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
    for stage in machine.stages:
        layers[depth[stage]].append(stage)
    layers = [layer for layer in layers if layer]
    for above, layer in pairwise(layers):
        place = {stage: n for n, stage in enumerate(above)}
        layer.sort(key=lambda stage: _middle(procedure, stage, place))
    return [layer[n : n + ABREAST] for layer in layers for n in range(0, len(layer), ABREAST)]


def _middle(procedure: type[Procedure], stage: str, place: dict[str, int]) -> float:
    """Where those that lead to a stage stand in the layer above, on average."""
    found = [place[s] for t in procedure.machine.transitions.values() if t.target == stage for s in t.sources if s in place]
    return sum(found) / len(found) if found else len(place) / 2


def _node(procedure: type[Procedure], stage: str, place: tuple[int, int]) -> Node:
    machine = procedure.machine
    kind = "open"
    if stage == machine.initial:
        kind = "first"
    elif machine.is_final(stage):
        kind = "last"
    elif machine.clock_at(stage) is ClockState.SUSPENDED:
        kind = "waiting"
    lines = _wrapped(str(procedure.stage_label(stage)))
    first = place[1] + HEIGHT // 2 - (len(lines) - 1) * 9 + 5
    return Node(stage, kind, *place, tuple((first + 18 * n, line) for n, line in enumerate(lines)))


def _wrapped(label: str) -> list[str]:
    """The words in two lines at most; what does not fit is told in full by the list and by the title of the box."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], f"{lines[LINES - 1]} …"]


def _ways(procedure: type[Procedure], places: dict[str, tuple[int, int]], *, width: int, flip: bool) -> list[Way]:
    each = [(s, t.at(s).target) for t in procedure.machine.transitions.values() for s in t.sources]
    pairs = {(source, target) for source, target in each if source != target}
    found, aside = [], 0
    for source, target in sorted(pairs, key=lambda pair: (not procedure.machine.is_final(pair[1]), places[pair[0]])):
        (x, y), (to_x, to_y) = places[source], places[target]
        middle, to_middle = x + WIDTH // 2, to_x + WIDTH // 2
        if to_y > y:
            start, end, bend = y + HEIGHT, to_y - 7, DROP // 2
            path = f"M{middle} {start} C{middle} {start + bend} {to_middle} {end - bend} {to_middle} {end}"
        else:  # back, or beside: round the side at which reading begins
            aside = (aside + 7) % (2 * ASIDE - 8)
            side = width - 6 - aside if flip else 6 + aside
            edge, to_edge = (x + WIDTH, to_x + WIDTH + 7) if flip else (x, to_x - 7)
            level, to_level = y + HEIGHT // 2, to_y + HEIGHT // 2 + 8
            path = f"M{edge} {level} C{side} {level} {side} {to_level} {to_edge} {to_level}"
        found.append(Way(source, target, path, is_back=to_y <= y, is_end=procedure.machine.is_final(target)))
    return found


def _told(procedure: type[Procedure]) -> tuple[tuple[Any, tuple[Act, ...]], ...]:
    machine = procedure.machine
    return tuple(
        (
            procedure.stage_label(stage),
            tuple(
                Act(t.label, ", ".join(str(role.label) for role in t.by), procedure.stage_label(t.target))
                for t in machine.leaving(stage)
            ),
        )
        for stage in machine.stages
        if not machine.is_final(stage)
    )
