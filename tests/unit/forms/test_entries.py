"""Questions whose answer is an entry of a register: only what the applicant's organisation has is offered."""

from datetime import date
from typing import Any

import pytest

from config.demonstration.structures import known_provider
from forms.blocks import identity_of_provider
from forms.entries import ProgrammeField, ProviderField, SiteField
from forms.sections import Section
from registers import programmes
from tests.factories.people import make_user
from workflow.models import Case

pytestmark = pytest.mark.django_db


class Choice(Section):
    code = "choice"
    provider = ProviderField()
    site = SiteField()
    programme = ProgrammeField(required=False)


@pytest.fixture
def known() -> tuple[Any, Any, Case]:
    user = make_user()
    provider, site = known_provider(by=user, index=7, region="TN-11", on=date(2026, 1, 5))
    known_provider(by=make_user(), index=8, region="TN-61", on=date(2026, 1, 5))
    from accounts.models import Organisation

    return provider, site, Case(organisation=Organisation.objects.get(uuid=provider.organisation))


def test_only_entries_of_the_own_organisation_are_offered(known: Any) -> None:
    provider, site, case = known
    form = Choice(answers={}, case=case)
    keys = {name: [key for key, _label in form.fields[name].choices if key] for name in form.fields}
    own = [str(p.entry) for p in programmes.of_provider(provider)]
    assert keys == {"provider": [str(provider.entry)], "site": [str(site.entry)], "programme": own}


def test_entry_of_another_organisation_is_refused(known: Any) -> None:
    from registers.models import Provider

    provider, site, case = known
    other = Provider.objects.current().exclude(entry=provider.entry).get()
    form = Choice({"provider": str(other.entry), "site": str(site.entry)}, answers={}, case=case)
    assert list(form.errors) == ["provider"]
    assert Choice({"provider": str(provider.entry), "site": str(site.entry)}, answers={}, case=case).errors == {}


def test_nothing_is_offered_without_a_case() -> None:
    assert Choice(answers={}).fields["provider"].choices[1:] == []


def test_entry_is_told_by_its_name(known: Any) -> None:
    provider, _site, _case = known
    assert Choice.display("provider", str(provider.entry)) == f"{provider.heading} ({provider.number})"
    assert Choice.display("provider", "nonsense") == "nonsense"


def test_identity_of_a_provider_names_its_entry(known: Any) -> None:
    provider, _site, _case = known
    told = identity_of_provider(str(provider.entry))
    assert (told["provider"], told["identity"], told["region"]) == (str(provider.entry), f"rne:{provider.rne_id}", "TN-11")
