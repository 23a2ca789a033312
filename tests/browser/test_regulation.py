"""The whole regulation of EQV-01 as its people live it, by clicks and typing only."""

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
from django.core import mail
from django.utils import timezone

from accounts.models import User
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from tests.browser.answers import DIPLOMA, PERSON, PURPOSE, REPORT, STUDIES, WHY
from tests.browser.papers import photograph, scan
from tests.browser.person import PASSWORD, PHONE, Person
from tests.browser.site import Site
from tests.factories.cases import make_ministry
from tests.factories.delegations import make_delegate
from workflow.holidays import calendar
from workflow.models import Case, CommitteeSession

EMAIL = "yasmine@exemple.invalid"


def test_regulation_from_sign_up_to_verification(site: Site, tmp_path: Path) -> None:
    folk = make_ministry()
    folk["delegate"] = make_delegate(by=folk["administrator"])

    applicant = _signs_up(site)
    case = _files(applicant, tmp_path)
    _is_completed(site, folk, applicant, case, tmp_path)
    _is_instructed(site, folk, applicant, case, tmp_path)
    _is_heard(site, folk, case)
    _is_signed(site, folk, case)

    decision = _downloads_decision(site, case, tmp_path)
    _verifies(site, decision, tmp_path)


def _at(case: Case, stage: str) -> None:
    case.refresh_from_db()
    assert case.stage == stage


def _next_case(person: Person, role: str) -> Person:
    """From the first page to the next case of the person's queue."""
    person.open("/")
    person.follow("/queues/", within="body")
    person.follow(f"/queues/{role}/")
    person.follow("?next=1")
    return person


# The applicant, in Arabic, on a phone ---------------------------------------------------------------------------------


def _signs_up(site: Site) -> Person:
    visitor = site.visitor(language="ar", width=PHONE, email=EMAIL)
    visitor.open("/procedures/EQV-01/")
    visitor.follow("/cases/new/EQV-01/")  # which asks who one is
    visitor.follow("/accounts/signup/?next=%2Fcases%2Fnew%2FEQV-01%2F")
    visitor.answer(email=EMAIL, password1=PASSWORD, password2=PASSWORD, name_ar="ياسمين التجريبية", name_fr="Yasmine Exemple")
    visitor.send()
    link = re.search(r"http://\S+", str(mail.outbox[-1].body))
    assert link
    visitor.open(urlsplit(link[0]).path)
    visitor.send()
    if "/login/" in visitor.page.url:
        visitor.answer(login=EMAIL, password=PASSWORD)
        visitor.send()
    return visitor


def _files(applicant: Person, folder: Path) -> Case:
    page = applicant.page
    applicant.open("/procedures/EQV-01/")
    applicant.follow("/cases/new/EQV-01/")
    applicant.answer(awarded_in="abroad", kind="vocational", holder="self")
    applicant.send()
    case = Case.objects.get()

    applicant.follow("/application/person/")
    assert page.locator("[name=passport_no]").is_hidden()
    applicant.answer(**PERSON)
    applicant.send()
    assert page.locator("[name=name_on_diploma]").is_hidden()
    applicant.answer(**DIPLOMA)
    applicant.send()
    applicant.answer(**STUDIES)
    assert page.locator("[name=exam_place]").is_hidden()
    applicant.send()
    applicant.answer(**PURPOSE)
    applicant.send()

    applicant.join("CIN", photograph(folder, "carte"))
    for code in ("DIPL", "TRANSC", "SYLL", "RECOG", "STAYP"):
        applicant.join(code, scan(folder, code.lower()))
    applicant.follow(f"/cases/{case.pk}/check/")
    applicant.answer(declare_true=True, data_notice=True, confirm=True)
    applicant.send()
    _at(case, "submitted")
    return case


def _answers(applicant: Person, case: Case, code: str, paper: Path) -> None:
    """From the page of the case to what is asked, then sends."""
    applicant.open("/my/")
    applicant.follow(f"/cases/{case.pk}/")
    applicant.follow("/answer/")
    applicant.follow(f"/answer/{code}/")
    applicant.join(code, paper)
    applicant.follow("/answer/")
    applicant.send("main section.info form")


# The region -----------------------------------------------------------------------------------------------------------


def _is_completed(site: Site, folk: dict[str, User], applicant: Person, case: Case, folder: Path) -> None:
    """Returned once as incomplete, completed, registered."""
    desk = _next_case(site.person(folk["front_desk"]), "front_desk")
    desk.choose_act("return_incomplete")
    desk.answer(fault_DIPL="unreadable", why_DIPL="Le cachet est illisible", reason=WHY)
    desk.send()
    _at(case, "incomplete")

    _answers(applicant, case, "DIPL", scan(folder, "diplome lisible"))
    _at(case, "submitted")

    _next_case(desk, "front_desk").choose_act("register_case")
    desk.tick_all()
    desk.send()
    _at(case, "under_review")
    assert case.number == "EQV-01/2026/000001"


def _is_instructed(site: Site, folk: dict[str, User], applicant: Person, case: Case, folder: Path) -> None:
    """A complement, the region's opinion, the awarding body's answer, the rapporteur's report."""
    officer = _next_case(site.person(folk["officer"]), "regional_officer")
    officer.choose_act("request_complements")
    officer.answer(asked=[{"item": "SYLL", "why": "Le volume horaire manque", "law": "A2010-79"}], reason=WHY)
    officer.send()
    _at(case, "awaiting_complements")
    _answers(applicant, case, "SYLL", scan(folder, "programme complet"))
    _at(case, "under_review")

    director = site.person(folk["director"])
    director.open("/search/?q=EQV-01/2026/000001")
    director.choose_act("transmit_to_centre")
    director.answer(documents_checked=True, opinion="favourable", text=WHY)
    director.send()
    _at(case, "central_review")

    central = _next_case(site.person(folk["central_officer"]), "central_officer")
    central.choose_act("query_awarding_body")
    assert central.page.locator("[name=name]").input_value() == DIPLOMA["awarding_body"]
    central.send()
    _at(case, "awarding_body_verification")
    central.choose_act("record_awarding_body_answer")
    told = {"verdict": "confirms", "on": timezone.localdate().isoformat(), "summary": WHY, "recognised": "yes"}
    central.answer(**told, source="Répertoire national du pays", answer=scan(folder, "reponse"))
    central.send()
    _at(case, "central_review")

    secretary = site.person(folk["secretary"])
    secretary.open("/search/?q=EQV-01/2026/000001")
    secretary.choose_act("assign_rapporteur")
    secretary.answer(rapporteur=folk["rapporteur"].pk, no_link=True)
    secretary.send()
    rapporteur = _next_case(site.person(folk["rapporteur"]), "rapporteur")
    rapporteur.choose_act("file_rapporteur_report")
    rapporteur.answer(**REPORT)
    rapporteur.send()
    _at(case, "central_review")


# The committee --------------------------------------------------------------------------------------------------------


def _is_heard(site: Site, folk: dict[str, User], case: Case) -> None:
    meeting = _is_convened(site.person(folk["secretary"]), case)
    site.close()
    site.clock.move_to(meeting.meets_at)

    secretary, chair = site.person(folk["secretary"]), site.person(folk["chair"])
    _goes_to(secretary, meeting)
    present = ["chair", "member_1", "member_2", "member_3"]
    for name in present:
        secretary.page.locator(f"#seat_{folk[name].pk}").check()
    secretary.send('form[action$="/presence/"]')
    _confirms(chair, meeting, "open")
    chair.choose_act("open_deliberation")
    chair.send()
    _at(case, "committee_deliberation")

    _votes(site.person(folk["member_1"]), meeting, "declare_recusal", reason="Ancien enseignant de la personne")
    _votes(site.person(folk["member_2"]), meeting, "cast_vote", choice="for", level="BTP")
    _votes(site.person(folk["member_3"]), meeting, "cast_vote", choice="against", reason=WHY)
    _votes(chair, meeting, "cast_vote", choice="for", level="BTP")
    _confirms(chair, meeting, "close")
    _confirms(chair, meeting, "sign-minutes")
    _goes_to(secretary, meeting)
    secretary.choose_act("record_committee_opinion")
    secretary.send()
    _at(case, "opinion_issued")
    assert case.facts["opinion"] | {"session": "", "met_on": ""} == {
        "outcome": "favourable", "level": "BTP", "for": 2, "against": 1, "abstentions": 0, "session": "", "met_on": ""
    }  # fmt: skip


def _is_convened(secretary: Person, case: Case) -> CommitteeSession:
    """Planned seven working days ahead, the case put on the agenda, the members convened."""
    day = calendar().add_working(timezone.localdate(), 7)
    secretary.open("/committees/")
    secretary.answer(committee="equivalence", meets_at=f"{day.isoformat()}T10:00", place="Salle imaginaire")
    secretary.send()
    meeting = CommitteeSession.objects.get()
    secretary.open("/search/?q=EQV-01/2026/000001")
    secretary.choose_act("put_on_agenda")
    secretary.answer(session=meeting.pk)
    secretary.send()
    _at(case, "committee_agenda")
    _confirms(secretary, meeting, "convene")
    return meeting


def _goes_to(person: Person, meeting: CommitteeSession) -> None:
    person.open("/committees/")
    person.follow(f"/committees/sessions/{meeting.pk}/")


def _confirms(person: Person, meeting: CommitteeSession, act: str) -> None:
    _goes_to(person, meeting)
    person.follow(f"/sessions/{meeting.pk}/{act}/")
    person.send()


def _votes(member: Person, meeting: CommitteeSession, act: str, **told: str) -> None:
    _goes_to(member, meeting)
    member.choose_act(act)
    member.answer(**told)
    member.send()


# Signature and verification -------------------------------------------------------------------------------------------


def _is_signed(site: Site, folk: dict[str, User], case: Case) -> None:
    central = _next_case(site.person(folk["central_officer"]), "central_officer")
    central.choose_act("propose_approval")
    assert central.page.locator("[name=level][value=BTP]").is_checked()
    central.answer(basis=WHY)
    central.send()
    _at(case, "awaiting_signature")

    delegate = site.person(folk["delegate"])
    delegate.open("/")
    delegate.follow("/signature/", within="body")
    delegate.choose_act("sign_approval")
    delegate.follow("/sign_approval/fr/")
    with delegate.page.expect_popup() as letter:
        delegate.page.locator('a[href$="/fr/letter/"]').first.click()
    assert "Pour le ministre et par délégation" in letter.value.locator("body").inner_text()
    delegate.page.go_back()
    delegate.answer(confirm=True)
    delegate.send()
    _at(case, "approved")
    site.drain()


def _downloads_decision(site: Site, case: Case, folder: Path) -> Path:
    """The Arabic decision, as the applicant keeps it."""
    assert case.applicant
    applicant = site.person(case.applicant, language="ar", width=PHONE)
    applicant.open("/my/")
    applicant.follow(f"/cases/{case.pk}/")
    decision = case.documents.get(kind=EQUIVALENCE_DECISION.code, language="ar")
    with applicant.page.expect_download() as download:
        applicant.page.locator(f'main a[href$="/documents/{decision.pk}/"]').first.click()
    path = folder / "decision.pdf"
    download.value.save_as(path)
    assert path.read_bytes()[:5] == b"%PDF-"
    return path


def _verifies(site: Site, decision: Path, folder: Path) -> None:
    """Anyone reads the square on the paper, and is told that the document is genuine."""
    with pypdfium2.PdfDocument(decision) as pdf:
        words = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "بتفويض" in words
    subprocess.run(["pdftoppm", "-r", "150", "-png", decision, folder / "decision"], check=True)
    page = sorted(folder.glob("decision-*.png"))[-1]
    address = subprocess.check_output(["zbarimg", "--quiet", "--raw", page], text=True).strip()
    assert address.startswith(f"{site.url}/v/")
    anyone = site.visitor(language="fr", width=PHONE)
    anyone.open(address)
    anyone.page.wait_for_load_state("networkidle")
    told = anyone.page.locator("main .notice:visible")
    assert set(told.evaluate_all("all => all.map(n => n.className)")) == {"notice success"}
