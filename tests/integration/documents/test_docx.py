"""Word files on the site: copies of issued documents, and drafts that go out, are edited and come back."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn

from accounts.models import User
from accounts.roles import Role
from documents.catalogue.equivalence import EQUIVALENCE_DECISION
from documents.models import Document
from tests.factories.wordings import make_wording
from tests.integration.documents.conftest import actor, ordered
from workflow.models import Case, Event

pytestmark = pytest.mark.django_db
MakeCase = Callable[..., Case]
MakePerson = Callable[..., User]
RULES = ["hours_insufficient", "recognition_unproven"]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


# Copies --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def issued(make_case: MakeCase, person: MakePerson, monkeypatch: pytest.MonkeyPatch) -> Document:
    """A decision of which a file is kept; what prints and signs it has its own tests."""
    told = ordered(EQUIVALENCE_DECISION, make_case(), actor(person(), Role.MINISTER_SIGNATORY))
    document = Document.objects.get(act=told["act"], is_reference=True)
    Document.objects.filter(pk=document.pk).update(status="issued", file="ab/x.pdf", sha256="0" * 64, size=1)
    document.refresh_from_db()
    return document


def test_copy_is_given_to_the_applicant_and_its_reading_is_told(issued: Document) -> None:
    case = issued.case
    assert case is not None and case.applicant is not None
    response = client_of(case.applicant).get(reverse("documents:document_docx", args=[issued.pk]))
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    assert ".docx" in response.headers["Content-Disposition"]
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert opened(response.content).sections[0].header.paragraphs[0].text == f"نسخة – Copie – Copy – {issued.number}"
    assert Event.objects.filter(kind="reading.document", stream=f"reading:{case.pk}").count() == 1


def test_copy_is_not_there_for_others_nor_before_the_document(issued: Document, person: MakePerson) -> None:
    address = reverse("documents:document_docx", args=[issued.pk])
    assert client_of(person()).get(address).status_code == 404
    Document.objects.filter(pk=issued.pk).update(file="", sha256="", size=None, status="ordered")
    assert issued.case is not None and issued.case.applicant is not None
    response = client_of(issued.case.applicant).get(address)
    assert "wordprocessingml" not in response.headers["Content-Type"]


# Drafts --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def officer(person: MakePerson) -> User:
    return person(Role.CENTRAL_OFFICER)


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    made = make_case("opinion_issued")
    made.facts.pop("proposal")
    made.save()
    return made


def take_out(user: User, case: Case, act: str, **choices: Any) -> Any:
    return client_of(user).get(reverse("documents:draft_file", args=[case.pk, act]), {"language": "fr", **choices})


def bring_back(user: User, case: Case, act: str, content: bytes) -> tuple[Client, Any]:
    client = client_of(user)
    file = io.BytesIO(content)
    file.name = "draft.docx"
    client.cookies["django_language"] = "en"  # sentences are read as they are written in the code
    return client, client.post(reverse("documents:draft", args=[case.pk, act]), {"file": file})


def refusal_draft(user: User, case: Case, language: str = "fr") -> bytes:
    response = take_out(user, case, "propose_refusal", rules=RULES, may_ask_again="on", language=language)
    assert response.status_code == 200, response.content.decode()[:2000]
    return bytes(response.content)


def zones_of(file: Any) -> dict[str, Any]:
    return {z.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")).split(".", 2)[2]: z for z in file.element.iter(qn("w:sdt"))}


def typed(content: bytes, **texts: str) -> bytes:
    """The draft as a word processor leaves it once somebody typed in its zones."""
    file = opened(content)
    zones = {name.replace(".", "_"): zone for name, zone in zones_of(file).items()}
    for name, text in texts.items():
        zone = zones[name]
        if (prompt := zone.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}")) is not None:
            prompt.getparent().remove(prompt)
        words = list(zone.iter(qn("w:t")))
        words[0].text = text.split("\n")[0]
        for other in words[1:]:
            other.text = ""
        run = words[0].getparent()
        for line in text.split("\n")[1:]:
            run.append(run.makeelement(qn("w:br"), {}))
            run.append(more := run.makeelement(qn("w:t"), {}))
            more.text = line
    return saved(file)


def saved(file: Any) -> bytes:
    content = io.BytesIO()
    file.save(content)
    return content.getvalue()


FILLED = {
    "fact_hours_insufficient": "Le programme produit le 12 janvier établit 400 heures.",
    "fact_recognition_unproven": "لا تتضمن الوثيقة أي إشارة إلى اعتراف السلطات.",
    "lifted_by": "Le programme officiel\nLa preuve de reconnaissance",
    "reason": "Le volume horaire et la reconnaissance manquent.",
}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_zones_of_an_edited_draft_fill_in_the_form_of_the_act(officer: User, case: Case, language: str) -> None:
    content = typed(refusal_draft(officer, case, language), **FILLED)
    client, response = bring_back(officer, case, "propose_refusal", content)
    act = reverse("workflow:act", args=[case.pk, "propose_refusal"])
    assert (response.status_code, response.headers.get("Location")) == (302, act), response.content.decode()[-3000:]
    form = client.get(act).context["form"]
    assert form.is_bound
    assert {name: form.data.get(name) for name in form.data} == {
        "grounds-0-rule": "hours_insufficient",
        "grounds-0-fact": FILLED["fact_hours_insufficient"],
        "grounds-1-rule": "recognition_unproven",
        "grounds-1-fact": FILLED["fact_recognition_unproven"],
        "may_ask_again": "yes",
        "lifted_by": FILLED["lifted_by"],
        "reason": FILLED["reason"],
    }
    # Nothing has moved: the officer confirms, and only then the door opens.
    case.refresh_from_db()
    assert (case.stage, case.facts.get("proposal")) == ("opinion_issued", None)


def test_form_filled_in_by_a_draft_performs_the_act(officer: User, case: Case) -> None:
    client, _response = bring_back(officer, case, "propose_refusal", typed(refusal_draft(officer, case), **FILLED))
    act = reverse("workflow:act", args=[case.pk, "propose_refusal"])
    context = client.get(act).context
    data = {name: context["form"].data.get(name) for name in context["form"].data}
    response = client.post(act, {**data, "revision": case.revision, "key": str(context["key"])})
    assert response.status_code == 302, response.content.decode()[-3000:]
    case.refresh_from_db()
    assert case.stage == "awaiting_signature"
    assert [ground["fact"] for ground in case.facts["proposal"]["grounds"]] == [
        FILLED["fact_hours_insufficient"],
        FILLED["fact_recognition_unproven"],
    ]


def test_draft_of_an_approval_carries_the_level_and_its_basis(officer: User, case: Case) -> None:
    content = take_out(officer, case, "propose_approval", level="BTP").content
    client, response = bring_back(officer, case, "propose_approval", typed(content, basis_BTP="Mêmes heures, même niveau."))
    assert response.status_code == 302, response.content.decode()[-3000:]
    kept = {"level": ["BTP"], "basis": ["Mêmes heures, même niveau."]}
    assert client.session["kept_form"] == {"path": response.headers["Location"], "fields": kept, "source": "draft"}


def test_draft_prints_the_variant_of_staff_that_the_choices_take(officer: User, case: Case, person: Callable[..., User]) -> None:
    """Whether a list of documents follows is chosen in the form: the draft says the sentence of that choice, and is taken back."""
    writer, director = person(Role.REGISTRAR), person(Role.CENTRAL_DIRECTOR)
    for variant in ("with_pieces", "alone"):
        texts = {"ar": f"نص {variant}", "fr": f"Texte {variant}"}
        make_wording(by=writer, code=f"REF.again.{variant}", texts=texts, then=director)
    content = typed(refusal_draft(officer, case), **FILLED)
    said = [paragraph.text for paragraph in opened(content).paragraphs if paragraph.text.startswith("Texte ")]
    client, response = bring_back(officer, case, "propose_refusal", content)
    form = client.get(response.headers["Location"]).context["form"]
    assert (said, response.status_code, form.data["lifted_by"]) == (["Texte with_pieces"], 302, FILLED["lifted_by"])


def test_untouched_zone_is_empty(officer: User, case: Case) -> None:
    client, response = bring_back(officer, case, "propose_refusal", refusal_draft(officer, case))
    form = client.get(response.headers["Location"]).context["form"]
    assert (form.data["grounds-0-fact"], form.data["lifted_by"], form.data["reason"]) == ("", "", "")


def change(content: bytes, act: Callable[[Any], None]) -> bytes:
    file = opened(content)
    act(file)
    return saved(file)


def first_with(file: Any, words: str) -> Any:
    return next(p for p in file.paragraphs if words in p.text)


def reword(file: Any) -> None:
    run = next(r for r in first_with(file, "enregistrée le").runs if "regret" in r.text)
    run.text = run.text.replace("regret", "plaisir")


def insert(file: Any) -> None:
    first_with(file, "enregistrée le").insert_paragraph_before("La demande est acceptée.")


def remove(file: Any) -> None:
    paragraph = first_with(file, "Voies et délais")._p
    paragraph.getparent().remove(paragraph)


def retitle(file: Any) -> None:
    file.sections[0].footer.paragraphs[0].runs[0].text = "Une autre administration"


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (reword, "This paragraph cannot be edited, and it was changed or removed: “Après avis de la commission"),
        (insert, "This paragraph was added outside the editable places: “La demande est acceptée.”"),
        (remove, "This paragraph cannot be edited, and it was changed or removed: “Voies et délais"),
        (retitle, "Headers, footers, notes and comments are not taken over. Remove this: “Une autre administration"),
    ],
)
def test_changed_locked_text_is_refused_with_its_paragraph(
    officer: User, case: Case, act: Callable[[Any], None], sentence: str
) -> None:
    content = change(typed(refusal_draft(officer, case), **FILLED), act)
    client, response = bring_back(officer, case, "propose_refusal", content)
    assert response.status_code == 422
    refusal = str(response.context["refusal"])
    assert refusal[: len(sentence)] == sentence
    assert "kept_form" not in client.session


def test_spaces_and_split_runs_are_no_change(officer: User, case: Case) -> None:
    def respell(file: Any) -> None:
        paragraph = first_with(file, "Voies et délais")
        words = paragraph.text
        for run in paragraph.runs:
            run.text = ""
        for word in words.split(" "):
            paragraph.add_run(f"{word}\u00a0 ")

    content = change(typed(refusal_draft(officer, case), **FILLED), respell)
    assert bring_back(officer, case, "propose_refusal", content)[1].status_code == 302


def test_draft_of_another_act_is_refused(officer: User, case: Case) -> None:
    _client, response = bring_back(officer, case, "propose_approval", refusal_draft(officer, case))
    assert (response.status_code, str(response.context["refusal"])[:30]) == (422, "This file is not the draft of ")


def test_draft_of_another_case_is_refused(officer: User, case: Case, make_case: MakeCase) -> None:
    other = make_case("opinion_issued")
    _client, response = bring_back(officer, other, "propose_refusal", refusal_draft(officer, case))
    assert response.status_code == 422


def test_file_with_macros_is_refused(officer: User, case: Case) -> None:
    file = io.BytesIO(refusal_draft(officer, case))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    _client, response = bring_back(officer, case, "propose_refusal", file.getvalue())
    assert (response.status_code, str(response.context["refusal"])[:25]) == (422, "This file contains macros")


def test_draft_is_for_those_who_may_propose(case: Case, person: MakePerson, officer: User) -> None:
    pages = [reverse("documents:draft", args=[case.pk, "propose_refusal"])]
    assert client_of(officer).get(pages[0]).status_code == 200
    assert client_of(person()).get(pages[0]).status_code == 404
    assert client_of(person(Role.MINISTER_SIGNATORY)).get(pages[0]).status_code == 403
    assert client_of(officer).get(reverse("documents:draft", args=[case.pk, "order_test"])).status_code == 404


def test_page_of_the_act_leads_to_its_draft(officer: User, case: Case) -> None:
    page = client_of(officer).get(reverse("workflow:act", args=[case.pk, "propose_refusal"])).content.decode()
    assert f'href="{reverse("documents:draft", args=[case.pk, "propose_refusal"])}"' in page


def test_draft_without_a_ground_asks_for_one(officer: User, case: Case) -> None:
    response = take_out(officer, case, "propose_refusal")
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["rules"])
