"""Uploads by staff, what became of each file, who works on them; changes of many cases at once; what staff taught."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.models import HistoricalRecords

from determinations.models import Case
from determinations.models.cases import LEARNED_LENGTH
from ingest.bulk import states as bulk
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


class Leased(models.Model):
    """Work that one worker at a time has: `worker` has the lease until `leased_until`.

    With no worker that is when the next may try again, and `trouble` says what stopped the last one. The manager's
    `unfinished()` are those with work left.
    """

    worker = models.ForeignKey(
        Worker, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="%(class)ss"
    )
    leased_at = models.DateTimeField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    trouble = models.TextField(blank=True, editable=False)

    heavy = ()  # fields that are not wanted to know whether the lease is still there

    class Meta:
        abstract = True

    @classmethod
    def put_back(cls, key: int) -> None:
        """What a worker that stopped left half done waits again."""


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


class BulkChangeQuerySet(models.QuerySet):
    def unfinished(self) -> "BulkChangeQuerySet":
        """Asked for, and not at their end."""
        return self.filter(state__in=bulk.UNFINISHED)


class BulkChange(Leased):
    """One change of many cases: what somebody asked for, and how far it is.

    `what` is {"request", "field", "value", "overwrite", "until"} of a correction, `until` being the last decision's key
    then; `cases` are the keys, in order, of a release or withdrawal. `undoes` is the change that is undone. `revision`
    is the corpus revision it was asked at. `done_to` is the key of the last thing done with; of the `found` ones so
    far some are `changed`, some were so already (`same`), some left to what others did (`kept`), some `refused`.
    `held`: cases it holds. `failure` says why it failed.
    """

    kind = models.CharField(max_length=10, choices=bulk.Kind, editable=False)
    state = models.CharField(max_length=10, choices=bulk.Progress, default=bulk.Progress.WAITING, editable=False)
    what = models.JSONField(default=dict, editable=False)
    cases = models.JSONField(default=list, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    why = models.TextField(blank=True, editable=False)
    revision = models.PositiveBigIntegerField(default=0, editable=False)
    undoes = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, editable=False, related_name="undone_by"
    )
    total = models.PositiveIntegerField(null=True, editable=False)
    done_to = models.PositiveBigIntegerField(default=0, editable=False)
    found = models.PositiveIntegerField(default=0, editable=False)
    changed = models.PositiveIntegerField(default=0, editable=False)
    same = models.PositiveIntegerField(default=0, editable=False)
    kept = models.PositiveIntegerField(default=0, editable=False)
    refused = models.PositiveIntegerField(default=0, editable=False)
    held = models.PositiveIntegerField(default=0, editable=False)
    reasons = models.JSONField(default=list, editable=False)
    failure = models.TextField(blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects = BulkChangeQuerySet.as_manager()
    heavy = ("cases",)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=bulk.Kind.values), name="bulk_kind_known"),
            models.CheckConstraint(condition=Q(state__in=bulk.Progress.values), name="bulk_state_known"),
        ]

    def __str__(self) -> str:
        return f"Bulk change {self.pk}"


class BulkLine(models.Model):
    """One correction or publication that a bulk change touched, and what stood there before: what undoing it needs.

    `field` is "publication", or the fact's; `correction` the correction's key. `before` is the value that stood, None
    where there was none. `at` tells whether anybody changed it since: the moment the row itself says.
    """

    change = models.ForeignKey(BulkChange, on_delete=models.CASCADE, db_index=False, related_name="lines")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=10, choices=bulk.Act)
    field = models.CharField(max_length=30)
    correction = models.PositiveBigIntegerField(null=True)
    item = models.PositiveSmallIntegerField(default=0)
    request = models.TextField(blank=True)
    before = models.JSONField(null=True)
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["change", "id"], name="bulk_line_in_order")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.field}"


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
