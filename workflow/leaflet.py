"""What a person wants to know before asking: who may, what to bring, what one receives."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflow import pathway
from workflow.procedure import Procedure
from workflow.terms import Applicants

WHO = {
    Applicants.INDIVIDUAL: _("Any person, in their own name or with a legalised power of attorney."),
    Applicants.PROVIDER: _("A private training structure, through a person who acts for it."),
    Applicants.ANYONE: _("Any person in their own name, or an organisation through a person who acts for it."),
    Applicants.ADMINISTRATION: _("The administration opens this procedure itself."),
}


@dataclass(frozen=True)
class Paper:
    """A document to bring: always, or in the case that the requirement names in words."""

    code: str
    label: Any
    hint: Any
    validity: Any
    condition: Any
    is_always: bool
    brings_original: bool


def papers(procedure: type[Procedure]) -> Iterator[Paper]:
    for requirement in procedure.application.requires if procedure.application else ():
        kind = requirement.document
        yield Paper(
            code=requirement.code,
            label=kind.label,
            hint=requirement.hint,
            validity=kind.validity,
            condition=requirement.condition,
            is_always=requirement.when is None,
            brings_original=requirement.compare_original,
        )


def issued(procedure: type[Procedure]) -> list[Any]:
    """What the applicant receives on the usual way, and either decision at its end."""
    way = pathway.stages_to_decision(procedure, source=procedure.initial)
    transitions = [t for source, target in pairwise(way) for t in procedure.machine.leaving(source) if t.target == target]
    transitions += [t for t in procedure.machine.leaving(way[-1]) if procedure.machine.is_final(t.target)] if way else []
    found = {d.code: d for t in transitions for d in t.terms.issues}
    return [getattr(d, "title", d.code) for d in found.values() if getattr(d, "is_for_applicant", True)]
