"""People whom a case concerns without being a party to it: for a time they may say something of their own."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import Role
from workflow import assignments, outbox
from workflow.models import Assignment, Case
from workflow.procedure import Procedure
from workflow.procedures import procedure_of, procedures


def tell(act: Procedure, told: Mapping[int, Mapping[str, str]]) -> None:
    """Names those whom the case concerns, by account, in place of whoever was named before, and writes to each what is theirs."""
    case = act.case
    assignments.assign_team(case, role=Role.TRAINEE, user_ids=told, at=act.at)
    outbox.order(
        *(
            outbox.row(
                topic="mail.results",
                key=f"results:{case.pk}:{case.revision}:{user}",
                payload={"case": str(case.pk), "user": user, "result": dict(words)},
            )
            for user, words in told.items()
        )
    )


def _open() -> "QuerySet[Assignment]":
    return Assignment.objects.filter(role=Role.TRAINEE, ended_at__isnull=True)


def named_in(case: Case) -> "QuerySet[Assignment]":
    return _open().filter(case=case)


def may_speak(case: Case, user: User) -> bool:
    """Whether the person is named and the case stands where somebody like them may act."""
    leaving = procedure_of(case).machine.leaving(case.stage)
    return any(Role.TRAINEE in t.by for t in leaving) and named_in(case).filter(user=user).exists()


def concerning(people: Iterable[int]) -> "QuerySet[Assignment]":
    """Where these accounts may speak now."""
    stages = {s for p in procedures() for t in p.machine.transitions.values() if Role.TRAINEE in t.by for s in t.sources}
    return _open().filter(user_id__in=people, case__stage__in=stages)


def accounts_of(identities: Mapping[str, Any]) -> dict[int, Any]:
    """By account, what is told of the person who has this identity; people without an account are left out."""
    found = User.objects.filter(identity__in=[i for i in identities if i], is_active=True).values_list("pk", "identity")
    return {pk: identities[identity] for pk, identity in found}
