"""What anyone reads without an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from tests.factories.people import make_user
from workflow import legal, pathway, service_levels
from workflow.models import Case
from workflow.procedures import named, procedures

pytestmark = pytest.mark.django_db
LANGUAGES = ["ar", "fr", "en"]


def decided(*days: int, stage: str = "approved") -> None:
    """Cases that were decided after so many days."""
    person, now = make_user(), timezone.now()
    for number, length in enumerate(days):
        registered = now - timedelta(days=length)
        Case.objects.create(
            procedure="EQV-01", stage=stage, author=person, applicant=person, number=f"EQV-01/{stage}/{number}",
            registered_at=registered, submitted_at=registered, closed_at=now,
        )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/", "/procedures/", "/procedures/EQV-01/"])
def test_public_page_in_each_language(language: str, path: str) -> None:
    page = Client(headers={"accept-language": language}).get(path)

    assert (page.status_code, f'<html lang="{language}"' in page.text, "style=" in page.text) == (200, True, False)


@pytest.mark.parametrize("code", ["EQV-99", "x", "99999999999999999999", "..%2f..%2fetc"])
def test_procedure_unknown(code: str) -> None:
    assert Client().get(f"/procedures/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"), [("equivalence", 1), ("EQV-01", 1), ("foreign diploma", 1), ("zzz", 0), ("zzz' OR 1=1 --", 0), ("", 1)]
)
def test_catalogue_search(asked: str, found: int) -> None:
    page = Client(headers={"accept-language": "en"}).get("/procedures/", {"q": asked})

    assert page.text.count("/procedures/EQV-01/") == found


def test_procedure_says_how_long_it_really_takes() -> None:
    decided(10, 20, 30, 40)
    page = Client(headers={"accept-language": "en"})
    before = page.get("/procedures/EQV-01/").text

    decided(50, stage="refused")
    decided(1, 1, 1, stage="withdrawn")
    after = page.get("/procedures/EQV-01/").text

    assert ("How long it really takes" in before, "How long it really takes" in after) == (False, True)
    level = service_levels.of(named("EQV-01"))
    assert level == service_levels.ServiceLevel(cases=5, median=30, p90=50)


def test_usual_way_of_equivalence() -> None:
    assert [s.stage for s in pathway.usual(named("EQV-01"))] == [
        "draft",
        "submitted",
        "under_review",
        "central_review",
        "committee_agenda",
        "committee_deliberation",
        "opinion_issued",
        "awaiting_signature",
    ]


def test_every_procedure_tells_how_it_goes() -> None:
    assert [p.code for p in procedures() if not pathway.usual(p)] == []


def test_usual_way_passes_through_the_system_where_people_alone_do_not_get_there() -> None:
    ways = {code: [s.stage for s in pathway.usual(named(code))] for code in ("EQV-03", "SAN-02", "TRN-05")}
    assert ways == {
        "EQV-03": ["draft", "submitted"],
        "SAN-02": ["proposed", "awaiting_signature", "measure_in_force"],
        "TRN-05": [
            "draft",
            "marks_submitted",
            "jury_deliberation",
            "results_published",
            "regional_validation",
            "central_validation",
            "awaiting_signature",
            "diplomas_generated",
        ],
    }


def test_every_text_of_the_law_has_its_title() -> None:
    for language in LANGUAGES:
        with translation.override(language):
            assert [code for p in procedures() for code in p.legal_basis if legal.title(code) == code] == []


def test_home_of_an_applicant_leads_to_their_cases() -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_user(language="en"))

    assert 'href="/my/"' in client.get("/").text


def test_home_leads_to_each_family_of_the_catalogue() -> None:
    client = Client(headers={"accept-language": "en"})
    home, catalogue = client.get("/").text, client.get("/procedures/").text

    led_to = re.findall(r'href="/procedures/#([A-Z]+)"', home)
    assert led_to == re.findall(r'<h2 id="([A-Z]+)"', catalogue)
    assert led_to == ["LIC", "PRG", "TRN", "EQV", "SAN", "PUB", "FIN"]
