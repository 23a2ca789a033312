"""What the variables of letters are called for those who write texts, and how each looks in the fictional example."""

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from documents.laws import LAWS, Language
from documents.rendering.context import MissingFact, checked, localised
from documents.samples.variants import example_for
from documents.zones import printing
from documents.zones.catalogue import Zone
from documents.zones.kinds import citing

SAMPLE = "REF"  # the letter in which clauses are shown
LABELS: dict[str, Any] = {
    "date": _("Date of the letter"),
    "addressee.name": _("Name of the addressee"),
    "addressee.civility": _("Word that agrees with the addressee"),
    "letterhead.directorate": _("Directorate that writes"),
    "letterhead.contact": _("Address and telephone of the directorate"),
    "case.procedure": _("Procedure"),
    "case.url": _("Address of the case on the platform"),
    "case.deposit": _("Reference of the deposit"),
    "case.submitted_on": _("Day of filing"),
    "case.number": _("Case number"),
    "case.registered_on": _("Day of registration"),
    "submitted_at": _("Day and hour of filing"),
    "completeness": _("Time limit of the check of completeness"),
    "answer": _("Time limit for the answer"),
    "limit": _("Time limit that has passed"),
    "asked_on": _("Day of the request"),
    "law": _("Legal text that is applied"),
    "object": _("What is asked for"),
    "applicant": _("Name of the applicant"),
    "reply_to": _("E-mail address for the answer"),
    "holder.name": _("Name of the holder"),
    "holder.civility": _("Word that agrees with the holder"),
    "holder.born_on": _("Date of birth of the holder"),
    "diploma.title": _("Title of the diploma"),
    "diploma.awarding_body": _("Awarding body"),
    "diploma.country": _("Country of the diploma"),
    "diploma.awarded_on": _("Date of the diploma"),
    "test_on": _("Day of the test"),
    "interview_on": _("Day of the interview"),
    "closing_on": _("Day of the closure"),
    "training": _("Training"),
    "time": _("Hour"),
    "place": _("Place"),
    "structure": _("Name of the structure"),
    "site": _("Name of the site"),
    "address": _("Address of the site"),
    "capacity": _("Number of places"),
    "programme_number": _("Number of the programme"),
    "trainer_number": _("Number of the trainer"),
    "visit_on": _("Day of the visit"),
    "held_on": _("Day of the visit"),
    "heard_on": _("Date of the adversarial letter"),
    "session_on": _("Day of the committee session"),
    "minutes": _("Number of the minutes"),
    "session.committee": _("Committee"),
    "session.number": _("Number of the session"),
    "session.date": _("Day of the session"),
    "session.time": _("Hour of the session"),
    "session.place": _("Place of the session"),
    "quorum": _("Quorum"),
    "since": _("First day"),
    "until": _("Last day"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "resumed_on": _("Day of the resumption"),
    "closed_on": _("Day of the closure"),
    "hearing_on": _("Day of the hearing"),
    "claims": _("Time limit of the claims"),
    "level": _("Level"),
    "speciality": _("Speciality"),
    "partner": _("Name of the partner"),
    "opened_on": _("Day of the opening"),
    "due_on": _("Last day"),
    "filed_on": _("Day of filing"),
    "foreign": _("Name of the foreign structure"),
    "client": _("Name of the client"),
    "valid_until": _("Last day"),
    "jury_on": _("Day of the jury"),
    "project": _("Title of the project"),
    "paid_on": _("Day of the payment"),
    "contested": _("Number of the contested decision"),
    "silence_on": _("Day on which silence refuses the appeal"),
    "court_until": _("Last day to go to court"),
    "suspect": _("Name of the person suspected"),
    "holder.born_at": _("Place of birth of the holder"),
    "holder.identity": _("Identity paper of the holder"),
    "holder.identity_number": _("Number of the identity paper"),
    "level.title": _("Title of the level"),
    "level.code": _("Code of the level"),
    "level.rank": _("Rank of the level"),
    "diploma.duration_months": _("Length of the training, in months"),
    "diploma.hours": _("Hours of training"),
    "diploma_title": _("Title of the diploma"),
    "regional_directorate": _("Regional directorate"),
    "committee": _("Committee"),
    "competent": _("Competent authority"),
    "asked_in": _("Number of the letter that asked"),
    "asks": _("What the appeal asks for"),
    "contested_on": _("Date of the contested decision"),
    "answered_on": _("Day of the answer"),
    "established_on": _("Day on which the forgery was established"),
    "document": _("Document in question"),
    "reminder": _("Number of the reminder"),
    "report": _("Number of the report"),
    "period": _("Period of the report"),
    "late": _("Days of delay"),
    "differences": _("Number of differences"),
    "line.number": _("Number in the register"),
    "years": _("Years of experience"),
    "place.session": _("Number of the session"),
    "place.training": _("Training"),
    "examination": _("Number of the examination"),
    "met_on": _("Day of the deliberation"),
    "legal_limit": _("Legal time limit"),
    "legal_limit.due_on": _("Last day of the time limit"),
    "grade": _("Grade of the visit"),
    "visited_on": _("Day of the visit"),
    "condition": _("Condition"),
    "condition_until": _("Last day to meet the condition"),
    "conditions_days": _("Days to meet the conditions"),
    "joint.ministry": _("The other ministry"),
    "joint.name": _("Who signs for it"),
    "joint.function": _("Function of that person"),
    "origin": _("Number of the case at the origin"),
    "sites": _("Sites"),
    "notified_on": _("Day on which the grievances were notified"),
    "measure": _("Measure"),
    "months": _("Length in months"),
    "about": _("Number of the session"),
    "due": _("Last day"),
    "ranking.rank": _("Rank of the project"),
    "ranking.ranked": _("Number of projects that were ranked"),
    "ranking.mean": _("Mean of the marks, per cent of the scale"),
    **{name: _("Citation of a legal text") for name in citing(*LAWS)},
}
_ARGUMENTS = {"fr": {"by_gender": ':"né,née"', "prefixed": ""}, "ar": {"by_gender": ':"المولود,المولودة"', "prefixed": ':"ل"'}}


def rows(zone: Zone, language: Language) -> list[dict[str, Any]]:
    """Every way to write every variable of a zone: what is typed, what it is, what it prints in the example."""
    letter = zone.letter or SAMPLE
    facts = localised(checked(letter, example_for(zone, letter=letter)), language)
    arguments = _ARGUMENTS.get(language, _ARGUMENTS["fr"])
    return [
        {"typed": typed, "label": LABELS[name], "printed": _printed(zone, typed, facts, language)}
        for name, kind in zone.variables.items()
        for way in kind.ways
        if way != "prefixed" or language == "ar"
        for typed in [f"{{{{ {name}{f'|{way}' if way else ''}{arguments.get(way, '')} }}}}"]
    ]


def _printed(zone: Zone, typed: str, facts: dict[str, Any], language: Language) -> str:
    try:
        return strip_tags(printing.html_of(zone, typed, facts, language)).replace("&#x27;", "'")
    except MissingFact:
        return ""
