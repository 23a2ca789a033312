"""The addresses of the registers."""

from django.urls import path

from registers import views

app_name = "registers"
urlpatterns = [
    path("", views.index, name="index"),
    path("certificates/void/", views.void_proposals, name="void_proposals"),
    path("certificates/void/<int:proposal_id>/", views.decide_void, name="decide_void"),
    path("certificates/<uuid:entry>/void/", views.propose_void, name="propose_void"),
    path("<slug:register>/", views.listing, name="listing"),
    path("<slug:register>/<uuid:entry>/", views.entry, name="entry"),
    path("<slug:register>/<uuid:entry>/merge/", views.merge, name="merge"),
    path("<slug:register>/<uuid:entry>/extract/", views.extract, name="extract"),
]
