"""Codes that a register holds are read as words, in the language of the page."""

import pytest
from django.utils import translation

from registers import vocabulary
from registers.catalogue import REGISTERS
from registers.models import Programme, Provider, Site


@pytest.mark.parametrize(
    ("language", "word"), [("en", "None: the programme is not homologated"), ("fr", "Aucun\u00a0: programme non homologué")]
)
def test_level_of_a_programme_is_told_in_words(language: str, word: str) -> None:
    with translation.override(language):
        told = REGISTERS["programmes"].shown(Programme(target_level="none"), "target_level")

    assert told["value"] == word


def test_rooms_of_a_site_are_told_in_words() -> None:
    rooms = [{"room_name": "A", "room_type": "workshop", "equipment_ok": "yes"}]
    with translation.override("en"):
        assert REGISTERS["sites"].shown(Site(rooms=rooms), "rooms")["value"] == "A · Workshop · Yes"


def test_what_no_form_offers_stands_for_itself() -> None:
    assert [vocabulary.word_for("target_level", code) for code in ("BTP", "unheard_of", "")] == ["", "", ""]
    assert vocabulary.word_for("no_such_fact", "none") == ""


@pytest.mark.parametrize(
    ("identity", "told"),
    [
        ("cin:01234567", "National identity card 01234567"),
        ("passport:IT:AA123456", "Passport IT AA123456"),
        ("unheard:1", "unheard:1"),
        ("", ""),
    ],
)
def test_identity_is_told_as_a_document_and_its_number(identity: str, told: str) -> None:
    with translation.override("en"):
        assert REGISTERS["providers"].shown(Provider(director_identity=identity), "director_identity")["value"] == told
