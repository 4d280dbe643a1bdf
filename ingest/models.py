"""Uploads by staff, what became of each file, and who works on them; and the wordings that staff taught the library."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords

from determinations.models import Case
from determinations.models.cases import LEARNED_LENGTH
from ingest.learned.kinds import Kind
from ingest.uploading.states import UNFINISHED, Decision, State


class Worker(models.Model):
    """A process that reads uploads. It says every few seconds that it is alive, and leaves when it stops."""

    name = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.host}, process {self.pid}"


class UploadQuerySet(models.QuerySet):
    def unfinished(self) -> "UploadQuerySet":
        """Sent to the end, with files that still wait or are being read."""
        waiting = UploadedFile.objects.filter(upload=OuterRef("pk"), state__in=UNFINISHED)
        return self.filter(Exists(waiting), sent_at__isnull=False)


class Upload(models.Model):
    """Files handed in together.

    `sent_at` is blank while files still arrive: nothing is read before. With `hold` somebody looks at every letter
    before it is public. `refused` files were not taken, as they were
    too many. `worker` has the lease until `leased_until`; with no worker that is when the next may try again, and
    `trouble` says what stopped the last one.
    """

    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="uploads"
    )
    received_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    hold = models.BooleanField(default=False, editable=False, help_text="Nothing of it is public before its release.")
    refused = models.PositiveIntegerField(default=0, editable=False)
    worker = models.ForeignKey(
        Worker, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="uploads"
    )
    leased_at = models.DateTimeField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    trouble = models.TextField(blank=True, editable=False)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Upload {self.pk}"


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


class Wording(models.Model):
    """Words of requests or citations that the vocabulary does not know, and what they mean.

    `words` as `learned.laying.normal` gives them, between single blanks. `term` is the slug of a treatment type or of a
    guideline; blank: they mean none, and are not to be shown as unknown again. Every change is in `history`.
    """

    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(max_length=LEARNED_LENGTH)
    term = models.CharField(max_length=100, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="wordings"
    )
    made_at = models.DateTimeField()
    history = HistoricalRecords(
        excluded_fields=["made_by", "made_at"], history_change_reason_field=models.TextField(null=True, blank=True)
    )

    class Meta:
        ordering = ["kind", "words"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "words"], name="wording_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="wording_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.words} ({self.get_kind_display().lower()})"
