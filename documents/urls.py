"""Addresses of documents: verification is open to anyone, everything else to those whom the case concerns."""

from django.urls import include, path

from documents import (
    public_views,
    views,
    views_credentials,
    views_delivery,
    views_docx,
    views_numbers,
    views_wording,
    views_wording_preview,
)

_own = [
    path("numbers/void/", views_numbers.void_numbers, name="void_numbers"),
    path("numbers/void/propose/", views_numbers.propose_void, name="propose_void"),
    path("numbers/void/<int:used_id>/", views_numbers.decide_void, name="decide_void"),
    path("wordings/", views_wording.wordings, name="wordings"),
    path("wordings/edit/<str:code>/", views_wording.edit, name="wording_edit"),
    path("wordings/<int:wording_id>/", views_wording.wording, name="wording"),
    path("wordings/<int:wording_id>/<str:language>/pdf/", views_wording_preview.pdf, name="wording_pdf"),
    path("wordings/<int:wording_id>/<str:language>/<str:which>/", views_wording_preview.letter, name="wording_letter"),
    path("deliveries/", views_delivery.work, name="deliveries"),
    path("deliveries/<uuid:act>/", views_delivery.delivery, name="delivery"),
    path("deliveries/<uuid:act>/prepare/<slug:channel>/", views_delivery.prepare, name="prepare_delivery"),
    path("deliveries/attempts/<uuid:attempt_id>/slip/", views_delivery.slip, name="delivery_slip"),
    path("deliveries/attempts/<uuid:attempt_id>/<slug:word>/", views_delivery.step, name="delivery_step"),
    path("<uuid:document_id>/", views.document, name="document"),
    path("<uuid:document_id>/docx/", views_docx.document_docx, name="document_docx"),
    path("<uuid:document_id>/credential/", views_credentials.credential, name="credential"),
    path("drafts/<uuid:case_id>/<slug:transition>/", views_docx.draft, name="draft"),
    path("drafts/<uuid:case_id>/<slug:transition>/file/", views_docx.draft_file, name="draft_file"),
    path("preview/<uuid:case_id>/<slug:transition>/<str:language>/", views.preview, name="preview"),
    path("preview/<uuid:case_id>/<slug:transition>/<str:language>/pdf/", views.preview_pdf, name="preview_pdf"),
    path("preview/<uuid:case_id>/<slug:transition>/<str:language>/letter/", views.preview_letter, name="preview_letter"),
]
urlpatterns = [
    path("verify/", public_views.verify, name="verify"),
    path("verify/keys.json", public_views.seal_keys, name="seal_keys"),
    path("verify/revoked.json", public_views.revoked, name="revoked"),
    path("verify/worker.js", public_views.worker, name="verify_worker"),
    path(".well-known/did.json", views_credentials.did, name="did"),
    path("credentials/status/<int:sheet>/", views_credentials.credential_status, name="credential_status"),
    path("v/<str:code>/", public_views.verify_code, name="verify_code"),
    path("v/<str:code>/state.json", public_views.state, name="verify_state"),
    path("documents/", include((_own, "documents"))),
]
