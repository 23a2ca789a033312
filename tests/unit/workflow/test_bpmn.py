"""Every procedure can be written as BPMN: what it holds is the machine, in one piece, and drawn."""

from collections import Counter
from xml.etree import ElementTree

import pytest

from accounts.roles import Role
from workflow import bpmn
from workflow.procedure import Procedure
from workflow.procedures import procedures

NAMES = {"b": bpmn.BPMN, "di": bpmn.DI, "dc": bpmn.DC}


def read(procedure: type[Procedure], language: str = "en") -> ElementTree.Element:
    return ElementTree.fromstring(bpmn.document(procedure, language=language))


@pytest.fixture(params=procedures(), ids=lambda p: p.code)
def procedure(request: pytest.FixtureRequest) -> type[Procedure]:
    return request.param  # type: ignore[no-any-return]


def test_file_holds_every_stage_and_every_transition(procedure: type[Procedure]) -> None:
    root, machine = read(procedure), procedure.machine
    edges = [(t, source) for t in machine.transitions.values() for source in t.sources]
    by_system = sum(t.by == (Role.SYSTEM,) for t, _source in edges)
    final = [s for s in machine.stages if machine.is_final(s)]
    assert len(root.findall(".//b:userTask", NAMES)) == len(edges) - by_system
    assert len(root.findall(".//b:serviceTask", NAMES)) == by_system
    assert len(root.findall(".//b:endEvent", NAMES)) == len(final)
    assert len(root.findall(".//b:intermediateThrowEvent", NAMES)) == len(machine.stages) - len(final)
    assert len(root.findall(".//b:startEvent", NAMES)) == 1


def test_tasks_lead_to_the_target_of_their_transition(procedure: type[Procedure]) -> None:
    root = read(procedure)
    flows = {f.get("sourceRef"): f.get("targetRef") for f in root.iterfind(".//b:sequenceFlow", NAMES)}
    for transition in procedure.machine.transitions.values():
        for source in transition.sources:
            entrance = flows[f"do_{transition.name}_at_{source}"]
            target = transition.at(source).target
            assert entrance in (f"join_{target}", f"stage_{target}")


def test_flows_join_elements_that_say_so_and_nothing_lies_on_something_else(procedure: type[Procedure]) -> None:
    root = read(procedure)
    elements = {e.get("id"): e for e in root.find("b:process", NAMES) or []}
    for flow in root.iterfind(".//b:sequenceFlow", NAMES):
        assert flow.get("id") in [e.text for e in elements[flow.get("sourceRef")].iterfind("b:outgoing", NAMES)]
        assert flow.get("id") in [e.text for e in elements[flow.get("targetRef")].iterfind("b:incoming", NAMES)]
    drawn = Counter(shape.get("bpmnElement") for shape in root.iterfind(".//di:BPMNShape", NAMES))
    assert drawn == Counter(name for name, e in elements.items() if not e.tag.endswith("sequenceFlow"))
    boxes = [tuple(int(b.get(k, "")) for k in ("x", "y", "width", "height")) for b in root.iterfind(".//dc:Bounds", NAMES)]
    for n, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[n + 1 :]:
            assert x + width <= left or left + wide <= x or y + height <= top or top + high <= y


def test_labels_are_those_of_the_language() -> None:
    (procedure,) = [p for p in procedures() if p.code == "EQV-01"]
    stage = read(procedure, "ar").find(".//b:intermediateThrowEvent[@id='stage_draft']", NAMES)
    assert stage is not None
    assert stage.get("name") == "مسودّة"
