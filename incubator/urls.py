"""All addresses. Upper floors are named by string only."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from incubator.home import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("incubator.files.urls")),
    path("", include("programmes.agenda.feeds")),
    path("", include("showcase.discovery.urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("accounts/", include("allauth.urls")),
        path("", include("incubator.pages")),
        path("", include("programmes.urls")),
        path("", include("participants.urls")),
        path("", include("mentoring.urls")),
        path("", include("showcase.urls")),
    ),
]
handler400 = "incubator.home.errors.bad_request"
handler403 = "incubator.home.errors.forbidden"
handler404 = "incubator.home.errors.not_found"
handler500 = "incubator.home.errors.server_error"
