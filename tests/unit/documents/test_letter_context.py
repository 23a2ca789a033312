"""A letter is refused facts that do not fit its shape."""

import re
from itertools import pairwise

import pytest

from documents.catalogue import DOCUMENT_TYPES
from documents.laws import LAWS, with_of
from documents.rendering.context import ContextError, MissingFact, checked, localised
from documents.rendering.letters import html_of, metadata_of, title_of
from documents.types import DocumentType
from documents.wording import LETTERS, TITLES, languages_of
from tests.unit.documents.example_letters import example
from tests.unit.documents.reading import markup

EVERY = [(code, language) for code in LETTERS for language in languages_of(code)]


@pytest.mark.parametrize("code", LETTERS)
def test_checked_example_fits(code):
    assert checked(code, example(code))["number"] == example(code)["number"]


@pytest.mark.parametrize("code", LETTERS)
def test_checked_each_fact_is_required_or_optional(code):
    optional = LETTERS[code].__optional_keys__
    for key in example(code):
        context = example(code)
        del context[key]
        if key in optional:
            assert checked(code, context)[key] is None
        else:
            with pytest.raises(ContextError, match=f"{key} is missing"):
                checked(code, context)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"surprise": 1}, "unknown surprise"),
        ({"number": 12}, "int is not expected"),
        ({"draft": "no"}, "bool is expected"),
        ({"items": "text"}, "list is expected"),
        ({"law": "L1999-99"}, "one of"),
        ({"signature": "me"}, "str is not expected"),
        ({"letterhead": {"directorate": {"ar": "x"}, "place": "x", "contact": "x"}}, "not str|fr is missing"),
    ],
)
def test_checked_misfit(changes, message):
    with pytest.raises(ContextError, match=message):
        checked("CPL", example("CPL", **changes))


def test_checked_unknown_letter():
    with pytest.raises(ContextError, match="no letter"):
        checked("XXX", {})


def test_localised_takes_french_for_missing_english():
    assert localised({"ar": "أ", "fr": "f"}, "en") == "f"
    assert localised({"ar": "أ", "fr": "f", "en": "e"}, "en") == "e"
    with pytest.raises(MissingFact):
        localised({"a": 1}, "fr")["b"]


def test_html_of_letter_that_is_not_written_in_english():
    with pytest.raises(ContextError, match="not written in en"):
        html_of(template="REF", language="en", context=example("REF"))


def test_title_of_takes_the_given_subject():
    assert title_of(template="RET", language="fr", context=example("RET")) == TITLES["RET"]["fr"]
    assert title_of(template="RET", language="fr", context=example("RET", subject="Autre")) == "Autre"


def test_metadata_of_carries_the_context():
    about = metadata_of(template="EQD", language="fr", context=example("EQD"))
    assert (about.title, about.subject, about.created) == (
        "Décision d’équivalence – 2026/EQV/0012",
        "EQV-01/2026/000123",
        "2026-03-12",
    )
    assert about.data.startswith('{"addressee"')


@pytest.mark.parametrize(
    ("law", "arabic", "french"),
    [
        ("L2008-10", "للقانون عدد 10", "de la loi"),
        ("D94-1397", "للأمر عدد", "du décret"),
        ("A2010-79", "لقرار وزير", "de l’arrêté"),
    ],
)
def test_with_of_joins_the_preposition(law, arabic, french):
    assert with_of(LAWS[law]["ar"], "ar").startswith(arabic)
    assert with_of(LAWS[law]["fr"], "fr").startswith(french)


def test_laws_quote_no_article():
    for law in LAWS.values():
        assert [word for word in ("الفصل", "فصل", "article", "art.") if word in " ".join(law.values())] == []


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_html_of_draft_is_marked(code, language):
    mark = {"ar": "مشروع", "fr": "PROJET", "en": "DRAFT"}[language]
    draft = html_of(template=code, language=language, context=example(code, draft=True, number=None, verification=None))
    assert f'<p class="draft">{mark}</p>' in draft
    assert '<p class="draft">' not in html_of(template=code, language=language, context=example(code))


APPEAL = {
    "ar": "يمكن التظلم لدى السلطة مصدرة القرار في أجل شهرين من تاريخ التبليغ، كما يمكن الطعن فيه أمام القضاء الإداري في أجل"
    " شهرين من تاريخ التبليغ أو من تاريخ الرد الصريح على التظلم أو من تاريخ انقضاء شهرين على إيداعه دون جواب، ولا يوقف الطعن"
    " تنفيذ القرار ما لم يُؤذن بذلك.",
    "fr": "Voies et délais de recours : recours administratif préalable dans les deux mois de la notification ; silence de"
    " deux mois valant rejet ; recours devant le tribunal administratif dans les deux mois de la notification, de la réponse"
    " ou du rejet implicite ; le recours n'est pas suspensif, sauf sursis à exécution.",
}


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_html_of_appeal_notice_is_in_every_refusal_and_nowhere_else(language):
    # PREC and SAN impose what nobody asked for; VPART refuses the units that it leaves.
    imposed = {"PREC", "SAN", "VPART"}
    having = {code for code in LETTERS if APPEAL[language] in html_of(template=code, language=language, context=example(code))}
    assert having == {"REF", "FRA", "INA", "LAP", "NAUT", "OBJ"} | imposed


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("of_office", [False, True])
def test_html_of_closure_has_appeal_notice_when_nobody_asked_for_it(language, of_office):
    page = html_of(template="CLO", language=language, context=example("CLO", of_office=of_office))
    assert (APPEAL[language] in page) == of_office


@pytest.mark.parametrize(
    ("language", "formula"),
    [("ar", "وعن وزير التشغيل والتكوين المهني وبتفويض منه"), ("fr", "Pour le ministre et par délégation")],
)
def test_html_of_delegation_is_said_when_delegated(language, formula):
    for code in LETTERS:
        signature = example(code)["signature"]
        page = html_of(template=code, language=language, context=example(code))
        assert (formula in page) == bool(signature and signature["delegated"])


@pytest.mark.parametrize(("language", "formula"), [("ar", "وتفضّلوا"), ("fr", "Je vous prie d’agréer")])
def test_html_of_decision_has_no_formula_of_politeness(language, formula):
    polite = {code for code in LETTERS if formula in html_of(template=code, language=language, context=example(code))}
    eqv = {"ACK", "RET", "REC", "CPL", "AWB", "AGD", "ADV", "TST"}
    called = {"CONVE", "CONVH", "CONVI", "CONVV"}
    written = {"CAMP", "CANS", "CAP", "CAPC", "CEASE", "FREP", "GRI", "OPR", "PREP", "PROSEC", "REM", "RES", "VER"}
    told = {"APR", "CLOT", "IREJ", "PLC", "PROPO"}  # what becomes of an application, an appeal, a training
    assert polite == eqv | called | written | told
    decisions = {kind.template for kind in DOCUMENT_TYPES.values() if isinstance(kind, DocumentType) and kind.is_decision}
    assert decisions & polite == set()


def test_html_of_receipt_says_limits_and_once_only():
    arabic = html_of(template="REC", language="ar", context=example("REC"))
    assert "ويعلّق بطلب استكمال الوثائق" in arabic
    assert "لا يُطلب منكم إيداع وثيقة سبق تقديمها أو متاحة لدى هيكل عمومي آخر" in arabic
    unsuspended = html_of(template="REC", language="ar", context=example("REC", suspended_by_complements=False))
    assert "ويعلّق" not in unsuspended


@pytest.mark.parametrize(("language", "words"), [("ar", "ألف ومائتان وخمس عشرة"), ("fr", "mille deux cent quinze")])
def test_html_of_decision_says_hours_in_figures_and_words(language, words):
    page = html_of(template="EQD", language=language, context=example("EQD"))
    assert f"({words})" in page
    assert ">1215</bdi>" in page


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_html_of_decision_cites_its_texts_in_order(language):
    page = html_of(template="EQD", language=language, context=example("EQD"))
    places = [
        page.index(LAWS[code][language].replace("'", "&#x27;")) for code in ("L2008-10", "D94-1397", "D2009-2139", "A2010-79")
    ]
    assert places == sorted(places)


# Letters that tell one thing or another: without the one of their example they would tell nothing.
ONE_OF_TWO = {
    "ATT": {"line", "copies"},
    "CLOT": {"goes_on"},  # the last day or the refund otherwise
    "CONF": {"visit_on", "grade"},
    "ELI": {"years", "units", "until"},  # what an eligible person is told; grounds otherwise
    "HMIN": {"statement", "signed"},  # of those who came; nothing of those who stayed away
    "TRS": {"line", "copies"},  # of one certificate; of a candidate of an examination otherwise
    "WARN": {"document", "established_on"},
}


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_html_of_optional_facts_may_be_absent(code, language):
    shape = LETTERS[code]
    left_out = shape.__optional_keys__ - ONE_OF_TWO.get(code, set())
    context = {key: value for key, value in example(code).items() if key not in left_out}
    context["addressee"] = {"civility": "body", "name": "x"}
    assert html_of(template=code, language=language, context=context).startswith("<!doctype html>")


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_html_of_headings_skip_no_level(code, language):
    """PDF/UA: the first heading is of level one, and none is deeper than its predecessor by two."""
    page = html_of(template=code, language=language, context=example(code))
    levels = [int(tag[1]) for tag, _ in markup(page) if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_html_of_entries_of_lists_hold_no_blocks(code, language):
    """PDF/UA: a block inside an entry would be tagged beside the body of the entry instead of in it."""
    page = html_of(template=code, language=language, context=example(code))
    blocks = {tag for entry in re.findall(r"<li\b.*?</li>", page, re.DOTALL) for tag, _ in markup(entry)} & {
        "div",
        "p",
        "ul",
        "ol",
    }
    assert blocks == set()
