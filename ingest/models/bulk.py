"""Changes of many cases at once, and what undoing them needs."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from determinations.models import Case
from ingest.bulk.states import UNFINISHED, Act, Kind, Progress
from ingest.models.working import Leased


class BulkChangeQuerySet(models.QuerySet):
    def unfinished(self) -> "BulkChangeQuerySet":
        """Asked for, and not at their end."""
        return self.filter(state__in=UNFINISHED)


class BulkChange(Leased):
    """One change of many cases: what somebody asked for, and how far it is.

    `what` is {"request", "field", "value", "overwrite", "until"} of a correction, `until` being the last decision's key
    then; `cases` are the keys, in order, of a release or withdrawal. `undoes` is the change that is undone. `revision`
    is the corpus revision it was asked at. `done_to` is the key of the last thing done with; of the `found` ones so
    far some are `changed`, some were so already (`same`), some left to what others did (`kept`), some `refused`.
    `held`: cases it holds. `failure` says why it failed.
    """

    kind = models.CharField(max_length=10, choices=Kind, editable=False)
    state = models.CharField(max_length=10, choices=Progress, default=Progress.WAITING, editable=False)
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
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="bulk_kind_known"),
            models.CheckConstraint(condition=Q(state__in=Progress.values), name="bulk_state_known"),
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
    act = models.CharField(max_length=10, choices=Act)
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
