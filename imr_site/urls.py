"""The site's addresses."""

from django.contrib import admin
from django.urls import include, path

from imr_site import health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("admin/ingest/desk/", include("ingest.desk.urls")),
    path("admin/", admin.site.urls),
    path("", include("determinations.urls")),
]
