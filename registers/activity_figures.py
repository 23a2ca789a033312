"""What the registers know of a provider's activity over a period: with it reports begin, and against it they are controlled."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from registers import checklist, complaints, programmes, sites
from registers.entries import Named, key_of
from registers.models import (
    Certificate,
    Enrolment,
    Inspection,
    NonConformity,
    Session,
    Trainee,
    Trainer,
    TrainerAssignment,
)

Row = dict[str, Any]
PRESENTED = (Enrolment.Result.PRESENTED, Enrolment.Result.GRADUATED, Enrolment.Result.ADJOURNED)
WEEKS = 52


def sessions_between(provider: Named, first: date, last: date) -> list[Session]:
    """The sessions under way on at least one day of the period."""
    found = Session.objects.current().filter(provider=key_of(provider), starts_on__lte=last)
    found = found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first)).exclude(status=Session.Status.CANCELLED)
    return list(found.order_by("number"))


class Figures:
    """The figures of one provider and period; each register is read once."""

    def __init__(self, *, provider: Named, first: date, last: date) -> None:
        self.provider, self.first, self.last = key_of(provider), first, last
        self.sessions = sessions_between(provider, first, last)
        kept = Enrolment.objects.current().filter(session__in=[s.entry for s in self.sessions])
        self.enrolments = list(kept.exclude(status=Enrolment.Status.PRE_REGISTERED))
        trainees = Trainee.objects.current().filter(entry__in={e.trainee for e in self.enrolments})
        self.genders = dict(trainees.values_list("entry", "gender"))
        self.nationalities = dict(trainees.values_list("entry", "nationality"))
        self.programmes = {p.entry: p for p in programmes.of_provider(provider)}

    def _of(self, programme: Any) -> list[Enrolment]:
        return [e for e in self.enrolments if e.programme == programme]

    def _is_of(self, enrolment: Enrolment, gender: str) -> bool:
        return bool(self.genders.get(enrolment.trainee) == gender)

    def _is_new(self, enrolment: Enrolment) -> bool:
        return bool(enrolment.starts_on and self.first <= enrolment.starts_on <= self.last)

    def _left(self, found: Iterable[Enrolment]) -> list[Enrolment]:
        gone = (Enrolment.Status.LEFT, Enrolment.Status.TRANSFERRED)
        return [e for e in found if e.status in gone and e.exit_on and self.first <= e.exit_on <= self.last]

    def activity(self) -> list[Row]:
        """One row for each programme that had a session."""
        rows = []
        for programme, count in Counter(s.programme for s in self.sessions).items():
            own = self._of(programme)
            held = self.programmes.get(programme)
            row = {
                "programme": str(programme),
                "sessions": count,
                "hours": count * ((held.total_hours if held else 0) or 0),
                "enrolled_f": sum(self._is_of(e, "F") for e in own),
                "enrolled_m": sum(self._is_of(e, "M") for e in own),
                "left": len(self._left(own)),
                "presented": sum(e.result in PRESENTED for e in own),
                "passed": sum(e.result == Enrolment.Result.GRADUATED for e in own),
            }
            rows.append(row)
        return sorted(rows, key=lambda row: str(row["programme"]))

    def enrolled(self) -> list[Row]:
        """One row for each programme, with those who came during the period."""
        rows = []
        for programme in sorted({s.programme for s in self.sessions}, key=str):
            own, held = self._of(programme), self.programmes.get(programme)
            row: Row = {"programme": str(programme), "level": held.target_level if held else ""}
            for word, gender in (("f", "F"), ("m", "M")):
                row[f"new_{word}"] = sum(self._is_of(e, gender) and self._is_new(e) for e in own)
                row[f"total_{word}"] = sum(self._is_of(e, gender) for e in own)
            rows.append(row)
        return rows

    def departures(self) -> list[Row]:
        """Those who went on elsewhere, and those who left."""
        left = self._left(self.enrolments)
        moved = sum(e.status == Enrolment.Status.TRANSFERRED for e in left)
        counts = {"transfer": moved, "other": len(left) - moved}
        return [{"reason": reason, "number": count} for reason, count in counts.items() if count]

    def free_seats(self) -> list[Row]:
        """Places left in the sessions that still take trainees."""
        free: dict[Any, int] = {}
        held = Counter(e.session for e in self.enrolments if e.status == Enrolment.Status.ACTIVE)
        for session in self.sessions:
            if session.status in (Session.Status.OPEN, Session.Status.RUNNING):
                left = max(0, (session.group_max or 0) - held[session.entry])
                free[session.programme] = free.get(session.programme, 0) + left
        return [{"programme": str(programme), "seats_free": seats} for programme, seats in free.items()]

    def foreign(self) -> list[Row]:
        counted = Counter(self.nationalities.get(e.trainee, "") for e in self.enrolments if e.is_foreign)
        return [{"country": country, "number": count} for country, count in sorted(counted.items())]

    def unauthorised(self) -> int:
        """Trainees from abroad who were enrolled without an authorisation."""
        return sum(e.is_foreign and not e.authorisation_number for e in self.enrolments)

    def complaints(self) -> int:
        return sum(self.first <= c.valid_from <= self.last for c in _first_versions(complaints.of_provider(self.provider)))

    def certificates(self) -> list[Row]:
        """The numbers of a period, programme by programme: how many, the first, the last, and those that are void."""
        given = Certificate.objects.current().filter(provider=self.provider, issued_on__gte=self.first, issued_on__lte=self.last)
        found = list(given.exclude(enrolment=None).order_by("number"))
        lines = Enrolment.objects.newest().filter(entry__in={c.enrolment for c in found})
        programme = dict(lines.values_list("entry", "programme"))
        rows: dict[Any, Row] = {}
        for one in found:
            row = rows.setdefault(programme.get(one.enrolment), {"delivered": 0, "first": one.number, "void": 0})
            row["delivered"] += 1
            row["void"] += one.status == Certificate.Status.VOID
            row["last"] = one.number
        return [{"programme": str(named), **row} for named, row in rows.items() if named]

    def undeclared(self) -> list[str]:
        """Visits of the period that found an activity that was not declared, by their numbers."""
        failed = NonConformity.objects.current().filter(provider=self.provider, line__in=checklist.UNDECLARED)
        visits = Inspection.objects.current().filter(entry__in=failed.values("inspection"), status=Inspection.Status.FINAL)
        seen = visits.filter(visited_on__gte=self.first, visited_on__lte=self.last)
        return list(seen.order_by("number").values_list("number", flat=True))

    def sectors(self, named: Iterable[str]) -> set[str]:
        """The sectors of these programmes; empty text for one whose sector the register does not tell."""
        wanted = set(named)
        return {held.sector for entry, held in self.programmes.items() if str(entry) in wanted}

    def price_list(self) -> Decimal:
        """What the contracts of the enrolments amount to."""
        return sum((e.price_tnd or Decimal(0) for e in self.enrolments), Decimal(0))

    def trainers(self) -> list[Row]:
        """Who taught, and the hours that their weeks amount to."""
        hours: dict[Any, Decimal] = {}
        for one in self._assignments(provider=self.provider):
            hours[one.trainer] = hours.get(one.trainer, Decimal(0)) + _hours(one, self.first, self.last)
        found = Trainer.objects.current().filter(entry__in=list(hours)).order_by("number")
        return [{"trainer": t.number, "status": t.engagement, "hours": int(hours[t.entry])} for t in found]

    def hours_elsewhere(self, numbers: Iterable[str]) -> dict[str, int]:
        """The hours of these trainers with other providers."""
        known = dict(Trainer.objects.current().filter(number__in=list(numbers)).values_list("entry", "number"))
        found: dict[str, Decimal] = {}
        for one in self._assignments(trainer__in=list(known)):
            if one.provider != self.provider:
                name = known[one.trainer]
                found[name] = found.get(name, Decimal(0)) + _hours(one, self.first, self.last)
        return {number: int(hours) for number, hours in found.items()}

    def _assignments(self, **named: Any) -> list[TrainerAssignment]:
        found = TrainerAssignment.objects.current().filter(**named).filter(starts_on__lte=self.last)
        return list(found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=self.first)))


def _hours(assignment: TrainerAssignment, first: date, last: date) -> Decimal:
    """The hours of an assignment within the period, whole weeks."""
    begins, ends = max(first, assignment.starts_on or first), min(last, assignment.ends_on or last)
    weeks = min(WEEKS, max(0, (ends - begins).days + 1) // 7)
    return (assignment.hours_week or Decimal(0)) * weeks


def _first_versions(found: Any) -> Any:
    return found.model.objects.filter(entry__in=found.values("entry"), version=1)


def graduates(*, provider: Named, first: date, last: date) -> int:
    """Those who obtained their diploma in a period."""
    found = Enrolment.objects.current().filter(provider=key_of(provider), status=Enrolment.Status.GRADUATED)
    return found.filter(exit_on__gte=first, exit_on__lte=last).count()


def sites_in_use(*, provider: Named, first: date, last: date) -> list[Row]:
    """The sites and the months of the period in which they were open, as far as the register tells."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return [{"site": str(site.entry), "months_open": months} for site in sites.of_provider(provider)]
