"""The table of addresses: what each answers, to which parameters. Addresses, document and reference come from here."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.http.response import HttpResponseBase
from django.urls import reverse

from determinations import corpus, search
from determinations.api import cases, decisions, details, terms
from determinations.api.exchange import Answer, responding
from determinations.api.schemas import term_list
from determinations.autocomplete import KINDS
from determinations.filters import DecisionFilter
from determinations.search.query import DEEPEST_PAGE, PAGE_SIZE

ROOT = "/api/v1/"
_ALL = tuple(DecisionFilter.base_filters)


def _stored() -> str:
    """The state of the rows, which what is read from them alone is true of."""
    newest = corpus.current()
    return f"{newest.corpus.hex}:{newest.number}"


def _paged() -> str:
    return (
        f"Pages have {PAGE_SIZE} results and go up to {DEEPEST_PAGE}; every decision of a choice, however many, comes "
        f"from {reverse('decisions-jsonl')} with the same parameters."
    )


@dataclass(frozen=True)
class Endpoint:
    """One address. `route` is Django's; `schema` names that of the answer; `examples` are addresses to try, with
    what they ask for. `may_lack`: why it may answer 404, blank where it never does."""

    name: str
    route: str
    answer: Answer
    schema: str
    summary: str
    description: str = ""
    parameters: tuple[str, ...] = ()
    may_lack: str = ""
    state: Callable[[], str] = search.snapshot
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def about(self) -> str:
        """The description, with what is to be known of pages where there are any."""
        return f"{self.description} {_paged()}" if "page" in self.parameters else self.description

    @property
    def path(self) -> str:
        """As OpenAPI writes it: /api/v1/cases/{case}/."""
        return ROOT + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", self.route)

    @property
    def path_parameters(self) -> list[str]:
        return re.findall(r"<(?:\w+:)?(\w+)>", self.route)

    @property
    def view(self) -> Callable[..., HttpResponseBase]:
        return responding(self.answer, self.state)


def _listing(kind: str, route: str, plural: str) -> Endpoint:
    return Endpoint(
        name=f"api-{route.rstrip('/')}",
        route=route,
        answer=terms.listing(kind),
        schema=term_list(kind),
        summary=f"Every {KINDS[kind].lower()}",
        description=f"All {plural} one can filter by, each with its decisions and how many of these are overturned.",
        examples=((route, f"All {plural}"),),
    )


ENDPOINTS = (
    Endpoint(
        name="api-decisions",
        route="decisions/",
        answer=decisions.decisions,
        schema="DecisionList",
        summary="Search and filter decisions",
        description="What the page of decisions shows.",
        parameters=_ALL,
        may_lack="There is no such page of these results.",
        examples=(
            ("decisions/?q=lumbar+epidural", "Decisions with both words, best match first"),
            ("decisions/?category=rehabilitation&outcome=overturned", "Overturned in the category rehabilitation"),
            ("decisions/?sex=female&sex=male&decided_after=2015", "Either value, decided in 2015 or later"),
        ),
    ),
    Endpoint(
        name="api-decision",
        route="decisions/<slug:case>/<int:item>/",
        answer=details.decision,
        schema="DecisionDetail",
        summary="One decision",
        description="Its reasons, what both sides cited, and where in the letter each of these stands.",
        may_lack="There is no such case, or it has no such decision.",
        state=_stored,
    ),
    Endpoint(
        name="api-cases",
        route="cases/",
        answer=cases.cases,
        schema="CaseList",
        summary="Cases of the decisions found",
        description=(
            "The same parameters as for decisions; answers with the cases these stand in, in the order of the first "
            "of theirs, each once. count still counts decisions."
        ),
        parameters=_ALL,
        may_lack="There is no such page of these results.",
        examples=(("cases/?outcome=overturned", "Cases in which anything is overturned"),),
    ),
    Endpoint(
        name="api-case",
        route="cases/<slug:case>/",
        answer=details.case,
        schema="CaseDetail",
        summary="One case",
        description="Its facts, its letter and all its decisions.",
        may_lack="There is no such case.",
        state=_stored,
    ),
    Endpoint(
        name="api-facets",
        route="facets/",
        answer=decisions.facets,
        schema="Facets",
        summary="Counts of a choice",
        description="What the list of decisions says of all that match, without the decisions.",
        parameters=tuple(name for name in _ALL if name not in decisions.OF_LISTS),
        examples=(("facets/?treatment=acupuncture", "Acupuncture by outcome, guideline, year and all else"),),
    ),
    Endpoint(
        name="api-autocomplete",
        route="autocomplete/",
        answer=terms.autocomplete,
        schema="Suggestions",
        summary="Complete what is typed",
        description=(
            "Treatments, drugs, guidelines, specialties and body parts of which every word typed is the beginning of "
            "a word, also by brand (Norco) and abbreviation (ESI). Those that find something come first, then those "
            "that begin with what was typed, then those that find most; ten at most."
        ),
        parameters=("q",),
        examples=(("autocomplete/?q=nor", "What begins with nor"), ("autocomplete/?q=esi", "An abbreviation")),
    ),
    _listing("category", "categories/", "treatment categories"),
    _listing("treatment", "treatments/", "treatments"),
    _listing("drug", "drugs/", "drugs"),
    _listing("topic", "topics/", "guideline topics"),
    _listing("guideline", "guidelines/", "guidelines"),
    _listing("specialty", "specialties/", "specialties"),
    _listing("body_part", "body-parts/", "body parts"),
)
