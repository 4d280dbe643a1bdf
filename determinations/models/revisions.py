"""What changed when: the corpus revision and what was taken out."""

import uuid

from django.db import models
from django.db.models import Q


class CorpusRevision(models.Model):
    """One row: the number of the newest committed change, and which corpus it counts.

    `corpus` tells an index built from another database apart, whatever its number.
    """

    number = models.PositiveBigIntegerField(default=0)
    corpus = models.UUIDField(default=uuid.uuid4, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="corpus_revision_single_row")]

    def __str__(self) -> str:
        return f"revision {self.number}"


class Tombstone(models.Model):
    """A case that was taken out, so that an index which still holds it can follow."""

    case_id = models.PositiveBigIntegerField()
    slug = models.SlugField(max_length=40, db_index=True)
    revision = models.PositiveBigIntegerField(db_index=True)
    removed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-revision"]

    def __str__(self) -> str:
        return self.slug
