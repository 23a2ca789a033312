"""What the places of letters are called for those who word them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

REMARKS = "remarks"  # the zone that every letter has, empty as it is built in
TITLES_OF_ZONES: dict[str, Any] = {
    "introduction": _("Introduction"),
    "opening": _("Opening sentence"),
    "decision": _("What is decided"),
    "award": _("What is recognised"),
    "scope": _("What the recognition rests on"),
    "basis": _("What the decision rests on"),
    "entered": _("Entry in the register"),
    "notified": _("Whom the decision is told to"),
    "ranking": _("Rank of a project"),
    "again": _("New request"),
    "competent": _("Authority to turn to"),
    "heard": _("What was said to the grievances"),
    "file": _("File to hand in"),
    "conditions": _("Conditions"),
    "condition": _("Condition"),
    "joint": _("Signature with another ministry"),
    "protected": _("Protection of trainees"),
    "measure": _("Measure"),
    "effect": _("Effect"),
    "late": _("Filing out of time"),
    "differences": _("Differing figures"),
    "check": _("Check of the application"),
    "value": _("What the letter is not"),
    "limit": _("Legal time limit"),
    "repeated": _("If the facts go on"),
    "visited": _("Check on the spot"),
    "advice": _("Advice to the public"),
    "due": _("Last day"),
    "next_steps": _("What happens next"),
    "consequence": _("What is asked, and what happens without an answer"),
    "answer": _("How and until when to answer"),
    "practical": _("Practical information"),
    "referral": _("Referral to another service"),
    "rules": _("Rules of the session"),
    "absence": _("Those who cannot come"),
    REMARKS: _("Added text, after the body of the letter"),
}
