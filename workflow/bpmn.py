"""A procedure as BPMN 2.0: each stage an event between gateways, each transition a task; drawn, so that any modeller opens it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from django.utils import translation

from accounts.roles import Role
from workflow.machine import Transition
from workflow.procedure import Procedure

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
WAY = "http://www.omg.org/spec/DD/20100524/DI"
NAMESPACE = "https://takwin.example/procedures"
EVENT, GATEWAY, TASK, LANE = (36, 36), (50, 50), (160, 60), 90
# Where the parts of a stage stand in its band, from left to right.
JOIN_X, STAGE_X, SPLIT_X, TASK_X = 80, 200, 320, 460


@dataclass
class Drawing:
    """The elements of the process with their places, and the flows between them."""

    process: ElementTree.Element
    places: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)  # id -> x, y, width, height
    flows: list[tuple[str, str, str]] = field(default_factory=list)  # id, source, target

    def add(self, kind: str, name: str, *, label: str, x: int, middle: int, size: tuple[int, int]) -> str:
        told = {"id": name, **({"name": label} if label else {})}
        ElementTree.SubElement(self.process, f"{{{BPMN}}}{kind}", told)
        self.places[name] = (x, middle - size[1] // 2, *size)
        return name

    def flow(self, source: str, target: str) -> None:
        self.flows.append((f"flow_{len(self.flows) + 1}", source, target))

    def write_flows(self) -> None:
        """Flows after the elements, each of which names what comes in before what goes out, as the schema orders them."""
        elements = {element.get("id", ""): element for element in self.process}
        for kind, end in (("incoming", 2), ("outgoing", 1)):
            for flow in self.flows:
                ElementTree.SubElement(elements[flow[end]], f"{{{BPMN}}}{kind}").text = flow[0]
        for name, source, target in self.flows:
            told = {"id": name, "sourceRef": source, "targetRef": target}
            ElementTree.SubElement(self.process, f"{{{BPMN}}}sequenceFlow", told)


def document(procedure: type[Procedure], *, language: str = "en") -> bytes:
    """The machine of a procedure as a BPMN 2.0 file, in one language."""
    with translation.override(language):
        return _document(procedure)


def _document(procedure: type[Procedure]) -> bytes:
    for prefix, uri in (("", BPMN), ("bpmndi", DI), ("dc", DC), ("di", WAY)):
        ElementTree.register_namespace(prefix, uri)
    key = procedure.code.replace("-", "_")
    root = ElementTree.Element(f"{{{BPMN}}}definitions", {"id": f"definitions_{key}", "targetNamespace": NAMESPACE})
    told = {"id": f"process_{key}", "name": f"{procedure.code} {procedure.title}", "isExecutable": "false"}
    drawing = Drawing(ElementTree.SubElement(root, f"{{{BPMN}}}process", told))
    entrances = _draw_stages(drawing, procedure)
    for transition, source in _edges(procedure):
        drawing.flow(_task(transition, source), entrances[transition.target])
    drawing.write_flows()
    _draw_plane(root, drawing, process=told["id"])
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _edges(procedure: type[Procedure]) -> Iterator[tuple[Transition, str]]:
    for transition in procedure.machine.transitions.values():
        yield from ((transition.at(source), source) for source in transition.sources)


def _task(transition: Transition, source: str) -> str:
    return f"do_{transition.name}_at_{source}"


def _draw_stages(drawing: Drawing, procedure: type[Procedure]) -> dict[str, str]:
    """Draws every stage with the tasks that leave it, one band below the other; where one comes in, by stage."""
    machine, entrances, top = procedure.machine, {}, 40
    for stage in machine.stages:
        leaving = sorted(machine.leaving(stage), key=lambda t: t.name)
        arriving = sum(t.target == stage for t, _source in _edges(procedure))
        middle = top + LANE * max(1, len(leaving)) // 2
        entrances[stage] = _draw_stage(drawing, procedure, stage, arriving=arriving, middle=middle)
        exit_ = _split(drawing, procedure, stage, middle=middle) if len(leaving) > 1 else f"stage_{stage}"
        for place, transition in enumerate(leaving):
            kind = "serviceTask" if transition.by == (Role.SYSTEM,) else "userTask"
            at = top + LANE * place + LANE // 2
            task = drawing.add(kind, _task(transition, stage), label=str(transition.label), x=TASK_X, middle=at, size=TASK)
            drawing.flow(exit_, task)
        top += LANE * max(1, len(leaving)) + 30
    return entrances


def _draw_stage(drawing: Drawing, procedure: type[Procedure], stage: str, *, arriving: int, middle: int) -> str:
    machine, label = procedure.machine, str(procedure.stage_label(stage))
    kind = "endEvent" if machine.is_final(stage) else "intermediateThrowEvent"
    if stage == machine.initial:
        start = drawing.add("startEvent", "start", label=str(procedure.title), x=0, middle=middle, size=EVENT)
        arriving += 1
    event = drawing.add(kind, f"stage_{stage}", label=label, x=STAGE_X, middle=middle, size=EVENT)
    entrance = event
    if arriving > 1:
        entrance = drawing.add("exclusiveGateway", f"join_{stage}", label="", x=JOIN_X, middle=middle, size=GATEWAY)
        drawing.flow(entrance, event)
    if stage == machine.initial:
        drawing.flow(start, entrance)
    return entrance


def _split(drawing: Drawing, procedure: type[Procedure], stage: str, *, middle: int) -> str:
    label = str(procedure.stage_label(stage))
    split = drawing.add("exclusiveGateway", f"split_{stage}", label=label, x=SPLIT_X, middle=middle, size=GATEWAY)
    drawing.flow(f"stage_{stage}", split)
    return split


def _draw_plane(root: ElementTree.Element, drawing: Drawing, *, process: str) -> None:
    """Where everything stands, and flows in right angles: out to the right, along a lane of their own, in from the left."""
    diagram = ElementTree.SubElement(root, f"{{{DI}}}BPMNDiagram", {"id": "diagram"})
    plane = ElementTree.SubElement(diagram, f"{{{DI}}}BPMNPlane", {"id": "plane", "bpmnElement": process})
    for name, (x, y, width, height) in drawing.places.items():
        shape = ElementTree.SubElement(plane, f"{{{DI}}}BPMNShape", {"id": f"{name}_di", "bpmnElement": name})
        told = {"x": str(x), "y": str(y), "width": str(width), "height": str(height)}
        ElementTree.SubElement(shape, f"{{{DC}}}Bounds", told)
    for place, (name, source, target) in enumerate(drawing.flows):
        edge = ElementTree.SubElement(plane, f"{{{DI}}}BPMNEdge", {"id": f"{name}_di", "bpmnElement": name})
        for x, y in _way(drawing.places[source], drawing.places[target], lane=place):
            ElementTree.SubElement(edge, f"{{{WAY}}}waypoint", {"x": str(x), "y": str(y)})


def _way(source: tuple[int, int, int, int], target: tuple[int, int, int, int], *, lane: int) -> list[tuple[int, int]]:
    start = (source[0] + source[2], source[1] + source[3] // 2)
    end = (target[0], target[1] + target[3] // 2)
    if start[0] < end[0]:
        return [start, end]
    out, back = TASK_X + TASK[0] + 20 + 6 * (lane % 40), -40 - 6 * (lane % 40)
    above = target[1] - 12
    return [start, (out, start[1]), (out, above), (back, above), (back, end[1]), end]
