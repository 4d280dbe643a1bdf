"""Verbs that choose rows together with what a page needs of them, in a constant number of queries."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Prefetch


class CaseQuerySet(models.QuerySet):
    def for_detail(self) -> "CaseQuerySet":
        """Cases with everything their page shows."""
        items = _related(self.model, "items")
        return self.select_related("reviewer").prefetch_related(
            Prefetch("items", queryset=items.select_related("treatment", "category")),
            Prefetch("items__citations", queryset=_citations(items.model)),
            "items__body_parts",
            "items__drugs",
            "letters",
            Prefetch("reviewer__credentials", queryset=_credentials(self.model)),
        )


class DisputedItemQuerySet(models.QuerySet):
    def for_list(self) -> "DisputedItemQuerySet":
        """Decisions with everything a list of results shows of them."""
        return self.select_related("case__reviewer", "treatment", "category").prefetch_related(
            "body_parts",
            Prefetch("citations", queryset=_citations(self.model)),
            Prefetch("case__reviewer__credentials", queryset=_credentials(_related(self.model, "case").model)),
        )

    def in_order(self, ids: Iterable[int]) -> list:
        """The rows with these primary keys, in that order; keys that no longer exist are left out."""
        ids = list(ids)
        found = self.in_bulk(ids)
        return [found[pk] for pk in ids if pk in found]


def _related(model: type[models.Model], *path: str) -> models.QuerySet:
    """All rows of the model at the end of a path of relations; the models themselves import this module."""
    for name in path:
        model = model._meta.get_field(name).related_model
    return model._default_manager.all()


def _citations(item: type[models.Model]) -> models.QuerySet:
    return _related(item, "citations").select_related("guideline")


def _credentials(case: type[models.Model]) -> models.QuerySet:
    return _related(case, "reviewer", "credentials").select_related("specialty")
