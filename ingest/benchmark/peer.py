"""The peer the index is measured against: full-text search and facets in PostgreSQL, as Django projects usually do.

One row a decision with a weighted `tsvector` under a GIN index and b-trees on what is filtered; an exact count, one
ranked page, and a `GROUP BY` for each facet, the facet's own choice left out: the same answer as the index gives.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import psycopg
from psycopg import sql

from determinations.search.documents import ItemDocument
from ingest.benchmark.embedded import embedded_postgresql
from ingest.benchmark.searches import TypicalSearch

_SCALARS = ("category", "treatment", "outcome", "sex", "sides", "layout", "year")
_LISTS = {
    "guideline": "guidelines", "topic": "topics", "source": "sources", "specialty": "specialties",
    "body_part": "body_parts", "drug": "drugs",
}  # fmt: skip
_TEXTS = ("request", "guideline_text", "rationale", "summary")

_TABLE = """
CREATE TABLE decision (
  id bigint PRIMARY KEY, case_id bigint, decided integer, category text, treatment text, outcome text, sex text,
  sides text, layout text, year text,
  guidelines text[], topics text[], sources text[], specialties text[], body_parts text[], drugs text[],
  request text, guideline_text text, rationale text, summary text,
  words tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('english', request), 'A') || setweight(to_tsvector('english', guideline_text), 'B') ||
    setweight(to_tsvector('english', rationale), 'C') || setweight(to_tsvector('english', summary), 'D')) STORED
)
"""
_INDEXES = (
    "CREATE INDEX ON decision USING gin (words)",
    "CREATE INDEX ON decision (treatment, outcome)",
    "CREATE INDEX ON decision (category)",
    "CREATE INDEX ON decision (decided DESC NULLS LAST, case_id)",
    "CREATE INDEX ON decision USING gin (guidelines)",
    "CREATE INDEX ON decision USING gin (specialties)",
    "CREATE INDEX ON decision USING gin (body_parts)",
    "ANALYZE decision",
)


@contextmanager
def postgresql(documents: Iterable[ItemDocument]) -> Iterator[psycopg.Connection]:
    """A PostgreSQL server of its own, filled with these decisions."""
    with embedded_postgresql() as address, psycopg.connect(address, autocommit=True) as connection:
        _fill(connection, documents)
        yield connection


def _fill(connection: psycopg.Connection, documents: Iterable[ItemDocument]) -> None:
    connection.execute(_TABLE)
    columns = ", ".join(("id", "case_id", "decided", *_SCALARS, *_LISTS.values(), *_TEXTS))
    with connection.cursor() as cursor, cursor.copy(f"COPY decision ({columns}) FROM STDIN") as copy:
        for each in documents:
            copy.write_row(_row(each))
    for statement in _INDEXES:
        connection.execute(statement)


def _row(each: ItemDocument) -> tuple:
    cited = each.by_reviewer
    scalars = (each.category, each.treatment, each.outcome, each.sex, each.sides, each.layout, each.year)
    lists = (cited.guideline, cited.topic, cited.source, each.specialties, each.body_parts, each.drugs)
    texts = (getattr(each, name) for name in _TEXTS)
    return (each.item_id, each.case_id, each.decided, *scalars, *map(list, lists), *texts)


def search(connection: psycopg.Connection, asked: TypicalSearch) -> int:
    """The same answer as the index gives: counts, one page in order, every facet. Returns the count."""
    where, values = _where(asked)
    counted = sql.SQL("SELECT count(*), count(DISTINCT case_id) FROM decision WHERE {}").format(where)
    count, _ = connection.execute(counted, values).fetchone()
    order = sql.SQL("ts_rank(words, websearch_to_tsquery('english', %(typed)s)) DESC" if asked.typed else _BY_DATE)
    page = sql.SQL("SELECT id FROM decision WHERE {} ORDER BY {} LIMIT 25").format(where, order)
    connection.execute(page, values).fetchall()
    for facet in (*_SCALARS, *_LISTS):
        where, values = _where(asked, without=facet)
        connection.execute(_facet(facet, where), values).fetchall()
    return count


_BY_DATE = "decided DESC NULLS LAST, case_id"


def _facet(facet: str, where: sql.Composable) -> sql.Composed:
    value = sql.Identifier(facet) if facet in _SCALARS else sql.SQL("unnest({})").format(sql.Identifier(_LISTS[facet]))
    return sql.SQL("SELECT {} AS value, count(*) FROM decision WHERE {} GROUP BY 1 ORDER BY 2 DESC").format(
        value, where
    )


def _where(asked: TypicalSearch, without: str | None = None) -> tuple[sql.Composable, dict]:
    conditions, values = [sql.SQL("true")], {"typed": asked.typed, "after": None}
    if asked.typed:
        conditions.append(sql.SQL("words @@ websearch_to_tsquery('english', %(typed)s)"))
    if asked.decided_after:
        conditions.append(sql.SQL("decided >= %(after)s - date '1970-01-01'"))
        values["after"] = asked.decided_after
    for name, chosen in asked.choices:
        if name == without:
            continue
        column, test = (name, "= ANY") if name in _SCALARS else (_LISTS[name], "&&")
        conditions.append(sql.SQL(f"{{}} {test} (%({name})s)").format(sql.Identifier(column)))
        values[name] = list(chosen)
    return sql.SQL(" AND ").join(conditions), values
