"""Each type of field: what it keeps, what it refuses, and the sentence."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import translation

from forms import fields
from forms.requirements import CATALOGUE, PAPER
from registers import countries


@pytest.fixture(autouse=True)
def _english() -> Any:
    with translation.override("en"):
        yield


def refusal(field: forms.Field, value: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return " ".join(caught.value.messages)


KEPT = [
    (fields.ArabicNameField(), "ياسمين", "ياسمين"),
    (fields.ArabicNameField(), "  بن   عمر‏ ", "بن عمر"),
    (fields.ArabicNameField(), "عبد-الرحمان", "عبد-الرحمان"),
    (fields.ArabicNameField(), "مُحَمَّد", "محمد"),
    (fields.ArabicNameField(), "ڨابسي", "ڨابسي"),
    (fields.LatinNameField(), "Exemple-D’Essai", "Exemple-D'Essai"),
    (fields.LatinNameField(), "Ze\u0301lie", "Z\u00e9lie"),
    (fields.LatinNameField(), "Çağrı", "Çağrı"),
    (fields.CinField(), "01234567", "01234567"),
    (fields.CinField(), " 01 234 567 ", "01234567"),
    (fields.CinField(), "٠١٢٣٤٥٦٧", "01234567"),
    (fields.CinField(), "۰۱۲۳۴۵۶۷", "01234567"),
    (fields.PassportField(), "x-123456", "X123456"),
    (fields.PostalCodeField(), "٦٠٠٠", "6000"),
    (fields.PhoneField(), "71 234 567", "+21671234567"),
    (fields.PhoneField(), "+216 98.765.432", "+21698765432"),
    (fields.PhoneField(), "0021698765432", "+21698765432"),
    (fields.PhoneField(), "21698765432", "+21698765432"),
    (fields.PhoneField(), "+33 (1) 23 45 67 89", "+33123456789"),
    (fields.PhoneField(), "٩٨٧٦٥٤٣٢", "+21698765432"),
    (fields.RneField(), "1282182w", "1282182W"),
    (fields.TaxNumberField(), "1282182 W/A/M/000", "1282182WAM000"),
    (fields.EmailField(), " A@Exemple.Invalid ", "a@exemple.invalid"),
    (fields.PastDateField(), "2020-02-29", date(2020, 2, 29)),
    (fields.PastDateField(), "٢٩/٠٢/٢٠٢٠", date(2020, 2, 29)),
    (fields.TimeField(), "09:30", time(9, 30)),
    (fields.NumberField(), "1 215", 1215),
    (fields.NumberField(), "١٢١٥", 1215),
    (fields.MoneyField(), "1 250,5", Decimal("1250.500")),
    (fields.MoneyField(), "٢٥٫٢٥", Decimal("25.250")),
    (fields.CountryField(), "TN", "TN"),
    (fields.RegionField(), "TN-81", "TN-81"),
    (fields.YesNoField(), "no", "no"),
    (fields.FreeText(), "One.\r\n\u202eTwo\u202c.\x07", "One.\nTwo."),
    (fields.FreeText(), "\u2066سطر\u2069", "سطر"),
    (fields.LineField(), "One\u202e\nTwo\u200b", "One Two"),
    (fields.LineField(required=False), "\u200b\u202e ", ""),
]


@pytest.mark.parametrize(("field", "typed", "kept"), KEPT)
def test_value_kept(field: forms.Field, typed: str, kept: Any) -> None:
    assert field.clean(typed) == kept


REFUSED = [
    (fields.ArabicNameField(), "Yasmine", "Write this name in Arabic letters only."),
    (fields.ArabicNameField(), "ياسمين Exemple", "Write this name in Arabic letters only."),
    (fields.ArabicNameField(), "ياسمين2", "A name has no digits."),
    (fields.ArabicNameField(), "ياسمين٢", "A name has no digits."),
    (fields.ArabicNameField(), "ياسمين؛", "Use Arabic letters, spaces and hyphens only."),
    (fields.ArabicNameField(), "-", "Write a name, with at least one letter."),
    (fields.LatinNameField(), "ياسمين", "Write this name in Latin letters only."),
    (fields.LatinNameField(), "Yasmine ياسمين", "Write this name in Latin letters only."),
    (fields.LatinNameField(), "Yasmine3", "A name has no digits."),
    (fields.LatinNameField(), "<b>Yasmine</b>", "Use Latin letters, spaces, hyphens and apostrophes only."),
    (fields.LatinNameField(), "Yаsmine", "Use Latin letters, spaces, hyphens and apostrophes only."),  # a Cyrillic а
    (fields.CinField(), "1234567", fields.CinField.unmatched),
    (fields.CinField(), "21234567", fields.CinField.unmatched),
    (fields.CinField(), "0123456a", fields.CinField.unmatched),
    (fields.PassportField(), "AB12", fields.PassportField.unmatched),
    (fields.PassportField(), "جواز123", fields.PassportField.unmatched),
    (fields.PostalCodeField(), "600", fields.PostalCodeField.unmatched),
    (fields.PhoneField(), "61 234 567", fields.PhoneField.unmatched),
    (fields.PhoneField(), "+216 123", fields.PhoneField.unmatched),
    (fields.PhoneField(), "+33", fields.PhoneField.unmatched),
    (fields.RneField(), "1282183W", "The key letter does not belong to this number: check every digit."),
    (fields.TaxNumberField(), "1282182WAM001", fields.TaxNumberField.unmatched),
    (fields.PastDateField(), "2999-01-01", "This date is in the future."),
    (fields.PastDateField(), "0098-05-14", "Write the year with four digits."),
    (fields.PastDateField(max_age=100), "1901-01-01", "This date is more than 100 years ago."),
    (fields.PastDateField(), "31/02/2020", "Enter a valid date."),
    (fields.MoneyField(), "-1", "Ensure this value is greater than or equal to 0."),
    (fields.MoneyField(), "1.0005", "Ensure that there are no more than 3 decimal places."),
    (fields.CountryField(without=["TN"]), "TN", "Select a valid choice. TN is not one of the available choices."),
    (fields.RegionField(), "TN-99", "Select a valid choice. TN-99 is not one of the available choices."),
    (fields.FreeText(limit=4000), "x" * 10_000, "Write at most 4000 characters: you wrote 10000."),
    (fields.FreeText(least=10), "short", "Write at least 10 characters: you wrote 5."),
    (fields.FreeText(), "half \ud83d a pair", "This text contains characters that cannot be kept. Type it again."),
    (fields.FreeText(), "nothing\x00", "This text contains characters that cannot be kept. Type it again."),
    (fields.LineField(), "nothing\x00", "This text contains characters that cannot be kept. Type it again."),
    (fields.CinField(), "0123456\ud800", "This text contains characters that cannot be kept. Type it again."),
    (fields.TickField(), False, "Tick this box to continue."),
]


@pytest.mark.parametrize(("field", "typed", "sentence"), REFUSED)
def test_value_refused(field: forms.Field, typed: Any, sentence: str) -> None:
    assert refusal(field, typed) == str(sentence)


@pytest.mark.parametrize(("field", "_typed", "_kept"), KEPT)
def test_field_refuses_nothing_at_all(field: forms.Field, _typed: str, _kept: Any) -> None:
    if field.required:
        assert refusal(field, "") == "This field is required."


def test_widgets_tell_language_direction_and_keyboard() -> None:
    assert fields.ArabicNameField().widget.attrs == {"maxlength": "60", "data-width": "m", "lang": "ar", "dir": "rtl"}
    cin = {"maxlength": "40", "data-width": "s", "dir": "ltr", "autocomplete": "off", "inputmode": "numeric"}
    assert fields.CinField().widget.attrs == cin


def test_years_before_a_leap_day() -> None:
    assert fields.years_before(date(2024, 2, 29), 18) == date(2006, 3, 1)


def stays(**kwargs: Any) -> fields.TableField:
    def check(row: dict[str, Any]) -> None:
        if row["from"] > row["to"]:
            raise ValidationError("ends before it begins")

    cells = {"from": fields.PastDateField(label="From"), "to": fields.PastDateField(label="To"), "country": fields.CountryField()}
    return fields.TableField(cells=cells, check_row=check, **kwargs)


class Stays(forms.Form):
    stay = stays()


ROWS = {
    "stay-0-from": "2020-01-01",
    "stay-0-to": "2020-02-01",
    "stay-0-country": "FR",
    "stay-7-from": "01/03/2020",
    "stay-7-to": "2020-03-05",
    "stay-7-country": "IT",
    "stay-8-from": " ",
    "stay-8-to": "",
}


def test_table_reads_rows_in_order_and_drops_empty_ones() -> None:
    form = Stays(ROWS)
    assert form.is_valid()
    assert form.cleaned_data["stay"] == [
        {"from": date(2020, 1, 1), "to": date(2020, 2, 1), "country": "FR"},
        {"from": date(2020, 3, 1), "to": date(2020, 3, 5), "country": "IT"},
    ]


def test_table_keeps_wrong_rows_with_errors_beside_them() -> None:
    form = Stays({**ROWS, "stay-0-to": "2019-01-01", "stay-7-country": "XX"})
    assert form.errors == {"stay": ["Correct the rows that are marked."]}
    rows = form.fields["stay"].widget.get_context("stay", form["stay"].value(), {})["widget"]["rows"]
    assert [r["error"] for r in rows] == ["ends before it begins", ""]
    assert [c["value"] for c in rows[1]["cells"]] == ["01/03/2020", "2020-03-05", "XX"]
    assert rows[1]["cells"][2]["error"] == "Select a valid choice. XX is not one of the available choices."


def test_table_removes_a_row_and_adds_one_without_script() -> None:
    form = Stays({**ROWS, "remove_row": "stay:0", "add_row": "stay"})
    rows = form.fields["stay"].widget.get_context("stay", form["stay"].value(), {})["widget"]["rows"]
    assert [[c["value"] for c in r["cells"]] for r in rows] == [["01/03/2020", "2020-03-05", "IT"], ["", "", ""]]


def test_table_limits_its_rows() -> None:
    rows = [{"from": "2020-01-01", "to": "2020-02-01", "country": "FR"}] * 31
    assert refusal(stays(), rows) == "Give at most 30 rows."
    assert refusal(stays(), []) == "Fill in at least one row."
    assert stays(required=False).clean([]) == []


def test_table_renders_the_names_that_it_reads() -> None:
    html = str(Stays(ROWS)["stay"])
    assert html.count('name="stay-1-from"') == 1
    posted = RequestFactory().post("/", {"stay-1-from": "2020-01-01", "stay-1-to": "2020-01-02", "stay-1-country": "FR"}).POST
    assert Stays(posted).is_valid()


def test_countries_are_those_of_the_standard_with_this_one_first() -> None:
    assert len(countries.COUNTRIES) == 249
    assert countries.choices()[0] == ("TN", "Tunisia")
    assert countries.choices(without=["TN"])[:2] == [("AF", "Afghanistan"), ("AX", "Åland Islands")]


def test_catalogue_has_every_supporting_document() -> None:
    assert len(CATALOGUE) == 55
    assert PAPER in CATALOGUE
    assert CATALOGUE["DIPL"].max_bytes == 10 * 1024 * 1024
    assert CATALOGUE["CIN"].extensions == ".pdf,.jpg,.jpeg,.png"
    assert {kind for document in CATALOGUE.values() for kind in document.accept} == {"pdf", "jpeg", "png"}


@pytest.mark.parametrize("typed", ["Gabès Ville", "باب المثال", "Sidi Bou Ali", "El Omrane (Supérieur)", "L'Ariana"])
def test_name_of_a_delegation_is_written_in_letters(typed: str) -> None:
    assert fields.PlaceNameField(max_length=60).clean(typed) == typed


@pytest.mark.parametrize("typed", ["1002", "TN-11", "-", "x", "Tunis 3"])
def test_what_is_no_name_of_a_delegation_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        fields.PlaceNameField(max_length=60).clean(typed)
