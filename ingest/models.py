"""Uploads by staff and what became of each file."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from determinations.models import Case
from ingest.reporting import Status

STATUS_CHOICES = [(status.value, status.value) for status in Status]


class Upload(models.Model):
    """Several files handed in at once."""

    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="uploads"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Upload {self.pk}"


class UploadedFile(models.Model):
    """One file of an upload: its state, the reason for it, and the case it belongs to."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=STATUS_CHOICES)
    reason = models.TextField(blank=True)
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="uploaded_files")
    items = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]), name="file_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
