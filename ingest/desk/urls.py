"""Addresses of the desk, within the admin's."""

from django.urls import path

from ingest.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("many/", views.many, name="many"),
    path("<int:key>/", views.case, name="case"),
]
