"""What humans corrected in the reading of a letter: values that are laid over every reading of it, also a later one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from determinations.choices import Standing
from determinations.models.cases import Case
from determinations.querysets import CorrectionQuerySet


class Correction(models.Model):
    """A human's value for one fact of a case (`item` 0) or of its decision at place `item`, as the page shows it.

    `field` is named as `manage.py parse` names it; `value`, `was_read` and `read` have the shape it has there.
    `was_read` is what the parser read when the human corrected it, `read` what it reads there now, in its version
    `read_version`. `request` is the decision's request as it was read, to find the decision again when places move.
    One that finds its decision no more is lost: it is kept, and holds no place. Every change is in `history`: who,
    when and why.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="corrections")
    item = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=30)
    value = models.JSONField(null=True, blank=True)
    was_read = models.JSONField(null=True, blank=True)
    read = models.JSONField(null=True, blank=True)
    read_version = models.CharField(max_length=20)
    request = models.TextField(blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.STANDS, db_index=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="corrections"
    )
    made_at = models.DateTimeField()

    objects = CorrectionQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["was_read", "read_version", "made_by", "made_at"],
        history_change_reason_field=models.TextField(null=True, blank=True),
    )

    class Meta:
        ordering = ["case", "item", "field", "pk"]
        indexes = [
            models.Index(fields=["case"], condition=Q(field="case_number"), name="correction_of_number"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "item", "field"], condition=~Q(standing=Standing.LOST), name="correction_once_per_fact"
            ),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="correction_standing_known"),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {f'decision {self.item}, ' if self.item else ''}{self.field}"
