"""The addresses of the data interface, and of what describes it."""

from django.urls import path, re_path

from determinations.api.endpoints import ENDPOINTS
from determinations.api.exchange import nothing_here, responding
from determinations.api.openapi import openapi
from determinations.api.reference import reference

urlpatterns = [
    path("", reference, name="api"),
    path("v1/openapi.json", responding(openapi, state=str), name="api-document"),
    *(path(f"v1/{each.route}", each.view, name=each.name) for each in ENDPOINTS),
    re_path(r"^v1/(?:.*/)?$", nothing_here),
]
