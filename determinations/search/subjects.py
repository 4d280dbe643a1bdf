"""Expression → what it is about: the treatments, drugs and parts of the body its words name. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from determinations.search.expressions import FIELDS, All, Any, Expression, Phrase, Widened, Word
from determinations.vocabulary import drugs, explain_request, find_body_parts, find_drugs

REQUEST = FIELDS["request"]
Part = Word | Phrase | Widened
_DEFINITE = {"strong", "head", "drug"}  # roles of phrases that name one treatment by themselves


@dataclass(frozen=True, slots=True)
class Subject:
    """Slugs, in order of the alphabet."""

    treatments: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    body_parts: tuple[str, ...] = ()


def subject(expression: Expression) -> Subject:
    """Of every alternative. A class of drugs is not meant where one of its drugs is named."""
    texts = [" ".join(map(typed, run)) for run in runs(expression)]
    named = {slug for text in texts for slug in find_drugs(text)}
    classes = {drug.treatment_type for drug in drugs() if drug.slug in named} if named else set()
    treatments = {slug for text in texts if (slug := _treatment(text))}
    return Subject(
        treatments=tuple(sorted(treatments - classes)),
        drugs=tuple(sorted(named)),
        body_parts=tuple(sorted({slug for text in texts for slug in find_body_parts(text)})),
    )


def _treatment(text: str) -> str | None:
    """What `text` would ask for as a request. A bare "injection" or "surgery" could be any until its place is named."""
    told = explain_request(text)
    if told.deciding is None:
        return None
    role = told.deciding.role
    is_told = role in _DEFINITE or (role == "procedure" and find_body_parts(text))
    return told.classification.treatment_type if is_told else None


def runs(expression: Expression) -> Iterator[list[Part]]:
    """What was typed side by side and may stand in a request; alternatives apart, without what must not occur."""
    match expression:
        case All(parts):
            if plain := [part for part in parts if _is_plain(part)]:
                yield plain
            for part in parts:
                if isinstance(part, All | Any):
                    yield from runs(part)
        case Any(parts):
            for part in parts:
                yield from runs(part)
        case _ if _is_plain(expression):
            yield [expression]


def typed(part: Part) -> str:
    """A part's own words, without the other wordings."""
    if isinstance(part, Widened):
        return " ".join(map(typed, part.typed.parts)) if isinstance(part.typed, All) else part.typed.text
    return part.text


def _is_plain(part: Expression) -> bool:
    if isinstance(part, Widened):
        return _is_plain(part.typed.parts[0] if isinstance(part.typed, All) else part.typed)
    return isinstance(part, Word | Phrase) and part.field in ("", REQUEST)
