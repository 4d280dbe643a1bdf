"""Decisions: in lists, and with everything known of them; what is counted of them; what is said when all is wrong."""

from determinations.api.details import QUANTITY
from determinations.api.shapes import (
    Schema,
    address,
    by_name,
    choice,
    day,
    flag,
    optional,
    record,
    ref,
    several,
    span,
    text,
    whole,
)
from determinations.choices import CitedBy, Outcome, Sex, Source
from determinations.filters import DecisionFilter, facet_names

SITE = "https://library.example"
CASE_PAGE = f"{SITE}/cases/cm15-0012345/"

REVISION = whole("The state of the library that the answer is true of; it grows with every change.", 17)
CASE = text("The case, as in its address.", "cm15-0012345")
CASE_NUMBER = optional(text("The case number, where the letter states one.", "CM15-0012345"))
ITEM = whole("The decision’s number in its letter, from 1.", 2, minimum=1)
OUTCOME = choice("upheld: the denial stands. overturned: the treatment is approved.", Outcome.values, "overturned")
CATEGORY = optional(text("Treatment category; null where the request fits none.", "rehabilitation"))
TREATMENT = optional(text("Treatment; null where the request fits none.", "acupuncture"))
REQUEST = text("What was asked for, as the letter says it.", "Acupuncture, 6 visits")
DECIDED = optional(day("The day of the decision.", "2015-06-30"))
AGE = optional(whole("The worker’s age in years.", 45))
SEX = optional(choice("The worker’s sex.", Sex.values, "female"))


def _slugs(description: str, value: str) -> Schema:
    return several(text("A slug.", value), description)


BODY_PARTS = _slugs("Body parts the request names.", "neck")
GUIDELINES = _slugs("Guidelines the reviewer cited, each once.", "mtus-acupuncture-2007")
AGAINST = _slugs("Guidelines the claims administrator cited, each once.", "odg-pain")
SPECIALTIES = _slugs("The reviewer’s specialties.", "pain-management")


def corrected(fact: str) -> Schema:
    """Names of facts, of which `fact` is one."""
    return several(text("A fact.", fact), "Facts that staff corrected: the letter was read otherwise.")


def error() -> Schema:
    about = optional(text("The parameter it is about; null for the whole address.", "treatment"))
    return record(
        "One thing wrong with what was asked.",
        {"parameter": about, "message": text("What is wrong, in a sentence.", "“acupunture” is not a known value.")},
    )


def errors() -> Schema:
    return record("Why there is no answer.", {"errors": several(ref("Error"), "Everything that is wrong.", minItems=1)})


def counted() -> dict[str, Schema]:
    """What is said of all decisions found."""
    facets = {name: several(ref("FacetCount"), f"{DecisionFilter.base_filters[name].label}.") for name in facet_names()}
    return {
        "revision": REVISION,
        "count": whole("Decisions that match.", 2),
        "cases": whole("Cases they stand in.", 1),
        "overturned": whole("How many of them are overturned in full.", 1),
        "facets": record("For each parameter, what each of its values would give; its own choice is left out.", facets),
        "years": several(ref("FacetCount"), "Decisions by year, earliest first; the range of days is left out."),
    }


def pages(results: Schema) -> dict[str, Schema]:
    """A page of results with its neighbours."""
    return {
        "results": results,
        "export": address("Every decision of the choice, one a line.", f"{SITE}/decisions.jsonl"),
        "next": optional(address("The next page; null on the last one.", f"{SITE}/api/v1/decisions/?page=3")),
        "previous": optional(address("The page before; null on the first one.", f"{SITE}/api/v1/decisions/")),
    }


def facet_count() -> Schema:
    return record(
        "One value of a parameter.",
        {
            "value": text("The value, as the parameter takes it.", "overturned"),
            "label": text("Its name.", "Overturned"),
            "count": whole("Decisions it would give.", 1),
        },
    )


def listed_decision() -> Schema:
    return record(
        "A decision, as lists have it.",
        {
            **_result(),
            "excerpt": text("The best passage for the words searched for; else how the reasons begin.",
                            "Acupuncture may be tried where medication is reduced."),
        },
    )  # fmt: skip


def decision() -> Schema:
    """As a case has it; the answer about one decision adds the revision and the letter."""
    return record("Everything known of a decision.", _known())


def decision_answer() -> Schema:
    return record("One decision.", {"revision": REVISION, **_known(), "letter": optional(ref("Letter"))})


def decision_list() -> Schema:
    return record("A page of decisions.", counted() | pages(several(ref("ListedDecision"), "In the order asked for.")))


def facets() -> Schema:
    return record("The counts of a choice.", counted())


def _result() -> dict[str, Schema]:
    """What every answer says of a decision, as `serializing.result` does."""
    return {
        "case": CASE, "item": ITEM, "url": address("Its place on the case’s page.", f"{CASE_PAGE}#item-2"),
        "request": REQUEST, "outcome": OUTCOME, "category": CATEGORY, "treatment": TREATMENT,
        "body_parts": BODY_PARTS, "guidelines": GUIDELINES, "cited_by_claims_admin": AGAINST,
        "specialties": SPECIALTIES, "decided": DECIDED, "age": AGE, "sex": SEX,
    }  # fmt: skip


def _known() -> dict[str, Schema]:
    unit = text("What the amount counts: visits, doses, hours …", "visits")
    numbers = {name: optional(unit if name == "unit" else whole(_QUANTITY[name], 6)) for name in QUANTITY}
    spans = by_name(span("Start and end.", (1200, 1221)), "Where in the letter’s text it stands.", "request")
    return {
        **_result(),
        "api_url": address("Its own address here.", f"{SITE}/api/v1/decisions/cm15-0012345/2/"),
        "cite_as": text("One line to cite it by.", "IMR Final Determination, Case No. CM15-0012345, …"),
        "drugs": _slugs("Drugs the request names.", "gabapentin"),
        "sites": several(ref("Site"), "The body parts with side and levels, as far as the request says them."),
        "quantity": record("How much is asked for; null where the request does not say.", numbers),
        "citations": several(ref("Citation"), "What either side cited, in order."),
        "rationale": text("The reviewer’s reasons, as the letter has them.", "The guideline supports a trial …"),
        "spans": spans,
        "corrected": corrected("outcome"),
    }  # fmt: skip


_QUANTITY = {
    "amount": "How many in all.",
    "per_week": "How many a week.",
    "weeks": "For how many weeks.",
    "refills": "Refills, which come on top.",
}


def site() -> Schema:
    return record(
        "A body part as the request names it.",
        {
            "body_part": text("A slug.", "neck"),
            "side": optional(text("left, right or bilateral.", "left")),
            "levels": several(text("A level of the spine.", "C5-C6"), "Levels of the spine."),
        },
    )


def citation() -> Schema:
    return record(
        "A guideline cited for one decision by one side.",
        {
            "cited_by": choice("Who cited it.", CitedBy.values, "reviewer"),
            "source": choice("Who published it.", Source.values, "MTUS"),
            "within_mtus": flag("Whether the letter cites it as part of the MTUS.", True),
            "guideline": optional(text("The guideline; null where the text names none that is known.",
                                       "mtus-acupuncture-2007")),
            "name": optional(text("Its name.", "Acupuncture Medical Treatment Guidelines (MTUS 2007)")),
            "text": text("The citation as written.", "MTUS Acupuncture Medical Treatment Guidelines, page 8"),
            "pages": several(text("A page or a range.", "8"), "Pages as written."),
            "span": optional(span("Where in the letter’s text it stands.", (1300, 1352))),
        },
    )  # fmt: skip
