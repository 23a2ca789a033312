"""The addresses of the site: each application keeps its own."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from config import views

urlpatterns = [
    path("", include("workflow.urls")),
    path("", include("documents.urls")),
    path("attachments/", include("forms.urls")),
    path("registers/", include("registers.urls")),
    path("accounts/", include("allauth.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("source/", views.source_code, name="source_code"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]

if settings.DEBUG:
    from config import styleguide

    urlpatterns.append(path("styleguide/", styleguide.show, name="styleguide"))
