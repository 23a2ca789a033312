"""The names that the database keeps, read from the code: what is written once is read for ever."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from accounts.roles import Role
from documents.catalogue import DOCUMENT_TYPES
from documents.wording import LETTERS
from documents.zones.catalogue import REMARKS, zones_of
from forms.equivalence.forgery import FORGERY_GROUNDS
from forms.requirements import CATALOGUE
from forms.transitions.intake import INADMISSIBLE
from registers.catalogue import REGISTERS
from tests.factories.rows import OURS, models
from workflow import outbox
from workflow.parameters import all_declared
from workflow.procedure import Procedure
from workflow.procedures import committees, procedures
from workflow.refusals import Refused
from workflow.terms import Duty

ROOT = Path(__file__).resolve().parents[2]


def subclasses(cls: type) -> Iterator[type]:
    for child in cls.__subclasses__():
        yield child
        yield from subclasses(child)


def event_kinds() -> list[str]:
    """Every `kind` that a module of ours gives to an event, as text; {} stands for what is filled in."""
    found: set[str] = set()
    for package in (*OURS, "config"):
        for file in (ROOT / package).rglob("*.py"):
            source = file.read_text(encoding="utf-8")
            if "record" in source or file.stem == "record":  # other modules have kinds of other things
                found |= set(_kinds(ast.parse(source)))
    return sorted(found)


def _kinds(module: ast.Module) -> Iterator[str]:
    nodes = list(ast.walk(module))
    # Functions that take the kind by place, and names that are passed on as the kind.
    places = {f.name: [a.arg for a in f.args.args].index("kind") for f in nodes if isinstance(f, ast.FunctionDef) and "kind" in [a.arg for a in f.args.args]}  # fmt: skip
    passed: set[str] = set()
    for call in (n for n in nodes if isinstance(n, ast.Call)):
        given = [k.value for k in call.keywords if k.arg == "kind"]
        if isinstance(call.func, ast.Name) and call.func.id in places:
            given += call.args[places[call.func.id] :][:1]
        for value in given:
            yield from _texts(value)
            passed |= {value.id} if isinstance(value, ast.Name) and "kind" in [k.arg for k in call.keywords] else set()
    for node in nodes:
        if isinstance(node, ast.Assign) and {t.id for t in node.targets if isinstance(t, ast.Name)} & passed:
            yield from (text for text in _texts(node.value) if text)


def _texts(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.JoinedStr):
        yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in value.values)
    elif isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)


def choices() -> dict[str, list[str]]:
    """Statuses and other codes that columns may hold."""
    return {
        f"{model.__name__}.{column.name}": sorted(str(value) for value, _label in column.flatchoices)
        for model in models()
        for column in model._meta.fields
        if column.flatchoices and column.name not in ("region", "role")
    }


def persisted() -> dict[str, Any]:
    """Everything of that kind that belongs to no single procedure, as JSON."""
    import_module("config.urls")  # loads every view, and with it every refusal
    codes = {p.code for p in procedures()}
    return {
        "roles": sorted(Role.values),
        "duties": sorted(Duty),
        "choices": choices(),
        "documents": sorted(DOCUMENT_TYPES),
        # Under which versions of texts are kept.
        "zones": sorted(zone.code for letter in LETTERS for zone in zones_of(letter) if zone.name != REMARKS),
        "requirements": sorted(CATALOGUE),
        "registers": sorted(REGISTERS),
        # One name, and the code of the region after it where a committee sits in each.
        "committees": sorted({name.partition(":")[0] for name in committees()}),
        "parameters": sorted(name for name in all_declared() if name.split(".")[0] not in codes),
        "refusals": sorted({r.code for r in [Refused, *subclasses(Refused)] if r.__module__.split(".")[0] in OURS}),
        "topics": sorted(outbox._handlers),
        "event_kinds": event_kinds(),
        "grounds": {"inadmissible": sorted(INADMISSIBLE), "forgery": sorted(FORGERY_GROUNDS)},
    }


def persisted_of(procedure: type[Procedure]) -> dict[str, Any]:
    """What the database keeps of one procedure."""
    transitions = procedure.machine.transitions.values()
    return {
        "version": procedure.version,
        "stages": sorted(procedure.machine.stages),
        "transitions": sorted(procedure.machine.transitions),
        "letters": sorted(procedure.letters),
        "conditions": sorted({c.__name__ for t in transitions for c in t.conditions}),
        "facts": sorted({t.form.subject for t in transitions if t.form and t.form.subject}),
        "answers": {s.code: sorted(s.base_fields) for s in procedure.application.sections},
        "grounds": sorted(procedure.application.grounds),
        "levels": [code for code, _label in procedure.application.levels],
        "parameters": sorted(name for name in all_declared() if name.startswith(f"{procedure.code}.")),
    }
