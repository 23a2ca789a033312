"""The register of trainees: a person once, whatever the number of trainings."""

from collections.abc import Mapping
from typing import Any

from registers import numbers, persons
from registers.entries import Cause, Named, key_of
from registers.models import Person, Trainee

Status = Trainee.Status
_KEPT_OUT = ("status", "person", "name_ar", "name_fr", "birth_date", "gender", "nationality")


def enter_or_find(*, answers: Mapping[str, Any], cause: Cause, facts: Mapping[str, Any] | None = None) -> Trainee:
    """The person of `answers` as a trainee: entered, or amended where the answers or `facts` say otherwise.

    Who has no identity document yet (a minor) is known by name, date of birth and sex.
    """
    person = persons.enter_or_find(answers=answers, cause=cause)
    told: dict[str, Any] = {k: v for k, v in {**answers, **(facts or {})}.items() if k not in _KEPT_OUT and v not in ("", None)}
    told |= {
        "name_ar": person.name_ar,
        "name_fr": person.name_fr,
        "birth_date": person.birth_date,
        "gender": person.gender,
        "nationality": person.nationality,
    }
    if (known := of_person(person)) is not None:
        return known.changed(cause=cause, facts=told)
    return Trainee.entered_once(
        cause=cause, origin=f"trainee:{person.entry}", number=numbers.trainee_number, facts=told, person=person
    )


def amend(*, trainee: Named, facts: Mapping[str, Any], cause: Cause) -> Trainee:
    return Trainee.of(trainee).changed(cause=cause, facts={k: v for k, v in facts.items() if k not in ("status", "person")})


def record_units(*, trainee: Named, units: list[Any], cause: Cause) -> Trainee:
    """Units that a jury validated, added to those before; each once."""
    now = Trainee.of(trainee)
    return now.changed(cause=cause, units=[*now.units, *(u for u in units if u not in now.units)])


def record_wishes(*, trainee: Named, wishes: list[Any], cause: Cause) -> Trainee:
    return Trainee.of(trainee).changed(cause=cause, wishes=wishes)


def graduate(*, trainee: Named, cause: Cause) -> Trainee:
    return Trainee.of(trainee).moved(Status.GRADUATED, cause=cause)


def leave(*, trainee: Named, cause: Cause) -> Trainee:
    return Trainee.of(trainee).moved(Status.LEFT, cause=cause)


def resume(*, trainee: Named, cause: Cause) -> Trainee:
    return Trainee.of(trainee).moved(Status.ACTIVE, cause=cause)


# What conditions ask.


def get(trainee: Named) -> Trainee:
    return Trainee.of(trainee)


def of_person(person: Named) -> Trainee | None:
    return Trainee.objects.current().filter(person=key_of(person)).first()


def of_identity(identity: str) -> Trainee | None:
    """The trainee with an identity such as `cin:01234567`."""
    known = Person.objects.current().filter(identity=identity).first()
    return of_person(known) if known else None
