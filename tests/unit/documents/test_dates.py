"""Dates, hours and numbers as a Tunisian letter prints them."""

from datetime import date, time

import pytest

from documents.dates import MONTHS, cardinal_ar, cardinal_fr, hour, in_letters, noun, ordinal_ar, with_weekday


@pytest.mark.parametrize(
    ("language", "expected"), [("ar", "22 أكتوبر 2025"), ("fr", "22 octobre 2025"), ("en", "22 October 2025")]
)
def test_in_letters_in_each_language(language, expected):
    assert in_letters(date(2025, 10, 22), language) == expected


def test_in_letters_first_of_the_month():
    assert in_letters(date(2026, 7, 1), "fr") == "1er juillet 2026"
    assert in_letters(date(2026, 7, 1), "ar") == "1 جويلية 2026"


def test_arabic_months_are_tunisian():
    assert MONTHS["ar"] == [
        "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ]  # fmt: skip


def test_with_weekday_in_each_language():
    assert [with_weekday(date(2026, 3, 3), language) for language in ("ar", "fr", "en")] == [
        "يوم الثلاثاء 3 مارس 2026",
        "mardi 3 mars 2026",
        "Tuesday 3 March 2026",
    ]


@pytest.mark.parametrize(
    ("at", "arabic", "french"),
    [
        (time(10), "الساعة العاشرة صباحا", "10 heures"),
        (time(9, 30), "الساعة التاسعة والنصف صباحا", "9 heures 30"),
        (time(14, 15), "الساعة الثانية والربع بعد الزوال", "14 heures 15"),
        (time(10, 5), "الساعة العاشرة و5 دقائق صباحا", "10 heures 05"),
        (time(1), "الساعة الواحدة صباحا", "1 heure"),
    ],
)
def test_hour_in_words(at, arabic, french):
    assert (hour(at, "ar"), hour(at, "fr")) == (arabic, french)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zéro"), (1, "un"), (16, "seize"), (17, "dix-sept"), (21, "vingt et un"), (60, "soixante"),
        (71, "soixante et onze"), (75, "soixante-quinze"), (80, "quatre-vingts"), (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"), (99, "quatre-vingt-dix-neuf"), (100, "cent"), (180, "cent quatre-vingts"),
        (200, "deux cents"), (201, "deux cent un"), (1000, "mille"), (1215, "mille deux cent quinze"),
        (2000, "deux mille"), (9999, "neuf mille neuf cent quatre-vingt-dix-neuf"),
    ],
)  # fmt: skip
def test_cardinal_fr_in_words(number, words):
    assert cardinal_fr(number) == words


def test_cardinal_fr_feminine():
    assert [cardinal_fr(number, "f") for number in (1, 21, 11, 71, 101)] == [
        "une", "vingt et une", "onze", "soixante et onze", "cent une",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "feminine", "masculine"),
    [
        (0, "صفر", "صفر"),
        (1, "واحدة", "واحد"),
        (3, "ثلاث", "ثلاثة"),
        (10, "عشر", "عشرة"),
        (11, "إحدى عشرة", "أحد عشر"),
        (12, "اثنتا عشرة", "اثنا عشر"),
        (15, "خمس عشرة", "خمسة عشر"),
        (18, "ثماني عشرة", "ثمانية عشر"),
        (21, "إحدى وعشرون", "واحد وعشرون"),
        (24, "أربع وعشرون", "أربعة وعشرون"),
        (100, "مائة", "مائة"),
        (1200, "ألف ومائتان", "ألف ومائتان"),
        (1215, "ألف ومائتان وخمس عشرة", "ألف ومائتان وخمسة عشر"),
        (3400, "ثلاثة آلاف وأربعمائة", "ثلاثة آلاف وأربعمائة"),
    ],
)
def test_cardinal_ar_agrees_with_the_noun(number, feminine, masculine):
    assert (cardinal_ar(number, "f"), cardinal_ar(number, "m")) == (feminine, masculine)


@pytest.mark.parametrize("cardinal", [cardinal_ar, cardinal_fr])
def test_cardinal_every_number_has_its_own_words(cardinal):
    assert len({cardinal(number) for number in range(10_000)}) == 10_000


@pytest.mark.parametrize("number", [-1, 10_000])
def test_cardinal_out_of_range(number):
    for cardinal in (cardinal_ar, cardinal_fr):
        with pytest.raises(ValueError, match="not written out"):
            cardinal(number)


def test_noun_follows_the_figure():
    assert [noun(number, "day", "ar") for number in (1, 2, 3, 10, 11, 30, 100, 103)] == [
        "يوم", "يومان", "أيام", "أيام", "يوما", "يوما", "يوم", "أيام",
    ]  # fmt: skip
    assert [noun(number, "working_day", "ar") for number in (5, 20)] == ["أيام عمل", "يوم عمل"]
    assert [noun(number, "day", "fr") for number in (1, 2)] == ["jour", "jours"]
    assert noun(5, "working_day", "en") == "working days"


def test_ordinal_ar_falls_back_to_the_figure():
    assert [ordinal_ar(number) for number in (1, 3, 10, 11)] == ["الأول", "الثالث", "العاشر", "11"]
