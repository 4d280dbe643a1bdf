"""What the public sees of a case: everything, unless a row here says otherwise."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from determinations.choices import PublicationState
from determinations.models.cases import Case


class Publication(models.Model):
    """Whether a case is public. A case without a row is, and always was.

    `accepted` are the findings of its letters that a human looked at and found harmless, by their keys: they hold
    the case no more when its letter is read again. `from_start`: the case was held as it was stored, and had not been
    public. Every change of `state` is in `history`: who, when and why.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="publication")
    state = models.CharField(max_length=10, choices=PublicationState)
    accepted = models.JSONField(default=list, blank=True)
    from_start = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords(
        excluded_fields=["changed_at"], history_change_reason_field=models.TextField(null=True, blank=True)
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PublicationState.values), name="publication_state_known"),
        ]
        permissions = [("release_case", "Can release, withdraw and restore cases")]

    def __str__(self) -> str:
        return f"{self.case}: {self.get_state_display()}"
