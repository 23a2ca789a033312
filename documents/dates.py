"""Dates, hours and numbers as letters print them, in Arabic (Tunisian month names), French and English."""

from datetime import date, time
from typing import Literal

Gender = Literal["m", "f"]

MONTHS = {
    "ar": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
WEEKDAYS = {
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}


def in_letters(day: date, language: str) -> str:
    """22 أكتوبر 2025, 22 octobre 2025, 22 October 2025; the first of a month is `1er` in French."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {MONTHS[language][day.month - 1]} {day.year}"


def with_weekday(day: date, language: str) -> str:
    """يوم الثلاثاء 3 مارس 2026, mardi 3 mars 2026, Tuesday 3 March 2026."""
    name = WEEKDAYS[language][day.weekday()]
    return f"{'يوم ' if language == 'ar' else ''}{name} {in_letters(day, language)}"


_HOURS_AR = ("الثانية عشرة|الواحدة|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|التاسعة|العاشرة|الحادية عشرة").split(
    "|"
)


def hour(at: time, language: str) -> str:
    """الساعة العاشرة صباحا, 10 heures 30, 10:30."""
    if language == "fr":
        return f"{at.hour} {'heure' if at.hour < 2 else 'heures'}{f' {at.minute:02}' if at.minute else ''}"
    if language == "en":
        return f"{at:%H:%M}"
    part = "صباحا" if at.hour < 12 else "بعد الزوال"
    minutes = {0: "", 15: " والربع", 30: " والنصف"}.get(at.minute, f" و{at.minute} {noun(at.minute, 'minute', 'ar')}")
    return f"الساعة {_HOURS_AR[at.hour % 12]}{minutes} {part}"


_UNITS_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"
).split()
_TENS_FR = " . vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split(" ")


def cardinal_fr(number: int, gender: Gender = "m") -> str:
    """0 to 9999 in French words, traditional spelling."""
    _check(number)
    if gender == "f" and number % 10 == 1 and number % 100 not in (11, 71, 91):
        return f"{cardinal_fr(number)}e"
    if number < 20:
        return _UNITS_FR[number]
    if number < 100:
        ten, unit = divmod(number, 10)
        if ten in (7, 9):
            unit += 10
        if not unit:
            return "quatre-vingts" if ten == 8 else _TENS_FR[ten]
        link = " et " if unit in (1, 11) and ten < 8 else "-"
        return f"{_TENS_FR[ten]}{link}{_UNITS_FR[unit]}"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{_UNITS_FR[hundreds]} cent{'' if rest else 's'}"
    else:
        thousands, rest = divmod(number, 1000)
        head = "mille" if thousands == 1 else f"{_UNITS_FR[thousands]} mille"
    return f"{head} {cardinal_fr(rest)}" if rest else head


# Counted nouns decide the gender: ساعة is feminine, يوم and شهر masculine; from three to ten the number takes the other.
_UNITS_AR = {
    "m": "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split(),
    "f": "صفر واحدة اثنتان ثلاث أربع خمس ست سبع ثمان تسع عشر".split(),
}
_TENS_AR = "  عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split(" ")
_HUNDREDS_AR = " مائة مائتان ثلاثمائة أربعمائة خمسمائة ستمائة سبعمائة ثمانمائة تسعمائة".split(" ")


def cardinal_ar(number: int, gender: Gender = "m") -> str:
    """0 to 9999 in Arabic words, nominative, agreeing with a counted noun of that gender."""
    _check(number)
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    parts: list[str] = []
    if thousands:
        parts.append({1: "ألف", 2: "ألفان"}.get(thousands) or f"{_UNITS_AR['m'][thousands]} آلاف")
    if hundreds:
        parts.append(_HUNDREDS_AR[hundreds])
    if rest or not parts:
        parts.append(_under_hundred_ar(rest, gender))
    return " و".join(parts)


def _under_hundred_ar(number: int, gender: Gender) -> str:
    units = _UNITS_AR[gender]
    if number <= 10:
        return units[number]
    if number < 20:
        teen = "عشر" if gender == "m" else "عشرة"
        head = {11: {"m": "أحد", "f": "إحدى"}, 12: {"m": "اثنا", "f": "اثنتا"}}.get(number, {gender: units[number - 10]})
        if number == 18 and gender == "f":
            return "ثماني عشرة"
        return f"{head[gender]} {teen}"
    ten, unit = divmod(number, 10)
    if not unit:
        return _TENS_AR[ten]
    head_word = "إحدى" if unit == 1 and gender == "f" else units[unit]
    return f"{head_word} و{_TENS_AR[ten]}"


_ORDINALS_AR = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()


def ordinal_ar(number: int) -> str:
    """الأول، الثاني … العاشر, then the figure."""
    return _ORDINALS_AR[number - 1] if 1 <= number <= 10 else str(number)


_NOUNS_AR = {
    "day": ("يوم", "يومان", "أيام", "يوما"),
    "working_day": ("يوم عمل", "يوما عمل", "أيام عمل", "يوم عمل"),
    "hour": ("ساعة", "ساعتان", "ساعات", "ساعة"),
    "minute": ("دقيقة", "دقيقتان", "دقائق", "دقيقة"),
    "month": ("شهر", "شهران", "أشهر", "شهرا"),
}
_NOUNS_FR = {
    "day": ("jour", "jours"),
    "working_day": ("jour ouvrable", "jours ouvrables"),
    "hour": ("heure", "heures"),
    "month": ("mois", "mois"),
}


def noun(number: int, unit: str, language: str) -> str:
    """The noun that follows a figure: 3 أيام, 11 يوما, 100 يوم; 1 jour, 2 jours."""
    if language != "ar":
        return _NOUNS_FR[unit][number > 1] if language == "fr" else f"{unit.replace('_', ' ')}{'' if number == 1 else 's'}"
    one, two, few, many = _NOUNS_AR[unit]
    end = number % 100
    if number in (1, 2):
        return (one, two)[number - 1]
    return few if 3 <= end <= 10 else many if end >= 11 else one


def _check(number: int) -> None:
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is not written out: 0 to 9999 only")
