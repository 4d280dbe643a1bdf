"""What the vocabulary hands out: frozen records, known everywhere else by their slugs."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Category:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class TreatmentType:
    """`category` is the slug of the category the type belongs to."""

    slug: str
    name: str
    category: str


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug or a fixed combination. `treatment_type` is its class; `brands` are brand names, as written."""

    slug: str
    name: str
    treatment_type: str
    brands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guideline:
    """The canonical thing cited. `source` is MTUS, ACOEM, ODG or Other.

    Editions of one topic share `topic`; `edition` is a year or label, or empty where none is named.
    """

    slug: str
    name: str
    source: str
    topic: str
    edition: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What guidelines are about; its editions share it. `source` is that of the first of them."""

    slug: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Specialty:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class BodyPart:
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Site:
    """A body part as a text names it: `side` is left, right, bilateral or None; `levels` are spinal, "L4-L5"."""

    body_part: str
    side: str | None = None
    levels: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {"body_part": self.body_part, "side": self.side, "levels": list(self.levels)}


@dataclass(frozen=True, slots=True)
class Classification:
    """What a request asks for, and why: the vocabulary's `term`, and the `words` of the request that named it.

    `words` are the request's own, in lower case and without punctuation.
    """

    category: str
    treatment_type: str
    term: str
    words: str


@dataclass(frozen=True, slots=True)
class ExplainedPhrase:
    """A known phrase of a request: `words[start:end]` of the explanation.

    `role` is one of strong, head, drug, procedure (these name a treatment), weak, mention, complement, nothing.
    `term` is the vocabulary's name for it, `slug` its treatment type (surgery or injection for a procedure),
    `drug` the slug of a drug; each empty where there is none.
    """

    role: str
    term: str
    slug: str
    drug: str
    words: str
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a request is classified as it is.

    `words` are the request's words as they were understood, `phrases` the known ones among them in order,
    `decided` the index of the phrase that decided, `why` one plain sentence.
    """

    classification: Classification | None
    words: tuple[str, ...]
    phrases: tuple[ExplainedPhrase, ...]
    decided: int | None
    why: str

    @property
    def deciding(self) -> ExplainedPhrase | None:
        """The phrase that decided; None where nothing names a treatment."""
        return None if self.decided is None else self.phrases[self.decided]

    def as_dict(self) -> dict[str, Any]:
        """As JSON has it: why, which words decided, and every known phrase."""
        decided = self.deciding.words if self.deciding else None
        return {"why": self.why, "decided_by": decided, "phrases": [phrase.as_dict() for phrase in self.phrases]}
