"""Addresses of the engine's screens: each exists once, for every procedure."""

from django.urls import path

from workflow.views import (
    administration,
    applicant,
    auditor,
    cases,
    committees,
    contacts,
    counter,
    openings,
    public,
    queues,
    signature,
)

app_name = "workflow"
urlpatterns = [
    path("", public.home, name="home"),
    path("procedures/", public.catalogue, name="catalogue"),
    path("procedures/<str:code>/", public.procedure, name="procedure"),
    # The applicant's way
    path("my/", applicant.my_cases, name="my_cases"),
    path("cases/new/<str:code>/", applicant.new_case, name="new_case"),
    path("cases/<uuid:case_id>/application/<slug:section>/", applicant.application, name="application"),
    path("cases/<uuid:case_id>/contacts/<slug:field>/", contacts.contact, name="contact"),
    path("cases/<uuid:case_id>/check/", applicant.check, name="check"),
    path("cases/<uuid:case_id>/answer/", applicant.answer_request, name="answer_request"),
    path("cases/<uuid:case_id>/answer/<str:code>/", applicant.answer_item, name="answer_item"),
    # The case
    path("cases/<uuid:case_id>/", cases.case, name="case"),
    path("cases/<uuid:case_id>/act/<slug:transition>/", cases.act, name="act"),
    path("cases/<uuid:case_id>/letters/<slug:name>/", cases.letter, name="letter"),
    path("cases/<uuid:case_id>/messages/", cases.message, name="message"),
    path("cases/<uuid:case_id>/notes/", cases.note, name="note"),
    # Work
    path("openings/", openings.index, name="openings"),
    path("openings/<str:code>/", openings.opening, name="opening"),
    path("queues/", queues.queues, name="queues"),
    path("queues/<slug:role>/", queues.queue, name="queue"),
    path("tasks/<uuid:task_uuid>/take/", queues.take, name="take"),
    path("tasks/<uuid:task_uuid>/release/", queues.release, name="release"),
    path("tasks/<uuid:task_uuid>/reassign/", queues.reassign, name="reassign"),
    path("tasks/<uuid:task_uuid>/snooze/", queues.snooze, name="snooze"),
    path("search/", queues.search, name="search"),
    path("counter/", counter.counter, name="counter"),
    path("committees/", committees.sessions, name="committees"),
    path("committees/sessions/<uuid:session_id>/", committees.session, name="session"),
    path("committees/sessions/<uuid:session_id>/<slug:act>/", committees.session_act, name="session_act"),
    path("signature/", signature.waiting, name="signature"),
    # The record
    path("ledger/", auditor.ledger, name="ledger"),
    path("ledger/stream/<str:stream>/", auditor.stream, name="ledger_stream"),
    path("ledger/verification/", auditor.verification, name="ledger_verification"),
    path("ledger/export/<uuid:case_id>/", auditor.export, name="ledger_export"),
    # Settings
    path("administration/", administration.index, name="administration"),
    path("administration/users/", administration.users, name="users"),
    path("administration/users/new/", administration.new_user, name="new_user"),
    path("administration/users/<uuid:user_uuid>/", administration.user, name="user"),
    path("administration/postings/<int:posting_id>/end/", administration.end_posting, name="end_posting"),
    path("administration/interests/<int:interest_id>/withdraw/", administration.withdraw_interest, name="withdraw_interest"),
    path("administration/delegations/", administration.delegations, name="delegations"),
    path("administration/delegations/<int:delegation_id>/revoke/", administration.revoke_delegation, name="revoke_delegation"),
    path("administration/calendar/", administration.calendar, name="calendar"),
    path("administration/calendar/<int:holiday_id>/", administration.holiday, name="holiday"),
    path("administration/parameters/", administration.parameters, name="parameters"),
    path("administration/parameters/<int:parameter_id>/decide/", administration.decide_parameter, name="decide_parameter"),
    path("administration/work/", administration.work, name="work"),
    path("absences/", administration.my_absences, name="my_absences"),
]
