"""Questions before an application for equivalence: many come with a diploma that another office treats."""

from django.utils.translation import gettext_lazy as _

from workflow.eligibility import Question

QUESTIONS = (
    Question(
        "awarded_in",
        _("Where was your diploma awarded?"),
        (("abroad", _("In another country")), ("tunisia", _("In Tunisia"))),
        {
            "tunisia": _(
                "This procedure is for foreign diplomas. A diploma awarded in Tunisia needs no equivalence: ask the institution"
                " that awarded it, or the regional directorate, for its classification."
            )
        },
    ),
    Question(
        "kind",
        _("What kind of diploma is it?"),
        (
            ("vocational", _("A diploma or certificate of vocational training")),
            ("university", _("A university degree")),
            ("school", _("A school diploma, such as a baccalaureate")),
            ("unsure", _("I am not sure")),
        ),
        {
            "university": _("University degrees are not treated here: apply to the ministry in charge of higher education."),
            "school": _("School diplomas are not treated here: apply to the ministry in charge of education."),
        },
        _("If you are not sure, you may go on: the counter will tell you."),
    ),
    Question(
        "holder",
        _("For whom do you apply?"),
        (
            ("self", _("For myself: the diploma bears my name")),
            ("other", _("For another person, with a legalised power of attorney")),
            ("none", _("For another person, without a power of attorney")),
        ),
        {
            "none": _(
                "Only the holder of the diploma may apply, or a person who holds a legalised power of attorney"
                " that names this procedure."
            )
        },
    ),
)
