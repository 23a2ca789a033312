"""Answers about structures, sites and programmes that do not exist."""

from typing import Any

ORGANISATION: dict[str, Any] = {
    "legal_form": "sarl",
    "corporate_name_ar": "شركة المثال للتكوين",
    "corporate_name_fr": "Société Exemple Formation",
    "trade_name": "Exemple Formation",
    "rne_id": "1234567R",
    "matricule_fiscal": "1234567RAM000",
    "capital": "20000.000",
    "website": "https://exemple.invalid",
}
HEAD_OFFICE: dict[str, Any] = {
    "head_office_address": "3, avenue Imaginaire",
    "head_office_country": "TN",
    "head_office_governorate": "TN-11",
    "head_office_delegation": "Bab Exemple",
    "head_office_postal_code": "1002",
}
SITE: dict[str, Any] = {
    "site_name": "Centre Exemple",
    "address": "5, rue Inventée",
    "governorate": "TN-11",
    "delegation": "Bab Exemple",
    "postal_code": "1002",
    "latitude": "36.806500",
    "longitude": "10.181500",
    "tenure": "leased",
    "lease_end": "2029-12-31",
    "total_area_m2": "300.00",
    "rooms": [
        {"room_name": "Salle 1", "room_type": "classroom", "area_m2": "60.00", "seats": 25, "equipment_ok": "yes"},
        {"room_name": "Atelier", "room_type": "workshop", "area_m2": "90.00", "seats": 15, "equipment_ok": "yes"},
    ],
    "toilets_f": 2,
    "toilets_m": 2,
    "accessible": "yes",
}
PROGRAMME: dict[str, Any] = {
    "title_ar": "تقني في الصيانة",
    "title_fr": "Maintenance industrielle",
    "sector": "electricity",
    "target_level": "BTP",
    "entry_level": "2_secondary",
    "mode": "alternating",
    "total_hours": 1200,
    "workplace_hours": 400,
    "duration_months": 18,
    "language": "fr",
    "modules": [
        {"code": "U1", "title": "Électrotechnique", "hours": 700, "credits": 10, "assessment": "written"},
        {"code": "U2", "title": "Atelier", "hours": 500, "credits": 10, "assessment": "practical"},
    ],
    "max_group": 20,
    "price_tnd": "2400.000",
}
