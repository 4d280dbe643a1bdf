"""Which value on a title page belongs to which label, from their order and their places on the page.

Labels and values come in turns. Where a turn has as many labels as values of a kind, they belong together in
order; where values are missing, the place on the line or in the column tells, or nothing does.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ingest.letters.record import Span


class Token(NamedTuple):
    """A label or a value of one `kind`; `field` is the label's, None for a value, '' for a label nobody reads.

    `place` is where it stands in the flow, `span` where in the letter.
    """

    kind: str
    field: str | None
    line: int
    column: int
    place: tuple[int, int]
    span: Span


class Pairs(NamedTuple):
    """`found` are (label, value) in the page's order; `unclear` are values that might belong to several labels."""

    found: list[tuple[Token, Token]]
    unclear: list[Token]


def pair(tokens: Sequence[Token]) -> Pairs:
    """Labels and values in the page's order → what belongs together."""
    pairs = Pairs([], [])
    for labels, values in _turns(list(reversed(tokens)) if _values_first(tokens) else tokens):
        if len(labels) == len(values) == 1:  # as on most pages
            pairs.found.extend(zip(labels, values, strict=True) if labels[0].kind == values[0].kind else ())
            continue
        values = _swallowed(labels, values)
        for kind in dict.fromkeys(value.kind for value in values):
            mine = [value for value in values if value.kind == kind]
            _match([label for label in labels if label.kind == kind], mine, pairs)
    return pairs


def _values_first(tokens: Sequence[Token]) -> bool:
    """Every value stands before its label: the page begins with one, ends with a label, and no line does otherwise."""
    if not tokens or tokens[0].field is not None or tokens[-1].field is None:
        return False
    turned = pairwise(tokens)
    return not any(one.field is not None and two.field is None and one.line == two.line for one, two in turned)


def _turns(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], list[Token]]]:
    labels: list[Token] = []
    for is_label, group in groupby(tokens, key=lambda token: token.field is not None):
        if is_label:
            labels = list(group)
        elif labels:
            yield labels, list(group)


def _swallowed(labels: list[Token], values: list[Token]) -> list[Token]:
    """The values without the first, if a label nobody reads ("Claim Number:") stands before it on its line."""
    last, first = labels[-1], values[0]
    return values[1:] if last.field == "" and last.kind == "" and last.line == first.line else values


def _match(labels: list[Token], values: list[Token], pairs: Pairs) -> None:
    if len(values) >= len(labels):
        pairs.found.extend(zip(labels, values, strict=False))
    elif values[0].line == labels[-1].line:
        pairs.found.append((labels[-1], values[0]))
    elif len({label.line for label in labels}) == 1:
        _match_columns(labels, values, pairs)
    elif len(values) == 1:
        pairs.found.append((labels[-1], values[0]))
    else:
        pairs.unclear.extend(values)


def _match_columns(labels: list[Token], values: list[Token], pairs: Pairs) -> None:
    """A row of labels over a row of fewer values: each value to the label it stands nearest to."""
    free = list(labels)
    for value in values:
        nearest = min(free, key=lambda label: abs(label.column - value.column))
        free.remove(nearest)
        pairs.found.append((nearest, value))
