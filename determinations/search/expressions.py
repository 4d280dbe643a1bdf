"""What a person asked for in words, as small frozen objects. Pure.

`field` is one of FIELDS, or empty for any of them. `start` is the place in the typed text, from 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field

# What can be asked for before a colon → the text it means.
FIELDS = {
    "request": "request",
    "guideline": "guideline_text",
    "rationale": "rationale",
    "summary": "summary",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed; it may hold signs (10/325, L4-L5), and then its parts stand together."""

    text: str
    field: str = ""
    start: int = dataclass_field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together in this order, or with at most `distance` words between or moves among them."""

    text: str
    distance: int = 0
    field: str = ""
    start: int = dataclass_field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins so."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """Every decision filed under all `terms`, whatever its letter writes.

    A term is a kind (drug, treatment, body_part) and its slug; `names` are theirs. `words` are marked in texts instead.
    """

    terms: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Any:
    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: "Expression"


@dataclass(frozen=True, slots=True)
class Widened:
    """What was typed, or any other wording of the same thing."""

    typed: "Word | All"
    also: tuple["Word | Phrase | Filed", ...]


Term = Word | Phrase | Prefix
Expression = Term | Filed | All | Any | Not | Widened


def sought(expression: Expression | None) -> tuple[tuple[Term, ...], ...]:
    """What to mark in a text: groups of terms, those of one group being different words for one thing."""
    match expression:
        case None | Not():
            return ()
        case All(parts):
            return tuple(group for part in parts for group in sought(part))
        case Any(parts):
            return (tuple(term for part in parts for group in sought(part) for term in group),)
        case Widened(typed, also):
            return ((*(term for part in (typed, *also) for group in sought(part) for term in group),),)
        case Filed():
            return (expression.words,)
    return ((expression,),)


def walk(expression: Expression | None) -> Iterator[Expression]:
    """The expression and all inside it, as they stand."""
    if expression is None:
        return
    yield expression
    match expression:
        case All(parts) | Any(parts):
            for part in parts:
                yield from walk(part)
        case Not(part):
            yield from walk(part)
        case Widened(typed, also):
            yield from walk(typed)
            yield from also


def described(expression: Expression) -> str:
    """The expression written out, with every AND, OR and parenthesis that was understood."""
    match expression:
        case All(parts):
            return " AND ".join(_inside(part) for part in parts)
        case Any(parts):
            return " OR ".join(_inside(part) for part in parts)
        case Not(part):
            return f"NOT {_inside(part)}"
        case Widened(typed, _):
            return described(typed)
        case Filed(_, names):
            return f"what is filed under {' and '.join(names)}"
    return _described(expression)


def _inside(part: Expression) -> str:
    written = described(part)
    is_group = isinstance(part, All | Any) or (isinstance(part, Widened) and isinstance(part.typed, All))
    return f"({written})" if is_group else written


def _described(term: Term) -> str:
    named = next((f"{name}:" for name, field in FIELDS.items() if field == term.field), "")
    match term:
        case Phrase(text, distance):
            return f'{named}"{text}"' + (f"~{distance}" if distance else "")
        case Prefix(text):
            return f"{named}{text}*"
    return f"{named}{term.text}"
