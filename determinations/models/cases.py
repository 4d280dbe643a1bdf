"""Cases with their letters, reviewers, decisions and citations."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from determinations.choices import CitedBy, Credential, Outcome, Sex, Source
from determinations.expressions import HasWarnings
from determinations.models.terms import BodyPart, Drug, Guideline, Specialty, TreatmentCategory, TreatmentType
from determinations.querysets import CaseQuerySet, DisputedItemQuerySet

LEARNED_LENGTH = 200
"""Characters of the words of a learned wording."""


def originals() -> Storage:
    """Where the files that letters were read from are kept."""
    return storages["originals"]


class Reviewer(models.Model):
    """An anonymous set of credentials. The law keeps names secret; there is no field for one."""

    key = models.CharField(max_length=64, unique=True, help_text="Digest of the credentials as written.")
    states = models.JSONField(default=list, blank=True, help_text="States of licence, as written.")
    specialties = models.ManyToManyField(Specialty, through="ReviewerCredential", related_name="reviewers")

    def __str__(self) -> str:
        return f"Reviewer {self.key[:8]}"


class ReviewerCredential(models.Model):
    """One certification as written, with the specialty it names where that is known."""

    reviewer = models.ForeignKey(Reviewer, on_delete=models.CASCADE, related_name="credentials")
    specialty = models.ForeignKey(Specialty, on_delete=models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Credential)
    text = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["reviewer", "position"]
        constraints = [
            models.UniqueConstraint(fields=["reviewer", "position"], name="credential_position_once"),
            models.CheckConstraint(condition=Q(kind__in=Credential.values), name="credential_kind_known"),
        ]

    def __str__(self) -> str:
        return self.text


class Case(models.Model):
    """What one letter decides. `revision` is the corpus revision that last touched it."""

    slug = models.SlugField(max_length=40, unique=True)
    case_number = models.CharField(max_length=20, unique=True, null=True, blank=True)
    injury_date = models.DateField(null=True, blank=True)
    ur_denial_date = models.DateField(null=True, blank=True)
    received_date = models.DateField(null=True, blank=True)
    assigned_date = models.DateField(null=True, blank=True)
    decision_date = models.DateField(null=True, blank=True, db_index=True)
    priority = models.CharField(max_length=20, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=6, choices=Sex, blank=True)
    summary = models.TextField(blank=True)
    reviewer = models.ForeignKey(Reviewer, on_delete=models.PROTECT, null=True, blank=True, related_name="cases")
    revision = models.PositiveBigIntegerField(db_index=True, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["-decision_date", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(age__isnull=True) | Q(age__lte=120), name="case_age_plausible"),
            models.CheckConstraint(condition=Q(sex__in=["", *Sex.values]), name="case_sex_known"),
            models.CheckConstraint(condition=~Q(case_number=""), name="case_number_null_not_blank"),
        ]

    def __str__(self) -> str:
        return self.case_number or self.slug

    def get_absolute_url(self) -> str:
        return reverse("case", args=[self.slug])

    @property
    def outcome(self) -> str:
        """Derived from the items: upheld, overturned, partially_overturned, or mixed; blank without items."""
        outcomes = {item.outcome for item in self.items.all()}
        return outcomes.pop() if len(outcomes) == 1 else ("mixed" if outcomes else "")


class Letter(models.Model):
    """One text of a case's letter. The one in force has no `superseded_at`; earlier words are kept.

    `original` is the file the text was read from, where it was no plain text. `listed` are the rows of the
    state's list for this letter, and `supplied` names the facts of the case taken from there. `published_at` is when
    the words became public, which is when they were stored unless they were held then. `added_by` handed the letter
    in, nobody where a command stored it; `decided_by` is who else decided that it be stored, where somebody was asked.
    A blank `parser_version` marks a letter that is to be read again.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    text = models.TextField()
    digest = models.CharField(max_length=64, unique=True, help_text="Of the letter's words, spacing left out.")
    file_name = models.CharField(max_length=300)
    layout = models.CharField(max_length=20)
    parser_version = models.CharField(max_length=20)
    spans = models.JSONField(default=dict, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    original = models.FileField(storage=originals, max_length=200, blank=True, db_index=True)
    listed = models.JSONField(default=list, blank=True)
    supplied = models.JSONField(default=list, blank=True)
    loaded_at = models.DateTimeField(auto_now_add=True)
    published = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="The corpus revision in which these words became public."
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    superseded_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )

    class Meta:
        ordering = ["case", "pk"]
        indexes = [  # the history is read in the order of time
            models.Index(fields=["loaded_at", "id"], name="letter_loaded"),
            models.Index(fields=["superseded_at", "id"], condition=~Q(superseded_at=None), name="letter_superseded"),
            models.Index(  # the desk's list of letters with warnings
                fields=["case"], condition=Q(HasWarnings("warnings"), superseded_at=None), name="letter_warned"
            ),
            models.Index(fields=["added_by"], condition=~Q(added_by=None), name="letter_added_by"),
            models.Index(fields=["decided_by"], condition=~Q(decided_by=None), name="letter_decided_by"),
            models.Index(fields=["id"], condition=Q(parser_version="", superseded_at=None), name="letter_marked"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(superseded_at__isnull=True), name="letter_one_in_force_per_case"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class DisputedItem(models.Model):
    """One requested treatment with its own outcome: the unit of search and of every statistic.

    `sites` is a list of {"body_part", "side", "levels"}; `quantity` has what the request asks for of "amount",
    "unit", "per_week", "weeks" and "refills". `outcome` is blank where none was found; such a case is never public.
    `learned` are the words by which a wording of staff's named the treatment, where the vocabulary knows none.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    request = models.TextField()
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    category = models.ForeignKey(
        TreatmentCategory, on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    treatment = models.ForeignKey(TreatmentType, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    body_parts = models.ManyToManyField(BodyPart, blank=True, related_name="items")
    drugs = models.ManyToManyField(Drug, blank=True, related_name="items")
    sites = models.JSONField(default=list, blank=True)
    quantity = models.JSONField(default=dict, blank=True)
    rationale = models.TextField()
    spans = models.JSONField(default=dict, blank=True)
    learned = models.CharField(max_length=LEARNED_LENGTH, blank=True, default="", editable=False)

    objects = DisputedItemQuerySet.as_manager()

    class Meta:
        ordering = ["case", "position"]
        indexes = [models.Index(fields=["learned"], condition=~Q(learned=""), name="item_learned")]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="item_position_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="item_position_from_one"),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="item_outcome_known"),
        ]

    def __str__(self) -> str:
        return self.request

    def get_absolute_url(self) -> str:
        return f"{self.case.get_absolute_url()}#item-{self.position}"


class Citation(models.Model):
    """A guideline cited for one item by one side, with its text and pages as written; `learned` as of a decision."""

    item = models.ForeignKey(DisputedItem, on_delete=models.CASCADE, related_name="citations")
    cited_by = models.CharField(max_length=12, choices=CitedBy)
    position = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=8, choices=Source)
    within_mtus = models.BooleanField()
    guideline = models.ForeignKey(Guideline, on_delete=models.PROTECT, null=True, blank=True, related_name="citations")
    text = models.TextField()
    pages = models.JSONField(default=list, blank=True)
    span = models.JSONField(default=list, blank=True)
    learned = models.CharField(max_length=LEARNED_LENGTH, blank=True, default="", editable=False)

    class Meta:
        ordering = ["item", "cited_by", "position"]
        indexes = [models.Index(fields=["learned"], condition=~Q(learned=""), name="citation_learned")]
        constraints = [
            models.UniqueConstraint(fields=["item", "cited_by", "position"], name="citation_position_once"),
            models.CheckConstraint(condition=Q(cited_by__in=CitedBy.values), name="citation_cited_by_known"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="citation_source_known"),
        ]

    def __str__(self) -> str:
        return self.text
