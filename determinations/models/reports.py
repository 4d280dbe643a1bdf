"""Mistakes that readers reported, and how many reports came from where within the last hour."""

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, Q
from simple_history.models import HistoricalRecords

from determinations.choices import ReportKind, ReportState
from determinations.models.cases import Case, DisputedItem


class ReportQuerySet(models.QuerySet):
    def in_queue(self) -> "ReportQuerySet":
        """Open before settled, urgent before the others, the oldest first."""
        return self.order_by(*QUEUE)


def _whether(**conditions) -> ExpressionWrapper:
    return ExpressionWrapper(Q(**conditions), output_field=models.BooleanField())


QUEUE = (
    _whether(state=ReportState.OPEN).desc(),
    _whether(kind=ReportKind.PRIVATE).desc(),
    "sent_at",
    "pk",
)


class Report(models.Model):
    """What a reader found wrong with a case, or with one decision of it. Nothing says who the reader was.

    `history` has each change of what staff made of it; the reader's words are not in there, so that a deleted
    report is gone.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    item = models.ForeignKey(DisputedItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="reports")
    kind = models.CharField(max_length=14, choices=ReportKind)
    words = models.TextField(max_length=2000)
    sent_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.OPEN)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    note = models.TextField(
        blank=True, help_text="What was found, and what was done about it. Never shown to the public."
    )
    history = HistoricalRecords(
        excluded_fields=["case", "item", "kind", "words", "sent_at"],
        history_change_reason_field=models.TextField(null=True, blank=True),
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "sent_at"], name="report_queue")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="report_kind_known"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state_known"),
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}"

    @property
    def is_urgent(self) -> bool:
        return self.kind == ReportKind.PRIVATE and self.state == ReportState.OPEN


class ReportSender(models.Model):
    """When reports came from one sender, known by a keyed digest of the address only; or, in one row, from anybody.

    `times` are seconds since 1970, of the last hour. Rows are dropped after a day.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    times = models.JSONField(default=list)
    last_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest[:8]
