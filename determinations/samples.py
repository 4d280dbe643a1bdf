"""Made-up rows for the component gallery: whole as a page needs them, never saved, and nobody's letter."""

from datetime import date, datetime, timedelta, timezone
from functools import cache

from determinations.models import (
    BodyPart,
    Case,
    Citation,
    DisputedItem,
    Drug,
    Guideline,
    Letter,
    Reviewer,
    ReviewerCredential,
    Specialty,
    TreatmentCategory,
    TreatmentType,
)
from determinations.results import Result
from determinations.search.answer import FacetCount, Hit, Marked, SearchAnswer
from determinations.statistics import Rate, Row, Section

TEXT = """\
The worker is a 52-year-old man who hurt his low back on 3/1/2014.

Epidural steroid injection at L4-L5: Upheld.

The guideline asks for signs of a pinched nerve. None are described, and the request is not medically necessary.
"""
_NOON = datetime(2026, 3, 4, 12, tzinfo=timezone(timedelta(hours=-8)))
LONG = "Lumbar interbody fusion with instrumentation, three days in hospital, and a brace " * 4


@cache
def case() -> Case:
    """A case of three decisions with nothing missing."""
    made = Case(
        pk=1,
        slug="cm15-0000001",
        case_number="CM15-0000001",
        injury_date=date(2014, 3, 1),
        decision_date=date(2015, 6, 30),
        priority="Standard",
        age=52,
        sex="male",
        summary="The worker has low back pain.\n\nInjections were asked for.",
        reviewer=reviewer(),
        revision=1,
    )
    _holding(
        made, items=[_item(made, 1, "upheld"), _item(made, 2, "overturned"), _item(made, 3, "partially_overturned")]
    )
    return made


@cache
def bare_case() -> Case:
    """A letter that states nothing but its decision, which fits no treatment."""
    made = Case(pk=2, slug="letter-1", revision=1)
    item = DisputedItem(pk=20, case=made, position=1, request="Something nobody has a name for", outcome="upheld")
    _holding(made, items=[_holding(item, citations=[], drugs=[], body_parts=[])])
    return made


def items(of: Case) -> list[DisputedItem]:
    return list(of.items.all())


def reviewer() -> Reviewer:
    """With one specialty known by name, and one only as it is written."""
    made = Reviewer(pk=1, states=["California"])
    pain = Specialty(pk=1, slug="pain-management", name="Pain Management")
    written = [(pain, "Pain Management"), (None, "Underwater Medicine")]
    credentials = [
        ReviewerCredential(pk=place, reviewer=made, specialty=specialty, kind="specialty", text=text, position=place)
        for place, (specialty, text) in enumerate(written, start=1)
    ]
    return _holding(made, credentials=credentials)


def letter(of: Case, **fields) -> Letter:
    """The letter of a case, with marked passages and one thing noticed."""
    age, noticed = TEXT.index("52-year-old"), TEXT.index("None are")
    return Letter(
        **{
            "pk": 1,
            "case": of,
            "text": TEXT,
            "file_name": "sample.txt",
            "layout": "final",
            "parser_version": "1",
            "loaded_at": _NOON,
            "spans": {"age": [age, age + 11], "summary": [0, 66]},
            "warnings": [
                {"code": "odd", "message": "A sentence is odd.", "span": [noticed, noticed + 18]},
                {"code": "missing", "message": "No state of licence is named."},
            ],
        }
        | fields
    )


def earlier_letter(of: Case) -> Letter:
    return letter(of, pk=2, text="An earlier text.", superseded_at=_NOON + timedelta(days=30))


def result(item: DisputedItem, rank: int = 1, *, origin: str = "") -> Result:
    """A decision in a list, with a match in its request and in its passage."""
    request = Marked((("Epidural steroid ", False), ("injection", True), (" at L4-L5", False)))
    passage = Marked((("The guideline asks for signs of a pinched nerve before an ", False), ("injection", True)))
    return Result(item, rank, request, passage, origin)


def answer(counts: dict[str, dict[str, int]]) -> SearchAnswer:
    """An answer whose facets count these values, over the years that letters have been written in."""
    facets = {name: tuple(FacetCount(*each) for each in values.items()) for name, values in counts.items()}
    years = tuple(FacetCount(str(year), 12_000 // (1 + abs(year - 2015))) for year in range(2013, 2025))
    return SearchAnswer(1, 1234, 567, 321, hits=(Hit(1, 1),), facets=facets, years=years)


def section(rows: int, *, shown: int = 100) -> Section:
    """A breakdown of so many rows, the last ones of few decisions."""
    made = tuple(
        Row(f"kind-{place}", f"Kind of treatment {place}", Rate(1200 // place**2, 400 // place**2), "#", "#")
        for place in range(1, rows + 1)
    )
    return Section("Treatments asked for", "Treatment", made, shown=shown)


def _item(of: Case, position: int, outcome: str) -> DisputedItem:
    category = TreatmentCategory(pk=1, slug="injections", name="Injections")
    treatment = TreatmentType(pk=1, slug="epidural-injection", name="Epidural injection", category=category)
    item = DisputedItem(
        pk=position,
        case=of,
        position=position,
        request=LONG if position == 3 else "Epidural steroid injection at L4-L5",
        outcome=outcome,
        category=category,
        treatment=treatment,
        quantity={"amount": 2, "unit": "injections"},
        sites=[{"body_part": "lumbar-spine", "side": "left", "levels": ["L4-L5"]}],
        rationale="The guideline asks for signs of a pinched nerve.\n\nNone are described.",
        spans={"request": [68, 80], "outcome": [105, 111], "rationale": [114, 150]},
    )
    spine, drug = BodyPart(pk=1, slug="lumbar-spine", name="Lumbar spine"), Drug(pk=1, slug="tramadol", name="Tramadol")
    return _holding(item, citations=list(_citations(item)), drugs=[drug], body_parts=[spine])


def _citations(item: DisputedItem):
    known = Guideline(pk=1, slug="mtus-chronic-pain-2009", name="MTUS Chronic Pain (2009)", source="MTUS")
    for position, guideline in enumerate((known, None), start=1):
        yield Citation(
            pk=10 * item.pk + position,
            item=item,
            cited_by="reviewer",
            position=position,
            text=f"Guideline as written, number {position}",
            source="MTUS" if guideline else "other",
            guideline=guideline,
            pages=["46", "47"] if guideline else [],
            within_mtus=guideline is not None,
            span=[114, 130] if guideline else [],
        )


def _holding(row, **related):
    """A row with what belongs to it at hand, as if it had been fetched along."""
    row._prefetched_objects_cache = related
    return row
