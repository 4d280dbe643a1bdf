"""Verbs that choose rows together with what a page needs of them, in a constant number of queries."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Prefetch

from determinations.choices import CitedBy, PublicationState, Sides, Standing


class CaseQuerySet(models.QuerySet):
    def public(self) -> "CaseQuerySet":
        """Cases the public sees: those neither held nor withdrawn."""
        return self.exclude(_hidden(self.model, "pk"))

    def for_detail(self) -> "CaseQuerySet":
        """Cases with everything their page shows."""
        items = _related(self.model, "items")
        return self.select_related("reviewer").prefetch_related(
            Prefetch("items", queryset=items.select_related("treatment", "category")),
            Prefetch("items__citations", queryset=_citations(items.model)),
            "items__body_parts",
            "items__drugs",
            "letters",
            "corrections",
            Prefetch("reviewer__credentials", queryset=_credentials(self.model)),
        )

    def for_api_list(self) -> "CaseQuerySet":
        """Cases with what a list of them says: outcomes and credentials."""
        items = _related(self.model, "items").only("case", "position", "outcome")
        return self.select_related("reviewer").prefetch_related(
            Prefetch("items", queryset=items), Prefetch("reviewer__credentials", queryset=_credentials(self.model))
        )

    def in_order(self, ids: Iterable[int]) -> list:
        """The rows with these primary keys, in that order; keys that no longer exist are left out."""
        return _in_order(self, ids)


class DisputedItemQuerySet(models.QuerySet):
    def public(self) -> "DisputedItemQuerySet":
        """Decisions of cases the public sees."""
        return self.exclude(_hidden(_related(self.model, "case").model, "case"))

    def for_list(self) -> "DisputedItemQuerySet":
        """Decisions with everything a list of results shows of them; `of_case` counts all of their case."""
        same_case = self.model._default_manager.filter(case=models.OuterRef("case")).order_by().values("case")
        counted = models.Subquery(same_case.annotate(number=models.Count("pk")).values("number"))
        related = self.select_related("case__reviewer", "treatment", "category").annotate(of_case=counted)
        return related.prefetch_related(
            "body_parts",
            Prefetch("citations", queryset=_citations(self.model)),
            Prefetch("case__reviewer__credentials", queryset=_credentials(_related(self.model, "case").model)),
        )

    def comparing_sides(self) -> "DisputedItemQuerySet":
        """Decisions of which both sides cited anything, `sides` telling whether the same sources."""
        citations = _related(self.model, "citations").filter(item=models.OuterRef("pk")).order_by()
        theirs = citations.filter(cited_by=CitedBy.CLAIMS_ADMIN)
        ours = citations.filter(cited_by=CitedBy.REVIEWER)
        only_ours = ours.exclude(source__in=_same_item(self.model, CitedBy.CLAIMS_ADMIN))
        only_theirs = theirs.exclude(source__in=_same_item(self.model, CitedBy.REVIEWER))
        differ = models.Exists(only_ours) | models.Exists(only_theirs)
        return self.filter(models.Exists(ours), models.Exists(theirs)).annotate(
            sides=models.Case(
                models.When(differ, then=models.Value(Sides.DIFFERENT.value)), default=models.Value(Sides.SAME.value)
            )
        )

    def in_order(self, ids: Iterable[int]) -> list:
        """The rows with these primary keys, in that order; keys that no longer exist are left out."""
        return _in_order(self, ids)


class CorrectionQuerySet(models.QuerySet):
    def applied(self) -> "CorrectionQuerySet":
        """Those whose value stands in the case."""
        return self.exclude(standing=Standing.LOST)

    def unapplied(self) -> "CorrectionQuerySet":
        """Those whose decision was not found again when the letter was replaced or read anew."""
        return self.filter(standing=Standing.LOST)

    def disagreeing(self) -> "CorrectionQuerySet":
        """Those where the parser reads by now neither the human's value nor what it read then."""
        return self.filter(standing=Standing.DISAGREES)

    def agreeing(self) -> "CorrectionQuerySet":
        """Those that could be dropped: the parser reads the human's value by now."""
        return self.filter(standing=Standing.AGREES)


def _hidden(case: type[models.Model], key: str) -> models.Exists:
    """Whether the case that `key` names is held or withdrawn."""
    rows = _related(case, "publication").filter(case=models.OuterRef(key))
    return models.Exists(rows.exclude(state=PublicationState.PUBLIC))


def _in_order(rows: models.QuerySet, ids: Iterable[int]) -> list:
    ids = list(ids)
    found = rows.in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _related(model: type[models.Model], *path: str) -> models.QuerySet:
    """All rows of the model at the end of a path of relations; the models themselves import this module."""
    for name in path:
        model = model._meta.get_field(name).related_model
    return model._default_manager.all()


def _same_item(item: type[models.Model], cited_by: str) -> models.QuerySet:
    """Inside a query of citations: the sources that a side cited for the same decision."""
    rows = _related(item, "citations").filter(item=models.OuterRef("item"), cited_by=cited_by)
    return rows.order_by().values("source")


def _citations(item: type[models.Model]) -> models.QuerySet:
    return _related(item, "citations").select_related("guideline")


def _credentials(case: type[models.Model]) -> models.QuerySet:
    return _related(case, "reviewer", "credentials").select_related("specialty")
