"""Addresses of attachments: joined to a requirement of a case, read and taken off by their own key."""

from django.urls import path

from forms import views

app_name = "forms"
urlpatterns = [
    path("<uuid:case_id>/<str:requirement>/", views.upload, name="attachments"),
    path("file/<uuid:attachment_id>/", views.attachment, name="attachment"),
    path("file/<uuid:attachment_id>/remove/", views.remove, name="remove"),
]
