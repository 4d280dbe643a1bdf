"""Public addresses."""

from django.urls import path

from determinations import api, downloads, gallery, views

urlpatterns = [
    path("", views.home, name="home"),
    path("decisions/", views.decisions, name="decisions"),
    path("cases/<slug:slug>/", views.case, name="case"),
    path("cases/<slug:slug>/letter.txt", downloads.letter_text, name="letter-text"),
    path("cases/<slug:slug>/letter.pdf", downloads.letter_pdf, name="letter-pdf"),
    path("treatments/", views.treatments, name="treatments"),
    path("treatments/<slug:slug>/", views.treatment, name="treatment"),
    path("guidelines/", views.guidelines, name="guidelines"),
    path("guidelines/<slug:slug>/", views.guideline, name="guideline"),
    path("specialties/", views.specialties, name="specialties"),
    path("specialties/<slug:slug>/", views.specialty, name="specialty"),
    path("about/", views.about, name="about"),
    path("api/", views.api_documentation, name="api"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("robots.txt", views.robots, name="robots"),
    path("api/v1/decisions/", api.decisions, name="api-decisions"),
]
