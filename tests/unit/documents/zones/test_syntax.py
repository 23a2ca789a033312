"""Texts by staff: what they may say is printed, whatever else they try is refused with a sentence or printed as it stands."""

import re
from contextlib import suppress
from time import perf_counter
from typing import Any

import pytest

from documents.rendering.context import MissingFact, checked, localised
from documents.rendering.letters import html_of
from documents.samples.variants import example_for
from documents.wording import LETTERS, Language, languages_of
from documents.zones import labels, printing
from documents.zones.catalogue import REMARKS, zone_of, zones_of, zones_taken
from documents.zones.kinds import CODE, COUNT, DATE, GENDER, PERIOD, TEXT
from documents.zones.syntax import LONGEST, Block, Unreadable, Variable, clauses_of, cleaned, parse, with_clauses
from tests.unit.documents.example_letters import example
from tests.unit.documents.hostile_html import VECTORS

pytestmark = pytest.mark.usefixtures("english")

KNOWN = {"case.number": CODE, "holder.name": TEXT, "on": DATE, "n": COUNT, "answer": PERIOD, "holder.civility": GENDER}


def facts_of(letter: str, language: Language) -> dict[str, Any]:
    """What the templates of the letter are told in its example."""
    found: dict[str, Any] = localised(checked(letter, example(letter)), language)
    return found


CPL = zone_of("CPL.introduction")
# What the template languages of Python, Java, Ruby, JavaScript and PHP are attacked with.
INJECTIONS = [
    "{{ 7*7 }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ case.number.__class__.__init__.__globals__ }}",
    "{{ config.SECRET_KEY }}",
    "{{ settings.SECRET_KEY }}",
    "{{ request.user.password }}",
    "{{ case.delete }}",
    "{{ case.number|safe }}",
    '{{ case.number|attr:"__class__" }}',
    "{% include '/etc/passwd' %}",
    "{% load log %}{% get_admin_log 10 as x for_user 1 %}{{ x }}",
    "{% debug %}",
    "{# nothing #}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
]
ELSEWHERE = ["${7*7}", "#{7*7}", "*{7*7}", "<%= 7*7 %>", "{{{7*7}}}", "{7*7}", "@(7*7)", "{{7*7", "}}", "{%", "{{}}", "{{ }}"]


@pytest.mark.parametrize("text", INJECTIONS)
def test_injection_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(f"Bonjour {text}.", CPL.variables)
    assert refused.value.sentence.startswith("Line 1: ")


def test_injections_are_those_of_the_promise() -> None:
    assert len(set(INJECTIONS)) == 14


@pytest.mark.parametrize("text", ELSEWHERE)
def test_other_engines_marks_have_no_effect(text: str) -> None:
    """Refused, or printed as they stand: nothing is computed."""
    try:
        said = printing.html_of(CPL, text, facts_of("CPL", "fr"), "fr")
    except Unreadable:
        return
    assert (re.sub("<[^>]+>", "", said).replace("&lt;", "<").replace("&gt;", ">"), "49" in said) == (text, False)


@pytest.mark.parametrize(
    "vector", [*VECTORS, '"><svg onload=alert(1)>', "&lt;script&gt;", "javascript:alert(1)", "'; DROP TABLE"]
)
def test_hostile_text_is_printed_as_it_stands_or_refused(vector: str) -> None:
    text = cleaned(vector)
    try:
        said = printing.html_of(CPL, text, facts_of("CPL", "fr"), "fr")
    except Unreadable:
        assert "{" in text or "}" in text or "[[" in text
        return
    assert set(re.findall(r"<(/?\w+)", said)) <= {"p", "/p", "br", "ul", "/ul", "ol", "/ol", "li", "/li"}


def test_fact_is_not_read_as_syntax() -> None:
    """What a person typed into a case is printed inside a text by staff, never read as one."""
    facts = facts_of("CPL", "fr")
    facts["case"]["number"] = "{{ date }}<b>[[x]]"
    said = printing.html_of(CPL, "N° {{ case.number }}", facts, "fr")
    assert said == '<p>N° <bdi dir="ltr" class="id">{{ date }}&lt;b&gt;[[x]]</bdi></p>'


def test_blocks_are_paragraphs_and_lists() -> None:
    found = parse("Un\ndeux\n\n- a\n- b {{ case.number }}\n1. c\nfin", KNOWN)
    assert found == (
        Block("paragraph", (("Un",), ("deux",))),
        Block("bullets", (("a",), ("b ", Variable("case.number")))),
        Block("numbers", (("c",),)),
        Block("paragraph", (("fin",),)),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\n{{ holder.age }}", "Line 2: this text has no variable “holder.age”. Take one of the list."),
        ("{{ holder.civility }}", "Line 1: “holder.civility” is written with one of its forms, as the list shows."),
        ("{{ on|hour }}", "Line 1: “on” cannot be followed by “hour”."),
        ('{{ holder.civility|by_gender:"né" }}', "Line 1: what follows “by_gender” is not written as the list shows."),
        ('{{ holder.name|prefixed:"x" }}', "Line 1: what follows “prefixed” is not written as the list shows."),
        ("voir [[clause]]", "Line 1: a clause stands alone on its line, written [[name-of-the-clause]]."),
        ("a ** b", "Line 1: bold begins and ends with two asterisks, on the same line."),
        ("x" * (LONGEST + 1), "The text is longer than 6000 characters."),
    ],
)
def test_refusal_says_what_and_where(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(text, KNOWN)
    assert refused.value.sentence == sentence


NONSENSE = ["{{ " * 2_000, '{{ a|b:"' * 700, "[[" + "a-" * 2_900, "- " * 3_000, "1. " * 2_000, "{{ a" * 1_500, "{{ a |" * 900]


@pytest.mark.parametrize("text", NONSENSE)
def test_parse_long_nonsense_is_quick(text: str) -> None:
    begun = perf_counter()
    with suppress(Unreadable):
        parse(text[:LONGEST], KNOWN)
    assert perf_counter() - begun < 0.5


def test_forms_of_variables() -> None:
    facts = {
        "case": {"number": "EQV-01/2026/000123"},
        "holder": {"name": "Yasmine", "civility": "ms"},
        "on": "2026-03-03",
        "n": 21,
        "answer": {"days": 30, "unit": "calendar", "due_on": None},
    }
    zone = zone_of("CPL.introduction")
    zone = type(zone)(zone.code, zone.letter, zone.name, zone.title, zone.languages, KNOWN)
    text = '{{ on|weekday }}, {{ on|figures }}, {{ n|words }}, {{ answer|length }}, {{ holder.civility|by_gender:"né,née" }}'
    printing.blocks.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "zone_of", lambda code: zone)
        said = printing.html_of(zone, text, facts, "fr")
    printing.blocks.cache_clear()
    assert re.sub("<[^>]+>", "", said) == "mardi 3 mars 2026, 03/03/2026, vingt et un, 30 jours, née"


def test_bold_is_between_two_asterisks_and_escapes_what_it_holds() -> None:
    said = printing.html_of(CPL, "N° **{{ case.number }} <b>** fin", {"case": {"number": "12"}}, "fr")
    assert said == '<p>N° <strong><bdi dir="ltr" class="id">12</bdi> &lt;b&gt;</strong> fin</p>'


def test_clauses_stand_alone_on_their_line() -> None:
    text = "Avant\n[[recours-amiable]]\nAprès [[x]]\n[[ y2 ]]"
    assert clauses_of(text) == ["recours-amiable", "y2"]
    assert with_clauses(text, {"recours-amiable": "Un\n\nDeux", "y2": "- a"}) == "Avant\n\nUn\n\nDeux\n\nAprès [[x]]\n\n- a"


def test_cleaned_drops_what_is_invisible() -> None:
    assert cleaned("  a\u202e\u200bb \r\n\r\n\r\n\n c\ud800\x00 \n") == "ab\n\nc"


EVERY = [(zone.code, language) for letter in LETTERS for zone in zones_of(letter) for language in zone.languages]


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_built_in_text_is_written_in_the_syntax_and_fits_its_letter(code: str, language: Language) -> None:
    zone = zone_of(code)
    facts = localised(checked(zone.letter, example_for(zone, letter=zone.letter)), language)
    said = printing.html_of(zone, zone.builtin(language), facts, language)
    assert bool(said) == (zone.name != REMARKS)


@pytest.mark.parametrize("letter", LETTERS)
def test_every_variable_is_known_to_the_letter(letter: str) -> None:
    """No declared name leaves a hole in the example of its letter, in any of its forms."""
    arguments = {"by_gender": ':"a,b"', "prefixed": ':"ب"'}
    for zone in [zone for zone in zones_of(letter) if zone.variant or zone.name == REMARKS]:
        for language in languages_of(letter):
            facts = localised(checked(letter, example_for(zone, letter=letter)), language)
            for name, kind in zone.variables.items():
                for way in kind.ways:
                    text = f"{{{{ {name}{'|' + way + arguments.get(way, '') if way else ''} }}}}"
                    assert printing.html_of(zone, text, facts, language)[:3] == "<p>"


@pytest.mark.parametrize("letter", LETTERS)
def test_letter_prints_its_frozen_wording(letter: str) -> None:
    zones = zones_of(letter)
    texts = [{"zone": z.name, "version": 7, "text": dict.fromkeys(z.languages, f"ZONE-{z.name} {{{{ date }}}}")} for z in zones]
    for language in languages_of(letter):
        html = html_of(template=letter, language=language, context=example(letter, wording=texts))
        assert re.findall(r">(?:[^<]+</span> )?ZONE-([\w.]+) <span", html) == [
            z.name for z in zones_taken(letter, example(letter))
        ]


def test_variable_without_a_fact_is_a_hole() -> None:
    facts = example("CPL")
    facts["case"]["registered_on"] = None
    with pytest.raises(MissingFact):
        printing.html_of(CPL, "{{ case.registered_on }}", facts, "fr")
    told = [{"zone": "introduction", "version": 1, "text": {"ar": "{{ case.registered_on }}", "fr": "x"}}]
    assert printing.missing_of("CPL", {**facts, "wording": told}) == ["case.registered_on"]


@pytest.mark.parametrize("letter", LETTERS)
def test_every_variable_is_explained(letter: str) -> None:
    for zone in zones_of(letter):
        told = labels.rows(zone, "ar")
        assert [row["typed"] for row in told if not row["label"] or not row["printed"]] == []
        assert {row["typed"].strip("{} ").partition("|")[0] for row in told} == set(zone.variables)
