"""What one can filter by: every treatment, guideline, specialty ... with what is decided about it; and by typing."""

from collections.abc import Callable, Iterable
from functools import partial

from django.http import HttpRequest
from django.urls import reverse

from determinations import search, vocabulary
from determinations.api.exchange import Json
from determinations.asking import Problem, RefusedError, refuse_unknown
from determinations.autocomplete import KINDS, LONGEST, suggestions
from determinations.statistics import Rate

_PAGES = {"category": "treatment", "treatment": "treatment", "guideline": "guideline", "specialty": "specialty"}
_LISTED: dict[str, Callable[[], Iterable]] = {
    "category": vocabulary.categories,
    "treatment": vocabulary.treatment_types,
    "drug": vocabulary.drugs,
    "topic": vocabulary.topics,
    "guideline": vocabulary.guidelines,
    "specialty": vocabulary.specialties,
    "body_part": vocabulary.body_parts,
}
# What a term says beside its slug and name: name in the answer → attribute of the vocabulary's record.
PARENTS = {
    "category": {},
    "treatment": {"category": "category"},
    "drug": {"treatment": "treatment_type", "brands": "brands"},
    "topic": {},
    "guideline": {"source": "source", "topic": "topic", "edition": "edition"},
    "specialty": {},
    "body_part": {},
}


def listing(kind: str) -> Callable[[HttpRequest], Json]:
    """The answer that lists every term of a kind, one of `PARENTS`."""
    return partial(_terms, kind=kind)


def autocomplete(request: HttpRequest) -> Json:
    """The best suggestions for what is typed so far."""
    refuse_unknown(request.GET, ("q",))
    given = {value.strip() for value in request.GET.getlist("q")} - {""}
    if len(given) > 1:
        raise RefusedError(Problem("q", f"Give one value only, not {len(given):,}."))
    typed = "".join(given)
    if len(typed) > LONGEST:
        too_long = f"This is {len(typed):,} characters long; at most {LONGEST} can be completed."
        raise RefusedError(Problem("q", too_long))
    return {
        "revision": search.revision(),
        "results": [
            {
                "kind": each.kind,
                "kind_label": KINDS[each.kind],
                "value": each.value,
                "label": each.label,
                "matched": each.matched or None,
                "count": each.count,
                "url": request.build_absolute_uri(f"{reverse('decisions')}?{each.query}"),
            }
            for each in suggestions(typed)
        ],
    }


def _terms(request: HttpRequest, kind: str) -> Json:
    """Most decisions first; those nobody asked for yet come last, in the vocabulary's order."""
    refuse_unknown(request.GET)
    tallies = {each.value: each for each in search.breakdown(kind)}
    rates = {slug: Rate(each.count, each.overturned) for slug, each in tallies.items()}
    terms = [(term, rates.get(term.slug, Rate(0, 0))) for term in _LISTED[kind]()]
    ordered = sorted(terms, key=lambda pair: -pair[1].count)
    return {
        "revision": search.revision(),
        "results": [_term(request, kind, term, rate) for term, rate in ordered],
    }


def _term(request: HttpRequest, kind: str, term, rate: Rate) -> Json:
    return {
        "slug": term.slug,
        "name": term.name,
        **{name: _stated(getattr(term, attribute)) for name, attribute in PARENTS[kind].items()},
        "count": rate.count,
        "overturned": rate.overturned,
        "overturned_share": _fraction(rate.share),
        "overturned_interval": [_fraction(end) for end in rate.interval] if rate.interval else None,
        "page_url": _page(request, kind, term.slug),
        "decisions_url": request.build_absolute_uri(f"{reverse('decisions')}?{kind}={term.slug}"),
    }


def _stated(value):
    """Lists as they are; a blank edition is none."""
    return list(value) if isinstance(value, tuple) else value or None


def _fraction(percent: float | None) -> float | None:
    return None if percent is None else round(percent / 100, 4)


def _page(request: HttpRequest, kind: str, slug: str) -> str | None:
    """The term's own page; None for a kind that has no pages."""
    return request.build_absolute_uri(reverse(_PAGES[kind], args=[slug])) if kind in _PAGES else None
