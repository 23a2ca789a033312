"""What an applicant types into the sections of EQV-01, by name of the field, and what officers type into their acts."""

from typing import Any

WHY = "Le dossier a été vérifié pièce par pièce, conformément aux textes."
PERSON: dict[str, Any] = {
    "first_name_ar": "ياسمين",
    "last_name_ar": "التجريبية",
    "first_name_fr": "Yasmine",
    "last_name_fr": "Exemple",
    "gender": "f",
    "birth_date": "1998-05-14",
    "birth_place": "قابس",
    "nationality": "TN",
    "id_type": "cin",
    "cin": "01234567",
    "cin_date": "2016-06-01",
    "phone": "71234567",
    "email": "yasmine@exemple.invalid",
    "resident": "yes",
    "address": "12 نهج الخيال",
    "governorate": "TN-11",
    "delegation": "المثال",
    "postal_code": "1000",
    "preferred_language": "ar",
}
DIPLOMA: dict[str, Any] = {
    "diploma_title": "Technicienne en maintenance industrielle",
    "country": "FR",
    "awarding_body": "Institut Fictif des Métiers",
    "awarding_body_address": "1, place Inventée, 69000 Lyon",
    "award_date": "2023-07-01",
    "diploma_language": "fr",
    "name_as_identity": "yes",
}
STUDIES: dict[str, Any] = {
    "entry_level_declared": "secondary_2",
    "duration_months": "24",
    "hours_total": "1215",
    "study_mode": "residential",
    "stay_dates": [
        {"from": "2021-09-01", "to": "2022-06-30", "country": "FR"},
        {"from": "2022-09-01", "to": "2023-06-30", "country": "FR"},
    ],
}
PURPOSE: dict[str, Any] = {"purpose": "work", "requested_level": "BTP", "filed_by_third": "no"}
REPORT: dict[str, Any] = {
    "hours_abroad": "1215",
    "hours_reference": "1600",
    "level_abroad": "EQF 4",
    "level_reference": "BTP",
    "level_verdict": "equal",
    "entry_level_abroad": "secondary_2",
    "entry_level_reference": "secondary_2",
    "recognition": "yes",
    "recognition_source": "Répertoire national du pays",
    "workplace_abroad": "30",
    "workplace_reference": "30",
    "conclusion": "Le diplôme correspond au niveau du brevet de technicien professionnel.",
    "level": "BTP",
}
