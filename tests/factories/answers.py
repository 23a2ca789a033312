"""Answers of complete applications, of plainly fictional people."""

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from forms.blocks import NOTICE_VERSION

if TYPE_CHECKING:
    from registers.models import Person

EQUIVALENCE: dict[str, dict[str, Any]] = {
    "person": {
        "first_name_ar": "ياسمين",
        "last_name_ar": "التجريبية",
        "first_name_fr": "Yasmine",
        "last_name_fr": "Exemple",
        "gender": "f",
        "birth_date": "1998-05-14",
        "birth_place": "Gabès",
        "nationality": "TN",
        "id_type": "cin",
        "cin": "01234567",
        "cin_date": "2016-06-01",
        "phone": "+21671234567",
        "email": "yasmine@exemple.invalid",
        "resident": "yes",
        "address": "12, rue Imaginaire",
        "governorate": "TN-81",
        "delegation": "Gabès Ville",
        "postal_code": "6000",
        "preferred_language": "ar",
    },
    "diploma": {
        "diploma_title": "Technicienne en maintenance industrielle",
        "country": "FR",
        "awarding_body": "Institut Fictif des Métiers",
        "awarding_body_address": "1, place Inventée, 69000 Lyon",
        "awarding_body_email": "scolarite@institut-fictif.invalid",
        "award_date": "2023-07-01",
        "diploma_language": "fr",
        "name_as_identity": "yes",
    },
    "studies": {
        "entry_level_declared": "secondary_2",
        "duration_months": 24,
        "hours_total": 1215,
        "study_mode": "residential",
        "stay_dates": [{"from": "2021-09-01", "to": "2023-06-30", "country": "FR"}],
    },
    "purpose": {"purpose": "work", "requested_level": "BTP", "filed_by_third": "no"},
    "declaration": {"declare_true": True, "data_notice": True, "notice_version": NOTICE_VERSION},
}


def identity_answers(who: "Person") -> dict[str, str]:
    """What a person of the register says of who they are; the identity card was issued at fifteen."""
    names = ("first_name_ar", "last_name_ar", "first_name_fr", "last_name_fr", "gender")
    born = who.birth_date
    card = {"cin": who.identity_number, "cin_date": born.replace(year=born.year + 15, day=min(born.day, 28)).isoformat()}
    return {name: getattr(who, name) for name in names} | {"birth_date": born.isoformat()} | card


def equivalence_answers(**changes: Any) -> dict[str, dict[str, Any]]:
    """Complete answers for an equivalence, stored form; `changes` by name of field, None takes one away."""
    from forms.equivalence import DiplomaEquivalence  # declared fields, once the applications are loaded

    answers = deepcopy(EQUIVALENCE)
    for field, value in changes.items():
        section = answers[DiplomaEquivalence.section_of(field).code]
        if value is None:
            section.pop(field, None)
        else:
            section[field] = value
    return answers
