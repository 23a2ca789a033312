"""Addresses of documents: verification is open to anyone, everything else to those whom the case concerns."""

from django.urls import include, path

from documents import views

_own = [
    path("<uuid:document_id>/", views.document, name="document"),
    path("preview/<uuid:case_id>/<slug:transition>/<str:language>/", views.preview, name="preview"),
    path("preview/<uuid:case_id>/<slug:transition>/<str:language>/pdf/", views.preview_pdf, name="preview_pdf"),
    path("preview/<uuid:case_id>/<slug:transition>/<str:language>/letter/", views.preview_letter, name="preview_letter"),
]
urlpatterns = [
    path("verify/", views.verify, name="verify"),
    path("v/<str:code>/", views.verify_code, name="verify_code"),
    path("documents/", include((_own, "documents"))),
]
