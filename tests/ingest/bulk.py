"""Bulk changes in tests: staff who ask for them, letters they are about, and what is told of one."""

from determinations.models import Case
from ingest.bulk import asking
from ingest.loading import load
from ingest.models import BulkChange
from ingest.parsing import fit
from tests.letter_text import item, letter

BRACE, MRI = item("Knee brace"), item("MRI of the lumbar spine")
AGAINST = item("Knee brace", "Upheld", rationale="The knee gives way. The request is medically necessary.")


def many(number: int, *items: str, first: int = 0) -> list[Case]:
    """Cases with these decisions, stored; the index does not follow."""
    texts = [letter(*(items or [BRACE]), case_number=f"CM16-09{first + place:05}") for place in range(number)]
    load([fit(f"{place}.txt", text) for place, text in enumerate(texts)])
    return list(Case.objects.order_by("pk"))


def wanted(by, value="tens-unit", *, field="treatment_type", request="Knee brace", here=False, **given) -> BulkChange:
    """The treatment of every knee brace, unless something else is said."""
    given = {"why": "It is one.", "overwrite": False, **given}
    return asking.correct(request, field, value, by=by, here=here, **given)


def counts(change: BulkChange) -> tuple[int, ...]:
    """found, changed, same, kept, refused, held."""
    change.refresh_from_db()
    return change.found, change.changed, change.same, change.kept, change.refused, change.held
