"""Many structures in activity at once, and how their reports are filled in and filed; only the structures are put in by bulk."""

from collections.abc import Sequence
from copy import copy
from typing import Any
from uuid import uuid4

from accounts.models import Membership, Organisation, User
from config.demonstration import applications
from config.demonstration.reports import ANNUAL, EXPLAINED, WHY
from registers.entries import Entry
from registers.models import Provider, Site
from tests.factories.people import SINCE
from tests.factories.providers import make_provider
from workflow.actions import perform
from workflow.models import Case


def make_structures(regions: Sequence[str]) -> None:
    """A structure of each of these regions, with one site and one person who acts for it."""
    made: dict[str, tuple[Provider, Site]] = {}
    users: list[User] = []
    organisations: list[Organisation] = []
    providers: list[Provider] = []
    sites: list[Site] = []
    for n, region in enumerate(regions, start=1):
        account = {"email": f"structure-{n}@exemple.invalid", "identity": f"cin:9{n:07d}", "password": "!"}
        agent = User(**account, name_ar=f"وكيل {n}", name_fr=f"Agent {n}", language="fr")
        if region not in made:  # the first one of a region goes through the register; the others are like it
            agent.save()
            provider, site, _agent = make_provider(region=region, member=agent)
            made[region] = provider, site
            continue
        users.append(agent)
        name = f"مؤسسة العيّنة {n}", f"Structure Exemple {n}"
        organisations.append(Organisation(name_ar=name[0], name_fr=name[1], rne_id=f"{8_000_000 + n}R"))
        own = {"organisation": organisations[-1].uuid, "rne_id": organisations[-1].rne_id, "matricule_fiscal": f"{n}"}
        number = f"SP-{region[-2:]}-{n + 1000:04d}"
        providers.append(_like(made[region][0], number, corporate_name_ar=name[0], corporate_name_fr=name[1], **own))
        sites.append(_like(made[region][1], f"{number}-01", provider=providers[-1].entry))
    for kind, rows in ((User, users), (Organisation, organisations), (Provider, providers), (Site, sites)):
        kind.objects.bulk_create(rows, batch_size=500)  # type: ignore[attr-defined]
    terms = {"since": SINCE}
    Membership.objects.bulk_create(
        [Membership(user=user, organisation=own, **terms) for user, own in zip(users, organisations, strict=True)]
    )


def _like(entry: Any, number: str, **facts: Any) -> Any:
    """A first version like that of another entry."""
    made: Entry = copy(entry)
    made._state = copy(entry._state)
    made._state.adding = True
    made.pk, made.entry, made.case_id, made.number, made.version = uuid4(), uuid4(), uuid4(), number, 1
    for name, value in facts.items():
        setattr(made, name, value)
    made.search_text = made.spelt()
    return made


def agent_of(case: Case) -> User:
    """Who acts for the structure."""
    return User.objects.get(memberships__organisation=case.organisation)


def file_report(case: Case, *, explained: bool = False) -> Case:
    """Begins the report, fills in what a browser would post and submits it; `explained` with a figure that differs."""
    by = agent_of(case)
    perform(case.pk, "start_filling", by=by, revision=case.revision)
    case.refresh_from_db()
    told: dict[str, Any] = dict(ANNUAL)
    if explained:
        told |= {"outcomes": {"complaints": "2"}, "explanations": {**EXPLAINED, "explanations": WHY}}
    applications.fill(case, {code: {**case.answers.get(code, {}), **told.get(code, {})} for code in {*told, *case.answers}})
    applications.join_papers(case, by)
    perform(case.pk, "submit", by=by, revision=case.revision)
    case.refresh_from_db()
    return case
