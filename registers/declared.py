"""Every register as its screens need it: name, purpose, the columns of a line, what it hides, what it points to."""

from django.utils.translation import gettext_lazy as _

from registers import models
from registers.register import Register

PERSONS = Register(
    code="persons",
    model=models.Person,
    title=_("Persons"),
    about=_("The people whom the ministry knows, by their identity document."),
    columns=("birth_date", "nationality"),
    status="",
)
PROVIDERS = Register(
    code="providers",
    model=models.Provider,
    title=_("Providers"),
    about=_("Private training structures, from their declaration to their closure."),
    columns=("region", "rne_id", "grade"),
    hidden=("organisation", "rib"),
)
SITES = Register(
    code="sites",
    model=models.Site,
    title=_("Sites"),
    about=_("Where structures train, how many they may receive there, and until when their papers hold."),
    columns=("region", "authorised_capacity"),
    points_to={"provider": "providers"},
)
PROGRAMMES = Register(
    code="programmes",
    model=models.Programme,
    title=_("Programmes"),
    about=_("What structures offer, with the price, homologated or not."),
    columns=("target_level", "price_tnd"),
    points_to={"provider": "providers", "agreement": "agreements"},
)
HOMOLOGATIONS = Register(
    code="homologations",
    model=models.Homologation,
    title=_("Homologations"),
    about=_("Who may train for which level, at which site, from when to when."),
    columns=("level", "region", "ends_on"),
    points_to={"provider": "providers", "site": "sites", "programme": "programmes"},
)
TRAINERS = Register(
    code="trainers",
    model=models.Trainer,
    title=_("Trainers"),
    about=_("Who may train, in which specialities and up to which level."),
    columns=("engagement", "highest_degree"),
    points_to={"person": "persons"},
)
TRAINER_ASSIGNMENTS = Register(
    code="trainer-assignments",
    model=models.TrainerAssignment,
    title=_("Assignments of trainers"),
    about=_("Which trainer works for which structure, and how many hours a week."),
    columns=("hours_week", "starts_on", "ends_on"),
    points_to={"trainer": "trainers", "provider": "providers", "homologation": "homologations", "session": "sessions"},
)
TRAINEES = Register(
    code="trainees",
    model=models.Trainee,
    title=_("Trainees"),
    about=_("Who is trained; each person once, whatever the number of trainings."),
    columns=("birth_date", "nationality"),
    hidden=("disability",),
    points_to={"person": "persons"},
)
SESSIONS = Register(
    code="sessions",
    model=models.Session,
    title=_("Training sessions"),
    about=_("The groups that follow a programme at a site, with their days."),
    columns=("level", "starts_on", "ends_on", "head_count"),
    points_to={"provider": "providers", "site": "sites", "programme": "programmes", "homologation": "homologations"},
)
ENROLMENTS = Register(
    code="enrolments",
    model=models.Enrolment,
    title=_("Enrolments"),
    about=_("Each trainee in each session, from the first registration to how it ended."),
    columns=("starts_on", "expected_end", "result"),
    points_to={
        "trainee": "trainees",
        "provider": "providers",
        "programme": "programmes",
        "session": "sessions",
        "moved_to": "enrolments",
    },
)
EXAMINATIONS = Register(
    code="examinations",
    model=models.Examination,
    title=_("Examinations"),
    about=_("Juries, candidates, incidents; results once they are published."),
    columns=("exam_type", "starts_on", "published_on"),
    points_to={"provider": "providers", "site": "sites", "session": "sessions"},
)
AWARDING_BODIES = Register(
    code="awarding-bodies",
    model=models.AwardingBody,
    title=_("Foreign awarding bodies"),
    about=_("Who awards diplomas abroad, and what is known of their recognition."),
    columns=("country", "response_days"),
    status="recognition",
)
EQUIVALENCE_DECISIONS = Register(
    code="equivalence-decisions",
    model=models.EquivalenceDecision,
    title=_("Equivalence decisions"),
    about=_("The outcome of every equivalence case: granted, refused, or a forged document."),
    columns=("diploma_title", "level"),
    points_to={"person": "persons", "awarding_body": "awarding-bodies"},
)
CERTIFICATES = Register(
    code="certificates",
    model=models.Certificate,
    title=_("Certificates"),
    about=_("Every certificate that can be verified; a void one keeps its number and stays here."),
    columns=("title", "level", "issued_on"),
    points_to={
        "person": "persons",
        "decision": "equivalence-decisions",
        "provider": "providers",
        "session": "sessions",
        "examination": "examinations",
        "enrolment": "enrolments",
    },
)
INSPECTIONS = Register(
    code="inspections",
    model=models.Inspection,
    title=_("Inspections"),
    about=_("Every visit and its report, with the grade."),
    columns=("mission_type", "visited_on", "grade"),
    points_to={"provider": "providers", "site": "sites", "complaint": "complaints"},
)
NON_CONFORMITIES = Register(
    code="non-conformities",
    model=models.NonConformity,
    title=_("Non-conformities"),
    about=_("Each line of a checklist that failed, and what was done about it."),
    columns=("line", "severity", "due_on"),
    points_to={"provider": "providers", "site": "sites", "inspection": "inspections"},
)
SANCTIONS = Register(
    code="sanctions",
    model=models.Sanction,
    title=_("Sanctions"),
    about=_("What was decided against a structure, from when to when, and what became of it."),
    columns=("kind", "starts_on", "ends_on"),
    points_to={"provider": "providers"},
)
ACTIVITY_REPORTS = Register(
    code="activity-reports",
    model=models.ActivityReport,
    title=_("Activity reports"),
    about=_("What structures report for a year, a quarter or a project."),
    columns=("year", "period", "due_on"),
    points_to={"provider": "providers", "agreement": "agreements"},
)
ADVERTISING = Register(
    code="advertising",
    model=models.AdvertisingWatch,
    title=_("Advertising under watch"),
    about=_("Advertising that may mislead, and training without a receipt."),
    columns=("offence_kind", "region"),
    points_to={"provider": "providers", "complaint": "complaints"},
)
COMPLAINTS = Register(
    code="complaints",
    model=models.Complaint,
    title=_("Complaints"),
    about=_("What people complained of and what was answered; nobody who complained is named."),
    columns=("subject", "region", "outcome"),
    # A link to the enrolment would name who complained, or nearly.
    hidden=("complainant", "enrolment"),
    points_to={
        "provider": "providers",
        "inspection": "inspections",
        "complainant": "persons",
        "enrolment": "enrolments",
    },
)
AGREEMENTS = Register(
    code="agreements",
    model=models.Agreement,
    title=_("Agreements"),
    about=_("What structures agreed with host firms and partners, and with the ministry for projects."),
    columns=("agreement_type", "places", "ends_on"),
    points_to={"provider": "providers", "homologation": "homologations"},
)
PAYMENTS = Register(
    code="payments",
    model=models.Payment,
    title=_("Payments"),
    about=_("Fees, stamps and instalments: asked, certified by one person, ordered by another, paid."),
    columns=("purpose", "amount_tnd", "paid_on"),
    points_to={"provider": "providers", "agreement": "agreements"},
)
RESTRICTIONS = Register(
    code="restrictions",
    model=models.Restriction,
    title=_("Restrictions and moratoria"),
    about=_("What may not be done, by whom, where, and from when to when."),
    columns=("starts_on", "ends_on"),
    points_to={"provider": "providers", "site": "sites", "homologation": "homologations", "person": "persons"},
)
DECISIONS = Register(
    code="decisions",
    model=models.Decision,
    title=_("Decisions"),
    about=_("Who signed what, when it was notified, and what an appeal did to it."),
    columns=("procedure", "decision_number", "signed_on"),
    points_to={"provider": "providers", "person": "persons", "contests": "decisions"},
)
DELIVERIES = Register(
    code="deliveries",
    model=models.Delivery,
    title=_("Deliveries"),
    about=_("Certificates and other acts handed over, to whom and how."),
    columns=("act_number", "channel", "delivered_on"),
    points_to={"certificate": "certificates"},
)
