"""Identifiers: published examples, then every single mistake."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from registers import identifiers

bodies = st.text(alphabet=identifiers.CERTIFICATE_CHARACTERS, min_size=2, max_size=20)


@pytest.mark.parametrize("text", ["1282182W", "1496298T", "0000121J", "1282182 w/A/M 000", "1282182W/A/E/001", "1282182W/A/M"])
def test_tax_number_valid(text: str) -> None:
    assert identifiers.is_tax_number(text) is True


@pytest.mark.parametrize("text", ["1234567M", "1282182V", "1282182I", "128218W", "1282182W/A/M/001", "1282182W/X/M/000", ""])
def test_tax_number_invalid(text: str) -> None:
    assert identifiers.is_tax_number(text) is False


def test_rne_is_seven_digits_and_key() -> None:
    assert identifiers.is_rne("1282182W") is True
    assert identifiers.is_rne("1282182W/A/M/000") is False
    assert identifiers.is_rne("1234567M") is False


@pytest.mark.parametrize(
    ("text", "answer"),
    [("01234567", True), ("1 234 5678", True), ("٠١٢٣٤٥٦٧", True), ("21234567", False), ("0123456", False), ("0123456A", False)],
)
def test_cin(text: str, answer: bool) -> None:
    assert identifiers.is_cin(text) is answer


def test_iban_published_example() -> None:
    assert identifiers.is_iban("TN59 1000 6035 1835 9847 8831") is True
    assert identifiers.is_rib("10 006 0351835984788 31") is True


@pytest.mark.parametrize("text", ["TN59 1000 6035 1835 9847 8832", "TN58 1000 6035 1835 9847 8831", "TN59", ""])
def test_iban_invalid(text: str) -> None:
    assert identifiers.is_iban(text) is False


def test_iban_abroad_published_example() -> None:
    assert identifiers.is_iban("GB82 WEST 1234 5698 7654 32") is True


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("22 123 456", True),
        ("+216 71 123 456", True),
        ("00216 98.123.456", True),
        ("+33 6 12 34 56 78", True),
        ("62 123 456", False),
        ("+216 12 123 456", False),
        ("2212345", False),
        ("", False),
    ],
)
def test_phone(text: str, answer: bool) -> None:
    assert identifiers.is_phone(text) is answer


@pytest.mark.parametrize(
    ("check", "text", "answer"),
    [
        (identifiers.is_passport, "A 123456", True),
        (identifiers.is_passport, "AB1234567", True),
        (identifiers.is_passport, "A1234", False),
        (identifiers.is_passport, "AB12345678", False),
        (identifiers.is_passport, "ABCDEFG", False),
        (identifiers.is_residence_card, "RC-2026/17", True),
        (identifiers.is_residence_card, "", False),
        (identifiers.is_residence_card, "A" * 21, False),
        (identifiers.is_cnss, "123456-78", True),
        (identifiers.is_cnss, "123456", True),
        (identifiers.is_cnss, "12345", False),
        (identifiers.is_cnss, "1234567-89", False),
        (identifiers.is_postal_code, "1002", True),
        (identifiers.is_postal_code, "٩١٠٠", True),
        (identifiers.is_postal_code, "100", False),
        (identifiers.is_provider_number, "SP-11-0042", True),
        (identifiers.is_provider_number, "sp-00-0001", True),
        (identifiers.is_provider_number, "SP-15-0042", False),
        (identifiers.is_provider_number, "SP-11-042", False),
        (identifiers.is_provider_number, "SP-11-0042-01", False),
        (identifiers.is_site_number, "SP-83-0042-01", True),
        (identifiers.is_site_number, "SP-84-0042-01", False),
        (identifiers.is_site_number, "SP-83-0042", False),
    ],
)
def test_other_identifiers(check: Callable[[str], bool], text: str, answer: bool) -> None:
    assert check(text) is answer


def test_check_character_published_example() -> None:
    assert identifiers.check_character("A12425GABC1234002") == "M"


@given(bodies, st.data())
def test_check_character_one_wrong(body: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(body) - 1))
    wrong = data.draw(st.sampled_from(identifiers.CERTIFICATE_CHARACTERS))
    assume(wrong != body[place])
    altered = body[:place] + wrong + body[place + 1 :]
    assert identifiers.check_character(altered) != identifiers.check_character(body)


def test_check_character_of_neighbours_exchanged() -> None:
    number = "2026BTP11000123"
    exchanged = [number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in range(len(number) - 1)]
    missed = [n for n in exchanged if n != number and identifiers.check_character(n) == identifiers.check_character(number)]
    assert missed == []


def test_certificate_number() -> None:
    key = identifiers.check_character("2026BTP11000123")
    assert identifiers.is_certificate_number(f"2026-BTP-11-000123-{key}") is True
    assert identifiers.is_certificate_number(f"2026-BTS-11-000123-{key}") is False
    assert identifiers.is_certificate_number("2026-BTP-11-000123") is False
