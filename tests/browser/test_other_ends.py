"""The other ends of a case, as the applicant meets them: refused, lapsed, withdrawn."""

from datetime import timedelta

from django.core import mail
from django.utils import translation

from tests.browser.answers import WHY
from tests.browser.person import PHONE
from tests.browser.site import Site
from tests.factories.cases import make_ministry, make_player
from workflow.models import OutboxRow
from workflow.procedures import procedure_of
from workflow.sweep import run_due


def test_refusal_tells_grounds_and_appeal(site: Site) -> None:
    folk = make_ministry()
    case = make_player("opinion_issued", applicant=folk["applicant"], wait=site.clock.move_to).case
    OutboxRow.objects.all().delete()  # the letters of the way so far would take half a minute

    central = site.person(folk["central_officer"])
    central.open(f"/cases/{case.pk}/")
    central.choose_act("propose_refusal")
    central.send()
    assert central.errors() == {"grounds-0-rule", "may_ask_again", "reason"}
    central.answer(grounds=[{"rule": "hours_insufficient", "fact": "800 heures au lieu de 1600"}], may_ask_again="yes")
    central.answer(lifted_by="Une formation complémentaire attestée", reason=WHY)
    central.send()

    minister = site.person(folk["minister"])
    minister.open("/signature/")
    minister.choose_act("sign_refusal")
    assert minister.page.locator("[name=reason]").input_value() == WHY
    minister.answer(confirm=True)
    minister.send()
    case.refresh_from_db()
    assert case.stage == "refused"
    site.drain()

    applicant = site.person(folk["applicant"], language="fr", width=PHONE)
    applicant.open(f"/cases/{case.pk}/")
    decision = case.documents.get(kind="REF", language="fr")
    with applicant.page.expect_download():
        applicant.page.locator(f'main a[href$="/documents/{decision.pk}/"]').click()
    applicant.open(f"/cases/{case.pk}/")
    appeal = applicant.page.locator("main section.panel.sand:not([aria-labelledby])")
    with translation.override("fr"):
        assert str(procedure_of(case).appeal) in appeal.inner_text()
    assert decision.content["grounds"][0]["fact"] == "800 heures au lieu de 1600"


def test_lapse_after_reminders(site: Site) -> None:
    folk = make_ministry()
    player = make_player("incomplete", applicant=folk["applicant"])
    case = player.case
    site.drain()

    told = []
    for day in range(1, 32):
        site.clock.shift(timedelta(days=1))
        before = len(mail.outbox)
        run_due()
        site.drain()
        told += [day] if len(mail.outbox) > before else []
        case.refresh_from_db()
        assert (day, case.stage) == (day, "incomplete" if day < 31 else "lapsed")
        if day == 30:
            applicant = site.person(folk["applicant"], language="ar", width=PHONE)
            applicant.open(f"/cases/{case.pk}/")
            assert applicant.page.locator('main a[href$="/answer/"]').count() == 1
    assert told == [10, 20, 31]

    site.close()
    applicant = site.person(folk["applicant"], language="ar", width=PHONE)
    applicant.open(f"/cases/{case.pk}/")
    assert applicant.page.locator('main a[href$="/answer/"]').count() == 0
    notice = case.documents.get(kind="LAP", language="ar")
    assert applicant.page.locator(f'main a[href$="/documents/{notice.pk}/"]').count() == 1


def test_withdrawal_closes_the_case(site: Site) -> None:
    folk = make_ministry()
    case = make_player("under_review", applicant=folk["applicant"]).case

    applicant = site.person(folk["applicant"], language="ar", width=PHONE)
    applicant.open(f"/cases/{case.pk}/")
    applicant.choose_act("withdraw")
    applicant.send()
    assert applicant.errors() == {"confirm"}
    applicant.answer(confirm=True)
    applicant.send()

    case.refresh_from_db()
    assert case.stage == "withdrawn"
    assert applicant.page.url.endswith(f"/cases/{case.pk}/")
    assert applicant.page.locator('main a[href*="/act/"]').count() == 0
    officer = site.person(folk["officer"])
    officer.open(f"/cases/{case.pk}/")
    assert officer.page.locator('main a[href*="/act/"]').count() == 0
