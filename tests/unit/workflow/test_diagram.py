"""The drawing of a procedure shows every stage once, none over another, and says every act in words."""

import pytest

from workflow.diagram import HEIGHT, WIDTH, drawn
from workflow.procedure import Procedure
from workflow.procedures import named, procedures


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p.code)
def test_every_stage_has_a_place_of_its_own_inside_the_drawing(procedure: type[Procedure], flip: bool) -> None:
    diagram = drawn(procedure, right_to_left=flip)
    assert sorted(node.stage for node in diagram.nodes) == sorted(procedure.machine.stages)
    for number, node in enumerate(diagram.nodes):
        assert 0 <= node.x <= diagram.width - WIDTH and 0 <= node.y <= diagram.height - HEIGHT
        for other in diagram.nodes[number + 1 :]:
            assert abs(node.x - other.x) >= WIDTH or abs(node.y - other.y) >= HEIGHT


@pytest.mark.parametrize("procedure", procedures(), ids=lambda p: p.code)
def test_every_act_is_drawn_and_told(procedure: type[Procedure]) -> None:
    diagram, machine = drawn(procedure), procedure.machine
    edges = {(s, t.target) for t in machine.transitions.values() for s in t.sources if s != t.target}
    assert {(way.source, way.target) for way in diagram.ways} == edges
    told = sum(len(acts) for _stage, acts in diagram.told)
    assert told == sum(len(machine.leaving(stage)) for stage in machine.stages)


def test_drawing_is_mirrored_where_reading_begins_on_the_right() -> None:
    left, right = (drawn(named("EQV-01"), right_to_left=flip) for flip in (False, True))
    mirrored = {node.stage: left.width - node.x - WIDTH for node in left.nodes}
    assert {node.stage: node.x for node in right.nodes} == mirrored


def test_stages_where_the_law_waits_are_marked() -> None:
    kinds = {node.stage: node.kind for node in drawn(named("EQV-01")).nodes}
    assert (kinds["draft"], kinds["awaiting_complements"], kinds["approved"]) == ("first", "waiting", "last")
