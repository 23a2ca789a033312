"""Public holidays of the Tunisian administration, to seed the editable calendar (decree 2021-223, from 2022)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from workflow.calendar import Certainty

FIRST_YEAR = 2022


class Kind(StrEnum):
    FIXED = "fixed"
    LUNAR = "lunar"


@dataclass(frozen=True, slots=True)
class SeedHoliday:
    date: date
    code: str
    name_en: str
    name_fr: str
    name_ar: str
    kind: Kind
    certainty: Certainty


class Names(NamedTuple):
    en: str
    fr: str
    ar: str


FIXED = {  # code: (month, day), names
    "new_year": ((1, 1), Names("New Year", "Jour de l'an", "رأس السنة الميلادية")),
    "independence": ((3, 20), Names("Independence Day", "Fête de l'indépendance", "عيد الاستقلال")),
    "martyrs": ((4, 9), Names("Martyrs' Day", "Journée des martyrs", "عيد الشهداء")),
    "labour": ((5, 1), Names("Labour Day", "Fête du travail", "عيد الشغل")),
    "republic": ((7, 25), Names("Republic Day", "Fête de la République", "عيد الجمهورية")),
    "women": ((8, 13), Names("Women's and Family Day", "Fête de la femme et de la famille", "عيد المرأة والأسرة")),
    "evacuation": ((10, 15), Names("Evacuation Day", "Fête de l'évacuation", "عيد الجلاء")),
    "revolution": ((12, 17), Names("Revolution Day", "Fête de la révolution", "عيد الثورة")),
}
FITR, ADHA = "Eid al-Fitr", "Eid al-Adha"
LUNAR = {  # code: name in the library, days after its date, names
    "eid_al_fitr_1": (FITR, 0, Names("Eid al-Fitr", "Aïd el-Fitr", "عيد الفطر")),
    "eid_al_fitr_2": (FITR, 1, Names("Eid al-Fitr, second day", "Aïd el-Fitr, second jour", "ثاني أيام عيد الفطر")),
    "eid_al_adha_1": (ADHA, 0, Names("Eid al-Adha", "Aïd el-Idha", "عيد الأضحى")),
    "eid_al_adha_2": (ADHA, 1, Names("Eid al-Adha, second day", "Aïd el-Idha, second jour", "ثاني أيام عيد الأضحى")),
    "hijri_new_year": ("Islamic New Year", 0, Names("Hijri New Year", "Jour de l'an hégirien", "رأس السنة الهجرية")),
    "mouled": ("Prophet's Birthday", 0, Names("Prophet's birthday", "Mouled", "المولد النبوي الشريف")),
}


def holidays_of(year: int) -> list[SeedHoliday]:
    """The holidays of a civil year in order of date; two may share one date, and a lunar one may come twice."""
    if year < FIRST_YEAR:
        raise ValueError(f"The list of holidays holds from {FIRST_YEAR}, not for {year}.")
    fixed = [
        _holiday(date(year, *month_day), code=code, names=names, kind=Kind.FIXED) for code, (month_day, names) in FIXED.items()
    ]
    return sorted([*fixed, *_lunar(year)], key=lambda holiday: (holiday.date, holiday.code))


def _holiday(day: date, *, code: str, names: Names, kind: Kind) -> SeedHoliday:
    certainty = Certainty.ANNOUNCED if kind is Kind.FIXED else Certainty.ESTIMATED
    return SeedHoliday(date=day, code=code, name_en=names.en, name_fr=names.fr, name_ar=names.ar, kind=kind, certainty=certainty)


def _lunar(year: int) -> Iterator[SeedHoliday]:
    # Only the Hijri part is used: the library still has 14 January, lacks 17 December and counts three days per Eid.
    # Imported here because it takes a third of a second and only seeding needs it.
    from holidays import country_holidays

    estimates = country_holidays("TN", years=[year - 1, year], language="en_US", islamic_show_estimated=False)
    for code, (library_name, offset, names) in LUNAR.items():
        first_days = estimates.get_named(library_name, lookup="exact")
        if not any(day.year == year for day in first_days):
            raise ValueError(f"No estimate of {code} is known for {year}.")
        for day in first_days:
            observed = day + timedelta(days=offset)
            if observed.year == year:
                yield _holiday(observed, code=code, names=names, kind=Kind.LUNAR)
