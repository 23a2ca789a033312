"""Providers, sites, programmes, homologations, agreements: what procedures enter, change and ask."""

import uuid
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from registers import agreements, homologations, programmes, providers, refusals, sites
from registers.models import Homologation, Programme, Provider, Site
from tests.integration.registers.structures import COURSE, OPENED, PLACE, STRUCTURE, entered, filed, structure

pytestmark = pytest.mark.django_db
LATER = date(2026, 9, 1)


def test_provider_entered() -> None:
    provider = entered()
    assert (provider.number, provider.status, provider.region) == ("SP-31-0001", "declared", "TN-31")
    assert (provider.rne_id, provider.matricule_fiscal, provider.capital) == ("1282182W", "1282182WAM000", Decimal("10000.000"))
    assert provider.head_office == "3, rue du Test, Béja Nord, 9000"


def test_provider_entered_twice_by_one_case() -> None:
    case = filed()
    one, two = (providers.enter(facts=STRUCTURE, case=case, cause=case.cause()) for _ in range(2))
    assert (one.pk, Provider.objects.count()) == (two.pk, 1)


def test_provider_entered_by_another_case() -> None:
    first = entered()
    with pytest.raises(refusals.AlreadyEntered, match=first.number):
        entered(corporate_name_fr="Another name")


def test_provider_of_an_organisation() -> None:
    case, key = filed(), uuid.uuid4()
    case.organisation = SimpleNamespace(uuid=key)
    provider = providers.enter(facts=STRUCTURE, case=case, cause=case.cause())
    assert list(providers.of_organisation(key)) == [provider]
    assert list(providers.of_organisation(None)) == []
    other = uuid.uuid4()
    providers.link(provider=provider, organisation=other, cause=filed().cause())
    assert [p.entry for p in providers.of_organisation(other)] == [provider.entry]


@pytest.mark.parametrize(
    ("verb", "more", "status"),
    [
        (providers.interrupt, {"until": LATER}, "interrupted"),
        (providers.suspend, {"reason": "A sanction"}, "suspended"),
        (providers.suspend, {"by_precaution": True}, "suspended_precaution"),
        (providers.withdraw, {}, "withdrawn"),
        (providers.close, {}, "closed"),
    ],
)
def test_provider_loses_activity(verb: Any, more: dict[str, Any], status: str) -> None:
    provider = providers.activate(provider=entered(), cause=filed().cause())
    changed = verb(provider=str(provider.entry), cause=filed().cause(LATER), **more)
    assert (changed.status, changed.version, changed.valid_from) == (status, 3, LATER)
    assert verb(provider=provider, cause=filed().cause(LATER), **more).version == 3
    assert (providers.is_active(provider), providers.is_active(provider, on=LATER)) == (False, False)
    assert providers.is_active(provider, on=LATER - timedelta(days=1)) is True
    assert providers.activate(provider=provider, cause=filed().cause(LATER)).interrupted_until is None


@pytest.mark.usefixtures("english")
def test_provider_objected_to_is_not_interrupted() -> None:
    objected = providers.object_to(provider=entered(), cause=filed().cause(), reason="The director is not qualified.")
    with pytest.raises(refusals.NotSoNow, match="Objected to"):
        providers.interrupt(provider=objected, until=None, cause=filed().cause())
    assert providers.of_rne("1282182W") is None


def test_provider_amended() -> None:
    provider = entered()
    director = {"first_name_fr": "Anis", "last_name_fr": "Essai", "first_name_ar": "أنيس", "id_type": "cin", "cin": "01 234 567"}
    told = {**providers.people_of(role="director", person=director), "status": "closed", "unknown": 1}
    changed = providers.amend(provider=provider, facts=told, cause=filed("LIC-04").cause(LATER))
    assert (changed.director_fr, changed.director_ar, changed.director_identity) == ("Anis Essai", "أنيس", "cin:01234567")
    assert (changed.status, changed.case_number[:6], Provider.objects.as_of(OPENED).get().director_fr) == (
        "declared",
        "LIC-04",
        "",
    )
    assert providers.amend(provider=provider, facts=told, cause=filed().cause(LATER)).pk == changed.pk


def test_provider_receipt_grade_and_flags() -> None:
    provider = providers.write_receipt(provider=entered(), number="REC-9", on=OPENED, cause=filed().cause())
    provider = providers.grade(provider=provider, cause=filed().cause(), grade="B", risk_score="12.50")
    provider = providers.flag(provider=provider, cause=filed().cause(), open_plan=True)
    told = (provider.receipt_number, provider.receipt_date, provider.grade, provider.risk_score, provider.open_plan)
    assert told == ("REC-9", OPENED, "B", Decimal("12.50"), True)
    assert providers.grade(provider=provider, cause=filed().cause(), risk_score=3).grade == "B"
    with pytest.raises(TypeError):
        providers.flag(provider=provider, cause=filed().cause(), rich=True)


@pytest.mark.parametrize(
    ("names", "is_free"),
    [
        ({"name_fr": "CENTRE OFOK DE FORMATION"}, False),
        ({"name_ar": "مركز الافق للتكوين"}, False),
        ({"name_ar": "مركز آخر", "name_fr": "Autre centre"}, True),
        ({}, True),
    ],
)
def test_provider_name_free(names: dict[str, str], is_free: bool) -> None:
    provider = entered()
    assert providers.is_name_free(**names) is is_free
    assert providers.is_name_free(**names, other_than=provider) is True


def test_provider_from_abroad() -> None:
    case, facts = filed("LIC-07"), {"foreign_name": "Test Academy", "country": "FR"}
    provider = providers.enter_foreign(facts=facts, case=case, cause=case.cause(), valid_until=LATER)
    assert (provider.corporate_name_fr, provider.regime, provider.status) == ("Test Academy", "authorisation", "active")
    assert [providers.is_active(provider, on=d) for d in (LATER, LATER + timedelta(days=1))] == [True, False]


def test_provider_unknown() -> None:
    for named in (uuid.uuid4(), "nonsense"):
        with pytest.raises(refusals.NotInRegister):
            providers.get(named)
    assert providers.is_active(uuid.uuid4()) is False


def test_site_entered_and_confirmed() -> None:
    provider = entered()
    site = sites.enter(provider=provider, facts=PLACE, cause=filed().cause())
    assert (site.number, site.region, site.accessible, site.status) == ("SP-31-0001-01", "TN-31", True, "proposed")
    assert (sites.is_conform(site), list(sites.of_provider(provider, in_use=True))) == (False, [])
    site = sites.confirm(site=site, cause=filed().cause(LATER), grade="B", with_reserves=True)
    assert (site.status, site.grade, site.conformity_date) == ("reserves", "B", LATER)
    assert [s.number for s in sites.of_provider(provider, in_use=True)] == [site.number]
    assert sites.is_name_free(provider=provider, name=" siège ") is False
    assert sites.is_name_free(provider=provider, name="siège", other_than=site) is True


@pytest.mark.parametrize(
    ("verb", "more", "status"),
    [
        (sites.interrupt, {"until": LATER}, "interrupted"),
        (sites.block, {"reason": "Fire"}, "blocked"),
        (sites.close, {}, "closed"),
    ],
)
def test_site_out_of_use(verb: Any, more: dict[str, Any], status: str) -> None:
    site = verb(site=structure().site, cause=filed().cause(LATER), **more)
    assert (site.status, sites.is_conform(site)) == (status, False)
    assert sites.confirm(site=site, cause=filed().cause(LATER)).status == "conform"


def test_site_amended_keeps_what_was_true() -> None:
    site = structure().site
    sites.amend(site=site, facts={"authorised_capacity": 60, "governorate": "TN-11"}, cause=filed("LIC-03").cause(LATER))
    told = [(s.authorised_capacity, s.region) for day in (OPENED, LATER) for s in Site.objects.as_of(day)]
    assert told == [(40, "TN-31"), (60, "TN-11")]


def test_site_papers_ending() -> None:
    site = structure().site
    told = {"lease_end": "2026-12-31", "insurance_end": "2026-10-01", "fire_certificate_end": "2027-03-01"}
    sites.amend(site=site, facts=told, cause=filed().cause())
    found = sites.papers_ending(until=date(2026, 12, 31), provider=site.provider)
    assert [(column, day) for _site, column, day in found] == [
        ("insurance_end", date(2026, 10, 1)),
        ("lease_end", date(2026, 12, 31)),
    ]
    assert sites.papers_ending(until=date(2026, 12, 31), since=date(2027, 1, 1)) == []


def test_programme_announced_then_declared() -> None:
    provider, case = entered(), filed()
    lines = [{"title": "Soudure", "level": "CAP"}, {"title": "Froid", "level": "none"}]
    made = [programmes.enter(provider=provider, facts=f, cause=case.cause(), line=i) for i, f in enumerate(lines)]
    assert [(p.number, p.title_ar, p.target_level) for p in made] == [
        ("PRG-000001", "Soudure", "CAP"),
        ("PRG-000002", "Froid", "none"),
    ]
    told = {"title_ar": "تبريد", "title_fr": "Froid", "target_level": "none", "price_tnd": "800"}
    declared = programmes.declare(provider=provider, facts=told, cause=filed("PRG-01").cause(LATER))
    assert (declared.entry, declared.status, declared.title_ar) == (made[1].entry, "declared", "تبريد")


def test_programme_price_is_dated() -> None:
    programme = structure().programme
    assert (programme.price_tnd, programme.price_date) == (Decimal("2400.500"), OPENED)
    changed = programmes.amend(programme=programme, facts={"price_tnd": "2600"}, cause=filed().cause(LATER))
    assert (changed.price_tnd, changed.price_date) == (Decimal(2600), LATER)
    kept = programmes.amend(programme=programme, facts={"price_tnd": "2600.000"}, cause=filed().cause(LATER))
    assert kept.pk == changed.pk


def test_programme_text_joint_suspended_ended() -> None:
    programme = structure().programme
    programme = programmes.approve_text(programme=programme, text="Un métier.", cause=filed().cause(LATER))
    assert (programme.advert_text, programme.advert_approved_on) == ("Un métier.", LATER)
    key = uuid.uuid4()
    assert programmes.join(programme=programme, agreement=key, cause=filed().cause()).agreement == key
    assert programmes.suspend(programme=programme, cause=filed().cause()).status == "suspended"
    assert programmes.resume(programme=programme, to="homologated", cause=filed().cause()).status == "homologated"
    ended = programmes.end(programme=programme, cause=filed().cause())
    assert (ended.status, list(programmes.of_provider(programme.provider))) == ("ended", [])


@pytest.mark.parametrize(
    ("level", "answer"), [("9_base", False), ("2_secondary", True), ("CAP", True), ("bac", True), ("", False), ("odd", False)]
)
def test_programme_admits(level: str, answer: bool) -> None:
    assert programmes.admits(structure().programme, entry_level=level) is answer


def test_homologation_entered() -> None:
    made = structure()
    held = made.homologation
    assert (held.number, held.level, held.groups_per_year, held.group_size) == ("HOM-2026-0001", "BTP", 2, 20)
    assert (held.provider, held.site, held.status) == (made.provider.entry, made.site.entry, "in_force")
    days = [date(2026, 5, 3), OPENED, date(2031, 5, 3), date(2031, 5, 4)]
    assert [homologations.is_valid(held, on=d) for d in days] == [False, True, True, False]
    assert homologations.valid(programme=made.programme, site=made.site, on=OPENED) == held
    assert homologations.valid(programme=made.programme, site=uuid.uuid4(), on=OPENED) is None
    assert list(homologations.ending(until=date(2031, 12, 31), since=OPENED, provider=made.provider)) == [held]


def test_homologation_of_a_certificate_of_competence() -> None:
    made, case = structure(), filed("PRG-05")
    told = {**COURSE, "title_fr": "Soudure", "title_ar": "لحام", "target_level": "CC"}
    programme = programmes.homologate(provider=made.provider, facts=told, cause=case.cause(), competence=True)
    held = homologations.enter(
        programme=programme,
        site=made.site,
        facts={},
        cause=case.cause(),
        starts_on=OPENED,
        ends_on=LATER,
        kind="competence",
        conditional=True,
    )
    assert (held.number, held.status, programme.status) == ("CC-31-2026-0001", "conditional", "cc_authorised")
    assert homologations.lift_conditions(homologation=held, cause=filed().cause()).status == "in_force"


@pytest.mark.parametrize(
    ("verb", "status"),
    [(homologations.suspend, "suspended"), (homologations.withdraw, "withdrawn"), (homologations.end, "ended")],
)
def test_homologation_lost_and_given_back(verb: Any, status: str) -> None:
    held = structure().homologation
    lost = verb(homologation=held, cause=filed("SAN-01").cause(LATER), reason="A sanction")
    assert (lost.status, homologations.is_valid(held, on=LATER)) == (status, False)
    back = homologations.renew(homologation=held, ends_on=date(2032, 1, 1), cause=filed("PRG-03").cause(LATER))
    assert (back.status, homologations.is_valid(held, on=date(2032, 1, 1)), back.entry) == ("in_force", True, held.entry)


def test_homologation_recheck_after_the_site_changed() -> None:
    made = structure()
    assert homologations.ask_recheck(site=made.site, cause=filed("LIC-03").cause(), reason="Transfer") == 1
    assert homologations.get(made.homologation).recheck == "Transfer"
    told = {"groups_per_year": 4, "status": "ended"}
    changed = homologations.amend(homologation=made.homologation, facts=told, cause=filed("PRG-03").cause())
    assert (changed.recheck, changed.groups_per_year, changed.status) == ("", 4, "in_force")


def test_homologations_end_with_the_provider() -> None:
    made = structure()
    assert homologations.end_all(provider=made.provider, cause=filed("LIC-06").cause(LATER)) == 1
    assert list(homologations.of(provider=made.provider)) == []
    assert Homologation.objects.current().get().ends_on == LATER
    with pytest.raises(ValueError, match="of what"):
        homologations.of()


def test_homologation_success_rate_and_host_places() -> None:
    made = structure()
    assert homologations.record_success(homologation=made.homologation, rate=Decimal("82.50"), cause=filed().cause()).success_rate
    agreement = agreements.enter(
        provider=made.provider,
        agreement_type="placement",
        facts={"partner_fr": "Firme d'essai", "places": 12, "partner_rne": "1496298 T", "programmes": [made.programme]},
        cause=filed("FIN-02").cause(),
        starts_on=OPENED,
        ends_on=LATER,
        homologation=made.homologation,
    )
    assert (agreement.number, agreement.partner_rne, agreement.programmes) == (
        "AGR-2026-00001",
        "1496298T",
        [str(made.programme.entry)],
    )
    assert homologations.count_host_places(homologation=made.homologation, cause=filed().cause()).host_places == 12
    assert (agreements.host_places(made.provider, on=LATER), agreements.host_places(made.provider, on=date(2027, 1, 1))) == (
        12,
        0,
    )
    assert list(agreements.ending(until=LATER)) == [agreement]
    assert agreements.terminate(agreement=agreement, cause=filed().cause(), reason="Breach").status == "terminated"
    assert list(agreements.of_provider(made.provider)) == []
    assert homologations.count_host_places(homologation=made.homologation, cause=filed().cause()).host_places == 0
    assert Programme.objects.current().count() == 1
