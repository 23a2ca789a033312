"""Where a person or an organisation may file: in one's own name unless an organisation is named."""

import pytest
from django.test import Client

from tests.factories.people import make_user
from workflow.models import Case

pytestmark = pytest.mark.django_db
URL = "/cases/new/EQV-03/"
NEW = {"organisation": "another", "name_ar": "شركة المثال", "name_fr": "Société Exemple", "rne_id": "1234567R"}


@pytest.mark.parametrize(("typed", "organisation"), [({"organisation": "none"}, None), (NEW, "1234567R")])
def test_person_files_alone_or_for_an_organisation(typed: dict[str, str], organisation: str | None) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_user())
    assert "None: a person files in their own name" in client.get(URL).content.decode()
    assert client.post(URL, typed).status_code == 302
    found = Case.objects.get().organisation
    assert (found.rne_id if found else None) == organisation


def test_choice_is_asked_for() -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_user())
    assert client.post(URL, {}).status_code == 422
    assert Case.objects.count() == 0
