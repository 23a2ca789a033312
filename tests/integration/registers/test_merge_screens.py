"""Every register on its screens, and merging two entries there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from registers import complaints, payments, restrictions, trainers
from registers.catalogue import REGISTERS
from registers.models import Provider
from tests.integration.registers.conftest import PERSON
from tests.integration.registers.structures import OPENED, entered, filed
from tests.integration.registers.test_supervision import inspected
from tests.integration.registers.test_training import diploma

pytestmark = pytest.mark.django_db


def test_screens_of_every_register(signed_in: Callable[[str], Client], read: Any, person_in: Callable[..., User]) -> None:
    """Whatever is entered is listed, shown with its versions, and printed."""
    diploma()
    payments.ask(purpose="fee", amount_tnd="10.000", cause=filed().cause())
    restrictions.impose(kind="moratorium", speciality="nursing", cause=filed().cause())
    complaints.enter(subject="refund", facts={"facts": "No refund"}, cause=filed().cause())
    trainers.enter(answers=PERSON, facts={"specialities": ["froid"]}, cause=filed().cause())
    client = signed_in(Role.REGISTRAR)
    seen: set[str] = set()
    for code, register in REGISTERS.items():
        found = client.get(reverse("registers:listing", args=[code]))
        assert found.status_code == 200
        for one in register.model._default_manager.filter(valid_to__isnull=True)[:1]:
            assert one.number in found.text
            pages = [client.get(reverse(f"registers:{view}", args=[code, one.entry])) for view in ("entry", "extract")]
            assert [(p.status_code, one.number in p.text) for p in pages] == [(200, True), (200, True)]
            seen.add(code)
    assert set(REGISTERS) - seen == {
        *("awarding-bodies", "equivalence-decisions", "inspections", "non-conformities", "sanctions", "activity-reports"),
        *("advertising", "agreements", "decisions", "deliveries", "trainer-assignments"),
    }


def test_screen_of_an_inspection(signed_in: Callable[[str], Client], read: Any) -> None:
    _made, visit = inspected()
    page = signed_in(Role.LEAD_INSPECTOR).get(reverse("registers:entry", args=["inspections", visit.entry]))
    assert (page.status_code, "S-01 · no" in page.text, str(visit.provider) in page.text) == (200, True, True)


def test_merge_on_screen(signed_in: Callable[[str], Client], read: Any) -> None:
    one, two = entered(), entered(rne_id="1496298T", corporate_name_fr="The same")
    client = signed_in(Role.REGISTRAR)
    url = reverse("registers:merge", args=["providers", one.entry])
    assert url in client.get(reverse("registers:entry", args=["providers", one.entry])).text
    unknown = client.post(url, {"number": "SP-99-9999", "reason": "The same structure"})
    assert (unknown.status_code, Provider.objects.current().count()) == (200, 2)
    done = client.post(url, {"number": two.number.lower(), "reason": "The same structure"})
    assert done.headers["Location"] == reverse("registers:entry", args=["providers", one.entry])
    assert [p.entry for p in Provider.objects.current()] == [one.entry]
    shown = client.get(reverse("registers:entry", args=["providers", one.entry])).text
    assert two.number in shown
    duplicate = client.get(reverse("registers:entry", args=["providers", two.entry])).text
    assert reverse("registers:entry", args=["providers", one.entry]) in duplicate
    assert Provider.objects.current().get().valid_from >= OPENED


def test_merge_on_screen_by_another_role(signed_in: Callable[[str], Client], read: Any) -> None:
    url = reverse("registers:merge", args=["providers", entered().entry])
    assert [signed_in(role).get(url).status_code for role in (Role.AUDITOR, Role.CENTRAL_DIRECTOR)] == [403, 403]
