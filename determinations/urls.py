"""Public addresses."""

from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path

from determinations import downloads, exports, feeds, gallery, mistakes, views
from determinations.sitemaps import SITEMAPS

_SITEMAPS = {"sitemaps": SITEMAPS}

urlpatterns = [
    path("", views.home, name="home"),
    path("decisions/", views.decisions, name="decisions"),
    path("decisions.csv", exports.decisions_csv, name="decisions-csv"),
    path("decisions.jsonl", exports.decisions_jsonl, name="decisions-jsonl"),
    path("decisions.atom", feeds.decisions_atom, name="decisions-atom"),
    path("cases/<slug:slug>/", views.case, name="case"),
    path("cases/<slug:slug>/letter.txt", downloads.letter_text, name="letter-text"),
    path("cases/<slug:slug>/letter.pdf", downloads.letter_pdf, name="letter-pdf"),
    path("cases/<slug:slug>/report/", mistakes.report, name="report"),
    path("cases/<slug:slug>/report/sent/", mistakes.sent, name="report-sent"),
    path("treatments/", views.treatments, name="treatments"),
    path("treatments/<slug:slug>/", views.treatment, name="treatment"),
    path("guidelines/", views.guidelines, name="guidelines"),
    path("guidelines/<slug:slug>/", views.guideline, name="guideline"),
    path("specialties/", views.specialties, name="specialties"),
    path("specialties/<slug:slug>/", views.specialty, name="specialty"),
    path("about/", views.about, name="about"),
    path("api/", include("determinations.api.urls")),
    path("gallery/", gallery.gallery, name="gallery"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.public(index), _SITEMAPS | {"sitemap_url_name": "sitemap"}, name="sitemaps"),
    path("sitemaps/<section>.xml", views.public(sitemap), _SITEMAPS, name="sitemap"),
]
