"""The register of trainers: who may train, in what, under which condition, and how many hours a week they already do."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from registers import numbers, persons
from registers.entries import Cause, Named, key_of, today
from registers.identifiers import compact
from registers.models import Person, Trainer, TrainerAssignment

Status = Trainer.Status
REGISTERED = (Status.REGISTERED, Status.CONDITIONAL)


def enter(
    *,
    answers: Mapping[str, Any],
    facts: Mapping[str, Any],
    cause: Cause,
    condition: str = "",
    condition_until: date | None = None,
    valid_until: date | None = None,
) -> Trainer:
    """The person of `answers` (a block of a person) as a trainer; one who was removed is registered again.

    `facts` are columns by name (specialities, levels, highest_degree, max_hours_week …). A condition makes the entry
    conditional until its day; `valid_until` is for a trainer from abroad who comes for a time.
    """
    person = persons.enter_or_find(answers=answers, cause=cause)
    status = Status.CONDITIONAL if condition else Status.REGISTERED
    told = {
        **{k: v for k, v in facts.items() if k not in ("status", "person")},
        "nationality": person.nationality,
        "condition": condition,
        "condition_until": condition_until,
        "valid_until": valid_until,
        "reason": "",
    }
    if (known := of_person(person)) is not None:
        return known.moved(status, cause=cause, **told)
    names = {"name_ar": person.name_ar, "name_fr": person.name_fr}
    return Trainer.entered_once(
        cause=cause,
        origin=f"trainer:{person.entry}",
        number=numbers.trainer_number,
        facts={**told, **names, "status": status},
        person=person,
    )


def amend(*, trainer: Named, facts: Mapping[str, Any], cause: Cause) -> Trainer:
    told = {k: v for k, v in facts.items() if k not in ("status", "person")}
    return Trainer.of(trainer).changed(cause=cause, facts=told)


def lift_condition(*, trainer: Named, cause: Cause, pedagogy_training: bool = True) -> Trainer:
    told = {"condition": "", "condition_until": None, "pedagogy_training": pedagogy_training}
    return Trainer.of(trainer).moved(Status.REGISTERED, cause=cause, **told)


def remove(*, trainer: Named, cause: Cause, reason: str) -> Trainer:
    """Struck off: the condition was not met, or the trainer asked."""
    return Trainer.of(trainer).moved(Status.REMOVED, cause=cause, reason=reason)


def bar(*, trainer: Named, cause: Cause, reason: str) -> Trainer:
    return Trainer.of(trainer).moved(Status.BARRED, cause=cause, reason=reason)


def assign(
    *,
    trainer: Named,
    provider: Named,
    cause: Cause,
    hours_week: Decimal | int | str | None,
    starts_on: date | str | None = None,
    ends_on: date | str | None = None,
    homologation: Named | None = None,
    session: Named | None = None,
    module: str = "",
) -> TrainerAssignment:
    """Puts a trainer to work for a homologation or in a session; once for each case, module and place."""
    who = Trainer.of(trainer)
    place = key_of(session or homologation or provider)
    return TrainerAssignment.entered_once(
        cause=cause,
        origin=f"{str(who.entry)[:18]}:{str(place)[:18]}:{compact(module)[:40]}",
        number=lambda: numbers.yearly_number("TA", on=cause.on),
        facts={"hours_week": hours_week, "starts_on": starts_on or cause.on, "ends_on": ends_on, "module": module},
        trainer=who.entry,
        provider=key_of(provider),
        homologation=key_of(homologation) if homologation else None,
        session=key_of(session) if session else None,
    )


def release(
    *, cause: Cause, trainer: Named | None = None, session: Named | None = None, homologation: Named | None = None
) -> int:
    """Ends the assignments of everything that is named; how many.

    Raises:
        ValueError: nothing is named.
    """
    named = {"trainer": trainer, "session": session, "homologation": homologation}
    asked = {k: key_of(v) for k, v in named.items() if v is not None}
    if not asked:
        raise ValueError("release from what?")
    active = list(TrainerAssignment.objects.current().filter(status="active", **asked))
    for one in active:
        one.moved("ended", cause=cause, ends_on=cause.on)  # type: ignore[attr-defined]
    return len(active)


# What conditions ask.


def get(trainer: Named) -> Trainer:
    return Trainer.of(trainer)


def by_number(number: str) -> Trainer | None:
    return Trainer.objects.current().filter(number=number.strip().upper()).first()


def of_person(person: Named) -> Trainer | None:
    return Trainer.objects.current().filter(person=key_of(person)).first()


def of_identity(identity: str) -> Trainer | None:
    """The trainer with an identity such as `cin:01234567`."""
    known = Person.objects.current().filter(identity=identity).first()
    return of_person(known) if known else None


def is_registered(trainer: Named, *, on: date | None = None) -> bool:
    """Registered, if need be under a condition that is not overdue, and not past the day until which they came."""
    day, found = on or today(), Trainer.objects.current().filter(entry=key_of(trainer)).first()
    if found is None or found.status not in REGISTERED:
        return False
    return all(end is None or end >= day for end in (found.condition_until, found.valid_until))


def is_barred(*, identity: str) -> bool:
    found = of_identity(identity)
    return found is not None and found.status == Status.BARRED


def assignments(*, trainer: Named | None = None, on: date | None = None, provider: Named | None = None) -> QuerySet[Any]:
    """Those that hold on a day."""
    day = on or today()
    found = TrainerAssignment.objects.current().filter(status="active").filter(Q(starts_on__isnull=True) | Q(starts_on__lte=day))
    found = found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    found = found.filter(trainer=key_of(trainer)) if trainer else found
    return found.filter(provider=key_of(provider)) if provider else found


def load_hours(trainer: Named, *, on: date | None = None) -> Decimal:
    """Hours a week across all providers; hours of a homologation count once its sessions do not take them up."""
    planned: dict[Any, Decimal] = {}
    taught: dict[Any, Decimal] = {}
    for one in assignments(trainer=trainer, on=on):
        kept = taught if one.session else planned
        group = one.homologation or one.entry
        kept[group] = kept.get(group, Decimal(0)) + (one.hours_week or Decimal(0))
    return sum((max(planned.get(g, Decimal(0)), taught.get(g, Decimal(0))) for g in {*planned, *taught}), Decimal(0))


def ending(*, until: date) -> QuerySet[Trainer]:
    """Conditions to be met, and stays that end, by a day."""
    held = Trainer.objects.current().filter(status__in=REGISTERED)
    return held.filter(Q(condition_until__lte=until) | Q(valid_until__lte=until)).order_by("number")
