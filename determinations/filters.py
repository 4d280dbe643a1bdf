"""One FilterSet declares every public parameter, once, for page, API, export and feed.

`.search_query()` is what the index is asked; `.qs` is the same choice in plain SQL, but for `q`, `sort` and
`page`. Repeating a parameter means *or* inside it, different parameters mean *and*, true of one decision.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import django_filters
from django.db.models import Q, QuerySet, TextChoices
from django.http import QueryDict

from determinations import urlquery, vocabulary
from determinations.choices import OUTCOME_MEANINGS, CitedBy, Layout, Outcome, Sex, Sides, Source
from determinations.fields import Choices, PartialDateField, ValueField, ValuesField, WholeNumberField, WordsField
from determinations.forms import DecisionForm
from determinations.models import Citation, DisputedItem, Letter, ReviewerCredential
from determinations.search.language import parse_text
from determinations.search.query import DEEPEST_PAGE, NEWEST, OLDEST, RELEVANCE, SearchQuery
from determinations.search.widening import widened

EITHER = "either"
SORTS = ((NEWEST, "Newest first"), (OLDEST, "Oldest first"), (RELEVANCE, "Best match"))
CITED_BY = (*CitedBy.choices, (EITHER, "Either side"))
DEFAULTS = {"cited_by": CitedBy.REVIEWER.value}  # what a parameter means when it is not given
OLDEST_AGE = 120  # years; the rows hold none above


class ValuesFilter(django_filters.Filter):
    """A facet: decisions with any of the chosen values. `cited_by`-like parameters that change what a facet
    means are named by `modifier`; `meanings` says of values that need it what they mean in plain words."""

    field_class = ValuesField

    def __init__(self, *args, modifier: str | None = None, meanings: Mapping[str, str] | None = None, **kwargs):
        super().__init__(*args, lookup_expr="in", **kwargs)
        self.modifier = modifier
        self.meanings = meanings or {}


class WordsFilter(django_filters.Filter):
    field_class = WordsField


class ValueFilter(django_filters.Filter):
    field_class = ValueField


class DateFilter(django_filters.Filter):
    field_class = PartialDateField


class NumberFilter(django_filters.Filter):
    field_class = WholeNumberField


class AgeFilter(NumberFilter):
    """The worker's age in whole years."""


def _terms(terms: Callable[[], Iterable]) -> Callable[[], Choices]:
    """The slugs and names of a kind of term, read from the vocabulary once and when first needed."""
    return cache(lambda: tuple((term.slug, term.name) for term in terms()))


def _meant(kind: str) -> Callable[[str], str | None]:
    """Another wording of a term, as a person adds it by name → its slug."""
    return lambda written: vocabulary.filed_under(written, kind)


def _words(of: type[TextChoices]) -> Callable[[], Choices]:
    return cache(lambda: tuple(of.choices))


@cache
def _sources() -> Choices:
    return tuple((value.lower(), name) for value, name in Source.choices)


_AGE = {
    "min_value": 0,
    "max_value": OLDEST_AGE,
    "error_messages": dict.fromkeys(("min_value", "max_value"), f"An age is between 0 and {OLDEST_AGE}.")
    | {"invalid": "Write the age as a whole number of years."},
}
_CITATIONS = {  # which citations have one of the chosen slugs
    "guideline": lambda slugs: Q(guideline__slug__in=slugs),
    "topic": lambda slugs: Q(guideline__topic__in=slugs),
    "source": lambda slugs: Q(source__in=[value for value in Source.values if value.lower() in slugs]),
}
_PAGE_ERRORS = dict.fromkeys(("invalid", "min_value"), "A page is a whole number from 1.")


class DecisionFilter(django_filters.FilterSet):
    """Every public parameter. The order here is the order of the panel and of the documentation."""

    q = WordsFilter(
        method="in_index_only",
        label="Words",
        help_text='All words must occur; "words in quotes" stand together; -word must not occur; either OR both.',
    )
    outcome = ValuesFilter("outcome", label="Outcome", choices=_words(Outcome), meanings=OUTCOME_MEANINGS)
    category = ValuesFilter("category__slug", label="Treatment category", choices=_terms(vocabulary.categories))
    treatment = ValuesFilter(
        "treatment__slug", label="Treatment", choices=_terms(vocabulary.treatment_types), meant=_meant("treatment")
    )
    drug = ValuesFilter(method="of_drug", label="Drug", choices=_terms(vocabulary.drugs), meant=_meant("drug"))
    source = ValuesFilter(
        method="cited_in_item",
        modifier="cited_by",
        label="Guideline source",
        help_text="Who published what the reviewer cited for the decision, unless cited_by says otherwise.",
        choices=_sources,
    )
    topic = ValuesFilter(
        method="cited_in_item",
        label="Guideline topic",
        help_text="All editions of a guideline; cited by the reviewer, unless cited_by says otherwise.",
        choices=_terms(vocabulary.topics),
    )
    guideline = ValuesFilter(
        method="cited_in_item",
        label="Guideline",
        help_text="One edition; cited for the decision by the reviewer, unless cited_by says otherwise.",
        choices=_terms(vocabulary.guidelines),
    )
    cited_by = ValueFilter(
        method="in_index_only",
        label="Guideline cited by",
        help_text="Whose citation is meant by guideline, topic and source; the reviewer’s when not given.",
        choices=CITED_BY,
    )
    sides = ValuesFilter(
        method="by_both_sides",
        label="Sources of reviewer and claims administrator",
        help_text="Whether both went by guidelines of the same sources; only where both cited any.",
        choices=_words(Sides),
    )
    specialty = ValuesFilter(method="of_reviewer", label="Reviewer’s specialty", choices=_terms(vocabulary.specialties))
    body_part = ValuesFilter(
        method="of_body_part", label="Body part", choices=_terms(vocabulary.body_parts), meant=_meant("body_part")
    )
    decided_after = DateFilter(
        "case__decision_date",
        "gte",
        label="Decided from",
        help_text="On this day or later; a year or a month means its first day.",
    )
    decided_before = DateFilter(
        "case__decision_date",
        "lte",
        label="Decided to",
        help_text="On this day or earlier; a year or a month means its last day.",
        last=True,
    )
    age_min = AgeFilter("case__age", "gte", label="Age from", help_text="In years.", **_AGE)
    age_max = AgeFilter("case__age", "lte", label="Age to", help_text="In years.", **_AGE)
    sex = ValuesFilter("case__sex", label="Worker’s sex", choices=_words(Sex))
    layout = ValuesFilter(method="of_layout", label="Form of the letter", choices=_words(Layout))
    sort = ValueFilter(
        method="in_index_only",
        label="Order",
        help_text="Best match first when words are searched for, otherwise newest first.",
        choices=SORTS,
    )
    page = NumberFilter(
        method="in_index_only",
        label="Page",
        help_text="From 1.",
        min_value=1,
        error_messages=_PAGE_ERRORS,
    )

    class Meta:
        model = DisputedItem
        form = DecisionForm
        fields: list = []

    def __init__(self, data: QueryDict | None = None, *args, **kwargs):
        super().__init__(None if data is None else _known(canonical(data)), *args, **kwargs)

    @property
    def qs(self) -> QuerySet[DisputedItem]:
        """The decisions chosen, in plain SQL; none when a value is wrong."""
        return super().qs.public() if self.form.is_valid() else self.queryset.none()

    def search_query(self) -> SearchQuery:
        """The choice as the index is asked it. Raises ValueError when a value is wrong: look at `errors` first."""
        if not self.is_valid():
            raise ValueError(f"These parameters cannot be searched for: {', '.join(self.errors)}.")
        chosen = self.form.cleaned_data
        words = parse_text(chosen["q"])
        return SearchQuery(
            words=words and widened(words),
            cited_by=chosen["cited_by"] or DEFAULTS["cited_by"],
            sort=chosen["sort"] or (RELEVANCE if words else NEWEST),
            page=min(chosen["page"] or 1, DEEPEST_PAGE + 1),  # one too deep stands for all
            **{name: tuple(chosen[name]) for name in facet_names()},
            **{name: chosen[name] for name in ("decided_after", "decided_before", "age_min", "age_max")},
        )

    def in_index_only(self, queryset: QuerySet, name: str, value) -> QuerySet:
        """What the index alone answers, or what only changes another parameter's meaning."""
        return queryset

    def cited_in_item(self, queryset: QuerySet, name: str, slugs: list[str]) -> QuerySet:
        citations = Citation.objects.filter(_CITATIONS[name](slugs))
        by = self.form.cleaned_data["cited_by"] or DEFAULTS["cited_by"]
        if by != EITHER:
            citations = citations.filter(cited_by=by)
        return queryset.filter(pk__in=citations.values("item"))

    def by_both_sides(self, queryset: QuerySet, name: str, slugs: list[str]) -> QuerySet:
        return queryset.comparing_sides().filter(sides__in=slugs)

    def of_layout(self, queryset: QuerySet, name: str, slugs: list[str]) -> QuerySet:
        letters = Letter.objects.filter(layout__in=slugs, superseded_at=None)
        return queryset.filter(case__in=letters.values("case"))

    def of_drug(self, queryset: QuerySet, name: str, slugs: list[str]) -> QuerySet:
        named = DisputedItem.drugs.through.objects.filter(drug__slug__in=slugs)
        return queryset.filter(pk__in=named.values("disputeditem"))

    def of_reviewer(self, queryset: QuerySet, name: str, slugs: list[str]) -> QuerySet:
        credentials = ReviewerCredential.objects.filter(specialty__slug__in=slugs)
        return queryset.filter(case__reviewer__in=credentials.values("reviewer"))

    def of_body_part(self, queryset: QuerySet, name: str, slugs: list[str]) -> QuerySet:
        marked = DisputedItem.body_parts.through.objects.filter(bodypart__slug__in=slugs)
        return queryset.filter(pk__in=marked.values("disputeditem"))


@dataclass(frozen=True, slots=True)
class Parameter:
    """A public parameter as the documentation lists it. `values`: slug and name of each one it takes."""

    name: str
    label: str
    help_text: str
    is_repeatable: bool
    values: tuple[tuple[str, str], ...]


def parameters() -> list[Parameter]:
    """Every public parameter, from the declarations above."""
    return [
        Parameter(
            name=name,
            label=each.label,
            help_text=each.field.help_text,
            is_repeatable=isinstance(each, ValuesFilter),
            values=tuple(getattr(each.field, "choices", ())),
        )
        for name, each in DecisionFilter.base_filters.items()
    ]


@cache
def labels(name: str) -> Mapping[str, str]:
    """Value → name, for a parameter that has values; empty for others."""
    return dict(getattr(DecisionFilter.base_filters[name].field, "choices", ()))


def facet_names() -> list[str]:
    """The parameters that are facets, in the order of the panel."""
    return [name for name, each in DecisionFilter.base_filters.items() if isinstance(each, ValuesFilter)]


def canonical(data: QueryDict) -> QueryDict:
    """The same choice as it is passed on: without blanks, values that were written out as their slugs."""
    found = urlquery.stated(data)
    for name in facet_names():
        if name in found:
            found.setlist(name, DecisionFilter.base_filters[name].field.to_python(found.getlist(name)))
    return found


def _known(data: QueryDict) -> QueryDict:
    """Without names that are no parameter, so that no address made from the choice carries them on."""
    for name in unknown_parameters(data):
        del data[name]
    return data


def unknown_parameters(data: QueryDict) -> list[str]:
    """Names in a query string that are no public parameter; what has no name (`?=`) asks nothing."""
    return [name for name in data if name.strip() and name not in DecisionFilter.base_filters]
