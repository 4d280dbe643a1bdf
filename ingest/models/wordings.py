"""What staff taught the library."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from determinations.models.cases import LEARNED_LENGTH
from ingest.learned.kinds import Kind


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
