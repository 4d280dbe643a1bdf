"""Uploads by staff, and what became of each file."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from determinations.models import Case
from ingest.models.working import Leased
from ingest.uploading.states import UNFINISHED, Decision, State


class UploadQuerySet(models.QuerySet):
    def unfinished(self) -> "UploadQuerySet":
        """Sent to the end, with files that still wait or are being read."""
        waiting = UploadedFile.objects.filter(upload=OuterRef("pk"), state__in=UNFINISHED)
        return self.filter(Exists(waiting), sent_at__isnull=False)


class Upload(Leased):
    """Files handed in together.

    `sent_at` is blank while files still arrive: nothing is read before. With `hold` somebody looks at every letter
    before it is public. `refused` files were not taken, as they were too many.
    """

    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="uploads"
    )
    received_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    hold = models.BooleanField(default=False, editable=False, help_text="Nothing of it is public before its release.")
    refused = models.PositiveIntegerField(default=0, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Upload {self.pk}"

    @classmethod
    def put_back(cls, key: int) -> None:
        UploadedFile.objects.filter(upload=key, state=State.READING).update(state=State.WAITING)


class UploadedFile(models.Model):
    """One file of an upload, or one entry of a zip (`parent`): its state, and the case it belongs to.

    `stored` names its bytes in the upload's directory while they are wanted. `decision` is what staff want done with
    other words for a stored case. `checksum` is the SHA-256 of the bytes that arrived.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="files")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="entries")
    name = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField(default=0)
    checksum = models.CharField(max_length=64, blank=True)
    stored = models.CharField(max_length=60, blank=True)
    archive = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State)
    reason = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, blank=True, related_name="uploaded_files")
    items = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["upload", "state"], name="file_by_state"),
            models.Index(fields=["upload"], condition=Q(state__in=UNFINISHED), name="file_unfinished"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="file_state_known"),
        ]

    def __str__(self) -> str:
        return self.name
