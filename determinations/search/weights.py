"""What a match weighs where, and what is added to it. Pure numbers: they order results, never change what is found."""

from dataclasses import dataclass, field

from determinations.search.schema import TEXT_FIELDS


@dataclass(frozen=True, slots=True)
class Weights:
    """Chosen with `manage.py relevance`; most of them may be halved or doubled without much effect.

    `texts`: the weight of each text. `further`: what a match in a further text adds to the best one. `reworded`:
    the weight of another wording beside what was typed. `case`: that of the case so numbered, before any letter that
    only mentions it. The rest is what a decision gains by being about what was typed: its `treatment`, `drug` or
    `body_part` is the one named, or its request has the words `together`.
    """

    texts: dict[str, float] = field(default_factory=lambda: dict(TEXT_FIELDS))
    further: float = 0.3
    reworded: float = 0.9
    case: float = 16.0
    treatment: float = 8.0
    drug: float = 8.0
    body_part: float = 1.0
    together: float = 1.0


WEIGHTS = Weights()
# By words alone, every text alike: what WEIGHTS is measured against.
PLAIN = Weights(
    texts=dict.fromkeys(TEXT_FIELDS, 1.0),
    further=0.0,
    reworded=1.0,
    case=1.0,
    treatment=0.0,
    drug=0.0,
    body_part=0.0,
    together=0.0,
)
