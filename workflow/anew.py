"""A request that is examined anew once its decision was overturned: a case like the first, where the service examines."""

from copy import deepcopy

from registers.normalise import fold
from workflow import links, openings
from workflow.machine import Transition
from workflow.models import Case, Event
from workflow.policies import EXAMINING
from workflow.procedure import Procedure
from workflow.procedures import named
from workflow.terms import Duty

REGISTRATION, FILING = "register_case", "submit"


def stage_for(case: Case) -> str:
    """Where the request of a closed case would be examined anew; "" where nobody filed one, or the case still goes on.

    A request that was registered is examined again; one that was declared inadmissible before is first received.
    """
    first = _first_act(case)
    return first.target if first else ""


def _first_act(case: Case) -> Transition | None:
    """The act from which the request of a closed case goes on anew."""
    if case.is_open:
        return None
    transitions, done = named(case.procedure).machine.transitions, Event.objects.filter(stream=case.stream)
    acts = [name for name in (REGISTRATION, FILING) if name in transitions and done.filter(kind=f"transition.{name}").exists()]
    return transitions[acts[0]] if FILING in acts else None


def examine(*, act: Procedure, former: Case) -> Case | None:
    """Opens the case in which the request of a former one is examined anew, once; None where none can be.

    It is opened inside the act that overturned the decision, carries what was filed, has the number and the law of the day,
    and binds those who examined the request before. What was joined is carried by whoever knows attachments.
    """
    links.check_declared(act.case, former.procedure)
    first = _first_act(former)
    if first is None:
        return None
    if (known := act.case.children.filter(procedure=former.procedure).first()) is not None:
        return known
    procedure = named(former.procedure)
    examined = sorted({user for duty in EXAMINING for user in former.duties.get(duty, ())})
    told = {"case": str(former.pk), "number": former.number or "", "appeal": act.case.number or ""}
    case = Case(
        procedure=procedure.code,
        version=procedure.version,
        stage=first.target,
        region=former.region,
        language=former.language,
        author=former.applicant or former.author,
        provider=former.provider,
        parent=act.case,
        family=former.family or former.pk,
        answers=deepcopy(former.answers),
        facts={"anew": told},
        duties={str(Duty.EXAMINED): examined} if examined else {},
    )
    links.same_party(case, former)
    # What a registration brings about: an officer, the question to a structure, a right that goes on meanwhile.
    effect = first.effect if first.name == REGISTRATION else None
    openings.begin(case, by=act.actor, told={"anew": told}, at=act.at, effect=effect)
    words = f"{procedure.application.search_text(case)} {fold(case.number or '')}".strip()
    Case.objects.filter(pk=case.pk).update(search_text=words, provider=case.provider)
    act.opened.append(case)
    return case
