"""The closed lists of the domain, each legal word with its plain meaning beside it."""

from django.db.models import TextChoices


class Outcome(TextChoices):
    UPHELD = "upheld", "Upheld"
    OVERTURNED = "overturned", "Overturned"
    PARTIALLY_OVERTURNED = "partially_overturned", "Partially overturned"

    @property
    def meaning(self) -> str:
        """What the legal word means for the treatment: most people read "upheld" the wrong way round."""
        return OUTCOME_MEANINGS[self]


OUTCOME_MEANINGS = {
    Outcome.UPHELD: "denial stands",
    Outcome.OVERTURNED: "treatment approved",
    Outcome.PARTIALLY_OVERTURNED: "treatment approved in part",
}


class CitedBy(TextChoices):
    REVIEWER = "reviewer", "Reviewer"
    CLAIMS_ADMIN = "claims-admin", "Claims administrator"


class Sides(TextChoices):
    """Whether reviewer and claims administrator went by guidelines of the same sources; told where both cited any."""

    SAME = "same-sources", "Same sources"
    DIFFERENT = "different-sources", "Different sources"


class Sex(TextChoices):
    FEMALE = "female", "Female"
    MALE = "male", "Male"


class Source(TextChoices):
    """Who published a guideline, by the words of the citation."""

    MTUS = "MTUS", "Medical Treatment Utilization Schedule (MTUS)"
    ACOEM = "ACOEM", "American College of Occupational and Environmental Medicine (ACOEM)"
    ODG = "ODG", "Official Disability Guidelines (ODG)"
    OTHER = "Other", "Other"


class Layout(TextChoices):
    """The forms in which letters came over the years, by the names the parser gives them."""

    FINAL = "final", "Final determination (2014 and later)"
    MAXIMUS = "maximus", "Final determination with numbered issues (2013–2014)"
    NOTICE = "notice", "Notice with a list of decisions in front (2013)"
    PROFESSIONAL = "professional", "Early determination, reasons after the list of issues"


class PublicationState(TextChoices):
    """Whether the public sees a case. Only a human makes a held or withdrawn case public."""

    HELD = "held", "Held"
    PUBLIC = "public", "Public"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Standing(TextChoices):
    """What a human's correction is to what the parser reads in the same place now."""

    STANDS = "stands", "Stands"
    AGREES = "agrees", "The parser reads the same by now"
    DISAGREES = "disagrees", "The parser reads something else again"
    LOST = "lost", "Not applied: its decision was not found"


class Credential(TextChoices):
    SPECIALTY = "specialty", "Specialty"
    SUBSPECIALTY = "subspecialty", "Subspecialty"


class ReportKind(TextChoices):
    """What a reader says is wrong. What is private is read first: it may have to leave the site at once."""

    FACT = "fact", "A fact was read wrongly"
    CLASSIFICATION = "classification", "A decision is classified wrongly"
    PRIVATE = "private", "Something private stands in the letter"
    OTHER = "other", "Something else"


class ReportState(TextChoices):
    OPEN = "open", "Open"
    SETTLED = "settled", "Settled"
    DISMISSED = "dismissed", "Dismissed"
