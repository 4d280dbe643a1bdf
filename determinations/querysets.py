"""Verbs that choose rows together with what a page needs of them, in a constant number of queries."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Prefetch


class CaseQuerySet(models.QuerySet):
    def for_detail(self) -> "CaseQuerySet":
        """Cases with everything their page shows."""
        citations = self._related("items", "citations").select_related("guideline")
        items = self._related("items").select_related("treatment", "category")
        return self.select_related("reviewer").prefetch_related(
            Prefetch("items", queryset=items),
            Prefetch("items__citations", queryset=citations),
            "items__body_parts",
            "letters",
            "reviewer__credentials__specialty",
        )

    def changed_since(self, revision: int) -> "CaseQuerySet":
        """Cases touched by a corpus revision after `revision`."""
        return self.filter(revision__gt=revision)

    def _related(self, *path: str) -> models.QuerySet:
        model = self.model
        for name in path:
            model = model._meta.get_field(name).related_model
        return model._default_manager.all()


class DisputedItemQuerySet(models.QuerySet):
    def for_list(self) -> "DisputedItemQuerySet":
        """Decisions with everything a list of results shows of them."""
        return self.select_related("case__reviewer", "treatment", "category").prefetch_related(
            "body_parts", "citations__guideline", "case__reviewer__credentials__specialty"
        )

    def in_order(self, ids: Iterable[int]) -> list:
        """The rows with these primary keys, in that order; keys that no longer exist are left out."""
        ids = list(ids)
        found = self.in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]
