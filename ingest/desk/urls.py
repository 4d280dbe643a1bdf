"""Addresses of the desk, within the admin's."""

from django.urls import path

from ingest.desk import views, words

app_name = "desk"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("many/", views.many, name="many"),
    path("<int:key>/", views.case, name="case"),
    path("words/", words.unknown_words, name="unknown"),
    path("words/new/", words.teach, name="teach"),
    path("words/taught/", words.wordings, name="wordings"),
    path("words/taught.toml", words.as_toml, name="wordings-toml"),
    path("words/<int:key>/", words.wording, name="wording"),
]
