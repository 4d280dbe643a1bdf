"""What is scored, in the order of the table, with the share (per cent) each field must reach."""

from typing import NamedTuple

CLAIMS_ADMIN, REVIEWER = "claims administrator", "reviewer"
SIDES = {CLAIMS_ADMIN: "claims_admin_citations", REVIEWER: "reviewer_citations"}
"""Who cites → the key of that side's citations in a letter's record."""


class Field(NamedTuple):
    """One row of the table. `minimum` is in per cent, or None where nothing is demanded.

    `many`: a list in which values are found, lost or invented, scored by the lower of precision and recall. Any
    other field is one value, scored by the share that is right of all that is stated or was read.
    """

    name: str
    minimum: float | None = None
    many: bool = False
    sided: bool = False


FIELDS = (
    Field("layout", 100),
    Field("case number", 98),
    Field("date of injury", 98),
    Field("date of UR denial", 98),
    Field("date received", 98),
    Field("date assigned", 98),
    Field("date of decision", 98),
    Field("priority", 98),
    Field("age", 98),
    Field("sex", 98),
    Field("specialties", 98, many=True),
    Field("subspecialties", 98, many=True),
    Field("states", 98, many=True),
    Field("items", 99.5, many=True),
    Field("outcome", 99.5),
    Field("request", 98),
    Field("category", 97),
    Field("treatment type", 95),
    Field("body parts", many=True),
    Field("citations", many=True, sided=True),
    Field("citation source", 98, sided=True),
    Field("within MTUS", sided=True),
    Field("citation text", sided=True),
    Field("pages", 97, sided=True),
    Field("guideline", 95, sided=True),
    Field("rationale start"),
    Field("rationale end"),
    Field("requests.csv: category", 97),
    Field("requests.csv: treatment type", 95),
)

LETTER_FIELDS = {
    "layout": (None, "layout"),
    "case number": (None, "case_number"),
    "date of injury": ("dates", "injury"),
    "date of UR denial": ("dates", "ur_denial"),
    "date received": ("dates", "received"),
    "date assigned": ("dates", "assigned"),
    "date of decision": ("dates", "decision"),
    "priority": (None, "priority"),
    "age": (None, "age"),
    "sex": (None, "sex"),
}
"""A fact of the letter → the object in the record that holds it, if one does, and its key."""

REVIEWER_FIELDS = ("specialties", "subspecialties", "states")
ITEM_FIELDS = {"request": "request", "outcome": "outcome", "category": "category", "treatment type": "treatment_type"}
CITATION_FIELDS = {
    "citation source": "source",
    "within MTUS": "within_mtus",
    "citation text": "text",
    "pages": "pages",
    "guideline": "guideline",
}
