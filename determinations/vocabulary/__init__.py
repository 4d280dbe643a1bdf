"""Treatments, guidelines, specialties, body parts and drugs: TOML files and a small matcher. Pure."""

from determinations.vocabulary.records import (
    BodyPart,
    Category,
    Classification,
    Guideline,
    Specialty,
    TreatmentType,
)


def categories() -> tuple[Category, ...]:
    return ()


def treatment_types() -> tuple[TreatmentType, ...]:
    return ()


def guidelines() -> tuple[Guideline, ...]:
    return ()


def specialties() -> tuple[Specialty, ...]:
    return ()


def body_parts() -> tuple[BodyPart, ...]:
    return ()


def label(kind: str, slug: str) -> str:
    raise KeyError(slug)


def classify_request(text: str) -> Classification | None:
    return None


def find_body_parts(text: str) -> tuple[str, ...]:
    return ()


def find_guideline(text: str) -> str | None:
    return None


def find_specialty(text: str) -> str | None:
    return None
