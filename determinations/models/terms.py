"""The vocabulary as rows: what treatments, drugs, body parts, specialties and guidelines are called."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from determinations.choices import Source


class TreatmentCategory(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "treatment categories"

    def __str__(self) -> str:
        return self.name


class TreatmentType(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    category = models.ForeignKey(TreatmentCategory, on_delete=models.PROTECT, related_name="types")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("treatment", args=[self.slug])


class Drug(models.Model):
    """A drug by its generic name. `treatment` is the type a request for it belongs to, its class."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    treatment = models.ForeignKey(TreatmentType, on_delete=models.PROTECT, related_name="drugs")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BodyPart(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Specialty(models.Model):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "specialties"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("specialty", args=[self.slug])


class Guideline(models.Model):
    """The canonical thing cited. Editions of one topic share `topic`; `edition` is blank where none is named."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=8, choices=Source)
    topic = models.SlugField(max_length=100, db_index=True)
    edition = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=Q(source__in=Source.values), name="guideline_source_known")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("guideline", args=[self.slug])
