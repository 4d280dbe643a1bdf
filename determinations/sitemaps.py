"""Every address worth finding from elsewhere: the pages, the terms, and each case. The list of decisions ends early."""

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from determinations.models import Case, Guideline, Specialty, TreatmentCategory, TreatmentType

_PAGES = ("home", "decisions", "treatments", "guidelines", "specialties", "about", "api")


class _Pages(Sitemap):
    def items(self) -> tuple[str, ...]:
        return _PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class _Terms(Sitemap):
    """The pages of one kind of terms."""

    def __init__(self, model):
        self._model = model

    def items(self) -> QuerySet:
        return self._model.objects.only("slug").order_by("slug")


class _Categories(_Terms):
    def location(self, item: TreatmentCategory) -> str:
        return reverse("treatment", args=[item.slug])


class _Treatments(_Terms):
    def items(self) -> QuerySet[TreatmentType]:
        """Without those whose address is a category's, which is listed there."""
        return super().items().exclude(slug__in=TreatmentCategory.objects.values("slug"))


class _Cases(Sitemap):
    limit = 10_000  # addresses in one file

    def items(self) -> QuerySet[Case]:
        return Case.objects.public().only("slug").order_by("pk")


SITEMAPS = {
    "pages": _Pages,
    "categories": _Categories(TreatmentCategory),
    "treatments": _Treatments(TreatmentType),
    "guidelines": _Terms(Guideline),
    "specialties": _Terms(Specialty),
    "cases": _Cases,
}
