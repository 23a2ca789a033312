"""The declaration of a session: what is followed, where, when, by whom, at which price."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms.application import Application
from forms.blocks import Declaration, identity_of_provider
from forms.blocks.person import ADULT
from forms.entries import EntryField
from forms.fields import (
    ChoiceField,
    DateField,
    IdentifierField,
    LineField,
    MoneyField,
    NumberField,
    TableField,
    TimeField,
    YesNoField,
)
from forms.requirements import Requirement
from forms.sections import Section
from forms.training.holder import own_providers, words_of_provider
from registers import homologations, programmes, providers, sessions, sites, trainers
from registers.entries import Cause
from registers.models import Programme, Provider, Session, Site, Trainer
from workflow import parameters
from workflow.holidays import calendar

if TYPE_CHECKING:
    from workflow.models import Case

DAYS = [
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
    ("sat", _("Saturday")),
    ("sun", _("Sunday")),
]
MOST_HOURS_WEEK = 48  # of one group; a programme cannot be shorter than its hours at this pace
HOMOLOGATED = ("CAP", "BTP", "BTS")
# Code -> what is not met, and the text that asks for it.
GROUNDS: dict[str, tuple[Any, str]] = {
    "capacity": (_("The groups at one time are more than the site may hold"), "CDC"),
    "not_homologated": (_("No homologation is valid on the first day"), "L2008-10"),
    "trainers": (_("A unit has no registered trainer"), "CDC"),
    "timetable": (_("The timetable cannot be kept"), "CDC"),
    "price": (_("The price is not the one that is registered"), "CDC"),
    "site": (_("The site may not be used"), "CDC"),
}


def own_programmes(case: "Case") -> Iterable[Programme]:
    return [p for provider in own_providers(case) for p in programmes.of_provider(provider)]


def own_sites(case: "Case") -> Iterable[Site]:
    return [s for provider in own_providers(case) for s in sites.of_provider(provider, in_use=True)]


class Group(Section):
    code = "group"
    title = _("The session")

    homologation_or_programme = EntryField(register=lambda: Programme, offers=own_programmes, label=_("Programme"))
    site = EntryField(register=lambda: Site, offers=own_sites, label=_("Site"))
    session_code = IdentifierField(
        label=_("Code of the session"),
        help_text=_("Given by the register when the opening is accepted."),
        required=False,
        disabled=True,
    )
    start_date = DateField(label=_("First day"))
    end_date = DateField(label=_("Last day"))
    group_max = NumberField(label=_("Largest group"), min_value=1, max_value=200)
    price_tnd = MoneyField(label=_("Price for a trainee, in dinars"), min_value=Decimal("0.001"))
    medical_check = YesNoField(label=_("Does the programme require a medical certificate?"))
    takes_minors = YesNoField(label=_("Will minors be enrolled?"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("start_date"), cleaned.get("end_date")
        programme = programmes.get(cleaned["homologation_or_programme"]) if cleaned.get("homologation_or_programme") else None
        ahead = int(parameters.value("TRN-01.notice"))
        if first and first < calendar().add_working(self.filed_on, ahead):
            told = {"days": ahead}
            self.add_error("start_date", ValidationError(_("Leave at least %(days)d working days before it."), params=told))
        if first and last and last < first:
            self.add_error("end_date", _("The session ends before it begins."))
        elif first and last and programme and not fits(programme, first=first, last=last):
            self.add_error("end_date", _("The hours of the programme do not fit between these days."))
        if programme is not None:
            self._check(cleaned, programme)
        return cleaned

    def _check(self, cleaned: dict[str, Any], programme: Programme) -> None:
        group, price, place = cleaned.get("group_max"), cleaned.get("price_tnd"), cleaned.get("site")
        if group and programme.max_group and group > programme.max_group:
            told = {"most": programme.max_group}
            self.add_error("group_max", ValidationError(_("The programme allows groups of at most %(most)d."), params=told))
        if price and programme.price_tnd and price != programme.price_tnd:
            self.add_error("price_tnd", _("This is not the registered price: declare the new price of the programme first."))
        if cleaned.get("takes_minors") == "yes" and (programme.min_age or 0) >= ADULT:
            self.add_error("takes_minors", _("This programme includes work that is forbidden to minors: none is enrolled in it."))
        if place and sites.get(place).provider != programme.provider:
            self.add_error("site", _("Choose a site of the structure that offers the programme."))


def fits(programme: Programme, *, first: date, last: date) -> bool:
    """Whether the hours of the programme can be taught between two days."""
    weeks = ((last - first) + timedelta(days=1)) / timedelta(weeks=1)
    return (programme.total_hours or 0) <= weeks * MOST_HOURS_WEEK


def check_hours(row: dict[str, Any]) -> None:
    if row["from"] >= row["to"]:
        raise ValidationError(_("The lesson ends before it begins."))


def meets(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two lessons of a week take place at the same time."""
    return bool(one["day"] == other["day"] and str(one["from"]) < str(other["to"]) and str(other["from"]) < str(one["to"]))


class Timetable(Section):
    code = "timetable"
    title = _("The timetable")
    lead = _("Of an ordinary week: who teaches what, when and in which room.")

    timetable = TableField(
        label=_("Lessons"),
        check_row=check_hours,
        cells={
            "day": ChoiceField(label=_("Day"), choices=DAYS, as_list=True),
            "from": TimeField(label=_("Start time")),
            "to": TimeField(label=_("End time")),
            "room": LineField(label=_("Room"), max_length=60),
            "module": LineField(label=_("Unit"), max_length=150),
            "trainer": LineField(label=_("Number of the trainer"), max_length=20),
        },
    )

    def clean_timetable(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.cleaned_data["timetable"]
        unknown = [r["trainer"] for r in rows if trainer_of(r["trainer"]) is None]
        if unknown:
            told = {"numbers": ", ".join(dict.fromkeys(unknown))}
            raise ValidationError(_("These trainers are not registered: %(numbers)s."), code="trainer", params=told)
        for one, other in combinations(rows, 2):
            if meets(one, other) and (one["room"] == other["room"] or one["trainer"] == other["trainer"]):
                raise ValidationError(_("Two lessons take the same room or trainer at one time."), code="twice")
        return rows


def trainer_of(number: str, *, on: date | None = None) -> Trainer | None:
    """The trainer of a number, when registered on a day."""
    found = trainers.by_number(number.strip())
    return found if found is not None and trainers.is_registered(found, on=on or timezone.localdate()) else None


def hours_of(rows: list[dict[str, Any]]) -> Decimal:
    """The hours of a week that lessons amount to."""
    minutes = 0
    for row in rows:
        (h1, m1), (h2, m2) = ([int(part) for part in str(row[end]).split(":")[:2]] for end in ("from", "to"))
        minutes += (h2 * 60 + m2) - (h1 * 60 + m1)
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


def _level(case: "Case") -> str:
    key = SessionOpening.answer(case, "homologation_or_programme")
    return programmes.get(str(key)).target_level if key else ""


class SessionOpening(Application):
    sections = (Group, Timetable, Declaration)
    grounds = GROUNDS
    object_words = {"ar": "افتتاح دورة تكوينية", "fr": "l’ouverture d’une session de formation", "en": "the opening of a session"}
    particulars = ("homologation_or_programme", "site", "start_date", "end_date", "group_max", "price_tnd")
    requires = (
        Requirement("CTRF", hint=_("The contract as it will be signed with each trainee.")),
        Requirement("LEVEL", lambda case: _level(case) in HOMOLOGATED, condition=_("For homologated levels.")),
        Requirement("CIN", hint=_("Or the birth extract of minors; of those already enrolled, in one file.")),
        Requirement(
            "PARENT",
            lambda case: SessionOpening.answer(case, "takes_minors") == "yes",
            condition=_("If minors are enrolled."),
        ),
        Requirement(
            "MEDIC",
            lambda case: SessionOpening.answer(case, "medical_check") == "yes",
            condition=_("If the programme requires it."),
        ),
    )

    @classmethod
    def programme(cls, case: "Case") -> Programme:
        return programmes.get(str(cls.answer(case, "homologation_or_programme")))

    @classmethod
    def site(cls, case: "Case") -> Site:
        return sites.get(str(cls.answer(case, "site")))

    @classmethod
    def provider(cls, case: "Case") -> Provider:
        return providers.get(cls.programme(case).provider)

    @classmethod
    def days(cls, case: "Case") -> tuple[date, date]:
        first, last = (date.fromisoformat(str(cls.answer(case, name))) for name in ("start_date", "end_date"))
        return first, last

    @classmethod
    def lessons(cls, case: "Case") -> list[dict[str, Any]]:
        return list(cls.answer(case, "timetable", []))

    @classmethod
    def is_homologated(cls, case: "Case") -> bool:
        """Whether a homologation lets the structure train for the programme, there, on the first day."""
        first, _last = cls.days(case)
        return homologations.valid(programme=cls.programme(case), site=cls.site(case), on=first) is not None

    @classmethod
    def identity(cls, case: "Case") -> dict[str, str]:
        programme, place = cls.programme(case), cls.site(case)
        return identity_of_provider(str(programme.provider), region=place.region, language=case.language)

    @classmethod
    def same_object(cls, case: "Case", other: "Case") -> bool:
        """The same programme at the same site from the same day."""
        names = ("homologation_or_programme", "site", "start_date")
        return all(cls.answer(case, name) == cls.answer(other, name) for name in names)

    @classmethod
    def search_text(cls, case: "Case") -> str:
        programme = cls.programme(case)
        return words_of_provider(cls.provider(case), programme.number, programme.title_ar, programme.title_fr)


def enter_session(case: "Case", *, cause: Cause) -> Session:
    """The session of an application in the register, with the trainers of its timetable."""
    application = SessionOpening
    first, last = application.days(case)
    lessons = application.lessons(case)
    told = {"group_max": application.answer(case, "group_max"), "price_tnd": application.answer(case, "price_tnd")}
    made = sessions.enter(
        programme=application.programme(case),
        site=application.site(case),
        starts_on=first,
        ends_on=last,
        facts={**told, "timetable": lessons},
        cause=cause,
    )
    for number in dict.fromkeys(row["trainer"] for row in lessons):
        trainer = trainer_of(number, on=first)
        if trainer is None:
            raise LookupError(number)
        hours = hours_of([row for row in lessons if row["trainer"] == number])
        terms: dict[str, Any] = {"session": made, "hours_week": hours, "starts_on": first, "ends_on": last}
        trainers.assign(trainer=trainer, provider=made.provider, homologation=made.homologation, cause=cause, **terms)
    return made
