"""Of what a wording is."""

from django.db.models import TextChoices


class Kind(TextChoices):
    REQUEST = "request", "Request"
    CITATION = "citation", "Citation"
